"""Every dollar has a basis: the type that keeps an amount together with what it is an amount of.

An amount that lost its basis cannot be told from another (a lifetime loss of one person, a cohort's, a year's), so
``Money`` refuses to become a bare number or a bare string: a formatter has to take the amount *and* the basis.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, NoReturn


class Population(StrEnum):
    """Who is counted. The two overlap (a dropout can be disconnected) and are never added together."""

    NON_COMPLETERS = "non_completers"
    DISCONNECTED_YOUTH = "disconnected_youth"


class Perspective(StrEnum):
    """Whose loss: everyone's, the person included (social), the taxpayers' alone (fiscal), or the person's (private)."""

    SOCIAL = "social"
    FISCAL = "fiscal"
    PRIVATE = "private"


class Purse(StrEnum):
    """Who bears it."""

    EVERYONE = "everyone"
    STATE_AND_LOCAL = "state and local"
    FEDERAL = "federal"
    PARTICIPANT = "participant"


class Horizon(StrEnum):
    """Over what time: a lifetime discounted to the valuation age, or one year."""

    LIFETIME = "lifetime present value"
    A_YEAR = "a year"


class Unit(StrEnum):
    """Per what. For disconnected youth "per cohort" is the whole group aged 16-24, a stock."""

    PER_PERSON = "per person"
    PER_COHORT = "per cohort"
    PER_RESIDENT = "per resident"


VALUED_AT = {Population.NON_COMPLETERS: 18, Population.DISCONNECTED_YOUTH: 20}
_ENUMS: dict[str, type[StrEnum]] = {
    "population": Population,
    "perspective": Perspective,
    "purse": Purse,
    "horizon": Horizon,
    "unit": Unit,
}


@dataclass(frozen=True, slots=True)
class Basis:
    """What a dollar amount is an amount of.

    Attributes:
        population: Who is counted.
        perspective: Social or fiscal.
        purse: Who bears it.
        horizon: A lifetime's present value, or a year.
        unit: Per person, per cohort or per resident.
        price_year: Year of the dollars; None where the study does not publish it (2018 edition).
        discount_rate: Real, a fraction a year (0.035 is 3.5 %).
        edition: The study's year, 2014 or 2018.

    Raises:
        TypeError: A part has the wrong type.
        ValueError: The discount rate is not between 0 and 1.
    """

    population: Population
    perspective: Perspective
    purse: Purse
    horizon: Horizon
    unit: Unit
    price_year: int | None
    discount_rate: float
    edition: int

    def __post_init__(self) -> None:
        for name, kind in _ENUMS.items():
            if not isinstance(getattr(self, name), kind):
                raise TypeError(f"Basis.{name} must be a {kind.__name__}, not {getattr(self, name)!r}")
        if not _is_whole(self.edition) or not (self.price_year is None or _is_whole(self.price_year)):
            raise TypeError("Basis.edition must be a year (int); Basis.price_year a year (int) or None")
        if not 0 <= finite("Basis.discount_rate", self.discount_rate) <= 1:
            raise ValueError(f"Basis.discount_rate is a fraction from 0 to 1, not {self.discount_rate!r}")

    @property
    def valued_at_age(self) -> int:
        """Age the lifetime is discounted to: 18 for non-completers, 20 for disconnected youth."""
        return VALUED_AT[self.population]

    def changed(self, **parts: Any) -> Basis:
        """Give the same basis with some parts replaced, e.g. ``basis.changed(unit=Unit.PER_COHORT)``."""
        return replace(self, **parts)

    def as_dict(self) -> dict[str, str | float | int | None]:
        """Give plain values for JSON, spreadsheets and labels: the eight parts plus ``valued_at_age``."""
        parts: dict[str, str | float | int | None] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            parts[field.name] = str(value) if isinstance(value, StrEnum) else value
        return parts | {"valued_at_age": self.valued_at_age}


@dataclass(frozen=True, slots=True)
class Money:
    """A dollar amount with its basis. It has no bare form: ``str``, ``format``, ``float`` and ``round`` refuse.

    Attributes:
        amount: US dollars, unrounded.
        basis: What the amount is of.

    Raises:
        TypeError: ``amount`` is not a real number, ``basis`` is not a Basis.
        ValueError: ``amount`` is not finite.
    """

    amount: float
    basis: Basis

    # numpy must hand ``array * money`` back to Money instead of making an array of objects
    __array_ufunc__ = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", finite("Money.amount", self.amount))
        if not isinstance(self.basis, Basis):
            raise TypeError(f"Money needs a Basis: a dollar amount without one cannot be shown (got {self.basis!r})")

    def __add__(self, other: Money) -> Money:
        same_basis(self, other, "add")
        return Money(self.amount + other.amount, self.basis)

    def __sub__(self, other: Money) -> Money:
        same_basis(self, other, "subtract")
        return Money(self.amount - other.amount, self.basis)

    def __mul__(self, factor: float) -> Money:
        return Money(self.amount * finite("factor of Money", factor), self.basis)

    __rmul__ = __mul__

    def __neg__(self) -> Money:
        return Money(-self.amount, self.basis)

    def __lt__(self, other: Money) -> bool:
        same_basis(self, other, "compare")
        return self.amount < other.amount

    def ratio_to(self, other: Money) -> float:
        """Give this amount as a multiple of another of the same basis.

        Raises:
            TypeError, ValueError: ``other`` is no Money, or its basis differs.
            ZeroDivisionError: ``other`` is zero dollars.
        """
        same_basis(self, other, "compare")
        return self.amount / other.amount

    def __str__(self) -> NoReturn:
        raise TypeError(_NO_BARE_FORM)

    def __format__(self, specification: str) -> NoReturn:
        raise TypeError(_NO_BARE_FORM)

    def __float__(self) -> NoReturn:
        raise TypeError(_NO_BARE_FORM)

    def __int__(self) -> NoReturn:
        raise TypeError(_NO_BARE_FORM)

    def __round__(self, digits: int | None = None) -> NoReturn:
        raise TypeError(_NO_BARE_FORM)


@dataclass(frozen=True, slots=True)
class MoneySeries:
    """Many amounts of one basis (quantiles, dots): ``amounts`` in US dollars, unrounded. It has no bare form either."""

    amounts: tuple[float, ...]
    basis: Basis

    def __post_init__(self) -> None:
        object.__setattr__(self, "amounts", tuple(finite("MoneySeries.amounts", one) for one in self.amounts))
        if not isinstance(self.basis, Basis):
            raise TypeError(f"MoneySeries needs a Basis, not {self.basis!r}")

    def __len__(self) -> int:
        return len(self.amounts)

    def __getitem__(self, position: int) -> Money:
        return Money(self.amounts[position], self.basis)

    def __str__(self) -> NoReturn:
        raise TypeError(_NO_BARE_FORM)

    def __format__(self, specification: str) -> NoReturn:
        raise TypeError(_NO_BARE_FORM)


_NO_BARE_FORM = "Money has no bare form: hand it to the money formatter, which writes amount and basis together"


def finite(name: str, value: object) -> float:
    """Give ``value`` as a float.

    Raises:
        TypeError: It is a bool, a string or anything else that is not a real number.
        ValueError: It is NaN or infinite.
    """
    # numpy's own numbers pass by their ``__float__``; bools are numbers to Python, and a mistake to us
    is_bool = isinstance(value, bool) or type(value).__name__ in {"bool_", "bool"}
    if is_bool or isinstance(value, (str, bytes, Money)) or not hasattr(value, "__float__"):
        raise TypeError(f"{name} must be a number, not {value!r}")
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{name} must be finite, not {number!r}")
    return number


def same_basis(first: Money, second: object, verb: str) -> None:
    """Refuse to combine amounts of different bases, naming every part that differs.

    Raises:
        TypeError: ``second`` is not Money.
        ValueError: The bases differ.
    """
    if not isinstance(second, Money):
        raise TypeError(f"cannot {verb} Money and {type(second).__name__}: a dollar amount needs a basis")
    different = [
        f"{field.name} ({getattr(first.basis, field.name)} and {getattr(second.basis, field.name)})"
        for field in fields(Basis)
        if getattr(first.basis, field.name) != getattr(second.basis, field.name)
    ]
    if different:
        raise ValueError(f"cannot {verb} amounts of different bases: they differ in {', '.join(different)}")


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
