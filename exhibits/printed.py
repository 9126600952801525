"""What the loss studies print, as a type of its own: from published rows to ``PrintedLoss``, and how it is said.

The words "published" and "printed" stand over these values and nothing else. What the model computes is ``Money``.
"""

from __future__ import annotations

from collections.abc import Mapping

from database.values import LossRecord
from economics import Basis, Horizon, Perspective, Population, PrintedLoss, Purse, Unit, parameter_table
from economics.printed import Hedge
from exhibits import formats
from exhibits.formats import grouped

HEDGES: Mapping[str, Hedge] = {
    "rounded": "about",
    "rounded_down": "about",
    "estimated": "an estimated",
    "more_than": "more than",
    "up_to": "up to",
    "nearly": "nearly",
    "could_exceed": "possibly more than",
}
NOT_PRINTED = "derived"
TOTAL, EACH, HALVED = "social_loss_aggregate", "social_loss_per_person", "social_gain_if_halved"
FISCAL = "fiscal_loss_state_local_aggregate"


def is_printed(record: LossRecord) -> bool:
    """Whether a source prints this figure: not inferred from others, and not missing."""
    return record.value is not None and record.source_kind != NOT_PRINTED and record.status == "published"


def hedge_of(record: LossRecord) -> Hedge:
    """The source's own reservation: ``more than``, ``up to``, ``about``."""
    return HEDGES.get(record.qualifier, "")


def hedge_mark(record: LossRecord) -> str:
    """The same beside a number: ``estimated``, ``up to``."""
    return hedge_of(record).removeprefix("an ")


def basis_of(record: LossRecord) -> Basis | None:
    """The basis of a dollar amount in a published row; None for counts and rates, and where the population is not said.

    The discount rate is the model's central one: ``basis_words.printed_basis_line`` says whether it is the study's.
    """
    if record.unit != "USD" or record.population is None:
        return None
    fiscal = record.measure.startswith("fiscal")
    rate = parameter_table().parameter("discount_rate").central
    return Basis(
        population=Population(record.population),
        perspective=Perspective.FISCAL if fiscal else Perspective.SOCIAL,
        purse=Purse.STATE_AND_LOCAL if fiscal else Purse.EVERYONE,
        horizon=Horizon.LIFETIME,
        unit=Unit.PER_PERSON if "per_person" in record.measure else Unit.PER_COHORT,
        price_year=record.dollar_year,
        discount_rate=0.0 if rate is None else rate,
        edition=record.edition,
    )


def printed_of(record: LossRecord) -> PrintedLoss | None:
    """The printed dollar figure of a row; None where it is no amount, nothing is printed, or whose it is is not said."""
    basis = basis_of(record)
    if basis is None or record.value is None or not is_printed(record):
        return None
    return PrintedLoss(
        value=record.value,
        hedge=hedge_of(record),
        basis=basis,
        edition=record.edition,
        data_year=record.data_year,
        source=record.source.title,
        location=record.location,
        note=record.note or "",
    )


def count_words(record: LossRecord) -> str:
    """A printed number of people with its hedge: ``an estimated 18,100``, ``more than 45,000``."""
    return f"{hedge_of(record)} {grouped(record.value or 0.0)}".strip()


def value_text(record: LossRecord) -> str:
    """The figure as it reads, with its hedge; dollars whose population is not said stay in words, without a sign."""
    if record.value is None:
        return "not published"
    printed = printed_of(record)
    if printed is not None:
        return formats.printed_exact(printed)
    if record.unit == "percent":
        return formats.percent(record.value, decimals=0 if record.value == int(record.value) else 1)
    text = f"{hedge_of(record)} {formats.grouped(record.value)}".strip()
    return f"{text} US dollars, population not said" if record.unit == "USD" else text
