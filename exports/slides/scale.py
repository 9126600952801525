"""Axes with round steps: where an axis begins, ends and is marked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

NICE = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """From ``low`` to ``high`` in steps of ``step``, all in the unit of the numbers."""

    low: float
    high: float
    step: float


def scale_of(
    values: Sequence[float], steps: int = 5, floor: float | None = None, ceiling: float | None = None
) -> Scale:
    """The tightest scale of about so many round steps that holds all values.

    Args:
        values: what is drawn, intervals included.
        steps: how many steps are wanted.
        floor: the axis never begins below it (0 for counts and percent).
        ceiling: nor ends above it, unless a value does (100 for percent).
    """
    least, most = min(values, default=0.0), max(values, default=1.0)
    if most == least:
        least, most = least - (abs(least) or 1) * 0.1, most + (abs(most) or 1) * 0.1
    step = _nice((most - least) / max(steps - 1, 1))
    low, high = math.floor(least / step) * step, math.ceil(most / step) * step
    if floor is not None and min(values, default=floor) >= floor:
        low = max(low, floor)
    if ceiling is not None and max(values, default=ceiling) <= ceiling:
        high = min(high, ceiling)
    return Scale(round(low, 10), round(high, 10), round(step, 10))


def _nice(rough: float) -> float:
    size = 10.0 ** math.floor(math.log10(rough))
    return next(size * each for each in NICE if rough <= size * each * 1.0000001)
