"""What a district's pages and commands ask of its own file: visits, journeys, calendar and codes as they stand.

Everything is derived anew when the file's version changes, and kept until then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from database.district.store import DistrictStore
from database.district.values import (
    CorrectionRecord,
    DistrictRecord,
    OwnCodeRecord,
    PlanRecord,
    SpellRecord,
    VisitRecord,
)
from walks.calendar import SchoolCalendar, SchoolYear, assumed_years, ended_as_seen
from walks.codes import CodeTable, ExitKind, WithdrawalCode, code_table, outcome
from walks.codes.withdrawal import SOURCES
from walks.comparison import Design, listed_and_compared
from walks.generator import made_calendar
from walks.importing import PlanRow
from walks.journey import Journey, Rules, journeys
from walks.keys import WalkKey
from walks.labels import KnownLabels, LabelField
from walks.records import Correction, Spell, Visit, corrected


@dataclass(frozen=True, slots=True)
class CalendarInUse:
    """School years, and whether any of them is assumed because the district has not given it."""

    calendar: SchoolCalendar
    assumed: bool


class DistrictSide:
    """A district's file, read by the rules of ``walks``. Safe to share between threads: what is kept is never changed."""

    def __init__(self, store: DistrictStore, today: Callable[[], date] = date.today) -> None:
        """``today``: the day dates are judged by."""
        self.store = store
        self.today = today
        self._known: tuple[object, _Known] | None = None

    def district(self) -> DistrictRecord | None:
        """Whose file it is; None before it is named."""
        return self.store.district()

    def is_made_up(self) -> bool:
        """Whether the rows come from the generator."""
        return bool(self.store.is_made_up())

    def as_of(self) -> date | None:
        """Give the day the spells were exported: nothing after it is known. None where none are loaded."""
        return self.store.as_of()

    def walks(self) -> tuple[WalkKey, ...]:
        """Give every walk with visits, oldest first."""
        return self._now().walks

    def visits(self, walk: WalkKey | None = None) -> list[Visit]:
        """Give the visits of listed students (of one walk, or all) as they stand after corrections."""
        return [visit for visit in self._now().listed if walk in (None, visit.walk)]

    def journeys(self, walk: WalkKey | None = None) -> list[Journey]:
        """Give the journeys of listed students (of one walk, or all), in order of walk and student.

        Raises:
            UnknownCode: A spell ended with a code the district has not explained.
        """
        return [journey for journey in self._now().journeys if walk in (None, journey.walk)]

    def compared(self, walk: WalkKey | None = None) -> Mapping[Design, list[Journey]]:
        """Give the journeys of comparison students by design; they are on no list and in no funnel or release."""
        found = {
            design: [journey for journey in group if walk in (None, journey.walk)]
            for design, group in self._now().compared.items()
        }
        return {design: group for design, group in found.items() if group}

    def calendar(self) -> CalendarInUse:
        """Give the district's school years, with assumed ones where a year that is needed was not given."""
        return self._now().calendar

    def rules(self) -> Rules:
        """Give what journeys are derived by. Before spells are loaded nothing is known after the first walk's day."""
        return self._now().rules

    def plans(self) -> Mapping[WalkKey, PlanRow]:
        """Give what each walk took, where that was loaded; the last loaded of several."""
        return {plan.walk: plan for plan in map(_plan, self.store.plans())}

    def walk_key_of(self, walk: WalkKey) -> Mapping[str, str]:
        """Give the walk-scoped key of each student of a walk, by ``Visit.student``; keys of two walks cannot be matched."""
        return self.store.walk_keys(walk.day, walk.organizer)

    def _now(self) -> _Known:
        version = self.store.version()
        known = self._known
        if known is None or known[0] != version:
            known = (version, _Known(self.store, self.today()))
            self._known = known
        return known[1]


class _Known:
    """All that is derived from one version of the file, each part on first use."""

    def __init__(self, store: DistrictStore, today: date) -> None:
        self._store = store
        self._today = today

    @cached_property
    def _standing(self) -> tuple[list[Visit], dict[Design, list[Visit]]]:
        corrections = [_correction(record) for record in self._store.corrections()]
        # what was loaded before labels were confirmed, or with one withdrawn since, shows nothing of it anywhere
        labels = known_labels(self._store)
        visits = [labels.folded(_visit(record)) for record in self._store.visits()]
        return listed_and_compared(corrected(visits, corrections))

    @property
    def listed(self) -> list[Visit]:
        return self._standing[0]

    @cached_property
    def walks(self) -> tuple[WalkKey, ...]:
        return tuple(sorted({visit.walk for visit in self._everybody()}))

    @cached_property
    def journeys(self) -> list[Journey]:
        return journeys(self.listed, self._spells, self.rules)

    @cached_property
    def compared(self) -> dict[Design, list[Journey]]:
        return {design: journeys(group, self._spells, self.rules) for design, group in self._standing[1].items()}

    @cached_property
    def rules(self) -> Rules:
        first = self.walks[0].day if self.walks else self._today
        known_to = self._store.known_to()
        return Rules(self._store.as_of() or first, self.calendar.calendar, self._codes, known_to=known_to)

    @cached_property
    def calendar(self) -> CalendarInUse:
        days = [walk.day for walk in self.walks]
        days += [day for spell in self._spells for day in (spell.enter, spell.leave) if day is not None]
        days.append(self._store.as_of() or self._today)
        given = [
            SchoolYear(year.first_day, year.semester_end, year.last_day, frozenset(year.closed))
            for year in self._store.school_years()
        ]
        if self._store.is_made_up():
            # so that its spells end where its years do
            assumed = made_calendar(min(days).year - 1, max(days).year + 1).years
        else:
            endings = [spell.leave for spell in self._spells if spell.leave is not None and not spell.leave_code]
            years = assumed_years(min(days).year - 1, max(days).year + 1)
            assumed = tuple(ended_as_seen(year, endings) for year in years)
        return in_use(given, assumed, min(days), max(days))

    @cached_property
    def _spells(self) -> list[Spell]:
        return [_spell(record) for record in self._store.spells()]

    @cached_property
    def _codes(self) -> CodeTable:
        return codes_with_own(self._store)

    def _everybody(self) -> Iterable[Visit]:
        return chain(self.listed, *self._standing[1].values())


def in_use(given: Sequence[SchoolYear], assumed: Sequence[SchoolYear], first: date, last: date) -> CalendarInUse:
    """Complete a district's school years from the one of a day to the one of another day, or about to begin on it.

    Args:
        given: What the district told us.
        assumed: Years from before the first day to after the last, to fill the gaps with.
        first: First day to be covered.
        last: Last day to be covered.
    """
    free = [year for year in assumed if first <= year.last_day and not any(_meet(year, one) for one in given)]
    latest = next(year for year in _in_order([*given, *free]) if year.last_day >= last)
    needed = [year for year in free if year.first_day <= latest.first_day]
    return CalendarInUse(SchoolCalendar(_in_order([*given, *needed])), assumed=bool(needed))


def _in_order(years: Iterable[SchoolYear]) -> tuple[SchoolYear, ...]:
    return tuple(sorted(years, key=lambda year: year.first_day))


def known_labels(store: DistrictStore) -> KnownLabels:
    """Give the standard labels with those the district confirmed."""
    held = store.labels()
    return KnownLabels({name: frozenset(one.label for one in held if one.field == name) for name in LabelField})


def codes_with_own(store: DistrictStore) -> CodeTable:
    """Give the table of withdrawal codes with those the district explained."""
    return code_table().with_rows(map(own_code, store.own_codes()))


def own_code(record: OwnCodeRecord) -> WithdrawalCode:
    """Give a code the district explained as a row of the table."""
    years = record.from_fiscal_year, record.to_fiscal_year
    return WithdrawalCode(*years, record.code, ExitKind(record.kind), record.meaning, SOURCES["district"])


def _meet(one: SchoolYear, other: SchoolYear) -> bool:
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _visit(record: VisitRecord) -> Visit:
    walk = WalkKey(record.walk_day, record.organizer)
    said = record.target_group, record.attempt, outcome(record.outcome)
    return Visit(walk, record.student, *said, record.language, record.next_step, record.due)


def _correction(record: CorrectionRecord) -> Correction:
    walk = WalkKey(record.walk_day, record.organizer)
    said = record.attempt, outcome(record.outcome)
    return Correction(walk, record.student, *said, record.who, record.why, record.at)


def _spell(record: SpellRecord) -> Spell:
    ends = record.enter, record.leave, record.leave_code, record.summer_code
    return Spell(record.student, *ends, record.grade, record.school, record.enter_code)


def _plan(record: PlanRecord) -> PlanRow:
    walk = WalkKey(record.walk_day, record.organizer)
    people = record.teams, record.volunteers, record.vehicles, record.hours
    return PlanRow(walk, *people, record.cost)
