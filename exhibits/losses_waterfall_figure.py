"""How the desk's waterfall is drawn: bars over an unseen base, the study's assumptions dashed, an axis that stays put.

Names and amounts are text traces, not annotations: they redraw several times faster when a slider is let go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from exhibits.colours import LIGHT
from exhibits.figure import axis, figure, line, plain
from exhibits.losses_axes import top_of
from exhibits.model import Figure

HALF = 0.36
HEADROOM = 1.16


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, the amount now and at the study's assumptions (US dollars), how both read. The last is the total."""

    name: str
    amount: float
    at_study: float
    text: str
    was: str


def draw(bars: Sequence[Bar], ghosts: bool, narrow: bool = False) -> Figure:
    """The waterfall of ``bars``, the total last; ``ghosts``: mark where they end at the study's assumptions."""
    spans = _spans([bar.amount for bar in bars])
    before = _spans([bar.at_study for bar in bars])
    return _lying(bars, spans, before, ghosts) if narrow else _standing(bars, spans, before, ghosts)


def texts(x: Sequence[float], y: Sequence[float], words: Sequence[str], **overrides: Any) -> dict[str, Any]:
    """A trace of plain words in the text colour; escaped by the caller."""
    font = {"size": overrides.pop("size", 14), "color": LIGHT[overrides.pop("colour", "text")]}
    if "weight" in overrides:
        font["weight"] = overrides.pop("weight")
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(x),
        "y": list(y),
        "text": list(words),
        "textfont": font,
        "hoverinfo": "skip",
        "cliponaxis": False,
    } | overrides


def _spans(amounts: list[float]) -> list[tuple[float, float]]:
    ends = list(accumulate(amounts[:-1]))
    starts = [0.0, *ends[:-1]]
    return [(min(a, b), max(a, b)) for a, b in zip(starts, ends, strict=True)] + [
        (min(0.0, amounts[-1]), max(0.0, amounts[-1]))
    ]


def _limits(spans: list[tuple[float, float]], before: list[tuple[float, float]]) -> tuple[float, float]:
    top = top_of(max(high for _, high in before) * HEADROOM, [high * 1.08 for _, high in spans])
    return min(0.0, *(low for low, _ in spans)) * 1.1, top


def _bar_trace(bars: Sequence[Bar], spans: list[tuple[float, float]]) -> dict[str, Any]:
    colours = [LIGHT["second"] if bar.amount < 0 else LIGHT["focus"] for bar in bars[:-1]] + [LIGHT["text"]]
    return {
        "type": "bar",
        "base": [low for low, _ in spans],
        "marker": {"color": colours, "line": {"width": 0}, "cornerradius": 2},
        "width": HALF * 2,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _ghost_levels(bars: Sequence[Bar], before: list[tuple[float, float]]) -> list[float]:
    return [span[0] if bar.at_study < 0 else span[1] for bar, span in zip(bars, before, strict=True)]


def _standing(
    bars: Sequence[Bar], spans: list[tuple[float, float]], before: list[tuple[float, float]], ghosts: bool
) -> Figure:
    places = list(range(len(bars)))
    low, top = _limits(spans, before)
    data = [_bar_trace(bars, spans) | {"x": places, "y": [high - base for base, high in spans]}]
    ends = list(accumulate(bar.amount for bar in bars[:-1]))
    links_x = [each for place in places[:-1] for each in (place + HALF, place + 1 - HALF, None)]
    data.append(line(links_x, [each for end in ends for each in (end, end, None)], "context", 1, dash="2px 3px"))
    if ghosts:
        data += _standing_ghosts(bars, before, 0.02 * (top - low))
    heights = _clear(bars, spans, before, top if ghosts else None)
    words = [f"<b>{plain(bar.text)}</b>" for bar in bars]
    sizes = [14] * (len(bars) - 1) + [16]
    lifted = [height + 0.01 * (top - low) for height in heights]
    data.append(texts(places, lifted, words, textposition="top center", size=sizes))
    return figure(
        data,
        height=300,
        margin={"l": 0, "r": 0, "t": 22, "b": 46},
        xaxis=axis(
            tickmode="array",
            tickvals=places,
            ticktext=[_two_lines(bar.name, bar is bars[-1]) for bar in bars],
            tickangle=0,
            range=[-0.6, len(bars) - 0.4],
        ),
        yaxis=axis(showticklabels=False, range=[low, top], zeroline=True, zerolinecolor=LIGHT["context"]),
    )


def _standing_ghosts(bars: Sequence[Bar], before: list[tuple[float, float]], gap: float) -> list[dict[str, Any]]:
    levels = _ghost_levels(bars, before)
    xs = [each for place in range(len(bars)) for each in (place - HALF - 0.06, place + HALF + 0.06, None)]
    ys = [each for level in levels for each in (level, level, None)]
    last = len(bars) - 1
    above = bars[last].at_study >= bars[last].amount
    height = levels[last] + (gap if above else -gap)
    # below the dashed line lies the bar itself, which is dark
    shade = "muted" if above else "paper"
    was = texts([last], [height], [f"was {plain(bars[last].was)}"], size=13, colour=shade)
    return [
        line(xs, ys, "context", 1.5, dash="4px 3px"),
        was | {"textposition": "top center" if above else "bottom center"},
    ]


def _clear(
    bars: Sequence[Bar], spans: list[tuple[float, float]], before: list[tuple[float, float]], top: float | None
) -> list[float]:
    """Heights of the amounts: over their bar, moved over the ghost where they would be struck through by it."""
    heights = [high for _, high in spans]
    if top is None:
        return heights
    room = 0.1 * top
    levels = _ghost_levels(bars, before)
    last = len(bars) - 1
    return [
        level if place != last and 0 < level - height < room else height
        for place, (height, level) in enumerate(zip(heights, levels, strict=True))
    ]


def _two_lines(name: str, total: bool) -> str:
    if total:
        return f"<b>{plain(name)}</b><br>per person"
    return "<br>".join(plain(word) for word in name.split(" ", 1))


def _lying(
    bars: Sequence[Bar], spans: list[tuple[float, float]], before: list[tuple[float, float]], ghosts: bool
) -> Figure:
    rows = list(range(len(bars)))
    low, top = _limits(spans, before)
    left, right = low - 0.82 * (top - low), top + 0.32 * (top - low)
    data = [_bar_trace(bars, spans) | {"orientation": "h", "x": [high - base for base, high in spans], "y": rows}]
    if ghosts:
        levels = _ghost_levels(bars, before)
        xs = [each for level in levels for each in (level, level, None)]
        ys = [each for row in rows for each in (row - HALF - 0.08, row + HALF + 0.08, None)]
        data.append(line(xs, ys, "text", 1.5, dash="4px 3px"))
    names = [f"<b>{plain(bar.name)}</b>" if bar is bars[-1] else plain(bar.name) for bar in bars]
    data.append(texts([left] * len(rows), rows, names, textposition="middle right"))
    amounts = [f"<b>{plain(bar.text)}</b>" for bar in bars]
    data.append(texts([right] * len(rows), rows, amounts, textposition="middle left"))
    return figure(
        data,
        height=330,
        margin={"l": 0, "r": 0, "t": 6, "b": 6},
        xaxis=axis(showticklabels=False, range=[left, right]),
        yaxis=axis(showticklabels=False, range=[len(bars) - 0.5, -0.5]),
    )
