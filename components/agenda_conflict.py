"""Two versions of an agenda side by side, where somebody saved another one first; nothing of either is overwritten."""

from __future__ import annotations

from typing import Any

from dash import html

from components.attributes import attributes
from components.door import shelf
from components.scrolling import scrolling
from exhibits.shelf import KINDS
from operations.agendas import Agenda, Item, Saved

NOTHING = "not there"
FIELDS = ("Place", "What is said", "Notes", "Minutes", "Question", "Numbers")


def conflict(mine: Agenda, theirs: Saved | None) -> html.Section:
    """Both versions and the choices; where theirs was removed, mine can be kept as another agenda."""
    if theirs is None:
        title = "Somebody removed this agenda meanwhile"
        body: list[Any] = [html.P("Yours was not saved, and nothing of it is lost while this page is open.")]
        choices = [_choice("copy", "Keep mine as another agenda")]
    else:
        title = "Somebody else saved this agenda meanwhile"
        body = [
            html.P(f"Version {theirs.version} was saved first. Yours was not saved, and theirs was not overwritten."),
            _both(mine, theirs.agenda),
        ]
        choices = [
            _choice("theirs", "Take theirs"),
            _choice("mine", "Save mine as the next version"),
            _choice("copy", "Keep mine as another agenda"),
        ]
    return html.Section(
        [
            html.H2(title, id="convene-conflict-title", tabIndex="-1"),
            *body,
            html.Div(choices, className="convene-choices"),
            html.P("Whichever you choose, every version stays in the database.", className="convene-hint"),
        ],
        id="convene-conflict-section",
        className="convene-conflict",
        **attributes(aria_labelledby="convene-conflict-title", data_convene_mine=mine.model_dump_json()),
    )


def _choice(name: str, words: str) -> html.Button:
    return html.Button(words, type="button", className="button", **attributes(data_convene_choice=name))


def _both(mine: Agenda, theirs: Agenda) -> Any:
    rows = [*_heads(mine, theirs), *(row for item in _every(mine, theirs) for row in _item(item, mine, theirs))]
    if not rows:
        return html.P("The two do not differ.")
    head = html.Tr([html.Th(name, scope="col") for name in ("What", "Yours", "Theirs")])
    body = [html.Tr([html.Th(name, scope="row"), html.Td(own), html.Td(other)]) for name, own, other in rows]
    parts = [html.Caption("Where the two differ"), html.Thead(head), html.Tbody(body)]
    return scrolling(html.Table(parts, className="table table-sm"), "Where the two differ")


def _heads(mine: Agenda, theirs: Agenda) -> list[tuple[str, str, str]]:
    pairs = [("Title", mine.title, theirs.title), ("Minutes there are", f"{mine.length:g}", f"{theirs.length:g}")]
    return [each for each in pairs if each[1] != each[2]]


def _every(mine: Agenda, theirs: Agenda) -> list[str]:
    return list(dict.fromkeys([*(item.id for item in mine.items), *(item.id for item in theirs.items)]))


def _item(identity: str, mine: Agenda, theirs: Agenda) -> list[tuple[str, str, str]]:
    own, other = _said(mine, identity), _said(theirs, identity)
    found = mine.item(identity) or theirs.item(identity)
    name = _name(found) if found else identity
    if not own or not other:
        here, gone = _place(mine, identity), _place(theirs, identity)
        return [(name, here, gone)]
    return [
        (f"{name.rstrip('.')}: {field.lower()}", first or NOTHING, second or NOTHING)
        for field, first, second in zip(FIELDS, own, other, strict=True)
        if first != second and (field != "Place" or _reordered(identity, mine, theirs))
    ]


def _reordered(identity: str, mine: Agenda, theirs: Agenda) -> bool:
    """Whether its place among the items that both have is another; coming and going of others moves nothing."""
    places = [
        [item.id for item in own.items if other.item(item.id)].index(identity)
        for own, other in ((mine, theirs), (theirs, mine))
    ]
    return places[0] != places[1]


def _said(agenda: Agenda, identity: str) -> tuple[str, ...]:
    item = agenda.item(identity)
    if item is None:
        return ()
    question = f"{item.question.text} ({item.question.row or 'key number'})" if item.question else ""
    frozen = "as frozen" if item.kept else "live"
    return (_place(agenda, identity), item.line, item.notes, f"{item.minutes:g}", question, frozen)


def _place(agenda: Agenda, identity: str) -> str:
    ids = [item.id for item in agenda.items]
    return f"place {ids.index(identity) + 1}" if identity in ids else NOTHING


def _name(item: Item) -> str:
    """An item by what was said with it, else by the question its exhibit answers."""
    kind = KINDS.get(item.exhibit) or shelf().own.get(item.exhibit)
    return item.line or (kind.question if kind else item.exhibit)
