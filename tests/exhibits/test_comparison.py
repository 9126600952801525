"""Intervals against Newcombe's published tables; ties and ranks against hand-worked cases and properties."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibits.comparison import Estimate, Verdict, change, compare, rank_ranges, verdicts
from walks.intervals import newcombe, wilson


@pytest.mark.parametrize(
    ("successes", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_published_intervals(successes: int, total: int, low: float, high: float) -> None:
    # Newcombe 1998, Statistics in Medicine 17:857, table I, method 3
    assert wilson(successes, total) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090), ((10, 10), (0, 10), 0.6075, 1.0)],
)
def test_newcombe_gives_the_published_intervals(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    # Newcombe 1998, Statistics in Medicine 17:873, table II, method 10
    assert newcombe(first, second) == pytest.approx((low, high), abs=5e-5)


def test_no_proportion_is_refused() -> None:
    with pytest.raises(ValueError, match="no proportion in 5 of 0"):
        wilson(5, 0)
    with pytest.raises(ValueError, match="no proportion in 6 of 5"):
        wilson(6, 5)


def test_tucson_unified_2016_to_2024_went_down() -> None:
    # 2,445 of 2,887 in 2016; 2,713 of 3,292 in 2024: by hand -2.3 points, standard error 0.94
    assert change((2445, 2887), (2713, 3292)) is Verdict.BELOW
    assert change((2713, 3292), (2445, 2887)) is Verdict.ABOVE
    assert change((84, 100), (82, 100)) is Verdict.SAME


def test_a_difference_is_decided_by_its_own_interval() -> None:
    # 85 +- 3 and 89.6 +- 3: each interval reaches into the other's, their difference (4.6 +- 4.24) does not reach zero
    ours, other = Estimate(85, 82, 88, 95), Estimate(89.6, 86.6, 92.6, 95)
    assert compare(ours, other) is Verdict.BELOW
    assert compare(other, ours) is Verdict.ABOVE
    assert compare(ours, Estimate(89, 86, 92, 95)) is Verdict.SAME


def test_without_intervals_nothing_is_said() -> None:
    assert compare(Estimate(1), Estimate(2, 1, 3, 95)) is Verdict.UNKNOWN


def test_a_90_percent_interval_is_read_at_its_own_level() -> None:
    assert Estimate(10, 10 - 1.6449, 10 + 1.6449, 90).standard_error == pytest.approx(1, abs=1e-4)


def test_ranks_of_three() -> None:
    far = [Estimate(90, 89, 91, 95), Estimate(80, 79, 81, 95), Estimate(79.5, 78.5, 80.5, 95)]
    assert rank_ranges(far) == [(1, 1), (2, 3), (2, 3)]


def test_without_margins_equal_values_share_a_rank() -> None:
    assert rank_ranges([Estimate(3), Estimate(2), Estimate(2), Estimate(1)]) == [(1, 1), (2, 3), (2, 3), (4, 4)]


values = st.floats(0, 100, allow_nan=False)
margins = st.floats(0.01, 20, allow_nan=False)
cities = st.lists(st.tuples(values, margins), min_size=2, max_size=20).map(
    lambda pairs: [Estimate(value, value - margin, value + margin, 95) for value, margin in pairs]
)


@given(cities)
def test_cities_that_cannot_be_told_apart_never_get_distinct_ranks(estimates: list[Estimate]) -> None:
    ranges = rank_ranges(estimates)
    for ours, our_range in zip(estimates, ranges, strict=True):
        for other, other_range in zip(estimates, ranges, strict=True):
            if compare(ours, other) is Verdict.SAME:
                assert our_range[0] <= other_range[1]
                assert other_range[0] <= our_range[1]


@given(cities)
def test_shrinking_margins_narrows_every_rank_range(estimates: list[Estimate]) -> None:
    narrow = [
        Estimate(e.value, e.value - (e.high - e.value) / 10, e.value + (e.high - e.value) / 10, 95)
        for e in estimates
        if e.high
    ]
    for wide, tight in zip(rank_ranges(estimates), rank_ranges(narrow), strict=True):
        assert wide[0] <= tight[0] <= tight[1] <= wide[1]


@given(st.integers(1, 5000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_wilson_holds_the_share_and_stays_in_0_to_1(pair: tuple[int, int]) -> None:
    low, high = wilson(*pair)
    assert 0 <= low <= pair[0] / pair[1] + 1e-12
    assert pair[0] / pair[1] - 1e-12 <= high <= 1
    assert math.isfinite(low)


def test_holm_by_hand() -> None:
    # standard errors of 1: of a - b, a - c, b - c over sqrt(2): 4.24, 2.12, 2.12; p .00002, .034, .034; Holm: .017, .025, .05
    three = [Estimate(v, v - 1.959964, v + 1.959964, 95) for v in (6.0, 3.0, 0.0)]
    assert verdicts(three)[0] == [Verdict.SAME, Verdict.SAME, Verdict.ABOVE]
    assert rank_ranges(three) == [(1, 2), (1, 3), (2, 3)]
    assert compare(three[0], three[1]) is Verdict.ABOVE, "one pair alone would be told apart"


def test_rank_ranges_hold_for_all_cities_together() -> None:
    """15 cities as close as the diploma's: in at least 95% of repetitions every city's true rank is in its range."""
    rng = np.random.default_rng(11)
    truth = np.linspace(80, 90, 15)
    ranks = {city: 15 - city for city in range(15)}
    right = uncorrected = 0
    for _ in range(300):
        seen = truth + rng.normal(scale=2, size=15)
        estimates = [Estimate(v, v - 2 * 1.959964, v + 2 * 1.959964, 95) for v in seen.tolist()]
        right += all(low <= ranks[city] <= high for city, (low, high) in enumerate(rank_ranges(estimates)))
        pairs = [(compare(estimates[i], estimates[j]), i > j) for i in range(15) for j in range(i)]
        uncorrected += all(said is not Verdict.BELOW for said, _ in pairs)
    assert right / 300 >= 0.95
    assert uncorrected < right, "105 pairs at 95% each are not right together"
