"""One walk of the district from top to bottom: what to do now, then what became of it, then what it is worth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from components.door import exhibit
from components.frame import frame, private_badges
from components.states import notice
from components.walk_correct import correct
from components.walk_now import now
from components.walk_value import Settled, settle, value
from exhibits.own_walk import day_words
from operations.district.one_walk import one_walk
from operations.district.side import DistrictSide
from walks.keys import WalkKey

FIRST = ("own_funnel", "own_rates", "own_answers", "own_groups", "own_persistence", "own_earlier", "own_compared")


def own_view(side: DistrictSide, walk: WalkKey, query: Mapping[str, Any], clash: list[str]) -> list[Any]:
    """The whole part of the page that is the district's own; ``clash``: what of the address was said already."""
    settled = settle(side, walk.slug, query)
    one = one_walk(side, walk)
    return [
        notice([*clash, *settled.said]),
        html.P(dcc.Link("Walks", href="/walks"), className="eyebrow"),
        html.H1(f"Walk of {day_words(walk.day)}"),
        private_badges(side.is_made_up()),
        *_calendar(side),
        *now(side, one),
        *(frame(exhibit(name, walk=walk.slug)) for name in FIRST),
        *_value(walk, settled),
        correct(side, walk),
    ]


def _calendar(side: DistrictSide) -> list[Any]:
    if not side.calendar().assumed:
        return []
    said = "The school calendar is assumed: ten-day stays, semesters and years may be off until "
    return [html.P([said, dcc.Link("the school years are given", href="/walks/import"), "."], className="walk-assumed")]


def _value(walk: WalkKey, settled: Settled) -> list[Any]:
    store = dcc.Store(id="walk-value-asked", data={"walk": walk.slug, "query": settled.found.query()})
    return [html.H2("What the walk is worth", className="section-title"), store, value(settled)]
