"""The basis of a dollar amount in words: what stands right under every loss."""

from __future__ import annotations

from economics import Basis, Horizon, Perspective, Population, Purse, Unit
from economics.rounding import half_up

PURSES = {
    Purse.EVERYONE: "everyone’s purse, mostly their own earnings",
    Purse.STATE_AND_LOCAL: "state and local budgets",
    Purse.FEDERAL: "the federal budget",
}
UNITS = {
    (Unit.PER_PERSON, Population.NON_COMPLETERS): "one person",
    (Unit.PER_PERSON, Population.DISCONNECTED_YOUTH): "one person",
    (Unit.PER_COHORT, Population.NON_COMPLETERS): "whole class",
    (Unit.PER_COHORT, Population.DISCONNECTED_YOUTH): "everyone aged 16 to 24",
    (Unit.PER_RESIDENT, Population.NON_COMPLETERS): "per resident",
    (Unit.PER_RESIDENT, Population.DISCONNECTED_YOUTH): "per resident",
}
POPULATIONS = {
    Population.NON_COMPLETERS: "did not finish high school",
    Population.DISCONNECTED_YOUTH: "neither in school nor at work, 16 to 24",
}


def perspective_words(basis: Basis) -> str:
    """``Social loss`` or ``Fiscal loss``."""
    return "Social loss" if basis.perspective is Perspective.SOCIAL else "Fiscal loss"


def basis_parts(basis: Basis) -> tuple[str, ...]:
    """The eight parts in reading order, the perspective first."""
    horizon = f"lifetime present value at {basis.valued_at_age}" if basis.horizon is Horizon.LIFETIME else "a year"
    dollars = f"{basis.price_year} dollars" if basis.price_year else "dollar year not published"
    return (
        perspective_words(basis),
        POPULATIONS[basis.population],
        PURSES[basis.purse],
        horizon,
        UNITS.get((basis.unit, basis.population), str(basis.unit)),
        dollars,
        f"{half_up(basis.discount_rate * 100, 4):g}% discount rate",
        f"{basis.edition} edition",
    )


def basis_line(basis: Basis, *more: str) -> str:
    """The parts joined by dots, with what else belongs to this number (``state value``)."""
    return " · ".join([*basis_parts(basis), *(part for part in more if part)])
