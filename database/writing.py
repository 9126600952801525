"""One write transaction, and one kind of error when the file cannot be written to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from database.engine import PUBLIC, DatabaseError, FileKind, database_path, writer
from database.problems import NotSaved, is_of_the_file, reason_of


@contextmanager
def writing(url: str, kind: FileKind = PUBLIC) -> Iterator[Connection]:
    """A connection in a transaction that is committed at the end, or leaves nothing when anything is raised.

    Raises:
        DatabaseError: There is no file.
        NotSaved: It cannot be written to now; the text says why.
    """
    path = database_path(url)
    if not path.exists():
        raise DatabaseError(f"there is no database at {path}; {kind.build}")
    try:
        with writer(url, kind).begin() as connection:
            yield connection
    except (DBAPIError, sqlite3.Error) as error:
        if not is_of_the_file(error) and not isinstance(getattr(error, "orig", error), sqlite3.OperationalError):
            raise
        raise NotSaved(reason_of(error), path) from error


def without_zone(moment: datetime) -> datetime:
    """UTC without a zone, as SQLite keeps it; a moment without a zone is taken as UTC."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def utc_now() -> datetime:
    """Now, as ``without_zone`` gives it."""
    return without_zone(datetime.now(UTC))
