"""``/walks/receive``: a district's release is brought, verified against every earlier one, and loaded."""

from __future__ import annotations

import base64
import binascii
from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html, no_update
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from components.address import PageState, read_state
from components.attributes import attributes
from components.door import refusal, releases
from components.release_received import loaded_list, loaded_parts, received_parts, refused_parts
from components.states import not_here, notice
from components.steps import step
from database.engine import DatabaseError
from operations.receiving import check_release, load_release
from walks.release import ReleaseRefused
from walks.release_file import LARGEST_BYTES

dash.register_page(
    __name__, path_template="/walks/receive", title="Receive a release", nav=None, order=5.4, knows=lambda: True
)
UNREADABLE = "The file did not arrive whole: choose it again."
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
    return html.Div(
        [
            notice(said),
            html.P(dcc.Link("Walks", href="/walks"), className="eyebrow"),
            html.H1("Receive a release"),
            html.P(
                "A district sends one file of released counts. It is verified here once more, together with every earlier "
                "release of that district, and then shown with the walks. The file is kept byte for byte, and cannot be taken "
                "back: what was public once stays known.",
                className="page-intro",
            ),
            step("receive", "choose", "Choose the file", [_drop(), *_heard()], "1"),
            step("receive", "load", "Load it", _load(), "2"),
            step(
                "receive",
                "list",
                "Releases loaded so far",
                [html.Div(loaded_list(releases().all()), id="receive-list")],
            ),
            dcc.Store(id="receive-asked"),
        ],
        className="page receive-page",
    )


def _drop() -> html.Div:
    return html.Div(
        [
            html.Label("Release file", htmlFor="receive-file"),
            html.Div(className="import-input"),
            html.P("A .json file, as the district sent it; at most 5 MB.", id="receive-file-help", className="hint"),
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


def _load() -> list[Any]:
    return [
        html.Button("Load it", id="receive-load", type="button", className="button strong", disabled=True, n_clicks=0),
        html.Div("Choose a file first.", id="receive-said", className="hint", role="status"),
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
    Input("receive-load", "n_clicks"),
    State("receive-asked", "data"),
    running=[(Output("receive-busy", "children"), "Loading.", "")],
    prevent_initial_call=True,
)
def loaded(presses: object, asked: object) -> tuple[Any, Any]:
    """Verify the file once more and load it."""
    reason = refusal()
    if reason:
        return refused_parts([reason]), no_update
    if not presses or asked is None:
        return "Choose a file first.", no_update
    try:
        record = load_release(releases(), _content(asked))
    except (ReleaseRefused, ValueError, DatabaseError) as problem:
        return refused_parts(str(problem).splitlines()), no_update
    return loaded_parts(record), loaded_list(releases().all())


def _content(asked: object) -> bytes:
    """The bytes of what was sent. Raises ValueError where it cannot be used."""
    try:
        return Brought.model_validate(asked).data()
    except ValidationError:
        raise ValueError(UNREADABLE) from None


clientside_callback(
    ClientsideFunction("receiving", "begin"), Output("receive-drop", "title"), Input("receive-drop", "id")
)
