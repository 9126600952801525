"""The shell every page stands in: skip link, header with search, the page, footer, and the stores the browser uses."""

from __future__ import annotations

from typing import Any

import dash
from dash import MATCH, ClientsideFunction, Dash, Input, Output, State, dcc, html

from components import add_to_agenda, frozen_strip
from components.attributes import attributes
from components.door import reader
from exhibits.colours import swaps

BRAND = "Arizona Mayors "
BRAND_TAIL = "Education Dashboards"


def layout() -> html.Div:
    """The whole document body, made anew for each visit so that the search knows the data as loaded."""
    return html.Div(
        [
            html.A("Skip to the page", href="#main", className="skip-link"),
            _header(),
            html.Div(id="connection-notice", role="alert"),
            html.Main(dash.page_container, id="main", tabIndex="-1"),
            _footer(),
            html.Div(id="announcer", className="visually-hidden", role="status", **attributes(aria_live="polite")),
            dcc.Store(id="palette", data=swaps()),
            dcc.Store(id="viewport"),
            dcc.Store(id="address"),
            dcc.Store(id="nowhere"),
            *frozen_strip.stores(),
            *add_to_agenda.stores(),
        ]
    )


def _header() -> html.Header:
    return html.Header(
        [
            dcc.Link([BRAND, html.Span(BRAND_TAIL)], href="/", className="brand"),
            html.Nav(html.Ul([html.Li(link) for link in _links()]), **attributes(aria_label="Pages")),
            _search(),
        ],
        className="top",
    )


def _links() -> list[Any]:
    pages = [page for page in dash.page_registry.values() if page.get("nav")]
    return [
        dcc.Link(page["nav"], href=page["nav_address"], id={"type": "nav", "address": page["nav_address"]})
        for page in sorted(pages, key=lambda page: page["order"])
    ]


def _search() -> html.Form:
    names = [place.name for place in reader().places()] + [measure.name for measure in reader().measures()]
    return html.Form(
        [
            html.Label("Search cities, measures and pages", htmlFor="search-box", className="visually-hidden"),
            dcc.Input(
                id="search-box",
                name="q",
                type="search",
                placeholder="Search cities, measures   /",
                list="search-names",
                autoComplete="off",
                maxLength=80,
            ),
            html.Datalist([html.Option(value=name) for name in names], id="search-names"),
        ],
        action="/search",
        method="get",
        role="search",
        className="search",
    )


def _footer() -> html.Footer:
    return html.Footer(
        [
            html.P(
                "Every figure names its source. Losses are lifetime estimates, "
                "mostly of a person’s own earnings; they are not a city’s bill."
            ),
            html.P(
                [
                    dcc.Link("Data and methods", href="/data"),
                    " · ",
                    html.A("Machine access", href="/api/v1/openapi.json"),
                ]
            ),
        ],
        className="bottom",
    )


def register_callbacks(app: Dash) -> None:
    """The shell's callbacks. Those that run in the browser come from files: the content policy needs no inline script."""
    app.clientside_callback(
        ClientsideFunction("figures", "draw"),
        Output({"type": "graph", "exhibit": MATCH}, "figure"),
        Output({"type": "graph", "exhibit": MATCH}, "style"),
        Input({"type": "figure", "exhibit": MATCH}, "data"),
        Input("viewport", "data"),
        State("palette", "data"),
    )
    app.clientside_callback(
        ClientsideFunction("shell", "arrived"),
        Output("viewport", "data"),
        Input("_pages_location", "pathname"),
    )
    app.clientside_callback(
        ClientsideFunction("shell", "remember"),
        Output("nowhere", "data"),
        Input("address", "data"),
        prevent_initial_call=True,
    )
    frozen_strip.register_callbacks(app)
    add_to_agenda.register_callbacks(app)
