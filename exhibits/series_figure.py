"""How lines over time are drawn: focus bold, others grey or comparator colours, ends labelled with their values."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from exhibits.colours import COMPARATORS, DASHES, LIGHT, SYMBOLS
from exhibits.figure import axis, bold, dots, figure, font, label, line, padded_range, plain, scale_axis, segment
from exhibits.model import Figure
from exhibits.series import Point, Series

LABEL_GAP = 17
POOLED = 2
LOW_DOWN = 0.12


def draw(lines: list[Series], percent: bool, narrow: bool = False, height: int = 320, years: str = "") -> Figure:
    """Lines of at most a dozen places. The first is the focus; the next three have comparator colours; the rest are grey."""
    low, high = _range(lines, percent)
    first = min(point.period for series in lines for point in series.points)
    last = max(point.period for series in lines for point in series.points)
    span = max(last - first, 1)
    traces: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    for index, series in reversed(list(enumerate(lines))):
        traces += _line_traces(series, index)
        shapes += _whiskers(series, index)
    return figure(
        traces,
        height=height + 40,
        margin={"l": 0, "r": 0, "t": 26, "b": 34},
        xaxis=axis(
            domain=[0.1 if narrow else 0.07, _right_end(lines, 350 if narrow else 480)],
            range=[first - span * 0.06, last + span * 0.06],
            tickmode="array",
            tickvals=_ticks(lines, narrow),
            ticktext=[_period(lines, year) for year in _ticks(lines, narrow)],
        ),
        yaxis=scale_axis(
            low,
            high,
            "%" if percent else "",
            4,
            side="left",
            anchor="free",
            position=0,
            ticklabelposition="outside right",
        )
        | {"showticklabels": False},
        shapes=shapes,
        annotations=[*_tick_labels(low, high, percent), *_end_labels(lines, low, high, height), *_bridges(lines[:1])],
    )


def _right_end(lines: list[Series], width: int) -> float:
    """Where the plot ends so that the longest end label fits beside it on a chart ``width`` pixels wide."""
    longest = max(len(f"{series.name} {series.points[-1].text}") for series in lines)
    return round(max(0.4, 1 - (longest * 8 + 18) / width), 3)


def _range(lines: list[Series], percent: bool) -> tuple[float, float]:
    values = [v for series in lines for p in series.points for v in (p.value, p.low, p.high) if v is not None]
    return padded_range(values, 0.0 if min(values) >= 0 else None, 100.0 if percent else None, 10.0 if percent else 0.0)


def _style(index: int) -> tuple[str, float, str, str]:
    if index == 0:
        return "focus", 3, DASHES[0], SYMBOLS[0]
    if index <= len(COMPARATORS):
        return COMPARATORS[index - 1], 2, DASHES[index], SYMBOLS[index]
    return "context", 1.5, "solid", "circle"


def _line_traces(series: Series, index: int) -> list[dict[str, Any]]:
    colour, width, dash, symbol = _style(index)
    traces = []
    for first, second in pairwise(series.points):
        how = series.linked(first, second)
        if how == "gap":
            continue
        traces.append(
            line(
                [first.period, second.period],
                [first.value, second.value],
                colour,
                width if how == "line" else 2,
                dash=dash if how == "line" else "2px 6px",
            )
        )
    traces.append(
        dots(
            [point.period for point in series.points],
            [point.value for point in series.points],
            colour,
            9 if index == 0 else 7,
            marker={"symbol": symbol, "color": LIGHT[colour]},
            hovertext=[f"{bold(series.name)}<br>{plain(point.label)}: {plain(point.text)}" for point in series.points],
        )
    )
    return traces


def _whiskers(series: Series, index: int) -> list[dict[str, Any]]:
    if index > len(COMPARATORS):
        return []
    colour = _style(index)[0]
    return [
        segment(point.period, point.period, point.low, point.high, colour, width=2, opacity=0.4)
        for point in series.points
        if point.low is not None and point.high is not None
    ]


def _period(lines: list[Series], year: int) -> str:
    """A tick as its period is called: an average of years is never a single year."""
    start = min(p.start for series in lines for p in series.points if p.period == year)
    return f"{start}–{year % 100:02d}" if year - start >= POOLED else str(year)


def _ticks(lines: list[Series], narrow: bool) -> list[int]:
    years = sorted({point.period for series in lines for point in series.points})
    pooled = any(point.period - point.start >= POOLED for series in lines for point in series.points)
    most = (3 if narrow else 5) if pooled else (4 if narrow else 8)
    if len(years) <= most:
        return years
    step = -(-len(years) // most)
    return years[::-1][::step][::-1]


def _tick_labels(low: float, high: float, percent: bool) -> list[dict[str, Any]]:
    drawn = scale_axis(low, high, "%" if percent else "")
    return [
        label(text, 0, value, xref="paper", yanchor="bottom", yshift=1)
        for value, text in zip(drawn["tickvals"], drawn["ticktext"], strict=True)
    ]


def _end_labels(lines: list[Series], low: float, high: float, height: int) -> list[dict[str, Any]]:
    ends = sorted(
        ((series.points[-1], series, index) for index, series in enumerate(lines)), key=lambda end: -end[0].value
    )
    per_value = height / (high - low)
    said: list[dict[str, Any]] = []
    lowest = float("inf")
    for point, series, index in ends:
        wanted = (point.value - low) * per_value
        placed = min(wanted, lowest - LABEL_GAP)
        lowest = placed
        colour = _style(index)[0]
        text = f"{plain(series.name)} {plain(point.text)}"
        said.append(
            label(
                f"<b>{text}</b>" if index == 0 else text,
                point.period,
                point.value,
                xshift=10,
                yshift=round(placed - wanted, 1),
                font=font(14 if index == 0 else 13, colour if colour != "context" else "muted"),
            )
        )
    first = lines[0].points[0]
    if len(lines) == 1 and len(lines[0].points) > 1:
        # away from the line: under it where it rises, beside it where it rises from the ground
        rises = lines[0].points[1].value > first.value
        low_down = (first.value - low) / (high - low) < LOW_DOWN
        place = {"xanchor": "center", "yanchor": "bottom", "yshift": 8}
        if rises:
            place = (
                {"xanchor": "left", "yanchor": "middle", "xshift": 12}
                if low_down
                else {"xanchor": "center", "yanchor": "top", "yshift": -8}
            )
        said.append(label(plain(first.text), first.period, first.value, font=font(14, "focus", 650), **place))
    return said


def _bridges(lines: list[Series]) -> list[dict[str, Any]]:
    said = []
    for series in lines:
        for first, second in pairwise(series.points):
            if series.linked(first, second) == "bridge":
                years = _between(first, second, series.step)
                said.append(
                    label(
                        f"{years} not in the file",
                        (first.period + second.period) / 2,
                        # above both marks, however long the words are beside the gap
                        max(first.value, second.value),
                        xanchor="center",
                        yanchor="bottom",
                        yshift=9,
                    )
                )
    return said


def _between(first: Point, second: Point, step: int) -> str:
    years = [str(year) for year in range(first.period + step, second.period, step)]
    return years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"
