"""What the tables hold, as rows and a hash: equal content gives equal hashes whatever the order, machine or time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from database.models import Base, Load, LoadTable, Observation, PublishedLoss
from database.values import LoadTableRecord

HISTORY_TABLES = frozenset(
    {
        "load",
        "load_table",
        "load_hash",
        "frozen_view",
        "link_opening",
        "release",
        "release_withdrawal",
        "release_audit",
        "document",
        "row_hash",
        "act",
    }
)
"""What was loaded, presented, released or written: kept through every load, and no part of the data's version."""

OWN_COLUMNS = frozenset({"load_id", "replaced_by", "superseded_by"})
"""Columns the database fills itself; no catalog file has them."""


def data_tables() -> tuple[Table, ...]:
    """Every table but the history, referred-to tables before those that refer to them."""
    return tuple(table for table in Base.metadata.sorted_tables if table.name not in HISTORY_TABLES)


def catalog_columns(table: Table) -> tuple[str, ...]:
    """The columns a catalog file of the table has: all but row numbers and the database's own."""
    return tuple(c.name for c in table.columns if c.name not in OWN_COLUMNS and not is_row_number(table, c.name))


def is_row_number(table: Table, column: str) -> bool:
    """Whether the column is a number the database gives out (an integer ``id`` that alone is the key)."""
    return column == "id" and table.columns["id"].type.python_type is int


def contents(connection: Connection) -> tuple[LoadTableRecord, ...]:
    """Rows and hash of every data table as it is now, by table name."""
    found = []
    for table in sorted(data_tables(), key=lambda each: each.name):
        rows = connection.execute(select(*_hashed_columns(table)))
        count, digest = content_hash(rows)
        found.append(LoadTableRecord(table.name, count, digest))
    return tuple(found)


def latest_contents(connection: Connection) -> tuple[LoadTableRecord, ...]:
    """Rows and hash of every table as the latest load recorded them; empty when nothing was loaded."""
    latest = select(Load.id).order_by(Load.id.desc()).limit(1).scalar_subquery()
    columns = (LoadTable.table_name, LoadTable.rows, LoadTable.sha256)
    rows = connection.execute(select(*columns).where(LoadTable.load_id == latest).order_by(LoadTable.table_name))
    return tuple(LoadTableRecord(*row) for row in rows)


def latest_catalog_sha256(connection: Connection) -> str | None:
    """The hash of the catalog's files at its latest load, None when it was never loaded."""
    return connection.scalar(select(Load.sha256).where(Load.kind == "catalog").order_by(Load.id.desc()).limit(1))


@dataclass(frozen=True, slots=True)
class LoadHead:
    """What a load brought, in short."""

    kind: str
    file_name: str
    sha256: str
    rows: int
    unloaded_at: datetime | None


def load_of(connection: Connection, load_id: int) -> LoadHead | None:
    """The load with this id."""
    columns = (Load.kind, Load.file_name, Load.sha256, Load.rows, Load.unloaded_at)
    row = connection.execute(select(*columns).where(Load.id == load_id)).first()
    return LoadHead(*row) if row else None


def corrected_figures(connection: Connection) -> int:
    """How many figures of the catalog a staff file replaces."""
    counts = [
        select(func.count()).select_from(model).where(model.load_id.is_(None), model.replaced_by.is_not(None))
        for model in (Observation, PublishedLoss)
    ]
    return sum(connection.scalar(count) or 0 for count in counts)


def content_hash(rows: Iterable[Sequence[object]]) -> tuple[int, str]:
    """Number of rows and the SHA-256 over the sorted SHA-256 of each row (as JSON.

    Numbers in their shortest exact form).
    """
    digests = sorted(
        hashlib.sha256(json.dumps(list(row), ensure_ascii=False, allow_nan=False).encode()).digest() for row in rows
    )
    return len(digests), hashlib.sha256(b"".join(digests)).hexdigest()


def data_version(tables: Iterable[LoadTableRecord]) -> str:
    """Sixteen hexadecimal digits that name the whole content.

    They do not depend on when or in how many loads it came.
    """
    text = "".join(f"{table.table_name} {table.sha256}\n" for table in sorted(tables, key=lambda each: each.table_name))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _hashed_columns(table: Table) -> list[ColumnElement[Any]]:
    """The catalog's columns, and whether the row was replaced or superseded (not by which load: that is history)."""
    columns: list[ColumnElement[Any]] = [table.columns[name] for name in catalog_columns(table)]
    columns += [table.columns[name].is_not(None) for name in ("replaced_by", "superseded_by") if name in table.columns]
    return columns
