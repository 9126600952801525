"""Releases a district made: which, when, by whom, and the file again. And what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from components.attributes import attributes
from components.scrolling import scrolling
from database.district.values import MadeReleaseRecord
from exhibits.model import MADE_UP
from exhibits.walk_record import date_words

SHOWN_DIGITS = 16
SEND = (
    "Send the file to the Roundtable’s office, by e-mail if you like: it holds nothing but what you approved. "
    "They load it with “Receive a release” on their own machine, which checks it once more."
)


def file_name(record: MadeReleaseRecord) -> str:
    """What the file of a release is called."""
    kind = "made-up-release" if record.made_up else "release"
    return f"{kind}-{record.made_on.isoformat()}-{record.sha256[:8]}.json"


def download_button(record: MadeReleaseRecord, words: str, strong: bool = False) -> html.Button:
    """A button that brings a release's file."""
    return html.Button(
        words,
        id={"type": "release-download", "sha256": record.sha256, "place": "new" if strong else "log"},
        type="button",
        className="button strong" if strong else "action",
        **({} if strong else attributes(aria_label=f"{words}: release of {_day(record)}")),
    )


def made_parts(record: MadeReleaseRecord) -> list[Any]:
    """What is said right after a release was approved."""
    return [
        html.P(f"The release of {_day(record)} is made, approved by {record.approver}."),
        html.P(["Its hash begins with ", html.Code(record.sha256[:SHOWN_DIGITS]), "; the Roundtable sees the same."]),
        download_button(record, "Download the file", strong=True),
        html.P(SEND, className="hint"),
    ]


def log(records: Sequence[MadeReleaseRecord]) -> Any:
    """Every release made, the newest first."""
    if not records:
        return html.P("No release has been made yet.", className="hint")
    heads = ("Made on", "Approved by", "Students", "SHA-256", "File")
    head = html.Tr([html.Th(name, scope="col") for name in heads])
    rows = [_row(record) for record in reversed(records)]
    body = [html.Caption("Releases, the newest first"), html.Thead(head), html.Tbody(rows)]
    return scrolling(html.Table(body, className="table table-sm"), "Releases made")


def _row(record: MadeReleaseRecord) -> html.Tr:
    return html.Tr(
        [
            html.Th(_day(record), scope="row"),
            html.Td(record.approver),
            html.Td(MADE_UP if record.made_up else "the district’s own"),
            html.Td(html.Code(record.sha256[:SHOWN_DIGITS])),
            html.Td(download_button(record, "Download again")),
        ]
    )


def _day(record: MadeReleaseRecord) -> str:
    return date_words(record.made_on.isoformat())
