"""``/walks/plan/<id>``: one plan, editable and saved version by version. For the machine's own user: plans name people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import dash
from dash import ALL, MATCH, Input, Output, Patch, State, callback, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate
from pydantic import Field, TypeAdapter, ValidationError

from components import plan_answers
from components.address import PageState, path_part, path_variable, read_state
from components.door import documents, refusal
from components.plan_acts import BOXES, NO_NAME, act, name_of_editor, take
from components.plan_door import find, standing
from components.plan_form import content, fault_list, heading, saved_words
from components.plan_read import WHICH, read, read_form
from components.plan_rows import Section, new_row
from components.plan_versions import conflict, earlier, version_list
from components.states import not_here, notice
from operations.plans import (
    NoSuchPlan,
    Overtaken,
    SavedPlan,
    save,
    today,
    version,
    versions,
)
from walks.planning import Plan, faults, to_fields

_SECTION: TypeAdapter[Section] = TypeAdapter(Section)


dash.register_page(
    __name__,
    path_template="/walks/plan/<plan>",
    title="Plan of a walk",
    nav=None,
    order=5.3,
    # whether there is such a plan is told to nobody else
    knows=lambda plan: bool(refusal()) or find(path_part(plan)) is not None,
)


class PlanState(PageState):
    """``version``: an earlier one to look at."""

    version: Annotated[int, Field(ge=1, le=1_000_000)] | None = None


def layout(plan: object = None, **query: Any) -> html.Div:
    """The plan as it stands, or an earlier version; where changes are not allowed, why not."""
    identity, clash = path_variable(plan)
    state, said = read_state(PlanState, query)
    reason = refusal()
    if reason:
        return html.Div([html.H1("Plan of a walk"), html.P(reason, className="empty-state")], className="page")
    saved = find(identity)
    if saved is None:
        return not_here("No such plan", "It may have been removed.", [], ("All plans", "/walks/plan"))
    return html.Div(
        [
            notice([*clash, *said]),
            dcc.Location(id="plan-go", refresh="callback-nav"),
            html.Div(_body(saved, state.version), id="plan-page"),
        ],
        className="page plan-page",
    )


def _body(saved: SavedPlan, number: int | None) -> list[Any]:
    if number is not None and number != saved.version:
        try:
            return earlier(version(documents(), saved.id, number), saved)
        except NoSuchPlan as problem:
            return [html.P(str(problem), className="notice"), *content(saved, versions(documents(), saved.id))]
    return content(saved, versions(documents(), saved.id))


@callback(
    Output("plan-figures", "children"),
    Output("plan-sizing", "children"),
    Output("plan-gaps", "children"),
    Output("plan-sums", "children"),
    Output("plan-day-note", "children"),
    Output("plan-unsaved", "children"),
    Output("plan-faults", "children"),
    Output({"type": "plan-due", "row": ALL}, "children"),
    Output({"type": "plan-clock", "row": ALL}, "children"),
    Input(BOXES[0], "value"),
    Input(BOXES[1], "value"),
    Input("plan-which", "data"),
    State("plan-by", "value"),
    State({"type": "plan-due", "row": ALL}, "children"),
    State({"type": "plan-clock", "row": ALL}, "children"),
)
def filled_in(
    _boxes: object, _ticks: object, which: object, by: object, _due: object, _clocks: object
) -> tuple[Any, ...]:
    """What the form says as it is filled in; nothing is saved."""
    if refusal():
        raise PreventUpdate
    due, clocks = ([each["id"]["row"] for each in outputs] for outputs in ctx.outputs_list[-2:])
    form = read_form(*ctx.inputs_list[:2])
    saved = standing(read(WHICH, which))
    if saved is None:
        raise PreventUpdate
    try:
        plan = form.plan(saved.plan, name_of_editor(by) or "you", today())
    except ValidationError as problem:
        words = _unsaved_words(faults(problem, form.fields))
        return (*[no_update] * 5, "Not saved yet", words, [no_update] * len(due), [no_update] * len(clocks))
    answered = plan_answers.due_words(plan, today())
    times = plan_answers.clock_words(plan)
    return (
        plan_answers.figures(plan, today()),
        plan_answers.sizing(plan),
        plan_answers.gap_list(plan),
        plan_answers.cost_sums(plan),
        plan_answers.day_note(plan),
        "Not saved yet" if to_fields(plan) != to_fields(saved.plan) else "",
        None,
        _changed(answered, due, ctx.states_list[1]),
        _changed(times, clocks, ctx.states_list[2]),
    )


def _changed(answers: Mapping[str, Any], keys: list[str], shown: list[Any]) -> list[Any]:
    """What rows read now, where that is something else: each part that is set anew wakes the whole page in the browser."""
    stands = {each["id"]["row"]: plan_answers.reads(each.get("value")) for each in shown}
    return [
        no_update if stands.get(key) == plan_answers.reads(answers.get(key, "")) else answers.get(key, "")
        for key in keys
    ]


def _unsaved_words(found: list[tuple[str, str]]) -> Any:
    return html.Ul([html.Li(said) for _path, said in found])


@callback(
    Output({"type": "plan-rows", "section": MATCH}, "children"),
    Input({"type": "plan-add", "section": MATCH}, "n_clicks"),
    prevent_initial_call=True,
)
def add_row(clicks: object) -> Any:
    """An empty row at the end of a section."""
    if not clicks or refusal():
        raise PreventUpdate
    section = read(_SECTION, (ctx.triggered_id or {}).get("section"))
    children = Patch()
    children.append(new_row(section))
    return children


@callback(
    Output({"type": "plan-row", "section": MATCH, "row": MATCH}, "children"),
    Output({"type": "plan-row", "section": MATCH, "row": MATCH}, "hidden"),
    Input({"type": "plan-drop", "section": MATCH, "row": MATCH}, "n_clicks"),
    prevent_initial_call=True,
)
def drop_row(clicks: object) -> tuple[list[Any], bool]:
    """A row without its boxes: it is no longer part of the form."""
    if not clicks:
        raise PreventUpdate
    return [], True


@callback(
    Output("plan-which", "data"),
    Output("plan-said", "children"),
    Output("plan-title", "children"),
    Output("plan-kept", "children"),
    Output("plan-conflict", "children"),
    Output("plan-faults", "children", allow_duplicate=True),
    Input("plan-save", "n_clicks"),
    State(BOXES[0], "value"),
    State(BOXES[1], "value"),
    State("plan-which", "data"),
    State("plan-by", "value"),
    prevent_initial_call=True,
)
def save_form(clicks: object, _boxes: object, _ticks: object, which: object, by: object) -> tuple[Any, ...]:
    """Save the form as a new version, or show both where somebody else saved meanwhile."""
    if not clicks:
        raise PreventUpdate
    reason = refusal()
    if reason:
        return _said([("", reason)])
    asked, name, form = read(WHICH, which), name_of_editor(by), read_form(*ctx.states_list[:2])
    base = standing(asked)
    if not name or base is None:
        return _said(NO_NAME if not name else [("", "The plan this form was made from is gone.")])
    try:
        plan = form.plan(base.plan, name, today())
        saved = save(documents(), asked.plan, plan, asked.version, name)
    except ValidationError as problem:
        return _said(faults(problem, form.fields))
    except Overtaken as overtaken:
        return _overtaken(plan, overtaken, base)
    kept = versions(documents(), saved.id)
    return _which(saved), saved_words(saved), heading(saved), version_list(saved, kept), None, None


def _said(found: list[tuple[str, str]]) -> tuple[Any, ...]:
    return (*[no_update] * 5, fault_list(found))


def _which(saved: SavedPlan) -> dict[str, Any]:
    return {"plan": saved.id, "version": saved.version}


def _overtaken(plan: Plan, overtaken: Overtaken, base: SavedPlan) -> tuple[Any, ...]:
    if overtaken.theirs is None:
        return _said(
            [("", "Somebody removed this plan meanwhile; it cannot be saved. Begin another to keep your work.")]
        )
    both = conflict(to_fields(plan), overtaken.theirs, to_fields(base.plan))
    said = f"Not saved: version {overtaken.theirs.version} was saved meanwhile. Both are shown above."
    return no_update, said, no_update, no_update, both, None


callback(
    Output("plan-page", "children"),
    Output("plan-faults", "children", allow_duplicate=True),
    Output("plan-go", "href"),
    Input({"type": "plan-act", "name": ALL}, "n_clicks"),
    State(BOXES[0], "value"),
    State(BOXES[1], "value"),
    State({"type": "plan-keep", "name": ALL}, "value"),
    State("plan-which", "data"),
    State("plan-by", "value"),
    prevent_initial_call=True,
)(act)
callback(
    Output("plan-go", "href", allow_duplicate=True),
    Output("plan-then-said", "children"),
    Input("plan-back", "n_clicks"),
    State("plan-then", "data"),
    State("plan-then-by", "value"),
    prevent_initial_call=True,
)(take)
