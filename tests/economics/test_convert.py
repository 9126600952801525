"""The same loss said another way, with sums that check."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from economics import (
    Assumptions,
    Horizon,
    NotPublished,
    Population,
    Sizes,
    Unit,
    all_ways,
    estimate,
    level_years,
    say_another_way,
)
from tests.economics import independent
from tests.economics.places import ARIZONA, GILBERT, MIAMI, YOUTH

LOSS = estimate(ARIZONA, Assumptions())
SIZES = Sizes(count=18_100, residents=7_151_502, retire=65)


def test_a_lifetime_as_a_level_amount_a_year() -> None:
    said = say_another_way(LOSS.person.total, SIZES, horizon=Horizon.A_YEAR, unit=Unit.PER_PERSON)
    years = independent.window_value(18, 64, 0.035, 18)
    assert level_years(LOSS.person.total, 65) == pytest.approx(years)
    assert said.after.amount == pytest.approx(421_280 / years)
    assert said.after.basis == LOSS.basis.changed(horizon=Horizon.A_YEAR)
    assert [step.text() for step in said.steps] == [
        "421,280.00 per person, lifetime present value ÷ 23.7009 (present value of 1 a year from age 18 to 64 "
        "at 3.5 %, paid at the start of each year) = 17,774.84 per person, a year"
    ]


def test_the_earnings_gap_a_year() -> None:
    said = say_another_way(LOSS.person.parts[0].amount, SIZES, horizon=Horizon.A_YEAR, unit=Unit.PER_PERSON)
    assert said.after.amount == pytest.approx(11_436, abs=0.5)


def test_youth_start_at_twenty() -> None:
    total = estimate(YOUTH, Assumptions(population=Population.DISCONNECTED_YOUTH, discount_rate=0.05)).person.total
    assert level_years(total, 67) == pytest.approx(independent.window_value(20, 66, 0.05, 20))


def test_per_person_to_per_resident_goes_through_the_cohort() -> None:
    said = say_another_way(LOSS.person.total, SIZES, horizon=Horizon.LIFETIME, unit=Unit.PER_RESIDENT)
    assert said.after.amount == pytest.approx(7_625_168_000 / 7_151_502)
    assert [(step.operator, step.by) for step in said.steps] == [("×", 18_100), ("÷", 7_151_502)]
    assert said.steps[0].after == LOSS.cohort.total == said.steps[1].before
    assert "× 18,100 (people counted) = 7,625,168,000.00 per cohort" in said.steps[0].text()


def test_nothing_to_convert_takes_no_step() -> None:
    said = say_another_way(LOSS.person.total, SIZES, horizon=Horizon.LIFETIME, unit=Unit.PER_PERSON)
    assert said.steps == ()
    assert said.after is said.before


@given(
    st.sampled_from(list(Horizon)),
    st.sampled_from(list(Unit)),
    st.floats(1, 1e7),
    st.floats(1, 1e7),
    st.integers(60, 70),
    st.floats(0, 0.1),
)
def test_there_and_back(
    horizon: Horizon, unit: Unit, count: float, residents: float, retire: int, discount_rate: float
) -> None:
    sizes = Sizes(count, residents, retire)
    start = estimate(ARIZONA, Assumptions(discount_rate=discount_rate)).person.total
    there = say_another_way(start, sizes, horizon=horizon, unit=unit)
    back = say_another_way(there.after, sizes, horizon=Horizon.LIFETIME, unit=Unit.PER_PERSON)
    assert back.after.basis == start.basis
    assert back.after.amount == pytest.approx(start.amount)
    for step in (*there.steps, *back.steps):
        result = step.before.amount * step.by if step.operator == "×" else step.before.amount / step.by
        assert step.after.amount == result


def test_what_is_not_known_is_not_converted() -> None:
    person = LOSS.person.total
    with pytest.raises(NotPublished, match="number of people counted is not published"):
        say_another_way(person, replace(SIZES, count=None), horizon=Horizon.LIFETIME, unit=Unit.PER_COHORT)
    with pytest.raises(NotPublished, match="number of residents is not published or is 0"):
        say_another_way(person, replace(SIZES, residents=0), horizon=Horizon.LIFETIME, unit=Unit.PER_RESIDENT)
    nobody = say_another_way(person, replace(SIZES, count=0), horizon=Horizon.LIFETIME, unit=Unit.PER_COHORT).after
    assert nobody.amount == 0
    with pytest.raises(NotPublished, match="people counted"):
        say_another_way(nobody, replace(SIZES, count=0), horizon=Horizon.LIFETIME, unit=Unit.PER_PERSON)
    with pytest.raises(ValueError, match="must stop after age 18"):
        level_years(person, 18)


def test_all_ways_of_a_place() -> None:
    def ways(anchor: object) -> list[tuple[str, str]]:
        loss = estimate(anchor, Assumptions())
        return [(str(way.after.basis.horizon), str(way.after.basis.unit)) for way in all_ways(loss)]

    units = ["per person", "per cohort", "per resident"]
    horizons = ["lifetime present value", "a year"]
    assert ways(ARIZONA) == [(horizon, unit) for horizon in horizons for unit in units] == ways(GILBERT)
    assert ways(MIAMI) == [(horizon, "per person") for horizon in horizons]
    assert ways(replace(ARIZONA, residents=None)) == [(horizon, unit) for horizon in horizons for unit in units[:2]]


def test_gilberts_ways_start_from_its_published_total() -> None:
    per_resident = all_ways(estimate(GILBERT, Assumptions()))[2]
    assert per_resident.before.amount == 139e6
    assert per_resident.after.amount == pytest.approx(139e6 / 267_918)
