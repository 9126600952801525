"""``/walks/import``: the district brings its files: checked first, loaded when it says so, taken back when it wants."""

from __future__ import annotations

from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, callback, clientside_callback, dcc, html, no_update
from pydantic import ValidationError

from components.address import PageState, read_state
from components.door import district, refusal
from components.import_acts import DRY_RUN, PARTS, Answer, answer, choosing, standing
from components.import_asked import Asked
from components.import_years import year_form
from components.states import not_here, notice
from components.steps import ELSEWHERE, step

# a template without a variable: so the page may say whether it is there
dash.register_page(
    __name__,
    path_template="/walks/import",
    title="Import walks",
    nav=None,
    order=5.2,
    knows=lambda: district() is not None,
)
UNREADABLE = "What this page sent could not be used: reload the page and try again."


class ImportState(PageState):
    """The page has no parameters."""


def layout(**query: Any) -> html.Div:
    """The page; without any control where nothing may be changed."""
    side = district()
    if side is None:
        return not_here("Import is not here", ELSEWHERE, (), ("All walks", "/walks"))
    reason = refusal()
    if reason:
        return not_here("Import is closed", reason, (), ("All walks", "/walks"))
    _, said = read_state(ImportState, query)
    parts = standing(side) | {"choose": choosing(side), "year-form": year_form()}
    return html.Div(
        [
            notice(said),
            html.P(dcc.Link("Walks", href="/walks"), className="eyebrow"),
            html.H1("Import walks"),
            _part("badge", parts, className="import-badge"),
            html.P(
                "Bring what the walks and the student system wrote down. Each file is checked row by row before anything is "
                "kept, and every load can be undone. It all stays on this machine.",
                className="page-intro",
            ),
            step("import", "who", "Whose walks", [_said("who-said"), _part("who", parts)], "1"),
            step("import", "choose", "Choose a file", [_part("choose", parts)], "2"),
            step("import", "check", "Check and load", _dry_run(), "3"),
            step("import", "loads", "What is loaded", [_said("loads-said"), _part("loads", parts)]),
            step("import", "years", "School years", _years(parts)),
            dcc.Store(id="import-asked"),
            dcc.Store(id="import-told"),
            dcc.Download(id="import-download"),
        ],
        className="page import-page",
    )


def _part(name: str, parts: dict[str, Any], className: str = "") -> html.Div:
    return html.Div(parts.get(name), id=f"import-{name}", className=className)


def _said(name: str) -> html.Div:
    """Where the outcome of an act is said; it gets the focus, so that a screen reader goes on from there."""
    return html.Div(id=f"import-{name}", className="import-said small", role="status", tabIndex="-1")


def _dry_run() -> list[Any]:
    said = html.Div(id="import-said", className="import-said", role="status", tabIndex="-1")
    rest = [html.Div(id=f"import-{name}") for name in DRY_RUN if name != "said"]
    return [
        html.P(id="import-problem", className="import-problem", role="alert", hidden=True),
        html.P(id="import-busy", className="import-busy", role="status"),
        said,
        html.P("What the file says stands here as soon as one is chosen.", className="hint import-empty"),
        *rest,
    ]


def _years(parts: dict[str, Any]) -> list[Any]:
    return [
        html.P("School days are counted by these: the tenth day after coming back, and whether a summer lies between."),
        _said("years-said"),
        _part("years", parts),
        html.H3("Add a school year, or put one in its place"),
        _part("year-form", parts),
    ]


@callback(
    *[Output(f"import-{name}", "children") for name in PARTS],
    Output("import-download", "data"),
    Output("import-told", "data"),
    Input("import-asked", "data"),
    prevent_initial_call=True,
)
def acted(asked: object) -> tuple[Any, ...]:
    """One act of the page; every part that is not new stays as it is."""
    side, reason = district(), refusal()
    number = asked.get("number") if isinstance(asked, dict) else None
    if side is None or reason:
        return _sent(Answer({"said": html.P(reason or ELSEWHERE)}, "import-said"), number)
    try:
        read = Asked.model_validate(asked)
    except ValidationError:
        return _sent(Answer({"said": html.P(UNREADABLE)}, "import-said"), number)
    return _sent(answer(side, read), number)


def _sent(made: Answer, number: object) -> tuple[Any, ...]:
    told = {"number": number if isinstance(number, int) else None, "focus": made.focus, "done": made.done}
    parts = [made.parts.get(name, no_update) for name in PARTS]
    return (*parts, made.download or no_update, told)


clientside_callback(ClientsideFunction("imports", "begin"), Output("import-drop", "title"), Input("import-drop", "id"))
clientside_callback(
    ClientsideFunction("imports", "told"),
    Output("import-told", "storage_type"),
    Input("import-told", "data"),
    prevent_initial_call=True,
)
