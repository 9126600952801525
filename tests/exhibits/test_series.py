"""Where a line may be joined, and which earlier period may be compared."""

from __future__ import annotations

from database.breaks import BreakRecord
from exhibits.series import Point, Series, overlapping, usual_step


def point(period: int, years: int = 1, value: float = 50) -> Point:
    return Point(period, period - years + 1, str(period), value, None, None, None, str(value))


def test_a_missing_year_is_a_bridge_and_a_break_is_a_gap() -> None:
    at_once = BreakRecord("x", 2018, None, "")
    series = Series("x", "X", (point(2016), point(2018), point(2020), point(2024)), breaks=(at_once,), step=2)
    joins = [series.linked(a, b) for a, b in zip(series.points, series.points[1:], strict=False)]
    assert joins == ["gap", "line", "bridge"]


def test_overlapping_periods_are_never_joined() -> None:
    points = (point(2014, 5), point(2016, 5), point(2021, 5))
    assert overlapping(points)
    series = Series("x", "X", points, joined=False, step=usual_step(points))
    assert series.linked(points[0], points[1]) == "gap"


def test_only_a_period_without_a_shared_year_is_comparable() -> None:
    series = Series("x", "X", (point(2014, 5), point(2018, 5), point(2021, 5), point(2023, 5)), joined=False)
    first = series.first_comparable()
    assert first is not None
    assert first.period == 2014
    late = Series(
        "x", "X", (point(2014, 5), point(2018, 5), point(2023, 5)), breaks=(BreakRecord("x", 2016, None, ""),)
    )
    assert (late.first_comparable() or point(0)).period == 2018
    assert Series("x", "X", (point(2021, 5), point(2023, 5))).first_comparable() is None


def test_the_usual_step_is_the_most_frequent_the_shorter_on_a_tie() -> None:
    assert usual_step([point(2014), point(2016), point(2018), point(2021)]) == 2
    assert usual_step([point(2014), point(2016), point(2019)]) == 2
    assert usual_step([point(2014)]) == 1


def test_a_break_that_takes_years_leaves_nothing_within_it_to_compare() -> None:
    creeping = BreakRecord("x", 2015, 2020, "")
    mixed = Series("x", "X", (point(2013), point(2015), point(2017), point(2019)), breaks=(creeping,), step=2)
    joins = [mixed.linked(a, b) for a, b in zip(mixed.points, mixed.points[1:], strict=False)]
    assert joins == ["gap", "gap", "gap"], "each mixes old and new in other parts"
    assert mixed.first_comparable() is None
    past = Series("x", "X", (*mixed.points, point(2020), point(2022)), breaks=(creeping,), step=2)
    assert past.first_comparable() == point(2020)
