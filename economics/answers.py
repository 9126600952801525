"""Answers to the questions a room asks: what if fewer, which assumption matters most, what makes two settings differ.

Counts times loss per person throughout: no change of behaviour is added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from economics.anchors import PlaceAnchor
from economics.assumptions import Assumptions
from economics.basis import Money, Unit, finite
from economics.kernel import Draws, multiplier
from economics.model import Prices, loss_basis, price_factor
from economics.parameters import parameter_table
from economics.ranges import Range, ranges_of
from economics.results import Loss, NotPublished


@dataclass(frozen=True, slots=True)
class TargetRate:
    """What reaching another rate would change.

    Attributes:
        rate_now: Count over the class or age group, a fraction.
        rate_target: The rate asked about.
        fewer: People fewer than now; negative where the target is worse.
        saved: Their loss, per cohort.
    """

    rate_now: float
    rate_target: float
    fewer: float
    saved: Money


@dataclass(frozen=True, slots=True)
class TornadoBar:
    """One assumption alone at the ends of its range, everything else as set.

    Attributes:
        id: The assumption.
        name: Plain name.
        unit: Unit of ``range``.
        range: Low, central (the setting now), high.
        at_low: Loss per person at the low end; its basis has that end's discount rate.
        at_high: The same at the high end.
        swing: Distance between the two, on the basis of the settings now.
    """

    id: str
    name: str
    unit: str
    range: Range
    at_low: Money
    at_high: Money
    swing: Money


@dataclass(frozen=True, slots=True)
class PartDifference:
    """How one part (or, with ``id`` "total", the whole) differs between two settings.

    ``change`` is after minus before, on the basis of ``after``; the two may differ in their discount rate only.
    """

    id: str
    name: str
    before: Money
    after: Money
    change: Money


def target_rate(loss: Loss, rate: float) -> TargetRate:
    """Give what reaching ``rate`` (a fraction of the class or age group) would save.

    Raises:
        NotPublished: The place has no count, or the size of its class or age group is unknown.
        ValueError: The rate is not between 0 and 1.
    """
    if not 0 <= finite("rate", rate) <= 1:
        raise ValueError(f"the target rate is a fraction from 0 to 1, not {rate!r}")
    count, cohort = loss.cohort.count, loss.anchor.cohort
    if count is None or not cohort:
        missing = "number of people" if count is None else "size of the class or age group"
        raise NotPublished(f"the {missing} of {loss.anchor.place_name} is not published, so a rate has no meaning here")
    fewer = count - rate * cohort
    return TargetRate(count / cohort, rate, fewer, _for_people(loss, fewer))


def if_more_finish(loss: Loss, people: int) -> Money:
    """Give what ``people`` more completions would save, per cohort.

    Raises:
        TypeError: ``people`` is not a whole number.
        ValueError: It is negative, or more than the number counted.
    """
    if not isinstance(people, int) or isinstance(people, bool):
        raise TypeError(f"people come in whole numbers, not {people!r}")
    most = loss.cohort.count
    if people < 0 or (most is not None and people > most):
        can = "0 or more can" if most is None else f"0 to {most:,.0f} can"
        raise ValueError(f"{people} more cannot finish in {loss.anchor.place_name}: {can}")
    return _for_people(loss, people)


def tornado(
    anchor: PlaceAnchor,
    assumptions: Assumptions,
    prices: Prices | None = None,
    ranges: Mapping[str, tuple[float, float]] | None = None,
) -> tuple[TornadoBar, ...]:
    """Give each assumption alone at its low and its high, the widest swing first (ties in the table's order).

    Args:
        anchor: The place.
        assumptions: The settings everything else is held at.
        prices: As for ``estimate``.
        ranges: Low and high to use instead of the table's, by assumption.

    Raises:
        AssumptionsRefused: A range is unknown, out of order or outside what is allowed; or as ``estimate``.
    """
    chosen = ranges_of(assumptions, ranges)
    ends = [end for one in chosen.values() for end in (one.low, one.high)]
    varied = {name: np.full(len(ends), float(getattr(assumptions, name))) for name in chosen}
    for place, (name, one) in enumerate(chosen.items()):
        varied[name][2 * place : 2 * place + 2] = one.low, one.high
    price = price_factor(anchor, assumptions, prices)
    losses = multiplier(assumptions, Draws.of(assumptions, varied)) * anchor.per_person * price
    bars = [
        _bar(anchor, assumptions, name, one, float(losses[2 * place]), float(losses[2 * place + 1]))
        for place, (name, one) in enumerate(chosen.items())
    ]
    return tuple(sorted(bars, key=lambda bar: -bar.swing.amount))


def _bar(
    anchor: PlaceAnchor, assumptions: Assumptions, name: str, one: Range, at_low: float, at_high: float
) -> TornadoBar:
    basis = loss_basis(anchor, assumptions)
    ends = (one.low, one.high) if name == "discount_rate" else (basis.discount_rate, basis.discount_rate)
    record = parameter_table().parameter(name)
    return TornadoBar(
        id=name,
        name=record.name,
        unit=record.unit,
        range=one,
        at_low=Money(at_low, basis.changed(discount_rate=ends[0])),
        at_high=Money(at_high, basis.changed(discount_rate=ends[1])),
        swing=Money(abs(at_high - at_low), basis),
    )


def differences(before: Loss, after: Loss) -> tuple[PartDifference, ...]:
    """Explain the difference between two settings of one place part by part, the total last.

    A part that is not counted is worth nothing to its total.

    Raises:
        ValueError: The two differ in more than their assumptions: place, population, edition or price year.
    """
    same = loss_subject(before) == loss_subject(after)
    if not same:
        raise ValueError(
            f"only settings of the same loss can be explained: {loss_subject(before)}, {loss_subject(after)}"
        )
    rows = [
        _difference(str(old.id), old.name, old.amount * int(old.counted), new.amount * int(new.counted))
        for old, new in zip(before.person.parts, after.person.parts, strict=True)
    ]
    return (*rows, _difference("total", "social loss", before.person.total, after.person.total))


def loss_subject(loss: Loss) -> tuple[str, str, int, int | None]:
    """Give what must agree before two losses are compared: place, population, edition, price year."""
    return loss.anchor.place_slug, str(loss.anchor.population), loss.anchor.edition, loss.basis.price_year


def _difference(identifier: str, name: str, before: Money, after: Money) -> PartDifference:
    return PartDifference(identifier, name, before, after, Money(after.amount - before.amount, after.basis))


def _for_people(loss: Loss, people: float) -> Money:
    total = loss.person.total
    return Money(total.amount * people, total.basis.changed(unit=Unit.PER_COHORT))
