"""What a stranger knows about counts of students before reading any: every fact is a rule with a name and a reason.

One registry serves the attacker and, through it, the protection: a fact that is missing here is seen by neither. Each
rule turns the relations of a ``Frame`` into linear facts about whole numbers. Tests take each rule away in turn and show
that a planted leak then passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from walks.disclosure.frame import Chain, Frame
from walks.disclosure.tables import Overlap


@dataclass(frozen=True, slots=True)
class Fact:
    """``low`` <= the sum of coefficient times count <= ``high``; None where there is no limit."""

    terms: tuple[tuple[str, int], ...]
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of fact.

    Attributes:
        name: Names it in tests and messages.
        reason: Why it holds.
        read: Gives the facts of a frame.
        is_certain: Whether it holds of any students; else it is what a reader would take for granted, and what
            contradicts the published counts is then dropped.
    """

    name: str
    reason: str
    read: Callable[[Structure], Iterable[Fact]]
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class Branch:
    """Two ways on from one stage: ``both`` are the students of ``stage`` who are also in ``group``, all within ``base``.

    Those who had agreed and are back (``both``) are in the agreed (``stage``) and in the re-enrolled (``group``), and both
    of these are in the verified (``base``).
    """

    base: str
    stage: str
    group: str
    both: str


class Structure:
    """What the tables of a frame imply about which students are within which others."""

    def __init__(self, frame: Frame, shown: Mapping[str, int]) -> None:
        """``frame``: how the quantities hang together; ``shown``: published counts by key."""
        self.frame = frame
        self.shown = shown
        self.overlaps = {overlap.unique: overlap for overlap in frame.overlaps}
        self._above: dict[str, frozenset[str]] = {}

    @cached_property
    def within(self) -> dict[str, frozenset[str]]:
        """For each quantity those that hold all its students, in one step: the stage before, the whole of a part."""
        found: dict[str, set[str]] = {}
        for chain in self.frame.chains:
            for before, after in pairwise(chain.keys):
                found.setdefault(after, set()).add(before)
        for total in self.frame.sums:
            for part in total.parts:
                found.setdefault(part, set()).add(total.whole)
        return {key: frozenset(keys) for key, keys in found.items()}

    def is_within(self, inner: str, outer: str) -> bool:
        """Whether all students of ``inner`` are students of ``outer``."""
        if inner not in self._above:
            reached, ahead = {inner}, [inner]
            while ahead:
                near = self.within.get(ahead.pop(), frozenset()) - reached
                reached |= near
                ahead += near
            self._above[inner] = frozenset(reached)
        return outer in self._above[inner]

    @cached_property
    def nested_overlaps(self) -> tuple[tuple[Overlap, Overlap], ...]:
        """Pairs (outer, inner) of overlaps of the same walks where each count of the inner is within that of the outer."""
        found = []
        for inner in self.frame.overlaps:
            ahead, seen = list(self.within.get(inner.unique, ())), {inner.unique}
            while ahead:
                key = ahead.pop()
                if key in seen:
                    continue
                seen.add(key)
                outer = self.overlaps.get(key)
                if outer is not None and self._are_nested(outer, inner):
                    found.append((outer, inner))
                else:
                    ahead += self.within.get(key, ())
        return tuple(found)

    def _are_nested(self, outer: Overlap, inner: Overlap) -> bool:
        """A count no table shows (held back) is taken to be of the walk at its place."""
        if len(outer.parts) != len(inner.parts):
            return False
        pairs = zip(inner.parts, outer.parts, strict=True)
        return all(self.is_within(one, other) or not {one, other} <= self._tabled for one, other in pairs)

    @cached_property
    def _tabled(self) -> frozenset[str]:
        return frozenset(self.within).union(*self.within.values())

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """Every branch: a part of a sum that also is the next stage of a chain its whole is not on."""
        before = {
            after: (chain, place) for chain in self.frame.chains for place, after in enumerate(chain.keys) if place
        }
        found = []
        for total in self.frame.sums:
            for part in total.parts:
                if part in before:
                    chain, place = before[part]
                    base = self._base(total.whole, chain, place)
                    if base is not None:
                        found.append(Branch(base, chain.keys[place - 1], total.whole, part))
        return tuple(found)

    def _base(self, whole: str, chain: Chain, place: int) -> str | None:
        """The nearest stage that both ways have passed."""
        shared = set(chain.keys[:place])
        for other in self.frame.chains:
            if whole in other.keys and other is not chain:
                passed = [key for key in other.keys[: other.keys.index(whole)] if key in shared]
                if passed:
                    return passed[-1]
        return None


def difference_key(later: str, earlier: str) -> str:
    """Name the unpublished difference between two stages of a funnel."""
    return f"{later} < {earlier}"


def repeats_key(unique: str) -> str:
    """Name the repeats of an overlap: the sum of the walks' counts less the students they make."""
    return f"repeats of {unique}"


def _equal(*terms: tuple[str, int]) -> Fact:
    return Fact(terms, 0, 0)


def _at_least_zero(*terms: tuple[str, int]) -> Fact:
    return Fact(terms, 0, None)


def _parts_add_up(structure: Structure) -> Iterator[Fact]:
    for total in structure.frame.sums:
        yield _equal((total.whole, 1), *((part, -1) for part in total.parts))


def _stages_are_nested(structure: Structure) -> Iterator[Fact]:
    for chain in structure.frame.chains:
        for earlier, later in pairwise(chain.keys):
            yield _equal((earlier, 1), (later, -1), (difference_key(later, earlier), -1))


def _students_count_once(structure: Structure) -> Iterator[Fact]:
    for tie in structure.frame.overlaps:
        yield _equal(*((part, 1) for part in tie.parts), (tie.unique, -1), (repeats_key(tie.unique), -1))


def _a_walk_is_within_all(structure: Structure) -> Iterator[Fact]:
    for tie in structure.frame.overlaps:
        for part in tie.parts:
            yield _equal((tie.unique, 1), (part, -1), (f"{tie.unique} without {part}", -1))


def _repeats_shrink(structure: Structure) -> Iterator[Fact]:
    for outer, inner in structure.nested_overlaps:
        yield _at_least_zero((repeats_key(outer.unique), 1), (repeats_key(inner.unique), -1))


def _branches_of_one_walk(structure: Structure) -> Iterator[Fact]:
    return _branch_facts(structure, over_all=False)


def _branches_over_all(structure: Structure) -> Iterator[Fact]:
    return _branch_facts(structure, over_all=True)


def _branch_facts(structure: Structure, *, over_all: bool) -> Iterator[Fact]:
    for one in structure.branches:
        if (one.group in structure.overlaps) is over_all:
            yield _at_least_zero((one.base, 1), (one.group, -1), (one.stage, -1), (one.both, 1))


def _repeats_of_branches(structure: Structure) -> Iterator[Fact]:
    for one in structure.branches:
        if structure.overlaps.keys() >= {one.base, one.stage, one.group, one.both}:
            base, stage, group, both = map(repeats_key, (one.base, one.stage, one.group, one.both))
            yield _at_least_zero((base, 1), (group, -1), (stage, -1), (both, 1))


def _pooled_counts_grow(structure: Structure) -> Iterator[Fact]:
    for growth in structure.frame.growths:
        yield _at_least_zero((growth.later, 1), (growth.earlier, -1))


def _growth_is_of_the_new_walks(structure: Structure) -> Iterator[Fact]:
    for growth in structure.frame.growths:
        if growth.new_parts:
            new = ((part, 1) for part in growth.new_parts)
            yield _equal(*new, (growth.later, -1), (growth.earlier, 1), (f"new {repeats_key(growth.later)}", -1))


def _new_repeats_shrink(structure: Structure) -> Iterator[Fact]:
    tied = {growth.later for growth in structure.frame.growths if growth.new_parts}
    for outer, inner in structure.nested_overlaps:
        if {outer.unique, inner.unique} <= tied:
            first, then = repeats_key(outer.unique), repeats_key(inner.unique)
            yield _at_least_zero((f"new {first}", 1), (f"new {then}", -1))


def _zeros_are_shown(structure: Structure) -> Iterator[Fact]:
    in_chains = {key for chain in structure.frame.chains for key in chain.keys}
    for total in structure.frame.sums:
        hidden = [part for part in total.parts if part not in structure.shown]
        if len(hidden) < len(total.parts):
            yield from (Fact(((part, 1),), 1, None) for part in hidden if part not in in_chains)


def _the_past_stays(structure: Structure) -> Iterator[Fact]:
    for one, other in structure.frame.sames:
        yield _equal((one, 1), (other, -1))


RULES = (
    Rule("parts add up", "each student of a table's whole is in one of its cells", _parts_add_up),
    Rule("stages are nested", "who reached a stage reached the stages before it", _stages_are_nested),
    Rule(
        "students count once",
        "all walks together have at most the sum of the walks' students; the rest are repeats",
        _students_count_once,
    ),
    Rule("a walk is within all walks", "each walk's students are among those of all walks", _a_walk_is_within_all),
    Rule(
        "repeats shrink",
        "a student in two walks at a stage was in both at the stages before, so repeats never grow along the stages",
        _repeats_shrink,
    ),
    Rule(
        "back without having agreed",
        "those back who had not agreed are verified and have not agreed, so they are at most verified less agreed",
        _branches_of_one_walk,
    ),
    Rule(
        "back without having agreed, all walks",
        "as in one walk; a student who agreed in one walk and came back after another is taken to be rare",
        _branches_over_all,
        is_certain=False,
    ),
    Rule(
        "repeats of those back or agreed",
        "who is counted again among the agreed or the returned is counted again among the verified",
        _repeats_of_branches,
    ),
    Rule(
        "zeros are shown",
        "in a table that shows some of its cells a hidden cell is not zero",
        _zeros_are_shown,
        is_certain=False,
    ),
    Rule(
        "the past stays",
        "a walk that is over has the same counts in every release, but for those seen to be corrected",
        _the_past_stays,
        is_certain=False,
    ),
    Rule(
        "all walks only grow",
        "a new walk adds students and takes none away",
        _pooled_counts_grow,
        is_certain=False,
    ),
    Rule(
        "growth is of the new walks",
        "all walks grow by at most the new walks' students; the rest of these are repeats",
        _growth_is_of_the_new_walks,
        is_certain=False,
    ),
    Rule(
        "new repeats shrink",
        "a student whom a new walk counts again at a stage was counted again at the stages before",
        _new_repeats_shrink,
        is_certain=False,
    ),
)
