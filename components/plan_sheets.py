"""The sheets of a plan for paper: schedule, volunteer packet, door hanger, outcome sheet, checklist. No student is in any."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash import dcc, html

from components.attributes import attributes
from components.plan_answers import long_day, short_day
from components.plan_hanger import door_hanger
from components.plan_outcomes import outcome_sheet
from components.plan_packet import volunteer_packet
from components.plan_paper import boxed, run_table, title
from exhibits.formats import grouped
from operations.plans import SavedPlan
from walks.planning import CHECKLIST, Plan, gaps, resources_of, tasks_of

SHEETS = {
    "schedule": "Schedule: tasks and the run of the day",
    "volunteer-packet": "Volunteer packet",
    "door-hanger": "Door hanger, English and Spanish",
    "outcome-sheet": "Outcome sheet",
    "checklist": "Checklist",
}
FOR_LEADERS = (
    "Leader packets numbered; each leader has signed for one",
    "Outcome sheets, one for each team, with spares",
    "Door hangers for every stop",
    "Name tags, water, first aid, charged phones",
    "Keys, fuel and a driver for each vehicle",
    "Packets collected and counted back the same day; shredded within two school days",
)


def sheet(saved: SavedPlan, what: str) -> list[Any]:
    """One sheet, with what stands around it on a screen only. ``what``: a key of ``SHEETS``."""
    return [
        html.Div(
            [
                dcc.Link("Back to the plan", href=f"/walks/plan/{saved.id}"),
                html.Span(f"Version {saved.version}, {saved.when}", className="missing"),
                html.Button("Print", className="button strong", type="button", **attributes(data_print="sheet")),
            ],
            className="plan-sheet-bar",
        ),
        html.Article(_SHEETS[what](saved.plan), className=f"plan-sheet sheet-{what}"),
    ]


def _schedule(plan: Plan) -> list[Any]:
    return [
        title(f"Walk on {long_day(plan.day)}", plan.organizer),
        html.H2("Run of the day"),
        run_table(plan),
        _numbers(plan),
        html.H2("Tasks"),
        html.Table(
            [
                html.Thead(html.Tr([html.Th(name, scope="col") for name in ("Done", "Due", "Who", "Task")])),
                html.Tbody(
                    [
                        _task(task.done is not None, short_day(task.due), str(task.role), task.text)
                        for task in tasks_of(plan)
                    ]
                ),
            ],
            className="sheet-table",
        ),
    ]


def _task(done: bool, due: str, role: str, text: str) -> html.Tr:
    return html.Tr([html.Td(boxed(done)), html.Td(due, className="sheet-day"), html.Td(role), html.Td(text)])


def _numbers(plan: Plan) -> Any:
    if not plan.homes:
        return None
    size = plan.sizing
    needed = ", ".join(f"{grouped(each.needed)} {each.what}" for each in resources_of(plan))
    return html.P(f"{grouped(size.homes)} homes, {size.stops} a team: {grouped(size.teams)} teams; {needed}.")


def _checklist(plan: Plan) -> list[Any]:
    missing = gaps(plan)
    return [
        title("Checklist", f"Walk on {long_day(plan.day)}, {plan.organizer}"),
        html.H2("Before anybody leaves"),
        _boxes(CHECKLIST),
        html.H2("On the day"),
        _boxes(FOR_LEADERS),
        html.H2("Still missing in the plan"),
        _boxes(missing) if missing else html.P("Nothing."),
        html.P(
            [html.Span("Checked by", className="sheet-line"), html.Span("Date", className="sheet-line")],
            className="sheet-sign",
        ),
    ]


def _boxes(lines: tuple[str, ...]) -> html.Ul:
    return html.Ul([html.Li([boxed(), html.Span(each)]) for each in lines], className="sheet-boxes")


_SHEETS: dict[str, Callable[[Plan], list[Any]]] = {
    "schedule": _schedule,
    "volunteer-packet": volunteer_packet,
    "door-hanger": door_hanger,
    "outcome-sheet": outcome_sheet,
    "checklist": _checklist,
}
