"""How far a walk's students came: nested stages, each student once, and the rates with denominator and window."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from walks.codes import Answer, outcomes
from walks.journey import RETURN_STAGES, STAGES, Journey, Stage, Standing
from walks.keys import WalkKey
from walks.records import Visit

FEWEST_COVERED = 0.8
"""Share of students whose end must be known before any rate is given, as bounds: below it a rate is withheld."""


@dataclass(frozen=True, slots=True)
class StageCount:
    """Students at one stage. True counts: they stay in the district.

    Attributes:
        stage: Which.
        reached: Students who reached it and every stage before it.
        not_yet_due: Students who missed no stage up to it and whose date, here or before, has not come.
        moved_on: Students who reached every stage before it and then moved to another school or died.
        beside: Students who reached it but not every stage before it, e.g. enrolled without having been contacted.
        unknown: Students who missed no stage up to it and of whom no export says whether they reached it.
    """

    stage: Stage
    reached: int
    not_yet_due: int
    moved_on: int
    beside: int
    unknown: int = 0

    @property
    def is_due(self) -> bool:
        """Whether the date has come for everyone who could reach the stage."""
        return not self.not_yet_due


def walk_funnel(journeys: Sequence[Journey], stages: Sequence[Stage] = STAGES) -> tuple[StageCount, ...]:
    """Count the stages over one walk or several; a student in several walks counts once, by the walk that led furthest.

    Args:
        journeys: Of one walk or several.
        stages: ``STAGES``, where re-enrolled are those who had agreed at the door; or ``RETURN_STAGES``, where they are
            all who came back, contacted or not.
    """
    students: dict[str, list[Journey]] = {}
    for journey in journeys:
        students.setdefault(journey.student, []).append(journey)
    return tuple(_stage_count(stages[: place + 1], list(students.values())) for place in range(len(stages)))


def _stage_count(stages: Sequence[Stage], students: Sequence[Sequence[Journey]]) -> StageCount:
    where = [_where(stages, journeys) for journeys in students]
    beside = [
        any(one.reached(stages[-1]) for one in journeys)
        for journeys, standing in zip(students, where, strict=True)
        if standing is not Standing.YES
    ]
    counted = Standing.YES, Standing.NOT_YET_DUE, Standing.MOVED_ON, Standing.UNKNOWN
    yes, waiting, moved, unknown = map(where.count, counted)
    return StageCount(stages[-1], yes, waiting, moved, sum(beside), unknown)


def _where(stages: Sequence[Stage], journeys: Sequence[Journey]) -> Standing:
    """Where one student stands in the chain: the best of its walks; waiting where no stage is missed, one not due."""
    found: set[Standing] = set()
    for journey in journeys:
        *before, here = (journey.standings[stage] for stage in stages)
        chain = {*before, here}
        if chain <= {Standing.YES, Standing.NOT_YET_DUE, Standing.UNKNOWN}:
            found.add(next(each for each in (Standing.UNKNOWN, Standing.NOT_YET_DUE, Standing.YES) if each in chain))
        elif here is Standing.MOVED_ON and set(before) <= {Standing.YES}:
            found.add(here)
    best = (Standing.YES, Standing.UNKNOWN, Standing.NOT_YET_DUE, Standing.MOVED_ON)
    return next((standing for standing in best if standing in found), Standing.NO)


def unique_students(journeys: Iterable[Journey]) -> list[Journey]:
    """Give one journey a student: of several walks the one that led furthest at school, the earlier of equals."""
    best: dict[str, Journey] = {}
    for journey in sorted(journeys, key=lambda one: one.walk):
        known = best.get(journey.student)
        if known is None or _depth(journey) > _depth(known):
            best[journey.student] = journey
    return [best[student] for student in sorted(best)]


def _depth(journey: Journey) -> int:
    steps = 0
    while steps < len(RETURN_STAGES) and journey.reached(RETURN_STAGES[steps]):
        steps += 1
    return steps


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in true counts; it stays in the district.

    Attributes:
        name: What it is called.
        numerator: Students, or tasks.
        denominator: Students, or tasks.
        of: What the denominator counts.
        window: The time it is about.
        not_yet_due: Students whose date has not come. They are no part of the denominator, but for completion, which
            counts so far: it can only rise while there are any.
        unknown: Students of whom no export says how it ended. They are no part of the denominator.
        due: Day on which it is due for the last of those for whom it is not; None where it depends on a calendar.
    """

    name: str
    numerator: int
    denominator: int
    of: str
    window: str
    not_yet_due: int = 0
    unknown: int = 0
    due: date | None = None

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where the denominator is 0, or somebody's end is unknown: then there are ``bounds`` only."""
        return self.numerator / self.denominator if self.denominator and not self.unknown else None

    @property
    def coverage(self) -> float:
        """Share of those due whose end is known, 0 to 1; 1 where nobody is due."""
        due = self.denominator + self.unknown
        return self.denominator / due if due else 1.0

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The share if none, and if all, of the unknown reached it, 0 to 1; None below ``FEWEST_COVERED``."""
        due = self.denominator + self.unknown
        if not due or self.coverage < FEWEST_COVERED:
            return None
        return self.numerator / due, (self.numerator + self.unknown) / due


def rates(journeys: Sequence[Journey], window_days: int) -> tuple[Rate, ...]:
    """Give the measures of one walk (or of ``unique_students``).

    The return rate is by intent to treat: of all students verified as dropouts, visited or not. Same-day yield counts
    enrollment spells that begin on the walk's day, not promises. A walk is part of the return rate once its window is over.

    Args:
        journeys: One a student.
        window_days: The window the journeys were derived with, in days.
    """
    verified = _with(journeys, Stage.VERIFIED)
    attempted, contacted = _with(verified, Stage.ATTEMPTED), _with(verified, Stage.CONTACTED)
    back = _with(verified, Stage.RE_ENROLLED)
    same_day = [one for one in contacted if one.re_entered_on == one.walk.day]
    window = f"within {window_days} days of the walk"
    return (
        Rate("list quality", len(verified), len(journeys), "students listed", "when listed"),
        Rate("reach", len(contacted), len(attempted), "students visited", "on the walk"),
        Rate(
            "same-day yield",
            len(same_day),
            sum(one.known_to is not None for one in contacted),
            "students contacted",
            "on the day of the walk",
            unknown=sum(one.known_to is None for one in contacted),
        ),
        replace(
            _due_rate("return rate", verified, Stage.RE_ENROLLED, "students verified", window, _walks_open(journeys)),
            due=_last_due(verified, Stage.RE_ENROLLED, lambda one: one.walk.day + timedelta(window_days)),
        ),
        replace(
            _due_rate("persistence, 90 days", back, Stage.DAY_90, "students re-enrolled", "on day 90"),
            due=_last_due(back, Stage.DAY_90, lambda one: (one.re_entered_on or one.walk.day) + timedelta(90)),
        ),
        _due_rate("persistence, semester", back, Stage.SEMESTER, "students re-enrolled", "at the end of the semester"),
        _due_rate("persistence, year", back, Stage.YEAR, "students re-enrolled", "at the end of the school year"),
        _so_far("completion", back, Stage.GRADUATED, "students re-enrolled"),
        _left_again(back),
    )


def _with(journeys: Iterable[Journey], stage: Stage) -> list[Journey]:
    return [journey for journey in journeys if journey.reached(stage)]


def _last_due(group: Iterable[Journey], stage: Stage, day_of: Callable[[Journey], date]) -> date | None:
    """The day on which a stage is due for the last of those for whom it is not yet."""
    return max((day_of(one) for one in group if one.standings[stage] is Standing.NOT_YET_DUE), default=None)


def _walks_open(journeys: Iterable[Journey]) -> frozenset[WalkKey]:
    """Walks whose window is not over. Who is back by then is known, who is not is not: no share can be made of them."""
    return frozenset(one.walk for one in journeys if one.standings[Stage.RE_ENROLLED] is Standing.NOT_YET_DUE)


def _due_rate(
    name: str, group: Sequence[Journey], stage: Stage, of: str, window: str, still_open: Collection[WalkKey] = ()
) -> Rate:
    standings = [one.standings[stage] for one in group if one.walk not in still_open]
    unknown, waiting = standings.count(Standing.UNKNOWN), standings.count(Standing.NOT_YET_DUE)
    due = len(standings) - waiting - unknown
    return Rate(name, standings.count(Standing.YES), due, of, window, len(group) - due - unknown, unknown)


def _so_far(name: str, group: Sequence[Journey], stage: Stage, of: str) -> Rate:
    """Of everyone, due or not: yes is known early and no late, so a share of those due alone would be too high."""
    standings = [one.standings[stage] for one in group]
    waiting, unknown = standings.count(Standing.NOT_YET_DUE), standings.count(Standing.UNKNOWN)
    return Rate(name, standings.count(Standing.YES), len(group) - unknown, of, "so far", waiting, unknown)


def _left_again(back: Sequence[Journey]) -> Rate:
    """Of everyone back; who was there when last seen in an older export may have left since."""
    left = sum(one.times_left_again > 0 for one in back)
    unknown = sum(not one.times_left_again and not one.is_current for one in back)
    return Rate("left again", left, len(back) - unknown, "students re-enrolled", "so far", unknown=unknown)


@dataclass(frozen=True, slots=True)
class FollowUps:
    """Next steps after visits, as counts: ``due`` by a day, ``overdue`` of them, ``later`` ones, ``done`` ones."""

    due: int
    overdue: int
    later: int
    done: int


def follow_ups(visits: Sequence[Visit], journeys: Iterable[Journey], today: date) -> FollowUps:
    """Count next steps with a due date. One is done when a later attempt was made or the student has re-enrolled."""
    back = {(journey.walk, journey.student) for journey in journeys if journey.re_entered_on is not None}
    last = _last_visits(visits)
    tasks = [visit for visit in visits if visit.due is not None]
    waiting = [
        visit for visit in tasks if last[visit.walk, visit.student] is visit and (visit.walk, visit.student) not in back
    ]
    days = [visit.due for visit in waiting if visit.due is not None]
    overdue, due_today = sum(day < today for day in days), sum(day == today for day in days)
    due = overdue + due_today
    return FollowUps(due=due, overdue=overdue, later=len(days) - due, done=len(tasks) - len(waiting))


def revisit_list(visits: Sequence[Visit], journeys: Iterable[Journey]) -> list[Visit]:
    """Give the last visit of every student to be tried again; keys only, for the district's own use."""
    back = {journey.student for journey in journeys if journey.re_entered_on is not None}
    wanted = [visit for visit in _last_visits(visits).values() if visit.outcome.wants_revisit]
    return sorted((visit for visit in wanted if visit.student not in back), key=lambda one: (one.walk, one.student))


def answers(visits: Sequence[Visit]) -> dict[str, int]:
    """Count students by what came of their last visit, in the order of the outcome table; for the district's own view."""
    codes = [visit.outcome.code for visit in _last_visits(visits).values()]
    return {code: codes.count(code) for code in outcomes() if code in codes}


def address_validity(visits: Sequence[Visit]) -> Rate:
    """Give the share of students visited who were found to live at the address (one walk's visits)."""
    visited = {visit.student for visit in visits if visit.outcome.attempted}
    located = {visit.student for visit in visits if visit.outcome.located is Answer.YES and visit.outcome.attempted}
    return Rate("address validity", len(located), len(visited), "students visited", "on the walk")


def _last_visits(visits: Iterable[Visit]) -> dict[tuple[object, str], Visit]:
    last: dict[tuple[object, str], Visit] = {}
    for visit in visits:
        known = last.get((visit.walk, visit.student))
        if known is None or visit.attempt >= known.attempt:
            last[visit.walk, visit.student] = visit
    return last


def by_group(journeys: Iterable[Journey], group: Callable[[Journey], str]) -> dict[str, tuple[StageCount, ...]]:
    """Count the stages in each group, e.g. ``lambda journey: journey.language``; for the district's own view."""
    groups: dict[str, list[Journey]] = {}
    for journey in journeys:
        groups.setdefault(group(journey), []).append(journey)
    return {name: walk_funnel(groups[name]) for name in sorted(groups)}
