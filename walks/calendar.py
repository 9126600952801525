"""School days. The district gives the first and last day of each year, the end of its first semester, and closed days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

DAY = timedelta(days=1)
FRIDAY = 4


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
