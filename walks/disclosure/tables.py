"""Tables of true counts, as the district holds them, and the published form they take.

A quantity is named by its ``key``. The same key in two tables is the same quantity, hidden in both or in neither; that is
how a school's, a district's and a city's tables, a funnel and its breakdown hang together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from walks.disclosure.cells import Missing, PublishedCell


class Kind(StrEnum):
    """How the cells of a table relate."""

    ONE_WAY = "one_way"
    FUNNEL = "funnel"


@dataclass(frozen=True, slots=True)
class Count:
    """A true count of students, or why there is none. It stays in the district.

    Attributes:
        key: Names the quantity, e.g. ``2026-09-12/contacted``.
        label: What a reader sees.
        count: Students, 0 or more, or ``Missing``.

    Raises:
        TypeError: ``count`` is neither a whole number nor ``Missing``.
        ValueError: ``count`` is negative or ``key`` empty.
    """

    key: str
    label: str
    count: int | Missing

    def __post_init__(self) -> None:
        if isinstance(self.count, Missing):
            return
        if not isinstance(self.count, int) or isinstance(self.count, bool):
            raise TypeError(f"{self.label}: a count is a whole number, not {self.count!r}")
        if self.count < 0:
            raise ValueError(f"{self.label}: a count is 0 or more, not {self.count}")
        if not self.key:
            raise ValueError(f"{self.label}: a count needs a key")


@dataclass(frozen=True, slots=True)
class TrueTable:
    """A table of true counts. Make one with ``one_way`` or ``funnel``, which check it.

    Attributes:
        id: Names the table across releases.
        title: What a reader sees.
        kind: One-way (cells add up to ``total``) or funnel (each stage at most the one before).
        cells: In the order shown.
        total: The whole of a one-way table; None for a funnel.
        outcomes: Keys for which "everyone" or "no one" would tell something about each student (rule 5).
    """

    id: str
    title: str
    kind: Kind
    cells: tuple[Count, ...]
    total: Count | None
    outcomes: frozenset[str]

    def counts(self) -> Iterator[Count]:
        """Give every count of the table, the total last."""
        yield from self.cells
        if self.total is not None:
            yield self.total


@dataclass(frozen=True, slots=True)
class Overlap:
    """Students counted once over several walks: ``parts`` are the walks' counts, ``unique`` the students they make.

    The sum of the parts less ``unique`` is the number of repeats, which nobody publishes and everybody can work out.
    """

    unique: str
    parts: tuple[str, ...]


def one_way(
    table_id: str, title: str, cells: Sequence[Count], total: Count, outcomes: Iterable[str] | None = None
) -> TrueTable:
    """Make a table whose cells add up to a total.

    Args:
        table_id: Names the table across releases.
        title: What a reader sees.
        cells: In the order shown; a ``Missing`` cell is no part of the total.
        total: Published with the table, hidden only when the cells cannot be protected otherwise.
        outcomes: Keys under rule 5; every cell when left out.

    Raises:
        ValueError: A key comes twice, or the cells do not add up.
    """
    keys = [cell.key for cell in cells] + [total.key]
    if len(set(keys)) < len(keys):
        raise ValueError(f"{table_id}: every cell and the total need a key of their own")
    if isinstance(total.count, Missing):
        raise ValueError(f"{table_id}: a table needs its total, however it is then shown")
    added = sum(cell.count for cell in cells if not isinstance(cell.count, Missing))
    if added != total.count:
        raise ValueError(f"{table_id}: the cells add up to {added}, the total says {total.count}")
    marked = frozenset(keys[:-1] if outcomes is None else outcomes)
    return TrueTable(table_id, title, Kind.ONE_WAY, tuple(cells), total, marked)


def funnel(table_id: str, title: str, stages: Sequence[Count], outcomes: Iterable[str] = ()) -> TrueTable:
    """Make a funnel: each stage's count at most that of the stage before.

    Args:
        table_id: Names the table across releases.
        title: What a reader sees.
        stages: First to last; ``Missing`` stages are passed over.
        outcomes: Keys of the stages that are outcomes of students (rule 5), not work of the team.

    Raises:
        ValueError: A key comes twice, or a stage is larger than the one before.
    """
    if len({stage.key for stage in stages}) < len(stages):
        raise ValueError(f"{table_id}: every stage needs a key of its own")
    counted = [stage for stage in stages if not isinstance(stage.count, Missing)]
    for before, after in pairwise(counted):
        if known(after) > known(before):
            raise ValueError(f"{table_id}: {after.label} is larger than {before.label}, the stage before it")
    return TrueTable(table_id, title, Kind.FUNNEL, tuple(stages), None, frozenset(outcomes))


def known(count: Count) -> int:
    """Give the students of a count that has some.

    Raises:
        TypeError: The count is ``Missing``.
    """
    if isinstance(count.count, Missing):
        raise TypeError(f"{count.label}: no count ({count.count.name})")
    return count.count


def hierarchy(parent: TrueTable, children: Sequence[TrueTable]) -> tuple[TrueTable, ...]:
    """Give the tables that tie a parent (district) to its children (schools): one a cell, over all children.

    Args:
        parent: A one-way table.
        children: One-way tables of the same labels in the same order, which add up to the parent.

    Raises:
        ValueError: The labels differ, or the children do not add up to the parent.
    """
    labels = [count.label for count in parent.counts()]
    for child in children:
        if [count.label for count in child.counts()] != labels:
            raise ValueError(f"{child.id}: its cells are not those of {parent.id}, in that order")
    across = zip(parent.counts(), *(child.counts() for child in children), strict=True)
    return tuple(
        one_way(f"{whole.key} over {len(parts)}", f"{whole.label}, by part", parts, whole, outcomes=())
        for whole, *parts in across
    )


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table as it may be published. Same shape as ``TrueTable``; its cells cannot hold a bare count."""

    id: str
    title: str
    kind: Kind
    cells: tuple[PublishedCell, ...]
    total: PublishedCell | None

    def counts(self) -> Iterator[PublishedCell]:
        """Give every cell of the table, the total last."""
        yield from self.cells
        if self.total is not None:
            yield self.total
