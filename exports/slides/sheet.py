"""The workbook inside a chart: what PowerPoint opens on "Edit data". It holds the numbers drawn and nothing else."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

Value = float | int | str | None
NAME = "Sheet1"
# A file made twice from the same numbers has the same bytes: the day is on the slide, not in here.
CREATED = datetime(2026, 1, 1)
AS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": False,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One header row and the rows under it; ``None`` is an empty cell, which a chart leaves out."""

    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def head(self, column: int) -> str:
        """The reference of a header, absolute: column B, row 1."""
        return f"{NAME}!{xl_rowcol_to_cell(0, column, row_abs=True, col_abs=True)}"

    def cells(self, column: int) -> str:
        """The reference of a column's values, absolute: column B, from row 2 on."""
        return f"{NAME}!{xl_range_abs(1, column, len(self.rows), column)}"

    def column(self, column: int) -> tuple[Value, ...]:
        """A column's values."""
        return tuple(row[column] for row in self.rows)

    def xlsx(self) -> bytes:
        """The workbook."""
        stream = io.BytesIO()
        with Workbook(stream, AS_TEXT) as book:
            book.set_properties({"created": CREATED})
            page = book.add_worksheet(NAME)
            for place, text in enumerate(self.header):
                page.write_string(0, place, text)
            for line, row in enumerate(self.rows, 1):
                for place, value in enumerate(row):
                    if isinstance(value, str):
                        page.write_string(line, place, value)
                    elif value is not None:
                        page.write_number(line, place, value)
            page.set_column(0, 0, 28)
            page.freeze_panes(1, 0)
        return stream.getvalue()
