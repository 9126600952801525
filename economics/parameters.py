"""The parameter table (``parameters.toml``), read once and typed: what page, exports, Monte Carlo and tests share."""

from __future__ import annotations

import hashlib
import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from economics.basis import Population

PARAMETER_FILE = Path(__file__).with_name("parameters.toml")


class Component(StrEnum):
    """The seven parts of one non-completer's social loss, in the order they are drawn."""

    EARNINGS = "earnings"
    PRODUCTIVITY = "productivity"
    HEALTH = "health"
    CRIME = "crime"
    WELFARE = "welfare"
    TAX_BURDEN = "tax_burden"
    EDUCATION = "education"


FOLLOWING = frozenset({Component.PRODUCTIVITY, Component.TAX_BURDEN})


class YouthPart(StrEnum):
    """The two parts of one disconnected young person's loss: while still young, and afterwards."""

    IMMEDIATE = "immediate"
    FUTURE = "future"


Text = Annotated[str, Field(min_length=1)]
Group = Literal["money and time", "cause and effect", "who is counted"]
ParameterUnit = Literal["fraction a year", "fraction", "age", "year", "people", "components"]


class Record(BaseModel):
    """Base of all records: frozen, nothing unknown, no NaN."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Parameter(Record):
    """One assumption a person can change.

    ``low``, ``central``, ``high``, ``allowed_min`` and ``allowed_max`` are in ``unit``; they are None where the place's
    data decide (count, rate, price year) and ``central_text`` / ``allowed_text`` say so in words.
    ``distribution`` is how the Monte Carlo draws it: triangular over low, central, high, or fixed.
    """

    id: Text
    name: Text
    help: Text
    unit: ParameterUnit
    group: Group
    step: float | None = Field(default=None, gt=0)
    low: float | None = None
    central: float | None = None
    high: float | None = None
    allowed_min: float | None = None
    allowed_max: float | None = None
    central_text: str | None = None
    allowed_text: str | None = None
    distribution: Literal["triangular", "fixed"]
    populations: tuple[Population, ...] = Field(min_length=1)
    source_title: Text
    source_address: str | None = None
    source_note: Text
    is_not: Text

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        known = [number for number in self._all_numbers() if number is not None]
        if known != sorted(known):
            raise ValueError(f"parameter {self.id}: allowed_min, low, central, high, allowed_max must rise: {known}")
        if (self.central is None) == (self.central_text is None) or (self.central is not None and len(known) != 5):
            raise ValueError(f"parameter {self.id}: give either all five numbers or central_text")
        if (self.distribution == "triangular") != (self.low != self.high):
            raise ValueError(f"parameter {self.id}: triangular needs low < high, fixed needs them equal or absent")
        if self.source_address is None and not self.source_title.startswith(("our assumption", "The place's own")):
            raise ValueError(f"parameter {self.id}: a source needs an address, or is 'our assumption'")
        return self

    def _all_numbers(self) -> tuple[float | None, ...]:
        return self.allowed_min, self.low, self.central, self.high, self.allowed_max

    def numbers(self) -> tuple[float, ...]:
        """Give allowed_min, low, central, high and allowed_max, in ``unit``.

        Raises:
            ValueError: The place's data decide this one, so it has no numbers of its own.
        """
        known = tuple(number for number in self._all_numbers() if number is not None)
        if len(known) != len(self._all_numbers()):
            raise ValueError(f"{self.id} has no range of its own: its central value is {self.central_text}")
        return known

    @property
    def range_in_words(self) -> str:
        """The allowed values as people type them, e.g. ``0 to 0.1 (fraction a year)``."""
        if self.allowed_text is not None:
            return self.allowed_text
        return f"{self.allowed_min:g} to {self.allowed_max:g} ({self.unit})"


class Window(Record):
    """Ages a part is paid in, both included; ``retire`` ends it the year before earnings stop."""

    first_age: int
    last_age: int | Literal["retire"]


class ComponentRecord(Record):
    """One component as published for Arizona, 2014 edition: US dollars of 2013, present value at age 18.

    ``window`` is None where it follows other components (productivity, tax burden).
    """

    id: Component
    name: Text
    published: float
    status: Literal["published", "inferred", "published value, inferred name"]
    window: Window | None = None
    timing_note: Text
    source_title: Text
    source_address: Text


class YouthPartRecord(Record):
    """One part of a disconnected young person's loss and the ages it is paid in."""

    id: YouthPart
    name: Text
    window: Window
    timing_note: Text


class Study(Record):
    """What nobody tunes: the split of disconnected youth, what "halved" means, and how the chance is drawn."""

    immediate_share: float = Field(gt=0, lt=1)
    halved_share: float = Field(gt=0, lt=1)
    draws: int
    seed: int
    rate_inferred: tuple[Text, ...]
    linked: tuple[Text, ...] = Field(min_length=2)
    quantiles: tuple[float, ...]
    dots: int
    not_in_range: tuple[Text, ...] = Field(min_length=1)
    source_title: Text
    source_address: Text
    note: Text

    @field_validator("draws")
    @classmethod
    def _power_of_two(cls, value: int) -> int:
        if value < 2 or value & (value - 1):
            raise ValueError(f"draws must be a power of two, or the Sobol points lose their balance; got {value}")
        return value


ASSUMPTIONS = (
    *("discount_rate", "earnings_growth", "retire", "price_year"),
    *("keep_earnings", "keep_health", "keep_crime", "keep_welfare", "spill", "tax", "finish_later", "relief"),
    *("count", "rate", "include"),
)
"""What the model can be told, one field of ``Assumptions`` each; the file has one record for each of them."""


class ParameterTable(Record):
    """The whole file. Get it with ``parameter_table()``."""

    model_version: Text
    study: Study
    assumption: tuple[Parameter, ...]
    component: tuple[ComponentRecord, ...]
    youth_part: tuple[YouthPartRecord, ...]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        ids = [parameter.id for parameter in self.assumption]
        if len(set(ids)) != len(ids):
            raise ValueError(f"an assumption is listed twice: {ids}")
        if unused := [each for each in ids if each not in ASSUMPTIONS]:
            raise ValueError(
                f"the model does not use {', '.join(unused)}: a record in {PARAMETER_FILE.name} alone changes no figure. "
                "Say in economics/assumptions.py and economics/kernel.py what it does (docs/tour.md, To add an assumption)"
            )
        if absent := [each for each in ASSUMPTIONS if each not in ids]:
            raise ValueError(f"the record of {', '.join(absent)} is missing from {PARAMETER_FILE.name}: restore it")
        if [record.id for record in self.component] != list(Component):
            raise ValueError(f"the components must be {', '.join(Component)}, once each and in this order")
        if {record.id for record in self.component if record.window is None} != FOLLOWING:
            raise ValueError(f"every component needs a window, except {', '.join(sorted(FOLLOWING))}")
        if [record.id for record in self.youth_part] != list(YouthPart):
            raise ValueError(f"the parts of disconnected youth must be {', '.join(YouthPart)}, in this order")
        return self

    def parameter(self, identifier: str) -> Parameter:
        """Give one assumption's record.

        Raises:
            KeyError: No such assumption; the message lists those there are.
        """
        for parameter in self.assumption:
            if parameter.id == identifier:
                return parameter
        raise KeyError(f"no assumption {identifier!r}; there are {', '.join(one.id for one in self.assumption)}")

    def applying_to(self, population: Population) -> tuple[Parameter, ...]:
        """Give the assumptions that apply to a population, in the order of the file."""
        return tuple(parameter for parameter in self.assumption if population in parameter.populations)

    def drawn(self, population: Population) -> tuple[Parameter, ...]:
        """Give the assumptions with a range, those the tornado and the Monte Carlo vary."""
        return tuple(one for one in self.applying_to(population) if one.distribution == "triangular")


def read_parameters(text: str) -> ParameterTable:
    """Read a parameter table from TOML text.

    Raises:
        pydantic.ValidationError: A record is incomplete, unknown or out of order; the message names it.
        tomllib.TOMLDecodeError: The text is not TOML.
    """
    return ParameterTable.model_validate(tomllib.loads(text))


@cache
def parameter_table() -> ParameterTable:
    """Give the model's parameter table, read once."""
    return read_parameters(PARAMETER_FILE.read_text(encoding="utf-8"))


@cache
def model_version() -> str:
    """Give the model's version: the number in the file and the first 12 digits of the file's SHA-256.

    A frozen link keeps it, so that an answer made with other parameters can be told apart.
    """
    # read as text: a checkout with other line ends is the same model
    digest = hashlib.sha256(PARAMETER_FILE.read_text(encoding="utf-8").encode()).hexdigest()
    return f"{parameter_table().model_version}+{digest[:12]}"
