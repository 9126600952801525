"""All plans, and the form that begins one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from components.attributes import attributes
from components.plan_answers import short_day
from components.plan_fields import NO_CHOICE, labelled
from components.scrolling import scrolling
from exhibits.formats import grouped
from operations.plans import SavedPlan
from walks.planning import gaps, tasks_of

START = "09:00"


def plan_table(plans: Sequence[SavedPlan], today: date) -> Any:
    """One row a plan: its day, and how far it is."""
    if not plans:
        return html.P("No walk is planned here yet. Begin one below.", className="empty-state")
    heads = ("Walk", "Organizer", "Tasks done", "Overdue", "Teams", "Gaps", "Last saved")
    numbers = {"Tasks done", "Overdue", "Teams", "Gaps"}
    head = html.Tr([html.Th(name, scope="col", className="number" if name in numbers else "") for name in heads])
    body = html.Tbody([_row(saved, today) for saved in plans])
    parts = [html.Caption("Plans of walks"), html.Thead(head), body]
    return scrolling(html.Table(parts, className="table table-sm plan-table"), "Plans of walks")


def _row(saved: SavedPlan, today: date) -> html.Tr:
    tasks = tasks_of(saved.plan)
    counts = (
        f"{sum(task.done is not None for task in tasks)} of {len(tasks)}",
        str(sum(bool(task.overdue(today)) for task in tasks)),
        grouped(saved.plan.sizing.teams) if saved.plan.homes else "–",
        str(len(gaps(saved.plan))),
    )
    link = dcc.Link(short_day(saved.plan.day), href=f"/walks/plan/{saved.id}")
    return html.Tr(
        [
            html.Th(link, scope="row"),
            html.Td(saved.plan.organizer),
            *(html.Td(text, className="number") for text in counts),
            html.Td(f"{saved.when}, {saved.by}"),
        ]
    )


def begin_form(plans: Sequence[SavedPlan]) -> html.Section:
    """Date, organizer, start and an earlier plan to begin from."""
    earlier = [{"label": "the toolkit alone", "value": NO_CHOICE}]
    earlier += [{"label": f"{saved.plan.day:%Y-%m-%d}, {saved.plan.organizer}", "value": saved.id} for saved in plans]
    boxes = [
        labelled("Date of the walk", dbc.Input(id="plan-new-day", type="date")),
        labelled(
            "Organizer", dbc.Input(id="plan-new-organizer", type="text", maxlength=120, autocomplete="organization")
        ),
        labelled("Teams depart at", dbc.Input(id="plan-new-start", type="time", value=START)),
        labelled("Begin from", dbc.Select(id="plan-new-after", options=earlier, value=NO_CHOICE)),
        labelled("Your name", dbc.Input(id="plan-new-by", type="text", maxlength=80, autocomplete="name")),
    ]
    return html.Section(
        [
            html.H2("Plan a walk", id="plan-new-title"),
            html.P(
                "An earlier plan brings its people, own tasks, sizes and costs; its ticks, signatures and who said yes do not "
                "come along.",
                className="plan-note",
            ),
            html.Div(boxes, className="plan-grid"),
            html.Button("Plan this walk", id="plan-new", className="button strong", type="button"),
            html.Div(id="plan-new-said", role="alert", className="plan-faults"),
        ],
        className="plan-begin",
        **attributes(aria_labelledby="plan-new-title"),
    )
