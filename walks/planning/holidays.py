"""Days on which offices are closed: the federal holidays (5 U.S.C. 6103) on the weekday they are observed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from walks.calendar import MONDAY, THURSDAY, nth_weekday

SATURDAY, SUNDAY = 5, 6
# month and day
FIXED = {
    "New Year’s Day": (1, 1),
    "Juneteenth": (6, 19),
    "Independence Day": (7, 4),
    "Veterans Day": (11, 11),
    "Christmas Day": (12, 25),
}
# month, weekday, which one of the month (-1: the last)
MOVING = {
    "Martin Luther King Jr. Day": (1, MONDAY, 3),
    "Presidents’ Day": (2, MONDAY, 3),
    "Memorial Day": (5, MONDAY, -1),
    "Labor Day": (9, MONDAY, 1),
    "Columbus or Indigenous Peoples’ Day": (10, MONDAY, 2),
    "Thanksgiving": (11, THURSDAY, 4),
}


def holiday_on(day: date) -> str:
    """Name the federal holiday observed on a day; "" where there is none."""
    # New Year's Day on a Saturday is observed in the year before it.
    return _of(day.year).get(day) or _of(day.year + 1).get(day, "")


def is_working_day(day: date) -> bool:
    """Whether offices are open: a weekday that is no federal holiday. A district's own closed days are not known."""
    return day.weekday() < SATURDAY and not holiday_on(day)


@cache
def _of(year: int) -> dict[date, str]:
    fixed = {_observed(date(year, month, number)): name for name, (month, number) in FIXED.items()}
    return fixed | {nth_weekday(year, *when): name for name, when in MOVING.items()}


def _observed(day: date) -> date:
    return day + timedelta({SATURDAY: -1, SUNDAY: 1}.get(day.weekday(), 0))
