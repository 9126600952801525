"""The outcome sheet of one team: the codes of ``walks/codes/outcomes.csv`` with a box for each stop. Stops have numbers only."""

from __future__ import annotations

from typing import Any

from dash import html

from components.plan_answers import long_day
from components.plan_paper import boxed, title
from walks.codes import outcomes
from walks.codes.outcomes import Answer
from walks.planning import Plan

MOST_STOPS = 8
ALSO = {
    "Who answered": ("student", "parent or guardian", "somebody else"),
    "Language": ("English", "Spanish", "another"),
    "In the way": ("work", "child care", "transport", "credits", "housing or family", "health or safety", "boredom"),
    "Wanted": ("classroom", "online", "both"),
}


def outcome_sheet(plan: Plan) -> list[Any]:
    """One page a team, as many stops as a team makes; a code ticked for every stop, one of those at a door."""
    stops = min(plan.sizing.stops, MOST_STOPS)
    codes = [each for each in outcomes().values() if each.resolved is not Answer.YES]
    rows = [_row([html.B(each.code), f" {each.meaning}"], stops) for each in codes]
    for name, choices in ALSO.items():
        rows.append(html.Tr(html.Th(name, scope="rowgroup", colSpan=stops + 1), className="sheet-group"))
        rows += [_row([each], stops) for each in choices]
    head = [html.Th("Outcome: one box a stop", scope="col")]
    head += [html.Th(f"Stop {number + 1}", scope="col") for number in range(stops)]
    return [
        title("Outcome sheet", f"Walk on {long_day(plan.day)}, {plan.organizer}"),
        html.P(
            [
                html.Span(each, className="sheet-line")
                for each in ("Team number", "Leader’s packet number", "Counted back")
            ],
            className="sheet-sign",
        ),
        html.P(
            "For the team leader. Stops are those of the numbered packet; write nothing here that says who lives there. "
            "COMMIT and ENROLL_NOW are not re-enrollment: that comes from the district’s records.",
            className="sheet-small",
        ),
        html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)], className="sheet-table sheet-outcomes"),
    ]


def _row(words: list[Any], stops: int) -> html.Tr:
    return html.Tr([html.Th(words, scope="row"), *(html.Td(boxed()) for _ in range(stops))])
