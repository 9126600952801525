"""A figure for the big screen: the same marks and numbers, every size set for the back row.

Sizes follow the standard for reading in a room (``visual.md``, present mode): labels of 44 px on a screen 1080 px high.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exhibits.figure import LABEL
from exhibits.model import Figure

LABEL_PIXELS = 44
FULL = LABEL_PIXELS / LABEL
SIZES = frozenset({"size", "width", "xshift", "yshift", "ax", "ay", "thickness", "l", "r", "t", "b", "standoff"})
"""Lengths in pixels wherever they stand in a figure; a trace's own ``width`` is in data units and is left alone."""


def staged(figure: Figure, width: int, height: int, scale: float) -> Figure:
    """The figure at a size in pixels, its type, lines, marks and margins ``scale`` times as large."""
    layout = _scaled(figure["layout"], scale)
    layout |= {"width": width, "height": height, "hovermode": False}
    return {"data": [_trace(trace, scale) for trace in figure["data"]], "layout": layout}


def fitting_scale(height: int, own_height: float) -> float:
    """How many times larger a figure can be drawn: for the back row where it fits, less where it holds too much."""
    return min(FULL, height / own_height)


def _trace(trace: Mapping[str, Any], scale: float) -> dict[str, Any]:
    return {
        key: value if key in ("width", "x", "y", "base", "offset") else _scaled(value, scale)
        for key, value in trace.items()
    }


def _scaled(value: Any, scale: float, name: str = "") -> Any:
    if isinstance(value, Mapping):
        return {key: _scaled(each, scale, key) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_scaled(each, scale, name) for each in value]
    if name in SIZES and isinstance(value, (int, float)) and not isinstance(value, bool):
        return round(value * scale, 1)
    return value
