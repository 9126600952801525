"""``/how-to-read``: how to read a loss, and how not to, worked on one city's numbers."""

from __future__ import annotations

from typing import Any

import dash
from dash import dcc, html

from components.address import PageState, read_state
from components.attributes import attributes
from components.door import reader
from components.states import notice
from exhibits.lookup import credit
from exhibits.loss_anchor import STATE
from exhibits.parameters import Slug
from exhibits.reading import DEFAULT_PLACE, Point, Reading, basis_words, reading

dash.register_page(__name__, path="/how-to-read", title="How to read this, and how not to", nav=None, order=8)


class State(PageState):
    """``place``: whose numbers are worked."""

    place: Slug = DEFAULT_PLACE


def layout(**query: Any) -> html.Div:
    """The page."""
    state, said = read_state(State, query)
    place = reader().place(state.place)
    if place is None:
        said = [*said, f"There is no place called “{state.place[:60]}”; Arizona’s numbers are shown."]
    found = reading(reader(), place.slug if place else STATE)
    return html.Div(
        [
            notice(said),
            html.H1("How to read this, and how not to"),
            html.P(
                f"Worked on the numbers of {found.place}. Every one of them is computed from the data.",
                className="page-intro",
            ),
            *[_point(point, found) for point in found.points],
            html.P(basis_words(found), className="basis"),
            html.P(f"Numbers: {credit(found.sources, 3)}", className="credit"),
            html.P(_links(place.slug if place else "")),
        ],
        className="page how-to-read",
        **attributes(data_basis=basis_words(found)),
    )


def _point(point: Point, found: Reading) -> html.Section:
    return html.Section(
        [
            html.H2(point.heading),
            *[html.P(line) for line in point.means],
            html.P(point.does_not, className="reading-not"),
        ],
        className="exhibit",
        title=basis_words(found),
        **attributes(data_basis=basis_words(found)),
    )


def _links(slug: str) -> list[Any]:
    place = f"?place={slug}" if slug else ""
    profile = [dcc.Link("The profile", href=f"/city/{slug}"), " · "] if slug and slug != STATE else []
    return [
        *profile,
        dcc.Link("The assumption desk", href=f"/losses{place}"),
        " · ",
        dcc.Link("Data and methods", href="/data"),
    ]
