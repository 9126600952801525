"""An agenda to read and to print: every item with its exhibit as on its page, nothing to change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from components.agenda_files import files_menu, links
from components.agenda_form import sums
from components.agenda_item import dollars, state_of
from components.attributes import attributes
from components.frame import frame
from exhibits.agenda_items import BuiltItem
from exhibits.room_check import title_of
from operations.agendas import Saved
from operations.sharing import Access, Opened

READ_ONLY = "The agenda can be read and presented here, not changed."


def reading(opened: Opened, items: Sequence[BuiltItem]) -> list[Any]:
    """The agenda without a form, with as much of it as the one who asks may see."""
    saved, is_owner = opened.saved, opened.access is Access.OWNER
    change: list[Any] = [" ", dcc.Link("Open it to change it", href=f"/convene/{saved.id}")] if is_owner else []
    files = files_menu(saved.id, items, is_owner=is_owner) if opened.may_present else []
    return [
        html.P(dcc.Link("All agendas", href="/convene"), className="eyebrow"),
        html.H1(saved.agenda.title),
        html.Div(sums(saved.agenda), className="convene-sums"),
        html.P([READ_ONLY, *change], className="notice", role="note"),
        html.Div([*links(saved.id, may_present=opened.may_present), *files], className="convene-links"),
        html.Ol(
            [_read(each, place, opened.may_present) for place, each in enumerate(items, start=1)],
            className="convene-list convene-reading",
        )
        if items
        else html.P("Nothing is on it yet.", className="empty-state"),
    ]


def _read(built: BuiltItem, place: int, may_present: bool) -> html.Li:
    item, slide = built.item, built.slide
    if item.question and not may_present:
        return html.Li(
            [
                html.H2(item.question.text, className="convene-finding"),
                html.P(f"Item {place} · {item.minutes:g} min", className="convene-hint"),
            ],
            className="convene-item",
        )
    title: Any = dcc.Link(title_of(built), href=slide.address) if slide is not None else title_of(built)
    number = slide.number if slide is not None else ""
    return html.Li(
        [
            html.Div(
                [
                    html.H2(title, className="convene-finding"),
                    html.P(number, className="convene-number") if number else None,
                ],
                className="convene-head",
            ),
            *state_of(built),
            html.P(f"“{item.line}”", className="convene-line") if item.line else None,
            html.P(f"Ask first: {item.question.text}") if item.question else None,
            html.P(item.notes, className="convene-notes") if item.notes else None,
            html.P(f"Item {place} · {item.minutes:g} min", className="convene-hint"),
        ],
        className="convene-item",
        **dollars(built),
    )


def paper(saved: Saved, items: Sequence[BuiltItem]) -> list[Any]:
    """The agenda for a printer: each exhibit in full, with what is said above it."""
    return [
        html.P(
            [
                dcc.Link("Back to the agenda", href=f"/convene/{saved.id}"),
                html.Button("Print", type="button", className="button", **attributes(data_convene_print="")),
            ],
            className="convene-paper-bar",
        ),
        html.H1(saved.agenda.title),
        html.Div(sums(saved.agenda), className="convene-sums"),
        *[part for place, each in enumerate(items, start=1) for part in _sheet(each, place)],
    ]


def _sheet(built: BuiltItem, place: int) -> list[Any]:
    item = built.item
    said = f"“{item.line}”" if item.line else "Nothing is said with it yet."
    head: list[Any] = [
        html.P(f"{place}. {item.minutes:g} min. {said}", className="convene-line"),
        html.P(item.notes, className="convene-notes") if item.notes else None,
        *state_of(built),
    ]
    if built.moved:
        head.append(html.P("Kept numbers moved since; below are the numbers of today.", className="convene-problem"))
    if built.exhibit is None:
        return [*head, html.P(title_of(built), className="empty-state")]
    return [*head, frame(built.exhibit, key=f"paper-{item.id}")]
