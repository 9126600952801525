"""One set of assumptions, checked against the parameter table the moment it is made.

Every field defaults to the central value of ``parameters.toml``; naming an unknown assumption, one outside its allowed
range, or one that does not apply to the population is refused with a sentence that says what would be accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from economics.basis import Population
from economics.parameters import Component, parameter_table

Value: TypeAlias = float | int | str | None
_NUMBERS = (
    "discount_rate",
    "earnings_growth",
    "retire",
    "keep_earnings",
    "keep_health",
    "keep_crime",
    "keep_welfare",
    "spill",
    "tax",
    "finish_later",
    "relief",
    "count",
    "rate",
    "price_year",
)


def _central(name: str) -> Callable[[], Any]:
    """Give a factory of one assumption's central value, read from the table."""
    return lambda: parameter_table().parameter(name).central


class Assumptions(BaseModel):
    """What is assumed; the defaults are the published study. Names are those of the specification and the addresses.

    Rates and shares are fractions (0.05 is 5 %), ``retire`` is a whole age, ``count`` people. ``None`` for
    ``price_year``, ``count`` and ``rate`` means "as in the data". ``include`` lists the components counted, in order.

    Raises:
        pydantic.ValidationError: A value is unknown, not a number, not finite, outside its allowed range or does not
            apply to the population. ``read_assumptions`` turns it into ``AssumptionsRefused``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    population: Population = Population.NON_COMPLETERS
    discount_rate: float = Field(default_factory=_central("discount_rate"))
    earnings_growth: float = Field(default_factory=_central("earnings_growth"))
    retire: int = Field(default_factory=lambda: int(_central("retire")()))
    keep_earnings: float = Field(default_factory=_central("keep_earnings"))
    keep_health: float = Field(default_factory=_central("keep_health"))
    keep_crime: float = Field(default_factory=_central("keep_crime"))
    keep_welfare: float = Field(default_factory=_central("keep_welfare"))
    spill: float = Field(default_factory=_central("spill"))
    tax: float = Field(default_factory=_central("tax"))
    finish_later: float = Field(default_factory=_central("finish_later"))
    relief: float = Field(default_factory=_central("relief"))
    price_year: int | None = None
    count: float | None = Field(default=None, ge=0)
    rate: float | None = None
    include: tuple[Component, ...] = tuple(Component)

    @model_validator(mode="before")
    @classmethod
    def _applies(cls, given: Any) -> Any:
        if not isinstance(given, Mapping) or given.get("population") != Population.DISCONNECTED_YOUTH:
            return given
        applying = [one.id for one in parameter_table().applying_to(Population.DISCONNECTED_YOUTH)]
        refused = [name for name in given if name in cls.model_fields and name not in {*applying, "population"}]
        if refused:
            raise ValueError(
                f"{', '.join(refused)} cannot be changed for disconnected youth: no split of their loss is published; "
                f"these can: {', '.join(applying)}"
            )
        return given

    @field_validator(*_NUMBERS, mode="before")
    @classmethod
    def _no_bool(cls, value: object) -> object:
        if isinstance(value, bool):
            raise ValueError("must be a number, not true or false")
        return value

    @field_validator(*[name for name in _NUMBERS if name not in {"count", "price_year"}])
    @classmethod
    def _in_range(cls, value: float | None, info: Any) -> float | None:
        parameter = parameter_table().parameter(info.field_name)
        low, high = parameter.allowed_min, parameter.allowed_max
        if value is not None and low is not None and high is not None and not low <= value <= high:
            raise ValueError(f"{value!r} is outside {parameter.range_in_words}")
        return value

    @field_validator("include", mode="before")
    @classmethod
    def _in_order(cls, value: object) -> object:
        names = [name.strip() for name in value.split(",")] if isinstance(value, str) else value
        if names == ["none"] or not isinstance(names, (list, tuple, set, frozenset)):
            return () if names == ["none"] else names
        unknown = [name for name in names if name not in list(Component)]
        if unknown:
            raise ValueError(f"no component {', '.join(map(repr, unknown))}; there are {', '.join(Component)}, or none")
        return tuple(component for component in Component if component in names)

    @model_validator(mode="after")
    def _one_count(self) -> Self:
        if self.count is not None and self.rate is not None:
            raise ValueError("give count or rate, not both: they set the same number")
        return self

    def changed(self, **values: Any) -> Assumptions:
        """Give a copy with some values replaced, checked again.

        Raises:
            AssumptionsRefused: As ``read_assumptions``.
        """
        given = {name: getattr(self, name) for name in self.model_fields_set} | values
        if "population" not in values:
            given.pop("population", None)
        return read_assumptions(self.population, given)

    def applying(self) -> dict[str, Value]:
        """Give every assumption that applies to the population, defaults written out, as plain values.

        ``include`` is a comma-separated list (``none`` if empty); a what-if that is not set is left out. Feeding the
        result to ``read_assumptions`` gives an equal object.
        """
        values: dict[str, Value] = {}
        for parameter in parameter_table().applying_to(self.population):
            value = getattr(self, parameter.id)
            if parameter.id == "include":
                value = ",".join(value) or "none"
            if value is not None:
                values[parameter.id] = value
        return values

    def changes(self) -> tuple[Change, ...]:
        """Give what differs from the published study, in the order of the table."""
        before = Assumptions(population=self.population).applying()
        now = self.applying()
        return tuple(
            Change(one.id, one.name, one.unit, before.get(one.id), now[one.id])
            for one in parameter_table().applying_to(self.population)
            if one.id in now and now[one.id] != before.get(one.id)
        )


@dataclass(frozen=True, slots=True)
class Change:
    """An assumption away from its published value; ``was`` is None where the data decided (count, rate, price year)."""

    id: str
    name: str
    unit: str
    was: Value
    now: Value


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one assumption was refused: its name (empty for the whole set), the reason, and what is allowed."""

    name: str
    reason: str
    allowed: str

    def sentence(self) -> str:
        """Give the problem as one sentence for a page or an API answer."""
        where = f"{self.name}: " if self.name else ""
        allowed = f"; allowed: {self.allowed}" if self.allowed else ""
        return f"{where}{self.reason}{allowed}"


class AssumptionsRefused(ValueError):
    """Assumptions that cannot be used; ``problems`` says why, one by one."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(problem.sentence() for problem in problems))


def read_assumptions(population: Population, given: Mapping[str, object]) -> Assumptions:
    """Check named values (from an address, an API call or a form) and give the assumptions.

    Args:
        population: Whom they are about.
        given: Name to value; numbers may be text (``"0.05"``), ``include`` a comma-separated list.

    Raises:
        AssumptionsRefused: With every problem found and the allowed range of each.
    """
    if "population" in given:
        raise AssumptionsRefused((Problem("population", "is chosen before the assumptions, not among them", ""),))
    try:
        return Assumptions.model_validate({**given, "population": population})
    except ValidationError as error:
        names = [one.id for one in parameter_table().applying_to(population)]
        raise AssumptionsRefused(tuple(_problem(one, names) for one in error.errors(include_url=False))) from None


def _problem(error: Any, names: list[str]) -> Problem:
    name = str(error["loc"][0]) if error["loc"] else ""
    if error["type"] == "extra_forbidden":
        return Problem(name, "no such assumption", ", ".join(names))
    reason = str(error["msg"]).removeprefix("Value error, ")
    return Problem(name, reason, parameter_table().parameter(name).range_in_words if name in names else "")
