"""Visited beside others; power; what a walk is worth."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from economics import Basis, Horizon, Money, Perspective, Population, Purse, Unit
from walks.added import AddedVerdict, BaseShare, added, added_by_comparison, added_sentence, expected_sentence
from walks.comparison import Design, Verdict, compare, detectable_difference, power_note
from walks.value import (
    CHANCE_OF_FINISHING,
    RETURNED_ANYWAY,
    STAFF_HOUR,
    VOLUNTEER_HOUR,
    Cost,
    base_share,
    value_of_walk,
)

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


def test_the_base_rate_is_taken_of_everyone_listed() -> None:
    """127 of 393 beside 31 %: 127 - 121.83 = 5.17 additional, not 127 x .69 = 88; worth 5.17 x .15 x 421,280."""
    found = added(127, 393, base_share())
    assert found.point == pytest.approx(5.17)
    assert found.additional == pytest.approx(5.17)
    assert (found.low, found.high) == pytest.approx((-12.2, 45.2), abs=0.1)
    assert found.verdict is AddedVerdict.SAME
    value = value_of_walk(found, COMPLETION, COST)
    assert value.gross.amount == pytest.approx(326_703, abs=1)
    assert value.gross_low.amount == 0
    assert value.gross_high.amount == pytest.approx(found.high * 0.15 * 421_280)
    said = added_sentence(found, "students verified", "within 60 days of the walk")
    assert said == (
        "127 of 393 students verified re-enrolled within 60 days of the walk, about as many as without a walk: 31% came "
        "back with no walk elsewhere, which would be 122 here, so 5 returns are additional (95% interval −12 to +45)."
    )


@pytest.mark.parametrize(
    ("back", "counted", "verdict", "additional"),
    [
        (200, 400, AddedVerdict.MORE, 76),
        (40, 400, AddedVerdict.FEWER, 0),
        (122, 393, AddedVerdict.SAME, 0.17),
        (100, 393, AddedVerdict.SAME, 0),
        (0, 0, AddedVerdict.SAME, 0),
    ],
)
def test_what_may_be_said_of_the_returns(back: int, counted: int, verdict: AddedVerdict, additional: float) -> None:
    found = added(back, counted, base_share())
    assert found.verdict is verdict
    assert found.additional == pytest.approx(additional)
    said = added_sentence(found, "students verified", "within 60 days")
    assert str(verdict) in said
    assert "so far" in added_sentence(found, "students verified", "within 60 days", so_far=True)
    assert ("no return is additional" in said) is (round(additional) == 0)


def test_a_comparison_group_replaces_the_base_rate() -> None:
    found = added_by_comparison(compare((56, 70), (48, 80), Design.RANDOM_ORDER))
    assert (found.back, found.counted, found.base) == (56, 70, 0.6)
    assert [found.low, found.point, found.high] == pytest.approx([3.67, 14.0, 23.37], abs=0.01)
    assert "in the comparison group (random order, 48 of 80)" in added_sentence(found, "students", "in 60 days")


def test_a_planner_hears_what_comes_back_anyway() -> None:
    assert expected_sentence(400, base_share()).startswith(
        "With no walk, about 124 of 400 students would come back: 31%"
    )


def test_a_walk_worked_by_hand() -> None:
    """200 of 400 back, 31 % with no walk, 15 %: 76 x 0.15 = 11.4 completions at 421,280; cost 12,000 + 18,000."""
    value = value_of_walk(added(200, 400, base_share()), COMPLETION, COST)
    assert (value.added.additional, value.completions) == pytest.approx((76, 11.4))
    assert value.gross.amount == pytest.approx(4_802_592)
    assert value.net.amount == pytest.approx(4_772_592)
    assert value.net.basis == BASIS.changed(unit=Unit.PER_COHORT)
    assert value.cost_per_re_enrolled == Money(150, BASIS)
    assert value.cost_per_additional is not None
    assert value.cost_per_additional.amount == pytest.approx(394.74, abs=0.01)
    assert value.cost_per_completion is not None
    assert value.cost_per_completion.amount == pytest.approx(2631.58, abs=0.01)
    assert value.break_even_completions == pytest.approx(0.0712, abs=1e-4)
    assert value.break_even_anyway == pytest.approx((200 - 30_000 / 63_192) / 400)


def test_where_no_return_is_additional_the_walk_is_worth_nothing() -> None:
    value = value_of_walk(added(100, 400, base_share()), COMPLETION, COST)
    assert (value.gross.amount, value.net.amount) == (0, -30_000)
    assert value.cost_per_additional is None
    assert value.cost_per_completion is None
    assert value.added.point == pytest.approx(-24)


def test_nobody_re_enrolled() -> None:
    value = value_of_walk(added(0, 40, base_share()), COMPLETION, COST)
    assert value.cost_per_re_enrolled is None
    assert value.break_even_anyway is None


@given(some.integers(0, 500), some.integers(0, 500), some.floats(0, 1), some.floats(0, 1))
def test_additional_returns_keep_their_bounds(back: int, others: int, anyway: float, finishing: float) -> None:
    found = added(back, back + others, base_share(anyway))
    assert found.low <= found.point + 1e-9
    assert found.point <= found.high + 1e-9
    assert 0 <= found.additional <= back
    value = value_of_walk(found, COMPLETION, COST, finishing)
    assert value.gross_low.amount <= value.gross.amount <= value.gross_high.amount
    if value.break_even_anyway is not None and value.break_even_anyway <= 1:
        even = value_of_walk(
            added(back, back + others, base_share(value.break_even_anyway)), COMPLETION, COST, finishing
        )
        assert even.net.amount == pytest.approx(0, abs=1e-2)


def test_what_cannot_be_counted_or_reckoned_with_is_refused() -> None:
    for back, counted in ((5, 4), (-1, 4)):
        with pytest.raises(ValueError, match="cannot have come back"):
            added(back, counted, base_share())
    with pytest.raises(ValueError, match="between its bounds"):
        BaseShare(0.4, 0.5, 0.6, "")


def test_hours_have_a_stated_value() -> None:
    for rate in (VOLUNTEER_HOUR, STAFF_HOUR):
        assert f"${rate.dollars}" in rate.source
        assert str(rate.year) in rate.source


def test_the_sliders_start_at_their_cautious_end() -> None:
    assert RETURNED_ANYWAY.start == RETURNED_ANYWAY.high
    assert CHANCE_OF_FINISHING.start == CHANCE_OF_FINISHING.low
    for slider in (RETURNED_ANYWAY, CHANCE_OF_FINISHING):
        assert 0 <= slider.low <= slider.start <= slider.high <= 1
        assert "%" in slider.source


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"finishing": -0.1}, "between 0 and 1"),
        ({"per_completion": Money(1, BASIS.changed(unit=Unit.PER_COHORT))}, "per person"),
        ({"per_completion": Money(0, BASIS)}, "more than 0"),
        ({"per_completion": Money(1, BASIS.changed(price_year=2020))}, "dollars of 2020"),
        ({"per_completion": Money(1, BASIS.changed(price_year=None))}, "a year not published"),
    ],
)
def test_what_cannot_be_valued(change: dict[str, Any], rule: str) -> None:
    arguments: dict[str, Any] = {
        "added": added(10, 20, base_share()),
        "per_completion": COMPLETION,
        "cost": COST,
    } | change
    with pytest.raises(ValueError, match=rule):
        value_of_walk(**arguments)


def test_costs() -> None:
    assert Cost(100, 2, 45, 10, 30, 2013).full == 490
    with pytest.raises(ValueError, match="no negative part"):
        Cost(-1, 0, 0, 0, 0, 2013)
