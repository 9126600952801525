"""The controls of the comparison: measure, view, period, cities. Native form parts, each with a visible label."""

from __future__ import annotations

from typing import Any, Literal, Protocol

import dash_bootstrap_components as dbc
from dash import html

from components.attributes import attributes
from components.door import reader
from components.place_picker import picker
from exhibits.scatter import is_count
from exhibits.slope import comparable_firsts, latest_comparable

View = Literal["ranked", "change", "trend", "scatter", "map", "table"]
VIEWS: dict[str, str] = {
    "ranked": "Ranked",
    "change": "Change",
    "trend": "Trend",
    "scatter": "Scatter",
    "map": "Map",
    "table": "Table",
}
USUAL_RATES = ("acs5_median_household_income", "share_19_20_with_hs_diploma")
USUAL_COUNTS = ("population_census", "acs5_population")
FIELDS = ("period", "first", "against", "others")
USED = {
    "ranked": ("period", "others"),
    "change": ("period", "first"),
    "trend": (),
    "scatter": ("period", "against"),
    "map": ("period",),
    "table": ("period", "others"),
}


class State(Protocol):
    """What the controls need to know of a page's state."""

    @property
    def measure(self) -> str: ...  # noqa: D102
    @property
    def period(self) -> int | None: ...  # noqa: D102
    @property
    def view(self) -> View: ...  # noqa: D102
    @property
    def places(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def against(self) -> str | None: ...  # noqa: D102
    @property
    def first(self) -> int | None: ...  # noqa: D102
    @property
    def others(self) -> bool: ...  # noqa: D102


def controls(state: State) -> html.Div:
    """All controls in the given state."""
    last = state.period or next(iter(reversed(reader().periods(state.measure))), None)
    hidden = hidden_fields(state.view)
    firsts = first_options(state.measure, change_last(state.measure, last))
    return html.Div(
        [
            _select("compare-measure", "Measure", measure_options(), state.measure, wide=True),
            html.Fieldset(
                [
                    html.Legend("View"),
                    dbc.RadioItems(
                        id="compare-view",
                        options=[{"label": label, "value": name} for name, label in VIEWS.items()],
                        value=state.view,
                        inline=True,
                        className="views",
                    ),
                ],
                className="field",
            ),
            _field(
                "period",
                hidden,
                _select("compare-period", "Period", period_options(state.measure), str(last) if last else None),
            ),
            _field(
                "first",
                hidden,
                _select(
                    "compare-first",
                    "Since",
                    firsts,
                    str(state.first) if state.first else (firsts[0]["value"] if firsts else None),
                ),
            ),
            _field(
                "against",
                hidden,
                _select(
                    "compare-against", "Against", partner_options(state), state.against or other_measure(state.measure)
                ),
            ),
            picker("compare", state.places),
            _field(
                "others",
                hidden,
                dbc.Checkbox(id="compare-others", label="Show the other cities in grey", value=state.others),
            ),
        ],
        className="controls",
        role="group",
        **attributes(aria_label="What is compared"),
    )


def _field(name: str, hidden: dict[str, bool], content: Any) -> html.Div:
    return html.Div(content, id={"type": "compare-field", "name": name}, hidden=hidden[name])


def hidden_fields(view: str) -> dict[str, bool]:
    """Which optional controls a view does not use, by name."""
    return {name: name not in USED[view] for name in FIELDS}


def _select(
    identity: str, label: str, options: list[dict[str, str]], value: str | None, wide: bool = False
) -> html.Div:
    return html.Div(
        [html.Label(label, htmlFor=identity), dbc.Select(id=identity, options=options, value=value)],
        className="field wide" if wide else "field",
    )


def measure_options() -> list[dict[str, str]]:
    """Every measure at least two cities have, by topic."""
    reach = {each.measure_id: each for each in reader().coverage()}
    return [
        {"label": f"{measure.topic}: {measure.name}", "value": measure.id}
        for measure in reader().measures("place")
        if measure.id in reach and reach[measure.id].cities > 1
    ]


def partner_options(state: Any) -> list[dict[str, str]]:
    """Measures a scatter may draw against the chosen one: counts with counts, rates with rates; what was asked stays in."""
    measure = reader().measure(state.measure)
    counts = measure is not None and is_count(measure)
    kinds = {each.id: is_count(each) for each in reader().measures("place")}
    return [
        option
        for option in measure_options()
        if option["value"] == state.against
        or (kinds.get(option["value"]) == counts and option["value"] != state.measure)
    ]


def other_measure(measure_id: str) -> str:
    """What a measure is drawn against unless said: income for a rate, residents for a count."""
    measure = reader().measure(measure_id)
    usual = USUAL_COUNTS if measure is not None and is_count(measure) else USUAL_RATES
    return next(each for each in usual if each != measure_id)


def period_options(measure_id: str) -> list[dict[str, str]]:
    """The periods of a measure, newest first, as they are called."""
    options = []
    for period in reversed(reader().periods(measure_id)):
        rows = reader().observations(measure_id, period_end=period)
        label = next((row.period_label for row in rows if row.value is not None), str(period))
        options.append({"label": label, "value": str(period)})
    return options


def period_label(measure_id: str, period: int) -> str:
    """What a period (end year) of a measure is called: ``2019-2023 average``; the year itself where it has none."""
    called = {option["value"]: option["label"] for option in period_options(measure_id)}
    return called.get(str(period), str(period))


def change_last(measure_id: str, period: int | None) -> int | None:
    """Where a change ends: the last period up to ``period`` that has an earlier one to compare with; None where none has."""
    measure = reader().measure(measure_id)
    return latest_comparable(reader(), measure, period) if measure else None


def first_options(measure_id: str, last: int | None) -> list[dict[str, str]]:
    """Earlier periods that may be compared with ``last``, oldest first."""
    measure = reader().measure(measure_id)
    if measure is None or last is None:
        return []
    allowed = {str(period) for period in comparable_firsts(reader(), measure, last)}
    return [option for option in reversed(period_options(measure_id)) if option["value"] in allowed]
