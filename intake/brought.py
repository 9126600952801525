"""A file a district brings, read from memory into a header and rows as they came. Nothing of it is written or logged.

Text comes from programs people use: UTF-8 with or without a byte order mark, or Windows-1252, with commas, semicolons or
tabs. Rows may be longer or shorter than the header: whoever asked judges them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from intake.delimited import BYTE_ORDER_MARKS
from intake.findings import Finding, Refused
from intake.workbook import MOST_COLUMNS, is_workbook, read_cells, refuse_large

Cell: TypeAlias = str | int | float | bool | date | datetime | None
MOST_ROWS = 100_000
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
SAVE_AS_TEXT = "Save it again as 'CSV UTF-8 (comma delimited)'"


@dataclass(frozen=True, slots=True)
class Brought:
    """A table as it came.

    Attributes:
        header: Row 1, blanks around each name taken away.
        rows: Every row after it, blank ones too, so that a row's number is the one its spreadsheet shows.
        form: What the file was taken to be, in words: how its letters and columns were read.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    form: str


def read_brought(name: str, content: bytes, sheet: str = "") -> Brought:
    """Read a CSV file, or the named sheet (else the first) of an XLSX workbook.

    Args:
        name: What findings call the file; it is kept nowhere.
        content: Its bytes.
        sheet: Of a workbook.

    Raises:
        Refused: It is too large, of another form, holds formulas in a workbook, or could do harm.
    """
    refuse_large(name, len(content))
    if is_workbook(name, content):
        rows = [tuple(map(_typed, row)) for row in read_cells(name, content, sheet, MOST_ROWS)]
        return _brought(name, rows, "an Excel workbook")
    text, encoding = _decoded(name, content)
    separator = _separator(text)
    return _brought(name, list(_records(name, text, separator)), f"text in {encoding}, {SEPARATORS[separator]} between")


def _brought(name: str, rows: list[tuple[Cell, ...]], form: str) -> Brought:
    if not any(any(cell not in (None, "") for cell in row) for row in rows):
        raise _refused(name, None, "is empty", "It needs its header row and a row for each record")
    header = tuple("" if cell is None else str(cell).strip() for cell in rows[0])
    if not any(header):
        raise _refused(name, 1, "the first row is blank", "Delete the rows above the header: row 1 names the columns")
    if len(rows) == 1:
        raise _refused(name, 1, "holds a header and no row below it", "Export it again with its rows")
    widest = max(map(len, rows))
    if widest > MOST_COLUMNS or len(rows) - 1 > MOST_ROWS:
        rule = f"has {len(rows) - 1} rows and up to {widest} columns"
        raise _refused(name, None, rule, f"At most {MOST_ROWS} rows and {MOST_COLUMNS} columns: split or trim the file")
    return Brought(header, tuple(rows[1:]), form)


def _decoded(name: str, content: bytes) -> tuple[str, str]:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            raise _refused(name, None, f"is saved as {encoding}, not UTF-8", SAVE_AS_TEXT)
    if b"\0" in content:
        row = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise _refused(name, row, "holds a NUL byte: it is no text file, UTF-16, or damaged", SAVE_AS_TEXT)
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        # not chained: the error of the decoder holds the whole file
        raise _refused(name, row, "is neither UTF-8 nor Windows-1252 text", SAVE_AS_TEXT) from None


def _separator(text: str) -> str:
    """The one that cuts the header into most columns; a comma where none does, or the line is far too long."""
    first = next((line for line in text.splitlines() if line.strip()), "")[: csv.field_size_limit()]
    return max(SEPARATORS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))


def _records(name: str, text: str, separator: str) -> Iterator[tuple[str, ...]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    read = 0
    try:
        for cells in lines:
            read += 1
            yield tuple(cells)
    except csv.Error as error:
        rule = f"the row cannot be read ({error})"
        repair = "Look for a quotation mark that is not closed or doubled"
        raise _refused(name, read + 1, rule, repair) from None


def _typed(cell: object) -> Cell:
    if cell == "" or cell is None:
        return None
    if isinstance(cell, time | timedelta):
        return str(cell)
    return cell if isinstance(cell, str | bool | int | float | date) else str(cell)


def _refused(name: str, row: int | None, rule: str, repair: str) -> Refused:
    return Refused([Finding(name, row, None, None, rule, repair)])
