"""Intervals of counted shares: Wilson of one proportion, Newcombe of the difference of two.

Newcombe 1998, Statistics in Medicine 17, methods 3 (one proportion) and 10 (difference).
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist


def z(level: float) -> float:
    """The two-sided normal quantile of a coverage in percent: 95 -> 1.96."""
    return NormalDist().inv_cdf(0.5 + level / 200)


def wilson(successes: float, total: float, level: float = 95) -> tuple[float, float]:
    """Wilson score interval of a proportion, as shares 0 to 1. Raises ValueError where total < 1 or counts cross."""
    if total < 1 or not 0 <= successes <= total:
        message = f"no proportion in {successes} of {total}"
        raise ValueError(message)
    quantile = z(level)
    share = successes / total
    centre = share + quantile**2 / (2 * total)
    half = quantile * sqrt(share * (1 - share) / total + quantile**2 / (4 * total**2))
    scale = 1 + quantile**2 / total
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


def newcombe(first: tuple[float, float], second: tuple[float, float], level: float = 95) -> tuple[float, float]:
    """Interval of ``first - second`` for two (successes, total) pairs, in shares (-1 to 1)."""
    low_1, high_1 = wilson(*first, level)
    low_2, high_2 = wilson(*second, level)
    share_1, share_2 = first[0] / first[1], second[0] / second[1]
    difference = share_1 - share_2
    low = difference - sqrt((share_1 - low_1) ** 2 + (high_2 - share_2) ** 2)
    high = difference + sqrt((high_1 - share_1) ** 2 + (share_2 - low_2) ** 2)
    return low, high
