"""How a walk's value is drawn: worth by the share who come back with no walk, against its cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from economics import Money
from exhibits.colours import LIGHT
from exhibits.figure import axis, box, dots, figure, font, label, line, round_ticks, segment
from exhibits.formats import money_mark
from exhibits.model import Figure
from walks.value import CHANCE_OF_FINISHING, RETURNED_ANYWAY

HEIGHT = 340
HEADROOM = 1.08
BELOW = "come back with no walk, of all who left"


@dataclass(frozen=True, slots=True)
class Lines:
    """What is drawn: students back and of how many, worth of one completion, cost, and both shares (0 to 1)."""

    back: int
    counted: int
    per_completion: Money
    cost: Money
    anyway: float
    finishing: float

    @property
    def rate(self) -> float:
        """Share who came back, 0 to 1: with that base rate nothing is additional."""
        return self.back / self.counted if self.counted else 0.0

    def worth(self, anyway: float, finishing: float) -> float:
        """US dollars, never below zero."""
        return max(0.0, self.back - anyway * self.counted) * finishing * self.per_completion.amount


def draw(lines: Lines, narrow: bool = False) -> Figure:
    """Straight lines to zero at the walk's own return rate; behind them the lowest and highest chance of finishing."""
    most = max(CHANCE_OF_FINISHING.high, lines.finishing)
    top = max(lines.worth(0, most), 1.5 * lines.cost.amount, 1.0) * HEADROOM
    low, high = CHANCE_OF_FINISHING.low, CHANCE_OF_FINISHING.high
    even = 100 * lines.rate
    spread = line([0, even, 0], [lines.worth(0, low), 0, lines.worth(0, high)], "focus_wash", 0)
    data = [
        spread | {"fill": "toself", "fillcolor": LIGHT["focus_wash"]},
        line([0, even, 100], [lines.worth(0, lines.finishing), 0, 0], "focus", 3),
        dots([100 * lines.anyway], [lines.worth(lines.anyway, lines.finishing)], "focus", 13),
    ]
    shapes = [box(100 * RETURNED_ANYWAY.low, 100 * RETURNED_ANYWAY.high, 0, top, "land")]
    if lines.cost.amount:
        shapes.append(
            segment(0, 100, lines.cost.amount, lines.cost.amount, "second", width=2, dash="dash", layer="above")
        )
    ticks = [0, 25, 50, 75, 100]
    return figure(
        data,
        height=HEIGHT,
        margin={"l": 0, "r": 16, "t": 26, "b": 52},
        xaxis=axis(
            range=[0, 100],
            domain=[0.16 if narrow else 0.08, 1],
            tickmode="array",
            tickvals=ticks,
            ticktext=[f"{tick}%" for tick in ticks],
        ),
        yaxis=_dollars(top, lines.cost),
        shapes=shapes,
        annotations=_said(lines, top, narrow),
    )


def _dollars(top: float, cost: Money) -> dict[str, Any]:
    ticks = round_ticks(0, top, 4)
    words = [money_mark(Money(tick, cost.basis)) if tick else "" for tick in ticks]
    grid = {"showgrid": True, "gridcolor": LIGHT["grid"], "gridwidth": 1}
    return axis(range=[0, top], tickmode="array", tickvals=ticks, ticktext=words, **grid)


def _said(lines: Lines, top: float, narrow: bool) -> list[dict[str, Any]]:
    now = lines.worth(lines.anyway, lines.finishing)
    words = money_mark(Money(now, lines.cost.basis))
    right = lines.anyway < 0.7
    middle = 50 * (RETURNED_ANYWAY.low + RETURNED_ANYWAY.high)
    said = [
        label(
            f"<b>{words}</b>" if narrow else f"<b>worth {words}</b>",
            100 * lines.anyway,
            now,
            xanchor="left" if right else "right",
            xshift=10 if right else -10,
            yshift=14,
            font=font(15, "focus"),
        ),
        label("came back with no walk", middle, top, xanchor="center" if not narrow else "left", yanchor="bottom", xshift=-40
              if narrow else 0),
        label(BELOW, 1, 0, xref="paper", xanchor="right", yref="paper", yanchor="top", yshift=-26),
    ]  # fmt: skip
    if lines.cost.amount:
        cost = f"cost {money_mark(lines.cost)}"
        said.append(label(cost, 0, lines.cost.amount, xshift=6, yanchor="bottom", yshift=2, font=font(13, "second")))
    return said
