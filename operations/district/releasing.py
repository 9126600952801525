"""A release in the district: proposed with true counts beside it, looked at by a person, approved, kept for ever.

What is approved is made again and must be what the approver saw. True counts stay in this module's answers; the file
that is sent holds published cells only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import lru_cache

from database.district.store import AlreadyReleased, ChangedMeanwhile
from database.district.values import MadeReleaseRecord
from operations.district.one_walk import one_walk, pooled
from operations.district.side import DistrictSide
from walks import release_file
from walks.disclosure import (
    FOOTNOTE,
    HIDDEN,
    Cell,
    Count,
    Kind,
    Missing,
    PublishedTable,
    Reason,
    TrueTable,
    reasons,
    whole_hours,
    whole_thousands,
)
from walks.disclosure.frame import frame_of
from walks.disclosure.publish import true_values
from walks.release import (
    Amount,
    AmountUnit,
    Heading,
    HeldBack,
    Release,
    ReleaseRefused,
    coverage_amount,
    make_release,
)
from walks.release_shown import sentences
from walks.release_tables import ALL_WALKS, FEWEST_LISTED, is_covered, release_tables

UNSIGNED = "not approved yet"
LONGEST_NAME = 80


class NotReleased(Exception):
    """Nothing was released; the text says why and what to do, without any count."""


@dataclass(frozen=True, slots=True)
class ProposedCell:
    """One cell: as it would be published; the true count and why it is hidden are for the approver's eyes only."""

    key: str
    label: str
    published: Cell
    true: int | Missing = field(repr=False)
    why: Reason | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ProposedTable:
    """One table: ``about`` is a walk, or all walks; the total of a one-way table is None for a funnel."""

    id: str
    title: str
    about: str
    cells: tuple[ProposedCell, ...]
    total: ProposedCell | None

    def counts(self) -> tuple[ProposedCell, ...]:
        """Every cell, the total last."""
        return (*self.cells, self.total) if self.total else self.cells


@dataclass(frozen=True, slots=True)
class HeldTable:
    """A table left out: what it is, and what it and earlier releases would tell together."""

    id: str
    title: str
    about: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be published now.

    Attributes:
        district: Who publishes.
        made_on: Day of the release.
        as_of: Day the spells were exported.
        made_up: Whether the students are made up.
        tables: What would be published, true counts beside.
        held_back: Tables left out.
        amounts: Rounded money and hours.
        sentences: What anyone can then say of return rates.
        footnote: The rule, as the public sees it.
        same_as: Day of the last release where nothing has changed since; else None.
        hash: Names what was looked at; "" where nothing can be published.
    """

    district: str
    made_on: date
    as_of: date | None
    made_up: bool
    tables: tuple[ProposedTable, ...]
    held_back: tuple[HeldTable, ...]
    amounts: tuple[Amount, ...]
    sentences: tuple[str, ...]
    footnote: str
    same_as: date | None
    hash: str


@dataclass(frozen=True, slots=True)
class _Work:
    """A proposal and the release behind it; None where nothing is left to release."""

    proposal: Proposal
    release: Release | None


def propose(side: DistrictSide, made_on: date, amounts: Sequence[Amount] | None = None) -> Proposal:
    """Make what would be published, without publishing it. Takes seconds the first time, then comes from memory.

    Args:
        side: The district's file.
        made_on: Day of the release.
        amounts: Rounded money and hours; from the plans where left out.

    Raises:
        NotReleased: No district is named, no walk is loaded, or a later release was made.
    """
    return _work(side, made_on, amounts).proposal


def approve(
    side: DistrictSide, approver: str, looked_at: str, made_on: date, amounts: Sequence[Amount] | None = None
) -> MadeReleaseRecord:
    """Make the proposal again and keep it as a release, if it is still what the approver looked at.

    Args:
        side: The district's file.
        approver: Name of the person who approves; it goes into the file.
        looked_at: ``hash`` of the proposal that was looked at.
        made_on: Its day.
        amounts: As for ``propose``.

    Raises:
        NotReleased: The name is missing, the content changed since, or it is the last release again.
        ReleaseRefused: The file gives something away after all.
    """
    name = _checked_name(approver)
    version = side.store.version()
    work = _work(side, made_on, amounts)
    _refuse_other(work, looked_at)
    if work.release is None:
        raise NotReleased("Nothing can be released now: every table is held back.")
    release = replace(work.release, approver=name)
    content = release_file.to_bytes(release)
    # the very check the Roundtable makes, on the very bytes it will get
    release_file.read(content, earlier_releases(side))
    record = MadeReleaseRecord(
        release_file.content_hash(release), made_on, name, release.made_up, content, datetime.now(UTC)
    )
    try:
        side.store.add_release(record, seen=version)
    except ChangedMeanwhile:
        raise NotReleased("The data changed while the release was made. Look at it again.") from None
    except AlreadyReleased:
        raise NotReleased("This release was made before: it is in the list below.") from None
    return record


def earlier_releases(side: DistrictSide) -> list[Release]:
    """Every release made before, oldest first."""
    return [release_file.stored(record.content) for record in side.store.releases()]


def amounts_of(side: DistrictSide) -> tuple[Amount, ...]:
    """Give money to $1,000 and whole hours of each walk's plan, where they are given."""
    found: list[Amount] = []
    for walk, plan in sorted(side.plans().items()):
        if plan.cost is not None:
            found.append(Amount(f"{walk}: cash", whole_thousands(plan.cost), AmountUnit.DOLLARS))
        if plan.hours is not None:
            found.append(Amount(f"{walk}: volunteers", whole_hours(plan.hours), AmountUnit.HOURS))
    return (*found, *_coverage_of(side))


def _coverage_of(side: DistrictSide) -> Iterator[Amount]:
    """Coverage of each list, and of all together, by the enrollment exports, as a band; none where it cannot be stated."""
    several = [(str(walk), one_walk(side, walk)) for walk in side.walks()]
    if len(several) > 1:
        several.append((ALL_WALKS, pooled([one for _, one in several])))
    for name, one in several:
        coverage = one.coverage
        unknown = coverage.listed - coverage.known
        if coverage.listed >= FEWEST_LISTED and is_covered(unknown, coverage.listed):
            yield coverage_amount(name)


def _checked_name(approver: str) -> str:
    name = " ".join(approver.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or name == UNSIGNED:
        raise NotReleased(f"A release needs the name of the person who approves it, up to {LONGEST_NAME} letters.")
    return name


def _refuse_other(work: _Work, looked_at: str) -> None:
    if work.proposal.hash != looked_at:
        raise NotReleased("What would be published has changed since you looked. Look at it again, then approve.")
    if work.proposal.same_as is not None:
        day = work.proposal.same_as.isoformat()
        raise NotReleased(f"Nothing has changed since the release of {day}: send that one again.")


def _work(side: DistrictSide, made_on: date, amounts: Sequence[Amount] | None) -> _Work:
    wanted = amounts_of(side) if amounts is None else tuple(amounts)
    return _made(side, side.store.version(), made_on, wanted)


@lru_cache(maxsize=4)
def _made(side: DistrictSide, version: int, made_on: date, amounts: tuple[Amount, ...]) -> _Work:
    """Keep what was made while the file stays at ``version``."""
    district = side.district()
    if district is None:
        raise NotReleased("No district is named yet: name it on the import page first.")
    if not side.walks():
        raise NotReleased("No walk is loaded yet: import visits first.")
    earlier = earlier_releases(side)
    if earlier and earlier[-1].made_on > made_on:
        raise NotReleased(f"A release of a later day, {earlier[-1].made_on}, was made: check this machine's date.")
    heading = Heading(district.name, side.walks(), made_on, UNSIGNED, side.is_made_up())
    tables, overlaps = release_tables(side.journeys(), side.rules())
    try:
        made = make_release(heading, tables, side.store.secret(), earlier=earlier, overlaps=overlaps, amounts=amounts)
    except ReleaseRefused as refused:
        every = HeldBack(tuple(table.id for table in tables), refused.breaches)
        return _Work(_proposal(heading, side.as_of(), tables, None, (every,), earlier), None)
    return _Work(_proposal(heading, side.as_of(), tables, made.release, made.held_back, earlier), made.release)


def _proposal(
    heading: Heading,
    as_of: date | None,
    tables: Sequence[TrueTable],
    release: Release | None,
    held_back: Sequence[HeldBack],
    earlier: Sequence[Release],
) -> Proposal:
    published = {table.id: table for table in release.tables} if release else {}
    true = true_values(tables)
    hidden = [cell.key for table in published.values() for cell in table.counts() if cell.value is HIDDEN]
    why = reasons(frame_of(tables), true, hidden)
    told = {name: held.breaches for held in held_back for name in held.table_ids}
    return Proposal(
        district=heading.district,
        made_on=heading.made_on,
        as_of=as_of,
        made_up=heading.made_up,
        tables=tuple(
            _table(table, published[table.id], heading, true, why) for table in tables if table.id in published
        ),
        held_back=tuple(
            HeldTable(table.id, table.title, _about(table.id, heading), tuple(map(str, told.get(table.id, ()))))
            for table in tables
            if table.id not in published
        ),
        amounts=release.amounts if release else (),
        sentences=sentences(release) if release else (),
        footnote=FOOTNOTE,
        same_as=_same_as(release, earlier),
        hash=release_file.content_hash(release) if release else "",
    )


def _table(
    table: TrueTable, published: PublishedTable, heading: Heading, true: dict[str, int], why: dict[str, Reason]
) -> ProposedTable:
    cells = {cell.key: cell for cell in published.counts()}

    def cell(count: Count) -> ProposedCell:
        known = count.count if isinstance(count.count, Missing) else true[count.key]
        return ProposedCell(count.key, count.label, cells[count.key].value, known, why.get(count.key))

    total = cell(table.total) if table.kind is Kind.ONE_WAY and table.total is not None else None
    return ProposedTable(table.id, table.title, _about(table.id, heading), tuple(map(cell, table.cells)), total)


def _about(table_id: str, heading: Heading) -> str:
    return next((str(walk) for walk in heading.walks if table_id.startswith(f"{walk}/")), ALL_WALKS)


def _same_as(release: Release | None, earlier: Sequence[Release]) -> date | None:
    """Day of the last release where this one says nothing else."""
    if release is None or not earlier:
        return None
    last = earlier[-1]
    unsigned = replace(release, made_on=last.made_on, approver=last.approver)
    return last.made_on if unsigned == last else None
