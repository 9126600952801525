"""Answers to the questions of a room."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from economics import (
    Assumptions,
    AssumptionsRefused,
    Cost,
    Horizon,
    Money,
    NotPublished,
    Population,
    Unit,
    break_even,
    differences,
    estimate,
    if_more_finish,
    parameter_table,
    ranges_of,
    target_rate,
    tornado,
)
from tests.economics import independent
from tests.economics.places import ARIZONA, GILBERT, MIAMI, PHOENIX, PRICES, YOUTH

LOSS = estimate(ARIZONA, Assumptions())
VALUE = LOSS.person.total


def test_a_target_rate_saves_the_people_it_spares() -> None:
    answer = target_rate(LOSS, 0.1)
    assert answer.rate_now == 18_100 / 90_700
    assert answer.fewer == 18_100 - 9_070
    assert answer.saved.amount == pytest.approx((18_100 - 9_070) * 421_280)
    assert answer.saved.basis == VALUE.basis.changed(unit=Unit.PER_COHORT)
    assert target_rate(LOSS, 0.5).saved.amount < 0


@pytest.mark.parametrize("rate", [-0.1, 1.1, float("nan")])
def test_a_target_rate_is_a_fraction(rate: float) -> None:
    with pytest.raises(ValueError, match="rate"):
        target_rate(LOSS, rate)


def test_a_target_rate_needs_count_and_class() -> None:
    with pytest.raises(NotPublished, match="size of the class or age group of Phoenix"):
        target_rate(estimate(PHOENIX, Assumptions()), 0.1)
    with pytest.raises(NotPublished, match="number of people of Miami"):
        target_rate(estimate(MIAMI, Assumptions()), 0.1)


def test_more_finish() -> None:
    assert if_more_finish(LOSS, 100).amount == 42_128_000
    assert if_more_finish(LOSS, 18_100) == LOSS.cohort.total
    assert if_more_finish(LOSS, 0).amount == 0
    assert if_more_finish(estimate(GILBERT, Assumptions()), 5).amount == 5 * 414_200
    for people in (-1, 18_101):
        with pytest.raises(ValueError, match="0 to 18,100 can"):
            if_more_finish(LOSS, people)
    with pytest.raises(ValueError, match="0 or more can"):
        if_more_finish(estimate(GILBERT, Assumptions()), -1)
    for people in (1.5, True, "1"):
        with pytest.raises(TypeError, match="whole numbers"):
            if_more_finish(LOSS, people)


def test_break_even_is_verified_by_one_fewer() -> None:
    answer = break_even(1_000_000, VALUE)
    assert answer.completions == 3
    assert answer.covered is not None
    assert answer.covered_by_one_fewer is not None
    assert answer.covered_by_one_fewer.amount == 842_560 < answer.cost.amount == 1_000_000
    assert answer.covered.amount == 1_263_840
    assert answer.cost == Cost(1_000_000, 2013), "a cost is no loss: it has the year of its dollars and no basis"
    assert answer.covered.basis == VALUE.basis.changed(unit=Unit.PER_COHORT)
    assert break_even(421_280, VALUE).completions == 1
    assert break_even(421_280.01, VALUE).completions == 2
    assert break_even(0.01, VALUE).completions == 1


@settings(max_examples=500)
@given(st.floats(0.01, 1e12), st.floats(0.01, 1e7))
def test_break_even_is_the_smallest_number(cost: float, value: float) -> None:
    if cost / value > 1e12:
        return
    people = break_even(cost, Money(value, VALUE.basis)).completions
    assert people is not None
    assert people * value >= cost > (people - 1) * value


@settings(max_examples=500)
@given(st.integers(1, 10**9), st.floats(0.01, 1e7))
def test_break_even_of_whole_multiples(people: int, value: float) -> None:
    assert break_even(people * value, Money(value, VALUE.basis)).completions == people


@pytest.mark.parametrize(
    ("cost", "value", "people"),
    [
        (0.7, 0.1, 7),
        (0.3, 0.1, 3),
        (2.1, 0.7, 3),
        (0.1 + 0.2, 0.1, 4),
        (5e-324, 1.0, 1),
        (11_679_767.4, 2.9, 4_027_506),  # the division says one too many
        (7.410000000000001, 2.47, 4),  # the division says one too few
    ],
)
def test_break_even_where_division_rounds(cost: float, value: float, people: int) -> None:
    expected = next(number for number in range(people + 2) if number * value >= cost)
    assert break_even(cost, Money(value, VALUE.basis)).completions == expected


def test_break_even_without_cost_or_without_value() -> None:
    free = break_even(0, VALUE)
    assert free.completions == 0
    assert free.covered is not None
    assert free.covered.amount == 0
    assert free.covered_by_one_fewer is None
    for worthless in (0.0, -1.0):
        never = break_even(10, Money(worthless, VALUE.basis))
        assert (never.completions, never.covered, never.covered_by_one_fewer) == (None, None, None)


def test_break_even_refuses_what_makes_no_sense() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        break_even(-1, VALUE)
    with pytest.raises(ValueError, match="finite"):
        break_even(math.inf, VALUE)
    with pytest.raises(TypeError, match="cost must be a number"):
        break_even(True, VALUE)
    with pytest.raises(ValueError, match="must be per person"):
        break_even(1, VALUE * 1 if LOSS.cohort.total is None else LOSS.cohort.total)
    with pytest.raises(ValueError, match="more than 1,000,000,000,000 completions"):
        break_even(1e13, Money(1.0, VALUE.basis))
    with pytest.raises(ValueError, match="lifetime"):
        break_even(1, Money(1.0, VALUE.basis.changed(horizon=Horizon.A_YEAR)))


@pytest.mark.parametrize("settings_now", [{}, {"discount_rate": 0.05, "keep_crime": 0.3, "retire": 70}])
def test_the_tornado_is_each_assumption_alone(settings_now: dict[str, float]) -> None:
    bars = tornado(PHOENIX, Assumptions(**settings_now))
    assert {bar.id for bar in bars} == {one.id for one in parameter_table().drawn(Population.NON_COMPLETERS)}
    for bar in bars:
        low, high = (
            sum(independent.non_completer({**settings_now, bar.id: end}, 463_500).values())
            for end in (bar.range.low, bar.range.high)
        )
        assert bar.at_low.amount == pytest.approx(low)
        assert bar.at_high.amount == pytest.approx(high)
        assert bar.swing.amount == pytest.approx(abs(high - low))
        assert bar.range.central == getattr(Assumptions(**settings_now), bar.id)
    swings = [bar.swing.amount for bar in bars]
    assert swings == sorted(swings, reverse=True)


def test_the_discount_rate_matters_most_and_its_ends_say_their_rate() -> None:
    first = tornado(ARIZONA, Assumptions())[0]
    assert (first.id, first.name, first.unit) == ("discount_rate", "Discount rate", "fraction a year")
    assert (first.at_low.basis.discount_rate, first.at_high.basis.discount_rate) == (0.02, 0.05)
    assert first.swing.basis.discount_rate == 0.035
    assert first.at_high.amount == pytest.approx(342_361.77, abs=0.005)


def test_ties_stay_in_the_tables_order() -> None:
    bars = tornado(ARIZONA, Assumptions(include=()))
    assert [bar.id for bar in bars] == [one.id for one in parameter_table().drawn(Population.NON_COMPLETERS)]


def test_the_tornado_follows_ranges_prices_and_population() -> None:
    narrow = tornado(ARIZONA, Assumptions(), ranges={"discount_rate": (0.03, 0.03)})
    assert narrow[-1].id == "discount_rate"
    assert narrow[-1].swing.amount == 0
    dear = tornado(ARIZONA, Assumptions(price_year=2024), PRICES)[0]
    assert dear.at_high.amount == pytest.approx(342_361.77 * 313.689 / 232.957, rel=1e-6)
    assert dear.at_high.basis.price_year == 2024
    youth = tornado(YOUTH, Assumptions(population=Population.DISCONNECTED_YOUTH))
    assert [bar.id for bar in youth] == ["discount_rate", "retire"]
    expected = sum(independent.disconnected({"retire": 67}, 695_090).values())
    assert youth[1].at_high.amount == pytest.approx(expected)
    assert youth[1].at_high.basis.population is Population.DISCONNECTED_YOUTH


@pytest.mark.parametrize(
    ("given_ranges", "says"),
    [
        ({"zork": (0, 1)}, "zork: has no range to set here; allowed: discount_rate"),
        ({"relief": (0, 1)}, "relief: has no range"),
        ({"tax": (1, 0)}, r"tax: 1 to 0 is no range; allowed: 0 to 2 \(fraction\)"),
        ({"tax": (0, 3)}, "tax: 0 to 3 is no range"),
        ({"tax": (-1, 1)}, "tax: -1 to 1 is no range"),
        ({"tax": (float("nan"), 1)}, "tax: low must be finite"),
        ({"tax": (0, True)}, "tax: high must be a number"),
    ],
)
def test_a_range_is_checked(given_ranges: dict[str, tuple[float, float]], says: str) -> None:
    with pytest.raises(AssumptionsRefused, match=says):
        ranges_of(Assumptions(), given_ranges)


def test_the_difference_is_explained_part_by_part() -> None:
    after = estimate(ARIZONA, Assumptions(discount_rate=0.05, include=("earnings", "crime")))
    rows = {row.id: row for row in differences(LOSS, after)}
    assert list(rows)[-1] == "total"
    assert rows["health"].after.amount == 0
    assert rows["health"].change.amount == -48_000
    assert rows["earnings"].change.amount == pytest.approx(215_909.49 - 271_040, abs=0.005)
    assert rows["total"].change.basis.discount_rate == 0.05
    explained = math.fsum(row.change.amount for name, row in rows.items() if name != "total")
    assert explained == pytest.approx(rows["total"].change.amount)


@pytest.mark.parametrize("other", [PHOENIX, replace(ARIZONA, edition=2018), replace(ARIZONA, price_year=None)])
def test_only_settings_of_the_same_loss_are_explained(other: object) -> None:
    with pytest.raises(ValueError, match="only settings of the same loss"):
        differences(LOSS, estimate(other, Assumptions()))
