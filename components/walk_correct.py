"""Putting an outcome right: appended with who and why, never overwritten; what was corrected before stands below."""

from __future__ import annotations

from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from components.door import refusal
from components.frame import table
from components.walk_private import section
from exhibits.formats import grouped
from exhibits.model import Cell, Column, Table
from exhibits.own_walk import caption, day_words
from operations.district.importing import correct_visit
from operations.district.one_walk import corrections
from operations.district.side import DistrictSide
from walks.codes import outcomes
from walks.keys import WalkKey

FIELDS = ("key", "attempt", "outcome", "who", "why")
HELP = {
    "key": "As in the list above: 16 letters and digits",
    "attempt": "1 for the first visit; 0 if settled before the walk or not visited",
    "outcome": "What should have been entered",
    "who": "Who puts it right",
    "why": "For what reason; no name, address, phone or birth date",
}
LABELS = {"key": "Key", "attempt": "Visit number", "outcome": "Outcome", "who": "Who", "why": "Why"}


class Asked(BaseModel):
    """A correction as typed."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    key: str = Field(pattern=r"^[0-9a-f]{16}$")
    attempt: int = Field(ge=0, le=99)
    outcome: str = Field(min_length=1, max_length=40)
    who: str = Field(min_length=2, max_length=200)
    why: str = Field(min_length=2, max_length=200)


def correct(side: DistrictSide, walk: WalkKey) -> html.Section:
    """The form, or why there is none; below, the corrections made so far."""
    reason = refusal()
    form = html.P(reason, className="empty-state") if reason else _form()
    body = [
        html.P(
            "A correction is added to what was loaded; the visit stays as it was, and the counts follow the correction.",
            className="exhibit-sub",
        ),
        form,
        html.Div(id="walk-correct-said", role="status"),
        html.Div(earlier(side, walk), id="walk-corrections"),
        dcc.Store(id="walk-correct-walk", data=walk.slug),
    ]
    return section("walk-correct", "Correct an outcome", body)


def corrected(side: DistrictSide, walk: WalkKey, given: dict[str, Any]) -> str:
    """Append the correction that was typed; "" where it was made, else what stands in its way."""
    reason = refusal()
    if reason:
        return reason
    try:
        asked = Asked.model_validate(given)
    except ValidationError as problem:
        wrong = dict.fromkeys(str(each["loc"][0]) for each in problem.errors(include_url=False))
        return " ".join(f"{LABELS[name]}: {HELP[name][0].lower()}{HELP[name][1:]}." for name in wrong)
    try:
        correct_visit(side, walk, asked.key, asked.attempt, asked.outcome, asked.who, asked.why)
    except ValueError as problem:
        text = str(problem)
        return f"Nothing was corrected: {text}."
    return ""


def earlier(side: DistrictSide, walk: WalkKey) -> Any:
    """The corrections made so far, the latest first."""
    made = corrections(side, walk)
    if not made:
        return html.P("No outcome of this walk was corrected yet.", className="exhibit-sub")
    columns = ("When", "Key", "Visit", "Outcome now", "Who", "Why")
    rows = tuple(
        tuple(
            Cell(text, text)
            for text in _texts(each.at.date(), each.key, each.attempt, each.outcome, each.who, each.why)
        )
        for each in made
    )
    return table(Table(tuple(Column(name, name) for name in columns), rows, caption(side, "Corrections so far")))


def _texts(day: Any, *said: str | int) -> tuple[str, ...]:
    return (day_words(day), *(grouped(each) if isinstance(each, int) else each for each in said))


def _form() -> html.Form:
    choices = [{"value": code, "label": f"{code}: {each.meaning}"} for code, each in outcomes().items()]
    return html.Form(
        [
            _field("key", dbc.Input(id="walk-correct-key", type="text", maxlength=16, autocomplete="off")),
            _field("attempt", dbc.Input(id="walk-correct-attempt", type="number", min=0, max=99, step=1, value=1)),
            _field("outcome", dbc.Select(id="walk-correct-outcome", options=choices, value=choices[0]["value"])),
            _field("who", dbc.Input(id="walk-correct-who", type="text", maxlength=200, autocomplete="off")),
            _field("why", dbc.Input(id="walk-correct-why", type="text", maxlength=200, autocomplete="off")),
            html.Button("Add the correction", id="walk-correct-act", type="button", className="button"),
        ],
        className="walk-form",
    )


def _field(name: str, control: Any) -> html.Div:
    return html.Div(
        [
            html.Label(LABELS[name], htmlFor=f"walk-correct-{name}"),
            control,
            html.Span(HELP[name], className="hint", id=f"walk-correct-{name}-help"),
        ],
        className=f"field walk-field-{name}",
    )
