"""What a page shows when it cannot show what was asked: what, why, and what next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html


def not_here(title: str, why: str, near: Sequence[tuple[str, str]], back: tuple[str, str]) -> html.Div:
    """A helpful page for an unknown city, measure or address. ``near``: (name, address) pairs; ``back``: the way out."""
    body: list[Any] = [html.H1(title, tabIndex="-1"), html.P(why, className="lede")]
    if near:
        body += [
            html.P("Did you mean"),
            html.Ul([html.Li(dcc.Link(name, href=address)) for name, address in near], className="near"),
        ]
    body.append(html.P(dcc.Link(back[0], href=back[1])))
    return html.Div(body, className="page not-here")


Said = str | list[Any]
"""A sentence, or its parts where some are links."""


def notice(words: Sequence[Said]) -> html.Div | None:
    """What of an address was not understood; never silent, never fatal."""
    if not words:
        return None
    return html.Div([html.P(word) for word in words], className="notice", role="status")
