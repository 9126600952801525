"""Ways out of an agenda: present it, share it, and take it away as files; what cannot go into a file is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html

from exhibits.agenda_items import BuiltItem
from exhibits.room_check import title_of
from exports.agenda_export import problem_of

KINDS = {
    "pptx": ("PowerPoint", "native charts, what is said and notes in the slide notes"),
    "html": ("Web page", "one file that opens with the network off"),
    "json": ("Agenda", "to be imported here or elsewhere; it holds no numbers"),
}


def links(identity: str, *, may_present: bool = True) -> list[Any]:
    """Present, and for whoever may, the presenter's view."""
    address = f"/convene/{identity}"
    presenter = html.A("Presenter view", href=f"{address}/present?view=presenter", className="button")
    return [
        html.A("Present", href=f"{address}/present", className="button strong"),
        *([presenter] if may_present else []),
    ]


def files_menu(identity: str, items: Sequence[BuiltItem], *, is_owner: bool = True) -> list[Any]:
    """The menu "Files". Where items cannot go into a file they are named, and the files are offered without them."""
    left = [(each, reason) for each in items if (reason := problem_of(each))]
    rest = {"without": ",".join(each.item.id for each, _ in left)} if left else {}
    query = f"?{urlencode(rest, safe=',')}" if rest else ""
    offered = len(items) > len(left)
    entries = [
        html.Li(
            [
                html.A(name, href=f"/export/agenda/{identity}.{ending}{'' if ending == 'json' else query}"),
                html.Span(words, className="convene-hint"),
            ]
        )
        for ending, (name, words) in KINDS.items()
        if (is_owner and ending == "json") or (offered and ending != "json")
    ]
    if offered:
        print_link = dcc.Link("Print, or save as PDF", href=f"/convene/{identity}?view=paper")
        entries.append(html.Li([print_link, html.Span("opens the printing view", className="convene-hint")]))
    return [
        html.Details(
            [
                html.Summary("Files", className="button"),
                html.Div([*_left_out(left, offered), html.Ul(entries)], className="convene-files-menu"),
            ],
            className="convene-files",
            id="convene-files",
        )
    ]


def _left_out(left: Sequence[tuple[BuiltItem, str]], offered: bool) -> list[Any]:
    if not left:
        return []
    then = "The files below hold the others:" if offered else "So there is no file yet but the agenda itself."
    return [
        html.P(f"Some items cannot go into a file. {then}" if offered else f"No item can go into a file. {then}"),
        html.Ul([html.Li(f"{title_of(each)}: {reason}") for each, reason in left], className="convene-left-out"),
    ]
