"""``/search?q=``: cities and measures whose names read like what was typed."""

from __future__ import annotations

from typing import Any

import dash
from dash import dcc, html

from components.door import reader
from exhibits.lookup import CITIES, near_measures, near_places

dash.register_page(__name__, path="/search", title="Search", nav=None, order=51)
LONGEST = 80


def layout(q: object = "", **_: Any) -> html.Div:
    """What was found, exact names first."""
    text = str(q or "").strip()[:LONGEST]
    links = _found(text) if text else []
    body: list[Any] = [html.H1(f"Search: {text}" if text else "Search")]
    if links:
        body.append(
            html.Ul(
                [
                    html.Li([dcc.Link(name, href=href), html.Span(f" {kind}", className="fact-mark")])
                    for name, href, kind in links
                ],
                className="near",
            )
        )
    else:
        body.append(
            html.P(
                "Nothing is called that. Type the name of an Arizona city or town, or of a measure.", className="lede"
            )
        )
        body.append(
            html.P([dcc.Link("All cities and towns", href="/city"), " · ", dcc.Link("All measures", href="/data")])
        )
    return html.Div(body, className="page")


def _found(text: str) -> list[tuple[str, str, str]]:
    hits: dict[str, tuple[str, str, str]] = {}
    for hit in reader().search(text, 12):
        if hit.kind == "measure":
            hits[f"/data?measure={hit.key}"] = (hit.name, f"/data?measure={hit.key}", "measure")
        elif hit.kind in CITIES:
            hits[f"/city/{hit.key}"] = (hit.name, f"/city/{hit.key}", hit.kind)
    for slug in near_places(reader(), text):
        place = reader().place(slug)
        if place:
            hits.setdefault(f"/city/{slug}", (place.name, f"/city/{slug}", place.kind))
    for key in near_measures(reader(), text, 3) if not hits else ():
        measure = reader().measure(key)
        if measure:
            hits.setdefault(f"/data?measure={key}", (measure.name, f"/data?measure={key}", "measure"))
    return list(hits.values())
