"""A school calendar, visits and spells for the tests of journeys."""

from __future__ import annotations

from datetime import date
from typing import Any

from walks.calendar import SchoolCalendar, SchoolYear
from walks.codes import code_table, outcome
from walks.journey import Rules
from walks.keys import WalkKey
from walks.records import Spell, Visit

WALK = WalkKey(date(2016, 1, 15), "Made-up")
LATER_WALK = WalkKey(date(2016, 8, 3), "Made-up")


def year(first: int) -> SchoolYear:
    """From 4 August to 24 May, semester ends on 18 December, closed from 21 December to 1 January."""
    closed = frozenset(date(first, 12, day) for day in range(21, 32)) | {date(first + 1, 1, 1)}
    return SchoolYear(date(first, 8, 4), date(first, 12, 18), date(first + 1, 5, 24), closed)


CALENDAR = SchoolCalendar(tuple(year(first) for first in range(2014, 2020)))


def visit(student: str, code: str = "COMMIT", **changes: Any) -> Visit:
    given: dict[str, Any] = {
        "walk": WALK,
        "target_group": "dropout",
        "attempt": 1,
        "language": "English",
        "next_step": "",
        "due": None,
    } | changes
    return Visit(student=student, outcome=outcome(code), **given)


def spell(student: str, enter: str, leave: str | None = None, leave_code: str = "", **changes: Any) -> Spell:
    end = date.fromisoformat(leave) if leave else None
    given: dict[str, Any] = {"school": "Made-up High"} | changes
    return Spell(student, date.fromisoformat(enter), end, leave_code, **given)


def rules(as_of: str, **changes: Any) -> Rules:
    return Rules(date.fromisoformat(as_of), CALENDAR, code_table(), **changes)
