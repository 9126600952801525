"""How a slope is drawn: two columns of ends, ours in colour and labelled, the rest grey behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from exhibits.colours import COMPARATORS, LIGHT, SYMBOLS
from exhibits.comparison import Verdict
from exhibits.figure import axis, bold, dots, figure, font, label, line, padded_range, plain
from exhibits.model import Figure

HEIGHT = 420
GAP = 18


@dataclass(frozen=True, slots=True)
class End:
    """One end: ``value`` on the axis' scale, ``printed`` as stored, ``text`` as read."""

    value: float
    text: str
    printed: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """One city's two ends and what their intervals allow one to say."""

    key: str
    name: str
    first: End
    last: End
    verdict: Verdict
    chosen: bool


def draw(lines: list[Line], labels: tuple[str, str], percent: bool, narrow: bool = False) -> Figure:
    """The slope chart; without chosen cities the extremes are labelled."""
    low, high = padded_range(
        [v for each in lines for v in (each.first.value, each.last.value)], None, 100.0 if percent else None
    )
    chosen = [each for each in lines if each.chosen]
    named = chosen or _extremes(lines)
    traces: list[dict[str, Any]] = []
    for each in sorted(lines, key=lambda item: item.chosen):
        traces += _traces(each, chosen)
    heads = [
        label(bold(text), x, 1, yref="paper", xanchor="center", yanchor="bottom", font=font(14, "text"))
        for x, text in zip((0, 1), labels, strict=True)
    ]
    return figure(
        traces,
        height=HEIGHT,
        margin={"l": 0, "r": 0, "t": 30, "b": 14},
        xaxis=axis(range=[-0.02, 1.02], domain=[0.2, 0.66] if narrow else [0.16, 0.7], showticklabels=False),
        yaxis=axis(range=[low, high], showticklabels=False),
        annotations=[*heads, *_names(named, chosen, low, high)],
    )


def _extremes(lines: list[Line]) -> list[Line]:
    ordered = sorted(lines, key=lambda each: each.last.value)
    return list({each.key: each for each in (ordered[0], ordered[len(ordered) // 2], ordered[-1])}.values())


def _colour(each: Line, chosen: list[Line]) -> tuple[str, str]:
    if each not in chosen:
        return "faint", "circle"
    index = chosen.index(each)
    colours = ("focus", *COMPARATORS)
    return (colours[index], SYMBOLS[index]) if index < len(colours) else ("muted", "circle")


def _traces(each: Line, chosen: list[Line]) -> list[dict[str, Any]]:
    colour, symbol = _colour(each, chosen)
    values = [each.first.value, each.last.value]
    hover = [f"{bold(each.name)}<br>{plain(end.text)}" for end in (each.first, each.last)]
    return [
        line([0, 1], values, colour, 3 if each.chosen else 1.5),
        dots(
            [0, 1],
            values,
            colour,
            9 if each.chosen else 6,
            marker={"symbol": symbol, "color": LIGHT[colour]},
            hovertext=hover,
        ),
    ]


def _names(named: list[Line], chosen: list[Line], low: float, high: float) -> list[dict[str, Any]]:
    per_value = (HEIGHT - 44) / (high - low)
    said: list[dict[str, Any]] = []
    for x, anchor, shift in ((0, "right", -10), (1, "left", 10)):
        lowest = float("inf")
        ends = sorted(((each.first if x == 0 else each.last, each) for each in named), key=lambda pair: -pair[0].value)
        for end, each in ends:
            wanted = (end.value - low) * per_value
            placed = min(wanted, lowest - GAP)
            lowest = placed
            colour = _colour(each, chosen)[0]
            text = plain(end.text) if x == 0 else f"{plain(each.name)} {plain(end.text)}"
            said.append(
                label(
                    f"<b>{text}</b>" if each.chosen else text,
                    x,
                    end.value,
                    xanchor=anchor,
                    xshift=shift,
                    yshift=round(placed - wanted, 1),
                    font=font(14, "muted" if colour == "faint" else colour),
                )
            )
    return said
