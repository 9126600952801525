"""The answer to the question of an agenda's item: an exact value of the exhibit's own table, and how guesses are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from exhibits.model import Cell, Column
from exhibits.stage import Slide
from operations.agendas import Question

NUMBER = re.compile(r"(?P<sign>[-−]?)\$?(?P<digits>\d[\d,]*(?:\.(?P<decimals>\d+))?)\s*(?P<size>[KMBTkmbt]\w*)?")
SIZES = {"": 1.0, "k": 1e3, "t": 1e3, "m": 1e6, "b": 1e9}
BASIS = "Basis"
"""How the label of a table's column begins that names the basis of its dollars."""
PER_PERSON = "per person"
# Rows of earlier versions by their present names, for agendas that were kept.
RENAMED = {"If halved, saved": "Loss avoided if halved"}
PERCENT = frozenset({"percent", "share"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked. ``value`` is exact, in the unit people guess in: percent, US dollars, people, or as ``unit`` says.

    ``text`` is how the slide writes it; ``value`` is None where the exhibit has no number there, and ``text`` says why.
    ``basis``: of this amount alone, where its table names the basis of each row; else "", and the slide's holds.
    """

    value: float | None
    text: str
    unit: str
    basis: str = ""


def answer(slide: Slide, question: Question) -> Answer:
    """The answer of a slide: the cell the question names, else the key number."""
    if question.row or question.column:
        return _of_cell(slide, question)
    if not slide.number:
        return Answer(None, "This exhibit has no single number: the answer is the slide itself.", "")
    return _of_number(slide)


def read_number(text: str) -> float | None:
    """A number as slides write it: ``85%`` is 85, ``$1.2M`` and ``$1.2 million`` are 1200000; None without digits."""
    found = NUMBER.search(text)
    if found is None:
        return None
    sign = -1.0 if found["sign"] else 1.0
    return sign * float(found["digits"].replace(",", "")) * SIZES[(found["size"] or "")[:1].lower()]


def _of_cell(slide: Slide, question: Question) -> Answer:
    columns = slide.table.columns
    at = next((place for place, column in enumerate(columns) if column.id == question.column), None)
    named = RENAMED.get(question.row, question.row)
    row = next((row for row in slide.table.rows if row and row[0].text == named), None)
    if at is None or row is None:
        return Answer(None, f"The table has no “{question.row}, {question.column}” any more.", "")
    return replace(_read(row[at], columns[at]), basis=_basis(slide, row, columns[at]))


def _basis(slide: Slide, row: Sequence[Cell], amount: Column) -> str:
    """The basis a row names for its dollars of a column; "" where its table names none.

    A table with amounts of two kinds has a column of bases for each, told apart by the words "per person".
    """
    named = [index for index, column in enumerate(slide.table.columns) if column.label.startswith(BASIS)]
    a_person = [index for index in named if PER_PERSON in slide.table.columns[index].label]
    if len(named) > 1:
        named = a_person if PER_PERSON in amount.label.lower() else [index for index in named if index not in a_person]
    return row[named[0]].text if named and slide.basis else ""


def _read(cell: Cell, column: Column) -> Answer:
    if not isinstance(cell.value, (int, float)):
        return Answer(None, cell.text, "")
    return Answer(_as_read(float(cell.value), cell.text), cell.text, _unit(cell.text, column.unit))


def _of_number(slide: Slide) -> Answer:
    """The exact value behind the key number; the number as written where the table has none that rounds to it."""
    shown = read_number(slide.number)
    if shown is None:
        return Answer(None, slide.number, "")
    near = _half_a_digit(slide.number)
    found = [
        (
            _said_in(slide.title, row[0].text),
            _as_read(float(cell.value), cell.text),
            _unit(slide.number, column.unit),
            _basis(slide, row, column),
        )
        for row in slide.table.rows
        for column, cell in zip(slide.table.columns, row, strict=True)
        if isinstance(cell.value, (int, float)) and abs(_as_read(float(cell.value), cell.text) - shown) <= near
    ]
    if not found:
        return Answer(shown, slide.number, _unit(slide.number, ""))
    # of a place's years the last one is the one in the title
    _, value, unit, basis = min(reversed(found), key=lambda one: one[0])
    return Answer(value, slide.number, unit, basis)


def _said_in(title: str, head: str) -> int:
    """Where the title names a row; behind its end where it does not."""
    at = title.find(head)
    return at if at >= 0 and head else len(title)


def _as_read(value: float, text: str) -> float:
    """Shares are kept as 0.824 in some tables and read 82.4%."""
    shown = read_number(text) if "%" in text else None
    return value * 100 if shown and abs(value) <= 1.0 and abs(value * 100 - shown) <= 1.0 else value


def _half_a_digit(text: str) -> float:
    found = NUMBER.search(text)
    if found is None:
        return 0.0
    return 0.5000001 * SIZES[(found["size"] or "")[:1].lower()] * float(10 ** -len(found["decimals"] or ""))


def _unit(text: str, unit: str) -> str:
    if "$" in text or "USD" in unit:
        return "USD"
    return "percent" if "%" in text or unit in PERCENT else unit
