"""The ranges the tornado and the chance run over: the table's, or ones a person has set, always within the allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from economics.assumptions import Assumptions, AssumptionsRefused, Problem
from economics.basis import finite
from economics.parameters import Parameter, parameter_table


@dataclass(frozen=True, slots=True)
class Range:
    """Low, central and high of one assumption, in its unit; ``central`` is the setting, wherever it lies."""

    low: float
    central: float
    high: float


def ranges_of(assumptions: Assumptions, given: Mapping[str, tuple[float, float]] | None = None) -> dict[str, Range]:
    """Give the range of every assumption that has one, in the order of the table.

    Args:
        assumptions: The settings; each range's ``central`` is the setting now.
        given: Low and high to use instead of the table's, by assumption.

    Raises:
        AssumptionsRefused: A name has no range here, or its ends are not finite, in order and allowed.
    """
    given = given or {}
    drawn = parameter_table().drawn(assumptions.population)
    names = [one.id for one in drawn]
    problems = [Problem(name, "has no range to set here", ", ".join(names)) for name in given if name not in names]
    ends = {one.id: _ends(one, given.get(one.id), problems) for one in drawn}
    if problems:
        raise AssumptionsRefused(tuple(problems))
    return {name: Range(low, float(getattr(assumptions, name)), high) for name, (low, high) in ends.items()}


def _ends(parameter: Parameter, given: tuple[float, float] | None, problems: list[Problem]) -> tuple[float, float]:
    """The low and high of one assumption; what is wrong with them is added to ``problems``."""
    least, low, _, high, most = parameter.numbers()
    if given is not None:
        low, high = given
    try:
        fits = least <= finite("low", low) <= finite("high", high) <= most
    except (TypeError, ValueError) as error:
        problems.append(Problem(parameter.id, str(error), parameter.range_in_words))
        return least, most
    if not fits:
        problems.append(Problem(parameter.id, f"{low!r} to {high!r} is no range", parameter.range_in_words))
    return float(low), float(high)
