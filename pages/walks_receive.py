"""``/walks/receive``: a district's release is brought, verified against every earlier one, and loaded."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Any

import dash
import dash_bootstrap_components as dbc
from dash import (
    ClientsideFunction,
    Input,
    Output,
    State,
    callback,
    clientside_callback,
    ctx,
    dcc,
    html,
    no_update,
)
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from components.address import PageState, read_state
from components.attributes import attributes
from components.door import refusal, releases
from components.plan_fields import labelled
from components.release_received import (
    audit_parts,
    loaded_list,
    loaded_parts,
    received_parts,
    refused_parts,
    release_options,
)
from components.states import not_here, notice
from components.steps import step
from database.engine import DatabaseError
from operations.receiving import check_release, load_release, replace_release
from operations.release_audit import (
    LONGEST_NAME,
    LONGEST_REASON,
    LoadedRelease,
    NotWithdrawn,
    audit_loaded,
    loaded_releases,
    withdraw,
)
from walks.disclosure import Watch
from walks.release import ReleaseRefused
from walks.release_file import LARGEST_BYTES

dash.register_page(
    __name__, path_template="/walks/receive", title="Receive a release", nav=None, order=5.4, knows=lambda: True
)
AUDIT_SECONDS = 20.0
AUDIT_BEGINS_MS = 300
NO_OTHER = "none"
UNREADABLE = "The file did not arrive whole: choose it again."
FORM_UNREADABLE = "The form did not arrive whole: fill it in again."
WORKING = "Verifying. Every hidden count is attacked: this takes some seconds."


class ReceiveState(PageState):
    """The page has no parameters."""


class Brought(BaseModel):
    """A file as the browser sent it: ``content`` in base64; ``number`` makes each choice a new one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    content: str = Field(max_length=LARGEST_BYTES * 4 // 3 + 4)
    number: int = Field(ge=0)

    def data(self) -> bytes:
        """The file's bytes.

        Raises:
            ValueError: it is no base64.
        """
        try:
            return base64.b64decode(self.content, validate=True)
        except binascii.Error:
            raise ValueError(UNREADABLE) from None


def layout(**query: Any) -> html.Div:
    """The page; without any control where nothing may be changed."""
    reason = refusal()
    if reason:
        return not_here("Releases are not received here", reason, (), ("All walks", "/walks"))
    _, said = read_state(ReceiveState, query)
    records = loaded_releases(releases())
    return html.Div(
        [
            notice(said),
            html.P(dcc.Link("Walks", href="/walks"), className="eyebrow"),
            html.H1("Receive a release"),
            html.P(
                "A district sends one file of released counts. It is verified here once more, together with every earlier "
                "release of that district, and then shown with the walks. The file is kept byte for byte. A "
                "release can be withdrawn from the public pages; what was public once stays known all the same.",
                className="page-intro",
            ),
            step("receive", "choose", "Choose the file", [_drop(), *_heard()], "1"),
            step("receive", "load", "Load it", _load(records), "2"),
            step(
                "receive",
                "list",
                "Releases loaded so far",
                [html.Div(loaded_list(records), id="receive-list")],
            ),
            step("receive", "audit", "What they give away", _audit(records)),
            step("receive", "withdraw", "Withdraw a release", _withdraw(records)),
            dcc.Store(id="receive-asked"),
        ],
        className="page receive-page",
    )


def _drop() -> html.Div:
    return html.Div(
        [
            html.Label("Release file", htmlFor="receive-file"),
            html.Div(className="import-input"),
            html.P("A .json file, as the district sent it; at most 2 MB.", id="receive-file-help", className="hint"),
        ],
        id="receive-drop",
        className="import-drop",
        **attributes(data_file_most=str(LARGEST_BYTES)),
    )


def _heard() -> list[Any]:
    return [
        html.P(id="receive-problem", className="import-problem", role="alert", hidden=True),
        html.P(id="receive-busy", className="import-busy", role="status"),
        html.Div(id="receive-found", role="status"),
    ]


def _load(records: Sequence[LoadedRelease]) -> list[Any]:
    return [
        html.Div(
            [
                labelled("Replaces", dbc.Select(id="receive-replaces", options=_or_none(records), value=NO_OTHER)),
                labelled(
                    "Your name", dbc.Input(id="receive-replaces-who", maxlength=LONGEST_NAME, autocomplete="name")
                ),
                labelled("Reason", dbc.Input(id="receive-replaces-why", maxlength=LONGEST_REASON)),
            ],
            className="receive-form",
        ),
        html.P(
            "A release that is replaced is withdrawn with the loading, for good; your name and the reason are kept. Where "
            "none is replaced leave both empty.",
            className="hint",
        ),
        html.Button("Load it", id="receive-load", type="button", className="button strong", disabled=True, n_clicks=0),
        html.Div("Choose a file first.", id="receive-said", className="hint", role="status"),
    ]


def _or_none(records: Sequence[LoadedRelease]) -> list[dict[str, str]]:
    return [{"value": NO_OTHER, "label": "no other release"}, *release_options(records)]


def _audit(records: Sequence[LoadedRelease]) -> list[Any]:
    return [
        html.P(
            "Rules get better. Releases that came in under older ones are attacked again, each with those loaded before it; "
            "withdrawn ones count as known.",
            className="hint",
        ),
        html.Div(audit_parts(records), id="receive-audit", role="status"),
        # the page does not wait: what today's rules have not seen is audited by a request of its own, in a process of its own
        dcc.Interval(
            id="receive-audit-begin",
            interval=AUDIT_BEGINS_MS,
            max_intervals=1,
            disabled=all(one.audit is not None for one in records),
        ),
        html.Button("Audit all again", id="receive-audit-do", type="button", className="button", n_clicks=0),
        html.Span(id="receive-audit-busy", className="hint"),
    ]


def _withdraw(records: Sequence[LoadedRelease]) -> list[Any]:
    return [
        html.P(
            "It disappears from pages, exports and the programs’ interface at once. It is kept here with who withdrew it and "
            "why. This cannot be undone. To put a new release in its place, name it where the new one is loaded (step 2).",
            className="hint",
        ),
        html.Div(
            [
                labelled(
                    "Release", dbc.Select(id="receive-out", options=release_options(records), placeholder="choose")
                ),
                labelled("In its place", dbc.Select(id="receive-instead", options=_or_none(records), value=NO_OTHER)),
                labelled("Your name", dbc.Input(id="receive-who", maxlength=LONGEST_NAME, autocomplete="name")),
                labelled("Reason", dbc.Input(id="receive-why", maxlength=LONGEST_REASON)),
            ],
            className="receive-form",
        ),
        html.Button("Withdraw it", id="receive-withdraw", type="button", className="button", n_clicks=0),
        html.Div(id="receive-withdrawn", className="hint", role="status"),
    ]


@callback(
    Output("receive-found", "children"),
    Output("receive-load", "disabled"),
    Output("receive-said", "children"),
    Input("receive-asked", "data"),
    running=[(Output("receive-busy", "children"), WORKING, "")],
    prevent_initial_call=True,
)
def brought(asked: object) -> tuple[Any, bool, Any]:
    """Verify a file; nothing is written."""
    reason = refusal()
    if reason:
        return refused_parts([reason]), True, ""
    try:
        received = check_release(_content(asked), releases().all())
    except (ReleaseRefused, ValueError) as problem:
        return refused_parts(str(problem).splitlines()), True, ""
    except DatabaseError as problem:
        return refused_parts([str(problem)]), True, ""
    return received_parts(received), False, ""


@callback(
    Output("receive-said", "children", allow_duplicate=True),
    Output("receive-list", "children"),
    Output("receive-audit", "children", allow_duplicate=True),
    Output("receive-out", "options", allow_duplicate=True),
    Output("receive-instead", "options"),
    Output("receive-replaces", "options"),
    Output("receive-replaces", "value"),
    Input("receive-load", "n_clicks"),
    State("receive-asked", "data"),
    State("receive-replaces", "value"),
    State("receive-replaces-who", "value"),
    State("receive-replaces-why", "value"),
    running=[(Output("receive-busy", "children"), "Loading.", "")],
    prevent_initial_call=True,
)
def loaded(presses: object, asked: object, replaces: object, who: object, why: object) -> tuple[Any, ...]:
    """Verify the file once more and load it; the release it replaces is withdrawn with it."""
    nothing = (no_update,) * 6
    reason = refusal()
    if reason:
        return refused_parts([reason]), *nothing
    if not presses or asked is None:
        return "Choose a file first.", *nothing
    try:
        form = _withdrawing(replaces, "", who, why)
        content = _content(asked)
        if form.sha256:
            record = replace_release(releases(), content, form.sha256, form.who, form.reason)
        else:
            record = load_release(releases(), content)
    except ValidationError:
        return refused_parts([FORM_UNREADABLE]), *nothing
    except (ReleaseRefused, ValueError, DatabaseError) as problem:
        return refused_parts(str(problem).splitlines()), *nothing
    records = loaded_releases(releases())
    options = _or_none(records)
    return (
        loaded_parts(record, replaced=bool(form.sha256)),
        loaded_list(records),
        audit_parts(records),
        release_options(records),
        options,
        options,
        NO_OTHER,
    )


class Withdrawing(BaseModel):
    """The form of a withdrawal: hashes of releases, a name, a reason."""

    model_config = ConfigDict(frozen=True)

    sha256: str = Field(max_length=64)
    instead: str = Field(max_length=64)
    who: str = Field(max_length=LONGEST_NAME)
    reason: str = Field(max_length=LONGEST_REASON)


def _withdrawing(sha256: object, instead: object, who: object, why: object) -> Withdrawing:
    """The form's fields. Raises ValidationError where one is no text, or too long."""
    chosen = {"sha256": sha256, "instead": instead}
    return Withdrawing.model_validate(
        {name: "" if value in (None, NO_OTHER) else value for name, value in chosen.items()}
        | {"who": who or "", "reason": why or ""}
    )


@callback(
    Output("receive-audit", "children"),
    Output("receive-list", "children", allow_duplicate=True),
    Input("receive-audit-do", "n_clicks"),
    Input("receive-audit-begin", "n_intervals"),
    running=[(Output("receive-audit-busy", "children"), "Auditing.", "")],
    prevent_initial_call=True,
)
def audited_again(presses: object, begun: object) -> tuple[Any, Any]:
    """Attack loaded releases by today's rules and keep what is found: all when asked for, else those not seen yet."""
    if not presses and not begun:
        return no_update, no_update
    if reason := refusal():
        return [html.P(reason)], no_update
    try:
        records = audit_loaded(releases(), Watch(AUDIT_SECONDS), again=ctx.triggered_id == "receive-audit-do")
    except DatabaseError as problem:
        return [html.P(str(problem))], no_update
    return audit_parts(records), loaded_list(records)


@callback(
    Output("receive-withdrawn", "children"),
    Output("receive-list", "children", allow_duplicate=True),
    Output("receive-audit", "children", allow_duplicate=True),
    Output("receive-out", "options"),
    Input("receive-withdraw", "n_clicks"),
    State("receive-out", "value"),
    State("receive-instead", "value"),
    State("receive-who", "value"),
    State("receive-why", "value"),
    prevent_initial_call=True,
)
def withdrawn(presses: object, sha256: object, instead: object, who: object, why: object) -> tuple[Any, Any, Any, Any]:
    """Take a release off the public pages."""
    nothing = (no_update, no_update, no_update)
    if not presses:
        return no_update, *nothing
    if reason := refusal():
        return reason, *nothing
    try:
        form = _withdrawing(sha256, instead, who, why)
        if not form.sha256:
            return "Choose the release to withdraw.", *nothing
        withdraw(releases(), form.sha256, form.who, form.reason, form.instead)
    except ValidationError:
        return FORM_UNREADABLE, *nothing
    except (NotWithdrawn, DatabaseError) as problem:
        return str(problem), *nothing
    records = loaded_releases(releases())
    return "Withdrawn: it is public no longer.", loaded_list(records), audit_parts(records), release_options(records)


def _content(asked: object) -> bytes:
    """The bytes of what was sent. Raises ValueError where it cannot be used."""
    try:
        return Brought.model_validate(asked).data()
    except ValidationError:
        raise ValueError(UNREADABLE) from None


clientside_callback(
    ClientsideFunction("receiving", "begin"), Output("receive-drop", "title"), Input("receive-drop", "id")
)
