"""Links that keep what was presented: copying one saves the view, opening one shows then and now side by side.

A link is readable: every parameter of the page, ``data`` and ``model`` (the versions it was copied under), and ``link``,
the id of the kept view. Nothing the browser sends is kept: what an address shows is made anew from its parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from dash import ClientsideFunction, Dash, Input, Output, dcc, html
from flask import current_app, has_request_context, request

from components.address import write_address
from components.assumption_state import settle
from components.attributes import attributes
from components.door import reader, shelf
from components.frame import table
from database.frozen import FrozenView, FrozenViews, NotKeptError
from economics import model_version
from exhibits.frozen import Change, Moved, compare, content, day_words, freeze, main_basis, parameters_today
from exhibits.model import PRIVATE, BadParameterError, Cell, Column, Exhibit, Table, UnknownExhibitError
from exports.citation import citation
from exports.origin import origin_of

LOSSES = "/losses"
ON_LOSSES = "losses_total"
EXHIBIT = "/exhibit/"
LONGEST_ADDRESS = 8000
MOST_MOVED = 40
SAID_ID = 60


@dataclass(frozen=True, slots=True)
class Link:
    """What an address says of the moment it was copied; a part that it lacks is empty."""

    id: str
    data: str
    model: str


def take(query: Mapping[str, Any]) -> tuple[dict[str, Any], Link | None]:
    """A page's query without the parts of a link, and the link; None where the address is not a copied one."""
    parts = {name: str(query.get(name) or "") for name in ("link", "data", "model")}
    rest = {name: value for name, value in query.items() if name not in parts}
    found = Link(parts["link"], parts["data"], parts["model"])
    return rest, found if any(parts.values()) else None


def written(address: str, link: Link | None) -> str:
    """An address with the parts of its link behind it, for the address bar of a page that a link opened."""
    if link is None:
        return address
    parts = {"data": link.data, "model": link.model, "link": link.id}
    said = write_address("", parts).removeprefix("?")
    return f"{address}{'&' if '?' in address else '?'}{said}"


def strip(link: Link | None, path: str, query: Mapping[str, Any]) -> list[Any]:
    """What a link kept, and what became of it; nothing where no link was opened.

    Args:
        link: From ``take``.
        path: The page (``/losses``, ``/exhibit/ranking``).
        query: From ``take``: the parameters as the address has them.
    """
    if link is None:
        return []
    view = _views().load(link.id) if link.id else None
    if view is None:
        return [_notice(_nothing_kept(link))]
    _views().opened(link.id)
    other = _differences(view, path, query)
    try:
        today = shelf().build(view.exhibit, parameters_today(view))
    except (BadParameterError, UnknownExhibitError) as problem:
        return [_kept(view, other, None, None, f"As of today this cannot be made any more: {problem}.")]
    change = compare(view, today, _program_version(), reader().loads())
    return [_kept(view, other, today, change, change.cause)]


def keep(address: str) -> dict[str, str]:
    """Save what an address shows.

    Its address as a link, what to say where nothing could be kept, and, unless it is private, a citation with that link.
    """
    parts = urlsplit(address[:LONGEST_ADDRESS])
    query, _ = take(dict(parse_qsl(parts.query)))
    try:
        exhibit = None if parts.scheme or parts.netloc else _shown(parts.path, query)
    except (BadParameterError, UnknownExhibitError):
        exhibit = None
    if exhibit is None or exhibit.private:
        return {"address": address, "said": "" if exhibit is None else f"{PRIVATE}."}
    view = freeze(exhibit, parts.path, reader(), _program_version())
    try:
        identifier, said = _views().save(view), ""
    except NotKeptError as problem:
        identifier, said = "", f"The numbers were not kept with it: {problem}."
    link = Link(identifier, view.data_version, view.model_version)
    kept = written(write_address(parts.path, view.parameters), link)
    origin = origin_of(request.host_url if has_request_context() else "")
    return {"address": kept, "said": said, "citation": citation(exhibit, origin, kept)}


def stores() -> list[Any]:
    """Where the browser says which address is copied, and hears what to copy."""
    return [dcc.Store(id="keep-asked"), dcc.Store(id="keep-told")]


def register_callbacks(app: Dash) -> None:
    """Copying a link: asked with an address, told its link."""

    @app.callback(Output("keep-told", "data"), Input("keep-asked", "data"), prevent_initial_call=True)
    def kept(asked: object) -> dict[str, Any]:
        given = asked if isinstance(asked, dict) else {}
        return {**keep(str(given.get("address") or "/")), "number": given.get("number")}

    app.clientside_callback(
        ClientsideFunction("shell", "kept"),
        Output("keep-asked", "data"),
        Input("keep-told", "data"),
        prevent_initial_call=True,
    )


def _shown(path: str, query: Mapping[str, str]) -> Exhibit | None:
    """The exhibit an address is about; None for pages that keep nothing."""
    if path == LOSSES:
        return shelf().build(ON_LOSSES, settle(query, reader()).desk.query())
    if path.startswith(EXHIBIT):
        return shelf().build(unquote(path.removeprefix(EXHIBIT)), query)
    return None


def _views() -> FrozenViews:
    return cast(FrozenViews, current_app.extensions["frozen"])


def _program_version() -> str:
    return str(current_app.extensions["program_version"])


def _nothing_kept(link: Link) -> str:
    """What can be said of a link whose view is not there."""
    data, model = reader().data_version(), model_version()
    moved = [
        f"{name} (version {was[:SAID_ID]} then, {now} now)"
        for name, was, now in (("the data", link.data, data), ("the loss model’s parameters", link.model, model))
        if was and was != now
    ]
    if link.id:
        first = f"No view is kept under this link’s id, “{link.id[:SAID_ID]}”"
    else:
        first = "This address was copied without its numbers"
    second = f"What changed since: {' and '.join(moved)}" if moved else "Data and model are as the address says"
    if not (link.data or link.model):
        second = "Nothing says which data it was copied under"
    return f"{first}, so this page shows the numbers as of today. {second}."


def _differences(view: FrozenView, path: str, query: Mapping[str, Any]) -> list[str]:
    """Where an address was changed after it was copied, in words."""
    asked = {str(name): str(value) for name, value in query.items() if value not in (None, "")}
    if path != view.path:
        return [f"the page is {path[:SAID_ID]}, not {view.path}"]
    return [
        f"{name.replace('_', ' ')[:SAID_ID]} is {asked.get(name, 'not there')[:SAID_ID]}, "
        f"not {view.parameters.get(name, 'there')[:SAID_ID]}"
        for name in dict.fromkeys([*view.parameters, *asked])
        if asked.get(name) != view.parameters.get(name)
    ]


def _notice(words: str) -> html.Div:
    return html.Div(html.P(words), className="notice frozen-notice", role="status")


def _kept(view: FrozenView, other: list[str], today: Exhibit | None, change: Change | None, cause: str) -> html.Section:
    then_basis = main_basis(view.content, view.sentence)
    sides = [_side(f"As presented on {day_words(view.created_at)}", _parts(view), then_basis, "frozen-then")]
    if today is not None and change is not None and change.moved:
        now = (today.key_number, today.title, today.sentence)
        sides.append(_side("As of today", now, main_basis(content(today), today.sentence), "frozen-now"))
    body: list[Any] = [html.H2("Kept with this link", id="frozen-title", className="section-title")]
    if other:
        body.append(_changed_after(view, other))
    body += [html.Div(sides, className="frozen-sides"), html.P(cause, className="frozen-cause")]
    if change is not None and change.moved:
        count = len(change.moved)
        words = f"{count} numbers moved" if count > 1 else "One number moved"
        body.append(html.Details([html.Summary(words), table(_moved_table(change.moved))], className="frozen-moved"))
    return html.Section(body, className="frozen-strip", **attributes(aria_labelledby="frozen-title"))


def _parts(view: FrozenView) -> tuple[str, str, str]:
    return str(view.content["key_number"]), view.title, view.sentence


def _side(head: str, parts: tuple[str, str, str], basis: str, style: str) -> html.Div:
    number, title, sentence = parts
    return html.Div(
        [
            html.H3(head, className="frozen-when"),
            html.P(number, className="frozen-number") if number else None,
            html.P(title, className="frozen-finding"),
            html.P(sentence, className="basis") if sentence else None,
        ],
        className=style,
        **attributes(data_basis=basis),
    )


def _changed_after(view: FrozenView, other: list[str]) -> html.P:
    link = Link(view.id, view.data_version, view.model_version)
    address = written(write_address(view.path, view.parameters), link)
    said = "; ".join(other[:6]) + (f"; and {len(other) - 6} more" if len(other) > 6 else "")
    return html.P(
        [
            f"This address was changed after it was copied: {said}. Below is what it asks for now, made anew. ",
            dcc.Link("Open it as presented", href=address),
        ],
        className="frozen-changed",
    )


def _moved_table(moved: tuple[Moved, ...]) -> Table:
    columns = (Column("what", "What moved"), Column("then", "As presented"), Column("now", "As of today"))
    more = [Column("basis", "Basis")] if any(each.basis for each in moved) else []
    rows = [
        tuple(Cell(text, text) for text in (each.name, each.then, each.now, *([each.basis] if more else [])))
        for each in moved[:MOST_MOVED]
    ]
    left = len(moved) - MOST_MOVED
    caption = f"Numbers that moved{f'; {left} more are not listed' if left > 0 else ''}"
    return Table((*columns, *more), tuple(rows), caption)
