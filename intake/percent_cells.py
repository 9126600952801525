"""Which cells of a workbook are shown as percentages: a cell that reads 7.5% holds 0.075.

The reader of cells gives values without their formats, so the formats are read from the workbook's own parts. The workbook
has passed ``intake.workbook`` before: its parts are small and declare no entities.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from defusedxml.ElementTree import fromstring, iterparse

BUILT_IN = frozenset({9, 10})
"""Formats ``0%`` and ``0.00%`` of every workbook (ECMA-376, part 1, 18.8.30)."""
_QUOTED = re.compile(r'"[^"]*"|\\.')
_CELL = re.compile(r"([A-Z]+)(\d+)")


def percent_cells(content: bytes, sheet: str) -> frozenset[tuple[int, int]]:
    """Row and column, both from 0, of each cell of a sheet whose number format is a percentage."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles = _percent_styles(archive)
        if not styles:
            return frozenset()
        part = _part_of(archive, sheet)
        if part not in archive.namelist():
            return frozenset()
        with archive.open(part) as cells:
            return frozenset(_styled(cells, styles))


def as_percentage(value: float) -> str:
    """The text of a cell that holds 0.075 and reads 7.5%."""
    return f"{round(100 * value, 10):.12g}%"


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """Numbers of the cell styles that show a percentage."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    root = fromstring(archive.read("xl/styles.xml"), forbid_dtd=True)
    own = {
        int(each.get("numFmtId", "0"))
        for each in root.iterfind(".//{*}numFmts/{*}numFmt")
        if "%" in _QUOTED.sub("", each.get("formatCode", ""))
    }
    formats = [int(each.get("numFmtId", "0")) for each in root.iterfind(".//{*}cellXfs/{*}xf")]
    return frozenset(number for number, identity in enumerate(formats) if identity in own | BUILT_IN)


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part of the archive that holds a sheet."""
    book = fromstring(archive.read("xl/workbook.xml"), forbid_dtd=True)
    relations = "xl/_rels/workbook.xml.rels"
    targets = {}
    if relations in archive.namelist():
        root = fromstring(archive.read(relations), forbid_dtd=True)
        targets = {each.get("Id"): each.get("Target", "") for each in root.iterfind("{*}Relationship")}
    for each in book.iterfind(".//{*}sheets/{*}sheet"):
        if each.get("name") == sheet:
            identity = next((value for name, value in each.attrib.items() if name.endswith("}id")), "")
            return posixpath.normpath(posixpath.join("/xl", targets.get(identity, ""))).lstrip("/")
    return ""


def _styled(cells: Any, styles: frozenset[int]) -> Iterator[tuple[int, int]]:
    for _, element in iterparse(cells, forbid_dtd=True):
        if not element.tag.endswith("}c"):
            continue
        place = _CELL.fullmatch(element.get("r", ""))
        if place and element.get("s", "").isdecimal() and int(element.get("s")) in styles:
            yield int(place[2]) - 1, _column(place[1])
        element.clear()


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1
