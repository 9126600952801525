"""The attacker run on what was published: one set of tables, two releases side by side, one with the other's help.

Findings name tables and cells, never a count: they are shown, logged and sent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from walks.disclosure.attacker import Interval, behind, intervals, pinned, unknowns_of
from walks.disclosure.cells import Released
from walks.disclosure.facts import RULES
from walks.disclosure.frame import Published, Sum, frame_of
from walks.disclosure.profile import AZ, Profile
from walks.disclosure.tables import Overlap, PublishedTable
from walks.disclosure.timeline import MARK, joined, merged
from walks.disclosure.unknowns import Contradiction, Unknowns
from walks.disclosure.watch import Watch


@dataclass(frozen=True, slots=True)
class Breach:
    """What published tables give away: ``where`` names table and cell, ``rule`` says what is wrong and what to do."""

    where: str
    rule: str

    def __str__(self) -> str:
        return f"{self.where}: {self.rule}"


def published(tables: Sequence[PublishedTable], overlaps: Sequence[Overlap] = ()) -> Published:
    """Read published tables as the attacker does."""
    frame = frame_of(tables, overlaps)
    cells = [cell for table in tables for cell in table.counts()]
    return Published(frame, {cell.key: cell.value.count for cell in cells if isinstance(cell.value, Released)})


def what_can_be_known(one: Published, watch: Watch | None = None) -> dict[str, Interval]:
    """Give the interval of every hidden count and unpublished difference.

    Beliefs that contradict what is published (a publisher who hides zeros) are done without.

    Raises:
        Contradiction: The tables do not add up.
        OutOfTime: The watch ran out.
    """
    try:
        return intervals(one.frame, one.shown, watch=watch)
    except Contradiction:
        return intervals(one.frame, one.shown, rules=[rule for rule in RULES if rule.is_certain], watch=watch)


def breaches(one: Published, profile: Profile = AZ, watch: Watch | None = None) -> list[Breach]:
    """Attack one set of tables.

    Returns:
        Small counts shown, small differences between shown stages, and hidden counts with fewer than
        ``profile.least_values`` possible values. Empty when nothing is given away.

    Raises:
        OutOfTime: The watch ran out.
    """
    found = [
        Breach(key, f"a count below {profile.threshold} is shown: hide it and suppress again")
        for key, count in sorted(one.shown.items())
        if profile.is_small(count)
    ]
    try:
        known = pinned(one.frame, one.shown, profile, watch=watch)
    except Contradiction as problem:
        return [*found, Breach("tables", str(problem))]
    rule = f"fewer than {profile.least_values} values are possible: hide another cell"
    return found + [Breach(key, rule) for key in sorted(known)]


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


def told_by_another(one: Published, other: Published, profile: Profile = AZ, watch: Watch | None = None) -> list[str]:
    """Attack ``one`` believing that what it hides and ``other`` shows did not change between the two.

    Returns:
        Keys hidden in ``one`` that are then pinned. A belief the tables contradict tells nothing.

    Raises:
        OutOfTime: The watch ran out.
    """
    believed = {key: count for key, count in other.shown.items() if key in one.hidden}
    if not believed:
        return []
    told: set[str] = set()
    for group in merged(one.frame.groups()):
        told |= _told_in(one, {key: believed[key] for key in group & believed.keys()}, group, profile, watch or Watch())
    if told:
        # what either gives away alone is not told by the two together
        told -= _pinned_or_none(one, profile, watch or Watch()) | _pinned_or_none(other, profile, watch or Watch())
    return sorted(told)


def _told_in(
    one: Published, believed: Mapping[str, int], group: frozenset[str], profile: Profile, watch: Watch
) -> set[str]:
    """Those of a group that are pinned when each of the others in ``believed`` is taken as known."""
    if not believed:
        return set()
    try:
        unknowns = unknowns_of(one.frame, one.shown, RULES, watch)
        places = {
            key: place for key in sorted(one.hidden & group) for place in [unknowns.place(key)] if place is not None
        }
        for key in believed.keys() & places.keys():
            unknowns.fix(places[key], believed[key])
        return {key for key, place in places.items() if _is_told(unknowns, place, key, believed, profile)}
    except Contradiction:
        return set()


def _is_told(unknowns: Unknowns, place: int, key: str, believed: Mapping[str, int], profile: Profile) -> bool:
    if not believed.keys() - {key}:
        return False
    if key in believed:
        unknowns.free(place)
    try:
        least = int(unknowns.extreme([place], most=False)[place])
        if least >= profile.threshold:
            return False
        most = int(unknowns.extreme([place], most=True)[place])
        return Interval(least, most).pins_a_small_count(profile)
    except Contradiction:
        return False
    finally:
        if key in believed:
            unknowns.fix(place, believed[key])


def against_earlier(
    later: Published, earlier: Sequence[Published], profile: Profile = AZ, watch: Watch | None = None
) -> list[Breach]:
    """Check a set of tables against all earlier ones: one by one both ways round, and all of them together.

    Raises:
        OutOfTime: The watch ran out.
    """
    watch = watch or Watch()
    rule = "told by this and earlier releases together: hold the table back"
    found = [Breach(key, rule) for key in sorted(newly_told(later, earlier, profile, watch))]
    for number, before in enumerate(earlier, start=1):
        watch.step(f"comparing with earlier release {number} of {len(earlier)}")
        found += differences(before, later, profile)
        told = told_by_another(later, before, profile, watch) + told_by_another(before, later, profile, watch)
        rule = "would be told by another release, taking the rest as unchanged: hide the same cells, or hold it back"
        found += [Breach(key, rule) for key in told]
    return list(dict.fromkeys(found))


def newly_told(
    later: Published, earlier: Sequence[Published], profile: Profile = AZ, watch: Watch | None = None
) -> frozenset[str]:
    """Name what all releases together tell that the earlier ones did not tell already, as the later one names it.

    Releases that do not fit together tell nothing.
    """
    if not earlier:
        return frozenset()
    watch = watch or Watch()
    watch.step("attacking all releases together")
    marks = [f"{MARK}{number}" for number in range(1, len(earlier) + 1)]
    together_read = joined([*earlier, later], [*marks, ""])
    known = _pinned_or_none(joined(earlier, marks), profile, watch)
    every = _pinned_or_none(together_read, profile, watch)
    shown_small = {key for key, count in later.shown.items() if profile.is_small(count)}
    old = _known_by_another_name(known, together_read)
    return frozenset(without_marks(name) for name in every - known - old) - shown_small


def _known_by_another_name(known: frozenset[str], every: Published) -> frozenset[str]:
    """What was known of a quantity before, as the last release names it, where it is the same quantity."""
    if not known:
        return frozenset()
    same = {without_marks(key) for pair in every.frame.sames for key in pair}
    keys_of = behind(every.frame)
    plain = {without_marks(name) for name in known}
    return frozenset(name for name in plain if keys_of.get(name, {name}) <= same)


def without_marks(name: str) -> str:
    """Give a name of an earlier release as the last one has it."""
    return re.sub(rf"{MARK}\d+", "", name)


def _pinned_or_none(one: Published, profile: Profile, watch: Watch) -> frozenset[str]:
    try:
        return pinned(one.frame, one.shown, profile, watch=watch)
    except Contradiction:
        return frozenset()
