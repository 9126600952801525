"""What a student's enrollment spells say together: stints at school, when one was left, how it ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from walks.calendar import SchoolCalendar
from walks.codes import CodeTable, ExitKind, fiscal_year
from walks.records import Spell

# Arizona withdraws a student after ten consecutive absences (A.R.S. 15-901): a shorter gap is no leaving.
LONGEST_GAP = 10
FINISHED = frozenset({ExitKind.GRADUATED})
MOVED_ON = frozenset({ExitKind.TRANSFER, ExitKind.DECEASED})
STILL_HERE = frozenset({ExitKind.STAYS})


@dataclass(frozen=True, slots=True)
class Stint:
    """Spells of one student with no gap of more than ten school days between them.

    Attributes:
        enter: First day.
        leave: Last day; None while it lasts.
        ended: How the last spell ended; None while it lasts, or where it ended without a code.
        grade: At entry.
        held_until: Last day the student counts as enrolled: ``leave``, or through the summer after a year's last day.
    """

    enter: date
    leave: date | None
    ended: ExitKind | None
    grade: int | None
    held_until: date | None

    @property
    def was_left(self) -> bool:
        """Whether the student left without finishing and without moving to another school."""
        return self.held_until is not None and self.ended not in FINISHED | MOVED_ON

    def covers(self, day: date) -> bool:
        """Whether the student counts as enrolled on ``day``."""
        return self.enter <= day and (self.held_until is None or day <= self.held_until)


def enrollments(spells: Iterable[Spell]) -> list[Spell]:
    """Give one student's real spells in order of entry, no-shows left out.

    A summer withdrawal at a school where the student has a normal spell in the same fiscal year is dropped with them,
    as Arizona's own loader does.
    """
    return sorted((spell for spell in spells if not spell.is_no_show), key=lambda spell: spell.enter)


def standing_no_shows(spells: Sequence[Spell]) -> list[Spell]:
    """Give one student's no-shows that no normal spell at the same school in the same fiscal year sets aside."""
    normal = {(spell.school, fiscal_year(spell.enter)) for spell in spells if not spell.is_no_show}
    return [spell for spell in spells if spell.is_no_show and (spell.school, fiscal_year(spell.enter)) not in normal]


def overlaps(spells: Iterable[Spell]) -> list[tuple[Spell, Spell]]:
    """Give one student's pairs of real spells that share more than one day (a change of school may share the day)."""
    ordered = enrollments(spells)
    return [
        (before, after) for before, after in pairwise(ordered) if before.leave is None or after.enter < before.leave
    ]


def stints(spells: Iterable[Spell], calendar: SchoolCalendar, codes: CodeTable) -> list[Stint]:
    """Join one student's spells to stints, in order of entry.

    Raises:
        UnknownCode: A spell ended with a code the table does not hold.
    """
    groups: list[list[Spell]] = []
    for spell in enrollments(spells):
        if groups and _goes_on(groups[-1][-1], spell, calendar):
            groups[-1].append(spell)
        else:
            groups.append([spell])
    return [_stint(group, calendar, codes) for group in groups]


def _goes_on(before: Spell, after: Spell, calendar: SchoolCalendar) -> bool:
    return before.leave is None or calendar.school_days_between(before.leave, after.enter) <= LONGEST_GAP


def _stint(group: Sequence[Spell], calendar: SchoolCalendar, codes: CodeTable) -> Stint:
    first, last = group[0], group[-1]
    ended = None if last.leave is None or not last.leave_code else codes.look_up(last.leave_code, last.leave).kind
    return Stint(first.enter, last.leave, ended, first.grade, _held_until(last, ended, calendar))


def _held_until(last: Spell, ended: ExitKind | None, calendar: SchoolCalendar) -> date | None:
    """A spell closed by the year's end without a leaving code holds until the tenth day of the next year.

    Student systems close on the last day of school, on a day of the summer such as 30 June, or on 1 July.
    """
    if last.leave is None:
        return None
    in_school = any(year.first_day <= last.leave < year.last_day for year in calendar.years)
    closed_by_the_year = not in_school and (ended is None or ended in STILL_HERE) and not last.summer_code
    if not closed_by_the_year:
        return last.leave
    following = [year for year in calendar.years if year.first_day > last.leave]
    if not following:
        return None
    return calendar.school_day_after(last.leave, LONGEST_GAP)
