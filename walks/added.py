"""What a walk added: the returns beyond those that would have been without it, with an interval, and how it is said.

A base rate is a share of everyone who left, so it is taken of everyone the walk was for (listed and verified as out of
school), never of those who came back: of 393 listed, 31 % or 122 would have come back with no walk, so 127 returns are 5
additional ones. The same sentence stands in planner, release, public page, slide, brief and API: ``added_sentence``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from economics.rounding import whole
from walks.comparison import Compared
from walks.intervals import wilson


class AddedVerdict(StrEnum):
    """What may be said of the returns of a walk, by the interval, never by the point."""

    MORE = "more than without a walk"
    SAME = "about as many as without a walk"
    FEWER = "fewer than without a walk"


@dataclass(frozen=True, slots=True)
class BaseShare:
    """A share of those who left who come back with no walk, 0 to 1.

    Attributes:
        share: What is reckoned with.
        low: Least published or plausible value.
        high: Greatest.
        where: Where it is from, as it reads after a number: ``in San Bernardino``.

    Raises:
        ValueError: A share is out of bounds or order.
    """

    share: float
    low: float
    high: float
    where: str

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.share <= self.high <= 1:
            raise ValueError("a base rate lies between its bounds, and they between 0 and 1")


@dataclass(frozen=True, slots=True)
class Added:
    """Returns beyond those expected without a walk, in students.

    Attributes:
        back: Students who re-enrolled.
        counted: Students the base rate is taken of: ``back`` are among them.
        base: Share that comes back without a walk, 0 to 1.
        where: Where the base rate is from.
        point: ``back - base x counted``; below zero where fewer came back than without a walk.
        low: Lower end of its 95 % interval.
        high: Upper end.
    """

    back: int
    counted: int
    base: float
    where: str
    point: float
    low: float
    high: float

    @property
    def expected(self) -> float:
        """Students who would have come back without a walk."""
        return self.base * self.counted

    @property
    def additional(self) -> float:
        """Additional returns for a headline: never below zero."""
        return max(0.0, self.point)

    @property
    def verdict(self) -> AddedVerdict:
        """By the interval."""
        if self.low > 0:
            return AddedVerdict.MORE
        return AddedVerdict.FEWER if self.high < 0 else AddedVerdict.SAME


def added(back: int, counted: int, base: BaseShare) -> Added:
    """Returns beyond a base rate, with an interval from both rates.

    The interval joins Wilson's for the walk's rate with the bounds of the base rate by squares and sum (Newcombe 1998,
    method 10; the method of variance estimates recovery where one part is given by bounds).

    Args:
        back: Students who re-enrolled.
        counted: Students the base rate is taken of.
        base: The base rate.

    Raises:
        ValueError: More came back than there are, or a count is negative.
    """
    if not 0 <= back <= counted:
        raise ValueError(f"{back} of {counted} students cannot have come back")
    if not counted:
        return Added(0, 0, base.share, base.where, 0.0, 0.0, 0.0)
    low, high = wilson(back, counted)
    share = back / counted
    less = sqrt((share - low) ** 2 + (base.high - base.share) ** 2)
    more = sqrt((high - share) ** 2 + (base.share - base.low) ** 2)
    point = back - base.share * counted
    return Added(back, counted, base.share, base.where, point, point - counted * less, point + counted * more)


def added_by_comparison(compared: Compared) -> Added:
    """Returns beyond those of a comparison group, which replaces the base rate from elsewhere (Newcombe's interval)."""
    low, point, high = compared.additional_returns
    returned, students = compared.others
    where = f"in the comparison group ({str(compared.design).partition(':')[0]}, {returned:,} of {students:,})"
    return Added(*compared.visited, returned / students, where, point, low, high)


def added_sentence(found: Added, who: str, window: str, so_far: bool = False) -> str:
    """What a walk added, in one sentence: ``127 of 393 students verified re-enrolled ..., about as many as without a walk``.

    Args:
        found: The returns.
        who: What the denominator counts, such as ``students verified``.
        window: Within what time, such as ``within 60 days of the walk``.
        so_far: Whether that time is not over.
    """
    count = f"{found.back:,} of {found.counted:,} {who} re-enrolled {window}"
    expected = (
        f"{_percent(found.base)} came back with no walk {found.where}, which would be {whole(found.expected):,} here"
    )
    ends = f"95% interval {_signed(found.low)} to {_signed(found.high)}"
    if so_far:
        return f"{count} so far; {expected}. What the walk added cannot be said before that time is over."
    if whole(found.additional) == 0:
        return f"{count}, {found.verdict}: {expected}, so no return is additional ({ends})."
    returns = "return is" if whole(found.additional) == 1 else "returns are"
    return f"{count}, {found.verdict}: {expected}, so {whole(found.additional):,} {returns} additional ({ends})."


def expected_sentence(listed: int, base: BaseShare) -> str:
    """What to expect of a list without a walk, for those who plan one."""
    return (
        f"With no walk, about {whole(base.share * listed):,} of {listed:,} students would come back: {_percent(base.share)} "
        f"did {base.where}. Only returns beyond them are the walk’s."
    )


def _percent(share: float) -> str:
    return f"{whole(100 * share)}%"


def _signed(students: float) -> str:
    rounded = whole(students)
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{abs(rounded):,}"
