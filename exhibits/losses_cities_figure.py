"""How all cities are drawn: a dot each, hollow at the study's assumptions, in an order that does not jump."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exhibits.colours import LIGHT
from exhibits.figure import axis, dots, figure, line, plain
from exhibits.losses_axes import top_of
from exhibits.losses_waterfall_figure import texts
from exhibits.model import Figure

ROW_HEIGHT = 27


@dataclass(frozen=True, slots=True)
class Row:
    """One city: name, the year of its count, its total now and at the study's assumptions (US dollars), how the total reads."""

    name: str
    note: str
    amount: float
    at_study: float
    text: str
    focus: bool


def draw(rows: Sequence[Row], ghosts: bool, narrow: bool = False) -> Figure:
    """One row a city, in the order given; ``ghosts``: a hollow dot at the study's assumptions."""
    count = len(rows)
    places = list(range(count))
    top = top_of(max(row.at_study for row in rows) * 1.06, [row.amount for row in rows])
    left, right = -top * (0.95 if narrow else 0.34), top * (1.3 if narrow else 1.1)
    data = [line([0, 0], [-0.5, count - 0.5], "context", 1)]
    if ghosts:
        xs = [each for row in rows for each in (row.at_study, row.amount, None)]
        ys = [each for place in places for each in (place, place, None)]
        data.append(line(xs, ys, "faint", 2))
        hollow = {"color": LIGHT["paper"], "line": {"width": 1.5, "color": LIGHT["context"]}}
        data.append(dots([row.at_study for row in rows], places, "paper", 9, marker=hollow))
    colours = [LIGHT["focus"] if row.focus or not _any_focus(rows) else LIGHT["context"] for row in rows]
    data.append(dots([row.amount for row in rows], places, "focus", 11, marker={"color": colours}))
    names = [_name(row) for row in rows]
    data.append(texts([left] * count, places, names, textposition="middle right"))
    amounts = [f"<b>{plain(row.text)}</b>" if row.focus else plain(row.text) for row in rows]
    data.append(texts([right] * count, places, amounts, textposition="middle left"))
    return figure(
        data,
        height=ROW_HEIGHT * count + 20,
        margin={"l": 0, "r": 0, "t": 4, "b": 4},
        xaxis=axis(showticklabels=False, range=[left, right]),
        yaxis=axis(showticklabels=False, range=[count - 0.4, -0.6]),
    )


def _any_focus(rows: Sequence[Row]) -> bool:
    return any(row.focus for row in rows)


def _name(row: Row) -> str:
    name = f"<b>{plain(row.name)}</b>" if row.focus else plain(row.name)
    return f"{name} <span style='color:{LIGHT['muted']}'>{plain(row.note)}</span>"
