"""What a walk is worth, and what it would take: its additional returns, then the value of a completion.

additional returns = re-enrolled - share that comes back with no walk x the students it is a share of (``walks.added``)
value = additional returns x chance of finishing x value per completion - cost
"""

from __future__ import annotations

from dataclasses import dataclass

from economics import Money, Unit
from walks.added import Added, BaseShare

# Fewer expected students than this are none: a cost of each of them would say nothing.
NOBODY = 1e-9


@dataclass(frozen=True, slots=True)
class Slider:
    """A share the reader may change, with a sourced and cautious start.

    Attributes:
        name: Plain words.
        start: Where it stands, 0 to 1.
        low: Least sourced value.
        high: Greatest sourced value.
        source: Where the values are from.
    """

    name: str
    start: float
    low: float
    high: float
    source: str


RETURNED_ANYWAY = Slider(
    name="come back with no walk, of all who left",
    start=0.31,
    low=0.22,
    high=0.31,
    source=(
        "Dropouts who came back with no walk: 31 % in San Bernardino (REL 2008-No. 056), 22 % in Utah "
        "(IES REL West, 2008-2011). The start is the higher one. It is a share of all who dropped out, over several years, "
        "so it is taken of everyone listed and verified, not of those who came back."
    ),
)
ELSEWHERE = "elsewhere"
CHANCE_OF_FINISHING = Slider(
    name="chance of finishing after coming back",
    start=0.15,
    low=0.15,
    high=0.30,
    source=(
        "Graduated of re-enrolled: 103 of 683 (15 %) in Tucson to September 2019 (Arizona Daily Star), fewer than 20 % "
        "in San Bernardino (All4Ed), 30 % within six years in Utah (IES REL West). The start is the lowest."
    ),
)


@dataclass(frozen=True, slots=True)
class HourlyRate:
    """What an hour is valued at where nobody says: dollars of a year, with their source."""

    dollars: float
    year: int
    source: str


VOLUNTEER_HOUR = HourlyRate(
    29.95,
    2021,
    "An hour of a volunteer: $29.95 in 2021, national average (Independent Sector with the Do Good Institute, 18 April 2022).",
)
STAFF_HOUR = HourlyRate(
    54.96,
    2021,
    "An hour of staff, benefits included: $54.96 in December 2021, average of state and local government (Bureau of Labor "
    "Statistics, Employer Costs for Employee Compensation, USDL-22-0469).",
)


def base_share(share: float | None = None) -> BaseShare:
    """The base rate from elsewhere with its published bounds; ``share`` where the reader chose one."""
    chosen = RETURNED_ANYWAY.start if share is None else share
    low, high = min(RETURNED_ANYWAY.low, chosen), max(RETURNED_ANYWAY.high, chosen)
    return BaseShare(chosen, low, high, ELSEWHERE if share in (None, RETURNED_ANYWAY.start) else "as chosen here")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a walk cost, in US dollars of ``price_year``.

    Attributes:
        cash: Overtime, vehicles, food, print.
        staff_hours: Regular hours of staff.
        staff_rate: Dollars an hour, benefits included.
        volunteer_hours: Hours given.
        volunteer_rate: Dollars an hour chosen for them; 0 leaves them out.
        price_year: Year of the dollars.

    Raises:
        ValueError: A part is negative.
    """

    cash: float
    staff_hours: float
    staff_rate: float
    volunteer_hours: float
    volunteer_rate: float
    price_year: int

    def __post_init__(self) -> None:
        parts = (self.cash, self.staff_hours, self.staff_rate, self.volunteer_hours, self.volunteer_rate)
        if min(parts) < 0:
            raise ValueError("a cost has no negative part")

    @property
    def full(self) -> float:
        """Cash, staff and volunteers, in dollars."""
        return self.cash + self.staff_hours * self.staff_rate + self.volunteer_hours * self.volunteer_rate


@dataclass(frozen=True, slots=True)
class WalkValue:
    """What a walk is worth. Dollar amounts carry the basis of the completion's value.

    Attributes:
        added: Returns beyond those without a walk, with their interval.
        completions: Expected completions among the additional returns.
        gross: Value of those completions; never below zero.
        gross_low: The same at the lower end of the interval.
        gross_high: At the upper end.
        cost: Full cost.
        net: ``gross`` less ``cost``.
        cost_per_re_enrolled: None where nobody re-enrolled.
        cost_per_additional: None where nobody is additional.
        cost_per_completion: None where no completion is expected.
        break_even_completions: Completions that would pay for the walk.
        break_even_anyway: Share coming back with no walk at which the walk just pays, 0 to 1; None where it never does.
    """

    added: Added
    completions: float
    gross: Money
    gross_low: Money
    gross_high: Money
    cost: Money
    net: Money
    cost_per_re_enrolled: Money | None
    cost_per_additional: Money | None
    cost_per_completion: Money | None
    break_even_completions: float
    break_even_anyway: float | None


def value_of_walk(
    added: Added, per_completion: Money, cost: Cost, finishing: float = CHANCE_OF_FINISHING.start
) -> WalkValue:
    """Value a walk. Where no return is additional its gross value is zero.

    Args:
        added: Returns beyond those without a walk.
        per_completion: Loss avoided by one completion, from the assumption desk, with its basis (per person).
        cost: What the walk cost, in dollars of the basis' price year.
        finishing: Share of the additional returns who finish, 0 to 1.

    Raises:
        ValueError: The share is out of bounds, the value is not per person or not positive, or the price years differ or
            are not published: dollars of different years are not added.
    """
    _check(per_completion, cost, finishing)
    basis = per_completion.basis.changed(unit=Unit.PER_COHORT)
    each = finishing * per_completion.amount
    spent = Money(cost.full, basis)
    low, point, high = (Money(max(0.0, students) * each, basis) for students in (added.low, added.point, added.high))
    completions = added.additional * finishing
    return WalkValue(
        added=added,
        completions=completions,
        gross=point,
        gross_low=low,
        gross_high=high,
        cost=spent,
        net=point - spent,
        cost_per_re_enrolled=_each(spent, added.back),
        cost_per_additional=_each(spent, added.additional),
        cost_per_completion=_each(spent, completions),
        break_even_completions=cost.full / per_completion.amount,
        break_even_anyway=_break_even_anyway(added, cost.full, each),
    )


def _break_even_anyway(added: Added, cost: float, each: float) -> float | None:
    """Additional returns that pay the cost, as the base rate that would leave them."""
    if not added.counted or each <= 0:
        return None
    share = (added.back - cost / each) / added.counted
    return share if share >= 0 else None


def _each(spent: Money, students: float) -> Money | None:
    if students < NOBODY:
        return None
    return Money(spent.amount / students, spent.basis.changed(unit=Unit.PER_PERSON))


def _check(per_completion: Money, cost: Cost, finishing: float) -> None:
    if not 0 <= finishing <= 1:
        raise ValueError("the chance of finishing lies between 0 and 1")
    if per_completion.basis.unit is not Unit.PER_PERSON or per_completion.amount <= 0:
        raise ValueError("a completion is valued per person, at more than 0")
    if per_completion.basis.price_year != cost.price_year:
        raise ValueError(
            f"the completion is in dollars of {per_completion.basis.price_year or 'a year not published'}, the cost in "
            f"dollars of {cost.price_year}: bring one to the other's year first"
        )
