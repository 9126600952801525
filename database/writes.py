"""What changes the data. Each function runs inside the caller's one write transaction; nothing here commits.

The catalog and staff files live side by side. A rebuild exchanges the catalog's rows (``load_id`` NULL) and leaves the
rows of staff files alone, so they survive it. What a staff file corrected stays corrected; which figure is preferred is
decided anew after every change (``preference``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, literal_column, select, update

from database.contents import contents, data_tables, data_version
from database.hashes import record_loads
from database.models import Base, Load, LoadTable, Measure, Observation, PublishedLoss, Source
from database.preference import FIGURES, apply_preference, figure_key
from database.values import LoadTableRecord

Row = Mapping[str, Any]
"""One row to write: column name to Python value (None for a missing one)."""

Progress = Callable[[str, int], None]
"""Told the table and how many of its rows were just written."""

ROWS_AT_ONCE = 1000


class StaffRowsLeftBehind(Exception):
    """The new catalog lacks a place or measure that a staff file's rows are about."""


@dataclass(frozen=True, slots=True)
class LoadHeader:
    """What is known of a load before it is done. ``sha256`` is that of the file's bytes."""

    kind: str
    file_name: str
    sha256: str
    rows: int
    program_version: str


def begin_load(connection: Connection, header: LoadHeader) -> int:
    """Record a load and give its id; ``finish_load`` completes it in the same transaction."""
    fields = {name: getattr(header, name) for name in LoadHeader.__slots__}
    new = insert(Load).values(**fields, finished_at=_now(), data_version="").returning(Load.id)
    return connection.execute(new).scalar_one()


def finish_load(connection: Connection, load_id: int) -> tuple[LoadTableRecord, ...]:
    """Decide which figures are preferred, then record what every table holds now and the version of the whole."""
    apply_preference(connection)
    record_loads(connection)
    held = contents(connection)
    connection.execute(
        insert(LoadTable),
        [{"load_id": load_id, "table_name": t.table_name, "rows": t.rows, "sha256": t.sha256} for t in held],
    )
    done = update(Load).where(Load.id == load_id)
    connection.execute(done.values(data_version=data_version(held), finished_at=_now()))
    return held


def replace_catalog(connection: Connection, tables: Mapping[str, Sequence[Row]], progress: Progress) -> None:
    """Exchange every row of the catalog for those given (table name to rows, all data tables).

    Raises:
        StaffRowsLeftBehind: a staff file's rows are about a place or measure that is gone.
    """
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    _keep_sources_of_staff_rows(connection, {row["id"] for row in tables["source"]})
    _drop_staff_rows_now_in_catalog(connection, tables)
    for table in reversed(data_tables()):
        connection.execute(delete(table).where(table.c.load_id.is_(None)) if "load_id" in table.c else delete(table))
    for table in data_tables():
        rows = _with_corrections(connection, table, tables[table.name])
        for few in _batches(rows):
            connection.execute(insert(table), few)
            progress(table.name, len(few))
    _refuse_loose_rows(connection)


def take_back(connection: Connection, load_id: int) -> int:
    """Remove the rows a staff file brought and restore what they replaced; returns how many rows went.

    Sources and measures the file introduced go too, unless another load's rows refer to them.
    """
    removed = 0
    for table, key in FIGURES.items():
        later = select(table.c.replaced_by, *(table.c[name] for name in key)).where(
            table.c.load_id == load_id, table.c.replaced_by.is_not(None)
        )
        heirs = {figure_key(row, key): row.replaced_by for row in connection.execute(later)}
        removed += connection.execute(delete(table).where(table.c.load_id == load_id)).rowcount
        freed = connection.execute(
            select(table.c.id, *(table.c[name] for name in key)).where(table.c.replaced_by == load_id)
        ).all()
        for row in freed:
            heir = heirs.get(figure_key(row, key))
            connection.execute(update(table).where(table.c.id == row.id).values(replaced_by=heir))
        # What the load decided about other rows is decided anew by finish_load; it may not refer to the load meanwhile.
        connection.execute(update(table).where(table.c.superseded_by == load_id).values(superseded_by=None))
    _drop_unused(connection)
    connection.execute(update(Load).where(Load.id == load_id).values(unloaded_at=_now()))
    return removed


def _with_corrections(connection: Connection, table: Table, rows: Sequence[Row]) -> Sequence[Row]:
    """Catalog rows of figures; those that a staff file corrected (same source and location) are marked as replaced."""
    if table not in FIGURES:
        return rows
    key = FIGURES[table]
    query = select(table.c.load_id, *(table.c[name] for name in key)).where(table.c.load_id.is_not(None))
    corrected = {
        figure_key(row, key): row.load_id for row in connection.execute(query.order_by(table.c.load_id.desc()))
    }
    return [{**row, "replaced_by": corrected.get(tuple(row[name] for name in key))} for row in rows]


def _keep_sources_of_staff_rows(connection: Connection, catalog_ids: set[str]) -> None:
    """A source that only staff rows still name becomes theirs; the catalog no longer has it."""
    for table in (Measure, Observation, PublishedLoss):
        used = select(table.source_id, table.load_id).where(table.load_id.is_not(None)).distinct()
        for source_id, load_id in connection.execute(used).all():
            if source_id not in catalog_ids:
                mine = update(Source).where(Source.id == source_id, Source.load_id.is_(None))
                connection.execute(mine.values(load_id=load_id))


def _drop_staff_rows_now_in_catalog(connection: Connection, tables: Mapping[str, Sequence[Row]]) -> None:
    """A measure or source that a staff file introduced and the catalog now has is the catalog's from here on."""
    for model in (Measure, Source):
        known = {row["id"] for row in tables[model.__tablename__]}
        staff = set(connection.scalars(select(model.id).where(model.load_id.is_not(None))))
        for identifier in sorted(known & staff):
            connection.execute(delete(model).where(model.id == identifier))


def _drop_unused(connection: Connection) -> None:
    """Remove measures, then sources, that staff files introduced and nothing refers to any more."""
    measured = select(Observation.measure_id)
    connection.execute(delete(Measure).where(Measure.load_id.is_not(None), Measure.id.not_in(measured)))
    named = (select(model.source_id) for model in (Measure, Observation, PublishedLoss))
    unused = (Source.id.not_in(ids) for ids in named)
    connection.execute(delete(Source).where(Source.load_id.is_not(None), *unused))


def _refuse_loose_rows(connection: Connection) -> None:
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if loose:
        name, row_id, parent, _ = loose[0]
        brought = select(Base.metadata.tables[name].c.load_id).where(literal_column("rowid") == row_id)
        load_id = connection.scalar(brought)
        message = (
            f"load {load_id} brought figures about a {parent} that the new catalog no longer has ({len(loose)} rows); "
            f"take it back first: .venv/bin/dashboards data unload {load_id}"
        )
        raise StaffRowsLeftBehind(message)


def _batches(rows: Sequence[Row]) -> list[list[Row]]:
    return [list(rows[start : start + ROWS_AT_ONCE]) for start in range(0, len(rows), ROWS_AT_ONCE)]


def _now() -> datetime:
    """UTC without a zone, as SQLite keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)
