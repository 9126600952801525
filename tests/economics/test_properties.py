"""Properties that must hold whatever is assumed, and the second writing of the model in plain loops."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from economics import Assumptions, Component, Loss, Population, estimate, parameter_table
from economics.kernel import Draws, base_total, multiplier, present_value
from tests.economics import independent
from tests.economics.places import ARIZONA, PHOENIX, YOUTH

DOLLAR = 1e-6


def assumptions(population: Population = Population.NON_COMPLETERS) -> st.SearchStrategy[dict[str, float]]:
    """Any allowed values of any of the numeric assumptions."""
    numeric = [one for one in parameter_table().applying_to(population) if one.central is not None]
    return st.fixed_dictionaries(
        {},
        optional={
            one.id: st.integers(int(one.allowed_min), int(one.allowed_max))
            if one.id == "retire"
            else st.floats(one.allowed_min, one.allowed_max)
            for one in numeric
        },
    )


def youth(given_values: dict[str, float]) -> Assumptions:
    return Assumptions(population=Population.DISCONNECTED_YOUTH, **given_values)


def amounts(loss: Loss) -> dict[str, float]:
    return {str(part.id): part.amount.amount for part in loss.person.parts}


@given(assumptions(), st.floats(1e3, 1e7))
@settings(max_examples=300)
def test_plain_loops_agree(values: dict[str, float], per_person: float) -> None:
    loss = estimate(replace(PHOENIX, per_person=per_person), Assumptions(**values))
    expected = independent.non_completer(values, per_person)
    assert amounts(loss) == pytest.approx(expected, rel=1e-9, abs=1e-6)
    assert loss.person.total.amount == pytest.approx(sum(expected.values()), rel=1e-9, abs=1e-6)


@given(assumptions(Population.DISCONNECTED_YOUTH), st.floats(1e3, 1e7))
@settings(max_examples=200)
def test_plain_loops_agree_for_youth(values: dict[str, float], per_person: float) -> None:
    loss = estimate(replace(YOUTH, per_person=per_person), youth(values))
    expected = independent.disconnected(values, per_person)
    assert amounts(loss) == pytest.approx(expected, rel=1e-9)
    assert loss.person.total.amount == pytest.approx(sum(expected.values()), rel=1e-9)


@given(assumptions(), st.sets(st.sampled_from(list(Component))))
def test_counted_components_sum_to_the_total(values: dict[str, float], include: set[Component]) -> None:
    person = estimate(PHOENIX, Assumptions(include=tuple(include), **values)).person
    counted = math.fsum(part.amount.amount for part in person.parts if part.counted)
    assert counted == pytest.approx(person.total.amount, rel=1e-12, abs=DOLLAR)


@given(assumptions())
def test_nobody_counted_is_no_loss(values: dict[str, float]) -> None:
    cohort = estimate(ARIZONA, Assumptions(count=0, **values)).cohort
    assert cohort.total is not None
    assert cohort.if_halved is not None
    assert cohort.total.amount == cohort.if_halved.amount == 0


@given(st.floats(0, 0.1), st.floats(0, 0.1))
def test_the_loss_falls_as_the_discount_rate_rises(one: float, other: float) -> None:
    low, high = sorted((one, other))
    if high - low < 1e-9:
        return
    for anchor, make in ((ARIZONA, Assumptions), (YOUTH, lambda **values: youth(values))):
        at_low = estimate(anchor, make(discount_rate=low)).person.total
        at_high = estimate(anchor, make(discount_rate=high)).person.total
        assert at_low.amount > at_high.amount


@given(assumptions(), st.sampled_from(["earnings", "health", "crime", "welfare"]), st.floats(0, 1))
def test_the_loss_is_linear_in_each_share_kept(values: dict[str, float], name: str, between: float) -> None:
    def total(kept: float) -> float:
        return estimate(ARIZONA, Assumptions(**{**values, f"keep_{name}": kept})).person.total.amount

    straight = total(0) * (1 - between) + total(1) * between
    assert total(between) == pytest.approx(straight, rel=1e-9, abs=1e-4)


@given(assumptions(), st.floats(1e-3, 1e3))
def test_the_places_scale_factors_out(values: dict[str, float], scale: float) -> None:
    small = estimate(ARIZONA, Assumptions(**values))
    large = estimate(replace(ARIZONA, per_person=ARIZONA.per_person * scale), Assumptions(**values))
    assert large.person.total.amount == pytest.approx(small.person.total.amount * scale, rel=1e-9, abs=DOLLAR)
    for one, other in zip(small.person.parts, large.person.parts, strict=True):
        assert other.amount.amount == pytest.approx(one.amount.amount * scale, rel=1e-9, abs=DOLLAR)


@given(st.integers(0, 90_700), assumptions())
def test_half_the_people_are_half_the_loss(count: int, values: dict[str, float]) -> None:
    whole = estimate(ARIZONA, Assumptions(count=count, **values)).cohort
    half = estimate(ARIZONA, Assumptions(count=count / 2, **values)).cohort
    assert whole.if_halved is not None
    assert half.total is not None
    assert half.total.amount == pytest.approx(whole.if_halved.amount, rel=1e-12)


@given(
    st.integers(18, 30),
    st.integers(0, 50),
    st.floats(0, 0.1),
    st.floats(0, 0.1) | st.just(None),
)
def test_the_closed_form_is_the_sum(first: int, years: int, rate: float, growth: float | None) -> None:
    growth = rate if growth is None else growth
    value = present_value(first, first + years, np.array([rate]), 18, np.array([growth]))
    assert value[0] == pytest.approx(independent.window_value(first, first + years, rate, 18, growth), rel=1e-10)


@given(st.lists(assumptions(), min_size=1, max_size=5))
def test_many_draws_are_the_same_as_one_by_one(many: list[dict[str, float]]) -> None:
    singles = [Assumptions(**values) for values in many]
    names = [one.id for one in parameter_table().applying_to(Population.NON_COMPLETERS) if one.central is not None]
    varied = {name: np.array([float(getattr(one, name)) for one in singles]) for name in names}
    together = multiplier(Assumptions(), Draws.of(Assumptions(), varied))
    assert together == pytest.approx([multiplier(one, Draws.of(one))[0] for one in singles], rel=1e-12)


def test_the_implied_yearly_earnings_gap() -> None:
    assert 271_040 / independent.window_value(18, 64, 0.035, 18) == pytest.approx(11_436, abs=0.5)


def test_the_published_sum() -> None:
    assert base_total(Population.NON_COMPLETERS) == 421_280 == sum(independent.PUBLISHED.values())
    assert base_total(Population.DISCONNECTED_YOUTH) == 1
