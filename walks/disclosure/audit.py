"""The attacker run on what was published: one set of tables, two releases side by side, one with the other's help.

Findings name tables and cells, never a count: they are shown, logged and sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from walks.disclosure.attacker import Contradiction, Interval, intervals
from walks.disclosure.cells import Released
from walks.disclosure.frame import Frame, Sum, frame_of
from walks.disclosure.profile import AZ, Profile
from walks.disclosure.tables import Overlap, PublishedTable


@dataclass(frozen=True, slots=True)
class Breach:
    """What published tables give away: ``where`` names table and cell, ``rule`` says what is wrong and what to do."""

    where: str
    rule: str

    def __str__(self) -> str:
        return f"{self.where}: {self.rule}"


@dataclass(frozen=True, slots=True)
class Published:
    """A set of tables published together, as the attacker reads it: no seal, any publisher's."""

    frame: Frame
    shown: Mapping[str, int]

    @property
    def hidden(self) -> frozenset[str]:
        """Keys without a shown count."""
        return self.frame.keys() - self.shown.keys()


def published(tables: Sequence[PublishedTable], overlaps: Sequence[Overlap] = ()) -> Published:
    """Read published tables as the attacker does."""
    frame = frame_of(tables, overlaps)
    cells = [cell for table in tables for cell in table.counts()]
    return Published(frame, {cell.key: cell.value.count for cell in cells if isinstance(cell.value, Released)})


def what_can_be_known(one: Published) -> dict[str, Interval]:
    """Give the interval of every hidden count and unpublished difference.

    A publisher who hides zeros is allowed for, by trying without the knowledge that zeros are shown.

    Raises:
        Contradiction: The tables do not add up.
    """
    try:
        return intervals(one.frame, one.shown)
    except Contradiction:
        return intervals(one.frame, one.shown, least=0)


def breaches(one: Published, profile: Profile = AZ) -> list[Breach]:
    """Attack one set of tables.

    Returns:
        Small counts shown, small differences between shown stages, and hidden counts with fewer than
        ``profile.least_values`` possible values. Empty when nothing is given away.
    """
    found = [
        Breach(key, f"a count below {profile.threshold} is shown: hide it and suppress again")
        for key, count in sorted(one.shown.items())
        if profile.is_small(count)
    ]
    try:
        known = what_can_be_known(one)
    except Contradiction as problem:
        return [*found, Breach("tables", str(problem))]
    return found + [
        Breach(key, f"fewer than {profile.least_values} values are possible: hide another cell")
        for key, interval in sorted(known.items())
        if interval.pins_a_small_count(profile)
    ]


def differences(earlier: Published, later: Published, profile: Profile = AZ) -> list[Breach]:
    """Subtract an earlier release (rule 9): every difference must be 0 or at least T, of hidden cells' sums as well."""
    common = sorted(earlier.shown.keys() & later.shown.keys())
    changes = {key: later.shown[key] - earlier.shown[key] for key in common}
    rule = f"changed by fewer than {profile.threshold} since an earlier release: hold the table back"
    found = [Breach(key, rule) for key, change in changes.items() if profile.is_small(abs(change))]
    earlier_sums = {total.table_id: total for total in earlier.frame.sums}
    for total in later.frame.sums:
        before = earlier_sums.get(total.table_id)
        if before and before.parts == total.parts and profile.is_small(abs(_hidden_change(total, changes))):
            found.append(Breach(together(total.table_id), rule))
    for one, other in ((earlier, later), (later, earlier)):
        found += _stages_across(one, other, profile)
    return found


def together(table_id: str) -> str:
    """Name the sum of a table's hidden cells in findings."""
    return f"{table_id}, hidden cells together"


def _hidden_change(total: Sum, changes: Mapping[str, int]) -> int:
    """Change of the sum over all cells hidden in either release; 0 where it cannot be worked out."""
    if total.whole not in changes:
        return 0
    return changes[total.whole] - sum(changes.get(part, 0) for part in total.parts)


def _stages_across(one: Published, other: Published, profile: Profile) -> list[Breach]:
    """A stage hidden now but shown in another release must not stand close to its neighbours of this one, unchanged."""
    found = []
    for chain in one.frame.chains:
        stages = [key for key in chain.keys if key in one.shown or key in other.shown]
        for before, after in pairwise(stages):
            if (before in one.shown) is (after in one.shown):
                continue
            gap = one.shown.get(before, other.shown.get(before, 0)) - one.shown.get(after, other.shown.get(after, 0))
            if profile.is_small(gap):
                found.append(Breach(after, f"{chain.table_id}: told by another release beside it: hold the table back"))
    return found


def told_by_another(one: Published, other: Published, profile: Profile = AZ) -> list[str]:
    """Attack ``one`` believing that what it hides and ``other`` shows did not change between the two.

    Returns:
        Keys hidden in ``one`` that are then pinned. A belief the tables contradict tells nothing.
    """
    return [key for key in sorted(one.hidden) if _is_told(key, one, other, profile)]


def _is_told(key: str, one: Published, other: Published, profile: Profile) -> bool:
    assumed = {name: count for name, count in other.shown.items() if name in one.hidden and name != key}
    related = _component(one.frame, key)
    if not assumed.keys() & related:
        return False
    try:
        interval = intervals(one.frame, one.shown, assumed=assumed, only={key})[key]
    except Contradiction:
        return False
    return interval.pins_a_small_count(profile)


def _component(frame: Frame, key: str) -> frozenset[str]:
    reached = {key}
    while True:
        near = reached.union(*(group for group in frame.groups() if not reached.isdisjoint(group)))
        if near == reached:
            return frozenset(reached)
        reached = near


def against_earlier(later: Published, earlier: Sequence[Published], profile: Profile = AZ) -> list[Breach]:
    """Check a set of tables against all earlier ones: one by one both ways round, and all of them together."""
    found = _together([*earlier, later], profile) if earlier else []
    for before in earlier:
        found += differences(before, later, profile)
        told = told_by_another(later, before, profile) + told_by_another(before, later, profile)
        rule = "would be told by another release, taking the rest as unchanged: hide the same cells, or hold it back"
        found += [Breach(key, rule) for key in told]
    return list(dict.fromkeys(found))


def _together(sets: Sequence[Published], profile: Profile) -> list[Breach]:
    """Attack the latest version of every table ever released, as one set. Tables that do not fit tell nothing."""
    sums = {total.table_id: total for one in sets for total in one.frame.sums}
    chains = {chain.table_id: chain for one in sets for chain in one.frame.chains}
    overlaps = {overlap.unique: overlap for one in sets for overlap in one.frame.overlaps}
    frame = Frame(tuple(sums.values()), tuple(chains.values()), tuple(overlaps.values()))
    hidden = {key for one in sets for key in one.hidden}
    shown = {key: count for one in sets for key, count in one.shown.items()}
    try:
        known = intervals(frame, shown)
    except Contradiction:
        return []
    rule = "told by this and earlier releases together: hold the table back"
    return [
        Breach(key, rule)
        for key, interval in sorted(known.items())
        if interval.pins_a_small_count(profile) and (key in hidden or key not in frame.keys())
    ]
