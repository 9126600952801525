"""``/walks/plan``: the plans of walks, and a form that begins one. For the machine's own user: plans name people."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Any

import dash
from dash import Input, Output, State, callback, dcc, html, no_update
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from components.act_key import act_key, act_of
from components.address import PageState, read_state
from components.door import documents, refusal
from components.plan_fields import NO_CHOICE
from components.plan_list import begin_form, plan_table
from components.states import notice
from operations.plans import NoSuchPlan, PlanId, plans, start, today
from walks.planning import faults
from walks.planning.words import Line

dash.register_page(__name__, path="/walks/plan", title="Plan a walk", nav=None, order=5.1)


class PlanListState(PageState):
    """The page has no parameters."""


class _Begun(BaseModel):
    """What the form gives; boxes are texts."""

    model_config = ConfigDict(frozen=True)
    day: date
    organizer: Line
    start: time
    by: Line
    after: Annotated[str, StringConstraints(pattern=r"^$")] | PlanId = ""


def layout(**query: Any) -> html.Div:
    """All plans; where changes are not allowed, why not."""
    _, said = read_state(PlanListState, query)
    reason = refusal()
    body: list[Any] = [html.P(reason, className="empty-state")]
    if not reason:
        found = plans(documents())
        body = [plan_table(found, today()), begin_form(found), dcc.Location(id="plan-new-go", refresh="callback-nav")]
        body.append(act_key("plan-new-key"))
    return html.Div(
        [
            notice(said),
            html.H1("Plan a walk"),
            html.P(
                "The Steps to Success toolkit, dated back from the day: tasks by role, committee, teams, the run of the day, "
                "costs, and sheets to print. A plan names adults, never a student.",
                className="page-intro",
            ),
            *body,
        ],
        className="page plan-page",
    )


@callback(
    Output("plan-new-go", "href"),
    Output("plan-new-said", "children"),
    Input("plan-new", "n_clicks"),
    State("plan-new-day", "value"),
    State("plan-new-organizer", "value"),
    State("plan-new-start", "value"),
    State("plan-new-by", "value"),
    State("plan-new-after", "value"),
    State("plan-new-key", "data"),
    prevent_initial_call=True,
)
def begin(
    clicks: object, day: object, organizer: object, begins: object, by: object, after: object, key: object
) -> tuple[Any, Any]:
    """Keep a new plan and go to it; what does not hold is said."""
    if not clicks:
        return no_update, no_update
    reason = refusal()
    if reason:
        return no_update, html.P(reason)
    texts = {
        "day": day,
        "organizer": organizer,
        "start": begins,
        "by": by,
        "after": "" if after == NO_CHOICE else after,
    }
    try:
        asked = _Begun.model_validate({name: value for name, value in texts.items() if value is not None})
        saved = start(
            documents(), asked.day, asked.organizer, asked.start, asked.by, asked.after or None, act_of(key, asked)
        )
    except ValidationError as problem:
        return no_update, html.Ul([html.Li(said) for _path, said in faults(problem, {})])
    except NoSuchPlan as problem:
        return no_update, html.P(str(problem))
    return f"/walks/plan/{saved.id}", ""
