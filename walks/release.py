"""A release: suppressed tables frozen with who approved them, by which rules, and a hash of their content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import final

from walks.disclosure.attacker import behind
from walks.disclosure.audit import Breach, against_earlier, breaches, published, together, told_by_another
from walks.disclosure.frame import Published, frame_of
from walks.disclosure.profile import AZ, RULE_VERSION, Profile
from walks.disclosure.publish import publish
from walks.disclosure.tables import Overlap, PublishedTable, TrueTable
from walks.disclosure.watch import OutOfTime, Watch
from walks.keys import WalkKey


class ReleaseRefused(ValueError):
    """A release was not made or not accepted; ``breaches`` say why, without any count. Nothing was changed."""

    def __init__(self, found: Iterable[Breach]) -> None:
        """``found``: everything that stands against it."""
        self.breaches = tuple(found)
        super().__init__("\n".join(str(breach) for breach in self.breaches))


class AmountUnit(StrEnum):
    """Units of a release's amounts."""

    DOLLARS = "USD"
    HOURS = "hours"
    OR_MORE = "percent or more"


BANDS = (90,)
"""What coverage may be stated as: a number would tell how many students are unknown."""


def coverage_label(walk: object) -> str:
    """The label of the amount that states how much of a walk's list the enrollment exports cover."""
    return f"{walk}: listed students in the enrollment export"


@final
@dataclass(frozen=True, slots=True)
class Amount:
    """Money to $1,000 or whole hours (rule 11): ``walks.disclosure.whole_thousands`` and ``whole_hours`` round them.

    Raises:
        TypeError: ``value`` is not whole.
        ValueError: Dollars are finer than $1,000.
    """

    label: str
    value: int
    unit: AmountUnit

    def __post_init__(self) -> None:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise TypeError(f"{self.label}: an amount of a release is whole, not {self.value!r}")
        if self.unit is AmountUnit.OR_MORE and self.value not in BANDS:
            raise ValueError(f"{self.label}: coverage of a release is a band, not a number")
        if self.unit is AmountUnit.DOLLARS and self.value % 1000:
            raise ValueError(f"{self.label}: money of a release is rounded to $1,000")


def coverage_amount(name: str) -> Amount:
    """Coverage of a list as a release states it: the band, the same for every number of unknown students within it."""
    return Amount(coverage_label(name), BANDS[0], AmountUnit.OR_MORE)


@final
@dataclass(frozen=True, slots=True)
class Release:
    """What crosses from a district to the public side. Every cell is released, hidden or missing.

    Attributes:
        district: Who publishes.
        walks: The walks it covers.
        made_on: Day it was made.
        approver: Who in the district approved it.
        made_up: Whether the data come from the generator; shown wherever the release is.
        profile: Name of the disclosure profile.
        rule_version: Version of the rules it was made by.
        tables: Suppressed tables.
        overlaps: Which quantities count students of several walks once.
        amounts: Rounded money and hours.
    """

    district: str
    walks: tuple[WalkKey, ...]
    made_on: date
    approver: str
    made_up: bool
    profile: str
    rule_version: str
    tables: tuple[PublishedTable, ...]
    overlaps: tuple[Overlap, ...] = ()
    amounts: tuple[Amount, ...] = ()

    def as_attacked(self) -> Published:
        """Give the release as the attacker reads it."""
        return published(self.tables, self.overlaps)

    def coverage(self, name: str) -> int | None:
        """Coverage of the list of a walk, or of all walks, in percent or more; None where it is not stated."""
        return self._bands.get(coverage_label(name))

    def is_least(self, name: str) -> bool:
        """Whether a count of students back at school, of a walk or of all walks, is a lower bound.

        It is where coverage is stated, of the list itself or of one of the lists it is made of: some students may be unknown.
        """
        own = (name,) if name in map(str, self.walks) else (name, *map(str, self.walks))
        return any(self.coverage(each) is not None for each in own)

    @property
    def _bands(self) -> dict[str, int]:
        return {amount.label: amount.value for amount in self.amounts if amount.unit is AmountUnit.OR_MORE}


@dataclass(frozen=True, slots=True)
class Heading:
    """Who releases what when: the parts of ``Release`` that are not counts.

    Raises:
        ValueError: District, approver or walks are missing.
    """

    district: str
    walks: tuple[WalkKey, ...]
    made_on: date
    approver: str
    made_up: bool

    def __post_init__(self) -> None:
        for name in ("district", "approver"):
            if not getattr(self, name).strip():
                raise ValueError(f"a release needs its {name}")
        if not self.walks:
            raise ValueError("a release covers at least one walk")


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Tables left out of a release, with why: what earlier releases show of them stays as it is."""

    table_ids: tuple[str, ...]
    breaches: tuple[Breach, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A release ready to write, and the tables it had to leave out."""

    release: Release
    held_back: tuple[HeldBack, ...]


def make_release(
    heading: Heading,
    tables: Sequence[TrueTable],
    secret: bytes,
    *,
    earlier: Sequence[Release] = (),
    overlaps: Sequence[Overlap] = (),
    amounts: Sequence[Amount] = (),
    profile: Profile = AZ,
    watch: Watch | None = None,
) -> Made:
    """Suppress tables and freeze them, checked against every earlier release of the district.

    Tables that share a quantity are suppressed together. What earlier releases and this one would tell together is held
    back: the tables with the cells in question, and the others are suppressed again without them.

    Args:
        heading: Who, when, which walks.
        tables: True counts.
        secret: Key of the complementary choice, the same for all releases of the district.
        earlier: Every release made before.
        overlaps: Students counted once over several walks.
        amounts: Rounded money and hours.
        profile: The rules' numbers.
        watch: Bounds the time.

    Raises:
        ReleaseRefused: Nothing is left to release, or the time was over.
        ValueError: Tables disagree about a quantity, or the secret is too short.
    """
    with in_time("release"):
        kept, held = _kept_and_held(tables, secret, earlier, overlaps, profile, watch or Watch())
    if not kept:
        raise ReleaseRefused([breach for one in held for breach in one.breaches] or [Breach("release", "has no table")])
    return Made(_release(heading, tables, kept, overlaps, amounts, profile), tuple(held))


@contextmanager
def in_time(what: str) -> Iterator[None]:
    """Turn an attack that was stopped by its deadline into a refusal: what was not checked is not published."""
    try:
        yield
    except OutOfTime as late:
        rule = f"could not be checked ({late}): release fewer walks at a time, or try again when the computer is idle"
        raise ReleaseRefused([Breach(what, rule)]) from None


def _kept_and_held(
    tables: Sequence[TrueTable],
    secret: bytes,
    earlier: Sequence[Release],
    overlaps: Sequence[Overlap],
    profile: Profile,
    watch: Watch,
) -> tuple[list[PublishedTable], list[HeldBack]]:
    before = [release.as_attacked() for release in earlier]
    kept: list[PublishedTable] = []
    held: list[HeldBack] = []
    groups = _connected(tables, overlaps)
    while groups:
        group = groups.pop()
        ties = _ties(group, overlaps)
        made = _suppressed(group, secret, ties, before, profile, watch)
        attacked = published(made, ties)
        found = breaches(attacked, profile, watch) + against_earlier(attacked, before, profile, watch)
        if found:
            told = [table for table in group if _is_told(table, found, attacked)] or group
            held.append(HeldBack(tuple(table.id for table in told), tuple(found)))
            groups += _connected([table for table in group if table not in told], overlaps)
        else:
            kept += made
    return kept, held


def _release(
    heading: Heading,
    tables: Sequence[TrueTable],
    kept: Sequence[PublishedTable],
    overlaps: Sequence[Overlap],
    amounts: Sequence[Amount],
    profile: Profile,
) -> Release:
    by_id = {table.id: table for table in kept}
    in_order = tuple(by_id[table.id] for table in tables if table.id in by_id)
    return Release(
        district=heading.district,
        walks=tuple(sorted(heading.walks)),
        made_on=heading.made_on,
        approver=heading.approver,
        made_up=heading.made_up,
        profile=profile.name,
        rule_version=RULE_VERSION,
        tables=in_order,
        overlaps=tuple(_ties(in_order, overlaps)),
        amounts=tuple(amounts),
    )


def _is_told(table: TrueTable, found: Sequence[Breach], attacked: Published) -> bool:
    """Whether a finding is about the table: about a cell of it, a difference of two, or its hidden cells together."""
    differences = behind(attacked.frame)
    told = {key for breach in found for key in differences.get(breach.where, {breach.where})}
    keys = {cell.key for cell in table.counts()} | {together(table.id)}
    return not told.isdisjoint(keys)


def _suppressed(
    group: Sequence[TrueTable],
    secret: bytes,
    ties: Sequence[Overlap],
    before: Sequence[Published],
    profile: Profile,
    watch: Watch,
) -> tuple[PublishedTable, ...]:
    """Publish, hiding besides what an earlier release hid wherever showing it now would tell the earlier secret."""
    already: set[str] = set()
    while True:
        made = publish(group, secret, ties, profile, already, before, watch)
        attacked = published(made, ties)
        more = set[str]()
        for other in before:
            told = told_by_another(other, attacked, profile, watch) + told_by_another(attacked, other, profile, watch)
            for key in told:
                more |= {name for related in other.frame.groups() if key in related for name in related} & other.hidden
        if more <= already:
            return made
        already |= more


def _ties(group: Sequence[TrueTable | PublishedTable], overlaps: Sequence[Overlap]) -> list[Overlap]:
    """Overlaps of the tables' unique students. A walk's count that is held back is unknown; that it is a part is not."""
    keys = {cell.key for table in group for cell in table.counts()}
    return [overlap for overlap in overlaps if overlap.unique in keys]


def _connected(tables: Sequence[TrueTable], overlaps: Sequence[Overlap]) -> list[list[TrueTable]]:
    """Put tables that share a quantity, or an overlap, together."""
    groups: list[tuple[set[str], list[TrueTable]]] = []
    for table in tables:
        keys = set(frame_of([table]).keys()) | {cell.key for cell in table.counts()}
        keys |= {key for tie in overlaps if keys & {tie.unique, *tie.parts} for key in (tie.unique, *tie.parts)}
        joined = [group for group in groups if group[0] & keys]
        groups = [group for group in groups if not group[0] & keys]
        members = [member for group in joined for member in group[1]]
        groups.append((keys.union(*(group[0] for group in joined)), [*members, table]))
    return [members for _, members in groups]
