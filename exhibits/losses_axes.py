"""Axes that stay where they are while a slider moves: set from the published case, widened in fixed steps only.

An axis that followed the value would hide the change. A value beyond the axis would be a lie. So each axis has a few
fixed widths, all of them multiples of the published case, and takes the smallest that holds what is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable

WIDTHS = (1.0, 1.7, 2.8, 4.6, 8.0)


def top_of(published: float, drawn: Iterable[float]) -> float:
    """The top of an axis from 0: ``published`` times the smallest width that holds everything drawn (US dollars)."""
    highest = max(drawn, default=0.0)
    return next((published * width for width in WIDTHS if highest <= published * width), highest * 1.05)


def span_of(low: float, high: float, drawn: Iterable[float]) -> tuple[float, float]:
    """A span around the published ``low`` and ``high``, each end moved outward by whole widths until all is inside."""
    values = list(drawn) or [low]
    size = high - low
    below = next((step for step in (0.0, 0.6, 1.6, 3.2, 6.4) if min(values) >= low - step * size), 12.8)
    above = next((step for step in (0.0, 0.6, 1.6, 3.2, 6.4) if max(values) <= high + step * size), 12.8)
    return low - below * size, high + above * size
