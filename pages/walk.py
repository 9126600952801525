"""``/walks/<id>``: one published walk: its stages, what is not published, and the base rates beside it."""

from __future__ import annotations

from typing import Any

import dash
from dash import dcc, html

from components.address import PageState, path_part, path_variable, read_state
from components.door import exhibit, reader
from components.frame import frame
from components.states import not_here, notice
from exhibits.walk_record import TUCSON, Walk, walks


def _walk(identity: str) -> Walk | None:
    return next((walk for walk in walks(reader()) if walk.id == identity), None)


dash.register_page(
    __name__,
    path_template="/walks/<walk>",
    title="One walk",
    nav=None,
    order=6,
    knows=lambda walk: _walk(path_part(walk)) is not None,
)


class WalkState(PageState):
    """The page has no parameters besides its path."""


def layout(walk: object = None, **query: Any) -> html.Div:
    """One walk; a helpful page where there is none of this id."""
    identity, clash = path_variable(walk)
    found = _walk(identity)
    if found is None:
        near = [(each.name, f"/walks/{each.id}") for each in walks(reader()) if each.organizer == TUCSON][:6]
        return not_here(
            f"No walk “{identity}”", "A walk is known by its date and organizer.", near, ("All walks", "/walks")
        )
    _, said = read_state(WalkState, query)
    return html.Div(
        [
            notice(clash + said),
            html.P(found.organizer, className="eyebrow"),
            html.H1(found.name),
            frame(exhibit("walk_stages", walk=found.id)),
            frame(exhibit("walk_returns")),
            html.P(dcc.Link("All walks", href="/walks")),
        ],
        className="page",
    )
