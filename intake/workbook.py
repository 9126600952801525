"""A file someone brings: CSV or XLSX by its content, refused before it is opened when it could do harm."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import IO

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from python_calamine import CalamineError, load_workbook

from intake.delimited import TextTable, read_csv, rectangular
from intake.findings import Finding, Refused

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 500
MOST_ROWS = 20_000
MOST_COLUMNS = 60
XLSX_PARTS = frozenset({"[Content_Types].xml", "xl/workbook.xml"})
SAVE_AGAIN = "Save it again as .xlsx or as 'CSV UTF-8 (comma delimited)' and try again"
PIECE = 1024 * 1024


def read_table(path: Path, sheet: str) -> tuple[TextTable, list[Finding], bytes]:
    """The table in a CSV file or in the named sheet (else the first) of a workbook, as text, and the file's bytes.

    Raises:
        Refused: the file is missing, too large, neither form, or a workbook that must not be opened.
    """
    content = _content(path)
    if not content.startswith(b"PK"):
        if content.startswith(b"\xd0\xcf\x11\xe0"):
            raise _refused(path, "is an old .xls or a workbook with a password", SAVE_AGAIN)
        return *read_csv(path.name, content), content
    _refuse_harmful(path, content)
    table, findings = _read_workbook(path, content, sheet)
    return table, findings, content


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise _refused(path, "is not there", "Check the name; put it in quotation marks if it has spaces")
    if path.stat().st_size > LARGEST_FILE:
        rule = f"is larger than {LARGEST_FILE // 1024 // 1024} MB"
        raise _refused(path, rule, "Keep only the template's sheet, or split the file")
    return path.read_bytes()


def _refuse_harmful(path: Path, content: bytes) -> None:
    """Unpack every part once, counting, before a parser sees the file: sizes may lie and parts may hide formulas."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if not names >= XLSX_PARTS:
                raise _refused(path, "is a zip archive but not an .xlsx workbook", SAVE_AGAIN)
            if any(name.endswith("vbaProject.bin") for name in names):
                raise _refused(path, "holds macros", "Save it as .xlsx without macros")
            _refuse_bomb(path, archive)
            _refuse_formulas(path, archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise _refused(path, f"is a damaged workbook ({error})", SAVE_AGAIN) from error
    except (DefusedXmlException, ParseError) as error:
        raise _refused(path, f"holds XML that must not be read ({type(error).__name__})", SAVE_AGAIN) from error


def _refuse_bomb(path: Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _refused(path, "unpacks to far more than a table needs", "Copy the rows into a fresh template")
    for part in parts:
        # Python stops at the size the part claims and then checks its sum: a part that lies about its size fails here.
        with archive.open(part) as packed:
            while packed.read(PIECE):
                pass


def _refuse_formulas(path: Path, archive: zipfile.ZipFile) -> None:
    found: list[str] = []
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            with archive.open(name) as sheet:
                found += _formula_cells(sheet)
    if found:
        findings = [
            Finding(path.name, None, cell, None, "holds a formula", "Paste it as a value (Paste special, Values)")
            for cell in found
        ]
        raise Refused(findings)


def _formula_cells(sheet: IO[bytes]) -> list[str]:
    cells: list[str] = []
    for _, element in iterparse(sheet, forbid_dtd=True):
        if element.tag.endswith("}c"):
            if any(child.tag.endswith("}f") for child in element):
                cells.append(str(element.get("r")))
            element.clear()
    return cells


def _read_workbook(path: Path, content: bytes, sheet: str) -> tuple[TextTable, list[Finding]]:
    try:
        with load_workbook(io.BytesIO(content)) as book:
            name = sheet if sheet in book.sheet_names else book.sheet_names[0]
            cells = book.get_sheet_by_name(name)
            if cells.total_height > MOST_ROWS or cells.total_width > MOST_COLUMNS:
                rule = f"has {cells.total_height} rows and {cells.total_width} columns in sheet {name}"
                repair = f"At most {MOST_ROWS} rows and {MOST_COLUMNS} columns: delete the empty ones around the table"
                raise _refused(path, rule, repair)
            rows = cells.to_python(skip_empty_area=False)
    except CalamineError as error:
        raise _refused(path, f"cannot be read as a workbook ({error})", SAVE_AGAIN) from error
    numbered = [(number, [_text(cell) for cell in row]) for number, row in enumerate(rows, start=1)]
    return rectangular(path.name, [(number, row) for number, row in numbered if any(row)])


def _text(cell: object) -> str:
    """A cell as a person would type it: whole numbers without a point, dates as ISO."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell)


def _refused(path: Path, rule: str, repair: str) -> Refused:
    return Refused([Finding(path.name, None, None, None, rule, repair)])
