"""How the dots are drawn: stacked on a fixed axis, beyond the sum in colour, the middle half strong, the rest faint."""

from __future__ import annotations

from collections.abc import Sequence

from economics import Chance
from economics.rounding import whole
from exhibits.colours import LIGHT
from exhibits.figure import axis, dots, figure, line, plain
from exhibits.losses_waterfall_figure import texts
from exhibits.model import Figure

HEIGHT = 230
TALLEST = 20
SIDE = 14
"""Left and right margin in pixels; the slider under the dots is inset by as much, so that its thumb stands on the line."""


def draw(found: Chance, threshold: float, said: str, ghosts: Sequence[tuple[float, str]]) -> Figure:
    """The dots of a ``Chance``; ``threshold`` and each of ``ghosts`` (amount and words) in US dollars."""
    step = (found.axis.high - found.axis.low) / found.axis.columns
    # whole dollars are near enough on a screen, and a third of the digits
    x = [round(found.axis.low + (column + 0.5) * step) for column in found.dot_columns]
    y = [row + 0.5 for row in found.dot_rows]
    amounts = found.dots.amounts
    first, last = len(amounts) // 4, len(amounts) - len(amounts) // 4
    colours = [LIGHT["focus"] if amount > threshold else LIGHT["faint"] for amount in amounts]
    strength = [1.0 if first <= place < last else 0.5 for place in range(len(amounts))]
    top = max(TALLEST, *(row + 4 for row in found.dot_rows))
    marks = dots(
        x,
        y,
        "focus",
        9,
        marker={"color": colours, "opacity": strength},
        customdata=[whole(amount) for amount in amounts],
    )
    data = [line([threshold, threshold], [0, top], "text", 2)]
    middle = (found.axis.low + found.axis.high) / 2
    for place, (ghost, words) in enumerate(ghosts):
        height = top * (0.8 - 0.11 * place)
        data.append(line([ghost, ghost], [0, height], "context", 1.5, dash="4px 3px"))
        side = "top left" if ghost > middle else "top right"
        data.append(
            texts([ghost], [height], [f"\u2002{plain(words)}\u2002"], textposition=side, size=13, colour="muted")
        )
    # beside the line where there is room
    side = "top left" if threshold > middle else "top right"
    data.append(texts([threshold], [top * 0.92], [f"\u2002<b>{said}</b>\u2002"], textposition=side, size=14))
    return figure(
        [marks, *data],
        height=HEIGHT,
        margin={"l": SIDE, "r": SIDE, "t": 4, "b": 4},
        xaxis=axis(showticklabels=False, range=[found.axis.low, found.axis.high]),
        yaxis=axis(showticklabels=False, range=[0, top], zeroline=True, zerolinecolor=LIGHT["grid"]),
    )
