"""The tables of a release, cut as the fixed list allows, from journeys. True counts: they go into ``make_release`` only.

The tables share keys, so that they are suppressed together: all who re-enrolled are those who had agreed and the others;
contacted and not contacted make attempted. A stage whose date has not come for everyone is not counted at all, so that
one release does not creep up on the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from walks.disclosure.cells import Missing
from walks.disclosure.cuts import require_cut
from walks.disclosure.tables import Count, Overlap, TrueTable, funnel, one_way
from walks.funnel import StageCount, walk_funnel
from walks.journey import DOOR_STAGES, RETURN_STAGES, Journey, Stage
from walks.keys import WalkKey

OUTCOME_STAGES = (Stage.AGREED, *RETURN_STAGES[2:])
FUNNEL_STAGES = (*DOOR_STAGES, Stage.RE_ENROLLED)
ALL_WALKS = "all walks"
COVERED = 0.9
FEWEST_LISTED = 50
Groups = Mapping[str, Callable[[Journey], str]]
GROUPS: Groups = {"target_group": lambda one: one.target_group, "language": lambda one: one.language or "not given"}


def release_tables(journeys: Sequence[Journey]) -> tuple[tuple[TrueTable, ...], tuple[Overlap, ...]]:
    """Make every table a district may release of its walks.

    Returns:
        The tables (for each walk its doors and its returns; over all walks the same for unique students, and by target
        group and language), and the overlaps that tie the walks to the unique students.
    """
    walks = sorted({journey.walk for journey in journeys})
    tables: list[TrueTable] = []
    for walk in walks:
        tables += _walk_tables(str(walk), [journey for journey in journeys if journey.walk == walk], 1)
    if len(walks) < 2:
        return tuple(tables), ()
    tables += _walk_tables(ALL_WALKS, journeys, len(walks))
    for name, group in GROUPS.items():
        tables += _by_group(name, group, journeys, len(walks))
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


def _walk_tables(name: str, journeys: Sequence[Journey], walks: int) -> list[TrueTable]:
    require_cut("journey", None, walks)
    doors, back = walk_funnel(journeys, FUNNEL_STAGES), walk_funnel(journeys, RETURN_STAGES)
    agreed_back = doors[-1].reached
    all_back = _reached(journeys, Stage.RE_ENROLLED)
    agreed_key = _agreed_back(name)
    listed = back[0].reached
    door_cells = [_count(name, count, listed) for count in doors[:-1]]
    door_cells.append(Count(agreed_key, "re-enrolled, had agreed", _due(doors[-1], agreed_back, listed)))
    returns = [_count(name, count, listed) for count in back]
    tables = [
        funnel(f"{name}/doors", "At the doors", door_cells, [quantity(name, Stage.AGREED), agreed_key]),
        funnel(f"{name}/returns", "Back at school", returns, [quantity(name, stage) for stage in OUTCOME_STAGES]),
    ]
    if _is_counted(all_back, listed):
        others = Count(f"{name}/re-enrolled, others", "others", all_back.reached - agreed_back)
        had = Count(agreed_key, "had agreed at the door", agreed_back)
        whole = Count(quantity(name, Stage.RE_ENROLLED), "re-enrolled", all_back.reached)
        tables.append(one_way(f"{name}/re-enrolled", "Re-enrolled", [had, others], whole))
    return tables


def _by_group(name: str, group: Callable[[Journey], str], journeys: Sequence[Journey], walks: int) -> list[TrueTable]:
    # a student of several walks stays in the group of the first, whatever later walks say: groups must not creep
    group_of = {one.student: group(one) for one in sorted(journeys, key=lambda one: one.walk, reverse=True)}
    listed = _reached(journeys, Stage.LISTED).reached
    members = {value: [one for one in journeys if group_of[one.student] == value] for value in group_of.values()}
    tables = []
    for what, stage in (("listed", Stage.LISTED), ("re_enrolled", Stage.RE_ENROLLED)):
        require_cut(what, name, walks)
        whole = _reached(journeys, stage)
        if _is_counted(whole, listed):
            cells = [
                Count(f"{ALL_WALKS}/{name} {value}/{stage.value}", value, _reached(members[value], stage).reached)
                for value in sorted(members)
            ]
            total = Count(quantity(ALL_WALKS, stage), stage.value, whole.reached)
            outcomes = None if stage in OUTCOME_STAGES else ()
            tables.append(one_way(f"{ALL_WALKS}/{what} by {name}", f"{stage.value} by {name}", cells, total, outcomes))
    return [*tables, *_shares_of_groups(name, tables)]


def _reached(journeys: Sequence[Journey], stage: Stage) -> StageCount:
    return next(count for count in walk_funnel(journeys, RETURN_STAGES) if count.stage is stage)


def _shares_of_groups(name: str, tables: Sequence[TrueTable]) -> list[TrueTable]:
    """In each group the re-enrolled are some of the listed: a funnel of two, so that none is told by the other."""
    if len(tables) < 2:
        return []
    listed, back = tables
    return [
        funnel(f"{ALL_WALKS}/{before.label} of {name}", before.label, [before, after], [after.key])
        for before, after in zip(listed.cells, back.cells, strict=True)
    ]


def _count(name: str, count: StageCount, listed: int) -> Count:
    return Count(quantity(name, count.stage), count.stage.value, _due(count, count.reached, listed))


def _due(count: StageCount, reached: int, listed: int) -> int | Missing:
    if not count.is_due:
        return Missing.NOT_YET_DUE
    return reached if is_covered(count.unknown, listed) else Missing.NOT_COLLECTED


def is_covered(unknown: int, listed: int) -> bool:
    """Whether enough is known of the students listed for a count of them to be released.

    With some unknown a count is what is known at least. Coverage is then stated as ``COVERED`` or more, of lists of
    ``FEWEST_LISTED`` or more, so that the number of unknown students, which may be small, cannot be told.
    """
    return not unknown or (listed >= FEWEST_LISTED and unknown <= (1 - COVERED) * listed)


def _is_counted(count: StageCount, listed: int) -> bool:
    return count.is_due and is_covered(count.unknown, listed)
