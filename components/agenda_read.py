"""What the browser sends of an agenda's form, checked field by field; what does not hold is said with its item."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from operations.agendas import MOST_ITEMS, Agenda, Item, ItemId, Line, Question, Words

KEY_NUMBER = "-"
"""The choice of "the key number" where a question's answer is chosen: an empty value would show as nothing."""

OfTheList = Literal["save", "order", "up", "down", "duplicate", "remove", "restore", "discard", "copy"]
OfNumbers = Literal["keep", "keep-all", "release", "release-all"]
Act = OfTheList | OfNumbers
Choice = Literal["theirs", "mine", "copy"]
LONGEST_AGENDA = 400_000

NAMES = {
    "title": "title",
    "length": "minutes there are",
    "line": "what is said",
    "notes": "notes",
    "minutes": "minutes",
    "question": "question",
}


def _blank_is_none_said(value: object) -> object:
    return 0 if value in ("", None) else value


Minutes = Annotated[float, BeforeValidator(_blank_is_none_said), Field(ge=0, le=240, allow_inf_nan=False)]
Length = Annotated[float, BeforeValidator(_blank_is_none_said), Field(ge=0, le=600, allow_inf_nan=False)]


class _Sent(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SentItem(_Sent):
    """The fields of one item as they stand in the browser."""

    id: ItemId
    line: Line = ""
    notes: Words = ""
    minutes: Minutes = 0
    question: Line = ""
    row: Line = KEY_NUMBER
    column: Line = ""


class Asked(_Sent):
    """The form as it stands, the version it was made from, and what to do with it."""

    agenda: ItemId
    version: Annotated[int, Field(ge=1)]
    number: Annotated[int, Field(ge=0)] = 0
    act: Act = "save"
    item: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{0,24}$")] = ""
    key: Annotated[str, StringConstraints(pattern=r"^[0-9a-f-]{0,40}$")] = ""
    """Made by the page for this one act: sent again it creates nothing more."""
    source: Annotated[int, Field(ge=0)] = 0
    """For "restore": the version that still held the item."""
    order: Annotated[tuple[ItemId, ...], Field(max_length=MOST_ITEMS)] = ()
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    length: Length = 0
    items: Annotated[tuple[SentItem, ...], Field(max_length=MOST_ITEMS)] = ()

    def filled(self, base: Agenda) -> Agenda:
        """The agenda this form was made from, with what was written into it."""
        sent = {each.id: each for each in self.items}
        items = tuple(_filled(item, sent[item.id]) if item.id in sent else item for item in base.items)
        return base.model_copy(update={"title": self.title, "length": self.length, "items": items})


class Chosen(_Sent):
    """What to do where two saved: with ``mine``, the agenda as it was not saved."""

    agenda: ItemId
    number: Annotated[int, Field(ge=0)] = 0
    choice: Choice
    key: Annotated[str, StringConstraints(pattern=r"^[0-9a-f-]{0,40}$")] = ""
    mine: Annotated[str, StringConstraints(max_length=LONGEST_AGENDA)]


def said(problem: ValidationError) -> list[str]:
    """A sentence for each field that does not hold."""
    return list(dict.fromkeys(_sentence(each["loc"], each["type"]) for each in problem.errors(include_url=False)))


def _filled(item: Item, sent: SentItem) -> Item:
    number = sent.row == KEY_NUMBER
    question = None
    if sent.question:
        row, column = ("", "") if number else (sent.row, sent.column)
        question = Question(text=sent.question, row=row, column=column)
    change = {"line": sent.line, "notes": sent.notes, "minutes": sent.minutes, "question": question}
    return item.model_copy(update=change)


def _sentence(place: tuple[int | str, ...], kind: str) -> str:
    of_item = len(place) > 2 and place[0] == "items" and isinstance(place[1], int)
    where = f"Item {int(place[1]) + 1}, " if of_item else ""
    # what is no object at all has no place
    name = NAMES.get(str(place[-1])) if place else None
    if name is None:
        return f"{where}this part of the form cannot be read; reload the page and try again."
    what = f"{where}{name}" if where else name.capitalize()
    if name == "title":
        return f"{what}: it needs one, of at most 120 letters."
    if kind == "string_too_long":
        return f"{what}: it is too long."
    return f"{what}: it has to be a number from 0 to {'600' if name == NAMES['length'] else '240'}."
