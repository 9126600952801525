"""What a plan's numbers say, as far as they are filled in: sizes, gaps, days due, sums. Nothing here is saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dash import html
from dash.development.base_component import Component

from components.attributes import attributes
from exhibits.formats import grouped, number_of, planned_cost
from walks.added import expected_sentence
from walks.planning import (
    OBSERVED_SOURCE,
    OBSERVED_STOPS,
    Plan,
    Task,
    costs,
    gaps,
    holiday_on,
    resources_of,
    tasks_of,
    when_words,
)
from walks.value import base_share

NOT_A_LOSS = attributes(data_no_loss="costs as planned")


def long_day(day: date) -> str:
    """``Friday, January 15, 2027``."""
    return f"{day:%A, %B} {day.day}, {day.year}"


def short_day(day: date) -> str:
    """``Fri, Jan 15, 2027``."""
    return f"{day:%a, %b} {day.day}, {day.year}"


def figures(plan: Plan, today: date) -> html.Dl:
    """The plan at a glance: days to go, tasks, teams, what is missing."""
    tasks = tasks_of(plan)
    overdue = sum(bool(task.overdue(today)) for task in tasks)
    missing = len(gaps(plan))
    return html.Dl(
        [
            _figure(*_to_go(plan.day, today)),
            _figure(
                "Tasks done",
                f"{sum(task.done is not None for task in tasks)} of {len(tasks)}",
                f"{overdue} overdue" if overdue else "none overdue",
                warn=bool(overdue),
            ),
            _figure(
                "Teams needed",
                str(plan.sizing.teams) if plan.homes else "–",
                f"{grouped(plan.homes)} homes, {plan.sizing.stops} a team" if plan.homes else "homes not set",
            ),
            _figure("Gaps", str(missing), "see what is missing" if missing else "nothing missing", warn=bool(missing)),
        ],
        className="plan-figures",
    )


def _to_go(day: date, today: date) -> tuple[str, str, str]:
    left = (day - today).days
    if left > 0:
        return "Days to go", grouped(left), short_day(day)
    return ("The walk", "today", short_day(day)) if not left else ("Days since", grouped(-left), short_day(day))


def _figure(name: str, value: str, note: str, warn: bool = False) -> html.Div:
    return html.Div(
        [html.Dt(name), html.Dd([html.Span(value), html.Small(note, className="plan-warn" if warn else "")])]
    )


def sizing(plan: Plan) -> list[Any]:
    """Teams in a sentence, the check against what walks reported, and what is needed against what is there."""
    size = plan.sizing
    minutes = f"{plan.minutes} minutes at {plan.minutes_of_a_visit:g} at a door and {plan.minutes_of_a_drive:g} between"
    teams = (
        f"{number_of(size.homes, 'home', 'homes')} at {size.stops} a team need "
        f"{number_of(size.teams, 'team', 'teams')}."
        if plan.homes
        else f"One team reaches {number_of(size.stops, 'home', 'homes')}; set the homes to see the teams."
    )
    return [
        html.P([html.B(teams), f" {minutes}."], className="plan-sentence"),
        html.P(
            _observed(size.stops, size.as_observed),
            className="plan-note" if size.as_observed else "plan-note plan-warn",
        ),
        html.P(expected_sentence(plan.homes, base_share()), className="plan-note") if plan.homes else None,
        _resources(plan) if plan.homes else None,
    ]


def _observed(stops: int, as_observed: bool) -> str:
    least, most = OBSERVED_STOPS[0], OBSERVED_STOPS[-1]
    said = (
        f"Within the {least} to {most} a team that were reported"
        if as_observed
        else (
            f"{'Fewer' if stops < least else 'More'} than the {least} to {most} a team that were reported; check the minutes"
        )
    )
    return f"{said} ({OBSERVED_SOURCE})."


def _resources(plan: Plan) -> html.Table:
    rows = [
        html.Tr(
            [
                html.Th(each.name, scope="row"),
                html.Td(grouped(each.needed), className="number"),
                html.Td(grouped(each.there), className="number"),
                html.Td(f"{grouped(each.missing)} missing" if each.missing else "enough", className="number"),
            ]
        )
        for each in resources_of(plan)
    ]
    head = html.Tr(
        [
            html.Th("For these teams", scope="col"),
            *(html.Th(name, scope="col", className="number") for name in ("Needed", "There", "Balance")),
        ]
    )
    return html.Table([html.Thead(head), html.Tbody(rows)], className="table table-sm plan-table")


def gap_list(plan: Plan) -> Any:
    """What is missing, one line each."""
    found = gaps(plan)
    if not found:
        return html.P("Nothing is missing.", className="plan-note")
    return html.Ul([html.Li(each) for each in found], className="plan-gaps")


def day_note(plan: Plan) -> str:
    """The weekday of the walk, and the holiday it falls on."""
    holiday = holiday_on(plan.day)
    return f"{plan.day:%A}" + (f", {holiday}: district offices are closed" if holiday else "")


def due_words(plan: Plan, today: date) -> Mapping[str, Any]:
    """By key of a task, the day it is due, and whether it is done or overdue."""
    return {task.key: _due(task, today) for task in tasks_of(plan)}


def _due(task: Task, today: date) -> list[Any]:
    parts: list[Any] = [html.Span(short_day(task.due)), html.Span(when_words(task.days), className="plan-when")]
    if task.done:
        parts.append(html.Span(f"done {short_day(task.done.on)}, {task.done.by}", className="plan-done"))
    elif days := task.overdue(today):
        parts.append(html.Span(f"overdue by {number_of(days, 'day', 'days')}", className="plan-overdue"))
    elif task.due <= today + timedelta(7):
        parts.append(html.Span("due within a week", className="plan-soon"))
    return parts


def clock_words(plan: Plan) -> Mapping[str, str]:
    """By key of a line of the day, its time."""
    return {key: f"{plan.at(each.minutes):%H:%M}" for key, each in plan.moments.items()}


def reads(shown: object) -> str:
    """How a part of the page reads, as made here or as the browser sends it back."""
    if isinstance(shown, Component):
        return reads(getattr(shown, "children", None))
    if isinstance(shown, dict):
        return reads(shown.get("props", {}).get("children"))
    if isinstance(shown, list):
        return "|".join(map(reads, shown))
    return "" if shown is None else str(shown)


def cost_sums(plan: Plan) -> html.Dl:
    """Cash, full cost, and volunteers' time apart."""
    found = costs(plan.costs.values())
    given = f"Volunteers’ time, {grouped(found.volunteer_hours)} hours (given, in no other sum)"
    sums = {
        "Cash: purchases and paid overtime": found.cash,
        "Full cost: cash and regular staff time": found.full,
        given: found.volunteers,
        "Full cost and volunteers’ time": found.with_volunteers,
    }
    return html.Dl(
        [html.Div([html.Dt(name), html.Dd(planned_cost(amount))]) for name, amount in sums.items()],
        className="plan-sums",
        **NOT_A_LOSS,
    )
