"""How two scenarios are told apart: a bar for each part to the side it moved, its before and after in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exhibits.colours import LIGHT
from exhibits.figure import axis, figure, line, plain
from exhibits.losses_waterfall_figure import texts
from exhibits.model import Figure

FRACTION_OF_PUBLISHED = 0.3


@dataclass(frozen=True, slots=True)
class Row:
    """One part: its change and its amount before (US dollars per person), and how the change and both amounts read."""

    name: str
    change: float
    before: float
    text: str
    both: str


def draw(rows: Sequence[Row], narrow: bool = False) -> Figure:
    """The bars of ``rows``, the total last. The axis is a share of the amount before, wider only where it must be."""
    count = len(rows)
    places = list(range(count))
    largest = max(abs(row.change) for row in rows)
    reach = max(abs(rows[-1].before) * FRACTION_OF_PUBLISHED, largest * 1.02, 1.0)
    left = -reach * (1.6 if narrow else 2.5)
    right = reach * (1.6 if narrow else 2.3)
    colours = [LIGHT["second"] if row.change < 0 else LIGHT["focus"] for row in rows[:-1]] + [LIGHT["text"]]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [row.change for row in rows],
        "y": places,
        "width": 0.5 if narrow else 0.64,
        "marker": {"color": colours, "line": {"width": 0}},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    names = [f"<b>{plain(row.name)}</b>" if row is rows[-1] else plain(row.name) for row in rows]
    rises = [place for place, row in enumerate(rows) if row.change >= 0]
    falls = [place for place, row in enumerate(rows) if row.change < 0]
    data = [bars, line([0, 0], [-0.5, count - 0.5], "context", 1)]
    data.append(
        texts([left] * count, [p - 0.47 for p in places] if narrow else places, names, textposition="middle right")
    )
    for some, side in ((rises, "middle right"), (falls, "middle left")):
        words = [f" <b>{plain(rows[place].text)}</b> " for place in some]
        data.append(texts([rows[place].change for place in some], some, words, textposition=side, size=13))
    if not narrow:
        both = [plain(row.both) for row in rows]
        data.append(texts([right] * count, places, both, textposition="middle left", size=13, colour="muted"))
    return figure(
        data,
        height=count * (46 if narrow else 36) + 20,
        margin={"l": 0, "r": 0, "t": 4, "b": 4},
        xaxis=axis(showticklabels=False, range=[left, right]),
        yaxis=axis(showticklabels=False, range=[count - 0.4, -1.0 if narrow else -0.6]),
    )
