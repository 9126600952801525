"""The basis of a dollar amount in words: what stands right under every loss."""

from __future__ import annotations

from economics import Basis, Horizon, Perspective, Population, Purse, Unit, rate_status
from economics.rounding import half_up

PURSES = {
    Purse.EVERYONE: "everyone’s purse, mostly their own earnings",
    Purse.STATE_AND_LOCAL: "state and local budgets",
    Purse.FEDERAL: "the federal budget",
    Purse.PARTICIPANT: "the person’s own earnings, before taxes",
}
UNITS = {
    (Unit.PER_PERSON, Population.NON_COMPLETERS): "one person",
    (Unit.PER_PERSON, Population.DISCONNECTED_YOUTH): "one person",
    (Unit.PER_COHORT, Population.NON_COMPLETERS): "everyone counted",
    (Unit.PER_COHORT, Population.DISCONNECTED_YOUTH): "everyone aged 16 to 24",
    (Unit.PER_RESIDENT, Population.NON_COMPLETERS): "per resident",
    (Unit.PER_RESIDENT, Population.DISCONNECTED_YOUTH): "per resident",
}
POPULATIONS = {
    Population.NON_COMPLETERS: "did not finish high school",
    Population.DISCONNECTED_YOUTH: "neither in school nor at work, 16 to 24",
}


PERSPECTIVES = {
    Perspective.SOCIAL: "Social loss",
    Perspective.FISCAL: "Fiscal loss",
    Perspective.PRIVATE: "Private loss",
}
RATES = {"inferred": " (inferred)", "assumed": " (assumed, the edition’s is not published)", "set": ""}


def perspective_words(basis: Basis) -> str:
    """``Social loss``, ``Fiscal loss`` or ``Private loss``."""
    return PERSPECTIVES[basis.perspective]


def rate_words(basis: Basis) -> str:
    """``discount rate 3.5% (inferred)``: the rate, and how it is known where no person chose it."""
    return f"discount rate {half_up(basis.discount_rate * 100, 4):g}%{RATES[rate_status(basis)]}"


def printed_rate_words(basis: Basis) -> str:
    """The same for an amount a study prints: a rate that only our model assumes is not the study's."""
    return "discount rate not published" if rate_status(basis) != "inferred" else rate_words(basis)


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
        rate_words(basis),
        f"{basis.edition} edition",
    )


def basis_line(basis: Basis, *more: str) -> str:
    """The parts joined by dots, with what else belongs to this number (``state value``)."""
    return " · ".join([*basis_parts(basis), *(part for part in more if part)])


def printed_basis_line(basis: Basis) -> str:
    """The basis of an amount as a study prints it."""
    return basis_line(basis).replace(rate_words(basis), printed_rate_words(basis))
