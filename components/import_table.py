"""Tables of the import page, and how it writes days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dash import html

from components.scrolling import scrolling


def table(
    caption: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], numbers: Sequence[int] = (), keys: Any = None
) -> html.Div:
    """A table whose first cell heads its row; a wide one scrolls in its own box, by keyboard too.

    Args:
        caption: what it holds.
        columns: heads; "" over a column of buttons.
        rows: cells.
        numbers: places of columns of numbers.
        keys: one for each row where rows are told apart by more than their place.
    """
    head = [
        html.Th(name or html.Span("Do", className="visually-hidden"), scope="col", className=_style(place, numbers))
        for place, name in enumerate(columns)
    ]
    body = [
        html.Tr(
            [
                html.Th(cell, scope="row", className=_style(place, numbers))
                if place == 0
                else html.Td(cell, className=_style(place, numbers))
                for place, cell in enumerate(row)
            ],
            key=str(keys[index]) if keys else str(index),
        )
        for index, row in enumerate(rows)
    ]
    parts = [html.Caption(caption), html.Thead(html.Tr(head)), html.Tbody(body)]
    return scrolling(html.Table(parts, className="table table-sm"), caption)


def _style(place: int, numbers: Sequence[int]) -> str:
    return "number" if place in numbers else ""


def day_words(day: date) -> str:
    """A day as people here write it: ``Aug 3, 2026``."""
    return f"{day:%b} {day.day}, {day.year}"
