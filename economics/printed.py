"""What a study printed: a type of its own, so that no estimate can be shown as a published figure.

``Money`` is computed by the model; ``PrintedLoss`` is copied from a page. Neither turns into the other, and each has
its own formatter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NoReturn, get_args

from economics.basis import Basis, finite

Hedge = Literal["", "about", "an estimated", "more than", "up to", "nearly", "possibly more than", "at least"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLoss:
    """A dollar figure as a source prints it.

    Attributes:
        value: US dollars, with the digits that are printed.
        hedge: The source's own reservation, in words that stand before the amount; "" where it has none.
        basis: What the amount is of. Its discount rate is the model's for that edition; whether it is the study's own,
            ``rates.rate_status`` says.
        edition: The study's year.
        data_year: The year of the people counted; None where not stated.
        source: Title of the document.
        location: Place in the document.
        note: What kind of document it is, or how the figure fits others; may be "".

    Raises:
        TypeError: A part has the wrong type.
        ValueError: The value is not finite, the hedge is unknown, the editions differ, or source or location is empty.
    """

    value: float
    hedge: Hedge
    basis: Basis
    edition: int
    data_year: int | None
    source: str
    location: str
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", finite("PrintedLoss.value", self.value))
        if self.hedge not in get_args(Hedge):
            raise ValueError(f"PrintedLoss.hedge must be one of {', '.join(get_args(Hedge))}, not {self.hedge!r}")
        if not isinstance(self.basis, Basis):
            raise TypeError(f"PrintedLoss needs a Basis, not {self.basis!r}")
        if self.basis.edition != self.edition:
            raise ValueError(f"a figure of the {self.edition} edition has a basis of {self.basis.edition}")
        if not self.source.strip() or not self.location.strip():
            raise ValueError("a printed figure names its source and the place in it")

    def __str__(self) -> NoReturn:
        raise TypeError(_NO_BARE_FORM)

    def __format__(self, specification: str) -> NoReturn:
        raise TypeError(_NO_BARE_FORM)

    def __float__(self) -> NoReturn:
        raise TypeError(_NO_BARE_FORM)


_NO_BARE_FORM = "a printed figure has no bare form: hand it to its formatter, which writes the hedge with the amount"
