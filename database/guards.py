"""What a connection that reads may not do, whatever statement reaches it; and who may open a database file at all."""

from __future__ import annotations

import math
import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

OWNER_ONLY = 0o600
OTHERS = 0o077
STATEMENT_SECONDS = 5.0
"""Processor time that one statement may take while pages are served; the slowest takes a few hundredths."""
STEPS_BETWEEN_LOOKS = 20_000
READS = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
        sqlite3.SQLITE_TRANSACTION,
    }
)
CHECKS = frozenset({"quick_check", "integrity_check", "foreign_key_check", "table_info", "table_xinfo"})
ASKED = frozenset({"read_uncommitted", "page_count", "journal_mode", "query_only"})
"""Settings that may be asked for (SQLAlchemy asks for one at the first connection), never set."""
FORBIDDEN_FUNCTIONS = frozenset({"load_extension"})


class LimitedConnection(sqlite3.Connection):
    """A connection whose statements end when their time is over."""

    until: float = math.inf


def limit(connection: LimitedConnection) -> LimitedConnection:
    """Let a connection read and nothing else: no ATTACH, no writing, no PRAGMA but SQLite's own checks."""
    connection.set_authorizer(_allowed)
    connection.set_progress_handler(lambda: int(time.thread_time() > connection.until), STEPS_BETWEEN_LOOKS)
    return connection


def give_time(engine: Engine, seconds: float) -> None:
    """Give each statement of an engine so much processor time; SQLite ends it with "interrupted" afterwards."""

    def begin(_connection: Any, cursor: Any, *_statement: Any) -> None:
        cursor.connection.until = time.thread_time() + seconds

    event.listen(engine, "before_cursor_execute", begin)


def keep_for_owner(path: Path) -> None:
    """Make the file if there is none, and close it to everybody but its owner; SQLite gives its logs the same mode."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, OWNER_ONLY))
    close_to_others(path)


def close_to_others(path: Path) -> bool:
    """Close a file to everybody but its owner; whether it is closed now (only its owner can do so)."""
    if path.stat().st_mode & OTHERS:
        try:
            path.chmod(OWNER_ONLY)
        except OSError:
            return False
    return True


def _allowed(act: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    if act == sqlite3.SQLITE_PRAGMA:
        name = (first or "").lower()
        return sqlite3.SQLITE_OK if name in CHECKS or (name in ASKED and second is None) else sqlite3.SQLITE_DENY
    if act == sqlite3.SQLITE_FUNCTION and (second or "").lower() in FORBIDDEN_FUNCTIONS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if act in READS else sqlite3.SQLITE_DENY
