"""The attacker: what somebody who knows every fact of ``facts`` can say about each hidden count.

Every hidden count is an unknown whole number. For each the least and the greatest value that satisfy all facts at once
are found by integer programming (``unknowns``). A fact that is no certainty is believed unless it contradicts what was
published.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from walks.disclosure.facts import RULES, Rule, Structure, difference_key
from walks.disclosure.frame import Frame
from walks.disclosure.profile import Profile
from walks.disclosure.unknowns import NO_LIMIT, Contradiction, Unknowns, Values
from walks.disclosure.watch import Watch

__all__ = ["Contradiction", "Interval", "behind", "difference_key", "intervals", "pinned"]


@dataclass(frozen=True, slots=True)
class Interval:
    """The least and greatest value a hidden count can have; ``high`` is None where nothing limits it."""

    low: int
    high: int | None

    @property
    def values(self) -> float:
        """How many whole numbers it holds; infinite without an upper limit."""
        return float("inf") if self.high is None else self.high - self.low + 1

    def pins_a_small_count(self, profile: Profile) -> bool:
        """Whether too few values are left and one of them is a small count."""
        reaches_small = self.low < profile.threshold and (self.high is None or self.high >= 1)
        return reaches_small and self.values < profile.least_values


def unknowns_of(frame: Frame, shown: Mapping[str, int], rules: Iterable[Rule], watch: Watch) -> Unknowns:
    """Put the facts of the rules about a frame together.

    Raises:
        Contradiction: They do not fit the shown counts.
    """
    structure = Structure(frame, shown)
    return Unknowns([fact for rule in rules for fact in rule.read(structure)], shown, watch)


def intervals(
    frame: Frame,
    shown: Mapping[str, int],
    only: Collection[str] | None = None,
    rules: Sequence[Rule] = RULES,
    watch: Watch | None = None,
) -> dict[str, Interval]:
    """Find the interval of every count that is not shown.

    Args:
        frame: How the quantities hang together.
        shown: The published counts by key; every other key of the frame is hidden.
        only: Keys to find, when not all are wanted.
        rules: What the attacker knows.
        watch: Bounds the time.

    Returns:
        By key. Unpublished differences are unknowns too: ``later < earlier`` for a funnel's consecutive stages, and
        ``repeats of unique`` for an overlap.

    Raises:
        Contradiction: No counts satisfy everything.
        OutOfTime: The watch ran out.
    """
    unknowns = unknowns_of(frame, shown, rules, watch or Watch())
    names = sorted(set(unknowns.names) | (frame.keys() - shown.keys()))
    wanted = {name: unknowns.place(name) for name in names if only is None or name in only}
    ends: dict[int | None, Interval] = {}
    places = set(wanted.values())
    for turn in _turns([[place for place in group if place in places] for group in unknowns.groups]):
        least, most = unknowns.extreme(turn, most=False), unknowns.extreme(turn, most=True)
        for place in turn:
            high = int(most[place])
            ends[place] = Interval(int(least[place]), None if high >= NO_LIMIT // 2 else high)
    return {name: ends.get(place) or _free(unknowns.given(name)) for name, place in wanted.items()}


def _free(count: int | None) -> Interval:
    """The interval of what no fact limits, or of what another release shows."""
    return Interval(0, None) if count is None else Interval(count, count)


def pinned(
    frame: Frame,
    shown: Mapping[str, int],
    profile: Profile,
    *,
    only: Collection[str] | None = None,
    rules: Sequence[Rule] = RULES,
    watch: Watch | None = None,
) -> frozenset[str]:
    """Name the unknowns with too few possible values, as ``intervals`` would find them, in a fraction of the time.

    It is run with all beliefs and, as a belief may be wrong, with what is certain alone. Each solution shows values of
    all unknowns at once, so most need no program of their own.

    Raises:
        Contradiction: Even what is certain does not fit the shown counts.
        OutOfTime: The watch ran out.
    """
    watch = watch or Watch()
    certain = [rule for rule in rules if rule.is_certain]
    found, seen = frozenset[str](), dict[str, tuple[float, float]]()
    if len(certain) < len(rules):
        try:
            found, seen = _pinned(unknowns_of(frame, shown, rules, watch), frame, profile, only, {})
        except Contradiction:
            seen = {}
    more, _ = _pinned(unknowns_of(frame, shown, certain, watch), frame, profile, only, seen)
    return found | more


def _pinned(
    unknowns: Unknowns,
    frame: Frame,
    profile: Profile,
    only: Collection[str] | None,
    seen: Mapping[str, tuple[float, float]],
) -> tuple[frozenset[str], dict[str, tuple[float, float]]]:
    names = sorted(set(unknowns.names) | frame.keys())
    places = {name: place for name in names for place in [unknowns.place(name)] if place is not None}
    search = _Search(unknowns, profile, seen)
    wanted = {place for name, place in places.items() if only is None or name in only}
    found = search.run(wanted)
    return frozenset(name for name, place in places.items() if place in found and place in wanted), search.seen_values()


class _Search:
    """Finds the unknowns with few values, keeping the least and greatest value any solution has shown."""

    def __init__(self, unknowns: Unknowns, profile: Profile, seen: Mapping[str, tuple[float, float]]) -> None:
        self.unknowns = unknowns
        self.profile = profile
        self.low = np.array([seen.get(name, (np.inf, -np.inf))[0] for name in unknowns.names])
        self.high = np.array([seen.get(name, (np.inf, -np.inf))[1] for name in unknowns.names])

    def seen_values(self) -> dict[str, tuple[float, float]]:
        return {
            name: (float(self.low[place]), float(self.high[place])) for place, name in enumerate(self.unknowns.names)
        }

    def run(self, wanted: Collection[int]) -> set[int]:
        if not self.unknowns.names:
            return set()
        for most in (True, False):
            self.note(self.unknowns.extreme(self.loose(wanted), most=most))
        found: set[int] = set()
        left = self.loose(wanted)
        while left:
            turn = next(_turns([[place for place in group if place in left] for group in self.unknowns.groups]))
            found |= self.judge(turn)
            left = self.loose(left) - set(turn)
        return found

    def judge(self, turn: Sequence[int]) -> set[int]:
        """Give those of the turn, one a group, that are pinned."""
        least = self.note(self.unknowns.extreme(turn, most=False))
        open_ones = [place for place in turn if place in self.loose(turn) and least[place] < self.profile.threshold]
        if not open_ones:
            return set()
        most = self.note(self.unknowns.extreme(open_ones, most=True))
        ends = {place: Interval(int(least[place]), int(most[place])) for place in open_ones}
        return {place for place, interval in ends.items() if interval.pins_a_small_count(self.profile)}

    def note(self, values: Values) -> Values:
        self.low, self.high = np.minimum(self.low, values), np.maximum(self.high, values)
        return values

    def loose(self, places: Collection[int]) -> set[int]:
        """Those not yet seen to have enough values."""
        return {place for place in places if self.high[place] - self.low[place] + 1 < self.profile.least_values}


def _turns(groups: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """One place of every group at a time: groups share no fact, so one program finds an end in each."""
    for turn in range(max(map(len, groups), default=0)):
        yield [group[turn] for group in groups if turn < len(group)]


def behind(frame: Frame) -> dict[str, frozenset[str]]:
    """Give, for every unpublished difference of the frame, the keys it is worked out from."""
    keys = frame.keys()
    found: dict[str, frozenset[str]] = {}
    structure = Structure(frame, {})
    for rule in RULES:
        for fact in rule.read(structure):
            names = frozenset(name for name, _ in fact.terms)
            new = names - keys
            if (fact.low, fact.high) == (0, 0) and len(new) == 1:
                found.update((name, names & keys) for name in new)
    return found
