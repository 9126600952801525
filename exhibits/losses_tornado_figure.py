"""How the tornado is drawn: a bar to either side of the loss now, the study's assumptions as thin grey bars behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from exhibits.colours import LIGHT
from exhibits.figure import axis, figure, line, plain
from exhibits.losses_axes import span_of
from exhibits.losses_waterfall_figure import texts
from exhibits.model import Figure

ROW_HEIGHT = 34
BAR = 0.64
Marks = tuple[float, float, str, str]
"""The loss now and at the study's assumptions, US dollars per person, and how both read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One assumption: the loss at its low and high end (US dollars per person), how the ends read, both at the study's too."""

    name: str
    at_low: float
    at_high: float
    low: str
    high: str
    was: tuple[float, float]


def draw(rows: Sequence[Row], marks: Marks, moved: bool, narrow: bool = False) -> Figure:
    """The tornado of ``rows``, widest first; ``moved``: draw the study’s assumptions behind."""
    now, was, _, _ = marks
    base = [each for row in rows for each in row.was] + [was]
    drawn = [each for row in rows for each in (row.at_low, row.at_high)] + [now]
    room = max(base) - min(base)
    low, high = span_of(min(base) - 0.4 * room, max(base) + 0.1 * room, drawn)
    size = high - low
    # names stand in a column of their own; on a phone over their bar
    left = low - size * (0.56 if narrow else 0.92)
    right = high + size * (0.12 if narrow else 0.13)
    bar = 0.46 if narrow else BAR
    data = _ghosts(rows, was, bar * 1.4) if moved else []
    data += _bars(rows, now, bar)
    data += [_end_words(rows, now, upper) for upper in (False, True)]
    count = len(rows)
    data.append(line([now, now], [-0.55, count - 0.4], "text", 1.5))
    names = [plain(row.name) for row in rows]
    places = [place - 0.5 if narrow else place for place in range(count)]
    data.append(texts([left] * count, places, names, textposition="middle right"))
    data += _feet(marks, count, moved, size)
    spread = 1.32 if narrow else 1.0
    return figure(
        data,
        height=round(ROW_HEIGHT * count * spread) + (54 if narrow else 40),
        margin={"l": 0, "r": 0, "t": 6, "b": 6},
        barmode="overlay",
        xaxis=axis(showticklabels=False, range=[left, right]),
        yaxis=axis(showticklabels=False, range=[count + (0.75 if moved else 0.25), -1.0 if narrow else -0.6]),
    )


def _bars(rows: Sequence[Row], now: float, width: float) -> list[dict[str, Any]]:
    return [_bar_trace([row.at_low for row in rows], now, width), _bar_trace([row.at_high for row in rows], now, width)]


def _bar_trace(ends: list[float], now: float, width: float) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [end - now for end in ends],
        "y": list(range(len(ends))),
        "base": now,
        "width": width,
        "marker": {"color": [LIGHT["second"] if end < now else LIGHT["focus"] for end in ends], "line": {"width": 0}},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _ghosts(rows: Sequence[Row], was: float, width: float) -> list[dict[str, Any]]:
    """The published case: a thin grey bar in each row, wider than the bar so that it is seen, and its dashed line."""
    spans = [(min(*row.was, was), max(*row.was, was)) for row in rows]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [high - low for low, high in spans],
        "y": list(range(len(rows))),
        "base": [low for low, _ in spans],
        "width": width,
        "marker": {"color": LIGHT["grid"], "line": {"width": 0}},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return [bars, line([was, was], [-0.55, len(rows) + 0.1], "context", 1.5, dash="4px 3px")]


def _end_words(rows: Sequence[Row], now: float, upper: bool) -> dict[str, Any]:
    """The values at the ends that lie above (or below) the loss now; an end that moves nothing has no label."""
    ends = [
        (place, end, words)
        for place, row in enumerate(rows)
        for end, words in ((row.at_low, row.low), (row.at_high, row.high))
        if (end > now) == upper and abs(end - now) > 1e-9 * max(abs(now), 1)
    ]
    return texts(
        [end for _, end, _ in ends],
        [place for place, _, _ in ends],
        [f" {plain(words)} " for _, _, words in ends],
        textposition="middle right" if upper else "middle left",
        size=13,
        colour="muted",
    )


def _feet(marks: Marks, count: int, moved: bool, size: float) -> list[dict[str, Any]]:
    now, was, now_text, was_text = marks
    if not moved:
        words = f"{plain(was_text)} at the study’s assumptions"
        return [texts([now], [count - 0.1], [words], textposition="middle center", size=13, colour="muted")]
    # away from the dashed line of the study’s assumptions
    side = "middle left" if was > now else "middle right"
    feet = [texts([now], [count - 0.15], [f"\u2002<b>{plain(now_text)} now</b>\u2002"], textposition=side, size=13)]
    if abs(now - was) > size * 1e-6:
        words = f"{plain(was_text)} at the study’s assumptions"
        feet.append(texts([was], [count + 0.45], [words], textposition="middle center", size=13, colour="muted"))
    return feet
