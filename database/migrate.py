"""Bring the tables to the version this program needs. One transaction.

A killed migration leaves the old tables whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event

from database.engine import DatabaseError, writer

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def upgrade(url: str, revision: str = "head") -> None:
    """Migrate the database forward to ``revision``; creates the file if there is none; does nothing if it is there."""
    with _unenforced(url) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(url: str, revision: str) -> None:
    """Migrate back to ``revision`` (``base`` drops every table)."""
    with _unenforced(url) as connection:
        command.downgrade(_config(connection), revision)


def head() -> str:
    """The newest revision there is."""
    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())


@contextmanager
def _unenforced(url: str) -> Iterator[Connection]:
    """One write transaction without enforced references, which are all checked before it is committed.

    Changing a table in SQLite means copying it and dropping the old one, which references to it would forbid; the
    setting cannot be changed inside a transaction.
    """
    engine = writer(url)
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=OFF").close())
    with engine.begin() as connection:
        yield connection
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if loose:
            message = f"the migration would leave row {loose[1]} of table {loose[0]} without its row of {loose[2]}"
            raise DatabaseError(message)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
