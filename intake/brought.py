"""A file a district brings, read from memory into a header and rows as they came. Nothing of it is written or logged.

Text comes from programs people use: UTF-8 with or without a byte order mark, or Windows-1252, with commas, semicolons, tabs
or bars, with or without Excel's line ``sep=;``. A workbook may have several sheets, a table titles above its header: which
rows are the table, whoever asked decides. Rows may be longer or shorter than the header.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from intake.delimited import BYTE_ORDER_MARKS
from intake.findings import Finding, Refused
from intake.workbook import MOST_COLUMNS, is_workbook, read_sheets, refuse_large

Cell: TypeAlias = str | int | float | bool | date | datetime | None
MOST_ROWS = 100_000
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
SEPARATOR_LINE = re.compile(r"sep=([,;|\t])\s*", re.IGNORECASE)
LINES_LOOKED_AT = 40
SAVE_AS_TEXT = "Save it again as 'CSV UTF-8 (comma delimited)'"


@dataclass(frozen=True, slots=True)
class Brought:
    """A table as it came.

    Attributes:
        header: The header row, blanks around each name taken away.
        rows: Every row after it, blank ones too, so that a row's number is the one its spreadsheet shows.
        form: What the file was taken to be, in words: how its letters and columns were read.
        first_row: Number of the first of ``rows`` in the spreadsheet.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    form: str
    first_row: int = 2


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a text file, or of one sheet of a workbook, from row 1 on.

    Attributes:
        sheet: Name of the sheet; "" for a text file.
        rows: As they came; before them, ``skipped`` lines belong to no row.
        form: What the file was taken to be, in words.
        semicolons: Whether semicolons separate its columns.
        skipped: Lines before the first row: Excel's ``sep=;``.
    """

    sheet: str
    rows: tuple[tuple[Cell, ...], ...]
    form: str
    semicolons: bool = False
    skipped: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(any(cell not in (None, "") for cell in row) for row in self.rows)


def read_brought(name: str, content: bytes, sheet: str = "") -> Brought:
    """Read a CSV file, or the named sheet (else the first) of an XLSX workbook, its header in row 1.

    Args:
        name: What findings call the file; it is kept nowhere.
        content: Its bytes.
        sheet: Of a workbook.

    Raises:
        Refused: It is too large, of another form, holds formulas in a workbook, or could do harm.
    """
    grids = read_grids(name, content)
    return as_table(name, next((grid for grid in grids if grid.sheet == sheet), grids[0]))


def read_grids(name: str, content: bytes) -> list[Grid]:
    """Read a CSV file as one grid, or an XLSX workbook as one for each sheet that holds something; never none.

    Raises:
        Refused: As ``read_brought``.
    """
    refuse_large(name, len(content))
    if is_workbook(name, content):
        sheets = read_sheets(name, content, MOST_ROWS)
        grids = [
            Grid(sheet, tuple(tuple(map(_typed, row)) for row in cells), "an Excel workbook")
            for sheet, cells in sheets.items()
        ]
    else:
        grids = [_text_grid(name, content)]
    if not grids or all(grid.is_empty for grid in grids):
        raise _refused(name, None, "is empty", "It needs its header row and a row for each record")
    return [grid for grid in grids if not grid.is_empty]


def as_table(name: str, grid: Grid, header_row: int = 1) -> Brought:
    """Take a row of a grid (counted from 1) for the header and the rows below it for the table.

    Raises:
        Refused: The header row is blank or missing, nothing stands below it, or the table is too large.
    """
    place = header_row - 1 - grid.skipped
    rows = grid.rows[place:] if 0 <= place < len(grid.rows) else ()
    header = tuple("" if cell is None else str(cell).strip() for cell in rows[0]) if rows else ()
    if not any(header):
        words = "the first row is blank" if header_row == 1 else f"row {header_row} is blank"
        raise _refused(name, header_row, words, "Choose the row that names the columns, or delete the rows above it")
    if len(rows) == 1:
        raise _refused(name, header_row, "holds a header and no row below it", "Export it again with its rows")
    widest = max(map(len, rows))
    if widest > MOST_COLUMNS or len(rows) - 1 > MOST_ROWS:
        rule = f"has {len(rows) - 1} rows and up to {widest} columns"
        raise _refused(name, None, rule, f"At most {MOST_ROWS} rows and {MOST_COLUMNS} columns: split or trim the file")
    names = _without_empty_end(header, rows)
    below = tuple(_cut(row, len(names)) for row in rows[1:]) if len(names) < len(header) else tuple(rows[1:])
    return Brought(names, below, grid.form, header_row + 1)


def _without_empty_end(header: tuple[str, ...], rows: Sequence[tuple[Cell, ...]]) -> tuple[str, ...]:
    """The header; columns at its end that have neither a name nor a value are no columns of the table."""
    width = len(header)
    while width and not header[width - 1] and not any(_filled(row, width - 1) for row in rows):
        width -= 1
    return header if width == len(header) else header[:width]


def _cut(row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    return row if any(_filled(row, place) for place in range(width, len(row))) else row[:width]


def _filled(row: tuple[Cell, ...], place: int) -> bool:
    return place < len(row) and row[place] not in (None, "")


def _text_grid(name: str, content: bytes) -> Grid:
    text, encoding = _decoded(name, content)
    said = SEPARATOR_LINE.match(text)
    skipped = 0
    if said:
        text, skipped = text[said.end() :], text[: said.end()].count("\n")
    separator = said[1] if said else _separator(text)
    form = f"text in {encoding}, {SEPARATORS[separator]} between"
    return Grid("", tuple(_records(name, text, separator)), form, separator == ";", skipped)


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
    """The one that cuts most of the first lines into the same number of columns, the more the better.

    A title above the header has another number of columns than the table; a comma where nothing separates.
    """
    lines = [line[: csv.field_size_limit()] for line in text.splitlines()[: 4 * LINES_LOOKED_AT] if line.strip()]
    found = {mark: _columns(lines[:LINES_LOOKED_AT], mark) for mark in SEPARATORS}
    return max(SEPARATORS, key=lambda mark: found[mark])


def _columns(lines: Sequence[str], mark: str) -> tuple[int, int]:
    """How many lines have the number of columns most have, where that is more than one; and that number."""
    try:
        widths = Counter(map(len, csv.reader(lines, delimiter=mark)))
    except csv.Error:
        return 0, 0
    width, times = max(widths.items(), key=lambda one: (one[1], one[0]), default=(1, 0))
    return (times, width) if width > 1 else (0, 0)


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
