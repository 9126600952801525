"""School days. The district gives the first and last day of each year, the end of its first semester, and closed days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

DAY = timedelta(days=1)
MONDAY, THURSDAY, FRIDAY = 0, 3, 4
NEAR_THE_END = timedelta(days=21)
FEWEST_ENDINGS = 5


class CalendarMissing(ValueError):
    """A day no school year of the calendar reaches: the district has to add that year."""


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """One school year; weekdays from first to last that are not closed are school days.

    Raises:
        ValueError: The days are out of order.
    """

    first_day: date
    semester_end: date
    last_day: date
    closed: frozenset[date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if not self.first_day < self.semester_end < self.last_day:
            raise ValueError(
                f"school year of {self.first_day}: first day, end of semester and last day are out of order"
            )

    def is_school_day(self, day: date) -> bool:
        """Whether school is held."""
        return self.first_day <= day <= self.last_day and day.weekday() <= FRIDAY and day not in self.closed


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """School years in order, without gaps of a year.

    Raises:
        ValueError: There is none, or they overlap or are out of order.
    """

    years: tuple[SchoolYear, ...]

    def __post_init__(self) -> None:
        if not self.years:
            raise ValueError("a calendar needs a school year")
        for before, after in pairwise(self.years):
            if after.first_day <= before.last_day:
                raise ValueError(f"school years overlap or are out of order at {after.first_day}")

    def is_school_day(self, day: date) -> bool:
        """Whether school is held."""
        return any(year.is_school_day(day) for year in self.years)

    def year_of(self, day: date) -> SchoolYear:
        """Give the school year a day lies in; for a day of the summer, the one about to begin.

        Raises:
            CalendarMissing: The day lies after the last year.
        """
        for year in self.years:
            if day <= year.last_day:
                return year
        raise CalendarMissing(f"no school year holds {day}: add the year that follows {self.years[-1].last_day}")

    def school_day_after(self, day: date, number: int) -> date:
        """Give the ``number``-th school day after a day, which itself is not counted.

        Raises:
            CalendarMissing: The calendar ends before it.
        """
        left, last = number, self.years[-1].last_day
        while left:
            day += DAY
            if day > last:
                raise CalendarMissing(f"the calendar ends on {last}, before school day {number}: add the next year")
            left -= self.is_school_day(day)
        return day

    def school_days_between(self, first: date, last: date) -> int:
        """Count the school days after ``first`` and before ``last``."""
        days = (last - first).days
        return sum(self.is_school_day(first + number * DAY) for number in range(1, days))


def assumed_years(first: int, last: int) -> tuple[SchoolYear, ...]:
    """Give school years a district has not told us, as most of Arizona's districts have them. They are assumed: say so.

    From the first Monday of August to the Friday before Memorial Day. Closed are Labor Day, the week of Columbus Day,
    Veterans Day, Thanksgiving with the Friday after it, two weeks around New Year, the days of Martin Luther King and of
    the presidents, and the second full week of March.

    Args:
        first: Calendar year the first one begins in.
        last: Calendar year the last one begins in.
    """
    return tuple(_assumed_year(year) for year in range(first, last + 1))


def ended_as_seen(year: SchoolYear, endings: Iterable[date]) -> SchoolYear:
    """Move an assumed year's last day to the one on which most spells ended that month without a code for leaving.

    Districts close every spell on the last day; a last day that is off by one would make leavers of all who stayed.

    Args:
        year: Assumed.
        endings: Last days of spells that ended without a code for leaving.
    """
    near = Counter(day for day in endings if abs(day - year.last_day) <= NEAR_THE_END)
    if not near:
        return year
    most = max(near.values())
    last = max(day for day, times in near.items() if times == most)
    return replace(year, last_day=last) if most >= FEWEST_ENDINGS else year


def _assumed_year(year: int) -> SchoolYear:
    new_year = date(year + 1, 1, 1)
    winter = new_year - timedelta(days=new_year.weekday() + 7)  # Monday, at least a week before New Year
    thanksgiving = nth_weekday(year, 11, THURSDAY, 4)
    closed = {nth_weekday(year, 9, MONDAY, 1), date(year, 11, 11), thanksgiving, thanksgiving + DAY}
    closed |= {nth_weekday(year + 1, 1, MONDAY, 3), nth_weekday(year + 1, 2, MONDAY, 3)}
    weeks = [nth_weekday(year, 10, MONDAY, 2), winter, winter + 7 * DAY, nth_weekday(year + 1, 3, MONDAY, 2)]
    closed |= {monday + number * DAY for monday in weeks for number in range(FRIDAY + 1)}
    memorial_day = nth_weekday(year + 1, 5, MONDAY, -1)
    return SchoolYear(nth_weekday(year, 8, MONDAY, 1), winter - 3 * DAY, memorial_day - 3 * DAY, frozenset(closed))


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """Give the ``number``-th ``weekday`` (Monday is 0) of a month; -1 is its last one."""
    if number < 0:
        return nth_weekday(year + month // 12, month % 12 + 1, weekday, 1) - 7 * DAY
    first = date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (number - 1)) * DAY
