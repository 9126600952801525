"""What a walk is worth, with its two open shares and its costs beside it; the whole state is in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from components.door import reader, shelf
from components.frame import frame
from database.reader import Reader
from economics.rounding import whole
from exhibits.formats import grouped, percent
from exhibits.losses_words import change_words
from exhibits.model import BadParameterError, Exhibit
from exhibits.own_value import COSTS, NAME, Parameters, Valued, valued
from exhibits.parameters import read
from operations.district.side import DistrictSide
from walks.value import CHANCE_OF_FINISHING, RETURNED_ANYWAY, Slider

SLIDERS: dict[str, Slider] = {"anyway": RETURNED_ANYWAY, "finishing": CHANCE_OF_FINISHING}
SET = (*SLIDERS, *COSTS, "place")
FIELDS = tuple(name for name in Parameters.model_fields if name != "walk")
COST_LABELS = {
    "cash": "Cash: overtime, vehicles, food, print",
    "volunteer_hours": "Volunteers’ hours",
    "volunteer_rate": "Dollars an hour for volunteers",
    "staff_hours": "Regular staff hours",
    "staff_rate": "Dollars an hour for staff, with benefits",
}


@dataclass(frozen=True, slots=True)
class Settled:
    """A state that can be shown: what it gives, its exhibit, and a sentence for each part that could not be used."""

    found: Valued
    exhibit: Exhibit
    said: tuple[str, ...]


def settle(side: DistrictSide, slug: str, query: Mapping[str, Any]) -> Settled:
    """The value of a walk in the state a query asks for, without the parts that cannot be used."""
    said = [
        f"The address has “{str(name)[:40]}”, which this page does not know; it was left out."
        for name in query
        if name not in FIELDS
    ]
    values = {name: str(value) for name, value in query.items() if name in FIELDS and value not in (None, "")}
    for _ in range(len(values) + 1):
        try:
            asked = read(Parameters, {**values, "walk": slug})
            return Settled(valued(asked, reader(), side), shelf().build(NAME, {**values, "walk": slug}), tuple(said))
        except BadParameterError as problem:
            if problem.field_name not in values:
                raise
            said.append(_refused(problem, values.pop(problem.field_name)))
    raise AssertionError("a state without parts cannot be refused")


def _refused(problem: BadParameterError, value: str) -> str:
    name = SLIDERS[problem.field_name].name if problem.field_name in SLIDERS else COST_LABELS.get(problem.field_name)
    named = (name or problem.field_name.replace("_", " ")).lower()
    allowed = "it has to be a number, 0 or more" if "number" in problem.allowed else problem.allowed
    return f"“{value[:60]}” cannot be used for {named}: {allowed}."


def value(settled: Settled) -> html.Div:
    """Controls at the left, the answer at the right."""
    return html.Div(
        [
            html.Div(
                [
                    *(_slider(name, getattr(settled.found, name), settled.found.compared) for name in SLIDERS),
                    _place(settled.found),
                    *_costs(settled.found),
                    *_desk(settled.found),
                ],
                className="walk-value-controls",
            ),
            html.Div(answer(settled), id="walk-value-answer"),
        ],
        className="walk-value",
        id="walk-value",
    )


def answer(settled: Settled) -> Any:
    """The exhibit of the value; its ids stay, so that a change redraws the chart and builds nothing anew."""
    return frame(settled.exhibit, key=NAME)


def shares(settled: Settled) -> tuple[str, ...]:
    """How the sliders read."""
    return tuple(_share(getattr(settled.found, name)) for name in SLIDERS)


def _share(share: float) -> str:
    return percent(100 * share, decimals=0)


def _slider(name: str, now: float, compared: bool) -> html.Div:
    about = SLIDERS[name]
    identity = f"walk-value-{name}"
    words = f"{_share(about.low)} to {_share(about.high)} in published figures; starts at {_share(about.start)}"
    if name == "anyway" and compared:
        words = f"From the comparison group loaded; {words.partition(';')[0]}"
    return html.Div(
        [
            html.Div(
                [
                    html.Label(f"{about.name[:1].upper()}{about.name[1:]}", htmlFor=identity),
                    html.Output(_share(now), id=f"{identity}-said", htmlFor=identity),
                ],
                className="assumption-line",
            ),
            dbc.Input(id=identity, type="range", min=0, max=100, step=1, value=whole(100 * now), debounce=150),
            html.Details([html.Summary(words), html.P(about.source)], className="assumption-source"),
        ],
        className="assumption",
    )


def _place(found: Valued) -> html.Div:
    options = [{"value": slug, "label": name} for slug, name in priced_places(reader())]
    return html.Div(
        [
            html.Label("A completion is valued as in", htmlFor="walk-value-place"),
            dbc.Select(id="walk-value-place", options=options, value=found.desk.place.slug),
        ],
        className="field",
    )


def priced_places(known: Reader) -> list[tuple[str, str]]:
    """Arizona, then every city and town; those without a published loss borrow the state's, and the basis says so."""
    return [("arizona", "Arizona"), *((place.slug, place.name) for place in known.places())]


def _costs(found: Valued) -> list[Any]:
    year = found.per_completion.basis.price_year
    source = "from the loaded plan, to be changed" if found.planned else "no plan is loaded: type them"
    return [
        html.Fieldset(
            [
                html.Legend(f"Cost of the walk in {year} dollars, {source}"),
                *(_cost(name, float(getattr(found.cost, name))) for name in COSTS),
            ],
            className="walk-costs",
        )
    ]


def _cost(name: str, now: float) -> html.Div:
    identity = f"walk-value-{name}"
    return html.Div(
        [
            html.Label(COST_LABELS[name], htmlFor=identity),
            dcc.Input(
                id=identity,
                type="text",
                inputMode="numeric",
                autoComplete="off",
                maxLength=14,
                value=grouped(now, 0 if now == int(now) else 2),
                debounce=True,
            ),
        ],
        className="walk-cost",
    )


def _desk(found: Valued) -> list[Any]:
    """What of the desk's assumptions an address changed, and the way to the desk."""
    changed = [
        change_words(each, found.desk.loss) for each in found.desk.assumptions.changes() if each.id != "price_year"
    ]
    words = (
        f"Assumptions changed: {'; '.join(changed)}. " if changed else "A completion is valued by the assumption desk. "
    )
    return [
        html.P(
            [words, dcc.Link("Open the desk", href=f"/losses?place={found.desk.place.slug}")], className="exhibit-sub"
        )
    ]
