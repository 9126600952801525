"""From true tables to published ones: the only way a walk's count becomes public."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from walks.disclosure.cells import HIDDEN, Missing, PublishedCell, Released
from walks.disclosure.frame import Published, frame_of
from walks.disclosure.profile import AZ, Profile
from walks.disclosure.protect import hidden_keys, keyed_order
from walks.disclosure.seal import SEAL
from walks.disclosure.tables import Count, Overlap, PublishedTable, TrueTable, known
from walks.disclosure.watch import Watch


def publish(
    tables: Sequence[TrueTable],
    secret: bytes,
    overlaps: Sequence[Overlap] = (),
    profile: Profile = AZ,
    already: Iterable[str] = (),
    earlier: Sequence[Published] = (),
    watch: Watch | None = None,
) -> tuple[PublishedTable, ...]:
    """Suppress tables together, so that what one hides the others do not tell.

    Args:
        tables: True counts. Everything that hangs together has to be given together: the same key is the same quantity.
        secret: Key of the complementary choice (``keyed_order``).
        overlaps: Students counted once over several walks.
        profile: The rules' numbers.
        already: Keys an earlier release hid and this one must.
        earlier: What was published before.
        watch: Bounds the time.

    Returns:
        The tables in their order, as they may be published.

    Raises:
        ValueError: A key has two different counts, or the secret is too short.
        OutOfTime: The watch ran out.
    """
    values = true_values(tables)
    frame = frame_of(tables, overlaps)
    hidden = hidden_keys(frame, values, keyed_order(secret), profile, already, earlier, watch)
    return tuple(_published(table, hidden) for table in tables)


def true_values(tables: Iterable[TrueTable]) -> dict[str, int]:
    """Give the true counts by key; ``Missing`` ones are left out.

    Raises:
        ValueError: Two tables disagree about a quantity.
    """
    values: dict[str, int] = {}
    for table in tables:
        for cell in table.counts():
            if isinstance(cell.count, Missing):
                continue
            if values.setdefault(cell.key, cell.count) != cell.count:
                raise ValueError(f"{table.id}: {cell.label} ({cell.key}) has another count in another table")
    return values


def _published(table: TrueTable, hidden: frozenset[str]) -> PublishedTable:
    cells = tuple(_cell(cell, hidden) for cell in table.cells)
    total = None if table.total is None else _cell(table.total, hidden)
    return PublishedTable(table.id, table.title, table.kind, cells, total)


def _cell(cell: Count, hidden: frozenset[str]) -> PublishedCell:
    if isinstance(cell.count, Missing):
        return PublishedCell(cell.key, cell.label, cell.count)
    value = HIDDEN if cell.key in hidden else Released(known(cell), SEAL)
    return PublishedCell(cell.key, cell.label, value)
