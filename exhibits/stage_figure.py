"""A figure for the big screen: the same marks and numbers, every size set for the back row.

Sizes follow the standard for reading in a room (``visual.md``, present mode): labels of 44 px on a screen 1080 px high.
A figure of rows (one a city, one a component) keeps its rows and gives each as much type as its height holds; a figure of
lines grows as a whole, and labels that would then lie on each other are moved apart.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from exhibits.figure import LABEL
from exhibits.model import Figure

LABEL_PIXELS = 44
FULL = LABEL_PIXELS / LABEL
TYPE_OF_A_ROW = 0.6
"""Height of the type of a row, as a share of the row's height."""
TYPE_OF_LINES = 1.5
"""How much more than the drawing itself its type grows, where there are no rows."""
CHARACTER = 0.56
"""Width of a character of the house's typeface, as a share of its size: digits and lower case, a little generous."""
APART = 1.2
SIZES = frozenset({"size", "width", "xshift", "yshift", "ax", "ay", "thickness", "l", "r", "t", "b", "standoff"})
"""Lengths in pixels wherever they stand in a figure; a trace's own ``width`` is in data units and is left alone."""
IN_DATA = frozenset({"width", "x", "y", "base", "offset"})
TAG = re.compile(r"<[^>]+>")


def staged(figure: Figure, width: int, height: int) -> tuple[Figure, int]:
    """A figure at a size in pixels, and how high its labels come out, in pixels."""
    rows = rows_of(figure)
    scale = _scale_of_rows(figure, rows, height) if rows else _scale_of_lines(figure, width, height)
    layout = _scaled(figure["layout"], scale) | {"width": width, "height": height, "hovermode": False}
    if rows:
        _make_room(layout, width)
    else:
        _move_apart(layout, height)
    data = [_trace(trace, scale) for trace in figure["data"]]
    return {"data": data, "layout": layout}, round(LABEL * scale)


def rows_of(figure: Figure) -> int:
    """How many rows a figure has; 0 where it is none of rows."""
    axis = figure["layout"].get("yaxis", {})
    low, high = axis.get("range") or (0, 0)
    is_rows = axis.get("visible") is False and high == -0.5 and low > 0
    return round(low + 0.5) if is_rows else 0


def _scale_of_rows(figure: Figure, rows: int, height: int) -> float:
    margin = figure["layout"].get("margin", {})
    around = float(margin.get("t", 0) + margin.get("b", 0))
    # the margins hold type as well and grow with it: scale = share * (height - around * scale) / rows / LABEL
    fitting = TYPE_OF_A_ROW * height / (rows * LABEL + TYPE_OF_A_ROW * around)
    return min(FULL, fitting)


def _scale_of_lines(figure: Figure, width: int, height: int) -> float:
    own = float(figure["layout"].get("height") or height)
    return min(FULL, TYPE_OF_LINES * min(height / own, width / own), _scale_of_columns(figure, width))


def _scale_of_columns(figure: Figure, width: int) -> float:
    """How far the names under columns can grow before they meet; no limit where there are none."""
    layout = figure["layout"]
    axis = layout.get("xaxis", {})
    under = [
        each["text"] for each in layout.get("annotations", []) if each.get("yanchor") == "top" and each["xref"] == "x"
    ]
    names, (low, high) = axis.get("ticktext") or under, axis.get("range") or (0, 0)
    if len(names) < 2 or not any(trace.get("type") == "bar" for trace in figure["data"]):
        return FULL
    room = width / abs(high - low) if high != low else float(width)
    words = [word for name in names for word in html.unescape(TAG.sub(" ", str(name))).split()]
    return room / (max(map(len, words)) * LABEL * CHARACTER)


def _make_room(layout: dict[str, Any], width: int) -> None:
    """Give the names at the left and the values at the right of rows the room they need, and the marks the rest."""
    axis = layout.get("xaxis", {})
    if "domain" not in axis:
        return
    sides = {"left": 0.0, "right": 0.0}
    for each in layout.get("annotations", []):
        if each.get("xref") == "paper" and float(each["y"]).is_integer():
            side = "left" if each["x"] == 0 else "right"
            sides[side] = max(sides[side], _text_width(each) + abs(each.get("xshift", 0)))
    start, end = axis["domain"]
    left = sides["left"] / width + 0.02 if sides["left"] else start
    right = 1 - sides["right"] / width - 0.02 if sides["right"] else end
    # rows whose values stand at their marks keep their own end
    axis["domain"] = [round(min(left, 0.6), 3), round(max(right, 0.62), 3)]


def _text_width(annotation: Mapping[str, Any]) -> float:
    text = html.unescape(TAG.sub("", annotation["text"].replace("<br>", "\n")))
    bold = 1.06 if "<b>" in annotation["text"] else 1.0
    size = float(annotation.get("font", {}).get("size", LABEL_PIXELS))
    return max(len(line) for line in text.split("\n")) * size * CHARACTER * bold


def _move_apart(layout: dict[str, Any], height: int) -> None:
    """Labels that start at one place and would lie on each other are moved apart, up and down alike."""
    low, high = layout.get("yaxis", {}).get("range") or (0, 1)
    if low == high:
        return
    margin = layout.get("margin", {})
    plot = height - margin.get("t", 0) - margin.get("b", 0)
    columns: dict[tuple[Any, Any], list[dict[str, Any]]] = {}
    for each in layout.get("annotations", []):
        if each.get("yref") == "y" and each.get("yanchor") == "middle":
            columns.setdefault((each["x"], each.get("xanchor")), []).append(each)
    for labels in columns.values():
        _spread(labels, lambda each: (each["y"] - low) / (high - low) * plot + each.get("yshift", 0))


def _spread(labels: Sequence[dict[str, Any]], place_of: Any) -> None:
    """Raise each label to stand clear of the one below it, then lower all by half of what was added."""
    placed = sorted(((place_of(each), each) for each in labels), key=lambda one: one[0])
    clear = float("-inf")
    moves = []
    for place, each in placed:
        at = max(place, clear)
        clear = at + APART * float(each.get("font", {}).get("size", LABEL_PIXELS))
        moves.append((at - place, each))
    added = max((move for move, _ in moves), default=0.0)
    for move, each in moves:
        if added:
            each["yshift"] = round(each.get("yshift", 0) + move - added / 2, 1)


def _trace(trace: Mapping[str, Any], scale: float) -> dict[str, Any]:
    return {key: value if key in IN_DATA else _scaled(value, scale) for key, value in trace.items()}


def _scaled(value: Any, scale: float, name: str = "") -> Any:
    if isinstance(value, Mapping):
        return {key: _scaled(each, scale, key) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_scaled(each, scale, name) for each in value]
    if name in SIZES and isinstance(value, (int, float)) and not isinstance(value, bool):
        return round(value * scale, 1)
    return value
