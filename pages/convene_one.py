"""``/convene/<id>``: one agenda. Changed where changes are allowed; read, printed and presented everywhere."""

from __future__ import annotations

from typing import Any, Literal

import dash
from dash import ALL, ClientsideFunction, Input, Output, callback, clientside_callback, ctx, html, no_update
from dash.exceptions import PreventUpdate
from pydantic import ValidationError

from components.address import PageState, path_part, path_variable, read_state
from components.agenda_acts import Refused, SavedMeanwhile, chosen, copied, discard, done
from components.agenda_check import AskedCheck, SeenSlides, drawing, slides, verdict
from components.agenda_conflict import conflict
from components.agenda_door import built, find, opened
from components.agenda_files import files_menu
from components.agenda_form import form, item_list, sums, told
from components.agenda_paper import paper, reading
from components.agenda_read import Asked, Chosen, said
from components.agenda_share import AskedShare, share_parts
from components.door import documents, refusal
from components.states import not_here, notice
from exhibits.agenda_items import BuiltItem
from exhibits.room_check import check
from operations.agendas import Saved
from operations.sharing import Access, Shares

dash.register_page(
    __name__,
    path_template="/convene/<agenda>",
    title="Agenda",
    nav=None,
    order=7.1,
    knows=lambda agenda: opened(path_part(agenda)) is not None,
)
NOT_HERE = "It may have been removed, or its address was withdrawn: ask whoever gave you the link for a new one."
UNREADABLE = "The form cannot be read; reload the page and try again."


class AgendaState(PageState):
    """``view``: "read" is what a shared link opens, "paper" the printing view."""

    view: Literal["edit", "read", "paper"] = "edit"


def layout(agenda: object = None, **query: Any) -> html.Div:
    """The agenda in its form, to read, or to print."""
    identity, clash = path_variable(agenda)
    state, words = read_state(AgendaState, query)
    found = opened(identity)
    if found is None:
        return not_here("No such agenda here", NOT_HERE, [], ("All agendas", "/convene"))
    saved, items = found.saved, built(found.saved.agenda)
    if state.view == "paper" and found.may_present:
        body = paper(saved, items)
    elif found.access is not Access.OWNER or state.view == "read":
        body = reading(found, items)
    else:
        body = form(saved, items)
    return html.Div([notice([*clash, *words]), *body], className="page convene-page")


@callback(
    Output("convene-told", "data"),
    Output("convene-items", "children"),
    Output("convene-sums", "children"),
    Output("convene-title", "children"),
    Output("convene-conflict", "children"),
    Output("convene-files", "children"),
    Output("convene-go", "href", allow_duplicate=True),
    Input("convene-asked", "data"),
    running=[(Output("convene-running", "data"), True, False)],
    prevent_initial_call=True,
)
def asked_for(data: object) -> tuple[Any, ...]:
    """What the form asks: save what is written, or do something with an item and save that."""
    if not data:
        raise PreventUpdate
    number = _number(data)
    reason = refusal()
    if reason:
        return *_fault(number, [reason]), no_update
    try:
        asked = Asked.model_validate(data)
        if asked.act == "discard":
            discard(asked)
            return {"number": number, "said": "Removed."}, *[no_update] * 5, "/convene"
        if asked.act == "copy":
            return {"number": number, "said": "Duplicated."}, *[no_update] * 5, f"/convene/{copied(asked).id}"
        outcome = done(asked)
    except ValidationError as problem:
        return *_fault(number, said(problem)), no_update
    except Refused as problem:
        return *_fault(number, [str(problem)]), no_update
    except SavedMeanwhile as both:
        return *_both(number, both), no_update
    more: dict[str, Any] = {"said": outcome.said, "focus": outcome.focus, "part": outcome.part, "act": asked.act}
    if asked.act == "remove":
        more |= {"undo": {"item": asked.item, "source": asked.version}}
    answer = told(outcome.saved, number, **more)
    items = built(outcome.saved.agenda) if outcome.shape else None
    return answer, *_parts(outcome.saved, items), None, _files(outcome.saved, items), no_update


@callback(
    Output("convene-told", "data", allow_duplicate=True),
    Output("convene-items", "children", allow_duplicate=True),
    Output("convene-sums", "children", allow_duplicate=True),
    Output("convene-title", "children", allow_duplicate=True),
    Output("convene-conflict", "children", allow_duplicate=True),
    Output("convene-go", "href"),
    Input("convene-choice", "data"),
    running=[(Output("convene-running", "data"), True, False)],
    prevent_initial_call=True,
)
def chose(data: object) -> tuple[Any, ...]:
    """Settle two versions."""
    if not data:
        raise PreventUpdate
    number, reason = _number(data), refusal()
    if reason:
        return _fault(number, [reason])
    try:
        asked = Chosen.model_validate(data)
        saved = chosen(asked)
    except ValidationError:
        return _fault(number, [UNREADABLE])
    except Refused as problem:
        return _fault(number, [str(problem)])
    except SavedMeanwhile as both:
        return _both(number, both)
    if saved.id != asked.agenda:
        return told(saved, number), *[no_update] * 4, f"/convene/{saved.id}"
    # the fields above the list are part of the page: they are made anew with it
    return told(saved, number, said="Settled."), *_parts(saved, built(saved.agenda)), None, f"/convene/{saved.id}"


@callback(
    Output("convene-share", "children"),
    Input({"type": "convene-share", "act": ALL, "agenda": ALL}, "n_clicks"),
    prevent_initial_call=True,
)
def shared(clicks: list[object]) -> Any:
    """Give the agenda addresses, renew or withdraw them, or put it on the list everybody sees."""
    if refusal() or not any(clicks) or not isinstance(ctx.triggered_id, dict):
        raise PreventUpdate
    try:
        asked = AskedShare.model_validate(ctx.triggered_id)
    except ValidationError:
        raise PreventUpdate from None
    saved = find(asked.agenda)
    if saved is None:
        return html.P("This agenda is not here any more.")
    shares = Shares(documents())
    if asked.act == "withdraw":
        shares.withdraw(saved.id)
    else:
        listed = {"list": True, "unlist": False}.get(asked.act)
        shares.share(saved.id, listed=listed, renew=asked.act == "renew")
    return share_parts(saved.id, shares.of(saved.id))


@callback(
    Output("convene-slides", "children"),
    Output("convene-verdict", "children"),
    Input("convene-check-asked", "data"),
    prevent_initial_call=True,
)
def check_asked(data: object) -> tuple[Any, Any]:
    """Build every slide for the browser to draw and measure."""
    try:
        asked = AskedCheck.model_validate(data)
    except ValidationError:
        raise PreventUpdate from None
    saved = None if refusal() else find(asked.agenda)
    if saved is None:
        return None, html.P("This agenda is not here any more.")
    items = built(saved.agenda)
    count = sum(each.slide is not None for each in items)
    if not count:
        return None, verdict(check(items, saved.agenda.length), items)
    return slides(items, asked.number), drawing(count)


@callback(
    Output("convene-verdict", "children", allow_duplicate=True),
    Input("convene-seen", "data"),
    prevent_initial_call=True,
)
def seen(data: object) -> Any:
    """What was found, with what the browser saw."""
    try:
        found = SeenSlides.model_validate(data)
    except ValidationError:
        raise PreventUpdate from None
    saved = None if refusal() else find(found.agenda)
    if saved is None:
        return html.P("This agenda is not here any more.")
    items = built(saved.agenda)
    return verdict(check(items, saved.agenda.length, found.seen), items)


def _number(data: object) -> int:
    number = data.get("number") if isinstance(data, dict) else 0
    return number if isinstance(number, int) else 0


def _fault(number: int, faults: list[str]) -> tuple[Any, ...]:
    return {"number": number, "faults": faults}, *[no_update] * 5


def _both(number: int, both: SavedMeanwhile) -> tuple[Any, ...]:
    words = "Not saved: another version was saved first. Both are shown above."
    section = conflict(both.mine, both.theirs)
    return {"number": number, "faults": [words], "blocked": True}, *[no_update] * 3, section, no_update


def _parts(saved: Saved, items: tuple[BuiltItem, ...] | None) -> tuple[Any, Any, Any]:
    """The list, its sums and the title; ``items``: None where the list stays as it is."""
    return no_update if items is None else item_list(items), sums(saved.agenda), saved.agenda.title


def _files(saved: Saved, items: tuple[BuiltItem, ...] | None) -> Any:
    return no_update if items is None else files_menu(saved.id, items)[0].children


clientside_callback(
    ClientsideFunction("convene", "told"),
    Output("convene-heard", "data"),
    Input("convene-told", "data"),
)
clientside_callback(
    ClientsideFunction("convene", "running"),
    Output("convene-ran", "data"),
    Input("convene-running", "data"),
    prevent_initial_call=True,
)
