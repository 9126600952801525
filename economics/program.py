"""Does a program pay? Its cost beside what additional completions are worth, in the same dollars.

A program's cost is money spent, not a loss: it is a ``Cost``, with the year of its dollars and no ``Basis``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from economics.anchors import PlaceAnchor
from economics.assumptions import Assumptions
from economics.basis import Horizon, Money, Perspective, Population, Purse, Unit, finite
from economics.chance import Ranges, multipliers
from economics.kernel import Array
from economics.model import Prices, price_factor
from economics.parameters import Component
from economics.results import Loss, NotPublished

# more than ever lived; beyond it whole numbers of dollars stop being exact too
_MOST_PEOPLE = 10**12


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program costs: US dollars of ``price_year``; None is the unknown dollar year of an edition.

    Raises:
        TypeError, ValueError: The amount is not a finite number of 0 or more.
    """

    amount: float
    price_year: int | None

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", finite("cost", self.amount))
        if self.amount < 0:
            raise ValueError(f"the cost must be 0 or more, not {self.amount!r}")

    def in_dollars_of(self, year: int | None, prices: Prices) -> Cost:
        """Give the same cost in the dollars of another year, by the annual averages of CPI-U.

        Raises:
            NotPublished: The year is unknown, or a year has no average.
        """
        if year is None or self.price_year is None:
            raise NotPublished("a cost cannot be compared with losses whose dollar year is not published")
        for each in (year, self.price_year):
            if not prices.get(each, 0) > 0:
                raise NotPublished(f"there is no CPI-U annual average for {each}")
        return Cost(self.amount * prices[year] / prices[self.price_year], year)


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The smallest whole number of completions that pays for a cost.

    Attributes:
        cost: In dollars of the price year of ``value``, spent at the valuation age.
        value: Of one completion.
        completions: People; None where a completion is worth nothing, so no number pays.
        covered: What that many are worth.
        covered_by_one_fewer: What one fewer is worth: less than the cost; None where ``completions`` is None or 0.
    """

    cost: Cost
    value: Money
    completions: int | None
    covered: Money | None
    covered_by_one_fewer: Money | None


@dataclass(frozen=True, slots=True)
class Payoff:
    """What a program brings one purse.

    Attributes:
        break_even: The additional completions that pay for it, cost and value in the same dollars.
        additional: Completions that would not have happened without it.
        benefit: What those are worth, all together.
        ratio: Benefit over cost; None for a cost of 0.
        net: Benefit minus cost: the net present value. Negative where the program costs more than it brings.
        chance: Share of the draws in which the benefit exceeds the cost; None where the value is not drawn.
    """

    break_even: BreakEven
    additional: int
    benefit: Money
    ratio: float | None
    net: Money
    chance: float | None


def break_even(cost: float, value: Money) -> BreakEven:
    """Give the smallest whole number of completions worth at least ``cost``, tried against one fewer.

    Args:
        cost: US dollars of the value's price year, spent at its valuation age.
        value: Loss avoided by one completion: per person.

    Raises:
        TypeError, ValueError: The cost is not a finite number of 0 or more, the value is not one person's lifetime, or
            it would take more than a trillion completions.
    """
    spent = Cost(cost, value.basis.price_year)
    if value.basis.unit is not Unit.PER_PERSON:
        raise ValueError(f"the value of one completion must be per person, not {value.basis.unit}")
    if value.basis.horizon is not Horizon.LIFETIME:
        raise ValueError(f"the value of one completion must be a lifetime's, not {value.basis.horizon}")
    together = value.basis.changed(unit=Unit.PER_COHORT)
    if spent.amount == 0:
        return BreakEven(spent, value, 0, Money(0, together), None)
    if value.amount <= 0:
        return BreakEven(spent, value, None, None, None)
    people = _smallest(spent.amount, value.amount)
    worth, one_fewer = (Money(value.amount * number, together) for number in (people, people - 1))
    return BreakEven(spent, value, people, worth, one_fewer)


def payoff(cost: Cost, value: Money, finishers: int, anyway: int, values: Array | None = None) -> Payoff:
    """Give what a program brings to one purse.

    Args:
        cost: In the dollars of ``value``; convert it first (``Cost.in_dollars_of``).
        value: Of one completion to that purse: per person, lifetime.
        finishers: People who finish and are counted as the program's.
        anyway: How many of those would have finished without it.
        values: The value of one completion in every draw, US dollars; None where it is not drawn.

    Raises:
        ValueError: The dollars differ, or the people are not whole numbers with 0 <= anyway <= finishers; or as
            ``break_even``.
    """
    if cost.price_year != value.basis.price_year:
        raise ValueError(f"a cost in {cost.price_year} dollars cannot be set against {value.basis.price_year} dollars")
    if not 0 <= anyway <= finishers or isinstance(anyway, bool) or isinstance(finishers, bool):
        raise ValueError(f"of {finishers!r} who finish, {anyway!r} cannot have finished anyway")
    additional = finishers - anyway
    found = break_even(cost.amount, value)
    benefit = Money(value.amount * additional, value.basis.changed(unit=Unit.PER_COHORT))
    return Payoff(
        break_even=found,
        additional=additional,
        benefit=benefit,
        ratio=benefit.amount / cost.amount if cost.amount else None,
        net=Money(benefit.amount - cost.amount, benefit.basis),
        chance=None if values is None else float(np.mean(values * additional > cost.amount)),
    )


def participant_value(loss: Loss) -> Money | None:
    """Give what one completion is worth to the person: the earnings, before taxes. None where no split is published.

    It is 0 where the settings leave earnings out.
    """
    if loss.anchor.population is not Population.NON_COMPLETERS:
        return None
    earnings = next(part for part in loss.person.parts if part.id == Component.EARNINGS)
    basis = earnings.amount.basis.changed(perspective=Perspective.PRIVATE, purse=Purse.PARTICIPANT)
    return Money(earnings.amount.amount if earnings.counted else 0.0, basis)


def values_drawn(
    anchor: PlaceAnchor,
    assumptions: Assumptions,
    prices: Prices | None = None,
    ranges: Ranges | None = None,
    *,
    linked: bool = False,
    earnings_only: bool = False,
) -> Array:
    """Give the value of one completion in every draw, US dollars, shape (8192,): to everyone, or in earnings alone."""
    if earnings_only:
        kept = [part for part in assumptions.include if part is Component.EARNINGS]
        assumptions = assumptions.changed(include=kept or "none")
    scale = anchor.per_person * price_factor(anchor, assumptions, prices)
    return scale * multipliers(assumptions, ranges, linked=linked)


def _smallest(cost: float, value: float) -> int:
    """The smallest whole number with number * value >= cost; the division alone can be off by one."""
    if cost / value > _MOST_PEOPLE:
        raise ValueError(f"no break-even: it would take more than {_MOST_PEOPLE:,} completions")
    people = max(math.ceil(cost / value), 1)
    if (people - 1) * value >= cost:
        return people - 1
    return people if people * value >= cost else people + 1
