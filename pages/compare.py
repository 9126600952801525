"""``/compare``: any cities, any measure, any period: ranked, change, trend, scatter, map, table."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import dash
from dash import ALL, Input, Output, State, callback, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate
from pydantic import AfterValidator, BeforeValidator

from components.address import PageState, read_state, write_address
from components.attributes import attributes
from components.compare_controls import (
    View,
    change_last,
    controls,
    first_options,
    hidden_fields,
    other_measure,
    period_label,
    period_options,
)
from components.door import reader, tried
from components.frame import frame
from components.place_picker import AskedPlaces, asked_places, chips, places_said, with_added
from components.states import Said, notice
from exhibits.formats import listed
from exhibits.lookup import near_measures, usual_period
from exhibits.model import BadParameterError
from exhibits.parameters import MaybeMeasure, MaybeYear, MeasureId, Slugs

dash.register_page(__name__, path="/compare", title="Compare cities", nav="Compare", nav_address="/compare", order=3)

PATH = "/compare"
LEAD_MEASURE = "share_19_20_with_hs_diploma"


def _known_measure(measure: str | None) -> str | None:
    if measure is not None and reader().measure(measure) is None:
        near = near_measures(reader(), measure, 3)
        message = "no measure has this id" + (f"; near: {', '.join(near)}" if near else "")
        raise ValueError(message)
    return measure


class CompareState(PageState):
    """The whole state of the page. ``against``: the second measure of the scatter; ``first``: where the change starts."""

    measure: Annotated[MeasureId, AfterValidator(_known_measure)] = LEAD_MEASURE
    period: MaybeYear = None
    view: View = "ranked"
    places: Slugs = ()
    against: Annotated[MaybeMeasure, AfterValidator(_known_measure)] = None
    first: MaybeYear = None
    others: Annotated[
        bool, BeforeValidator(lambda value: value if isinstance(value, bool) else str(value) not in ("no", "false"))
    ] = True


def layout(**query: Any) -> html.Div:
    """The page in the state its address asks for."""
    asked = asked_places(query.pop("places", ""))
    state, said = read_state(CompareState, query)
    state, more = _settled(state.model_copy(update={"places": asked.kept}))
    return html.Div(
        [
            notice([*said, *_places_said(asked, state), *more]),
            html.H1("Compare cities"),
            controls(state),
            html.Div(_body(state), id="compare-body", **attributes(aria_live="off")),
        ],
        className="page",
    )


def _places_said(asked: AskedPlaces, state: CompareState) -> list[Said]:
    return places_said(asked, lambda slugs: address(state.model_copy(update={"places": slugs})))


def _settled(state: CompareState) -> tuple[CompareState, list[str]]:
    """The state with periods the measure has; a sentence where an asked one is not there."""
    said = []
    periods = reader().periods(state.measure)
    if state.period is not None and state.period not in periods:
        said.append(_no_such_period(state, periods))
        state = state.model_copy(update={"period": None})
    if state.view == "change":
        state, words = _comparable(state)
        said += words
    return state, said


def _no_such_period(state: CompareState, periods: tuple[int, ...]) -> str:
    measure = reader().measure(state.measure)
    there = listed([period_label(state.measure, period) for period in periods], 12)
    said = f"{measure.name if measure else state.measure} has no figures for {state.period}"
    if not periods:
        return f"{said}."
    shown = {"trend": "The trend shows them all.", "change": "The latest that can be compared is shown."}
    return f"{said}; it has {there}. {shown.get(state.view, 'The latest is shown.')}"


def _comparable(state: CompareState) -> tuple[CompareState, list[str]]:
    """For the change between two periods: what cannot be compared is said. The asked period stays that of the other views."""
    asked = state.period or usual_period(reader(), state.measure)
    last = change_last(state.measure, asked)
    if last is None or asked is None:
        return state.model_copy(update={"first": None}), []
    said = []
    ends = period_label(state.measure, last)
    if last != asked:
        why = "; ".join(b.reason for b in reader().breaks(state.measure) if b.separates(last, asked))
        reason = f" ({why})" if why else ""
        begins = period_label(state.measure, asked)
        said.append(f"{begins} cannot be compared with earlier years{reason}; the change up to {ends} is shown.")
    if state.first and str(state.first) not in [option["value"] for option in first_options(state.measure, last)]:
        said.append(f"{period_label(state.measure, state.first)} cannot be compared with {ends} for this measure.")
        state = state.model_copy(update={"first": None})
    return state, said


def _asked(state: CompareState) -> tuple[str, dict[str, Any]]:
    places = ",".join(state.places)
    if state.view == "trend":
        return "trend", {"measure": state.measure, "places": places}
    if state.view == "change":
        last = change_last(state.measure, state.period)
        return "slope", {"measure": state.measure, "first": state.first, "last": last, "places": places}
    if state.view == "scatter":
        against = state.against or other_measure(state.measure)
        return "scatter", {"x": against, "y": state.measure, "y_period": state.period, "places": places}
    if state.view == "map":
        return "map", {"measure": state.measure, "period": state.period, "places": places}
    among = "auto" if state.others else "selected"
    return "ranking", {
        "measure": state.measure,
        "period": state.period,
        "places": places,
        "among": among if places else "all",
    }


def _body(state: CompareState) -> list[Any]:
    name, parameters = _asked(state)
    found = tried(name, parameters)
    if isinstance(found, BadParameterError):
        return [html.P(_nothing_to_draw(state), className="empty-state")]
    if state.view == "table":
        found = replace(found, figure=None, narrow_figure=None)
    parts: list[Any] = [*_chosen_words(state), frame(found, open_table=state.view == "table")]
    definition = tried("definition", {"measure": state.measure})
    if not isinstance(definition, BadParameterError):
        parts.append(
            html.Details(
                [html.Summary("What is counted, and what is not"), html.P(definition.sentence), *_said(definition)],
                className="definition",
            )
        )
    return parts


def _nothing_to_draw(state: CompareState) -> str:
    without = [
        name
        for each in (state.measure, state.against or other_measure(state.measure))
        if (name := _without_figures(each))
    ]
    if without and (state.view == "scatter" or _without_figures(state.measure)):
        return f"{without[0]}: no figures for cities yet."
    measure = reader().measure(state.measure)
    name = measure.name if measure else state.measure
    if state.view == "change":
        return f"{name}: no two periods can be compared, so no change can be shown."
    return f"{name} cannot be shown this way."


def _without_figures(measure_id: str) -> str:
    measure = reader().measure(measure_id)
    return measure.name if measure and not reader().periods(measure_id) else ""


def _chosen_words(state: CompareState) -> list[Any]:
    """On paper, where the controls are left out: whose figures these are. Measure and period stand in the subtitle."""
    names = [place.name for slug in state.places if (place := reader().place(slug))]
    return [html.P(f"Cities chosen: {listed(names, len(names))}.", className="print-only")] if names else []


def _said(definition: Any) -> list[Any]:
    wanted = ("Included", "Not included", "Whose number it is", "Known faults")
    rows = [(row[0].text, row[1].text) for row in definition.table.rows if row[0].text in wanted]
    return [
        html.Dl([part for name, text in rows for part in (html.Dt(name), html.Dd(text))], className="record"),
        html.P(dcc.Link("The whole record", href=f"/data?measure={definition.parameters['measure']}")),
    ]


def address(state: CompareState) -> str:
    """The address of a state; what is at its default is written out too, so a link keeps its meaning."""
    values = state.model_dump()
    values["others"] = "yes" if state.others else "no"
    values["period"] = state.period or usual_period(reader(), state.measure)
    if state.view != "scatter":
        values["against"] = None
    if state.view != "change":
        values["first"] = None
    return write_address(PATH, values)


@callback(
    Output("compare-body", "children"),
    Output("compare-chips", "children"),
    Output("compare-places", "data"),
    Output("compare-add", "value"),
    Output("compare-said", "children"),
    Output("compare-period", "options"),
    Output("compare-period", "value"),
    Output("compare-first", "options"),
    Output("compare-first", "value"),
    Output({"type": "compare-field", "name": ALL}, "hidden"),
    Output("address", "data"),
    Input("compare-measure", "value"),
    Input("compare-period", "value"),
    Input("compare-view", "value"),
    Input("compare-against", "value"),
    Input("compare-first", "value"),
    Input("compare-others", "value"),
    Input("compare-add-button", "n_clicks"),
    Input("compare-add", "n_submit"),
    Input({"type": "compare-drop", "slug": ALL}, "n_clicks"),
    State("compare-add", "value"),
    State("compare-places", "data"),
    prevent_initial_call=True,
)
def changed(
    measure: object,
    period: object,
    view: object,
    against: object,
    first: object,
    others: object,
    _add: object,
    _submit: object,
    dropped: list[object],
    typed: object,
    places: object,
) -> tuple[Any, ...]:
    """A control moved: the new body, chips, periods and address. Values that are not offered fall back and are said."""
    if len(ctx.triggered_prop_ids) != 1:
        # Dash also calls, for all controls at once, when the page is put in place: it is in its state already
        raise PreventUpdate
    asked = {
        "measure": measure,
        "period": period,
        "view": view,
        "against": against,
        "first": first,
        "others": bool(others),
    }
    chosen = asked_places(places if isinstance(places, list) else "")
    state, said = read_state(CompareState, {key: value for key, value in asked.items() if value not in (None, "")})
    state, words = _with_choice(state.model_copy(update={"places": chosen.kept}), dropped, typed)
    settled, more = _settled(state)
    if settled.period is None:
        settled = settled.model_copy(update={"period": usual_period(reader(), settled.measure)})
    body = _body(settled)
    warned = notice([*said, *_places_said(chosen, settled), *more])
    firsts = first_options(settled.measure, change_last(settled.measure, settled.period))
    chosen_first = str(settled.first) if settled.first else (firsts[0]["value"] if firsts else None)
    return (
        [warned, *body] if warned else body,
        *_picker_answer(settled.places, places, words),
        period_options(settled.measure),
        str(settled.period) if settled.period else None,
        firsts,
        chosen_first,
        [hidden_fields(settled.view).get(each["id"]["name"], no_update) for each in ctx.outputs_list[9]],
        address(settled),
    )


def _picker_answer(chosen: tuple[str, ...], sent: object, words: str) -> tuple[Any, Any, Any, Any]:
    """Chips, chosen cities, text of the box and its message, as far as the control that moved concerns them.

    Any other control leaves the box alone: its answer may arrive late, when the reader already types the next city.
    """
    typed = ctx.triggered_id in ("compare-add", "compare-add-button")
    cleared = "" if typed and not words else no_update
    if not typed and list(chosen) == sent:
        return no_update, no_update, cleared, words
    return chips("compare", chosen), list(chosen), cleared, words


def _with_choice(state: CompareState, dropped: list[object], typed: object) -> tuple[CompareState, str]:
    trigger = ctx.triggered_id
    if isinstance(trigger, dict) and trigger.get("type") == "compare-drop" and any(dropped):
        kept = tuple(slug for slug in state.places if slug != trigger.get("slug"))
        return state.model_copy(update={"places": kept}), ""
    if trigger in ("compare-add", "compare-add-button"):
        places, words = with_added(state.places, str(typed or ""))
        return state.model_copy(update={"places": places}), words
    return state, ""
