"""Visited beside others; power; what a walk is worth."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from economics import Basis, Horizon, Money, Perspective, Population, Purse, Unit
from walks.comparison import Design, Verdict, compare, detectable_difference, power_note
from walks.value import CHANCE_OF_FINISHING, RETURNED_ANYWAY, Cost, value_of_walk

BASIS = Basis(
    population=Population.NON_COMPLETERS,
    perspective=Perspective.SOCIAL,
    purse=Purse.EVERYONE,
    horizon=Horizon.LIFETIME,
    unit=Unit.PER_PERSON,
    price_year=2013,
    discount_rate=0.035,
    edition=2014,
)
COMPLETION = Money(421_280, BASIS)
COST = Cost(cash=12_000, staff_hours=400, staff_rate=45, volunteer_hours=520, volunteer_rate=0, price_year=2013)


def test_newcombes_own_example_is_told_apart() -> None:
    """56/70 against 48/80: 0.0524 to 0.3339 (Newcombe 1998, method 10)."""
    compared = compare((56, 70), (48, 80), Design.RANDOM_ORDER)
    assert compared.difference == pytest.approx(0.2)
    assert (compared.low, compared.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert compared.verdict is Verdict.MORE
    assert list(compared.additional_returns) == pytest.approx([3.67, 14.0, 23.37], abs=0.01)


@pytest.mark.parametrize(
    ("visited", "others", "verdict"),
    [((30, 100), (25, 100), Verdict.CANNOT_TELL), ((10, 100), (40, 100), Verdict.FEWER)],
)
def test_we_cannot_tell_yet(visited: tuple[int, int], others: tuple[int, int], verdict: Verdict) -> None:
    assert compare(visited, others, Design.MATCHED).verdict is verdict


def test_a_base_rate_is_no_comparison() -> None:
    with pytest.raises(ValueError, match="beside the return rate"):
        compare((3, 10), (3, 10), Design.BASE_RATE)
    for group in ((1, 0), (5, 4), (-1, 4)):
        with pytest.raises(ValueError, match="no group"):
            compare(group, (3, 10), Design.CUT_OFF)


@pytest.mark.parametrize(("students", "points"), [(50, 27), (100, 19), (150, 15), (200, 13), (300, 10.5), (400, 9)])
def test_detectable_differences(students: int, points: float) -> None:
    """At a base of 25 %, two-sided 5 %, power 80 %, as in the project's notes (which round 10.5 up)."""
    assert 100 * detectable_difference(students) == pytest.approx(points, abs=0.4)


def test_the_power_note() -> None:
    assert "about 13 points" in power_note(200)
    for students in (0, 3):
        with pytest.raises(ValueError, match="pool walks"):
            detectable_difference(students)


def test_a_walk_worked_by_hand() -> None:
    """100 back, 31 % anyway, 15 %: 69 x 0.15 = 10.35 completions at 421,280; cost 12,000 + 18,000."""
    value = value_of_walk(100, COMPLETION, COST)
    assert (value.additional, value.completions) == pytest.approx((69, 10.35))
    assert value.gross.amount == pytest.approx(4_360_248)
    assert value.net.amount == pytest.approx(4_330_248)
    assert value.net.basis == BASIS.changed(unit=Unit.PER_COHORT)
    assert value.cost_per_re_enrolled == Money(300, BASIS)
    assert value.cost_per_additional is not None
    assert value.cost_per_additional.amount == pytest.approx(434.78, abs=0.01)
    assert value.cost_per_completion is not None
    assert value.cost_per_completion.amount == pytest.approx(2898.55, abs=0.01)
    assert value.break_even_completions == pytest.approx(0.0712, abs=1e-4)
    assert value.break_even_anyway == pytest.approx(1 - 30_000 / 6_319_200)


def test_if_all_would_have_returned_anyway_the_walk_is_worth_nothing() -> None:
    value = value_of_walk(100, COMPLETION, COST, returned_anyway=1)
    assert (value.gross.amount, value.net.amount) == (0, -30_000)
    assert value.cost_per_additional is None
    assert value.cost_per_completion is None


def test_nobody_re_enrolled() -> None:
    value = value_of_walk(0, COMPLETION, COST)
    assert value.cost_per_re_enrolled is None
    assert value.break_even_anyway is None


@given(some.integers(0, 500), some.floats(0, 1), some.floats(0, 1))
def test_at_its_break_even_share_a_walk_just_pays(back: int, anyway: float, finishing: float) -> None:
    value = value_of_walk(back, COMPLETION, COST, anyway, finishing)
    assert value.gross.amount >= 0
    if value.break_even_anyway is not None:
        even = value_of_walk(back, COMPLETION, COST, value.break_even_anyway, finishing)
        assert even.net.amount == pytest.approx(0, abs=1e-3)


def test_the_sliders_start_at_their_cautious_end() -> None:
    assert RETURNED_ANYWAY.start == RETURNED_ANYWAY.high
    assert CHANCE_OF_FINISHING.start == CHANCE_OF_FINISHING.low
    for slider in (RETURNED_ANYWAY, CHANCE_OF_FINISHING):
        assert 0 <= slider.low <= slider.start <= slider.high <= 1
        assert "%" in slider.source


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"re_enrolled": -1}, "0 or more"),
        ({"returned_anyway": 1.1}, "between 0 and 1"),
        ({"finishing": -0.1}, "between 0 and 1"),
        ({"per_completion": Money(1, BASIS.changed(unit=Unit.PER_COHORT))}, "per person"),
        ({"per_completion": Money(0, BASIS)}, "more than 0"),
        ({"per_completion": Money(1, BASIS.changed(price_year=2020))}, "dollars of 2020"),
        ({"per_completion": Money(1, BASIS.changed(price_year=None))}, "a year not published"),
    ],
)
def test_what_cannot_be_valued(change: dict[str, Any], rule: str) -> None:
    arguments: dict[str, Any] = {"re_enrolled": 10, "per_completion": COMPLETION, "cost": COST} | change
    with pytest.raises(ValueError, match=rule):
        value_of_walk(**arguments)


def test_costs() -> None:
    assert Cost(100, 2, 45, 10, 30, 2013).full == 490
    with pytest.raises(ValueError, match="no negative part"):
        Cost(-1, 0, 0, 0, 0, 2013)
