"""Assumptions: defaults from the table, refusals that say what is allowed, and the round trip through an address."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from economics import Assumptions, AssumptionsRefused, Component, Population, parameter_table, read_assumptions

FINISHERS = Population.NON_COMPLETERS
YOUTH = Population.DISCONNECTED_YOUTH
NUMBERS = [one for one in parameter_table().assumption if one.allowed_max is not None]


def refusal(whom: Population, /, **given: object) -> str:
    with pytest.raises(AssumptionsRefused) as caught:
        read_assumptions(whom, given)
    return str(caught.value)


def test_the_defaults_are_the_table() -> None:
    for one in parameter_table().assumption:
        if one.central is not None:
            assert getattr(Assumptions(), one.id) == one.central
    assert Assumptions().include == tuple(Component)
    assert Assumptions() == Assumptions(discount_rate=0.035)
    assert hash(Assumptions()) == hash(Assumptions(retire=65))


@pytest.mark.parametrize("one", NUMBERS, ids=lambda one: one.id)
def test_the_ends_of_the_allowed_range_are_allowed(one: object) -> None:
    for end in (one.allowed_min, one.allowed_max):
        assert getattr(read_assumptions(FINISHERS, {one.id: end}), one.id) == end


@pytest.mark.parametrize("one", NUMBERS, ids=lambda one: one.id)
@pytest.mark.parametrize("bad", ["beyond", "before", "nan", "inf", "-inf", "much", "", True, [1], {}])
def test_what_is_not_allowed_is_refused_with_the_range(one: object, bad: object) -> None:
    value = (
        {"beyond": one.allowed_max + 1, "before": one.allowed_min - 1}.get(bad, bad) if isinstance(bad, str) else bad
    )
    says = refusal(FINISHERS, **{one.id: value})
    assert says.startswith(f"{one.id}: ")
    assert one.range_in_words in says


def test_values_may_be_text() -> None:
    read = read_assumptions(FINISHERS, {"discount_rate": "0.05", "retire": "67", "include": "crime, earnings"})
    assert (read.discount_rate, read.retire) == (0.05, 67)
    assert read.include == (Component.EARNINGS, Component.CRIME)


@pytest.mark.parametrize("given", ["none", [], ()])
def test_nothing_may_be_included(given: object) -> None:
    assert read_assumptions(FINISHERS, {"include": given}).include == ()


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    assert "zork: no such assumption; allowed: discount_rate, earnings_growth" in refusal(FINISHERS, zork=1)
    assert refusal(YOUTH, zork=1).endswith("allowed: discount_rate, retire, price_year, count, rate")
    assert "no component 'zork'; there are earnings, productivity" in refusal(FINISHERS, include="earnings,zork")
    assert "include: " in refusal(FINISHERS, include=3)


def test_every_problem_is_reported_at_once() -> None:
    with pytest.raises(AssumptionsRefused) as caught:
        read_assumptions(FINISHERS, {"discount_rate": 0.2, "tax": -1, "zork": 1})
    assert [problem.name for problem in caught.value.problems] == ["discount_rate", "tax", "zork"]


@pytest.mark.parametrize(
    "one", [one for one in parameter_table().assumption if YOUTH not in one.populations], ids=lambda one: one.id
)
def test_youth_refuse_what_does_not_apply_even_at_its_default(one: object) -> None:
    says = refusal(YOUTH, **{one.id: one.central if one.central is not None else "earnings"})
    assert says.startswith(f"{one.id} cannot be changed for disconnected youth")
    assert says.endswith("these can: discount_rate, retire, price_year, count, rate")


def test_the_population_is_not_an_assumption() -> None:
    assert "chosen before" in refusal(FINISHERS, population="disconnected_youth")
    with pytest.raises(AssumptionsRefused, match="chosen before"):
        Assumptions().changed(population=YOUTH)
    with pytest.raises(ValidationError, match="population"):
        Assumptions(population="everyone")
    with pytest.raises(ValidationError, match="valid dictionary"):
        Assumptions.model_validate(3)


def test_count_and_rate_set_the_same_number() -> None:
    assert "count or rate, not both" in refusal(FINISHERS, count=1, rate=0.1)
    assert "count: " in refusal(FINISHERS, count=-1)
    assert "count: " in refusal(FINISHERS, count=True)
    assert "count: " in refusal(FINISHERS, count="nan")
    assert Assumptions(count=5).changed(count=None, rate=0.1).rate == 0.1


def test_price_year_is_a_year() -> None:
    assert "any year with a published CPI-U" in refusal(FINISHERS, price_year="soon")
    assert "price_year: " in refusal(FINISHERS, price_year=2013.5)


def test_a_change_is_checked_again() -> None:
    changed = Assumptions(tax=0.5).changed(discount_rate=0.05)
    assert (changed.tax, changed.discount_rate) == (0.5, 0.05)
    with pytest.raises(AssumptionsRefused, match=r"outside 0 to 0\.1"):
        changed.changed(discount_rate=0.5)
    assert Assumptions(population=YOUTH).changed(retire=60).population is YOUTH


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"discount_rate": 0.05, "include": "crime,earnings", "count": 12.0},
        {"include": "none", "price_year": 2024, "rate": 0.125},
        {"retire": 70, "keep_crime": 1 / 3},
    ],
)
def test_an_address_brings_the_same_assumptions_back(given: dict[str, object]) -> None:
    made = read_assumptions(FINISHERS, given)
    address = {name: str(value) for name, value in made.applying().items()}
    assert read_assumptions(FINISHERS, address) == made
    assert {"discount_rate", "include"} <= address.keys()


def test_youth_write_out_only_what_applies() -> None:
    assert Assumptions(population=YOUTH).applying() == {"discount_rate": 0.035, "retire": 65}


def test_changes_say_was_and_now() -> None:
    assert Assumptions().changes() == ()
    changes = Assumptions(discount_rate=0.05, count=10, include=("crime",)).changes()
    assert [(one.id, one.was, one.now) for one in changes] == [
        ("discount_rate", 0.035, 0.05),
        ("count", None, 10.0),
        ("include", ",".join(Component), "crime"),
    ]
    assert changes[0].name == "Discount rate"


def test_assumptions_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Assumptions().tax = 2
