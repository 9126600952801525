"""``/walks/release``: the district looks at what would be published, a person approves it, and the file is made."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import dash
import dash_bootstrap_components as dbc
from dash import ALL, Input, Output, State, callback, ctx, dcc, html, no_update
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from components.address import PageState, read_state
from components.door import district, refusal
from components.release_made import file_name, log, made_parts
from components.release_proposal import counted, proposal_parts
from components.states import not_here, notice
from components.steps import ELSEWHERE, step
from database.engine import DatabaseError
from exhibits.model import MADE_UP
from operations.district.releasing import NotReleased, approve, propose
from operations.district.side import DistrictSide
from walks.calendar import CalendarMissing
from walks.codes import UnknownCode
from walks.release import ReleaseRefused

# a template without a variable: so the page may say whether it is there
dash.register_page(
    __name__,
    path_template="/walks/release",
    title="Release walk counts",
    nav=None,
    order=5.3,
    knows=lambda: district() is not None,
)
UNREADABLE = "What this page sent could not be used: reload the page and try again."
LOOKING = "Working out what may be published. Every hidden count is attacked first: this takes some seconds."
MAKING = "Making the release and attacking it once more. This takes some seconds."
COMPARE, HIDE = "Compare with true counts", "Take the true counts off the screen"
NOT_LOOKED = "Look at what would be published, then tick the box: only then can it be approved."
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class ReleaseState(PageState):
    """The page has no parameters."""


class Approval(BaseModel):
    """What the approver sends: the name, that it was looked at, and the hash of what was looked at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    approver: str = Field(max_length=200)
    looked: Literal[True]
    hash: Hash


class Wanted(BaseModel):
    """Which release's file is asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Literal["release-download"]
    sha256: Hash
    place: Literal["new", "log"]


def layout(**query: Any) -> html.Div:
    """The page; without any control where nothing may be changed."""
    side = district()
    if side is None:
        return not_here("Releases are not made here", ELSEWHERE, (), ("All walks", "/walks"))
    reason = refusal()
    if reason:
        return not_here("Releasing is closed", reason, (), ("All walks", "/walks"))
    _, said = read_state(ReleaseState, query)
    return html.Div(
        [
            notice(said),
            html.P(dcc.Link("Walks", href="/walks"), className="eyebrow"),
            html.H1("Release walk counts"),
            html.P(html.Span(MADE_UP, className="tag"), className="import-badge") if side.is_made_up() else None,
            html.P(
                "Nothing of this district’s walks is public before a person here approves it. A release is one file of "
                "counts; small groups are hidden in it, and so is what would tell them.",
                className="page-intro",
            ),
            step("release", "look", "Look at what would be published", _look(), "1"),
            step("release", "approve", "Approve it", _approve(), "2"),
            step("release", "send", "Send the file", [_said("made", "Approve first; the file is here then.")], "3"),
            step("release", "log", "Releases made so far", [html.Div(log(side.store.releases()), id="release-log")]),
            dcc.Store(id="release-looked-at"),
            dcc.Download(id="release-file"),
        ],
        className="page release-page",
    )


def _said(name: str, words: str = "") -> html.Div:
    return html.Div(words, id=f"release-{name}", role="status", tabIndex="-1")


def _look() -> list[Any]:
    return [
        html.Button(COMPARE, id="release-compare", type="button", className="button", n_clicks=0),
        html.P(LOOKING, id="release-status", className="import-said", role="status"),
        html.Div(id="release-proposal", className="release-proposal"),
    ]


def _approve() -> list[Any]:
    return [
        html.Div(
            [
                html.Label("Your name: it goes into the file and is public", htmlFor="release-approver"),
                dcc.Input(id="release-approver", type="text", maxLength=80, autoComplete="name", value=""),
            ],
            className="field release-name",
        ),
        dbc.Checkbox(
            id="release-confirm",
            label="I have looked at every table above, and I may approve it for the district.",
            value=False,
        ),
        html.Button("Approve and make the file", id="release-do", type="button", className="button strong", n_clicks=0),
        html.P(id="release-busy", className="import-busy", role="status"),
        html.P(id="release-problem", className="import-problem", role="alert", hidden=True),
    ]


@callback(
    Output("release-status", "children"),
    Output("release-proposal", "children"),
    Output("release-looked-at", "data"),
    Output("release-compare", "children"),
    Input("release-compare", "n_clicks"),
)
def looked(presses: object) -> tuple[str, Any, Any, str]:
    """What would be published; with true counts beside it after an odd number of presses."""
    side, reason = district(), refusal()
    if side is None or reason:
        return reason or ELSEWHERE, None, None, COMPARE
    compare = isinstance(presses, int) and presses % 2 == 1
    try:
        proposal = propose(side, side.today())
    except (NotReleased, UnknownCode, CalendarMissing, DatabaseError) as problem:
        return str(problem), None, None, COMPARE
    return counted(proposal), proposal_parts(proposal, compare), proposal.hash or None, HIDE if compare else COMPARE


@callback(
    Output("release-made", "children"),
    Output("release-log", "children"),
    Output("release-problem", "children"),
    Output("release-problem", "hidden"),
    Output("release-confirm", "value"),
    Input("release-do", "n_clicks"),
    State("release-approver", "value"),
    State("release-confirm", "value"),
    State("release-looked-at", "data"),
    # the button stays as it is: a disabled one would lose the focus
    running=[(Output("release-busy", "children"), MAKING, "")],
    prevent_initial_call=True,
)
def approved(presses: object, approver: object, confirmed: object, looked_at: object) -> tuple[Any, ...]:
    """A person approves what is on the screen."""
    side, reason = district(), refusal()
    if side is None or reason:
        return _problem(reason or ELSEWHERE)
    if not presses:
        return (no_update,) * 5
    if looked_at is None or confirmed is not True:
        return _problem(NOT_LOOKED)
    try:
        asked = Approval.model_validate({"approver": approver or "", "looked": confirmed, "hash": looked_at})
        record = approve(side, asked.approver, asked.hash, side.today())
    except ValidationError:
        return _problem(UNREADABLE)
    except (NotReleased, ReleaseRefused, UnknownCode, CalendarMissing, DatabaseError) as problem:
        return _problem(str(problem))
    return made_parts(record), log(side.store.releases()), "", True, False


def _problem(words: str) -> tuple[Any, ...]:
    return no_update, no_update, words, False, no_update


@callback(
    Output("release-file", "data"),
    Input({"type": "release-download", "sha256": ALL, "place": ALL}, "n_clicks"),
    prevent_initial_call=True,
)
def downloaded(presses: object) -> Any:
    """The file of a release, byte for byte as it was approved."""
    side, reason = district(), refusal()
    if side is None or reason or not isinstance(presses, list) or not any(presses):
        return no_update
    try:
        wanted = Wanted.model_validate(ctx.triggered_id)
    except ValidationError:
        return no_update
    return _file(side, wanted.sha256)


def _file(side: DistrictSide, sha256: str) -> Any:
    record = next((each for each in side.store.releases() if each.sha256 == sha256), None)
    if record is None:
        return no_update
    return {"content": record.content.decode(), "filename": file_name(record), "type": "application/json"}
