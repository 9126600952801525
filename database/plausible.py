"""Moves of a figure that are asked about: most likely a slip of the unit, the place or the year, at the source or here."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

POINTS = {"percent": 20.0, "share": 0.2}
"""A change of more than this from the nearest earlier figure is asked about, by unit."""
FACTOR = 2.0
"""So is a count or an amount of more than this many times the nearest earlier one, or less than one over it."""
YEARS = 2
"""A published series is asked about only where the move took at most this many years: towns do double in ten."""
NOT_ASKED = ("percent change", "grade levels per year", "schools")
"""Units in which a large move is ordinary: changes themselves, and counts of a handful of schools."""


def far(value: float, before: float, unit: str) -> bool:
    """Whether a figure is implausibly far from an earlier one of the same thing (both in ``unit``)."""
    if unit in NOT_ASKED:
        return False
    if unit in POINTS:
        return abs(value - before) > POINTS[unit]
    if before <= 0 or value <= 0:
        return False
    return not 1 / FACTOR <= value / before <= FACTOR


def moves(figures: Iterable[tuple[int, float]], unit: str) -> tuple[tuple[int, int], ...]:
    """The pairs of years between which a series moved beyond plausibility; ``figures`` are (year, value)."""
    ordered = sorted(figures)
    return tuple(
        (first, second)
        for (first, before), (second, value) in pairwise(ordered)
        if second - first <= YEARS and far(value, before, unit)
    )
