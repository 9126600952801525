"""What the model answers with: frozen values, every dollar with its basis, every part with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from economics.anchors import PerPersonStatus, PlaceAnchor, SplitStatus
from economics.assumptions import Assumptions
from economics.basis import Basis, Money
from economics.parameters import Component, YouthPart

ResolvedCount = Literal["published", "districts", "what if", "not published"]
ValueStatus = Literal["published", "borrowed from state", "estimated"]
TotalStatus = Literal["count times loss per person", "published", "estimated from the study's total", "not published"]
FiscalStatus = Literal["published", "not published"]


class NotPublished(ValueError):
    """An answer that needs a figure nobody published; the message says which figure and of which place."""


@dataclass(frozen=True, slots=True)
class PartLoss:
    """One part of a person's loss.

    Attributes:
        id: The component, or the part of a disconnected young person's loss.
        name: Plain name.
        amount: Per person; negative for schooling not consumed.
        counted: False when the settings leave it out of the total.
        status: ``published``, ``inferred``, ``published value, inferred name`` or ``split estimated``; ``estimated``
            where the assumptions or the price year make it another amount than the study's.
    """

    id: Component | YouthPart
    name: str
    amount: Money
    counted: bool
    status: str


@dataclass(frozen=True, slots=True)
class PersonLoss:
    """One person's social loss: ``total`` is the sum of the counted ``parts``.

    Attributes:
        total: US dollars.
        parts: Each with its own status.
        status: Of ``total`` itself: ``published`` only where it is the amount a study prints for this place,
            ``borrowed from state`` where it is the amount printed for the state, else ``estimated``.
        source: Whose printed loss the total comes from, whatever the assumptions.
        split: Where the parts' shares come from.
    """

    total: Money
    parts: tuple[PartLoss, ...]
    status: ValueStatus
    source: PerPersonStatus
    split: SplitStatus


@dataclass(frozen=True, slots=True)
class CohortLoss:
    """The social loss of everyone counted; an amount is None where it is not published.

    Attributes:
        count: People, after any what-if; None if not published.
        count_status: Where the count comes from.
        count_note: The same in words.
        total: Per cohort.
        total_status: Count times loss per person; or (no count) the total as a study prints it, or rescaled from it.
        if_halved: What half as many people would save: half of the total, no change of behaviour added.
    """

    count: float | None
    count_status: ResolvedCount
    count_note: str
    total: Money | None
    total_status: TotalStatus
    if_halved: Money | None


@dataclass(frozen=True, slots=True)
class Loss:
    """Everything the model says about one place, edition and population under one set of assumptions.

    ``fiscal`` is the published state and local loss of the whole cohort, as published: it is never scaled, neither to
    other places nor by the assumptions, so its basis keeps the published discount rate and price year.
    """

    anchor: PlaceAnchor
    assumptions: Assumptions
    person: PersonLoss
    cohort: CohortLoss
    fiscal: Money | None
    fiscal_status: FiscalStatus

    @property
    def basis(self) -> Basis:
        """The basis of the loss per person; the cohort's differs in its unit only."""
        return self.person.total.basis

    def statuses(self) -> dict[str, str]:
        """Give where each part comes from, in words, for a label or an API answer."""
        return {
            "per_person": self.person.status,
            "components": self.person.split if self.person.status != "estimated" else "estimated",
            "count": self.cohort.count_status,
            "count_note": self.cohort.count_note,
            "total": self.cohort.total_status,
            "fiscal": self.fiscal_status,
            "price_year": "not published" if self.anchor.price_year is None else "published",
        }
