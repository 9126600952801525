"""``/convene``: agendas for a room, and the ways to begin one. Where nothing may be changed they can still be read."""

from __future__ import annotations

from typing import Annotated, Any

import dash
from dash import ALL, Input, Output, State, callback, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from components.act_key import act_key, act_of
from components.address import PageState, read_state
from components.agenda_door import agendas
from components.agenda_list import agenda_list, begin
from components.door import documents, refusal, shelf
from components.states import notice
from exhibits.agenda_items import KIND as KEPT
from exhibits.agenda_templates import Begun, template
from exhibits.agenda_templates import begin as begin_from
from exhibits.model import BadParameterError
from exhibits.parameters import Slug
from operations.agendas import Agenda, NotAnAgenda, new_id, read
from operations.sharing import Shares

dash.register_page(__name__, path="/convene", title="Agendas", nav="Convene", nav_address="/convene", order=7)
ABOUT = (
    "An agenda is a list of exhibits in the order you show them, each with what you say, for how long, and perhaps a question "
    "to the room. Check it before, present it, take it away as slides."
)
EMPTY = "empty"
MOST_BROUGHT = 400_000


class ConveneState(PageState):
    """The page has no parameters."""


class _Begin(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    template: Annotated[str, StringConstraints(pattern=r"^[a-z]{1,20}$")]
    city: Slug | None = None


class _Brought(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(max_length=200)]
    text: Annotated[str, StringConstraints(max_length=MOST_BROUGHT)]


def layout(**query: Any) -> html.Div:
    """The agendas there are, and how to begin another."""
    _, said = read_state(ConveneState, query)
    reason = refusal()
    return html.Div(
        [
            notice(said),
            html.H1("Agendas"),
            html.P(ABOUT, className="page-intro"),
            html.P(f"{reason} Agendas that are shared can be read here.", className="notice") if reason else None,
            html.H2("Agendas here", className="visually-hidden"),
            agenda_list(agendas().all() if not reason else [each.saved for each in Shares(documents()).listed()]),
            *([] if reason else [begin(), dcc.Store(id="convene-brought"), act_key("convene-key")]),
            dcc.Location(id="convene-begin-go", refresh="callback-nav"),
        ],
        className="page convene-page",
    )


@callback(
    Output("convene-begin-go", "href"),
    Output("convene-begin-said", "children"),
    Input({"type": "convene-begin", "template": ALL}, "n_clicks"),
    State({"type": "convene-city", "template": ALL}, "value"),
    State("convene-key", "data"),
    prevent_initial_call=True,
)
def begun(clicks: list[object], _cities: object, key: object = None) -> tuple[Any, Any]:
    """Begin an agenda and go to it."""
    if not any(clicks) or not isinstance(ctx.triggered_id, dict):
        raise PreventUpdate
    reason = refusal()
    if reason:
        return no_update, html.P(reason)
    identity = str(ctx.triggered_id.get("template"))
    chosen = {str(each["id"]["template"]): each.get("value") for each in ctx.states_list[0]}
    try:
        asked = _Begin.model_validate({"template": identity, "city": chosen.get(identity) or None})
        made = _begun(asked)
    except (ValidationError, BadParameterError):
        return no_update, html.P("Choose a city of the list, then begin.")
    saved = agendas().create(made.agenda, act_of(key, asked))
    address = f"/convene/{saved.id}"
    if not made.left_out:
        return address, ""
    return no_update, [
        html.P(f"“{saved.agenda.title}” is begun, without what there is no figure for:"),
        html.Ul([html.Li(words) for words in made.left_out]),
        html.P(dcc.Link("Open it", href=address)),
    ]


def _begun(asked: _Begin) -> Begun:
    found = template(asked.template)
    if found is None:
        return Begun(Agenda(title="New agenda"), ())
    return begin_from(found, shelf(), asked.city or "")


@callback(
    Output("convene-begin-go", "href", allow_duplicate=True),
    Output("convene-begin-said", "children", allow_duplicate=True),
    Input("convene-brought", "data"),
    State("convene-key", "data"),
    prevent_initial_call=True,
)
def brought(data: object, key: object = None) -> tuple[Any, Any]:
    """Keep an agenda that was brought as a file. What was frozen elsewhere is live here."""
    if not data:
        raise PreventUpdate
    reason = refusal()
    if reason:
        return no_update, html.P(reason)
    try:
        sent = _Brought.model_validate(data)
        agenda = read(sent.text)
    except ValidationError:
        return no_update, html.P(f"The file is larger than {MOST_BROUGHT // 1000} kB, which no agenda is.")
    except NotAnAgenda as problem:
        return no_update, html.P(f"{sent.name} is not an agenda that was saved here ({problem}). Nothing was kept.")
    return f"/convene/{agendas().create(_own(agenda), act_of(key, sent)).id}", ""


def _own(agenda: Agenda) -> Agenda:
    """With ids of its own; items frozen in another database are live, for their numbers are not here."""
    items = tuple(
        item.model_copy(update={"id": new_id(), "kept": item.kept if _is_here(item.kept) else ""})
        for item in agenda.items
    )
    return agenda.model_copy(update={"items": items})


def _is_here(kept: str) -> bool:
    return bool(kept) and documents().latest(KEPT, kept) is not None
