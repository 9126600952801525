"""The addresses of an agenda: for presenters and for the audience, made, renewed, withdrawn and listed by its owner."""

from __future__ import annotations

from typing import Any, Literal

from dash import html
from pydantic import BaseModel, ConfigDict

from components.attributes import attributes
from components.door import documents
from operations.agendas import ItemId
from operations.sharing import Share, Shares

ABOUT = "Nobody but you can open this agenda. Share it to give others an address; it can be withdrawn at any time."
PRESENTERS = "for presenters: notes, answers, files and phones"
AUDIENCE = "for the audience: neither notes nor answers"
Act = Literal["share", "renew", "withdraw", "list", "unlist"]


class AskedShare(BaseModel):
    """The id of a button that was pressed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Literal["convene-share"]
    act: Act
    agenda: ItemId


def share_section(agenda: str) -> html.Section:
    """The part of an agenda's page about its addresses."""
    held = Shares(documents()).of(agenda)
    return html.Section(
        [
            html.H2("Share", id="convene-share-title"),
            html.Div(share_parts(agenda, held), id="convene-share", role="status"),
        ],
        **attributes(aria_labelledby="convene-share-title"),
    )


def share_parts(agenda: str, held: Share | None) -> list[Any]:
    """What the owner sees and can do."""
    if held is None:
        return [
            html.P(ABOUT, className="convene-hint"),
            html.Div([_act(agenda, "share", "Share")], className="convene-acts"),
        ]
    listing = ("unlist", "Take it off the public list") if held.listed else ("list", "Name it on the public list")
    return [
        html.P([_copy("Copy audience link", held.audience), " ", html.Span(AUDIENCE, className="convene-hint")]),
        html.P([_copy("Copy presenter link", held.presenter), " ", html.Span(PRESENTERS, className="convene-hint")]),
        html.Div(
            [
                _act(agenda, listing[0], listing[1]),
                _act(agenda, "renew", "New addresses: the old ones end"),
                _act(agenda, "withdraw", "Withdraw"),
            ],
            className="convene-acts",
        ),
    ]


def _copy(words: str, token: str) -> html.Button:
    address = f"/convene/{token}"
    return html.Button(words, type="button", className="button", **attributes(data_convene_share=address))


def _act(agenda: str, act: str, words: str) -> html.Button:
    identity = {"type": "convene-share", "act": act, "agenda": agenda}
    return html.Button(words, id=identity, type="button", className="action", n_clicks=0)
