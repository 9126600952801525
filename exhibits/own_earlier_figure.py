"""How the walks of a district stand beside each other: one small panel a measure, one dot a walk, oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from exhibits.colours import LIGHT
from exhibits.figure import NAME as NAME_SIZE
from exhibits.figure import axis, bold, dots, figure, font, label, padded_range, plain, segment
from exhibits.model import Figure

WIDE, NARROW = 3, 1
PANEL = 214
GAP = 0.05
MOST_NAMED = 4
LEAST_SPAN = 30.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One walk's share of a measure in percent; None where it is not yet due."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    text: str
    said: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure over the walks; the last is the walk that is asked about."""

    name: str
    marks: tuple[Mark, ...]


def height(panels: Sequence[Panel], narrow: bool = False) -> int:
    """Pixels."""
    return PANEL * -(-len(panels) // (NARROW if narrow else WIDE))


def draw(panels: Sequence[Panel], narrow: bool = False) -> Figure:
    """Panels three in a line, or one below the other; each on its own scale of percent."""
    across = NARROW if narrow else WIDE
    down = -(-len(panels) // across)
    data: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    for index, panel in enumerate(panels):
        suffix = str(index + 1) if index else ""
        column, row = index % across, index // across
        left, right = column / across + (GAP if column else 0), (column + 1) / across
        top, bottom = 1 - row / down, 1 - (row + 1) / down
        span = top - bottom
        axes[f"xaxis{suffix}"] = _walks_axis(panel, [left, right], f"y{suffix}")
        axes[f"yaxis{suffix}"] = axis(
            domain=[bottom + 0.16 * span, top - 0.24 * span],
            range=_range(panel),
            showticklabels=False,
            anchor=f"x{suffix}",
        )
        data.append(_dots(panel, suffix))
        shapes += _whiskers(panel, suffix)
        texts.append(
            label(bold(panel.name), left, top, xref="paper", yref="paper", yanchor="top", font=font(NAME_SIZE, "text"))
        )
        texts += _values(panel, suffix)
    total = height(panels, narrow)
    return figure(data, height=total, margin={"l": 0, "r": 4, "t": 4, "b": 4}, shapes=shapes, annotations=texts, **axes)


def _range(panel: Panel) -> list[float]:
    """Its own scale, wide enough that a few points do not look like many."""
    ends = [end for mark in panel.marks for end in (mark.value, mark.low, mark.high) if end is not None]
    low, high = padded_range(ends, 0.0, 100.0, LEAST_SPAN)
    return [low - 4, high + 4]


def _walks_axis(panel: Panel, domain: list[float], anchor: str) -> dict[str, Any]:
    named = len(panel.marks) - 1
    step = max(1, -(-len(panel.marks) // MOST_NAMED))
    shown = sorted(range(named, -1, -step))
    return axis(
        domain=domain,
        anchor=anchor,
        range=[-0.6, max(named, 1) + 0.6],
        tickmode="array",
        tickvals=shown,
        ticktext=[plain(panel.marks[place].name) for place in shown],
        showline=True,
        linecolor=LIGHT["grid"],
    )


def _dots(panel: Panel, suffix: str) -> dict[str, Any]:
    known = [(place, mark) for place, mark in enumerate(panel.marks) if mark.value is not None]
    trace = dots(
        [place for place, _ in known],
        [mark.value or 0.0 for _, mark in known],
        "context",
        hovertext=[f"{bold(mark.name)}<br>{plain(mark.text)}, {plain(mark.said)}" for _, mark in known],
        xaxis=f"x{suffix}",
        yaxis=f"y{suffix}",
    )
    last = len(panel.marks) - 1
    trace["marker"] = {
        "size": 8,
        "opacity": 1,
        "color": [LIGHT["focus"] if place == last else LIGHT["context"] for place, _ in known],
        "line": {"width": 0},
    }
    return trace


def _whiskers(panel: Panel, suffix: str) -> list[dict[str, Any]]:
    last = len(panel.marks) - 1
    return [
        segment(
            place,
            place,
            mark.low,
            mark.high,
            "focus" if place == last else "context",
            width=3,
            opacity=0.5,
            xref=f"x{suffix}",
            yref=f"y{suffix}",
        )
        for place, mark in enumerate(panel.marks)
        if mark.low is not None and mark.high is not None
    ]


def _values(panel: Panel, suffix: str) -> list[dict[str, Any]]:
    """Every share is written above its interval; one that is not yet due is a word on the ground."""
    last = len(panel.marks) - 1
    said = []
    for place, mark in enumerate(panel.marks):
        at = {"xref": f"x{suffix}", "yref": f"y{suffix}", "xanchor": "center", "yanchor": "bottom", "yshift": 3}
        colour = "focus" if place == last else "muted"
        text = f"<b>{plain(mark.text)}</b>" if place == last else plain(mark.text)
        said.append(label(text, place, mark.high if mark.high is not None else 0, font=font(13, colour), **at))
    return said
