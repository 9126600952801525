"""The loss of a place under a set of assumptions: published anchors, rescaled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from economics.anchors import PlaceAnchor
from economics.assumptions import Assumptions, AssumptionsRefused, Problem
from economics.basis import Basis, Horizon, Money, Perspective, Purse, Unit
from economics.kernel import Array, Draws, base_total, multiplier, names_of_parts, parts
from economics.parameters import Component, parameter_table
from economics.results import (
    CohortLoss,
    FiscalStatus,
    Loss,
    PartLoss,
    PersonLoss,
    ResolvedCount,
    TotalStatus,
)
from economics.rounding import whole

Prices = Mapping[int, float]
MOST_PEOPLE = 1e8
"""More than any place this is about; only for a place of which neither class nor residents are known."""


def estimate(anchor: PlaceAnchor, assumptions: Assumptions, prices: Prices | None = None) -> Loss:
    """Give the loss of one place. At the published assumptions every published figure comes back.

    Args:
        anchor: The place's published figures, of the assumptions' population.
        assumptions: What is assumed.
        prices: CPI-U annual averages by year; needed only where ``price_year`` is set to another year.

    Raises:
        ValueError: The anchor and the assumptions are about different populations.
        AssumptionsRefused: The price year or the count is not possible for this place; the message says why.
    """
    return estimate_all([anchor], assumptions, prices)[0]


def estimate_all(
    anchors: Sequence[PlaceAnchor], assumptions: Assumptions, prices: Prices | None = None
) -> tuple[Loss, ...]:
    """Give the loss of several places under the same assumptions, in their order; otherwise as ``estimate``."""
    draws = Draws.of(assumptions)
    rows = parts(assumptions.population, draws)[:, 0]
    factor = float(multiplier(assumptions, draws)[0])
    return tuple(_place(anchor, assumptions, prices, rows, factor) for anchor in anchors)


def per_person_totals(per_person: Array, multipliers: Array) -> Array:
    """Give the loss per person of many places over many draws (or of cohorts, given their totals).

    A place's scale factors out of the draws, so this is one outer product, near the speed of memory.

    Args:
        per_person: Published losses, US dollars, shape (places,).
        multipliers: From ``kernel.multiplier``, shape (draws,).

    Returns:
        US dollars of the published price year, shape (places, draws).
    """
    return np.multiply.outer(per_person, multipliers)


def loss_basis(anchor: PlaceAnchor, assumptions: Assumptions, unit: Unit = Unit.PER_PERSON) -> Basis:
    """Give the basis of a social loss of this place under these assumptions."""
    return Basis(
        population=anchor.population,
        perspective=Perspective.SOCIAL,
        purse=Purse.EVERYONE,
        horizon=Horizon.LIFETIME,
        unit=unit,
        price_year=anchor.price_year if assumptions.price_year is None else assumptions.price_year,
        discount_rate=assumptions.discount_rate,
        edition=anchor.edition,
    )


def price_factor(anchor: PlaceAnchor, assumptions: Assumptions, prices: Prices | None) -> float:
    """Give CPI(chosen year) / CPI(the edition's dollar year); 1 where no other year is chosen.

    Raises:
        AssumptionsRefused: The edition's dollar year is not published, or a year has no CPI-U average.
    """
    chosen, published = assumptions.price_year, anchor.price_year
    if chosen is None or chosen == published:
        return 1.0
    if published is None:
        reason = f"the {anchor.edition} edition cannot be converted to another year: its dollar year is not published"
        raise AssumptionsRefused((Problem("price_year", reason, ""),))
    known = prices or {}
    for year in (chosen, published):
        if not known.get(year, 0) > 0:
            allowed = f"{min(known)} to {max(known)}" if known else "no year, as no price index was given"
            reason = f"there is no CPI-U annual average for {year}"
            raise AssumptionsRefused((Problem("price_year", reason, allowed),))
    return known[chosen] / known[published]


def _place(
    anchor: PlaceAnchor, assumptions: Assumptions, prices: Prices | None, parts_of_base: Array, factor: float
) -> Loss:
    if anchor.population != assumptions.population:
        raise ValueError(
            f"{anchor.place_slug}: the anchor is about {anchor.population}, the assumptions about "
            f"{assumptions.population}; the two populations are never mixed"
        )
    price = price_factor(anchor, assumptions, prices)
    person = _person(anchor, assumptions, parts_of_base * price, factor * price)
    fiscal, fiscal_status = _fiscal(anchor)
    return Loss(
        anchor, assumptions, person, _cohort(anchor, assumptions, person, factor * price), fiscal, fiscal_status
    )


def _person(anchor: PlaceAnchor, assumptions: Assumptions, parts_of_base: Array, factor: float) -> PersonLoss:
    basis = loss_basis(anchor, assumptions)
    # the scale first: for Arizona it is exactly 1, so the published components come back to the last digit
    scale = anchor.per_person / base_total(anchor.population)
    at_study = parts(anchor.population, Draws.of(Assumptions(population=anchor.population)))[:, 0]
    rows = zip(names_of_parts(anchor.population), parts_of_base, at_study, strict=True)
    return PersonLoss(
        total=Money(anchor.per_person * factor, basis),
        parts=tuple(
            PartLoss(
                id=identifier,
                name=name,
                amount=Money(scale * float(part), basis),
                counted=not isinstance(identifier, Component) or identifier in assumptions.include,
                status=_part_status(anchor, status, part == before),
            )
            for (identifier, name, status), part, before in rows
        ),
        status=anchor.per_person_status if factor == 1 else "estimated",
        source=anchor.per_person_status,
        split=anchor.component_split,
    )


def _part_status(anchor: PlaceAnchor, status: str, unchanged: bool) -> str:
    """A part is published only where the place's split is, and the amount is the one the study gives."""
    if anchor.component_split != "published":
        return "split estimated"
    return status if unchanged else "estimated"


def _cohort(anchor: PlaceAnchor, assumptions: Assumptions, person: PersonLoss, factor: float) -> CohortLoss:
    count, status, note = _count(anchor, assumptions)
    basis = loss_basis(anchor, assumptions, Unit.PER_COHORT)
    total: Money | None = None
    how: TotalStatus = "not published"
    if count is not None:
        total, how = Money(person.total.amount * count, basis), "count times loss per person"
    elif anchor.total_published is not None:
        total = Money(anchor.total_published * factor, basis)
        how = "published" if factor == 1 else "estimated from the study's total"
    halved = None if total is None else total * parameter_table().study.halved_share
    return CohortLoss(count, status, note, total, how, halved)


def _count(anchor: PlaceAnchor, assumptions: Assumptions) -> tuple[float | None, ResolvedCount, str]:
    """The people counted, where the number comes from, and the same in words."""
    if assumptions.rate is not None:
        if anchor.cohort is None:
            reason = f"the size of the class or age group of {anchor.place_name} is not published: set count instead"
            raise AssumptionsRefused((Problem("rate", reason, ""),))
        return assumptions.rate * anchor.cohort, "what if", f"{assumptions.rate:.4g} of {anchor.cohort:,.0f} people"
    if assumptions.count is None:
        return anchor.count, anchor.count_status, anchor.count_note
    most, of_what = _most_people(anchor)
    if assumptions.count > most:
        reason = f"{whole(assumptions.count):,} is more than {of_what}"
        raise AssumptionsRefused((Problem("count", reason, f"0 to {most:,.0f} (people)"),))
    return assumptions.count, "what if", "a what-if, not data"


def _most_people(anchor: PlaceAnchor) -> tuple[float, str]:
    """The most people a what-if may count: the class or age group, else everyone living there, else a bound on any place."""
    if anchor.cohort is not None:
        return anchor.cohort, f"the class or age group of {anchor.place_name}"
    living = anchor.residents if anchor.most_people is None else anchor.most_people
    if living is not None:
        return living, f"the people living in {anchor.place_name}"
    return MOST_PEOPLE, "any place has"


def _fiscal(anchor: PlaceAnchor) -> tuple[Money | None, FiscalStatus]:
    """The published state and local fiscal loss of the cohort, on the published assumptions' basis."""
    if anchor.fiscal_total is None:
        return None, "not published"
    basis = loss_basis(anchor, Assumptions(population=anchor.population), Unit.PER_COHORT)
    return (
        Money(anchor.fiscal_total, basis.changed(perspective=Perspective.FISCAL, purse=Purse.STATE_AND_LOCAL)),
        "published",
    )
