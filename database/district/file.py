"""How a district's file is opened: readable by its owner alone, what is deleted is overwritten, no log beside it.

Always a rollback journal: a write-ahead log would keep the pages of an undone load until its next checkpoint.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from database.engine import DatabaseError, FileKind, database_path, start_problems
from database.migrate import upgrade

DISTRICT_SCHEMA_VERSION = "district_0001"
"""The migration this program is written for (the head of ``database/district/migrations``)."""

OWNER_ONLY = 0o600

DISTRICT = FileKind(
    DISTRICT_SCHEMA_VERSION,
    Path(__file__).resolve().parent / "migrations",
    "start the district's copy of this program, or load a file: .venv/bin/dashboards walks import",
    "restore a backup, or move the file away and load the district's files again",
    wal=False,
    settings=("secure_delete=ON",),
)


def prepare(url: str) -> None:
    """Make the file with its folder if there is none, close it to everybody but its owner, bring its tables up to date.

    Raises:
        DatabaseError: The file is damaged, of a newer program, or cannot be made.
    """
    path = database_path(url)
    try:
        _owner_only(path)
    except OSError as error:
        raise DatabaseError(
            f"{path} cannot be made or closed to others ({error.strerror}); check its folder"
        ) from error
    try:
        upgrade(url, kind=DISTRICT)
    except (DBAPIError, sqlite3.Error) as error:
        cause = getattr(error, "orig", None) or error
        raise DatabaseError(f"{path} cannot be used ({cause}); {DISTRICT.restore}") from error
    problems = start_problems(url, DISTRICT)
    if problems:
        raise DatabaseError("; ".join(problems))


def _owner_only(path: Path) -> None:
    """SQLite gives the journal the mode of the file, so both are closed from the first byte on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, OWNER_ONLY))
    if path.stat().st_mode & 0o077:
        path.chmod(OWNER_ONLY)
