"""How the database is opened: one writer at a time, readers that cannot write, checks before anything is served.

Rollback journal unless the SQLite library is 3.51.3 or later: earlier versions can lose commits in WAL mode when two
connections write or checkpoint at once (the WAL-reset bug, fixed 13 March 2026). No memory mapping, for the same
reason. Every write transaction starts with ``BEGIN IMMEDIATE``: a deferred one that reads, then writes, fails at once
when another writer was quicker, and no waiting helps it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, QueuePool

from database.guards import STATEMENT_SECONDS, LimitedConnection, give_time, keep_for_owner, limit
from database.problems import DatabaseError as DatabaseError
from database.problems import is_damage, is_of_the_file, reason_of

SCHEMA_VERSION = "0007"
"""The migration this program is written for (the head of ``database/migrations``)."""

BUSY_MILLISECONDS = 5000
FIRST_SAFE_WAL = (3, 51, 3)
URL_PREFIX = "sqlite:///"
REMEDY_BUILD = "run: .venv/bin/dashboards data build"
REMEDY_RESTORE = "run: .venv/bin/dashboards db verify, then .venv/bin/dashboards db restore with the latest backup"


@dataclass(frozen=True, slots=True)
class FileKind:
    """What one kind of database file of this program is.

    Attributes:
        schema_version: The migration this program is written for: the head of ``migrations``.
        migrations: Folder of its migrations.
        build: What to do where there is no file, or an old one.
        restore: What to do where the file is damaged.
        wal: Whether WAL is used where it is safe.
        settings: Of the file's own, for connections that write.
    """

    schema_version: str
    migrations: Path
    build: str
    restore: str
    wal: bool = True
    settings: tuple[str, ...] = ()


PUBLIC = FileKind(SCHEMA_VERSION, Path(__file__).resolve().parent / "migrations", REMEDY_BUILD, REMEDY_RESTORE)


DRIVER_ERRORS: tuple[type[Exception], ...] = (DBAPIError, sqlite3.Error)
"""What SQLite and its wrapper raise where nothing here has turned it into a ``DatabaseError``."""


def database_path(url: str) -> Path:
    """The file behind ``sqlite:///path``.

    Raises:
        DatabaseError: the address is not one of an SQLite file.
    """
    name = url.removeprefix(URL_PREFIX)
    if name == url or not name or name == ":memory:":
        message = f"the database address must be sqlite:///path/to/file, not {url!r}"
        raise DatabaseError(message)
    return Path(name).resolve()


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """``WAL`` where the library is free of the WAL-reset bug, else ``DELETE`` (rollback journal)."""
    return "WAL" if version >= FIRST_SAFE_WAL else "DELETE"


def writer(url: str, kind: FileKind = PUBLIC) -> Engine:
    """An engine that may write; creates the file and its folder. Not pooled: use it, then it is gone.

    Uncommitted pages stay in memory (``cache_spill``), so readers are held up only while a commit is being written.
    Errors name no values (``hide_parameters``): what a person brought must not end in a log.
    """
    path = database_path(url)
    path.parent.mkdir(parents=True, exist_ok=True)

    def connect() -> sqlite3.Connection:
        if not path.exists():
            keep_for_owner(path)
        connection = sqlite3.connect(path, timeout=BUSY_MILLISECONDS / 1000, isolation_level=None)
        journal = journal_mode() if kind.wal else "DELETE"
        return _set(connection, f"journal_mode={journal}", "synchronous=FULL", "cache_spill=OFF", *kind.settings)

    engine = create_engine(url, creator=connect, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reader(url: str, *, pool_size: int = 8, seconds: float = STATEMENT_SECONDS) -> Engine:
    """A pooled engine that can only read: the file is opened ``mode=ro``, connections are ``query_only`` and limited.

    A statement has ``seconds`` of processor time. Create it after a fork, never before: SQLite connections do not survive one.
    """
    path = database_path(url)

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{path.as_uri()}?mode=ro",
            uri=True,
            timeout=BUSY_MILLISECONDS / 1000,
            isolation_level=None,
            check_same_thread=False,  # the pool hands a connection to one thread at a time
            factory=LimitedConnection,
        )
        _set(connection, "query_only=ON")
        return limit(connection)

    engine = create_engine(url, creator=connect, poolclass=QueuePool, pool_size=pool_size, max_overflow=pool_size)
    event.listen(engine, "begin", _begin_deferred)
    give_time(engine, seconds)
    return engine


def recover(url: str, kind: FileKind = PUBLIC) -> None:
    """Roll back what a killed writer left behind; a read-only connection cannot do this itself."""
    engine = writer(url, kind)
    with engine.begin() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")


def start_problems(url: str, kind: FileKind = PUBLIC) -> list[str]:
    """Everything that stops the program from being started on this database; empty when it is sound.

    Checks that the file is there, its structure (``quick_check``), that every reference leads somewhere
    (``foreign_key_check``) and the migration version. Takes well under a second for the bundled catalog.
    """
    path = database_path(url)
    if not path.exists():
        return [f"there is no database at {path}; {kind.build}"]
    try:
        recover(url, kind)
        engine = reader(url)
        try:
            with engine.connect() as connection:
                return _structure(connection, path, kind) or version_problems(connection, path, kind)
        finally:
            engine.dispose()
    except Exception as error:  # whatever the file does, the answer is one line
        if is_of_the_file(error) and not is_damage(error):
            return [f"{path} cannot be opened: {reason_of(error)}"]
        return [f"{path} cannot be read ({cause_of(error)}); {kind.restore}"]


def version_problems(connection: Connection, path: Path, kind: FileKind = PUBLIC) -> list[str]:
    """What is wrong with the schema version, if anything."""
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").all()
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if rows else None
    if found == kind.schema_version:
        return []
    if found is None:
        return [f"{path} holds no tables of this program; {kind.build}"]
    if _number(str(found)) > _number(kind.schema_version):
        return [f"{path} has schema {found}, newer than this program ({kind.schema_version}); start the newer program"]
    return [f"{path} has schema {found}, this program needs {kind.schema_version}; {kind.build}"]


def _structure(connection: Connection, path: Path, kind: FileKind) -> list[str]:
    damage = [row[0] for row in connection.exec_driver_sql("PRAGMA quick_check(5)") if row[0] != "ok"]
    if damage:
        return [f"{path} is damaged ({damage[0]}); {kind.restore}"]
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if loose:
        where = f"row {loose[1]} of table {loose[0]} refers to a missing row of {loose[2]}"
        return [f"{path}: {where}; {kind.restore}"]
    return []


def _set(connection: sqlite3.Connection, *pragmas: str) -> sqlite3.Connection:
    """The connection with its settings; closed where they cannot be made. Sorting leaves no rows in temporary files."""
    common = ("foreign_keys=ON", f"busy_timeout={BUSY_MILLISECONDS}", "mmap_size=0", "temp_store=MEMORY")
    try:
        for pragma in (*common, "trusted_schema=OFF", *pragmas):
            connection.execute(f"PRAGMA {pragma}").close()
    except BaseException:
        connection.close()
        raise
    return connection


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_deferred(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _number(revision: str) -> int:
    """The number of a migration: 3 of ``0003`` and of ``district_0003``."""
    digits = revision.rpartition("_")[2]
    return int(digits) if digits.isdecimal() else 0


def cause_of(error: Exception) -> str:
    """What SQLite itself says."""
    return str(getattr(error, "orig", None) or error)
