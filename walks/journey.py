"""The journey of one student of one walk: which stage is reached, which is not, which is not yet due.

From re-enrolled on, a stage is derived from enrollment spells, never typed. Definitions follow the project's notes on the
program (state machines and guards); the ten-day rule is A.R.S. 15-901.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from walks.calendar import CalendarMissing, SchoolCalendar
from walks.codes import Answer, CodeTable, fiscal_year
from walks.keys import WalkKey
from walks.records import Spell, Visit
from walks.spells import FINISHED, MOVED_ON, Stint, stints

RETURN_WINDOW_DAYS = 60
SCHOOL_DAYS_TO_STAY = 10
LAST_GRADE = 12
YEARS_WITHOUT_GRADE = 4


class Stage(StrEnum):
    """Stages in order, each at most the one before."""

    LISTED = "listed"
    VERIFIED = "verified"
    ATTEMPTED = "attempted"
    CONTACTED = "contacted"
    AGREED = "agreed"
    RE_ENROLLED = "re-enrolled"
    STAYED_10 = "stayed 10 school days"
    DAY_30 = "enrolled on day 30"
    DAY_60 = "enrolled on day 60"
    DAY_90 = "enrolled on day 90"
    SEMESTER = "enrolled at the end of the semester"
    YEAR = "enrolled at the end of the year"
    GRADUATED = "graduated"


STAGES = tuple(Stage)
DOOR_STAGES = STAGES[: STAGES.index(Stage.RE_ENROLLED)]
RETURN_STAGES = (Stage.LISTED, Stage.VERIFIED, *STAGES[len(DOOR_STAGES) :])
_CHECK_DAYS = {Stage.DAY_30: 30, Stage.DAY_60: 60, Stage.DAY_90: 90}


class Standing(StrEnum):
    """Where a student stands at a stage."""

    YES = "yes"
    NO = "no"
    NOT_YET_DUE = "not yet due"
    MOVED_ON = "moved to another school or died: neither stayed nor left"
    UNKNOWN = "unknown: the enrollment export says nothing of the student for that day"
    NOT_APPLICABLE = "did not come to the stage it is counted from"


@dataclass(frozen=True, slots=True)
class Rules:
    """What journeys are derived by.

    Attributes:
        as_of: Day the spells were exported; nothing after it is known.
        calendar: The district's school years.
        codes: Withdrawal codes.
        phone_start: First day a return counts, where a phone phase came before the walk; else the walk's day.
        window_days: Days from the walk within which a return counts as its return.
        present: Students with at least one present day after re-entry, where attendance is loaded; else None.
        known_to: By student, the day of the last export that says something of the student: nothing after it is known. Who
            is not in it is unknown, not gone. None where ``as_of`` holds for everybody.
    """

    as_of: date
    calendar: SchoolCalendar
    codes: CodeTable
    phone_start: date | None = None
    window_days: int = RETURN_WINDOW_DAYS
    present: Collection[str] | None = None
    known_to: Mapping[str, date] | None = None

    def known_of(self, student: str) -> date | None:
        """Give the day up to which a student's enrollment is known; None where no export names the student."""
        return self.as_of if self.known_to is None else self.known_to.get(student)


@dataclass(frozen=True, slots=True)
class Journey:
    """One student in one walk.

    Attributes:
        walk: Date and organizer.
        student: Random key; stays in the district.
        target_group: As in the visits.
        language: As in the visits.
        standings: One for each stage.
        re_entered_on: First day back, within the window or later; None where not back by ``Rules.as_of``.
        observed_until: Last day of the first stint after re-entry that is known; None where not back.
        left_on: Day that stint was left without finishing; None where it was not.
        times_left_again: Stints left since re-entry.
        known_to: Day up to which the student's enrollment is known; None where no export names the student.
        is_current: Whether that is the day of the newest export.
        is_enrolled: Whether the student was enrolled on that day.
    """

    walk: WalkKey
    student: str
    target_group: str
    language: str
    standings: Mapping[Stage, Standing]
    re_entered_on: date | None
    observed_until: date | None
    left_on: date | None
    times_left_again: int
    known_to: date | None = None
    is_current: bool = True
    is_enrolled: bool = False

    def reached(self, stage: Stage) -> bool:
        """Whether the student reached a stage."""
        return self.standings[stage] is Standing.YES


def journeys(visits: Iterable[Visit], spells: Iterable[Spell], rules: Rules) -> list[Journey]:
    """Derive the journey of every student of every walk.

    Args:
        visits: As they stand after corrections; every listed student has at least one row.
        spells: Of those students; others are passed over.
        rules: Day, calendar, codes.

    Returns:
        One for each student and walk, in order of walk and student.

    Raises:
        UnknownCode: A spell ended with a code the table does not hold.
        CalendarMissing: A day that has come lies beyond the calendar.
    """
    by_student: dict[str, list[Spell]] = {}
    for spell in spells:
        by_student.setdefault(spell.student, []).append(spell)
    by_walk: dict[tuple[WalkKey, str], list[Visit]] = {}
    for visit in visits:
        by_walk.setdefault((visit.walk, visit.student), []).append(visit)
    return [journey(by_walk[key], by_student.get(key[1], []), rules) for key in sorted(by_walk)]


def journey(visits: Sequence[Visit], spells: Sequence[Spell], rules: Rules) -> Journey:
    """Derive one student's journey in one walk from that walk's visits and the student's spells.

    Raises:
        UnknownCode: A spell ended with a code the table does not hold.
        CalendarMissing: A day that has come lies beyond the calendar.
    """
    first = visits[0]
    known_to = rules.known_of(first.student)
    own = rules if known_to is None else replace(rules, as_of=min(known_to, rules.as_of))
    known = [spell for spell in spells if spell.enter <= own.as_of] if known_to else []
    after = _since_return(known, rules.phone_start or first.walk.day, own)
    standings = _door_standings(visits) | _school_standings(first, after, own)
    if known_to is None or known_to < rules.as_of:
        standings |= _unknown(standings, _school_standings(first, after, rules), is_listed_only=known_to is None)
    stint = after[0] if after else None
    return Journey(
        walk=first.walk,
        student=first.student,
        target_group=first.target_group,
        language=first.language,
        standings=standings,
        re_entered_on=stint.enter if stint else None,
        observed_until=min(stint.held_until or own.as_of, own.as_of) if stint else None,
        left_on=stint.held_until if stint and _is_left(stint, own) else None,
        times_left_again=sum(_is_left(one, own) for one in after),
        known_to=known_to,
        is_current=known_to is not None and known_to >= rules.as_of,
        is_enrolled=any(one.covers(own.as_of) for one in after),
    )


def _unknown(
    own: Mapping[Stage, Standing], today: Mapping[Stage, Standing], *, is_listed_only: bool
) -> dict[Stage, Standing]:
    """The stages whose day has come since the last export that names the student: nobody can say how they ended.

    Args:
        own: As of the day up to which the student's enrollment is known.
        today: As of the newest export.
        is_listed_only: No export names the student.
    """
    found = {}
    for stage, now in today.items():
        has_come = now is not Standing.NOT_YET_DUE
        if has_come and (is_listed_only or own[stage] is Standing.NOT_YET_DUE):
            found[stage] = Standing.UNKNOWN
    return found


def _since_return(known: Sequence[Spell], start: date, rules: Rules) -> list[Stint]:
    """Stints entered from ``start`` on; none where an earlier one still held when it came."""
    before = [spell for spell in known if spell.enter < start]
    if any(stint.covers(start) for stint in stints(before, rules.calendar, rules.codes)):
        return []
    return stints((spell for spell in known if spell.enter >= start), rules.calendar, rules.codes)


def _is_left(stint: Stint, rules: Rules) -> bool:
    return stint.was_left and stint.held_until is not None and stint.held_until < rules.as_of


def _door_standings(visits: Sequence[Visit]) -> dict[Stage, Standing]:
    outcomes = [visit.outcome for visit in visits]
    said = {
        Stage.LISTED: True,
        Stage.VERIFIED: all(one.resolved is not Answer.YES for one in outcomes),
        Stage.ATTEMPTED: any(one.attempted for one in outcomes),
        Stage.CONTACTED: any(one.contact is Answer.YES for one in outcomes),
        Stage.AGREED: any(one.agreed is Answer.YES for one in outcomes),
    }
    return {stage: Standing.YES if yes else Standing.NO for stage, yes in said.items()}


def _school_standings(visit: Visit, after: Sequence[Stint], rules: Rules) -> dict[Stage, Standing]:
    returned = _returned(visit.walk.day, after, rules)
    standings = {Stage.RE_ENROLLED: returned}
    later = STAGES[STAGES.index(Stage.RE_ENROLLED) + 1 :]
    if returned is not Standing.YES:
        waiting = Standing.NOT_YET_DUE if returned is Standing.NOT_YET_DUE else Standing.NOT_APPLICABLE
        return standings | dict.fromkeys(later, waiting)
    enter = after[0].enter
    standings |= {stage: _enrolled_on(enter + timedelta(days), after, rules) for stage, days in _CHECK_DAYS.items()}
    year = rules.calendar.year_of(enter)
    semester = year.semester_end if enter <= year.semester_end else year.last_day
    standings[Stage.SEMESTER] = _enrolled_on(semester, after, rules)
    standings[Stage.YEAR] = _enrolled_on(year.last_day, after, rules)
    standings[Stage.STAYED_10] = _stayed(visit.student, after, rules)
    standings[Stage.GRADUATED] = _graduated(after, rules)
    return standings


def _returned(walk_day: date, after: Sequence[Stint], rules: Rules) -> Standing:
    last = walk_day + timedelta(rules.window_days)
    if after and after[0].enter <= last:
        return Standing.YES
    return Standing.NO if rules.as_of > last else Standing.NOT_YET_DUE


def _enrolled_on(day: date, after: Sequence[Stint], rules: Rules) -> Standing:
    if day > rules.as_of:
        return Standing.NOT_YET_DUE
    if any(stint.covers(day) for stint in after):
        return Standing.YES
    before = [stint for stint in after if stint.held_until is not None and stint.held_until < day]
    if any(stint.ended in FINISHED for stint in before):
        return Standing.YES
    if before and before[-1].ended in MOVED_ON:
        return Standing.MOVED_ON
    return Standing.NO


def due_day(stage: Stage, journey: Journey, rules: Rules) -> date | None:
    """Give the day on which a stage is due for a student; None at the doors, for graduating, and beyond the calendar.

    A student who is not back yet may come on the last day of the window.
    """
    last = journey.walk.day + timedelta(rules.window_days)
    return last if stage is Stage.RE_ENROLLED else _due_after(journey.re_entered_on or last, stage, rules)


def due_for_all(stage: Stage, walk: WalkKey, rules: Rules) -> date | None:
    """Give the first day on which the end of a stage is known for everyone who could come back within the window.

    It follows from the walk's day, the window and the calendar alone. A day that depended on who came back would tell
    whether anybody did.

    Returns:
        The walk's day at the doors; for graduating the day after 30 June of the fourth school year, from the last day of
        the window; None beyond the calendar.
    """
    if stage in DOOR_STAGES:
        return walk.day
    last = walk.day + timedelta(rules.window_days)
    if stage is Stage.RE_ENROLLED:
        return last + timedelta(1)
    if stage is Stage.GRADUATED:
        return date(fiscal_year(last) + YEARS_WITHOUT_GRADE - 1, 6, 30) + timedelta(1)
    day = _due_after(last, stage, rules)
    return None if day is None else max(day, last + timedelta(1))


def _due_after(enter: date, stage: Stage, rules: Rules) -> date | None:
    try:
        if stage in _CHECK_DAYS:
            return enter + timedelta(_CHECK_DAYS[stage])
        if stage is Stage.STAYED_10:
            return rules.calendar.school_day_after(enter, SCHOOL_DAYS_TO_STAY)
        year = rules.calendar.year_of(enter)
    except CalendarMissing:
        return None
    ends = {
        Stage.SEMESTER: year.semester_end if enter <= year.semester_end else year.last_day,
        Stage.YEAR: year.last_day,
    }
    return ends.get(stage)


def _stayed(student: str, after: Sequence[Stint], rules: Rules) -> Standing:
    """Not withdrawn on the tenth school day after entry, and present at least once where attendance is loaded."""
    try:
        tenth = rules.calendar.school_day_after(after[0].enter, SCHOOL_DAYS_TO_STAY)
    except CalendarMissing:
        if rules.as_of <= rules.calendar.years[-1].last_day:
            return Standing.NOT_YET_DUE
        raise
    standing = _enrolled_on(tenth, after[:1], rules)
    never_came = rules.present is not None and student not in rules.present
    return Standing.NO if standing is Standing.YES and never_came else standing


def _graduated(after: Sequence[Stint], rules: Rules) -> Standing:
    ended = {stint.ended for stint in after if stint.held_until is not None and stint.held_until <= rules.as_of}
    if ended & FINISHED:
        return Standing.YES
    if rules.as_of > _graduation_due(after[0]):
        return Standing.NO
    return Standing.MOVED_ON if after[-1].ended in MOVED_ON else Standing.NOT_YET_DUE


def _graduation_due(stint: Stint) -> date:
    """30 June of the fiscal year in which the grade at re-entry leads to the end of grade 12."""
    years = YEARS_WITHOUT_GRADE - 1 if stint.grade is None else max(0, LAST_GRADE - stint.grade)
    return date(fiscal_year(stint.enter) + years, 6, 30)
