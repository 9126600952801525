"""The arithmetic of the model, vectorised over draws: present values of windows, then components, then a multiplier.

A place's scale factors out of everything here, so one pass over the draws serves every place: a place's loss per
person is its published loss times the multiplier.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from economics.assumptions import Assumptions
from economics.basis import VALUED_AT, Population
from economics.parameters import Component, Window, YouthPart, parameter_table

Array: TypeAlias = NDArray[np.float64]

_TAXED = (Component.EARNINGS, Component.HEALTH, Component.CRIME, Component.WELFARE)


@dataclass(frozen=True, slots=True)
class Draws:
    """The numeric assumptions, each an array of shape (draws,) or (1,). Units as in the parameter table."""

    discount_rate: Array
    earnings_growth: Array
    retire: Array
    keep_earnings: Array
    keep_health: Array
    keep_crime: Array
    keep_welfare: Array
    spill: Array
    tax: Array
    finish_later: Array
    relief: Array

    @classmethod
    def of(cls, assumptions: Assumptions, varied: Mapping[str, Array] | None = None) -> Draws:
        """Give the draws of some assumptions, the others held at their setting.

        Args:
            assumptions: The settings; each becomes an array of shape (1,).
            varied: Assumption to values, shape (draws,), in place of the setting.
        """
        values = {one.name: np.array([getattr(assumptions, one.name)], dtype=np.float64) for one in fields(cls)}
        return cls(**{**values, **(varied or {})})


def present_value(first_age: int, last_age: Array | int, discount_rate: Array, valued_at: int, growth: Array) -> Array:
    """Give the present value of 1 a year, paid at the start of each year of age from first to last inclusive.

    The sum of ``((1 + growth) / (1 + discount_rate)) ** (age - valued_at)`` over the ages, in closed form.

    Args:
        first_age: First age paid.
        last_age: Last age paid; a number or shape (draws,).
        discount_rate: Real, fraction a year, shape (draws,).
        valued_at: Age the sum is discounted to.
        growth: Real growth of the payment, fraction a year from ``valued_at`` on, shape (draws,).

    Returns:
        Years' worth of payments, shape (draws,).
    """
    log_ratio = np.log1p(growth) - np.log1p(discount_rate)
    years = np.asarray(last_age, dtype=np.float64) - first_age + 1
    # where growth equals the discount rate every payment counts 1 and the closed form would be 0 / 0
    flat = log_ratio == 0
    safe = np.where(flat, 1.0, log_ratio)
    sums = np.where(flat, years, np.expm1(years * safe) / np.expm1(safe))
    return np.asarray(sums * np.exp((first_age - valued_at) * log_ratio), dtype=np.float64)


def parts(population: Population, draws: Draws) -> Array:
    """Give every part of one person's loss, in units that ``base_total`` says the published sum of.

    Returns:
        Non-completers: US dollars of the Arizona 2014 anchor, shape (7, draws) in the order of ``Component``.
        Disconnected youth: shares of the published total, shape (2, draws) in the order of ``YouthPart``.
        A place's own parts are these times its published loss over ``base_total``.
    """
    rows = _components(draws) if population is Population.NON_COMPLETERS else _youth_parts(draws)
    return np.stack(np.broadcast_arrays(*rows))


@cache
def base_total(population: Population) -> float:
    """The published sum of ``parts``: 421,280 US dollars for non-completers, 1 (a share) for disconnected youth."""
    if population is Population.DISCONNECTED_YOUTH:
        return 1.0
    return sum(record.published for record in parameter_table().component)


def multiplier(assumptions: Assumptions, draws: Draws) -> Array:
    """Give the loss per person as a multiple of the published one, counting only the included components.

    Returns:
        Shape (draws,); exactly 1 at the published assumptions with everything included.
    """
    rows = parts(assumptions.population, draws)
    if assumptions.population is Population.NON_COMPLETERS:
        rows = rows[[place for place, component in enumerate(Component) if component in assumptions.include]]
    # dollars are summed before the division: whole numbers add up exactly, shares would not
    return np.asarray(rows.sum(axis=0) / base_total(assumptions.population), dtype=np.float64)


def _components(draws: Draws) -> list[Array]:
    """The seven components in US dollars, before any place's scale."""
    published = {record.id: record.published for record in parameter_table().component}
    dollars = {
        record.id: record.published * _timing(record.window, Population.NON_COMPLETERS, draws, record.id)
        for record in parameter_table().component
        if record.window is not None
    }
    dollars[Component.EARNINGS] = dollars[Component.EARNINGS] * draws.keep_earnings
    dollars[Component.HEALTH] = dollars[Component.HEALTH] * draws.keep_health
    dollars[Component.CRIME] = dollars[Component.CRIME] * draws.keep_crime
    dollars[Component.WELFARE] = dollars[Component.WELFARE] * draws.keep_welfare
    earnings = dollars[Component.EARNINGS] / published[Component.EARNINGS]
    spill = draws.spill / _published(Population.NON_COMPLETERS).spill
    dollars[Component.PRODUCTIVITY] = published[Component.PRODUCTIVITY] * earnings * spill
    taxed = sum((dollars[one] for one in _TAXED), start=np.zeros(1)) / sum(published[one] for one in _TAXED)
    dollars[Component.TAX_BURDEN] = published[Component.TAX_BURDEN] * taxed * draws.tax
    staying = 1 - draws.finish_later * draws.relief
    return [dollars[component] * staying for component in Component]


def _youth_parts(draws: Draws) -> list[Array]:
    """Immediate and future loss as shares of the published total."""
    immediate, future = parameter_table().youth_part
    share = parameter_table().study.immediate_share
    return [
        share * _timing(immediate.window, Population.DISCONNECTED_YOUTH, draws),
        (1 - share) * _timing(future.window, Population.DISCONNECTED_YOUTH, draws),
    ]


def _timing(window: Window, population: Population, draws: Draws, component: Component | None = None) -> Array:
    """A window's present value now over the same window in the published study: 1 at its assumptions."""

    def value(given: Draws) -> Array:
        last_age = given.retire - 1 if window.last_age == "retire" else window.last_age
        growth = given.earnings_growth if component is Component.EARNINGS else np.zeros(1)
        return present_value(window.first_age, last_age, given.discount_rate, VALUED_AT[population], growth)

    return value(draws) / value(_published(population))


@cache
def _published(population: Population) -> Draws:
    return Draws.of(Assumptions(population=population))


def names_of_parts(population: Population) -> tuple[tuple[Component | YouthPart, str, str], ...]:
    """Give id, plain name and status of the parts, in the order of ``parts``."""
    if population is Population.NON_COMPLETERS:
        return tuple((record.id, record.name, record.status) for record in parameter_table().component)
    return tuple((record.id, record.name, "split estimated") for record in parameter_table().youth_part)
