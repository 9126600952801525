"""What an interval allows one to say: differences, ties, rank ranges, change. Pure numbers.

Standard errors are read off published intervals; the interval of a difference takes both places as independent.
Wilson and Newcombe intervals: Newcombe 1998, Statistics in Medicine 17, methods 3 (one proportion) and 10 (difference).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import NormalDist


class Verdict(StrEnum):
    """The only words a comparison may end in."""

    ABOVE = "above"
    BELOW = "below"
    SAME = "about the same"
    UNKNOWN = "cannot say"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval, in any one unit; ``level`` is the interval's coverage in percent."""

    value: float
    low: float | None = None
    high: float | None = None
    level: int | None = None

    @property
    def standard_error(self) -> float | None:
        """Half the interval over its z; None where no interval is published."""
        if self.low is None or self.high is None or not self.level:
            return None
        return (self.high - self.low) / 2 / z(self.level)


def z(level: float) -> float:
    """The two-sided normal quantile of a coverage in percent: 95 -> 1.96."""
    return NormalDist().inv_cdf(0.5 + level / 200)


def compare(ours: Estimate, other: Estimate, level: float = 95) -> Verdict:
    """Whether ``ours`` is above or below ``other``: by the interval of the difference, never by the point."""
    first, second = ours.standard_error, other.standard_error
    if first is None or second is None:
        return Verdict.UNKNOWN
    margin = z(level) * sqrt(first**2 + second**2)
    return _verdict(ours.value - other.value - margin, ours.value - other.value + margin)


def _verdict(low: float, high: float) -> Verdict:
    if low > 0:
        return Verdict.ABOVE
    if high < 0:
        return Verdict.BELOW
    return Verdict.SAME


def rank_ranges(estimates: list[Estimate]) -> list[tuple[int, int]]:
    """For each, the ranks it may hold (1 = largest value): two that cannot be told apart never get distinct ranks.

    Without intervals equal values share a rank and nothing else is claimed to differ by chance.
    """
    ranges = []
    for ours in estimates:
        above = sum(_is_above(other, ours) for other in estimates)
        below = sum(_is_above(ours, other) for other in estimates)
        ranges.append((1 + above, len(estimates) - below))
    return ranges


def _is_above(one: Estimate, other: Estimate) -> bool:
    verdict = compare(one, other)
    if verdict is Verdict.UNKNOWN:
        return one.value > other.value
    return verdict is Verdict.ABOVE


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


def change(first: tuple[float, float], last: tuple[float, float], level: float = 95) -> Verdict:
    """Whether a rate moved from ``first`` to ``last`` (successes, total): ABOVE is up, BELOW is down."""
    return _verdict(*newcombe(last, first, level))
