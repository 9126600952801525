"""An agenda as a deck: what the room may see of each item, and what the presenter sees beside it.

The room's part of an item with a question holds the question and nothing of its answer: no number, no table, no figure,
no title, not even which exhibit it is. It comes with ``revealed``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from database.documents import Documents
from exhibits import stage
from exhibits.agenda_answer import Answer, answer
from exhibits.agenda_controls import Control, Option, controls
from exhibits.agenda_items import BuiltItem, built, built_agenda
from exhibits.model import PRIVATE_NAME, UnknownExhibitError
from exhibits.shelf import Shelf
from exhibits.stage import Slide
from operations.agendas import Item, Saved


@dataclass(frozen=True, slots=True)
class AsOf:
    """What a slide's numbers are of: when it was ``kept`` (UTC, ISO; "" for a live one) and of which version of the data."""

    kept: str
    data_version: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One item as the room sees it. ``slide`` is None where there is a question, or where ``problem`` says why.

    ``exhibit`` and ``parameters``: what it was asked, empty where there is a question. ``unit``: of the guesses.
    """

    id: str
    question: str
    unit: str
    exhibit: str
    parameters: dict[str, str]
    slide: Slide | None
    as_of: AsOf | None
    problem: str
    controls: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A number that reads otherwise today than when the item was frozen."""

    label: str
    was: str
    now: str
    basis: str


@dataclass(frozen=True, slots=True)
class Prepared(Shown):
    """One item as the presenter sees it: with what is said, the notes, the minutes planned, and the answer."""

    line: str
    notes: str
    minutes: float
    moved: tuple[Changed, ...]
    cause: str
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Deck:
    """All of an agenda. ``places`` and ``measures``: value and label of each, for the controls."""

    id: str
    title: str
    version: int
    data_version: str
    length: float
    items: tuple[Shown, ...]
    places: tuple[Option, ...]
    measures: tuple[Option, ...]


def audience_deck(saved: Saved, shelf: Shelf, documents: Documents, program_version: str) -> Deck:
    """What the room may have before anything is revealed."""
    items = built_agenda(saved.agenda, shelf, documents, program_version)
    return _deck(saved, shelf, [shown(each, shelf) for each in items])


def presenter_deck(saved: Saved, shelf: Shelf, documents: Documents, program_version: str) -> Deck:
    """What the presenter's window has: all of it, answers too."""
    items = built_agenda(saved.agenda, shelf, documents, program_version)
    return _deck(saved, shelf, [prepared(each, shelf) for each in items])


def shown(made: BuiltItem, shelf: Shelf) -> Shown:
    """An item for the room; of one with a question the question only."""
    if made.item.question is not None:
        return Shown(made.item.id, made.item.question.text, _unit(_answer(made)), "", {}, None, None, "", ())
    item = made.item
    parameters = dict(item.parameters)
    return Shown(
        item.id, "", "", item.exhibit, parameters, made.slide, _as_of(made), _said(made), _controls(made, shelf)
    )


def prepared(made: BuiltItem, shelf: Shelf) -> Prepared:
    """An item for the presenter, and for whoever it was revealed to."""
    question, found = made.item.question, _answer(made)
    return Prepared(
        id=made.item.id,
        question="" if question is None else question.text,
        unit=_unit(found),
        exhibit=made.item.exhibit,
        parameters=dict(made.item.parameters),
        slide=made.slide,
        as_of=_as_of(made),
        problem=_said(made),
        controls=_controls(made, shelf),
        line=made.item.line,
        notes=made.item.notes,
        minutes=made.item.minutes,
        moved=tuple(Changed(each.name, each.then, each.now, each.basis) for each in made.moved),
        cause=made.cause,
        answer=found,
    )


@dataclass(frozen=True, slots=True)
class Revealed:
    """The answer to a question, the slide that shows it, and what it was asked."""

    id: str
    exhibit: str
    parameters: dict[str, str]
    slide: Slide | None
    as_of: AsOf | None
    problem: str
    answer: Answer | None
    controls: tuple[Control, ...]


def revealed(item: Item, shelf: Shelf, documents: Documents, program_version: str) -> Revealed:
    """What is behind a question: asked for when it is revealed, not before."""
    made = prepared(built(item, shelf, documents, program_version), shelf)
    return Revealed(
        made.id, made.exhibit, made.parameters, made.slide, made.as_of, made.problem, made.answer, made.controls
    )


@dataclass(frozen=True, slots=True)
class Turned:
    """A slide with other parameters than the agenda's, as of today, and its controls in that state."""

    slide: Slide
    as_of: AsOf
    controls: tuple[Control, ...]


def turned(name: str, parameters: Mapping[str, str], shelf: Shelf) -> Turned:
    """An exhibit as a slide for a room. Raises as ``Shelf.build``; a private exhibit is none that is known here."""
    if name.startswith(PRIVATE_NAME):
        raise UnknownExhibitError(name)
    slide = stage.build(shelf, name, parameters)
    return Turned(slide, AsOf("", slide.data_version), controls(name, slide.parameters, shelf.reader))


def merged(item: Item, changes: Mapping[str, str]) -> dict[str, str]:
    """An item's parameters with what was changed while it is shown; "" leaves one to the exhibit."""
    return {name: value for name, value in {**item.parameters, **changes}.items() if value != ""}


def _deck(saved: Saved, shelf: Shelf, items: Sequence[Shown]) -> Deck:
    reader = shelf.reader
    return Deck(
        id=saved.id,
        title=saved.agenda.title,
        version=saved.version,
        data_version=reader.data_version(),
        length=saved.agenda.length,
        items=tuple(items),
        places=(("arizona", "Arizona"), *((place.slug, place.name) for place in reader.places())),
        measures=tuple((measure.id, measure.name) for measure in reader.measures()),
    )


def _answer(made: BuiltItem) -> Answer | None:
    question = made.item.question
    return None if question is None or made.slide is None else answer(made.slide, question)


def _unit(found: Answer | None) -> str:
    return "" if found is None else found.unit


def _as_of(made: BuiltItem) -> AsOf | None:
    if made.slide is None:
        return None
    kept: datetime | None = made.kept.created_at if made.kept else None
    return AsOf(kept.isoformat() if kept else "", made.slide.data_version)


def _said(made: BuiltItem) -> str:
    """Why there is nothing to show, or that what is shown is not what was frozen."""
    return made.problem if made.slide is None or made.kept is None else ""


def _controls(made: BuiltItem, shelf: Shelf) -> tuple[Control, ...]:
    return () if made.slide is None else controls(made.item.exhibit, made.slide.parameters, shelf.reader)
