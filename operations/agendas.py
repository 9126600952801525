"""Agendas: an ordered list of exhibit addresses, each with what is said, notes, a time and perhaps a question.

An agenda is one document, saved version by version; a save on top of another's change is refused with both. It holds no
number: each item is the name and parameters of an exhibit, and, where it was frozen, the id of what was kept then.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from database.documents import Changed, Documents
from database.values import DocumentRecord

KIND = "agenda"
MOST_ITEMS = 60
ID_BYTES = 6

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
ItemId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{6,24}$")]
KeptId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{0,60}$")]


class NotAnAgenda(ValueError):
    """A saved or brought agenda does not have the form of one; the text says where."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Question(_Part):
    """Asked before an item is shown: guess, then reveal. The true value stays with the exhibit."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    row: Line = ""
    """Head of the row of the exhibit's table that answers; "" where its key number does."""
    column: Line = ""
    """Id of the column that answers; "" where the key number does."""


class Item(_Part):
    """One item. ``minutes`` is the time planned; ``kept`` the id of what was frozen, "" where the numbers are live."""

    id: ItemId
    exhibit: Name
    parameters: Mapping[
        Annotated[str, StringConstraints(max_length=60)], Annotated[str, StringConstraints(max_length=2000)]
    ]
    line: Line = ""
    notes: Words = ""
    minutes: Annotated[float, Field(ge=0, le=240)] = 2
    question: Question | None = None
    kept: KeptId = ""


class Agenda(_Part):
    """A titled list of items. ``length``: the minutes there are for all of it; 0 where nobody said."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    items: Annotated[tuple[Item, ...], Field(max_length=MOST_ITEMS)] = ()
    length: Annotated[float, Field(ge=0, le=600)] = 0

    @property
    def minutes(self) -> float:
        """Planned time of all items, in minutes."""
        return sum(item.minutes for item in self.items)

    def item(self, identity: str) -> Item | None:
        """The item of an id."""
        return next((item for item in self.items if item.id == identity), None)


@dataclass(frozen=True, slots=True)
class Saved:
    """An agenda as it is kept: its id, version and when (UTC)."""

    id: str
    version: int
    saved_at: datetime
    agenda: Agenda


class ChangedMeanwhile(Exception):
    """Somebody saved another version first: nothing was overwritten. ``theirs`` is what stands now."""

    def __init__(self, theirs: Saved) -> None:
        """``theirs``: the version that stands."""
        self.theirs = theirs
        super().__init__(f"saved meanwhile as version {theirs.version}: look at both, then save again")


class Agendas:
    """All agendas of a database."""

    def __init__(self, documents: Documents) -> None:
        """``documents``: where they are kept."""
        self._documents = documents

    def all(self) -> tuple[Saved, ...]:
        """The latest version of each, the one saved last first."""
        return tuple(_saved(record) for record in self._documents.all(KIND))

    def find(self, identity: str) -> Saved | None:
        """The latest version of one."""
        record = self._documents.latest(KIND, identity)
        return None if record is None or record.content is None else _saved(record)

    def at(self, identity: str, version: int) -> Saved | None:
        """One version, whatever was saved after it."""
        record = self._documents.at(KIND, identity, version)
        return None if record is None or record.content is None else _saved(record)

    def create(self, agenda: Agenda, act: str = "") -> Saved:
        """Keep a new one; where the same ``act`` of a page made one before, give that."""
        return _saved(self._documents.save(KIND, new_id(), agenda.model_dump_json(), 0, act))

    def save(self, identity: str, agenda: Agenda, based_on: int) -> Saved:
        """Keep a changed one.

        Args:
            identity: Its id.
            agenda: As it should be.
            based_on: The version the change was made on.

        Raises:
            ChangedMeanwhile: Another version was saved since.
        """
        try:
            return _saved(self._documents.save(KIND, identity, agenda.model_dump_json(), based_on))
        except Changed as changed:
            raise ChangedMeanwhile(_saved(changed.current)) from None

    def remove(self, identity: str, based_on: int) -> None:
        """Take one away; its versions are kept.

        Raises:
            ChangedMeanwhile: Another version was saved since.
        """
        try:
            self._documents.remove(KIND, identity, based_on)
        except Changed as changed:
            raise ChangedMeanwhile(_saved(changed.current)) from None


def new_id() -> str:
    """A short id, for an agenda or an item: letters and digits, not to be guessed from others."""
    return secrets.token_hex(ID_BYTES)


def new_item(exhibit: str, parameters: Mapping[str, str], line: str = "") -> Item:
    """An item of an exhibit's name and parameters."""
    return Item(id=new_id(), exhibit=exhibit, parameters=dict(parameters), line=line)


def with_item(agenda: Agenda, item: Item) -> Agenda:
    """The agenda with an item at its end.

    Raises:
        NotAnAgenda: It is full.
    """
    if len(agenda.items) >= MOST_ITEMS:
        raise NotAnAgenda(f"an agenda holds at most {MOST_ITEMS} items: take one out, or begin another agenda")
    return agenda.model_copy(update={"items": (*agenda.items, item)})


def moved(agenda: Agenda, identity: str, by: int) -> Agenda:
    """The agenda with one item moved by so many places, at most to an end."""
    items = list(agenda.items)
    at = next((place for place, item in enumerate(items) if item.id == identity), None)
    if at is None:
        return agenda
    item = items.pop(at)
    items.insert(min(max(at + by, 0), len(items)), item)
    return agenda.model_copy(update={"items": tuple(items)})


def in_order(agenda: Agenda, identities: Sequence[str]) -> Agenda:
    """The agenda in the order given; items that are not named keep their order at the end."""
    known = {item.id: item for item in agenda.items}
    named = [known[identity] for identity in dict.fromkeys(identities) if identity in known]
    rest = [item for item in agenda.items if item not in named]
    return agenda.model_copy(update={"items": (*named, *rest)})


def duplicated(agenda: Agenda, identity: str) -> Agenda:
    """The agenda with a copy of one item right behind it."""
    items = [
        each
        for item in agenda.items
        for each in ((item, item.model_copy(update={"id": new_id()})) if item.id == identity else (item,))
    ]
    if len(items) > MOST_ITEMS:
        raise NotAnAgenda(f"an agenda holds at most {MOST_ITEMS} items: take one out, or begin another agenda")
    return agenda.model_copy(update={"items": tuple(items)})


def without(agenda: Agenda, identity: str) -> Agenda:
    """The agenda without one item."""
    return agenda.model_copy(update={"items": tuple(item for item in agenda.items if item.id != identity)})


def replaced(agenda: Agenda, item: Item) -> Agenda:
    """The agenda with an item exchanged for one of the same id."""
    return agenda.model_copy(update={"items": tuple(item if each.id == item.id else each for each in agenda.items)})


def read(text: str) -> Agenda:
    """An agenda from JSON.

    Raises:
        NotAnAgenda: It has not the form of one.
    """
    try:
        return Agenda.model_validate_json(text)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        raise NotAnAgenda(_plain_fault(first["loc"], first["type"])) from None


def _plain_fault(place: tuple[int | str, ...], kind: str) -> str:
    """What is wrong with a file, for the person who has it; the checker's own words are for programmers."""
    if not place or kind == "json_invalid":
        return "it is damaged, or holds no agenda"
    inside = place[0] == "items" and len(place) > 1 and isinstance(place[1], int)
    where = f"item {int(place[1]) + 1}" if inside else "the agenda"
    part = str(place[-1]).replace("_", " ") if isinstance(place[-1], str) else ""
    if kind == "missing":
        return f"{where} has no {part}"
    if kind == "extra_forbidden":
        return f"{where} has a part “{part[:40]}” that this program does not know"
    return f"the {part} of {where} cannot be read" if part else f"{where} cannot be read"


def _saved(record: DocumentRecord) -> Saved:
    if record.content is None:
        raise NotAnAgenda("it was taken away meanwhile")
    return Saved(record.id, record.version, record.saved_at, read(record.content))
