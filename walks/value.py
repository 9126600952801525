"""What a walk is worth, and what it would take: two discounts on the re-enrolled, then the value of a completion.

value = re-enrolled x (1 - would have returned anyway) x chance of finishing x value per completion - cost
"""

from __future__ import annotations

from dataclasses import dataclass

from economics import Money, Unit

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
    name="would have returned anyway",
    start=0.31,
    low=0.22,
    high=0.31,
    source=(
        "Dropouts who came back with no walk: 31 % in San Bernardino (REL 2008-No. 056), 22 % in Utah "
        "(IES REL West, 2008-2011). The start is the higher one. It is a share of dropouts, not of those who came back "
        "after a walk, of whom more may have returned anyway."
    ),
)
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
    """What a walk is worth under two discounts. Dollar amounts carry the basis of the completion's value.

    Attributes:
        re_enrolled: Students.
        additional: Students who would not have returned without the walk.
        completions: Expected completions among them.
        gross: Value of those completions.
        cost: Full cost.
        net: ``gross`` less ``cost``.
        cost_per_re_enrolled: None where nobody re-enrolled.
        cost_per_additional: None where nobody is additional.
        cost_per_completion: None where no completion is expected.
        break_even_completions: Completions that would pay for the walk.
        break_even_anyway: Share returning anyway at which the walk just pays, 0 to 1; None where it never does.
    """

    re_enrolled: int
    additional: float
    completions: float
    gross: Money
    cost: Money
    net: Money
    cost_per_re_enrolled: Money | None
    cost_per_additional: Money | None
    cost_per_completion: Money | None
    break_even_completions: float
    break_even_anyway: float | None


def value_of_walk(
    re_enrolled: int,
    per_completion: Money,
    cost: Cost,
    returned_anyway: float = RETURNED_ANYWAY.start,
    finishing: float = CHANCE_OF_FINISHING.start,
) -> WalkValue:
    """Value a walk. With ``returned_anyway`` at 1 its gross value is zero.

    Args:
        re_enrolled: Students back within the window.
        per_completion: Loss avoided by one completion, from the assumption desk, with its basis (per person).
        cost: What the walk cost, in dollars of the basis' price year.
        returned_anyway: Share of the re-enrolled who would have come back without it, 0 to 1.
        finishing: Share of them who finish, 0 to 1.

    Raises:
        ValueError: A share or count is out of bounds, the value is not per person or not positive, or the price years
            differ or are not published: dollars of different years are not added.
    """
    _check(re_enrolled, per_completion, cost, returned_anyway, finishing)
    basis = per_completion.basis.changed(unit=Unit.PER_COHORT)
    additional = re_enrolled * (1 - returned_anyway)
    completions = additional * finishing
    gross, spent = Money(completions * per_completion.amount, basis), Money(cost.full, basis)
    most = re_enrolled * finishing * per_completion.amount
    return WalkValue(
        re_enrolled=re_enrolled,
        additional=additional,
        completions=completions,
        gross=gross,
        cost=spent,
        net=gross - spent,
        cost_per_re_enrolled=_each(spent, re_enrolled),
        cost_per_additional=_each(spent, additional),
        cost_per_completion=_each(spent, completions),
        break_even_completions=cost.full / per_completion.amount,
        break_even_anyway=1 - cost.full / most if most and cost.full <= most else None,
    )


def _each(spent: Money, students: float) -> Money | None:
    if students < NOBODY:
        return None
    return Money(spent.amount / students, spent.basis.changed(unit=Unit.PER_PERSON))


def _check(re_enrolled: int, per_completion: Money, cost: Cost, returned_anyway: float, finishing: float) -> None:
    if re_enrolled < 0 or not 0 <= returned_anyway <= 1 or not 0 <= finishing <= 1:
        raise ValueError("students are 0 or more, both discounts between 0 and 1")
    if per_completion.basis.unit is not Unit.PER_PERSON or per_completion.amount <= 0:
        raise ValueError("a completion is valued per person, at more than 0")
    if per_completion.basis.price_year != cost.price_year:
        raise ValueError(
            f"the completion is in dollars of {per_completion.basis.price_year or 'a year not published'}, the cost in "
            f"dollars of {cost.price_year}: bring one to the other's year first"
        )
