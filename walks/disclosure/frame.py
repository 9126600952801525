"""How the quantities of a set of tables hang together, without their values: sums, chains and overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from walks.disclosure.cells import Missing
from walks.disclosure.tables import Count, Overlap, PublishedTable, TrueTable


@dataclass(frozen=True, slots=True)
class Sum:
    """The ``parts`` add up to ``whole``."""

    table_id: str
    whole: str
    parts: tuple[str, ...]
    outcomes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Chain:
    """Nested counts: each of ``keys`` is at most the one before."""

    table_id: str
    keys: tuple[str, ...]
    outcomes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Growth:
    """A quantity over all walks at two times: ``later`` holds the walks of ``earlier`` and new ones.

    ``new_parts`` are the new walks' counts at the same stage; empty where no table has them (target groups).
    """

    later: str
    earlier: str
    new_parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Every relation between the quantities of a publication, or of several: then ``growths`` and ``sames`` tie them.

    ``sames`` are pairs of names of one quantity in two releases.
    """

    sums: tuple[Sum, ...]
    chains: tuple[Chain, ...]
    overlaps: tuple[Overlap, ...]
    growths: tuple[Growth, ...] = ()
    sames: tuple[tuple[str, str], ...] = ()

    def keys(self) -> frozenset[str]:
        """Name every quantity of the frame."""
        return frozenset(key for group in self.groups() for key in group)

    def groups(self) -> Iterator[tuple[str, ...]]:
        """Give the quantities of each relation."""
        for total in self.sums:
            yield total.whole, *total.parts
        for chain in self.chains:
            yield chain.keys
        for overlap in self.overlaps:
            yield overlap.unique, *overlap.parts
        for growth in self.growths:
            yield growth.later, growth.earlier, *growth.new_parts
        yield from self.sames


@dataclass(frozen=True, slots=True)
class Published:
    """Tables published together, as the attacker reads them: no seal, any publisher's."""

    frame: Frame
    shown: Mapping[str, int]

    @property
    def hidden(self) -> frozenset[str]:
        """Keys without a shown count."""
        return self.frame.keys() - self.shown.keys()


def frame_of(tables: Iterable[TrueTable | PublishedTable], overlaps: Sequence[Overlap] = ()) -> Frame:
    """Read the relations off the tables; cells without a count take no part in them."""
    sums, chains = [], []
    for table in tables:
        keys = tuple(cell.key for cell in table.cells if not _is_missing(cell))
        outcomes = table.outcomes if isinstance(table, TrueTable) else frozenset()
        if table.total is None:
            chains.append(Chain(table.id, keys, outcomes))
        else:
            sums.append(Sum(table.id, table.total.key, keys, outcomes))
    return Frame(tuple(sums), tuple(chains), tuple(overlaps))


def _is_missing(cell: object) -> bool:
    held = cell.count if isinstance(cell, Count) else getattr(cell, "value", None)
    return isinstance(held, Missing)
