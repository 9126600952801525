"""School years as a person writes them: three days, and the weekdays without school between them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from database.district.values import SchoolYearRecord
from walks.calendar import FRIDAY
from walks.importing.values import read_date

DAY = timedelta(days=1)
MOST_SPAN = 60
MOST_CLOSED = 200
BOXES = {"first_day": "First day of school", "semester_end": "Last day of the first semester", "last_day": "Last day"}
_SPLIT = re.compile(r"[\n,;]+")
_SPAN = re.compile(r"\s+(?:to|through|until|-|–)\s+")


class NotASchoolYear(ValueError):
    """What was written is no school year; the text says what to mend."""


def year_of(fields: Mapping[str, str]) -> SchoolYearRecord:
    """The school year as typed.

    Raises:
        NotASchoolYear: a day is missing, no date or out of order.
    """
    days = {}
    for name, label in BOXES.items():
        days[name] = _day(fields.get(name, "").strip(), label)
    closed = _closed(fields.get("closed", ""))
    year = SchoolYearRecord(**days, closed=closed)
    if not year.first_day < year.semester_end < year.last_day or year.last_day - year.first_day > timedelta(days=366):
        raise NotASchoolYear(
            "The three days have to follow each other within one year: first day, end of semester, last day."
        )
    outside = [day for day in closed if not year.first_day <= day <= year.last_day]
    if outside:
        raise NotASchoolYear(
            f"{outside[0]:%Y-%m-%d} lies outside the school year: a closed day lies between first and last."
        )
    return year


def replaced(years: Sequence[SchoolYearRecord], new: SchoolYearRecord) -> tuple[list[SchoolYearRecord], bool]:
    """The years in order with a new one in the place of what it overlaps, and whether there was such a one."""
    kept = [year for year in years if year.last_day < new.first_day or year.first_day > new.last_day]
    had = len(kept) < len(years)
    return sorted([*kept, new], key=lambda year: year.first_day), had


def _closed(text: str) -> tuple[date, ...]:
    """Weekdays of a list of days and spans of days.

    Raises:
        NotASchoolYear: a part of the list is no date, or a span is out of order or too long.
    """
    days: set[date] = set()
    for part in filter(None, map(str.strip, _SPLIT.split(text))):
        ends = [read_date(each.strip()) for each in _SPAN.split(part, maxsplit=1)]
        first, last = ends[0], ends[-1]
        if first is None or last is None:
            raise NotASchoolYear(f"Closed days: “{part[:40]}” is no date. Write 11/26/2026, or 12/21/2026 to 1/1/2027.")
        if not 0 <= (last - first).days <= MOST_SPAN:
            raise NotASchoolYear(f"Closed days: “{part[:40]}” has to run forward and no longer than {MOST_SPAN} days.")
        days.update(first + number * DAY for number in range((last - first).days + 1))
    weekdays = sorted(day for day in days if day.weekday() <= FRIDAY)
    if len(weekdays) > MOST_CLOSED:
        raise NotASchoolYear(f"{len(weekdays)} closed days: a school year has fewer than {MOST_CLOSED}.")
    return tuple(weekdays)


def _day(text: str, label: str) -> date:
    if not text:
        raise NotASchoolYear(f"{label} is blank: fill it in.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"“{text[:20]}” is no date for {label.lower()}: choose one, or write it as 2016-08-03."
        raise NotASchoolYear(message) from None
