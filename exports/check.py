"""Files are opened again before they are handed over, and compared with the exhibit they were made of.

Nothing here shares code with what writes the files but the names of sheets and columns. A fault is a sentence that says
what is wrong; a file with a fault is not handed over.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from exhibits.basis_words import basis_line
from exhibits.model import CHANGED, Cell, Exhibit
from exports.check_html import html_faults
from exports.check_slides import slide_faults
from exports.csv_file import NOT_FOR_PUBLICATION
from exports.origin import Origin
from exports.plain_text import clean
from exports.xlsx_file import ASSUMPTIONS, DATA, SOURCES, table_columns


class RefusedFileError(ValueError):
    """A file is not handed over. ``title``: of the exhibit; ``reasons``: sentences without a stop."""

    def __init__(self, title: str, form: str, reasons: Sequence[str]) -> None:
        self.title, self.form, self.reasons = title, form, tuple(reasons)
        super().__init__(f"“{title}” cannot be had as {form}: {'; '.join(reasons)}")


def faults(ending: str, content: bytes, exhibit: Exhibit, origin: Origin) -> tuple[str, ...]:
    """What is wrong with a file; nothing for one that may be handed over."""
    try:
        return tuple(CHECKS[ending](content, exhibit, origin))
    except (ValueError, KeyError, IndexError, OSError, csv.Error, CalamineError) as problem:
        return (f"the file does not open again ({type(problem).__name__})",)


def _csv(content: bytes, exhibit: Exhibit, origin: Origin) -> Iterator[str]:
    del origin
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    yield from _blank(exhibit)
    ids = {column.id for column in exhibit.table.columns}
    wanted = [("Basis", exhibit.basis, "basis"), ("Source", exhibit.sources, "source")]
    yield from (
        f"its column “{head}” is missing"
        for head, has, own in wanted
        if has and own not in ids and head not in lines[0]
    )
    if exhibit.private and NOT_FOR_PUBLICATION not in lines[0]:
        yield "it does not say that it is not for publication"
    yield from _same(exhibit, [line[: len(exhibit.table.columns)] for line in lines[1:]])


def _json(content: bytes, exhibit: Exhibit, origin: Origin) -> Iterator[str]:
    del origin
    said: dict[str, Any] = json.loads(content)
    for name, value in (
        ("title", exhibit.title),
        ("data_version", exhibit.data_version),
        ("parameters", dict(exhibit.parameters)),
    ):
        if said[name] != value:
            yield f"its {name.replace('_', ' ')} is another"
    if len(said["sources"]) != len(exhibit.sources):
        yield "sources are missing"
    if len(said["basis"]) != len(exhibit.basis):
        yield "the basis of its dollars is missing"
    if exhibit.private and not said.get("not_for_publication"):
        yield "it does not say that it is not for publication"
    ids = [column.id for column in exhibit.table.columns]
    rows = [
        [text if row[key] is None else row[key] for key, text in ((key, texts[key]) for key in ids)]
        for row, texts in zip(said["table"]["rows"], said["table"]["texts"], strict=True)
    ]
    yield from _same(exhibit, rows)


def _xlsx(content: bytes, exhibit: Exhibit, origin: Origin) -> Iterator[str]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    if book.sheet_names != [DATA, SOURCES, ASSUMPTIONS]:
        yield f"its sheets are {', '.join(book.sheet_names)}"
        return
    yield from _blank(exhibit)
    columns = [place for place, (_, _, as_text) in enumerate(table_columns(exhibit)) if not as_text]
    rows: list[list[Any]] = [list(row) for row in book.get_sheet_by_name(DATA).to_python()]
    yield from _same(exhibit, [[row[place] for place in columns] for row in rows[1:]])
    if exhibit.private and NOT_FOR_PUBLICATION not in rows[0]:
        yield "it does not say that it is not for publication"
    named = {str(row[1]) for row in book.get_sheet_by_name(SOURCES).to_python()[1:]}
    if any(clean(line.title) not in named for line in exhibit.sources):
        yield "sources are missing"
    said = {str(row[1]) for row in book.get_sheet_by_name(ASSUMPTIONS).to_python()}
    wanted = [exhibit.title, origin.day, origin.link(exhibit), exhibit.data_version]
    wanted += [note.removeprefix(CHANGED) for note in exhibit.notes if note.startswith(CHANGED)]
    wanted += [*map(basis_line, exhibit.basis), *(value for value in exhibit.parameters.values() if value)]
    yield from (f"it lacks “{clean(text)[:60]}”" for text in wanted if clean(text) not in said)


def _blank(exhibit: Exhibit) -> Iterator[str]:
    if not exhibit.table.rows:
        yield exhibit.empty.rstrip(".") or "it has no number to hand over"


def _same(exhibit: Exhibit, rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """Whether a table read back holds the exhibit's own numbers, row by row."""
    if len(rows) != len(exhibit.table.rows):
        yield f"it has {len(rows)} rows where the exhibit has {len(exhibit.table.rows)}"
        return
    for line, (read, row) in enumerate(zip(rows, exhibit.table.rows, strict=True), 1):
        for value, cell, column in zip(read, row, exhibit.table.columns, strict=True):
            if not _holds(value, cell):
                yield f"row {line} of “{clean(column.label)}” is not what the exhibit shows"
                return


def _holds(value: Any, cell: Cell) -> bool:
    if not isinstance(cell.value, (int, float)):
        # no number may stand where the exhibit has none
        return not (cell.value is None and cell.state and isinstance(value, (int, float)))
    try:
        return math.isclose(float(value), float(cell.value), rel_tol=1e-12, abs_tol=1e-12)
    except (TypeError, ValueError):
        return False


CHECKS: dict[str, Callable[[bytes, Exhibit, Origin], Iterator[str]]] = {
    "csv": _csv,
    "json": _json,
    "xlsx": _xlsx,
    "pptx": slide_faults,
    "html": html_faults,
}
