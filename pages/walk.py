"""``/walks/<id>``: one walk: the district's own view on its copy, what was released, what the press published."""

from __future__ import annotations

from typing import Any

import dash
from dash import Input, Output, State, callback, ctx, dcc, html, no_update

from components.address import PageState, path_part, path_variable, read_state, write_address
from components.door import district, exhibit, reader
from components.frame import frame
from components.release_parts import released_walk, released_walk_ids, released_walk_names
from components.states import not_here, notice
from components.walk_correct import FIELDS, corrected, earlier
from components.walk_value import SET, SLIDERS, answer, settle, shares
from components.walk_view import own_view
from exhibits.own_value import COSTS
from exhibits.walk_record import TUCSON, Walk, walks
from operations.district.one_walk import walk_of
from walks.keys import WalkKey


def _walk(identity: str) -> Walk | None:
    return next((walk for walk in walks(reader()) if walk.id == identity), None)


def _own(identity: str) -> WalkKey | None:
    side = district()
    return None if side is None else walk_of(side, identity)


def _knows(walk: str) -> bool:
    identity = path_part(walk)
    return _walk(identity) is not None or _own(identity) is not None or identity in released_walk_ids(reader())


dash.register_page(
    __name__,
    path_template="/walks/<walk>",
    title="One walk",
    nav=None,
    order=6,
    knows=_knows,
)


class WalkState(PageState):
    """The page has no parameters besides its path, but for a district's own walk."""


def layout(walk: object = None, **query: Any) -> html.Div:
    """One walk; a helpful page where there is none of this id."""
    identity, clash = path_variable(walk)
    if not _knows(identity):
        near = [(each.name, f"/walks/{each.id}") for each in walks(reader()) if each.organizer == TUCSON][:6]
        return not_here(
            f"No walk “{identity}”", "A walk is known by its date and organizer.", near, ("All walks", "/walks")
        )
    side, own = district(), _own(identity)
    head = _head(identity, query, clash) if side is None or own is None else own_view(side, own, query, clash)
    published = _published(identity, own)
    return html.Div(
        [*head, *released_walk(reader(), identity), *published, html.P(dcc.Link("All walks", href="/walks"))],
        className="page",
    )


def _head(identity: str, query: dict[str, Any], clash: list[str]) -> list[Any]:
    _, said = read_state(WalkState, query)
    found = _walk(identity)
    name, organizer = (found.name, found.organizer) if found else released_walk_names(reader())[identity]
    return [notice(clash + said), html.P(organizer, className="eyebrow"), html.H1(name)]


def _published(identity: str, own: WalkKey | None) -> list[Any]:
    """What the press published: of this walk, or on a district's copy of any walk of the same day."""
    day = own.day.isoformat() if own else ""
    found = [walk for walk in walks(reader()) if walk.id == identity or walk.date == day]
    parts: list[Any] = [frame(exhibit("walk_stages", walk=walk.id)) for walk in found]
    if own and parts:
        parts = [html.H2("Published about this day", className="section-title"), *parts]
    return [*parts, frame(exhibit("walk_returns"))] if parts or not own else []


@callback(
    Output("walk-value-answer", "children"),
    Output("address", "data", allow_duplicate=True),
    Output("walk-value-asked", "data"),
    *[Output(f"walk-value-{name}-said", "children") for name in SLIDERS],
    *[Input(f"walk-value-{name}", "value") for name in SET],
    State("walk-value-asked", "data"),
    prevent_initial_call=True,
)
def valued_anew(*values: Any) -> tuple[Any, ...]:
    """A slider was let go, a cost typed, a place chosen."""
    *now, asked = values
    side, given = district(), asked if isinstance(asked, dict) else {}
    own = _own(str(given.get("walk")))
    if side is None or own is None or not ctx.triggered_id:
        return (no_update,) * (3 + len(SLIDERS))
    before = given.get("query")
    query = {str(name): str(value) for name, value in before.items()} if isinstance(before, dict) else {}
    query.pop("walk", None)
    typed = _typed(dict(zip(SET, now, strict=True)))
    if ctx.triggered_id != "walk-value-anyway" and "anyway" not in query:
        # the slider shows the rate of the comparison group until somebody moves it
        typed.pop("anyway", None)
    settled = settle(side, own.slug, query | typed)
    state = settled.found.query()
    address = write_address(f"/walks/{own.slug}", {name: text for name, text in state.items() if name != "walk"})
    said = html.Div(html.P(" ".join(settled.said)), className="notice", role="alert") if settled.said else None
    return ([said, answer(settled)], address, {"walk": own.slug, "query": state}, *shares(settled))


def _typed(values: dict[str, Any]) -> dict[str, str]:
    """What stands in the controls as parameters: shares are typed in percent, sums with separators."""
    given = {name: value for name, value in values.items() if isinstance(value, (int, float, str)) and value != ""}
    shared = {name: f"{float(given[name]) / 100:.10g}" for name in SLIDERS if _is_number(given.get(name))}
    return {name: str(value)[:40] for name, value in given.items() if name in (*COSTS, "place")} | shared


def _is_number(value: object) -> bool:
    try:
        float(str(value))
    except ValueError:
        return False
    return True


@callback(
    Output("walk-correct-said", "children"),
    Output("walk-corrections", "children"),
    Input("walk-correct-act", "n_clicks"),
    State("walk-correct-walk", "data"),
    *[State(f"walk-correct-{name}", "value") for name in FIELDS],
    prevent_initial_call=True,
)
def outcome_corrected(_clicks: int | None, slug: object, *typed: object) -> tuple[Any, Any]:
    """A correction was typed: appended, or refused with the reason."""
    side, own = district(), _own(str(slug))
    if side is None or own is None:
        return html.P("There is no such walk here.", className="notice"), no_update
    problem = corrected(side, own, dict(zip(FIELDS, typed, strict=True)))
    if problem:
        return html.P(problem, className="notice"), no_update
    again = html.A("Show the page with it", href=f"/walks/{own.slug}")
    return html.P(["The correction is kept. ", again, "."], className="notice"), earlier(side, own)
