"""Writing a catalog table: columns as in ``database.models``, rows sorted, UTF-8, line feed, the same bytes every time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from database.contents import catalog_columns
from database.models import Base

Cells = dict[str, object]
"""A row to be: cells by column; columns left out are empty."""

LIMIT = 390_000
"""Bytes: a larger file is hard to review in a change; give fewer rows or shorter notes."""


def columns_of(table: str) -> tuple[str, ...]:
    """The columns a catalog file of the table has."""
    return catalog_columns(Base.metadata.tables[table])


def text_of(value: object) -> str:
    """A cell: true and false in small letters, missing as empty, whole floats without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "" if value != value else str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def table_text(table: str, rows: Iterable[Mapping[str, object]], *, order: Sequence[str]) -> str:
    """The text of a catalog file.

    Args:
        table: name of the table.
        rows: cells by column; columns left out are empty.
        order: columns to sort by; the other columns settle ties.

    Raises:
        ValueError: a row has a column the table has not, two rows are equal, or the file would be too large to review.
    """
    columns = columns_of(table)
    lines = [_line(table, columns, row) for row in rows]
    places = [columns.index(name) for name in order]
    lines.sort(key=lambda cells: ([_sortable(cells[place]) for place in places], cells))
    for first, second in pairwise(lines):
        if first == second:
            message = f"{table}: two rows are equal: {second}"
            raise ValueError(message)
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([columns, *lines])
    if len(stream.getvalue().encode()) > LIMIT:
        message = f"{table}: {len(stream.getvalue().encode())} bytes, more than {LIMIT}"
        raise ValueError(message)
    return stream.getvalue()


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all, with line feeds on every system."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)


def _line(table: str, columns: Sequence[str], row: Mapping[str, object]) -> list[str]:
    unknown = sorted(set(row) - set(columns))
    if unknown:
        message = f"{table} has no column {unknown[0]!r}"
        raise ValueError(message)
    return [text_of(row.get(name)) for name in columns]


def _sortable(cell: str) -> tuple[int, int, str]:
    """Whole numbers in order of size, before text."""
    return (0, int(cell), "") if cell.isdigit() and not cell.startswith("0") else (1, 0, cell)
