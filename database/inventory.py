"""What a database file holds that no command can make again, counted. Needs the standard library alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

KEPT = {
    "document": ("version of an agenda or plan", "versions of agendas and plans"),
    "frozen_view": ("copied link", "copied links"),
    "release": ("release of a district", "releases of districts"),
    "release_withdrawal": ("withdrawal of a release", "withdrawals of releases"),
    "staff file": ("file loaded by staff", "files loaded by staff"),
    "visit": ("visit", "visits"),
    "spell": ("enrollment spell", "enrollment spells"),
    "plan": ("plan of a walk", "plans of walks"),
    "made_release": ("release made here", "releases made here"),
}
"""What the rows of a table are to a reader; the tables of the public file and of a district's."""


def kept_rows(path: Path) -> list[str]:
    """What of the file cannot be made again, one text a kind: ``12 copied links``; empty where there is nothing.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return [f"{rows:,} {KEPT[kind][rows != 1]}" for kind, rows in _counts(connection) if rows]


def _counts(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for name in KEPT:
        if name in tables:
            yield name, connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - our own names
    if "load" in tables and "observation" in tables:
        staff = "SELECT count(*) FROM load WHERE kind NOT IN ('catalog', 'unload') AND unloaded_at IS NULL"
        yield "staff file", connection.execute(staff).fetchone()[0]
