"""``/walks/plan/<id>/print/<what>``: one sheet of a plan, made for paper; the shell around it does not print."""

from __future__ import annotations

from typing import Any

import dash
from dash import ctx, html

from components.address import PageState, path_part, read_state
from components.door import refusal
from components.plan_door import find
from components.plan_sheets import SHEETS, sheet
from components.states import not_here, notice


def _knows(plan: str, what: str) -> bool:
    # whether there is such a plan is told to nobody else
    return what in SHEETS and (bool(refusal()) or find(path_part(plan)) is not None)


dash.register_page(
    __name__,
    path_template="/walks/plan/<plan>/print/<what>",
    title="Sheet of a plan",
    nav=None,
    order=5.2,
    knows=_knows,
)


class SheetState(PageState):
    """The page has no parameters besides its path."""


def layout(plan: object = None, what: object = None, **query: Any) -> html.Div:
    """The sheet; where changes are not allowed, why not."""
    identity, name = _asked(path_part(plan), path_part(what))
    _, said = read_state(SheetState, query)
    reason = refusal()
    if reason:
        return html.Div([html.H1("Sheet of a plan"), html.P(reason, className="empty-state")], className="page")
    saved = find(identity)
    if saved is None or name not in SHEETS:
        near = [(words, f"/walks/plan/{saved.id}/print/{key}") for key, words in SHEETS.items()] if saved else []
        return not_here("No such sheet", "The plan or the sheet is not here.", near, ("All plans", "/walks/plan"))
    return html.Div([notice(said), *sheet(saved, name)], className="page plan-paper")


def _asked(plan: str, what: str) -> tuple[str, str]:
    """What the path asks for: a query of the same name does not count."""
    path = str(ctx.inputs.get("_pages_location.pathname") or "").strip("/").split("/")
    return (path_part(path[2]), path_part(path[4])) if len(path) == 5 else (plan, what)
