"""``/walks``: on a district's copy its own walks first; then every published walk as a dated cohort, totals apart."""

from __future__ import annotations

from typing import Any

import dash
from dash import dcc, html

from components.address import PageState, read_state
from components.door import district, exhibit, reader, refusal
from components.frame import frame
from components.release_parts import released_walks
from components.states import notice
from components.walk_rows import own_part
from exhibits.walk_record import TUCSON, Walk, walks

dash.register_page(__name__, path="/walks", title="Walks", nav="Walks", nav_address="/walks", order=5)
ABOUT = (
    "Mayors, district staff and volunteers walk to the homes of students who left, and bring some of them back. "
    "This is what has been published about such walks, with its sources. “Agreed” is never called “re-enrolled”, "
    "a running total is never added to a single walk, and figures that disagree are all shown."
)


class WalksState(PageState):
    """The page has no parameters."""


def layout(**query: Any) -> html.Div:
    """The district's own walks where this is its copy, and the record of walks as published."""
    _, said = read_state(WalksState, query)
    side = district()
    own = [html.H1("Walks")] if side is None else own_part(side)
    released = released_walks(reader())
    head: Any = html.H2("Published walks", className="walk-published") if side is not None else None
    title: Any = html.H2("Published walks", className="section-title") if released and side is None else None
    return html.Div(
        [
            notice(said),
            *own,
            *(released if side is not None else []),
            head,
            html.P(ABOUT, className="page-intro"),
            _acts() if side is None else None,
        ]
        + ([] if side is not None else [*released, title])
        + _record(),
        className="page",
    )


def _acts() -> Any:
    """The ways to the planner and to where a district's release is loaded, where these are open."""
    if refusal():
        return None
    links = (("Plan a walk", "/walks/plan"), ("Receive a release", "/walks/receive"))
    return html.Div(
        [dcc.Link(words, href=address, className="button") for words, address in links], className="walk-acts"
    )


def _record() -> list[Any]:
    found = walks(reader())
    return [
        frame(exhibit("walk_returns")),
        frame(exhibit("walk_timeline")),
        frame(exhibit("walk_totals")),
        html.H2("One walk at a time", className="section-title"),
        html.H3("Tucson and Phoenix"),
        _list([walk for walk in found if walk.organizer == TUCSON or walk.city.startswith("Phoenix")]),
        html.H3("Elsewhere"),
        _list([walk for walk in found if walk.organizer != TUCSON and not walk.city.startswith("Phoenix")]),
    ]


def _list(found: list[Walk]) -> html.Ul:
    return html.Ul(
        [html.Li(dcc.Link(walk.name, href=f"/walks/{walk.id}", title=walk.organizer)) for walk in found],
        className="city-links",
    )
