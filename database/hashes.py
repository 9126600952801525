"""Hashes of what is kept, row by row and load by load, so that a changed bit is noticed before a figure is shown.

The data tables as a whole are hashed with every load (``contents``). Here are the two kinds that no later load repeats:
the rows people made (agendas, plans, links, releases), one hash a row; and the figures of each staff file, one hash a
load and table. A hash names the columns it covers, so a column that a later version adds does not make old rows look
damaged.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast

from sqlalchemy import Connection, Table, delete, insert, select

from database.contents import catalog_columns, content_hash
from database.kept import Document, FrozenView, Release, ReleaseWithdrawal
from database.models import Load, LoadHash, RowHash
from database.preference import FIGURES

KEPT: tuple[Table, ...] = tuple(
    cast(Table, model.__table__) for model in (Document, FrozenView, Release, ReleaseWithdrawal)
)
STAFF_KINDS = ("losses", "indicators")
MAY_GO = frozenset({"frozen_view"})
"""Tables whose rows may be taken away; a row missing from any other is damage."""


def row_key(table: Table, row: Mapping[str, Any]) -> str:
    """The primary key of a row as one text."""
    return json.dumps([row[column.name] for column in table.primary_key.columns], ensure_ascii=False)


def row_hash(row: Mapping[str, Any], columns: Iterable[str]) -> str:
    """SHA-256 over the named columns of a row; days and times as ISO text, bytes by their own hash."""
    values = [[name, _plain(row[name])] for name in columns]
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, allow_nan=False).encode()).hexdigest()


def insert_kept(connection: Connection, model: Any, row: Mapping[str, Any]) -> None:
    """Insert a row people made, and its hash; both or, with the transaction, neither."""
    table: Table = model.__table__
    connection.execute(insert(table).values(**row))
    record_row(connection, table, row)


def record_row(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Record the hash of a row that was just written or changed."""
    columns = sorted(row)
    key = row_key(table, row)
    connection.execute(delete(RowHash).where(RowHash.table_name == table.name, RowHash.row_key == key))
    given = {"table_name": table.name, "row_key": key, "columns": json.dumps(columns), "sha256": row_hash(row, columns)}
    connection.execute(insert(RowHash).values(**given))


def forget_rows(connection: Connection, model: Any, keys: Iterable[str]) -> None:
    """Delete rows people made, named by a primary key of one text column, and their hashes."""
    table: Table = model.__table__
    (column,) = table.primary_key.columns
    for key in keys:
        connection.execute(delete(table).where(column == key))
        where = (RowHash.table_name == table.name, RowHash.row_key == row_key(table, {column.name: key}))
        connection.execute(delete(RowHash).where(*where))


def changed_rows(connection: Connection) -> list[str]:
    """The rows people made that are not as they were written, each named in a few words."""
    found: list[str] = []
    for table in KEPT:
        recorded = {
            row.row_key: row for row in connection.execute(select(RowHash).where(RowHash.table_name == table.name))
        }
        for row in connection.execute(select(table)):
            values = dict(row._mapping)
            hashed = recorded.pop(row_key(table, values), None)
            if hashed is None or not _holds(values, hashed.columns, hashed.sha256):
                found.append(f"{_name(table, values)} is not as it was saved")
        if table.name not in MAY_GO:
            found += [f"{_words(table)} {' '.join(map(str, json.loads(key)))} is gone" for key in recorded]
    return found


def is_as_saved(connection: Connection, table: Table, given: Any) -> bool:
    """Whether one row people made (a mapping by column name) is as it was written."""
    row = dict(given)
    where = (RowHash.table_name == table.name, RowHash.row_key == row_key(table, row))
    hashed = connection.execute(select(RowHash.columns, RowHash.sha256).where(*where)).first()
    return hashed is not None and _holds(row, hashed.columns, hashed.sha256)


def record_loads(connection: Connection) -> None:
    """Record the hashes of the figures of each staff file that has none yet."""
    hashed = select(LoadHash.load_id)
    fresh = select(Load.id).where(Load.unloaded_at.is_(None), Load.id.not_in(hashed), Load.kind.in_(STAFF_KINDS))
    for load_id in connection.scalars(fresh).all():
        for table in FIGURES:
            count, sha256 = _figures(connection, table, load_id)
            given = {"load_id": load_id, "table_name": table.name, "rows": count, "sha256": sha256}
            connection.execute(insert(LoadHash).values(**given))


def changed_loads(connection: Connection) -> list[tuple[int, str]]:
    """(number, file name) of the staff loads whose figures are not as the file brought them."""
    columns = (LoadHash.load_id, LoadHash.table_name, LoadHash.rows, LoadHash.sha256, Load.file_name)
    query = select(*columns).join(Load, Load.id == LoadHash.load_id).where(Load.unloaded_at.is_(None))
    tables = {table.name: table for table in FIGURES}
    found = {
        (row.load_id, row.file_name)
        for row in connection.execute(query).all()
        if _figures(connection, tables[row.table_name], row.load_id) != (row.rows, row.sha256)
    }
    return sorted(found)


def _figures(connection: Connection, table: Table, load_id: int) -> tuple[int, str]:
    columns = [table.c[name] for name in catalog_columns(table)]
    return content_hash(connection.execute(select(*columns).where(table.c.load_id == load_id)))


def _holds(row: Mapping[str, Any], columns: str, sha256: str) -> bool:
    try:
        named = json.loads(columns)
        return row_hash(row, named) == sha256
    except (ValueError, KeyError, TypeError):
        return False


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return value.isoformat() if isinstance(value, date) else value


def _name(table: Table, row: Mapping[str, Any]) -> str:
    if table.name == "document":
        return f"version {row['version']} of the {row['kind']} {row['id']}"
    if table.name == "release":
        return f"the release {row['sha256'][:12]} of {row['district']}"
    if table.name == "release_withdrawal":
        return f"the withdrawal of the release {row['sha256'][:12]}"
    return f"the copied link {row['id']}"


def _words(table: Table) -> str:
    return {"document": "a document", "release": "the release", "release_withdrawal": "the withdrawal"}.get(
        table.name, "a row of " + table.name
    )
