"""``/city``: all 91 cities and towns, on a map and by county."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import dash
from dash import dcc, html

from components.address import PageState, read_state
from components.door import exhibit, reader
from components.frame import frame
from components.states import notice
from exhibits.formats import grouped

dash.register_page(
    __name__, path="/city", title="Cities and towns of Arizona", nav="Cities", nav_address="/city", order=1
)


class State(PageState):
    """The list has no parameters."""


def layout(**query: Any) -> html.Div:
    """The list of cities."""
    _, said = read_state(State, query)
    places = sorted(reader().places(), key=lambda place: (place.county or "", place.name))
    counties = [
        (county, list(group))
        for county, group in groupby(places, key=lambda place: place.county or "County not stated")
    ]
    return html.Div(
        [
            notice(said),
            html.H1("Cities and towns"),
            html.P(
                f"All {len(places)} incorporated places of Arizona have a page. Large ones have figures of their own; thin "
                "ones say what is missing, why, and the nearest honest figure.",
                className="page-intro",
            ),
            html.Div(
                [html.Div([_county(county, group) for county, group in counties]), html.Div(frame(exhibit("map")))],
                className="cols",
            ),
        ],
        className="page",
    )


def _county(county: str, places: list[Any]) -> html.Section:
    links = [
        html.Li(
            [
                dcc.Link(place.name, href=f"/city/{place.slug}"),
                html.Span(f" {grouped(place.population_2020)}" if place.population_2020 else "", className="small"),
            ]
        )
        for place in places
    ]
    return html.Section([html.H2(county, className="section-title"), html.Ul(links, className="city-links")])
