"""Say it another way: the same loss per person, per cohort or per resident, for a lifetime or a year, by shown sums."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from economics.basis import Horizon, Money, Unit, finite
from economics.kernel import present_value
from economics.results import Loss, NotPublished
from economics.rounding import half_up

# each unit is one step from its neighbour: people between the first two, residents between the last two
_CHAIN = (Unit.PER_PERSON, Unit.PER_COHORT, Unit.PER_RESIDENT)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of arithmetic.

    Attributes:
        before: The amount it starts from.
        operator: ``×`` or ``÷``.
        by: The number it is multiplied or divided by.
        what: What that number is, in words.
        after: The amount it gives.
    """

    before: Money
    operator: str
    by: float
    what: str
    after: Money

    def text(self) -> str:
        """Give the line in words and digits, each amount with its unit and horizon; the basis carries the rest."""
        by = f"{self.by:,.0f}" if self.by == int(self.by) else f"{self.by:,.4f}"
        return f"{_said(self.before)} {self.operator} {by} ({self.what}) = {_said(self.after)}"


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount said another way and the arithmetic that leads there; no steps where nothing changes."""

    before: Money
    after: Money
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Sizes:
    """What conversions divide by: people counted, residents (None if unknown) and the age at which earnings stop."""

    count: float | None
    residents: float | None
    retire: int


def say_another_way(amount: Money, sizes: Sizes, *, horizon: Horizon, unit: Unit) -> Conversion:
    """Convert an amount to another horizon and unit, one shown step at a time.

    A year's amount is level: the same sum every year of working life, paid at its start, worth the lifetime present
    value at the basis' discount rate. For disconnected youth it starts at 20.

    Raises:
        NotPublished: The conversion needs the number of people or of residents, and it is unknown or 0.
    """
    steps: list[Step] = []
    now = amount
    while now.basis.unit is not unit:
        steps.append(_unit_step(now, sizes, unit))
        now = steps[-1].after
    if now.basis.horizon is not horizon:
        steps.append(_horizon_step(now, sizes.retire, horizon))
        now = steps[-1].after
    return Conversion(amount, now, tuple(steps))


def level_years(amount: Money, retire: int) -> float:
    """Give the present value of 1 a year from the valuation age to the year before ``retire``, at the basis' rate."""
    age = amount.basis.valued_at_age
    if retire <= age:
        raise ValueError(f"earnings must stop after age {age}, not at {retire}")
    return float(present_value(age, retire - 1, np.array([amount.basis.discount_rate]), age, np.zeros(1))[0])


def all_ways(loss: Loss) -> tuple[Conversion, ...]:
    """Give every way a place's loss can be said, lifetime ones first, leaving out those its data do not allow.

    It starts from the loss per person; where only the cohort's total is published, the others start from that.
    """
    sizes = Sizes(loss.cohort.count, loss.anchor.residents, loss.assumptions.retire)
    ways = []
    for horizon in Horizon:
        for unit in Unit:
            by_person = unit is Unit.PER_PERSON or sizes.count is not None
            start = loss.person.total if by_person else loss.cohort.total
            if start is None or (unit is Unit.PER_RESIDENT and not sizes.residents):
                continue
            ways.append(say_another_way(start, sizes, horizon=horizon, unit=unit))
    return tuple(ways)


def _unit_step(now: Money, sizes: Sizes, target: Unit) -> Step:
    here, there = _CHAIN.index(now.basis.unit), _CHAIN.index(target)
    forward = there > here
    after = _CHAIN[here + 1 if forward else here - 1]
    between_people = Unit.PER_PERSON in (now.basis.unit, after)
    size = sizes.count if between_people else sizes.residents
    what = "people counted" if between_people else "residents"
    # people multiply on the way up, residents divide
    times = forward == between_people
    if size is None or (size == 0 and not times):
        raise NotPublished(f"cannot say it {target}: the number of {what} is not published or is 0")
    by = finite(what, size)
    amount = now.amount * by if times else now.amount / by
    return Step(now, "×" if times else "÷", by, what, Money(amount, now.basis.changed(unit=after)))


def _horizon_step(now: Money, retire: int, horizon: Horizon) -> Step:
    years = level_years(now, retire)
    basis = now.basis.changed(horizon=horizon)
    what = (
        f"present value of 1 a year from age {basis.valued_at_age} to {retire - 1} "
        f"at {basis.discount_rate * 100:.4g} %, paid at the start of each year"
    )
    if horizon is Horizon.A_YEAR:
        return Step(now, "÷", years, what, Money(now.amount / years, basis))
    return Step(now, "×", years, what, Money(now.amount * years, basis))


def _said(amount: Money) -> str:
    return f"{half_up(amount.amount, 2):,.2f} {amount.basis.unit}, {amount.basis.horizon}"
