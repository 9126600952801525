"""Excel files: the data, the sources, and what was assumed, a sheet each. Numbers are numbers; text is never a formula."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import Any

from xlsxwriter import Workbook

from exhibits.basis_words import basis_line
from exhibits.model import CHANGED, Cell, Column, Exhibit
from exports.citation import PUBLISHER, citation
from exports.csv_file import NOT_FOR_PUBLICATION
from exports.number_formats import says_more, table_format
from exports.origin import Origin, marks_of
from exports.plain_text import clean

DATA, SOURCES, ASSUMPTIONS = "Data", "Sources", "Assumptions and basis"
AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST = 32_000
"""A cell holds no more letters."""
AS_SHOWN = "as shown"
NONE_CHANGED = "None changed: the study’s assumptions"


def exhibit_xlsx(exhibit: Exhibit, origin: Origin) -> bytes:
    """The workbook. Made twice on one day from the same exhibit, it has the same bytes."""
    stream = io.BytesIO()
    with Workbook(stream, AS_TEXT) as book:
        made = datetime.combine(origin.made, time())
        book.set_properties({"title": clean(exhibit.title)[:250], "author": PUBLISHER, "created": made})
        looks = _Looks(book)
        _data(book, exhibit, looks)
        lines = [(line.publisher, line.title, line.vintage, line.used_for, line.address) for line in exhibit.sources]
        _texts(
            book, SOURCES, ("Publisher", "Title", "Edition", "Used for", "Address"), lines, (34, 60, 18, 34, 60), looks
        )
        _texts(book, ASSUMPTIONS, ("What", "In words"), list(about(exhibit, origin)), (26, 110), looks)
    return stream.getvalue()


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._numbers: dict[str, Any] = {}
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.missing = book.add_format({"italic": True, "valign": "top", "align": "right"})

    def number(self, code: str) -> Any:
        """The format of numbers with this code."""
        if code not in self._numbers:
            self._numbers[code] = self._book.add_format({"num_format": code, "valign": "top"})
        return self._numbers[code]


def table_columns(exhibit: Exhibit) -> tuple[tuple[str, int, bool], ...]:
    """The columns of the data sheet: head, place in the exhibit's table, whether the text is meant and not the number.

    Where the page says more beside a number than the number ("more than 230"), a column of its own holds that.
    """
    found = []
    for place, column in enumerate(exhibit.table.columns):
        label = clean(column.label)
        found.append((f"{label} ({column.unit})" if column.unit else label, place, False))
        if any(says_more(row[place]) for row in exhibit.table.rows):
            found.append((f"{label}, {AS_SHOWN}", place, True))
    return tuple(found)


def about(exhibit: Exhibit, origin: Origin) -> Iterator[tuple[str, str]]:
    """What the third sheet says, line by line."""
    said = [("Finding", exhibit.title), ("What is shown", exhibit.subtitle), ("In a sentence", exhibit.sentence)]
    said += [(NOT_FOR_PUBLICATION, marks_of(exhibit)), ("Why it is empty", exhibit.empty)]
    yield from ((what, text) for what, text in said if text)
    changed = [note.removeprefix(CHANGED) for note in exhibit.notes if note.startswith(CHANGED)]
    if changed or exhibit.name.startswith("losses_"):
        yield from (("Assumptions changed", text) for text in changed or [NONE_CHANGED])
    yield from (("Basis of the dollars", line) for line in dict.fromkeys(map(basis_line, exhibit.basis)))
    if exhibit.incomes:
        yield "The dollars", exhibit.incomes
    yield from (("To know", note) for note in exhibit.notes if not note.startswith(CHANGED))
    yield from ((f"Parameter: {name}", value) for name, value in sorted(exhibit.parameters.items()) if value)
    yield "Data version", exhibit.data_version
    yield "Made on", origin.day
    yield "This view, live", origin.link(exhibit)
    yield "To quote it", citation(exhibit, origin)


def _data(book: Any, exhibit: Exhibit, looks: _Looks) -> None:
    page = book.add_worksheet(DATA)
    columns = table_columns(exhibit)
    mark = marks_of(exhibit)
    heads = [head for head, _, _ in columns] + ([NOT_FOR_PUBLICATION] if mark else [])
    for place, head in enumerate(heads):
        page.write_string(0, place, head, looks.head)
    for line, row in enumerate(exhibit.table.rows, 1):
        for place, (_, at, as_text) in enumerate(columns):
            _write(page, line, place, row[at], exhibit.table.columns[at], as_text, looks)
        if mark:
            page.write_string(line, len(columns), mark, looks.text)
    for place, (head, at, _) in enumerate(columns):
        longest = max((len(row[at].text) for row in exhibit.table.rows), default=0)
        page.set_column(place, place, min(max(longest, len(head) // 2, 10) + 2, 60))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(exhibit.table.rows), 1), max(len(heads) - 1, 0))


def _write(page: Any, line: int, place: int, cell: Cell, column: Column, as_text: bool, looks: _Looks) -> None:
    if not as_text and isinstance(cell.value, (int, float)):
        page.write_number(line, place, cell.value, looks.number(table_format(cell, column)))
        return
    text = clean(cell.state or cell.text if cell.value is None else cell.text)[:LONGEST]
    missing = cell.value is None and bool(cell.state)
    page.write_string(line, place, text, looks.missing if missing else looks.text)


def _texts(
    book: Any,
    name: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str | None]],
    widths: Sequence[int],
    looks: _Looks,
) -> None:
    """A sheet of text only."""
    page = book.add_worksheet(name)
    for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
        page.write_string(0, place, head, looks.head)
        page.set_column(place, place, width)
    for line, row in enumerate(rows, 1):
        for place, text in enumerate(row):
            page.write_string(line, place, clean(text or "")[:LONGEST], looks.text)
    page.freeze_panes(1, 0)
