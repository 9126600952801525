"""Shares beside their base, money, averages, maps, words, fixed cuts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from walks.disclosure import (
    AZ,
    HIDDEN,
    Average,
    CutRefused,
    Missing,
    Released,
    Share,
    Side,
    average,
    count_in_words,
    map_value,
    require_cut,
    share_beside_base,
    share_of,
    share_of_cells,
    whole_hours,
    whole_thousands,
)
from walks.disclosure.rounding import Area
from walks.disclosure.seal import SEAL
from walks.disclosure.shares import values_left


def released(count: int) -> Released:
    return Released(count, SEAL)


@pytest.mark.parametrize(
    ("numerator", "denominator", "left"), [(12, 12, 3), (98, 100, 3), (299, 300, 4), (3, 150, 4), (0, 400, 5)]
)
def test_what_a_coded_share_leaves_open_beside_its_base(numerator: int, denominator: int, left: int) -> None:
    share = share_of(numerator, denominator)
    assert isinstance(share, Share)
    assert values_left(share, denominator) == left
    assert (share_beside_base(numerator, denominator) is HIDDEN) is (left < AZ.least_values)


def test_a_whole_percent_names_its_numerator_up_to_a_hundred() -> None:
    assert values_left(Share(Side.EXACTLY, 11), 46) == 1
    assert values_left(Share(Side.EXACTLY, 61), 1000) == 10


@given(some.integers(1, 2000).flatmap(lambda n: some.tuples(some.integers(0, n), some.just(n))))
def test_no_share_names_a_small_group(pair: tuple[int, int]) -> None:
    numerator, denominator = pair
    share = share_beside_base(numerator, denominator)
    if share is HIDDEN:
        return
    assert denominator >= AZ.threshold
    if share.side is Side.EXACTLY:
        assert not AZ.is_small(numerator)
        assert not AZ.is_small(denominator - numerator)
    else:
        assert values_left(share, denominator) >= AZ.least_values


def test_shares_of_published_cells() -> None:
    assert str(share_of_cells(released(46), released(76))) == "61%"
    for pair in ((HIDDEN, released(76)), (released(46), HIDDEN), (Missing.NOT_YET_DUE, released(76))):
        assert share_of_cells(*pair) is HIDDEN
    assert share_of_cells(released(0), released(0)) is HIDDEN
    with pytest.raises(ValueError, match="no share"):
        share_of_cells(released(77), released(76))


def test_half_percents_go_up() -> None:
    assert str(share_of(25, 200)) == "13%"


def test_no_tier_below_the_threshold() -> None:
    with pytest.raises(ValueError, match="fewer than 11"):
        AZ.edge(10)
    assert AZ.least_hidden_sum == 21


@pytest.mark.parametrize(
    ("dollars", "shown"), [(1499.99, 1000), (1500, 2000), (-1500, -2000), (0, 0), (12_345, 12_000)]
)
def test_money_to_a_thousand(dollars: float, shown: int) -> None:
    assert whole_thousands(dollars) == shown


def test_hours_are_whole() -> None:
    assert [whole_hours(hours) for hours in (0, 1.4, 1.5)] == [0, 1, 2]
    with pytest.raises(ValueError, match="0 or more"):
        whole_hours(-1)


def test_an_average_needs_eleven_students() -> None:
    assert average(110, 11) == Average(10.0)
    assert average(100, 10) is HIDDEN
    with pytest.raises(ValueError, match="0 or more"):
        average(1, -1)


def test_a_map_shows_wards_at_the_finest() -> None:
    assert map_value(Area.WARD, released(12)) == released(12)
    assert map_value(Area.DISTRICT, HIDDEN) is HIDDEN
    assert map_value(Area.WARD, released(5)) is HIDDEN
    block: Any = "block"
    with pytest.raises(TypeError, match="districts or wards"):
        map_value(block, released(12))


def test_a_small_count_in_a_sentence() -> None:
    assert count_in_words(5) == "fewer than 11"
    for count in (0, 11):
        with pytest.raises(ValueError, match="published table"):
            count_in_words(count)


def test_only_the_listed_cuts() -> None:
    assert require_cut("journey", None, 1).what == "journey"
    assert require_cut("re_enrolled", "language", 2).pooled_only
    with pytest.raises(CutRefused, match="pooled walks only"):
        require_cut("re_enrolled", "language", 1)
    with pytest.raises(CutRefused, match="no release has journey by grade"):
        require_cut("journey", "grade", 5)
