"""The tables of a release, cut as the fixed list allows, from journeys. True counts: they go into ``make_release`` only.

The tables share keys, so that they are suppressed together: all who re-enrolled are those who had agreed and the others;
contacted and not contacted make attempted. A stage whose day has not come for everyone is not counted at all, so that
one release does not creep up on the next.

Whether a stage is due, and whether enough is known of it, follows from the walk's day, the window, the calendar and the
exports, never from who came back: a stage due at once because nobody came back would tell that nobody did.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from walks.disclosure.cells import Missing
from walks.disclosure.cuts import require_cut
from walks.disclosure.tables import Count, Overlap, TrueTable, funnel, one_way
from walks.funnel import StageCount, walk_funnel
from walks.journey import DOOR_STAGES, RETURN_STAGES, Journey, Rules, Stage, due_for_all
from walks.keys import WalkKey

OUTCOME_STAGES = (Stage.AGREED, *RETURN_STAGES[2:])
FUNNEL_STAGES = (*DOOR_STAGES, Stage.RE_ENROLLED)
ALL_WALKS = "all walks"
COVERED_PERCENT = 90
FEWEST_LISTED = 50
Groups = Mapping[str, Callable[[Journey], str]]
GROUPS: Groups = {"target_group": lambda one: one.target_group, "language": lambda one: one.language or "not given"}


DueDay = Callable[[Stage, WalkKey], date | None]


@dataclass(frozen=True, slots=True)
class _Dates:
    """When stages are due: ``as_of`` is the day of the newest export, ``due_day`` that of a stage of a walk for everyone."""

    as_of: date
    due_day: DueDay

    def missing(self, stage: Stage, journeys: Sequence[Journey]) -> Missing | None:
        """Say why a stage of these students is not counted; None where it is."""
        days = {walk: self._day(stage, walk) for walk in {one.walk for one in journeys}}
        due = {walk: day for walk, day in days.items() if day is not None and day <= self.as_of}
        if len(due) < len(days):
            return Missing.NOT_YET_DUE
        if stage in DOOR_STAGES:
            return None
        unknown = {one.student for one in journeys if one.known_to is None or one.known_to < due[one.walk]}
        listed = {one.student for one in journeys}
        return None if is_covered(len(unknown), len(listed)) else Missing.NOT_COLLECTED

    def _day(self, stage: Stage, walk: WalkKey) -> date | None:
        """A stage counts those who reached the ones before it too: it waits for these (day 90 may follow the semester)."""
        before = RETURN_STAGES[: RETURN_STAGES.index(stage) + 1] if stage in RETURN_STAGES else (stage,)
        days = [self.due_day(one, walk) for one in before]
        return None if None in days else max(day for day in days if day is not None)


def release_tables(journeys: Sequence[Journey], rules: Rules) -> tuple[tuple[TrueTable, ...], tuple[Overlap, ...]]:
    """Make every table a district may release of its walks.

    Args:
        journeys: Of one walk or several.
        rules: What they were derived by.

    Returns:
        The tables (for each walk its doors and its returns; over all walks the same for unique students, and by target
        group and language), and the overlaps that tie the walks to the unique students.
    """
    return tables_at(journeys, rules.as_of, lambda stage, walk: due_for_all(stage, walk, rules))


def tables_at(
    journeys: Sequence[Journey], as_of: date, due_day: DueDay
) -> tuple[tuple[TrueTable, ...], tuple[Overlap, ...]]:
    """Make the tables from the days on which a walk's stages are due; ``release_tables`` says what comes back."""
    dates = _Dates(as_of, due_day)
    walks = sorted({journey.walk for journey in journeys})
    tables: list[TrueTable] = []
    for walk in walks:
        tables += _walk_tables(str(walk), [journey for journey in journeys if journey.walk == walk], 1, dates)
    if len(walks) < 2:
        return tuple(tables), ()
    tables += _walk_tables(ALL_WALKS, journeys, len(walks), dates)
    for name, group in GROUPS.items():
        tables += _by_group(name, group, journeys, len(walks), dates)
    return tuple(tables), _overlaps(walks, tables)


def quantity(name: str, stage: Stage) -> str:
    """Name a count of all who reached a stage: ``name`` is the walk's, or ``ALL_WALKS``."""
    return f"{name}/{stage.value}"


def _agreed_back(name: str) -> str:
    return f"{name}/re-enrolled, had agreed"


def _overlaps(walks: Sequence[WalkKey], tables: Sequence[TrueTable]) -> tuple[Overlap, ...]:
    """Tie each stage's count of unique students to the walks' counts, where all of them are counted."""
    counted = {cell.key for table in tables for cell in table.counts() if not isinstance(cell.count, Missing)}
    names = [ALL_WALKS, *map(str, walks)]
    ties = [[quantity(name, stage) for name in names] for stage in dict.fromkeys((*DOOR_STAGES, *RETURN_STAGES))]
    ties.append([_agreed_back(name) for name in names])
    return tuple(Overlap(unique, tuple(parts)) for unique, *parts in ties if counted.issuperset({unique, *parts}))


def _walk_tables(name: str, journeys: Sequence[Journey], walks: int, dates: _Dates) -> list[TrueTable]:
    require_cut("journey", None, walks)
    doors, back = walk_funnel(journeys, FUNNEL_STAGES), walk_funnel(journeys, RETURN_STAGES)
    agreed_back = doors[-1].reached
    agreed_key = _agreed_back(name)
    missing = {stage: dates.missing(stage, journeys) for stage in (*DOOR_STAGES, *RETURN_STAGES)}

    def counted(count: StageCount) -> Count:
        return Count(quantity(name, count.stage), count.stage.value, missing[count.stage] or count.reached)

    had_agreed = missing[Stage.RE_ENROLLED] or agreed_back
    door_cells = [*map(counted, doors[:-1]), Count(agreed_key, "re-enrolled, had agreed", had_agreed)]
    tables = [
        funnel(f"{name}/doors", "At the doors", door_cells, [quantity(name, Stage.AGREED), agreed_key]),
        funnel(
            f"{name}/returns", "Back at school", [*map(counted, back)], [quantity(name, one) for one in OUTCOME_STAGES]
        ),
    ]
    if not missing[Stage.RE_ENROLLED]:
        all_back = _reached(journeys, Stage.RE_ENROLLED)
        others = Count(f"{name}/re-enrolled, others", "others", all_back - agreed_back)
        had = Count(agreed_key, "had agreed at the door", agreed_back)
        whole = Count(quantity(name, Stage.RE_ENROLLED), "re-enrolled", all_back)
        tables.append(one_way(f"{name}/re-enrolled", "Re-enrolled", [had, others], whole))
    return tables


def _by_group(
    name: str, group: Callable[[Journey], str], journeys: Sequence[Journey], walks: int, dates: _Dates
) -> list[TrueTable]:
    # a student of several walks stays in the group of the first, whatever later walks say: groups must not creep
    group_of = {one.student: group(one) for one in sorted(journeys, key=lambda one: one.walk, reverse=True)}
    members = {value: [one for one in journeys if group_of[one.student] == value] for value in group_of.values()}
    tables = []
    for what, stage in (("listed", Stage.LISTED), ("re_enrolled", Stage.RE_ENROLLED)):
        require_cut(what, name, walks)
        if not dates.missing(stage, journeys):
            cells = [
                Count(f"{ALL_WALKS}/{name} {value}/{stage.value}", value, _reached(members[value], stage))
                for value in sorted(members)
            ]
            total = Count(quantity(ALL_WALKS, stage), stage.value, _reached(journeys, stage))
            outcomes = None if stage in OUTCOME_STAGES else ()
            tables.append(one_way(f"{ALL_WALKS}/{what} by {name}", f"{stage.value} by {name}", cells, total, outcomes))
    return [*tables, *_shares_of_groups(name, tables)]


def _reached(journeys: Sequence[Journey], stage: Stage) -> int:
    return next(count.reached for count in walk_funnel(journeys, RETURN_STAGES) if count.stage is stage)


def _shares_of_groups(name: str, tables: Sequence[TrueTable]) -> list[TrueTable]:
    """In each group the re-enrolled are some of the listed: a funnel of two, so that none is told by the other."""
    if len(tables) < 2:
        return []
    listed, back = tables
    return [
        funnel(f"{ALL_WALKS}/{before.label} of {name}", before.label, [before, after], [after.key])
        for before, after in zip(listed.cells, back.cells, strict=True)
    ]


def is_covered(unknown: int, listed: int) -> bool:
    """Whether enough is known of the students listed for a count of them to be released.

    With some unknown a count is what is known at least. Coverage is then stated as ``COVERED_PERCENT`` or more, of lists of
    ``FEWEST_LISTED`` or more, so that the number of unknown students, which may be small, cannot be told.
    """
    return not unknown or (listed >= FEWEST_LISTED and 100 * (listed - unknown) >= COVERED_PERCENT * listed)
