"""A workbook someone brings, read from memory: refused before it is opened when it could do harm."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from intake.delimited import TextTable, read_csv, rectangular
from intake.findings import Finding, Refused
from intake.percent_cells import as_percentage, percent_cells

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 500
MOST_ROWS = 20_000
MOST_COLUMNS = 60
XLSX_PARTS = frozenset({"[Content_Types].xml", "xl/workbook.xml"})
ZIP_START, OLD_START = b"PK", b"\xd0\xcf\x11\xe0"
SAVE_AGAIN = "Save it again as .xlsx or as 'CSV UTF-8 (comma delimited)' and try again"
PIECE = 1024 * 1024
# What the standard library raises over damaged archives; ValueError for places outside the file, LookupError and
# ValueError for XML in an encoding it does not know.
DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    LookupError,
    ValueError,
)


def read_table(path: Path, sheet: str) -> tuple[TextTable, list[Finding], bytes]:
    """The table in a CSV file or in the named sheet (else the first) of a workbook, as text, and the file's bytes.

    Raises:
        Refused: the file is missing, too large, neither form, or a workbook that must not be opened.
    """
    if path.is_dir():
        raise _refused(path.name, "is a folder", "Name a file in it")
    if not path.is_file():
        rule = "is not there"
        raise _refused(path.name, rule, "Check the name; put it in quotation marks if it has spaces")
    refuse_large(path.name, path.stat().st_size)
    content = path.read_bytes()
    if not is_workbook(path.name, content):
        return *read_csv(path.name, content), content
    rows = [[_text(cell) for cell in row] for row in read_cells(path.name, content, sheet)]
    numbered = [(number, row) for number, row in enumerate(rows, start=1) if any(row)]
    return *rectangular(path.name, numbered), content


def refuse_large(name: str, size: int) -> None:
    """Refuse a file of more than ``LARGEST_FILE`` bytes.

    Raises:
        Refused: it is larger.
    """
    if size > LARGEST_FILE:
        rule = f"is larger than {LARGEST_FILE // 1024 // 1024} MB"
        raise _refused(name, rule, "Keep only the template's sheet, or split the file")


def is_workbook(name: str, content: bytes) -> bool:
    """Whether a file is a workbook by its content, whatever its name says.

    Raises:
        Refused: it is of a form that cannot be looked into before it is opened.
    """
    if content.startswith(OLD_START):
        raise _refused(name, "is an old .xls or a workbook with a password", SAVE_AGAIN)
    return content.startswith(ZIP_START)


def read_cells(name: str, content: bytes, sheet: str, most_rows: int = MOST_ROWS) -> list[list[Any]]:
    """Every cell of the named sheet (else of the first), typed as the workbook types it; "" is an empty cell.

    A number shown as a percentage is the text that is shown: ``7.5%``, not 0.075.

    Raises:
        Refused: the workbook must not be opened, cannot be read, or is too large.
    """
    _refuse_harmful(name, content)
    return _cells_of(name, content, sheet, most_rows)


def read_sheets(name: str, content: bytes, most_rows: int = MOST_ROWS) -> dict[str, list[list[Any]]]:
    """The cells of every sheet that has any, by the sheet's name, in order; else as ``read_cells``.

    Raises:
        Refused: as ``read_cells``; ``most_rows`` holds for each sheet.
    """
    _refuse_harmful(name, content)
    with _opened(name, content) as book:
        names = list(book.sheet_names)
    sheets = {each: _cells_of(name, content, each, most_rows) for each in names}
    return {each: cells for each, cells in sheets.items() if any(any(cell != "" for cell in row) for row in cells)}


def _cells_of(name: str, content: bytes, sheet: str, most_rows: int) -> list[list[Any]]:
    with _opened(name, content) as book:
        chosen = sheet if sheet in book.sheet_names else book.sheet_names[0]
        cells = book.get_sheet_by_name(chosen)
        if cells.total_height > most_rows or cells.total_width > MOST_COLUMNS:
            rule = f"has {cells.total_height} rows and {cells.total_width} columns in its sheet {chosen!r}"
            repair = f"At most {most_rows} rows and {MOST_COLUMNS} columns: delete the empty ones around the table"
            raise _refused(name, rule, repair)
        rows = cells.to_python(skip_empty_area=False)
    for row, column in percent_cells(content, chosen):
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
        if isinstance(value, int | float):
            rows[row][column] = as_percentage(value)
    return rows


@contextmanager
def _opened(name: str, content: bytes) -> Iterator[CalamineWorkbook]:
    try:
        with load_workbook(io.BytesIO(content)) as book:
            if not book.sheet_names:
                raise _refused(name, "is a workbook without a sheet", SAVE_AGAIN)
            yield book
    except CalamineError as error:
        raise _refused(name, f"cannot be read as a workbook ({error})", SAVE_AGAIN) from error


def _refuse_harmful(name: str, content: bytes) -> None:
    """Unpack every part once, counting, before a parser sees the file: sizes may lie and parts may hide formulas."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = set(archive.namelist())
            if not parts >= XLSX_PARTS:
                raise _refused(name, "is a zip archive but not an .xlsx workbook", SAVE_AGAIN)
            if any(part.endswith("vbaProject.bin") for part in parts):
                raise _refused(name, "holds macros", "Save it as .xlsx without macros")
            _refuse_bomb(name, archive)
            _refuse_entities(archive)
            _refuse_formulas(name, archive)
    except (DefusedXmlException, ParseError) as error:
        raise _refused(name, f"holds XML that must not be read ({type(error).__name__})", SAVE_AGAIN) from error
    except DAMAGED as error:
        raise _refused(name, f"is a damaged workbook ({error})", SAVE_AGAIN) from error


def _refuse_bomb(name: str, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _refused(name, "unpacks to far more than a table needs", "Copy the rows into a fresh template")
    for part in parts:
        # Python stops at the size the part claims and then checks its sum: a part that lies about its size fails here.
        with archive.open(part) as packed:
            while packed.read(PIECE):
                pass


def _refuse_entities(archive: zipfile.ZipFile) -> None:
    """Entities are declared before a part's first element: no part needs to be read further than that."""
    for part in archive.namelist():
        if part.endswith((".xml", ".rels")):
            with archive.open(part) as packed:
                next(iter(iterparse(packed, events=("start",), forbid_dtd=True)), None)


def _refuse_formulas(name: str, archive: zipfile.ZipFile) -> None:
    found: list[str] = []
    for part in archive.namelist():
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            with archive.open(part) as sheet:
                found += _formula_cells(sheet)
    if found:
        raise Refused(formula_findings(name, found))


def formula_findings(name: str, cells: Sequence[str]) -> list[Finding]:
    """A finding for each cell, named as the spreadsheet names it (F2)."""
    repair = "Paste it as a value (Paste special, Values)"
    return [Finding(name, _row_of(cell), cell, None, "holds a formula", repair) for cell in cells]


def _row_of(cell: str) -> int | None:
    digits = re.search(r"\d+$", cell)
    return int(digits[0]) if digits else None


def _formula_cells(sheet: IO[bytes]) -> list[str]:
    cells: list[str] = []
    for _, element in iterparse(sheet, forbid_dtd=True):
        if element.tag.endswith("}c"):
            if any(child.tag.endswith("}f") for child in element):
                cells.append(str(element.get("r")))
            element.clear()
    return cells


def _text(cell: object) -> str:
    """A cell as a person would type it: whole numbers without a point, dates as ISO."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell)


def _refused(name: str, rule: str, repair: str) -> Refused:
    return Refused([Finding(name, None, None, None, rule, repair)])
