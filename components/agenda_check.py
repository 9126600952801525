"""The room check on the page: each slide drawn as large as the big screen, and what was found item by item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from dash import dcc, html
from pydantic import BaseModel, ConfigDict, Field

from components.agenda_form import minutes_words
from components.agenda_item import dollars
from components.attributes import attributes
from components.graph import BLANK, CONFIG
from exhibits.agenda_items import BuiltItem
from exhibits.formats import number_of
from exhibits.room_check import CheckedItem, Finding, RoomCheck, Seen, title_of
from operations.agendas import MOST_ITEMS, ItemId

MOST_SEEN = 8


class AskedCheck(BaseModel):
    """Which agenda is checked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    agenda: ItemId
    number: Annotated[int, Field(ge=0)] = 0


class SeenSlides(AskedCheck):
    """What the browser found when it drew the slides, by item."""

    seen: dict[ItemId, Annotated[tuple[Seen, ...], Field(max_length=MOST_SEEN)]] = Field(max_length=MOST_ITEMS)


def slides(items: Sequence[BuiltItem], number: int) -> html.Div:
    """Every slide at 1920 by 1080, shown small; the browser measures them, then says what it found."""
    shown = [each for each in items if each.slide is not None]
    return html.Div(
        [_slide(each, number) for each in shown],
        className="convene-strip",
        tabIndex="0",
        role="region",
        **attributes(aria_label="Slides as drawn", data_convene_strip=str(number)),
    )


def _slide(built: BuiltItem, number: int) -> html.Figure:
    slide, key = built.slide, f"check-{number}-{built.item.id}"
    if slide is None:
        return html.Figure()
    head = [html.P(slide.title, className="convene-slide-title")]
    parts: list[Any] = [html.P(slide.number, className="convene-slide-number")] if slide.number else []
    if slide.figure is not None:
        size = slide.figure["layout"]
        graph = dcc.Graph(
            id={"type": "graph", "exhibit": key},
            figure=BLANK,
            config=CONFIG,
            responsive=True,
            style={"height": f"{size['height']}px"},
        )
        figures = {"wide": slide.figure, "narrow": None}
        chart = [dcc.Store(id={"type": "figure", "exhibit": key}, data=figures), graph]
        parts.append(html.Div(chart, className="chart", style={"width": f"{size['width']}px"}))
    elif slide.empty:
        parts.append(html.P(slide.empty, className="convene-slide-empty"))
    stage = html.Div(
        [
            *head,
            html.Div(parts, className="convene-slide-body"),
            html.P(slide.credit, className="convene-slide-credit"),
        ],
        className="convene-slide",
        **attributes(data_convene_slide=built.item.id, data_chart="yes" if slide.figure is not None else ""),
    )
    return html.Figure(
        [
            html.Div(stage, className="convene-slide-frame", **attributes(aria_hidden="true")),
            html.Figcaption(title_of(built)),
        ],
        **dollars(built),
    )


def drawing(number: int) -> html.P:
    """Said while the browser draws."""
    return html.P(f"Drawing {number_of(number, 'slide', 'slides')}…", className="convene-hint")


def verdict(found: RoomCheck, items: Sequence[BuiltItem]) -> list[Any]:
    """Ready or not, and what was found for each item."""
    over = f" of {found.length:g}" if found.length else ""
    faults = sum(not item.ok for item in found.items)
    advice = sum(item.ok and any(finding.remedy for finding in item.findings) for item in found.items)
    words = (
        "Ready for the room"
        if found.ready
        else f"Not ready: {number_of(faults, 'item needs', 'items need')} a change"
        if faults
        else "Not ready"
    )
    if found.ready and advice:
        words = f"{words}; {number_of(advice, 'item could', 'items could')} be better"
    bases = {each.item.id: dollars(each) for each in items}
    return [
        html.P(
            [
                html.Strong(words),
                f" · {minutes_words(found.minutes)}{over} planned, about {found.estimate:g} to see and say",
            ],
            className="convene-ready" if found.ready else "convene-not-ready",
        ),
        *(html.P(fault, className="convene-problem") for fault in found.faults),
        html.Ol([_found(item, bases.get(item.id, {})) for item in found.items], className="convene-found"),
    ]


def _found(item: CheckedItem, basis: Any) -> html.Li:
    state = "ready" if item.ok else "not ready"
    notes = [_note(finding) for finding in sorted(item.findings, key=lambda one: (not one.blocks, not one.remedy))]
    link = html.A(item.title, href=f"#convene-item-{item.id}")
    return html.Li(
        [html.Span(state, className=f"convene-state {'ok' if item.ok else 'not'}"), " ", link, html.Ul(notes)], **basis
    )


def _note(finding: Finding) -> html.Li:
    """One finding: what must change, what could be better, or what can only be known, with what to do about it."""
    lead = "Must change" if finding.blocks else "Could be better" if finding.remedy else "Good to know"
    return html.Li(
        [html.Strong(f"{lead}: "), " ".join(filter(None, (finding.words, finding.remedy)))],
        className="convene-blocks" if finding.blocks else "convene-note",
    )
