"""``/search?q=``: cities, pages and measures by what the words mean; the exact name of a city goes to its page."""

from __future__ import annotations

from typing import Any

import dash
from dash import dcc, html

from components.door import reader
from exhibits.search import Hit, find
from pages.exact_city import PATH, typed_text

dash.register_page(__name__, path=PATH, title="Search", nav=None, order=51)
KINDS = {"city": "City", "town": "Town", "page": "Page", "measure": "Measure", "note": "Not available"}


def layout(q: object = "", **_: Any) -> html.Div:
    """The answers, best first; without any, where to look instead."""
    text = typed_text(q)
    hits = find(reader(), text) if text else ()
    body: list[Any] = [html.H1(f"Search: {text}" if text else "Search")]
    if hits:
        body.append(html.Ul([_item(hit) for hit in hits], className="near"))
    else:
        body += [
            html.P(
                f"Nothing matches “{text}”. Try the name of a city or town, or a word such as graduation, income or walks."
                if text
                else "Type the name of an Arizona city or town, a measure, or a word such as graduation, income or walks.",
                className="lede",
            ),
            html.P([dcc.Link("All cities and towns", href="/city"), " · ", dcc.Link("All measures", href="/data")]),
        ]
    return html.Div(body, className="page")


def _item(hit: Hit) -> html.Li:
    name = dcc.Link(hit.name, href=hit.address) if hit.address else html.Span(hit.name)
    about = [html.P(hit.about, className="small")] if hit.about else []
    return html.Li([name, html.Span(f" {KINDS[hit.kind]}", className="fact-mark"), *about])
