"""Fewer rows for a room: a figure of rows cut down to those a back row can read, said as such."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from exhibits.model import Figure
from exhibits.stage_figure import rows_of

FEW = 5
TAG = re.compile(r"<[^>]+>")
Name = tuple[int, str]
"""Number of a row, from the top, and its name as drawn."""


def few_rows(exhibit: str, figure: Figure) -> tuple[Figure, str]:
    """The figure with no more rows than a room can read, and which they are, in words; "" where all are there."""
    rows = rows_of(figure)
    choose = CHOSEN.get(exhibit)
    if choose is None or rows <= FEW:
        return figure, ""
    kept, said = choose(_names(figure, rows))
    if not kept or len(kept) >= rows:
        return figure, ""
    return with_rows(figure, kept), said


def with_rows(figure: Figure, kept: Sequence[int]) -> Figure:
    """The figure with these rows only, in their order. What spans all rows spans those that are left."""
    rows = rows_of(figure)
    place = {row: index for index, row in enumerate(sorted(kept))}
    ends = {-0.5: -0.5, rows - 0.5: len(place) - 0.5, float(rows): float(len(place))}

    def moved(y: Any) -> float | None:
        """Where a height lies now: on its row, at an end, or beside the row it is nearest to; None where that is gone."""
        if y in ends:
            return ends[y]
        row = round(y)
        return place[row] + (y - row) if row in place else None

    layout = dict(figure["layout"])
    height = float(layout.get("height") or 0)
    margin = layout.get("margin", {})
    around = float(margin.get("t", 0) + margin.get("b", 0))
    layout["height"] = around + (height - around) / rows * len(place)
    layout["yaxis"] = {**layout["yaxis"], "range": [len(place) - 0.5, -0.5]}
    layout["annotations"] = [
        {**each, "y": y}
        for each in layout.get("annotations", [])
        if (y := moved(each["y"]) if each.get("yref", "y") == "y" else each["y"]) is not None
    ]
    layout["shapes"] = [shape for each in layout.get("shapes", []) if (shape := _shape(each, moved)) is not None]
    return {"data": [_trace(trace, moved) for trace in figure["data"]], "layout": layout}


def _shape(shape: Mapping[str, Any], moved: Callable[[Any], float | None]) -> dict[str, Any] | None:
    if shape.get("yref") == "paper":
        return dict(shape)
    half = (shape["y1"] - shape["y0"]) / 2
    if abs(half) <= 0.5:
        at = moved(shape["y0"] + half)
        return None if at is None else {**shape, "y0": at - half, "y1": at + half}
    first, last = moved(shape["y0"]), moved(shape["y1"])
    return None if first is None or last is None else {**shape, "y0": first, "y1": last}


def _trace(trace: Mapping[str, Any], moved: Callable[[Any], float | None]) -> dict[str, Any]:
    """A trace without the marks of rows that are gone; lists beside its heights lose the same places."""
    heights = trace.get("y")
    if not heights:
        return dict(trace)
    now = [None if y is None else moved(y) for y in heights]
    left = [index for index, y in enumerate(heights) if y is None or now[index] is not None]

    def picked(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: picked(each) for key, each in value.items()}
        if isinstance(value, (list, tuple)) and len(value) == len(heights):
            return [value[index] for index in left]
        return value

    return {**picked(trace), "y": [now[index] for index in left]}


def _names(figure: Figure, rows: int) -> list[Name]:
    named = {
        int(each["y"]): html.unescape(TAG.sub("", each["text"]))
        for each in figure["layout"].get("annotations", [])
        if each.get("xref") == "paper" and each["x"] == 0 and float(each["y"]).is_integer()
    }
    return [(row, named.get(row, "")) for row in range(rows)]


def _listed_and_no_walk(names: Sequence[Name]) -> tuple[list[int], str]:
    """Of the rates published about walks, those of everybody listed, and what happens with no walk."""
    kept: list[int] = []
    wanted = False
    for row, name in names:
        text = name.strip()
        if text[:1].islower():
            wanted = text.startswith(("of those listed", "with no walk"))
        kept += [row] if wanted else []
    return kept, "other definitions are in the table"


CHOSEN: Mapping[str, Callable[[Sequence[Name]], tuple[list[int], str]]] = {"walk_returns": _listed_and_no_walk}
