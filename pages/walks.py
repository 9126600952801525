"""``/walks``: every published walk as a dated cohort; totals and single walks apart; base rates beside every return rate."""

from __future__ import annotations

from typing import Any

import dash
from dash import dcc, html

from components.address import PageState, read_state
from components.door import exhibit, reader
from components.frame import frame
from components.states import notice
from exhibits.walk_record import TUCSON, Walk, walks

dash.register_page(__name__, path="/walks", title="Walks", nav="Walks", nav_address="/walks", order=5)


class WalksState(PageState):
    """The page has no parameters."""


def layout(**query: Any) -> html.Div:
    """The record of walks as published."""
    _, said = read_state(WalksState, query)
    found = walks(reader())
    return html.Div(
        [
            notice(said),
            html.H1("Walks"),
            html.P(
                "Mayors, district staff and volunteers walk to the homes of students who left, and bring some of them back. "
                "This is what has been published about such walks, with its sources. “Agreed” is never called “re-enrolled”, "
                "a running total is never added to a single walk, and figures that disagree are all shown.",
                className="page-intro",
            ),
            frame(exhibit("walk_returns")),
            frame(exhibit("walk_timeline")),
            frame(exhibit("walk_totals")),
            html.H2("One walk at a time", className="section-title"),
            html.H3("Tucson and Phoenix"),
            _list([walk for walk in found if walk.organizer == TUCSON or walk.city.startswith("Phoenix")]),
            html.H3("Elsewhere"),
            _list([walk for walk in found if walk.organizer != TUCSON and not walk.city.startswith("Phoenix")]),
        ],
        className="page",
    )


def _list(found: list[Walk]) -> html.Ul:
    return html.Ul(
        [html.Li(dcc.Link(walk.name, href=f"/walks/{walk.id}", title=walk.organizer)) for walk in found],
        className="city-links",
    )
