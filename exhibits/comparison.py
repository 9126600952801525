"""What an interval allows one to say: differences, ties, rank ranges, change. Pure numbers.

Standard errors are read off published intervals; the interval of a difference takes both places as independent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import erfc, sqrt

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


def verdicts(estimates: Sequence[Estimate], level: float = 95) -> list[list[Verdict]]:
    """Every estimate against every other, right for all of them together: of all pairs, in ``level`` percent none is wrong.

    Holm's step-down correction (Holm 1979, Scandinavian Journal of Statistics 6:65) of two-sided tests of each pair. Pairs
    without both intervals are ``UNKNOWN``. ``verdicts(e)[i][j]`` is of ``i`` against ``j``; the diagonal is ``SAME``.
    """
    size = len(estimates)
    found = [[Verdict.SAME if i == j else Verdict.UNKNOWN for j in range(size)] for i in range(size)]
    tested = sorted(_tests(estimates))
    rejected = True
    for rank, (chance, i, j) in enumerate(tested):
        rejected = rejected and chance <= (1 - level / 100) / (len(tested) - rank)
        up = estimates[i].value > estimates[j].value
        found[i][j] = (Verdict.ABOVE if up else Verdict.BELOW) if rejected else Verdict.SAME
        found[j][i] = (Verdict.BELOW if up else Verdict.ABOVE) if rejected else Verdict.SAME
    return found


def _tests(estimates: Sequence[Estimate]) -> Iterator[tuple[float, int, int]]:
    """Chance of a difference this large where there is none, for each pair with intervals (two-sided)."""
    errors = [estimate.standard_error for estimate in estimates]
    for (i, ours), (j, other) in combinations(enumerate(errors), 2):
        if ours is None or other is None:
            continue
        difference, error = estimates[i].value - estimates[j].value, sqrt(ours**2 + other**2)
        chance = erfc(abs(difference) / error / sqrt(2)) if error else float(difference == 0)
        yield chance, i, j


def rank_ranges(estimates: Sequence[Estimate], level: float = 95) -> list[tuple[int, int]]:
    """For each, the ranks it may hold (1 = largest value), right for all of them together in ``level`` percent.

    A range begins after those surely above and ends before those surely below (``verdicts``), the step-down rank intervals
    of Mogstad, Romano, Shaikh and Wilhelm (2024, Review of Economic Studies 91:476) with Holm's correction in place of
    their bootstrap. Without intervals equal values share a rank and nothing else is claimed to differ by chance.
    """
    said = verdicts(estimates, level)
    ranges = []
    for i, row in enumerate(said):
        above = sum(
            _is(Verdict.BELOW, verdict, estimates[j].value > estimates[i].value) for j, verdict in enumerate(row)
        )
        below = sum(
            _is(Verdict.ABOVE, verdict, estimates[j].value < estimates[i].value) for j, verdict in enumerate(row)
        )
        ranges.append((1 + above, len(estimates) - below))
    return ranges


def _is(wanted: Verdict, said: Verdict, by_value: bool) -> bool:
    return by_value if said is Verdict.UNKNOWN else said is wanted


def change(first: tuple[float, float], last: tuple[float, float], level: float = 95) -> Verdict:
    """Whether a rate moved from ``first`` to ``last`` (successes, total): ABOVE is up, BELOW is down."""
    return _verdict(*newcombe(last, first, level))
