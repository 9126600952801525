"""Reading an exhibit's table by column, so that a slide draws exactly what the table says."""

from __future__ import annotations

from collections.abc import Sequence

from exhibits.model import Cell, Column, Exhibit
from exports.plain_text import clean

Row = tuple[Cell, ...]


class Columns:
    """The columns of one table by id.

    Raises:
        KeyError: on use, for a column the table does not have; the slide then falls back to a table.
    """

    def __init__(self, exhibit: Exhibit) -> None:
        self._at = {column.id: place for place, column in enumerate(exhibit.table.columns)}
        self._columns = exhibit.table.columns
        self.rows: tuple[Row, ...] = exhibit.table.rows

    def __contains__(self, name: str) -> bool:
        return name in self._at

    @property
    def ids(self) -> tuple[str, ...]:
        """The columns there are."""
        return tuple(self._at)

    def cell(self, row: Row, name: str) -> Cell:
        """A row's cell."""
        return row[self._at[name]]

    def column(self, name: str) -> Column:
        """A column."""
        return self._columns[self._at[name]]

    def text(self, row: Row, name: str) -> str:
        """How a row's cell reads."""
        return clean(self.cell(row, name).text)

    def number(self, row: Row, name: str) -> float | None:
        """A row's number; None where the cell has none."""
        value = self.cell(row, name).value
        return float(value) if isinstance(value, (int, float)) else None

    def cells(self, name: str, rows: Sequence[Row] | None = None) -> list[Cell]:
        """A column's cells."""
        return [self.cell(row, name) for row in (self.rows if rows is None else rows)]

    def having(self, name: str) -> list[Row]:
        """The rows with a number in this column."""
        return [row for row in self.rows if self.number(row, name) is not None]


def ours(exhibit: Exhibit) -> tuple[str, ...]:
    """The places an exhibit is about, the focus first, as slugs in its parameters."""
    asked = exhibit.parameters
    named = asked.get("focus") or asked.get("place") or ""
    return tuple(dict.fromkeys(slug for slug in (named, *asked.get("places", "").split(",")) if slug))


def is_place(cell: Cell, slug: str) -> bool:
    """Whether a cell names a place with this slug."""
    return bool(slug) and slug in {str(cell.value), _slug(cell.text)}


def and_more(count: int, what: str) -> str:
    """The note on what has no room on a slide; "" where all is there."""
    return f"And {count} more {what}: see the workbook (Excel or CSV file)." if count > 0 else ""


def _slug(name: str) -> str:
    return clean(name).lower().replace("’", "").replace("'", "").replace(".", "").replace(" ", "-")
