"""Did the walk do it: returns beside a comparison group, and what a walk of a size could show at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, sqrt
from statistics import NormalDist

from scipy.optimize import brentq

from walks.intervals import newcombe
from walks.keys import WalkKey
from walks.records import Visit

Group = tuple[int, int]


class Design(StrEnum):
    """How the comparison group came about, strongest first."""

    RANDOM_ORDER = "random order: the list was drawn by lot"
    CUT_OFF = "cut-off: students just above and just below the score visited"
    MATCHED = "matched students not visited"
    BEFORE_AFTER = "the same list before and after the walk"
    BASE_RATE = "a published base rate: not a comparison"


COMPARISON_GROUPS = {
    "comparison: random order": Design.RANDOM_ORDER,
    "comparison: cut-off": Design.CUT_OFF,
    "comparison: matched": Design.MATCHED,
}
"""How the target group of a student begins who is followed for comparison and was never to be visited, by design."""


class Verdict(StrEnum):
    """What may be said."""

    MORE = "more of the visited came back"
    FEWER = "fewer of the visited came back"
    CANNOT_TELL = "we cannot tell yet"


@dataclass(frozen=True, slots=True)
class Compared:
    """Returned of visited against returned of others. True counts: it stays in the district.

    Attributes:
        visited: (returned, students), by assignment to a visit.
        others: (returned, students).
        design: How the others came about.
        difference: Share of visited returned less share of others, -1 to 1.
        low: Lower end of its 95 % interval (Newcombe).
        high: Upper end.
    """

    visited: Group
    others: Group
    design: Design
    difference: float
    low: float
    high: float

    @property
    def verdict(self) -> Verdict:
        """By the interval, never by the point."""
        if self.low > 0:
            return Verdict.MORE
        return Verdict.FEWER if self.high < 0 else Verdict.CANNOT_TELL

    @property
    def additional_returns(self) -> tuple[float, float, float]:
        """Returns that would not have been without the walk: low, point, high, in students."""
        students = self.visited[1]
        return self.low * students, self.difference * students, self.high * students


def comparison_design(visit: Visit) -> Design | None:
    """Give the design by which a row of the visits file is a comparison student; None where the student was listed.

    A comparison student's target group begins as in ``COMPARISON_GROUPS`` and the outcome is NOT_ATTEMPTED. Whoever was
    visited after all was on the list, whatever the target group says.
    """
    if visit.outcome.code != "NOT_ATTEMPTED":
        return None
    group = " ".join(visit.target_group.lower().split())
    return next((design for start, design in COMPARISON_GROUPS.items() if group.startswith(start)), None)


def listed_and_compared(visits: Iterable[Visit]) -> tuple[list[Visit], dict[Design, list[Visit]]]:
    """Part the visits into those of listed students and, by design, the rows of comparison students.

    A student with any row of a listed student in a walk is listed in it; a second comparison row of a student in a walk
    is passed over, so that nobody is compared twice.
    """
    rows = list(visits)
    listed = [visit for visit in rows if comparison_design(visit) is None]
    taken: set[tuple[WalkKey, str]] = {(visit.walk, visit.student) for visit in listed}
    compared: dict[Design, list[Visit]] = {}
    for visit in rows:
        design = comparison_design(visit)
        if design is not None and (visit.walk, visit.student) not in taken:
            taken.add((visit.walk, visit.student))
            compared.setdefault(design, []).append(visit)
    return listed, compared


def compare(visited: Group, others: Group, design: Design) -> Compared:
    """Compare two groups of (returned, students).

    Args:
        visited: By assignment to a visit, reached or not (intent to treat).
        others: The comparison group.
        design: How it came about.

    Raises:
        ValueError: A group is empty, more returned than there are, or the design is no comparison.
    """
    if design is Design.BASE_RATE:
        raise ValueError("a published base rate is shown beside the return rate, not compared with it")
    for returned, students in (visited, others):
        if students < 1 or not 0 <= returned <= students:
            raise ValueError(f"no group has {returned} returned of {students}")
    low, high = newcombe(visited, others)
    difference = visited[0] / visited[1] - others[0] / others[1]
    return Compared(visited, others, design, difference, low, high)


def detectable_difference(students: int, base: float = 0.25, level: float = 0.95, power: float = 0.8) -> float:
    """Give the least difference in return two groups of this size can show (two-sided test of two proportions).

    Args:
        students: In each group.
        base: Share that returns without a visit, 0 to 1 (exclusive).
        level: 1 less the chance of a false alarm.
        power: Chance of seeing a difference that is there.

    Returns:
        A difference of shares: 0.13 is 13 points.

    Raises:
        ValueError: No group of this size can show any difference.
    """
    alarm, seen = NormalDist().inv_cdf(0.5 + level / 2), NormalDist().inv_cdf(power)

    def shortfall(difference: float) -> float:
        treated = base + difference
        mean = base + difference / 2
        pooled = alarm * sqrt(2 * mean * (1 - mean))
        apart = seen * sqrt(base * (1 - base) + treated * (1 - treated))
        return difference * sqrt(students) - pooled - apart

    if students < 1 or shortfall(1 - base) <= 0:
        raise ValueError(f"groups of {students} can show no difference: pool walks")
    return float(brentq(shortfall, 0, 1 - base))


def power_note(students: int, base: float = 0.25) -> str:
    """Say what a walk of ``students`` visits, beside as many others, could show.

    Raises:
        ValueError: No group of this size can show any difference.
    """
    points = ceil(100 * detectable_difference(students, base) - 0.5)
    return (
        f"With {students} visited and {students} others, a difference of less than about {points} points cannot be "
        "told from chance: pool walks."
    )
