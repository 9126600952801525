"""What a district sees of its walks: stages, rates, what is due, the doors to try again. True counts: they stay here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from operations.district.side import DistrictSide
from walks.codes import outcome
from walks.funnel import (
    FollowUps,
    Rate,
    StageCount,
    address_validity,
    follow_ups,
    rates,
    revisit_list,
    unique_students,
    walk_funnel,
)
from walks.journey import DOOR_STAGES, RETURN_STAGES, RETURN_WINDOW_DAYS, Journey, Stage
from walks.keys import WalkKey
from walks.records import Visit

RETURN_RATE = "return rate"
FRESH_DAYS = 30
"""An export of spells older than this says little of who is in school now."""

AT_THE_DOOR = (*DOOR_STAGES, Stage.RE_ENROLLED)
"""Each at most the one before; the last one is of those who had agreed."""

BACK_AT_SCHOOL = RETURN_STAGES
"""All who came back, contacted or not; each at most the one before."""


@dataclass(frozen=True, slots=True)
class WalkCoverage:
    """How far the enrollment exports cover a walk's list.

    Attributes:
        listed: Students listed.
        known: Of these, students whom an export names.
        older: Of these, students whom only an older export names.
        oldest: Day of the oldest such export; None where there is none.
    """

    listed: int
    known: int
    older: int
    oldest: date | None

    @property
    def is_whole(self) -> bool:
        """Whether the newest export names everybody."""
        return self.known == self.listed and not self.older


@dataclass(frozen=True, slots=True)
class OneWalk:
    """One walk, or several taken together, as loaded.

    Attributes:
        walks: Which, first to last.
        visits: As they stand after corrections.
        journeys: One a student and walk.
        window_days: Days from the walk within which a return counts.
    """

    walks: tuple[WalkKey, ...]
    visits: tuple[Visit, ...]
    journeys: tuple[Journey, ...]
    window_days: int

    @property
    def students(self) -> list[Journey]:
        """One journey a student, whatever the number of walks."""
        return unique_students(self.journeys)

    @property
    def doors(self) -> tuple[StageCount, ...]:
        """From listed to agreed, and how many of those re-enrolled."""
        return walk_funnel(self.journeys, AT_THE_DOOR)

    @property
    def returns(self) -> tuple[StageCount, ...]:
        """From listed to graduated, contacted or not."""
        return walk_funnel(self.journeys, BACK_AT_SCHOOL)

    @property
    def without_contact(self) -> int:
        """Students verified and re-enrolled whom nobody had spoken to."""
        back = [one for one in self.students if one.reached(Stage.VERIFIED) and one.reached(Stage.RE_ENROLLED)]
        return sum(not one.reached(Stage.CONTACTED) for one in back)

    def rates(self) -> tuple[Rate, ...]:
        """Every measure with its denominator and window, address validity after list quality."""
        quality, *others = rates(self.students, self.window_days)
        return (quality, address_validity(self.visits), *others)

    def rate(self, name: str) -> Rate:
        """One measure by its name."""
        return next(rate for rate in self.rates() if rate.name == name)

    def reached(self, stage: Stage) -> int:
        """Students who reached a stage of ``doors`` or, from re-enrolled on, of ``returns``."""
        counts = self.doors if stage in DOOR_STAGES else self.returns
        return next(count.reached for count in counts if count.stage is stage)

    @property
    def return_counts(self) -> tuple[int, int]:
        """Students re-enrolled, and students verified whose return is known, of whom a base rate is taken."""
        return self.reached(Stage.RE_ENROLLED), self.reached(Stage.VERIFIED) - self.unknown_returns

    @property
    def unknown_returns(self) -> int:
        """Verified students of whom no export says whether they came back."""
        return next(count.unknown for count in self.returns if count.stage is Stage.RE_ENROLLED)

    @property
    def coverage(self) -> WalkCoverage:
        """How many listed students the exports say something of, and of how many up to the newest one's day."""
        students = self.students
        known = [one.known_to for one in students if one.known_to is not None]
        older = [one.known_to for one in students if one.known_to is not None and not one.is_current]
        return WalkCoverage(len(students), len(known), len(older), min(older, default=None))

    def follow_ups(self, today: date) -> FollowUps:
        """Next steps that are due, overdue, later and done."""
        return follow_ups(self.visits, self.journeys, today)


def one_walk(side: DistrictSide, walk: WalkKey) -> OneWalk:
    """One walk as loaded."""
    return OneWalk((walk,), tuple(side.visits(walk)), tuple(side.journeys(walk)), side.rules().window_days)


def all_walks(side: DistrictSide) -> OneWalk:
    """All walks together; counts of it are of unique students."""
    return pooled([one_walk(side, walk) for walk in side.walks()])


def pooled(several: Sequence[OneWalk]) -> OneWalk:
    """Several walks taken together; counts of it are of unique students."""
    return OneWalk(
        tuple(walk for one in several for walk in one.walks),
        tuple(visit for one in several for visit in one.visits),
        tuple(journey for one in several for journey in one.journeys),
        several[-1].window_days if several else RETURN_WINDOW_DAYS,
    )


def walk_of(side: DistrictSide, slug: str) -> WalkKey | None:
    """The district's walk of an address; None where it has none of this name."""
    return next((walk for walk in side.walks() if walk.slug == slug), None)


@dataclass(frozen=True, slots=True)
class WalkRow:
    """One walk in a line."""

    walk: WalkKey
    listed: int
    contacted: int
    re_enrolled: int
    return_rate: Rate
    follow_ups: FollowUps


def walk_rows(side: DistrictSide) -> tuple[WalkRow, ...]:
    """Every walk in a line, the latest first."""
    return tuple(_walk_row(one_walk(side, walk), side.today()) for walk in sorted(side.walks(), reverse=True))


def _walk_row(one: OneWalk, today: date) -> WalkRow:
    return WalkRow(
        walk=one.walks[0],
        listed=one.reached(Stage.LISTED),
        contacted=one.reached(Stage.CONTACTED),
        re_enrolled=one.reached(Stage.RE_ENROLLED),
        return_rate=one.rate(RETURN_RATE),
        follow_ups=one.follow_ups(today),
    )


@dataclass(frozen=True, slots=True)
class Revisit:
    """A door to try again. ``key`` is walk-scoped: it says nothing outside this file."""

    key: str
    attempts: int
    outcome: str
    language: str
    next_step: str
    due: date | None


def revisits(side: DistrictSide, one: OneWalk) -> tuple[Revisit, ...]:
    """The doors of one walk to try again: overdue first, then by due day, those without a day last."""
    keys = side.walk_key_of(one.walks[0])
    found = [_revisit(keys[visit.student], visit) for visit in revisit_list(one.visits, one.journeys)]
    return tuple(sorted(found, key=lambda each: (each.due or date.max, each.key)))


def _revisit(key: str, visit: Visit) -> Revisit:
    step = visit.next_step or visit.outcome.revisit
    return Revisit(key, visit.attempt, visit.outcome.meaning, visit.language, step, visit.due)


@dataclass(frozen=True, slots=True)
class Stopped:
    """A student who came back and left again without finishing. ``key`` is walk-scoped."""

    key: str
    re_entered_on: date
    left_on: date
    language: str


def stopped(side: DistrictSide, one: OneWalk) -> tuple[Stopped, ...]:
    """Who of one walk came back, left without finishing and is not back now: who left last first."""
    keys = side.walk_key_of(one.walks[0])
    found = [
        Stopped(keys[each.student], each.re_entered_on, each.left_on, each.language)
        for each in one.journeys
        if each.re_entered_on is not None and each.left_on is not None and not each.is_enrolled
    ]
    return tuple(sorted(found, key=lambda each: (-each.left_on.toordinal(), each.key)))


def groups(
    journeys: Sequence[Journey], group: Callable[[Journey], str]
) -> dict[str, tuple[tuple[StageCount, ...], tuple[StageCount, ...]]]:
    """By group, the stages at the door and back at school; the largest group first."""
    parted: dict[str, list[Journey]] = {}
    for journey in journeys:
        parted.setdefault(group(journey) or "not given", []).append(journey)
    ordered = sorted(parted, key=lambda name: (-len(parted[name]), name))
    return {
        name: (walk_funnel(parted[name], AT_THE_DOOR), walk_funnel(parted[name], BACK_AT_SCHOOL)) for name in ordered
    }


def days_since_export(side: DistrictSide) -> int | None:
    """Days since the spells were exported; None where none are loaded."""
    exported = side.as_of()
    return None if exported is None else (side.today() - exported).days


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction that was made. ``key`` is walk-scoped; outcomes in words; ``at`` is UTC without a zone."""

    key: str
    attempt: int
    outcome: str
    who: str
    why: str
    at: datetime


def corrections(side: DistrictSide, walk: WalkKey) -> tuple[CorrectionLine, ...]:
    """Every correction of a walk's outcomes, the latest first; those of a load that was undone are left out."""
    keys = side.walk_key_of(walk)
    own = [one for one in side.store.corrections() if (one.walk_day, one.organizer) == (walk.day, walk.organizer)]
    return tuple(
        CorrectionLine(keys[one.student], one.attempt, outcome(one.outcome).meaning, one.who, one.why, one.at)
        for one in reversed(own)
        if one.student in keys
    )
