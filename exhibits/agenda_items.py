"""The items of an agenda made into slides: live ones from the data of now, kept ones as they were frozen.

Freezing an item keeps its slide and numbers as one document that is never written again. Exhibits of true counts are for
the district alone: no agenda holds one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from database.documents import Documents
from database.frozen import DISTRICT_ONLY, FrozenView
from exhibits import stage
from exhibits.frozen import Moved, compare, freeze, parameters_today
from exhibits.model import BadParameterError, Exhibit, UnknownExhibitError
from exhibits.shelf import Shelf
from exhibits.stage import Slide
from operations.agendas import Agenda, Item, new_id

KIND = "kept-item"
CONVENE = "/convene"


class NotKept(ValueError):
    """An item cannot be frozen; the text says why."""


@dataclass(frozen=True, slots=True)
class BuiltItem:
    """One item, ready to be shown or with the reason why not.

    Attributes:
        item: As it stands in the agenda.
        slide: What the room sees: as kept where it was frozen, else of now; None where nothing can be shown.
        exhibit: The exhibit as of today; None where it cannot be made any more.
        problem: Why there is no exhibit of today, or no kept slide; "" where all is well.
        kept: The view that was frozen, with its versions and day; None for a live item.
        moved: Numbers that read otherwise today than when it was frozen.
        cause: Why, in a sentence; "" for a live item.
    """

    item: Item
    slide: Slide | None
    exhibit: Exhibit | None
    problem: str
    kept: FrozenView | None
    moved: tuple[Moved, ...]
    cause: str


def built_agenda(agenda: Agenda, shelf: Shelf, documents: Documents, program_version: str) -> tuple[BuiltItem, ...]:
    """Every item of an agenda, in its order."""
    return tuple(built(item, shelf, documents, program_version) for item in agenda.items)


def built(item: Item, shelf: Shelf, documents: Documents, program_version: str) -> BuiltItem:
    """One item: its kept slide where it has one, beside the exhibit of today; else the slide of today."""
    view, slide, lost = _kept(item, documents)
    exhibit, problem = _today(item, view, shelf)
    if view is None:
        live = None if exhibit is None else stage.slide_of(exhibit, item.parameters, shelf)
        return BuiltItem(item, live, exhibit, " ".join(filter(None, (lost, problem))), None, (), "")
    if exhibit is None:
        return BuiltItem(item, slide, None, problem, view, (), f"As of today it cannot be made any more: {problem}")
    change = compare(view, exhibit, program_version, shelf.reader.loads())
    return BuiltItem(item, slide, exhibit, "", view, change.moved, change.cause)


def keep(item: Item, shelf: Shelf, documents: Documents, program_version: str, now: datetime | None = None) -> Item:
    """Freeze an item as of now: its slide, numbers and versions are kept, and the item says under which id.

    Raises:
        NotKept: Its exhibit cannot be made, or is for the district only.
    """
    exhibit, problem = _today(item, None, shelf)
    if exhibit is None:
        raise NotKept(problem)
    view = freeze(exhibit, CONVENE, shelf.reader, program_version, now)
    slide = stage.slide_of(exhibit, item.parameters, shelf)
    identity = new_id()
    documents.save(KIND, identity, json.dumps({"view": _view_content(view), "slide": asdict(slide)}), 0)
    return item.model_copy(update={"kept": identity})


def let_go(item: Item) -> Item:
    """The item live again; what was kept stays kept for whoever has its id."""
    return item.model_copy(update={"kept": ""})


def _today(item: Item, view: FrozenView | None, shelf: Shelf) -> tuple[Exhibit | None, str]:
    if item.exhibit.startswith(DISTRICT_ONLY):
        return None, "True counts are for the district only: release them first, then show the release."
    try:
        return shelf.build(item.exhibit, item.parameters if view is None else parameters_today(view)), ""
    except UnknownExhibitError:
        return None, f"There is no exhibit “{item.exhibit}” any more: take the item out."
    except BadParameterError as problem:
        return None, f"{problem}. Take the item out, or add it anew from its page."


def _kept(item: Item, documents: Documents) -> tuple[FrozenView | None, Slide | None, str]:
    if not item.kept:
        return None, None, ""
    record = documents.latest(KIND, item.kept)
    if record is None or record.content is None:
        return None, None, "What was frozen is not in this database: these are the numbers of today."
    content = json.loads(record.content)
    return _view(content["view"]), stage.from_plain(content["slide"]), ""


def _view_content(view: FrozenView) -> dict[str, Any]:
    return {**asdict(view), "created_at": view.created_at.astimezone(UTC).isoformat()}


def _view(content: Mapping[str, Any]) -> FrozenView:
    return FrozenView(**{**content, "created_at": datetime.fromisoformat(content["created_at"])})
