"""What can be done to an agenda: written into, put in another order, taken apart, frozen; saved as its next version."""

from __future__ import annotations

from dataclasses import dataclass

from components.act_key import act_of
from components.agenda_door import agendas, program
from components.agenda_read import Asked, Chosen
from components.door import documents, shelf
from exhibits.agenda_items import NotKept, keep, let_go
from operations.agendas import (
    Agenda,
    ChangedMeanwhile,
    Item,
    NotAnAgenda,
    Saved,
    duplicated,
    in_order,
    moved,
    read,
    replaced,
    without,
)

GONE = "This agenda is not here any more. Export what you need, or begin another."


class Refused(Exception):
    """An act that cannot be done; the text says why and what next."""


class SavedMeanwhile(Exception):
    """Somebody else saved or removed the agenda: nothing was written. ``theirs`` is None where it was removed."""

    def __init__(self, mine: Agenda, theirs: Saved | None) -> None:
        """``mine``: as it would have been saved."""
        super().__init__("saved meanwhile")
        self.mine, self.theirs = mine, theirs


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act. ``shape``: whether the list itself is another; ``said``: in a sentence; ``focus``: an item."""

    saved: Saved
    shape: bool
    said: str
    focus: str = ""
    part: str = "handle"


def done(asked: Asked) -> Done:
    """Do what the form asks and save it.

    Raises:
        Refused: It cannot be done.
        SavedMeanwhile: Somebody saved another version, or removed it.
    """
    base = agendas().at(asked.agenda, asked.version)
    if base is None:
        raise Refused(GONE)
    written = asked.filled(base.agenda)
    agenda, words, focus = _acted(asked, written)
    saved = base if agenda == base.agenda and asked.act == "save" else _save(asked, agenda)
    part = asked.act if asked.act in ("keep", "release", "keep-all", "release-all") else "handle"
    return Done(saved, asked.act != "save", words, focus, part)


def copied(asked: Asked) -> Saved:
    """Another agenda with everything that stands in the form, saved or not; this one stays as it was saved.

    Raises:
        Refused: It is not here any more.
    """
    base = agendas().at(asked.agenda, asked.version)
    if base is None:
        raise Refused(GONE)
    return _copy(asked.filled(base.agenda), act_of(asked.key, "copy", asked.agenda))


def discard(asked: Asked) -> None:
    """Take the agenda off the list; its versions are kept.

    Raises:
        SavedMeanwhile: Somebody saved another version, so it stays.
    """
    try:
        agendas().remove(asked.agenda, asked.version)
    except ChangedMeanwhile as changed:
        base = agendas().at(asked.agenda, asked.version)
        raise SavedMeanwhile(asked.filled(base.agenda if base else changed.theirs.agenda), changed.theirs) from None
    except NotAnAgenda:
        return  # somebody removed it first


def chosen(asked: Chosen) -> Saved:
    """Settle two versions: theirs stands, mine becomes the next one, or mine becomes an agenda of its own.

    Raises:
        Refused: What was sent is no agenda, or theirs is gone.
        SavedMeanwhile: Yet another was saved.
    """
    standing = agendas().find(asked.agenda)
    if asked.choice == "theirs":
        if standing is None:
            raise Refused("It was removed, so there is nothing of theirs to take.")
        return standing
    try:
        mine = read(asked.mine)
    except NotAnAgenda as problem:
        raise Refused(f"Yours cannot be read ({problem}). Reload the page.") from None
    if asked.choice == "copy" or standing is None:
        return _copy(mine, act_of(asked.key, "mine", asked.agenda))
    try:
        return agendas().save(asked.agenda, mine, standing.version)
    except ChangedMeanwhile as changed:
        raise SavedMeanwhile(mine, changed.theirs) from None


def _copy(agenda: Agenda, act: str) -> Saved:
    return agendas().create(agenda.model_copy(update={"title": f"{agenda.title[:110]} (copy)"}), act)


def _save(asked: Asked, agenda: Agenda) -> Saved:
    try:
        return agendas().save(asked.agenda, agenda, asked.version)
    except ChangedMeanwhile as changed:
        raise SavedMeanwhile(agenda, changed.theirs) from None
    except NotAnAgenda:
        raise SavedMeanwhile(agenda, None) from None


def _acted(asked: Asked, agenda: Agenda) -> tuple[Agenda, str, str]:
    """The agenda after the act, what to say, and the item that gets the focus."""
    at = next((place for place, item in enumerate(agenda.items) if item.id == asked.item), -1)
    match asked.act:
        case "save":
            return agenda, "", ""
        case "order":
            return in_order(agenda, asked.order), "Order changed.", asked.item
        case "up" | "down":
            after = moved(agenda, asked.item, -1 if asked.act == "up" else 1)
            place = [item.id for item in after.items].index(asked.item) + 1 if at >= 0 else 0
            return after, f"Moved to place {place} of {len(after.items)}.", asked.item
        case "duplicate":
            return _twice(agenda, asked.item, at)
        case "remove":
            rest = without(agenda, asked.item)
            near = rest.items[min(max(at, 0), len(rest.items) - 1)].id if rest.items else ""
            return rest, f"Item {at + 1} removed.", near
        case "restore":
            return _restored(asked, agenda)
        case _:
            return _frozen(asked, agenda)


def _twice(agenda: Agenda, identity: str, at: int) -> tuple[Agenda, str, str]:
    try:
        after = duplicated(agenda, identity)
    except NotAnAgenda as problem:
        raise Refused(f"{str(problem)[:1].upper()}{str(problem)[1:]}.") from None
    return after, "Duplicated.", after.items[at + 1].id if 0 <= at < len(after.items) - 1 else ""


def _restored(asked: Asked, agenda: Agenda) -> tuple[Agenda, str, str]:
    before = agendas().at(asked.agenda, asked.source)
    item = before.agenda.item(asked.item) if before else None
    if before is None or item is None:
        raise Refused("The item cannot be put back: the version that held it is not here.")
    if agenda.item(asked.item) is not None:
        return agenda, "It is there already.", asked.item
    place = [each.id for each in before.agenda.items].index(asked.item)
    items = (*agenda.items[:place], item, *agenda.items[place:])
    return agenda.model_copy(update={"items": items}), f"Item {place + 1} is back.", asked.item


def _frozen(asked: Asked, agenda: Agenda) -> tuple[Agenda, str, str]:
    every = asked.act.endswith("-all")
    items = agenda.items if every else tuple(item for item in agenda.items if item.id == asked.item)
    if asked.act.startswith("release"):
        for item in items:
            agenda = replaced(agenda, let_go(item))
        return agenda, "The numbers are live again.", asked.item
    failed = []
    for item in items:
        try:
            agenda = replaced(agenda, _kept(item))
        except NotKept as problem:
            failed.append(str(problem))
    if failed and not every:
        raise Refused(f"Not frozen: {failed[0]}")
    left = f" {len(failed)} could not be frozen; their items say why." if failed else ""
    return agenda, f"Numbers kept as of today.{left}", asked.item


def _kept(item: Item) -> Item:
    return keep(item, shelf(), documents(), program())
