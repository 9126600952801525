"""Several releases of one district as one publication: what stays the same between them, and what can only grow.

Names of the last release stand as they are; those of the ones before are marked with the release they are of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from walks.disclosure.frame import Chain, Frame, Growth, Published, Sum
from walks.disclosure.tables import Overlap

MARK = ", as in release "


def joined(sets: Sequence[Published], marks: Sequence[str] | None = None) -> Published:
    """Put releases together, oldest first, as one who kept them all reads them.

    Args:
        sets: What each published.
        marks: What is put behind each one's names; ``""`` for the last and its number for the others when left out.
    """
    marks = marks or [*(f"{MARK}{number}" for number in range(1, len(sets))), ""]
    named = [_marked(one, mark) for one, mark in zip(sets, marks, strict=True)]
    sames: list[tuple[str, str]] = []
    growths: list[Growth] = []
    for place, (later, mark) in enumerate(zip(sets, marks, strict=True)):
        open_keys = set(later.frame.keys())
        for earlier, before in zip(reversed(sets[:place]), reversed(marks[:place]), strict=True):
            if not open_keys:
                break
            same, grown = _between(later, earlier, open_keys)
            sames += [(f"{key}{mark}", f"{key}{before}") for key in same]
            growths += [
                Growth(f"{one.later}{mark}", f"{one.earlier}{before}", tuple(f"{part}{mark}" for part in one.new_parts))
                for one in grown
            ]
            open_keys -= set(same) | {one.later for one in grown}
    frames = [one.frame for one in named]
    frame = Frame(
        tuple(total for one in frames for total in one.sums),
        tuple(chain for one in frames for chain in one.chains),
        tuple(tie for one in frames for tie in one.overlaps),
        tuple(growths),
        tuple(sames),
    )
    return Published(frame, {key: count for one in named for key, count in one.shown.items()})


def _marked(one: Published, mark: str) -> Published:
    if not mark:
        return one

    def names(keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(f"{key}{mark}" for key in keys)

    frame = Frame(
        tuple(
            Sum(f"{each.table_id}{mark}", f"{each.whole}{mark}", names(each.parts), each.outcomes)
            for each in one.frame.sums
        ),
        tuple(Chain(f"{each.table_id}{mark}", names(each.keys), each.outcomes) for each in one.frame.chains),
        tuple(Overlap(f"{each.unique}{mark}", names(each.parts)) for each in one.frame.overlaps),
    )
    return Published(frame, {f"{key}{mark}": count for key, count in one.shown.items()})


def _between(later: Published, earlier: Published, keys: set[str]) -> tuple[list[str], list[Growth]]:
    """Which of ``keys`` are the same quantity as in the earlier release, and which hold it and new walks besides."""
    parts = {tie.unique: tie.parts for tie in later.frame.overlaps}
    before = {tie.unique: tie.parts for tie in earlier.frame.overlaps}
    same: list[str] = []
    grown: list[Growth] = []
    for group in components(later.frame):
        common = sorted(group & keys & earlier.frame.keys())
        pooled = [key for key in sorted(group) if key in parts and key in before]
        if any(set(parts[key]) != set(before[key]) for key in pooled):
            if all(set(parts[key]) > set(before[key]) for key in pooled):
                grown += _growths(later.frame, group & frozenset(common), parts, before)
        elif not any(_is_changed(key, later.shown, earlier.shown) for key in group):
            same += common
    return same, grown


def _growths(
    frame: Frame, keys: frozenset[str], parts: Mapping[str, Sequence[str]], before: Mapping[str, Sequence[str]]
) -> Iterator[Growth]:
    """All counts of unique students grow, and those of groups of them; the others' count of two can shrink."""
    for key in sorted(keys & parts.keys() & before.keys()):
        yield Growth(key, key, tuple(part for part in parts[key] if part not in set(before[key])))
    for total in frame.sums:
        if parts.keys().isdisjoint(total.parts):
            yield from (Growth(part, part, ()) for part in total.parts if part in keys)


def _is_changed(key: str, later: Mapping[str, int], earlier: Mapping[str, int]) -> bool:
    return key in later and key in earlier and later[key] != earlier[key]


def components(frame: Frame) -> list[frozenset[str]]:
    """Put quantities together that tables tie: a walk's, those of all walks. Overlaps tie nothing here."""
    groups = [{total.whole, *total.parts} for total in frame.sums] + [set(chain.keys) for chain in frame.chains]
    groups += [{key} for tie in frame.overlaps for key in (tie.unique, *tie.parts)]
    return merged(groups)


def merged(groups: Iterable[Iterable[str]]) -> list[frozenset[str]]:
    """Put groups that share a key together."""
    of: dict[str, set[str]] = {}
    for group in groups:
        keys = set(group)
        joined_groups = {id(of[key]): of[key] for key in keys if key in of}.values()
        largest = max(joined_groups, key=len, default=set[str]())
        for one in (keys, *joined_groups):
            if one is not largest:
                largest |= one
                of.update((key, largest) for key in one)
    return [frozenset(group) for group in {id(group): group for group in of.values()}.values()]
