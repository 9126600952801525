"""Which counts to hide: primary, everyone-the-same, funnels' differences, complementary cells, and one audit of the whole.

Rules by their numbers in the project's privacy rules (profile ``az``): 1 primary, 4 complementary with keyed choice,
5 everyone the same, 6 funnels, 7 two-way, 8 hierarchy. Hiding only grows, so the rules are repeated until they rest.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from walks.disclosure.attacker import behind, pinned
from walks.disclosure.audit import newly_told
from walks.disclosure.frame import Chain, Frame, Published, Sum
from walks.disclosure.profile import Profile
from walks.disclosure.tables import Overlap
from walks.disclosure.watch import Watch

Order = Callable[[str, str], bytes]
SHORTEST_SECRET = 16


def keyed_order(secret: bytes) -> Order:
    """Give the order in which complementary cells are drawn: by HMAC of table and cell, which no reader can foresee.

    Args:
        secret: Kept by the district, the same for all its releases; at least 16 bytes.

    Raises:
        ValueError: The secret is too short.
    """
    if len(secret) < SHORTEST_SECRET:
        raise ValueError(f"the key of the complementary choice needs at least {SHORTEST_SECRET} bytes")

    def draw(table_id: str, cell_id: str) -> bytes:
        return hmac.digest(secret, f"{table_id}\0{cell_id}".encode(), "sha256")

    return draw


def hidden_keys(
    frame: Frame,
    values: Mapping[str, int],
    order: Order,
    profile: Profile,
    already: Iterable[str] = (),
    earlier: Sequence[Published] = (),
    watch: Watch | None = None,
) -> frozenset[str]:
    """Decide which quantities to hide.

    Args:
        frame: How the quantities hang together.
        values: True counts by key, one for every key of the frame that a table counts.
        order: The drawing of complementary cells, from ``keyed_order``.
        profile: The rules' numbers.
        already: Quantities to hide in any case (an earlier release hid them). A zero among them stays shown.
        earlier: What was published before, and is known to whoever kept it.
        watch: Bounds the time.

    Returns:
        Keys to hide. The attacker finds no small count among them, nor an unpublished difference, with fewer than
        ``profile.least_values`` possible values.

    Raises:
        OutOfTime: The watch ran out.
    """
    work = _Hiding(frame, values, order, profile, earlier, watch or Watch())
    work.first = frozenset(key for key in already if values.get(key))
    work.hidden |= work.first
    work.settle()
    work.protect()
    work.show_what_need_not_be_hidden()
    return frozenset(work.hidden)


# So many candidates are weighed for each further cell to hide.
CANDIDATES = 8


@dataclass
class _Hiding:
    frame: Frame
    values: Mapping[str, int]
    order: Order
    profile: Profile
    earlier: Sequence[Published]
    watch: Watch
    hidden: set[str] = field(default_factory=set)
    repaired: set[str] = field(default_factory=set)
    first: frozenset[str] = frozenset()

    def protect(self) -> None:
        """Hide more until the attacker knows too little of everything, with the help of earlier releases as well."""
        while known := self.pinned() or self.told_with_earlier():
            loose = self.related(known) - self.hidden
            if not loose:
                return
            self.repair(known, loose)
            self.settle()

    def settle(self) -> None:
        self.hidden |= {key for key, count in self.values.items() if self.profile.is_small(count)}
        before = -1
        while len(self.hidden) > before:
            before = len(self.hidden)
            for chain in self.frame.chains:
                self.go_down(chain)
            for total in self.frame.sums:
                self.same_for_everyone(total)
                self.complement(total)
            for overlap in self.frame.overlaps:
                self.hide_repeats(overlap)

    def go_down(self, chain: Chain) -> None:
        """Rule 6, and rule 5 for the stages that are outcomes: against every earlier stage that is shown."""
        earlier: list[int] = []
        before, stage_before = 0, ""
        for key in chain.keys:
            count = self.values[key]
            if key not in self.hidden:
                near = bool(earlier) and self.profile.is_small(earlier[-1] - count)
                # a zero after a hidden stage would say that nobody was left there: zeros before it are not shown
                told = not count and stage_before in self.hidden
                if near or (key in chain.outcomes and (told or self.is_same(count, before, earlier))):
                    self.hidden.add(key)
                else:
                    earlier.append(count)
            before, stage_before = count, key

    def is_same(self, count: int, before: int, earlier: Sequence[int]) -> bool:
        """Whether all or none of some earlier stage have the outcome; where nobody was left, nothing is told."""
        if not before:
            return False
        return not count or any(self.profile.is_extreme(count, base) for base in earlier)

    def same_for_everyone(self, total: Sum) -> None:
        """Rule 5: a cell that holds (nearly) everyone, and with it all cells when no other holds anyone."""
        whole = self.values[total.whole]
        if not whole or len(total.parts) == 1:
            return
        marked = [part for part in total.parts if part in total.outcomes]
        if any(self.values[part] == whole for part in marked):
            self.hidden.update(total.parts)
        self.hidden.update(
            part for part in marked if self.values[part] and self.profile.is_extreme(self.values[part], whole)
        )

    def complement(self, total: Sum) -> None:
        """Rule 4; and a hidden total needs a hidden part, else it is their sum."""
        hidden = [part for part in total.parts if part in self.hidden]
        if total.whole in self.hidden:
            if not hidden:
                self.hidden.update(self.drawn(total)[:1] or total.parts)
            return
        if not hidden:
            return
        for part in self.drawn(total):
            if self.is_safe(hidden):
                return
            hidden.append(part)
            self.hidden.add(part)
        if not self.is_safe(hidden):
            self.hidden.add(total.whole)

    def drawn(self, total: Sum) -> list[str]:
        """Give the shown parts of at least T in the order they are drawn."""
        large = [
            part for part in total.parts if part not in self.hidden and self.values[part] >= self.profile.threshold
        ]
        return sorted(large, key=lambda part: self.order(total.table_id, part))

    def is_safe(self, hidden: Sequence[str]) -> bool:
        counts = [self.values[part] for part in hidden]
        enough = sum(counts) >= self.profile.least_hidden_sum
        return len(counts) >= 2 and enough and max(counts) >= self.profile.threshold

    def hide_repeats(self, overlap: Overlap) -> None:
        """A small number of students in two walks is the parts' sum less the unique students: hide the latter."""
        keys = {overlap.unique, *overlap.parts}
        if self.hidden & keys or not keys <= self.values.keys():
            return
        repeats = sum(self.values[part] for part in overlap.parts) - self.values[overlap.unique]
        if self.profile.is_small(repeats):
            self.hidden.add(overlap.unique)

    def shown(self, hidden: Iterable[str]) -> Published:
        gone = set(hidden)
        return Published(self.frame, {key: count for key, count in self.values.items() if key not in gone})

    def pinned(self, hidden: Iterable[str] | None = None, only: Iterable[str] | None = None) -> frozenset[str]:
        """The quantities about which the attacker would know too much."""
        one = self.shown(self.hidden if hidden is None else hidden)
        wanted = None if only is None else frozenset(only)
        return pinned(one.frame, one.shown, self.profile, only=wanted, watch=self.watch)

    def told_with_earlier(self) -> frozenset[str]:
        """The quantities about which this and the earlier releases together would tell too much."""
        if not self.earlier:
            return frozenset()
        return newly_told(self.shown(self.hidden), self.earlier, self.profile, self.watch)

    def repair(self, known: frozenset[str], loose: set[str]) -> None:
        """Hide one more quantity: of some drawn ones that which leaves the attacker least, zeros last."""
        self.watch.step(f"{len(self.hidden)} counts hidden")
        drawn = sorted(loose, key=lambda name: (not self.values[name], self.order("", name)))[:CANDIDATES]
        left = {name: len(self.pinned(self.hidden | {name}, known)) for name in drawn}
        chosen = min(drawn, key=lambda name: (not self.values[name], left[name]))
        self.hidden.add(chosen)
        self.repaired.add(chosen)

    def show_what_need_not_be_hidden(self) -> None:
        """Do without one repair after the other, or with another in its place, where fewer counts are hidden and none told."""
        for key in sorted(self.repaired, key=lambda name: self.order("shown again", name)):
            self.watch.step(f"{len(self.hidden)} counts hidden, fewer are tried")
            fewer = self.repaired - {key}
            near = (self.related({key}) - self.hidden) & {name for name, count in self.values.items() if count}
            drawn = sorted(near, key=lambda name: self.order("in its place", name))[:CANDIDATES]
            for repaired in (fewer, *(fewer | {name} for name in drawn)):
                other = _Hiding(self.frame, self.values, self.order, self.profile, self.earlier, self.watch)
                other.hidden |= self.first | repaired
                other.settle()
                if len(other.hidden) < len(self.hidden) and not other.pinned() and not other.told_with_earlier():
                    self.hidden, self.repaired = other.hidden, repaired
                    break

    def related(self, known: Iterable[str]) -> set[str]:
        """Give the quantities in any relation with a pinned one, or, when all of those are hidden, those one step on.

        One of them is shown: where everything that hangs together is hidden, nothing is pinned.
        """
        differences = behind(self.frame)
        reached = {key for name in known for key in differences.get(name, {name})}
        while True:
            near = {key for group in self.frame.groups() if not reached.isdisjoint(group) for key in group}
            near &= self.values.keys()
            if near - self.hidden or near <= reached:
                return near
            reached = near
