"""What an interval allows one to say: differences, ties, rank ranges, change. Pure numbers.

Standard errors are read off published intervals; the interval of a difference takes both places as independent.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from walks.intervals import newcombe, z


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


def change(first: tuple[float, float], last: tuple[float, float], level: float = 95) -> Verdict:
    """Whether a rate moved from ``first`` to ``last`` (successes, total): ABOVE is up, BELOW is down."""
    return _verdict(*newcombe(last, first, level))
