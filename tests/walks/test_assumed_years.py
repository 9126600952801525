"""School years nobody told us."""

from __future__ import annotations

from datetime import date, timedelta

from walks.calendar import SchoolCalendar, assumed_years, ended_as_seen


def test_a_year_as_most_districts_have_it() -> None:
    (year,) = assumed_years(2024, 2024)
    assert (year.first_day, year.semester_end, year.last_day) == (
        date(2024, 8, 5),
        date(2024, 12, 20),
        date(2025, 5, 23),
    )
    closed = [(9, 2), (10, 14), (10, 18), (11, 11), (11, 28), (11, 29), (12, 23)]
    assert not any(year.is_school_day(date(2024, month, day)) for month, day in closed)
    assert not any(year.is_school_day(date(2025, month, day)) for month, day in [(1, 3), (1, 20), (2, 17), (3, 10)])
    assert year.is_school_day(date(2024, 10, 21))
    assert year.is_school_day(date(2025, 1, 6))


def test_years_follow_each_other_and_are_of_usual_length() -> None:
    calendar = SchoolCalendar(assumed_years(2010, 2040))
    for year in calendar.years:
        days = sum(year.is_school_day(year.first_day + timedelta(number)) for number in range(320))
        assert 178 <= days <= 192


def test_the_last_day_is_where_most_spells_end() -> None:
    (year,) = assumed_years(2024, 2024)
    seen, other = date(2025, 5, 21), date(2025, 3, 3)
    assert ended_as_seen(year, [seen] * 5 + [other] * 9).last_day == seen
    assert ended_as_seen(year, [seen] * 4) == year
    assert ended_as_seen(year, []) == year
