"""“Add to agenda” under an exhibit: a button, the agendas to choose from, and what came of it.

The list is filled by the browser (``assets/js/agenda_add.js``) when it is opened; what is added is made anew here from the
exhibit's own address, so nothing a browser says of a figure is believed.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from dash import ClientsideFunction, Dash, Input, Output, dcc, html
from flask import has_app_context
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from components.act_key import act_of
from components.agenda_door import NotAnExhibit, agendas, exhibit_at, find, parameters_of
from components.attributes import attributes
from components.door import refusal
from database.problems import NotSaved
from exhibits.formats import number_of
from exhibits.frozen import day_words
from exhibits.model import Exhibit
from operations.agendas import Agenda, ChangedMeanwhile, ItemId, NotAnAgenda, Saved, new_item, with_item

LABEL = "Add to agenda"
TRIES = 3


class AskedAdd(BaseModel):
    """What the browser asks: the agendas there are, or an exhibit's address to be put on one ("" for a new one)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: Annotated[int, Field(ge=0)]
    act: Literal["list", "add"]
    address: Annotated[str, StringConstraints(max_length=8000)] = ""
    agenda: ItemId | Literal[""] = ""
    key: Annotated[str, StringConstraints(pattern=r"^[0-9a-f-]{0,40}$")] = ""


def button(exhibit: Exhibit, key: str) -> html.Button | None:
    """The button; none for exhibits of true counts, and where nothing may be changed."""
    if not _offered(exhibit):
        return None
    panel_id = f"{key}-agenda"
    return html.Button(
        LABEL,
        className="action",
        type="button",
        **attributes(
            aria_expanded="false", aria_controls=panel_id, data_toggle_panel=panel_id, data_agenda_add=panel_id
        ),
    )


def panel(exhibit: Exhibit, key: str) -> html.Div | None:
    """Where the agendas are listed, hidden until asked for."""
    if not _offered(exhibit):
        return None
    return html.Div(
        [html.Div(className="agenda-choices"), html.P("", className="agenda-said", role="status")],
        id=f"{key}-agenda",
        className="panel agenda-panel",
        hidden=True,
        role="group",
        **attributes(aria_label=LABEL),
    )


def stores() -> list[Any]:
    """Where the browser asks, and hears what came of it."""
    return [dcc.Store(id="agenda-asked"), dcc.Store(id="agenda-told"), dcc.Store(id="agenda-heard")]


def register_callbacks(app: Dash) -> None:
    """Listing agendas, and adding to one."""

    @app.callback(Output("agenda-told", "data"), Input("agenda-asked", "data"), prevent_initial_call=True)
    def added(data: object) -> dict[str, Any]:
        return answer(data)

    app.clientside_callback(
        ClientsideFunction("agendas", "added"),
        Output("agenda-heard", "data"),
        Input("agenda-told", "data"),
        prevent_initial_call=True,
    )


def answer(data: object) -> dict[str, Any]:
    """What the browser hears: the agendas, and a sentence with the agenda's address where something was added."""
    try:
        asked = AskedAdd.model_validate(data)
    except ValidationError:
        return {"problem": "This cannot be added; reload the page and try again."}
    reason = refusal()
    if reason:
        return {"number": asked.number, "problem": reason}
    if asked.act == "list":
        return {"number": asked.number, "agendas": [_line(saved) for saved in agendas().all()]}
    try:
        saved = _added(exhibit_at(asked.address), asked.agenda, act_of(asked.key, "add"))
    except (NotAnExhibit, NotAnAgenda) as problem:
        return {"number": asked.number, "problem": str(problem)}
    except ChangedMeanwhile:
        return {"number": asked.number, "problem": "That agenda is being changed elsewhere just now. Try again."}
    except NotSaved as problem:
        return {"number": asked.number, "problem": f"Nothing was added: {problem.reason}."}
    said = f"Added to {saved.agenda.title}"
    return {"number": asked.number, "said": said, "href": f"/convene/{saved.id}", "title": saved.agenda.title}


def _line(saved: Saved) -> dict[str, str]:
    words = number_of(len(saved.agenda.items), "item", "items")
    return {"id": saved.id, "title": saved.agenda.title, "words": words}


def _added(exhibit: Exhibit, identity: str, act: str) -> Saved:
    """The agenda with the exhibit at its end. Adding rests on no version: who saved meanwhile is added to."""
    if exhibit.private:
        raise NotAnExhibit("True counts are for the district only, so nothing was added. Release them first.")
    item = new_item(exhibit.name, parameters_of(exhibit))
    if not identity:
        return agendas().create(Agenda(title=_title(), items=(item,)), act)
    for attempt in range(TRIES):
        saved = find(identity)
        if saved is None:
            raise NotAnExhibit("That agenda is not here any more. Choose another.")
        try:
            return agendas().save(identity, with_item(saved.agenda, item), saved.version)
        except ChangedMeanwhile:
            if attempt == TRIES - 1:
                raise
    raise NotAnExhibit("Nothing was added.")


def _title() -> str:
    return f"Agenda of {day_words(datetime.now(UTC))}"


def _offered(exhibit: Exhibit) -> bool:
    return not exhibit.private and has_app_context() and not refusal()
