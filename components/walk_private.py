"""The small parts that a district's pages of walks share."""

from __future__ import annotations

from typing import Any

from dash import html

from components.attributes import attributes


def section(name: str, title: str, body: list[Any]) -> html.Section:
    """A part of the page that is no exhibit."""
    heading = html.H2(title, id=f"{name}-title", className="exhibit-title")
    return html.Section([heading, *body], id=name, className="walk-part", **attributes(aria_labelledby=f"{name}-title"))


def facts(pairs: list[tuple[str, str]]) -> html.Dl:
    """Small labelled figures in a row."""
    return html.Dl([html.Div([html.Dt(name), html.Dd(text)]) for name, text in pairs], className="walk-facts")
