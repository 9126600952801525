"""Bring the tables to the version this program needs. One transaction.

A killed migration leaves the old tables whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, inspect

from database import engine
from database.backup import back_up_before
from database.engine import DRIVER_ERRORS, PUBLIC, DatabaseError, FileKind, database_path, writer

VERSIONS = "alembic_version"
_ONE_AT_A_TIME = Lock()
"""Alembic keeps the migration that runs in variables of its modules: threads must not share them."""


def upgrade(url: str, revision: str = "head", kind: FileKind = PUBLIC) -> None:
    """Migrate the database forward to ``revision``; creates the file if there is none; does nothing if it is there.

    Raises:
        DatabaseError: The file is of a newer program, of another kind or of somebody else; nothing was changed.
    """
    try:
        _back_up_older(url, kind)
        with _ONE_AT_A_TIME, _unenforced(url, kind) as connection:
            _refuse_unknown(connection, url, kind)
            command.upgrade(_config(connection, kind), revision)
    except DRIVER_ERRORS as error:
        if getattr(getattr(error, "orig", error), "sqlite_errorcode", 0) != sqlite3.SQLITE_NOTADB:
            raise
        raise DatabaseError(f"{database_path(url)} is not a database; name another file, or {kind.restore}") from error


def downgrade(url: str, revision: str, kind: FileKind = PUBLIC) -> None:
    """Migrate back to ``revision`` (``base`` drops every table)."""
    with _ONE_AT_A_TIME, _unenforced(url, kind) as connection:
        command.downgrade(_config(connection, kind), revision)


def head(kind: FileKind = PUBLIC) -> str:
    """The newest revision there is."""
    return str(ScriptDirectory(str(kind.migrations)).get_current_head())


def _back_up_older(url: str, kind: FileKind) -> None:
    """A backup before tables are changed; none where the file is new, current, or cannot be read anyway."""
    path = database_path(url)
    if not path.is_file() or not path.stat().st_size:
        return
    with closing(sqlite3.connect(path, timeout=engine.BUSY_MILLISECONDS / 1000)) as connection, suppress(sqlite3.Error):
        found = connection.execute(f"SELECT version_num FROM {VERSIONS}").fetchone()  # noqa: S608 - our own table
        if found and found[0] != head(kind):
            back_up_before(url, "migration")


def _refuse_unknown(connection: Connection, url: str, kind: FileKind) -> None:
    """Tables this program's migrations did not make are left alone."""
    names = set(inspect(connection).get_table_names())
    if not names:
        return
    found = (
        connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if VERSIONS in names else None
    )
    if found is None and names - {VERSIONS}:
        raise DatabaseError(f"{database_path(url)} holds tables of another program; name another file")
    known = {each.revision for each in ScriptDirectory(str(kind.migrations)).walk_revisions()}
    if found is not None and found not in known:
        reason = "of another kind of file, or newer than this program"
        raise DatabaseError(f"{database_path(url)} has schema {found}, which is {reason}; check which file is named")


@contextmanager
def _unenforced(url: str, kind: FileKind) -> Iterator[Connection]:
    """One write transaction without enforced references, which are all checked before it is committed.

    Changing a table in SQLite means copying it and dropping the old one, which references to it would forbid; the
    setting cannot be changed inside a transaction.
    """
    engine = writer(url, kind)
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=OFF").close())
    with engine.begin() as connection:
        yield connection
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if loose:
            message = f"the migration would leave row {loose[1]} of table {loose[0]} without its row of {loose[2]}"
            raise DatabaseError(message)


def _config(connection: Connection, kind: FileKind) -> Config:
    config = Config()
    config.set_main_option("script_location", str(kind.migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
