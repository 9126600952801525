"""Hashes of a district's tables, recorded with every change, so that a changed bit is noticed.

The rows are read as SQLite holds them, without a student's key leaving this module; 100,000 rows take about a third of
a second.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from database.district.models import DistrictBase, TableHash
from database.engine import FileKind
from database.integrity import Damage

TABLES = tuple(sorted(set(DistrictBase.metadata.tables) - {TableHash.__tablename__}))


def record_tables(connection: Connection) -> None:
    """Record what every table holds now, inside the transaction that changed it."""
    connection.execute(delete(TableHash))
    held = [{"table_name": name, "rows": rows, "sha256": sha256} for name, (rows, sha256) in _held(connection).items()]
    connection.execute(insert(TableHash), held)


def district_damage(connection: Connection, path: Path, kind: FileKind) -> Damage:
    """What of a district's file is not as it was written."""
    columns = (TableHash.table_name, TableHash.rows, TableHash.sha256)
    recorded = {name: (rows, sha256) for name, rows, sha256 in connection.execute(select(*columns)).all()}
    if not recorded:
        return Damage()
    held = _held(connection)
    # a table that a later version of the program added has no hash before the next change
    changed = [name for name in held if name in recorded and held[name] != recorded[name]]
    if not changed:
        return Damage()
    return Damage((f"{path}: rows of {', '.join(changed)} are not as they were written; {kind.restore}",))


def _held(connection: Connection) -> dict[str, tuple[int, str]]:
    return {name: _hash(_rows(connection, name)) for name in TABLES}


def _rows(connection: Connection, name: str) -> Iterable[tuple[object, ...]]:
    """In the order of all columns, for a backup may number its rows anew."""
    table = DistrictBase.metadata.tables[name]
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    return (tuple(row) for row in connection.exec_driver_sql(f'SELECT {columns} FROM "{name}" ORDER BY {columns}'))  # noqa: S608 - names of our own tables


def _hash(rows: Iterable[tuple[object, ...]]) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    for row in rows:
        plain = [value.hex() if isinstance(value, bytes) else value for value in row]
        digest.update(json.dumps(plain, ensure_ascii=False).encode() + b"\n")
        count += 1
    return count, digest.hexdigest()
