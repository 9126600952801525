"""The parts every figure is built from: plain structures, escaped text, one look.

Only ``scatter`` and ``bar`` traces: they draw as SVG, need no ``unsafe-eval`` and fetch nothing. Every string that comes
from data passes ``plain`` (Plotly reads a little HTML in its labels; ``security-experiments.md`` 7).
"""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from exhibits.colours import LIGHT
from exhibits.model import Figure

FONT = "'Public Sans Variable', 'Public Sans', system-ui, sans-serif"
LABEL = 13
NAME = 14
LEAST_SPAN = 1e-9


def plain(text: str) -> str:
    """Text as text: no tag, no link and no font size can come in through a name."""
    return html.escape(text, quote=False).replace("%{", "% {")


def bold(text: str) -> str:
    """Escaped text in bold."""
    return f"<b>{plain(text)}</b>"


def layout(**overrides: Any) -> dict[str, Any]:
    """The shared layout: house font, no background, no zoom, no legend, hover as a quiet box."""
    base: dict[str, Any] = {
        "font": {"family": FONT, "size": LABEL, "color": LIGHT["muted"]},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 0, "r": 0, "t": 30, "b": 10},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": LIGHT["paper"],
            "bordercolor": LIGHT["grid"],
            "font": {"family": FONT, "size": LABEL, "color": LIGHT["text"]},
            "align": "left",
        },
        "xaxis": axis(),
        "yaxis": axis(),
        "annotations": [],
        "shapes": [],
    }
    return base | overrides


def axis(**overrides: Any) -> dict[str, Any]:
    """An axis with nothing on it but what the caller asks for; its range is fixed."""
    return {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": {"size": LABEL, "color": LIGHT["muted"]},
        "automargin": False,
    } | overrides


def scale_axis(low: float, high: float, suffix: str = "", steps: int = 4, **overrides: Any) -> dict[str, Any]:
    """A value axis with round ticks, light gridlines, and the unit after the last tick only."""
    ticks = round_ticks(low, high, steps)
    labels = [f"{tick:,.10g}" for tick in ticks]
    if suffix and labels:
        labels[-1] += suffix
    return (
        axis(
            range=[low, high],
            tickmode="array",
            tickvals=ticks,
            ticktext=[label.replace("-", "−") for label in labels],
            showgrid=True,
            gridcolor=LIGHT["grid"],
            gridwidth=1,
        )
        | overrides
    )


def round_ticks(low: float, high: float, steps: int = 4) -> list[float]:
    """Round numbers inside [low, high], about ``steps`` of them; at least one where the range allows."""
    span = high - low
    if span <= 0 or not math.isfinite(span):
        return [low]
    rough = span / steps
    magnitude = 10 ** math.floor(math.log10(rough))
    step = next(factor * magnitude for factor in (1, 2, 2.5, 5, 10) if factor * magnitude >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def padded_range(
    values: Iterable[float], floor: float | None = None, ceiling: float | None = None, least: float = 0.0
) -> tuple[float, float]:
    """A range around the values, rounded outward to round numbers, kept inside [floor, ceiling].

    ``least``: the smallest span, so that a small change is not drawn as a large one.
    """
    known = [value for value in values if math.isfinite(value)]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    short = max(0.0, least - (high - low)) / 2
    low, high = low - short, high + short
    span = high - low
    # values that differ by less than any measure tells are one
    if span < LEAST_SPAN:
        span = max(abs(high) * 0.2, LEAST_SPAN) if abs(high) > LEAST_SPAN else 1.0
    step = 10 ** math.floor(math.log10(span)) / 2
    low = math.floor((low - span * 0.04) / step) * step
    high = math.ceil((high + span * 0.04) / step) * step
    if floor is not None:
        low = max(low, floor)
    if ceiling is not None:
        high = min(high, ceiling)
    return low, high


def label(text: str, x: float, y: float, **overrides: Any) -> dict[str, Any]:
    """A text on the figure (already escaped), anchored left and middle unless told otherwise."""
    return {
        "text": text,
        "x": x,
        "y": y,
        "xref": "x",
        "yref": "y",
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "middle",
        "align": "left",
        "font": {"size": LABEL, "color": LIGHT["muted"]},
    } | overrides


def font(size: float = LABEL, colour: str = "muted", weight: int | None = None) -> dict[str, Any]:
    """A font by colour name."""
    chosen: dict[str, Any] = {"size": size, "color": LIGHT[colour]}
    if weight:
        chosen["weight"] = weight
    return chosen


def box(x0: float, x1: float, y0: float, y1: float, colour: str, **overrides: Any) -> dict[str, Any]:
    """A filled rectangle behind the marks."""
    return {
        "type": "rect",
        "x0": x0,
        "x1": x1,
        "y0": y0,
        "y1": y1,
        "fillcolor": LIGHT[colour],
        "line": {"width": 0},
        "layer": "below",
    } | overrides


def segment(x0: float, x1: float, y0: float, y1: float, colour: str, **overrides: Any) -> dict[str, Any]:
    """A straight line; ``width`` and ``dash`` may be given."""
    width = overrides.pop("width", 1)
    dash = overrides.pop("dash", "solid")
    return {
        "type": "line",
        "x0": x0,
        "x1": x1,
        "y0": y0,
        "y1": y1,
        "line": {"color": LIGHT[colour], "width": width, "dash": dash},
        "layer": "below",
    } | overrides


def dots(x: Sequence[float], y: Sequence[float], colour: str, size: float = 9, **overrides: Any) -> dict[str, Any]:
    """A trace of marks in one colour, with hover text given as ``text`` (escaped by the caller)."""
    marker = {"size": size, "color": LIGHT[colour], "line": {"width": 0}} | overrides.pop("marker", {})
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(x),
        "y": list(y),
        "marker": marker,
        "hoverinfo": "text" if "hovertext" in overrides else "skip",
        "cliponaxis": False,
    } | overrides


def line(
    x: Sequence[float | None], y: Sequence[float | None], colour: str, width: float = 2, **overrides: Any
) -> dict[str, Any]:
    """A line trace; None in x and y lifts the pen."""
    dash = overrides.pop("dash", "solid")
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(x),
        "y": list(y),
        "line": {"color": LIGHT[colour], "width": width, "dash": dash},
        "hoverinfo": "skip",
        "cliponaxis": False,
        "connectgaps": False,
    } | overrides


def bars(
    lengths: Sequence[float], places: Sequence[float], width: float, marker: Mapping[str, Any], **overrides: Any
) -> dict[str, Any]:
    """A trace of lying bars: ``lengths`` along x at ``places`` on y; ``width`` is in units of y."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(lengths),
        "y": list(places),
        "width": width,
        "marker": {"opacity": 1, "line": {"width": 0}, **marker},
        "hoverinfo": "skip",
    } | overrides


def hatched(colour: str, solidity: float) -> dict[str, Any]:
    """The marker of bars that stand for what is not known."""
    pattern = {"shape": "/", "size": 6, "solidity": solidity, "fgcolor": LIGHT[colour], "bgcolor": LIGHT["land"]}
    return {"color": LIGHT["land"], "pattern": pattern}


def key(parts: Iterable[tuple[str, str, str]]) -> list[dict[str, Any]]:
    """What the fills mean, above the figure: mark, words and colour of each, the rightmost first."""
    said, shift = [], 0
    corner = {"xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "bottom", "yshift": 8}
    for mark, words, colour in parts:
        said.append(label(f"{mark} {words}", 1, 1, font=font(13, colour), xshift=-shift, **corner))
        shift += 28 + 7 * len(words)
    return said


def figure(data: list[dict[str, Any]], **layout_overrides: Any) -> Figure:
    """A figure from traces and layout overrides."""
    return {"data": data, "layout": layout(**layout_overrides)}
