"""Agendas to start from: which exhibits, what is said with each, and how long. They hold no number of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from exhibits import stage
from exhibits.agenda_answer import answer
from exhibits.model import BadParameterError, Exhibit
from exhibits.shelf import Shelf
from exhibits.stage import FEW
from exhibits.walk_record import TUCSON, walks
from operations.agendas import Agenda, Item, Question, new_item, with_item

DIPLOMA = "share_19_20_with_hs_diploma"
HALVED = "Loss avoided if halved"


@dataclass(frozen=True, slots=True)
class Part:
    """One item of a template. ``number``: without its key number there is nothing to show of the city."""

    exhibit: str
    parameters: dict[str, str]
    line: str
    minutes: float
    question: Question | None = None
    number: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of agenda to start from. ``of_a_city``: whether one has to be chosen."""

    id: str
    name: str
    about: str
    of_a_city: bool
    length: float
    parts: Callable[[Shelf, str], Iterator[Part]]


@dataclass(frozen=True, slots=True)
class Begun:
    """An agenda from a template. ``left_out``: a sentence for each item that has nothing to show here."""

    agenda: Agenda
    left_out: tuple[str, ...]


def begin(template: Template, shelf: Shelf, place: str = "") -> Begun:
    """The agenda of a template, without the items that have nothing to show for this city.

    Args:
        template: One of ``TEMPLATES``.
        shelf: To see what there is.
        place: Slug of a city, for templates of a city.

    Raises:
        BadParameterError: The template needs a city and this is none.
    """
    found = shelf.reader.place(place) if template.of_a_city else None
    if template.of_a_city and found is None:
        raise BadParameterError("place", place, "the slug of a city or town, such as tucson")
    agenda = Agenda(title=_title(template.name, found.name if found else ""), length=template.length)
    left_out = []
    for part in template.parts(shelf, place):
        shown = _shown(part, shelf)
        if isinstance(shown, str):
            left_out.append(shown)
        else:
            agenda = with_item(agenda, _item(part, shown))
    return Begun(agenda, tuple(left_out))


def _title(name: str, city: str) -> str:
    """``City in ten minutes: Tucson``; a question keeps its mark."""
    return name if not city else f"{name}{' ' if name.endswith('?') else ': '}{city}"


def _shown(part: Part, shelf: Shelf) -> Exhibit | str:
    """The exhibit of an item, or why it is left out."""
    try:
        made = shelf.build(part.exhibit, part.parameters)
    except BadParameterError as problem:
        return f"Left out “{part.line}”: {problem.allowed}."
    if part.number and not made.key_number:
        return f"Left out “{part.line}”: there is no figure of this city."
    return f"Left out “{part.line}”: {made.empty}" if made.empty else made


def _item(part: Part, made: Exhibit) -> Item:
    """With every default written out, so that it stays what it is when a default changes."""
    parameters = {name: value for name, value in made.parameters.items() if value != ""}
    item = new_item(part.exhibit, parameters, part.line)
    asked = part.question
    question = asked if asked and answer(stage.slide(made), asked).value is not None else None
    return item.model_copy(update={"minutes": part.minutes, "question": question})


def _city_in_ten(shelf: Shelf, place: str) -> Iterator[Part]:
    guess = Question(text="Of ten people aged 19 and 20 who live here, how many have a diploma?")
    yield Part("profile", {"place": place}, "Whom we are talking about, and what it costs.", 2)
    yield Part("graduation", {"place": place}, "How many finish in four years, and which way it goes.", 2)
    yield Part(
        "ranking",
        {"measure": DIPLOMA, "places": ",".join([place, *_peers(shelf, place)]), "focus": place, "among": "selected"},
        "Where we stand among cities like ours; near ones are ties.",
        2,
        guess,
        number=True,
    )
    yield Part("losses_waterfall", {"place": place}, "What one young person’s loss is made of.", 2)
    yield Part("losses_break_even", {"place": place}, "What a program has to achieve to pay for itself.", 2)


def _peers(shelf: Shelf, place: str) -> list[str]:
    """The nearest cities, as many as a room can read beside the city itself."""
    return [slug for slug in shelf.build("peers", {"place": place}).places if slug != place][: FEW - 1]


def _around_a_walk(shelf: Shelf, place: str) -> Iterator[Part]:
    asked = "Of every hundred Utah students who dropped out, how many came back with no walk?"
    question = Question(text=asked, row="Utah: classes of 2008-2011", column="share")
    yield Part("walk_timeline", {}, "When walks were held, and what was counted.", 2)
    latest = [walk.id for walk in walks(shelf.reader) if walk.organizer == TUCSON]
    for walk in latest[:1]:
        yield Part("walk_stages", {"walk": walk}, "What became of one walk, as published.", 3)
    yield Part("walk_returns", {}, "What share came back, and how many come back with no walk.", 3, question)
    yield Part("walk_totals", {}, "How the totals grew; they are never added to a single walk.", 2)


def _if_halved(shelf: Shelf, place: str) -> Iterator[Part]:
    asked = "If half as many left school, how much of that loss would be avoided?"
    worth = Question(text=asked, row=HALVED, column="now")
    more = Question(text="How many more have to finish for a program of one million dollars to pay for itself?")
    yield Part(
        "losses_total",
        {"place": place},
        "What it costs, and what halving the number would avoid.",
        3,
        worth,
    )
    yield Part("losses_waterfall", {"place": place}, "What that is made of.", 2)
    yield Part("losses_tornado", {"place": place}, "Which assumption matters most.", 2)
    yield Part("losses_break_even", {"place": place}, "What it may cost to get there.", 3, more)
    yield Part("losses_cities", {"place": place}, "The same sum for the other cities.", 2)


TEMPLATES = (
    Template(
        "city",
        "City in ten minutes",
        "Who is meant, how it goes, where we stand, what it costs, what would pay.",
        True,
        10,
        _city_in_ten,
    ),
    Template(
        "walk",
        "Before and after a walk",
        "What walks were, what became of one, who would have come back anyway.",
        False,
        10,
        _around_a_walk,
    ),
    Template(
        "halve",
        "What if we halve it?",
        "The loss, what it is made of, what it hangs on, and when a program pays for itself.",
        True,
        12,
        _if_halved,
    ),
)


def template(identity: str) -> Template | None:
    """The template of an id."""
    return next((each for each in TEMPLATES if each.id == identity), None)
