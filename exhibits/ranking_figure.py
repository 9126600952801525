"""How a ranking is drawn: one row a city, its name at the left, the dot with its interval, the value at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from database.values import MeasureRecord, ObservationRecord
from exhibits import formats
from exhibits.colours import COMPARATORS, LIGHT, SYMBOLS
from exhibits.comparison import Verdict
from exhibits.figure import NAME, bold, box, dots, figure, font, label, padded_range, plain, scale_axis, segment
from exhibits.lookup import claim_level
from exhibits.model import Figure

if TYPE_CHECKING:
    from exhibits.ranking import Row

ROW_HEIGHT = 27
FEW = 8


def draw(
    measure: MeasureRecord,
    rows: list[Row],
    coloured: tuple[str, ...],
    state: ObservationRecord | None,
    narrow: bool = False,
) -> Figure:
    """The dot plot. Rows run top down; the first coloured place is the focus, the next three are comparators."""
    start, end = (0.36, 0.86) if narrow else (0.19, 0.92)
    low, high = _range(measure, rows, state)
    suffix = "%" if measure.unit in formats.PERCENT_UNITS else ""
    styles = {slug: _style(index) for index, slug in enumerate(coloured)}
    shapes = [*_band(rows), *_intervals(rows, styles)]
    annotations = [*_names(rows, styles), *_values(rows, styles), *_band_note(rows, coloured), *_hollow_note(rows)]
    if state is not None and state.value is not None:
        drawn, said = _state_line(measure, state, len(rows))
        shapes.append(drawn)
        annotations.append(said)
    return figure(
        [_marks(measure, rows, styles)],
        margin={"l": 0, "r": 0, "t": 30, "b": 48},
        height=ROW_HEIGHT * max(len(rows), 1) + 78,
        xaxis=scale_axis(low, high, suffix, 3 if narrow else 4, domain=[start, end], side="top"),
        yaxis={"visible": False, "range": [len(rows) - 0.5, -0.5], "fixedrange": True},
        shapes=shapes,
        annotations=annotations,
    )


def _range(measure: MeasureRecord, rows: list[Row], state: ObservationRecord | None) -> tuple[float, float]:
    values = [v for row in rows for v in (row.estimate.value, row.estimate.low, row.estimate.high) if v is not None]
    if state is not None and state.value is not None:
        values.append(formats.scaled(state.value, measure.unit))
    ceiling = 100.0 if measure.unit in formats.PERCENT_UNITS else None
    return padded_range(values, floor=0.0 if min(values) >= 0 else None, ceiling=ceiling)


def _style(index: int) -> tuple[str, str]:
    if index == 0:
        return "focus", SYMBOLS[0]
    if index <= len(COMPARATORS):
        return COMPARATORS[index - 1], SYMBOLS[index]
    return "muted", SYMBOLS[0]


def _marks(measure: MeasureRecord, rows: list[Row], styles: dict[str, tuple[str, str]]) -> dict[str, Any]:
    chosen = [styles.get(row.record.place_slug) for row in rows]
    trace = dots(
        [row.estimate.value for row in rows],
        list(range(len(rows))),
        "context",
        hovertext=[_hover(measure, row) for row in rows],
    )
    colours = [LIGHT[style[0]] if style else LIGHT["context"] for style in chosen]
    trace["marker"] = {
        # a figure that mostly describes people outside the city is drawn hollow
        "color": [LIGHT["paper"] if row.borrowed else colour for row, colour in zip(rows, colours, strict=True)],
        "symbol": [style[1] if style else "circle" for style in chosen],
        "size": [12 if style else 9 for style in chosen],
        "opacity": 1,
        "line": {"width": [2 if row.borrowed else 0 for row in rows], "color": colours},
    }
    return trace


def _hover(measure: MeasureRecord, row: Row) -> str:
    text = f"{bold(row.record.place_name)}<br>{plain(row.text)}"
    if row.record.low is not None and row.record.high is not None:
        said = formats.interval_words(row.record.low, row.record.high, measure.unit, measure.decimals)
        what = f"{measure.interval_level}% interval" if claim_level(measure) else "low to high"
        text += f"<br>{what} {plain(said)}"
    note = f"<br>{plain(row.record.note)}" if row.record.note else ""
    rank = f"<br>{formats.ordinal_range(*row.ranks)} of the cities" if row.estimate.standard_error is not None else ""
    return f"{text}{rank}{note}"


def _band(rows: list[Row]) -> list[dict[str, Any]]:
    tied = [row.verdict is Verdict.SAME or row.verdict is None for row in rows]
    if not _tied(rows):
        return []
    return [
        box(0, 1, index - 0.5, index + 0.5, "focus_wash", xref="paper", yref="y", opacity=0.75)
        for index, same in enumerate(tied)
        if same
    ]


def _band_note(rows: list[Row], coloured: tuple[str, ...]) -> list[dict[str, Any]]:
    focus = next((row for row in rows if coloured and row.record.place_slug == coloured[0]), None)
    if focus is None or not _tied(rows):
        return []
    text = f"shaded: cannot be told apart from {plain(focus.record.place_name)}"
    return [
        label(text, 1, len(rows) - 0.5, xref="paper", xanchor="right", yanchor="top", yshift=-4, font=font(13, "focus"))
    ]


def _hollow_note(rows: list[Row]) -> list[dict[str, Any]]:
    if not any(row.borrowed for row in rows):
        return []
    text = "hollow: describes much of its surroundings"
    return [label(text, 0, len(rows) - 0.5, xref="paper", yanchor="top", yshift=-4 - 20 * _tied(rows), xshift=8)]


def _tied(rows: list[Row]) -> bool:
    return any(row.verdict is Verdict.SAME for row in rows)


def _intervals(rows: list[Row], styles: dict[str, tuple[str, str]]) -> list[dict[str, Any]]:
    drawn = []
    for index, row in enumerate(rows):
        low, high = row.estimate.low, row.estimate.high
        if low is None or high is None or low == high:
            continue
        style = styles.get(row.record.place_slug)
        colour, width = (style[0], 3) if style else ("context", 2)
        drawn.append(segment(low, high, index, index, colour, width=width, opacity=0.55, yref="y", xref="x"))
    return drawn


def _names(rows: list[Row], styles: dict[str, tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        label(
            bold(row.record.place_name) if row.record.place_slug in styles else plain(row.record.place_name),
            0,
            index,
            xref="paper",
            xshift=8,
            font=font(NAME, "text"),
        )
        for index, row in enumerate(rows)
    ]


def _values(rows: list[Row], styles: dict[str, tuple[str, str]]) -> list[dict[str, Any]]:
    every = len(rows) <= FEW
    said = []
    for index, row in enumerate(rows):
        style = styles.get(row.record.place_slug)
        if not (every or style or index in (0, len(rows) - 1)):
            continue
        text = bold(row.text) if style else plain(row.text)
        colour = style[0] if style else "muted"
        said.append(label(text, 1, index, xref="paper", xanchor="right", xshift=-8, font=font(NAME, colour)))
    return said


def _state_line(measure: MeasureRecord, state: ObservationRecord, rows: int) -> tuple[dict[str, Any], dict[str, Any]]:
    value = formats.scaled(state.value or 0.0, measure.unit)
    text = formats.measured(state.value or 0.0, measure.unit, measure.decimals)
    line = segment(value, value, -0.5, rows - 0.5, "text", dash="dash", xref="x", yref="y")
    return line, label(
        f"Arizona {text}", value, rows - 0.5, yanchor="top", xanchor="center", yshift=-4, font=font(13, "text")
    )
