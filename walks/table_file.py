"""CSV tables made elsewhere: columns ``cell,count``, one row ``total``; ``*`` where a count is hidden."""

from __future__ import annotations

import csv
import io

from walks.disclosure.cells import HIDDEN_SYMBOL
from walks.disclosure.frame import Frame, Published, Sum
from walks.disclosure.tables import Count, PublishedTable, TrueTable, one_way

COLUMNS = ["cell", "count"]
TOTAL = "total"


class TableRefused(ValueError):
    """A CSV that is no such table; the message names the row and says what to do."""


def read_true(text: str, table_id: str) -> TrueTable:
    """Read a table of true counts.

    Args:
        text: CSV with a header ``cell,count`` and one row ``total``.
        table_id: Names the table; the drawing of complementary cells depends on it.

    Raises:
        TableRefused: The form is wrong, a count is not a whole number, or the cells do not add up.
    """
    rows = _rows(text)
    counts = {cell: _whole(number, cell, value) for cell, (number, value) in rows.items()}
    if TOTAL not in counts:
        raise TableRefused(f"{table_id}: no row {TOTAL!r}: add one with the sum of the cells")
    cells = [Count(f"{table_id}/{cell}", cell, count) for cell, count in counts.items() if cell != TOTAL]
    try:
        return one_way(table_id, table_id, cells, Count(f"{table_id}/{TOTAL}", TOTAL, counts[TOTAL]))
    except ValueError as problem:
        raise TableRefused(str(problem)) from None


def read_published(text: str, table_id: str) -> Published:
    """Read a published table as the attacker does; ``*`` is a hidden count, anything else that is no number is no count.

    Raises:
        TableRefused: The form is wrong.
    """
    rows = {cell: value.strip().replace(",", "") for cell, (_, value) in _rows(text).items()}
    counted = {cell: value for cell, value in rows.items() if value == HIDDEN_SYMBOL or value.isdecimal()}
    if TOTAL not in counted:
        raise TableRefused(f"{table_id}: no row {TOTAL!r} with a count or {HIDDEN_SYMBOL}: nothing to attack")
    parts = tuple(f"{table_id}/{cell}" for cell in counted if cell != TOTAL)
    shown = {f"{table_id}/{cell}": int(value) for cell, value in counted.items() if value != HIDDEN_SYMBOL}
    return Published(Frame((Sum(table_id, f"{table_id}/{TOTAL}", parts, frozenset()),), (), ()), shown)


def cell_names(text: str) -> frozenset[str]:
    """Name the cells of a table, by which two files are known as one table at different times.

    Raises:
        TableRefused: The form is wrong.
    """
    return frozenset(_rows(text))


def write(table: PublishedTable) -> str:
    """Write a published table in the same form, cells in the order they were given."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((cell.label, str(cell.value)) for cell in table.counts())
    return text.getvalue()


def _rows(text: str) -> dict[str, tuple[int, str]]:
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    if not lines or [name.strip().lower() for name in lines[0]] != COLUMNS:
        raise TableRefused("row 1: the columns must be cell,count")
    rows: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines[1:], start=2):
        if not any(line):
            continue
        if len(line) != len(COLUMNS):
            raise TableRefused(f"row {number}: {len(line)} values where cell,count wants 2")
        cell = TOTAL if line[0].strip().lower() == TOTAL else line[0].strip()
        if not cell or cell in rows:
            raise TableRefused(f"row {number}: every cell needs a name of its own")
        rows[cell] = (number, line[1])
    return rows


def _whole(number: int, cell: str, value: str) -> int:
    text = value.strip().replace(",", "")
    if not text.isdecimal():
        raise TableRefused(f"row {number}: the count of {cell} is not a whole number")
    return int(text)
