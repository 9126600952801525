"""The sign over everything a district alone may see, and the small parts its pages of walks share."""

from __future__ import annotations

from typing import Any

from dash import html

from components.attributes import attributes
from exhibits.model import MADE_UP, PRIVATE
from operations.district.side import DistrictSide


def badges(side: DistrictSide) -> html.P:
    """That these are true counts, and made up where they are."""
    made_up: list[Any] = [html.Span(MADE_UP, className="badge-made-up"), " "] if side.is_made_up() else []
    return html.P([*made_up, html.Span(PRIVATE, className="badge-private")], className="private-badges")


def section(name: str, title: str, body: list[Any]) -> html.Section:
    """A part of the page that is no exhibit."""
    heading = html.H2(title, id=f"{name}-title", className="exhibit-title")
    return html.Section([heading, *body], id=name, className="walk-part", **attributes(aria_labelledby=f"{name}-title"))


def facts(pairs: list[tuple[str, str]]) -> html.Dl:
    """Small labelled figures in a row."""
    return html.Dl([html.Div([html.Dt(name), html.Dd(text)]) for name, text in pairs], className="walk-facts")
