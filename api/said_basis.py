"""The basis of an amount, said in full: the eight parts, the age it is valued at, and all of it in one line."""

from __future__ import annotations

from dataclasses import replace

from api.rows import BasisRow
from database.values import LossRecord
from economics import Basis, Population, rate_status
from exhibits.basis_words import POPULATIONS, basis_line, printed_basis_line
from exhibits.printed import basis_of

NOT_SAID = "not said by the source"


def said(basis: Basis) -> BasisRow:
    """A basis as it is written beside an amount."""
    return BasisRow(
        population=basis.population.value,
        perspective=basis.perspective.value,
        purse=basis.purse.value,
        horizon=basis.horizon.value,
        unit=basis.unit.value,
        price_year=basis.price_year,
        discount_rate=basis.discount_rate,
        discount_rate_status=rate_status(basis),
        edition=basis.edition,
        valued_at_age=basis.valued_at_age,
        words=basis_line(basis),
    )


def said_of_printed(basis: Basis) -> BasisRow:
    """The same of an amount a study prints: a rate that only our model assumes is not its own."""
    known = rate_status(basis) == "inferred"
    return replace(
        said(basis),
        discount_rate=basis.discount_rate if known else None,
        discount_rate_status="inferred" if known else "not published",
        words=printed_basis_line(basis),
    )


def published_basis(record: LossRecord) -> BasisRow | None:
    """The basis of a published amount; None for counts and rates.

    Where the source does not say who is counted, neither does the basis: its other parts still stand beside the amount.
    """
    if record.population is not None or record.unit != "USD":
        basis = basis_of(record)
        return said_of_printed(basis) if basis else None
    other = basis_of(replace(record, population=Population.NON_COMPLETERS.value))
    if other is None:
        return None
    row = said_of_printed(other)
    words = row.words.replace(POPULATIONS[Population.NON_COMPLETERS], f"population {NOT_SAID}")
    return replace(row, population=NOT_SAID, words=words)
