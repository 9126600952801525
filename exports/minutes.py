"""The minutes of a session: what was shown, changed, guessed and kept, from the log of the presenter's window.

The log brings ids, parameters, guesses and times only. Every number and sentence is made anew from the data here, so a
browser cannot put a number into the minutes that the program would not say itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from database.documents import Documents
from economics import parameter_table
from exhibits.agenda_answer import Answer, answer
from exhibits.agenda_controls import LABELS
from exhibits.agenda_deck import merged, turned
from exhibits.agenda_items import BuiltItem, built_agenda
from exhibits.formats import grouped
from exhibits.losses_words import short_name, value_words
from exhibits.model import BadParameterError, Exhibit, Table
from exhibits.shelf import Shelf
from exhibits.stage import Slide
from operations.agendas import Saved
from operations.live import ItemId, Name, Value

MOST_ENTRIES = 1000
MOST_ROWS, MOST_COLUMNS = 12, 5
Changes = Annotated[dict[Name, Value], Field(max_length=40)]


class MinutesError(ValueError):
    """The minutes were not made; the text says why."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(_Part):
    """One thing that happened. ``name``: of a scenario; ``value``: of a guess; ``undone``: a change taken back."""

    kind: Literal["change", "guess", "reveal", "scenario"]
    at: datetime
    item: ItemId
    name: Annotated[str, StringConstraints(pattern=r"^[A-C]?$")] = ""
    before: Changes = Field(default_factory=dict)
    after: Changes = Field(default_factory=dict)
    value: Annotated[float, Field(allow_inf_nan=False)] | None = None
    undone: bool = False


class Scenario(_Part):
    """A state that was kept under a letter."""

    name: Annotated[str, StringConstraints(pattern=r"^[A-C]$")]
    item: ItemId
    after: Changes = Field(default_factory=dict)


class MinutesLog(_Part):
    """The log of a session, as the presenter's window brings it."""

    entries: Annotated[tuple[Entry, ...], Field(max_length=MOST_ENTRIES)] = ()
    scenarios: Annotated[tuple[Scenario, ...], Field(max_length=3)] = ()


@dataclass(frozen=True, slots=True)
class Happened:
    """A change and what came of it. ``at`` is UTC; ``result`` the finding, ``number`` the one number of it or ""."""

    at: datetime
    what: str
    result: str
    number: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A scenario beside the others: the letter, what it changes, its number and finding, the basis, the address."""

    name: str
    changed: tuple[str, ...]
    number: str
    title: str
    basis: str
    address: str


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """One item of the agenda, as planned, and what happened on it.

    ``exhibit``: of today, to be drawn; None where what was shown is not of today or cannot be made.
    """

    slide: Slide | None
    exhibit: Exhibit | None
    problem: str
    question: str
    guesses: str
    changes: tuple[Happened, ...]
    kept_on: datetime | None


@dataclass(frozen=True, slots=True)
class Minutes:
    """The whole session."""

    title: str
    items: tuple[MinutesItem, ...]
    scenarios: tuple[Kept, ...]


def minutes(saved: Saved, log: MinutesLog, shelf: Shelf, documents: Documents, program_version: str) -> Minutes:
    """The minutes of an agenda.

    Raises:
        MinutesError: the agenda is empty, the log names an item it does not have, or a change cannot be made.
    """
    made = built_agenda(saved.agenda, shelf, documents, program_version)
    if not made:
        raise MinutesError("the agenda has no items, so there is nothing to write down")
    known = {each.item.id: each for each in made}
    for identity in (*(entry.item for entry in log.entries), *(one.item for one in log.scenarios)):
        if identity not in known:
            raise MinutesError("the log names an item that the agenda does not have any more: reload the window")
    slides = _Slides(shelf)
    items = tuple(_item(each, log, slides) for each in made)
    scenarios = tuple(_kept(each, known[each.item], slides) for each in log.scenarios)
    return Minutes(saved.agenda.title, items, scenarios)


def _item(made: BuiltItem, log: MinutesLog, slides: _Slides) -> MinutesItem:
    own = [entry for entry in log.entries if entry.item == made.item.id]
    question = made.item.question
    found = None if question is None or made.slide is None else answer(made.slide, question)
    return MinutesItem(
        slide=made.slide,
        exhibit=made.exhibit if not made.moved else None,
        problem=made.problem if made.slide is None else "",
        question="" if question is None else question.text,
        guesses=guessed([entry.value for entry in own if entry.value is not None], found),
        changes=tuple(_happened(entry, made, slides) for entry in own if entry.kind == "change"),
        kept_on=made.kept.created_at if made.kept else None,
    )


def in_short(content: Table) -> Table:
    """The table without the bases, which stand once below, and its first rows only: all of it is in the live view."""
    kept = [at for at, column in enumerate(content.columns) if column.label != "Basis"][:MOST_COLUMNS]
    rows = tuple(tuple(row[at] for at in kept) for row in content.rows[:MOST_ROWS])
    return Table(tuple(content.columns[at] for at in kept), rows, content.caption)


def guessed(values: list[float], found: Answer | None) -> str:
    """How many guessed, from what to what, and by how much the middle one missed; "" where nobody did."""
    if not values or found is None:
        return ""
    middle = median(values)
    spread = f"{len(values)} {'guess' if len(values) == 1 else 'guesses'}, the middle one {_read(middle, found.unit)}"
    if found.value is None:
        return f"{spread}."
    off = middle - found.value
    size = f"{grouped(abs(off), 1)} points" if found.unit == "percent" else _read(abs(off), found.unit)
    side = "high" if off > 0 else "low"
    return f"{spread}; it is {found.text}: {size} too {side}."


def _read(value: float, unit: str) -> str:
    decimals = 0 if value == int(value) or abs(value) >= 100 else 1
    words = grouped(value, decimals)
    return f"{words}%" if unit == "percent" else f"{words} dollars" if unit == "USD" else words


def _happened(entry: Entry, made: BuiltItem, slides: _Slides) -> Happened:
    before, after = slides.changed(made, entry.before), slides.changed(made, entry.after)
    return Happened(entry.at, _what(entry, before, after, slides.shelf), after.title, after.number, entry.undone)


def _kept(scenario: Scenario, made: BuiltItem, slides: _Slides) -> Kept:
    slide = slides.changed(made, scenario.after)
    return Kept(scenario.name, slide.changed, slide.number, slide.title, slide.basis, slide.address)


class _Slides:
    """Slides with changes, each made once: what one change ends with, the next one begins with."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._made: dict[tuple[str, frozenset[tuple[str, str]]], Slide] = {}

    def changed(self, made: BuiltItem, changes: Mapping[str, str]) -> Slide:
        """A slide with changes; as planned without.

        Raises:
            MinutesError: it cannot be made.
        """
        key = made.item.id, frozenset(changes.items())
        if key not in self._made:
            self._made[key] = _slide(made, changes, self.shelf)
        return self._made[key]


def _slide(made: BuiltItem, changes: Mapping[str, str], shelf: Shelf) -> Slide:
    if not changes:
        if made.slide is None:
            raise MinutesError(made.problem)
        return made.slide
    try:
        return turned(made.item.exhibit, merged(made.item, changes), shelf).slide
    except BadParameterError as problem:
        raise MinutesError(f"a change in the log cannot be made: {problem}") from None


def _what(entry: Entry, before: Slide, after: Slide, shelf: Shelf) -> str:
    """``Discount rate: 3.5% to 5%; …``, of the parameters that differ and were touched."""
    touched = [name for name in {**entry.before, **entry.after} if name in LABELS or _is_assumption(name)]
    lines = []
    for name in touched:
        old, new = (str(slide.parameters.get(name, "")) for slide in (before, after))
        if old != new:
            lines.append(f"{_label(name)}: {_words(name, old, shelf)} to {_words(name, new, shelf)}")
    return "; ".join(lines) or "All as planned"


def _is_assumption(name: str) -> bool:
    return any(one.id == name for one in parameter_table().assumption)


def _label(name: str) -> str:
    return LABELS.get(name) or short_name(name)


def _words(name: str, value: str, shelf: Shelf) -> str:
    if _is_assumption(name):
        unit = parameter_table().parameter(name).unit
        return value_words(unit, value) if value else "as in the study"
    if name in ("place", "places"):
        places = [shelf.reader.place(slug) for slug in value.split(",") if slug]
        return ", ".join(place.name for place in places if place is not None) or "none"
    measure = shelf.reader.measure(value) if name in ("measure", "x", "y") and value else None
    return measure.name if measure else value.replace("_", " ") or "as the exhibit decides"
