"""How a waterfall is drawn: stacked bars over an unseen base, amounts on the marks, the total in ink at the end.

On a phone the same steps lie on their side, one a row, so every label keeps its size.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from exhibits.colours import LIGHT
from exhibits.figure import NAME, axis, figure, font, label, plain, segment
from exhibits.model import Figure

TOTAL_GAP = 0.25


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, its amount (negative steps go down) and how it reads."""

    name: str
    amount: float
    text: str


def draw(steps: list[Step], total: Step, narrow: bool = False) -> Figure:
    """The waterfall of ``steps`` to ``total``."""
    return _lying(steps, total) if narrow else _standing(steps, total)


def _spans(steps: list[Step], total: Step) -> list[tuple[float, float]]:
    ends = list(accumulate(step.amount for step in steps))
    starts = [0.0, *ends[:-1]]
    return [(min(a, b), max(a, b)) for a, b in zip(starts, ends, strict=True)] + [(0.0, total.amount)]


def _places(steps: list[Step]) -> list[float]:
    """Where the bars stand: the total a little apart."""
    return [*map(float, range(len(steps))), len(steps) + TOTAL_GAP]


def _bars(spans: list[tuple[float, float]], steps: list[Step], across: bool) -> list[dict[str, Any]]:
    colours = [LIGHT["second"] if step.amount < 0 else LIGHT["focus"] for step in steps] + [LIGHT["text"]]
    places = _places(steps) if not across else list(range(len(spans)))
    lows, sizes = [low for low, _ in spans], [high - low for low, high in spans]
    bar: dict[str, Any] = {
        "type": "bar",
        "base": lows,
        "marker": {"color": colours, "line": {"width": 0}},
        "width": 0.72,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    if across:
        return [bar | {"orientation": "h", "x": sizes, "y": places}]
    return [bar | {"x": places, "y": sizes}]


def _standing(steps: list[Step], total: Step) -> Figure:
    spans = _spans(steps, total)
    top = max(high for _, high in spans)
    every = [*steps, total]
    amounts = [
        label(
            f"<b>{plain(step.text)}</b>",
            index,
            high,
            xanchor="center",
            yanchor="bottom",
            yshift=4,
            font=font(16 if step is total else 14, "text"),
        )
        for index, step, (_, high) in zip(_places(steps), every, spans, strict=True)
    ]
    names = [
        label(
            _two_lines(step.name, step is total),
            index,
            0,
            xanchor="center",
            yanchor="top",
            yshift=-8,
            align="center",
            font=font(13, "text" if step is total else "muted"),
        )
        for index, step in zip(_places(steps), every, strict=True)
    ]
    ends = list(accumulate(step.amount for step in steps))
    links = [
        segment(index + 0.36, after - 0.36, end, end, "context", dash="2px 3px")
        for (index, after), end in zip(pairwise(_places(steps)), ends, strict=True)
    ]
    edges = [-0.55, len(steps) + TOTAL_GAP + 0.65]
    ground = segment(edges[0], edges[1], 0, 0, "context")
    return figure(
        _bars(spans, steps, across=False),
        height=310,
        margin={"l": 0, "r": 0, "t": 8, "b": 46},
        xaxis=axis(showticklabels=False, range=edges),
        yaxis=axis(showticklabels=False, range=[0, top * 1.12]),
        shapes=[*links, ground],
        annotations=[*amounts, *names],
    )


def _two_lines(name: str, total: bool) -> str:
    if total:
        return f"<b>{plain(name)}</b><br>per person"
    words = name.split(" ", 1)
    return "<br>".join(plain(word) for word in words)


def _lying(steps: list[Step], total: Step) -> Figure:
    spans = _spans(steps, total)
    every = [*steps, total]
    top = max(high for _, high in spans)
    names = [
        label(
            f"<b>{plain(step.name)}</b>" if step is total else plain(step.name),
            0,
            index,
            xref="paper",
            font=font(NAME, "text"),
        )
        for index, step in enumerate(every)
    ]
    amounts = [
        label(f"<b>{plain(step.text)}</b>", 1, index, xref="paper", xanchor="right", font=font(NAME, "text"))
        for index, step in enumerate(every)
    ]
    return figure(
        _bars(spans, steps, across=True),
        height=330,
        margin={"l": 0, "r": 0, "t": 6, "b": 6},
        xaxis=axis(showticklabels=False, range=[0, top * 1.02], domain=[0.41, 0.82]),
        yaxis=axis(showticklabels=False, range=[len(every) - 0.5, -0.5]),
        annotations=[*names, *amounts],
    )
