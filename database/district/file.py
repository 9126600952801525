"""How a district's file is opened: readable by its owner alone, what is deleted is overwritten, no log beside it.

Always a rollback journal: a write-ahead log would keep the pages of an undone load until its next checkpoint.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from database.district.hashes import district_damage
from database.engine import DatabaseError, FileKind, database_path
from database.integrity import verify
from database.migrate import upgrade
from database.problems import is_damage, is_of_the_file, reason_of

DISTRICT_SCHEMA_VERSION = "district_0004"
"""The migration this program is written for (the head of ``database/district/migrations``)."""

OWNER_ONLY = 0o600

DISTRICT = FileKind(
    DISTRICT_SCHEMA_VERSION,
    Path(__file__).resolve().parent / "migrations",
    "start the district's copy of this program, or load a file: .venv/bin/dashboards walks import",
    "run: .venv/bin/dashboards db verify --district, then restore the latest backup: .venv/bin/dashboards db restore --district",
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
        if is_of_the_file(error) and not is_damage(error):
            raise DatabaseError(f"{path} cannot be used: {reason_of(error)}") from error
        raise DatabaseError(f"{path} cannot be used ({reason_of(error)}); {DISTRICT.restore}") from error
    problems = verify(url, DISTRICT, district_damage).lines
    if problems:
        raise DatabaseError("; ".join(problems))


def _owner_only(path: Path) -> None:
    """SQLite gives the journal the mode of the file, so both are closed from the first byte on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, OWNER_ONLY))
    if path.stat().st_mode & 0o077:
        path.chmod(OWNER_ONLY)
