"""The open database of one process: a read-only engine made at first use, and which version of the data it holds."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from threading import Lock
from typing import TypeVar
from weakref import finalize

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import OperationalError

from database.engine import PUBLIC, DatabaseError, FileKind, database_path, reader, recover
from database.models import Load

Answer = TypeVar("Answer")
Version = tuple[int, str]
Signature = tuple[tuple[int, int, int, int] | None, ...]
SETTLED_SECONDS = 2.0
"""A file changed less than this ago may change again without its time stamp showing it."""


def latest_load(connection: Connection) -> Version:
    """The version of the public database: its latest load."""
    row = connection.execute(select(Load.id, Load.data_version).order_by(Load.id.desc()).limit(1)).first()
    return (row.id, row.data_version) if row else (0, "")


class OpenDatabase:
    """Runs read transactions and says which version of the data they see.

    The engine is made in the process that uses it (a forked worker makes its own) and again when the file was
    exchanged, for instance by a restored backup. ``version`` looks at the file's time, size and identity, which costs
    microseconds, and asks the database only when one of them changed or the last change is too fresh for time stamps to
    tell. Connections are closed with ``close``, and at the latest when the object is dropped or the process ends.
    """

    def __init__(
        self, url: str, kind: FileKind = PUBLIC, version: Callable[[Connection], Version] = latest_load
    ) -> None:
        """``url``: ``sqlite:///path``; nothing is opened yet. ``version`` asks the file which version it holds."""
        self._url = url
        self._kind = kind
        self._ask_version = version
        self._path = database_path(url)
        self._lock = Lock()
        self._engine: Engine | None = None
        self._closing: finalize[[Engine, int], OpenDatabase] | None = None
        self._process = 0
        self._identity: tuple[int, int] | None = None
        self._known: tuple[Signature, Version] | None = None

    def run(self, question: Callable[[Connection], Answer]) -> Answer:
        """The answer to a question, in one read transaction.

        Raises:
            DatabaseError: there is no database file.
        """
        try:
            return self._run(question)
        except OperationalError as error:
            code = getattr(error.orig, "sqlite_errorcode", 0)
            if code & 0xFF != sqlite3.SQLITE_READONLY:
                raise
            # A writer was killed while committing; reading alone cannot roll its journal back.
            recover(self._url, self._kind)
            return self._run(question)

    def version(self) -> Version:
        """Number and name of the version; for the public database the latest load's id and data version, or (0, "")."""
        signature = self._signature()
        known = self._known
        if known is not None and known[0] == signature and self._settled(signature):
            return known[1]
        version = self.run(self._ask_version)
        self._known = (signature, version)
        return version

    def close(self) -> None:
        """Close every connection; the next question opens the database again."""
        with self._lock:
            self._dispose()

    def _run(self, question: Callable[[Connection], Answer]) -> Answer:
        with self._current_engine().connect() as connection:
            return question(connection)

    def _current_engine(self) -> Engine:
        try:
            status = self._path.stat()
        except FileNotFoundError:
            message = f"there is no database at {self._path}; {self._kind.build}"
            raise DatabaseError(message) from None
        identity = (status.st_dev, status.st_ino)
        with self._lock:
            if self._engine is None or self._process != os.getpid() or self._identity != identity:
                self._dispose()
                self._engine = reader(self._url)
                self._process = os.getpid()
                self._closing = finalize(self, _close, self._engine, self._process)
                self._identity = identity
            return self._engine

    def _dispose(self) -> None:
        if self._closing is not None:
            self._closing()
        self._engine = self._closing = None

    def _signature(self) -> Signature:
        wal = self._path.with_name(self._path.name + "-wal")
        return tuple(_stamp(path) for path in (self._path, wal))

    @staticmethod
    def _settled(signature: Signature) -> bool:
        newest = max((stamp[0] for stamp in signature if stamp), default=0)
        return newest / 1e9 < time.time() - SETTLED_SECONDS


def _close(engine: Engine, process: int) -> None:
    """Close an engine's connections. A parent process's are forgotten, not closed: that would drop the parent's locks."""
    engine.dispose(close=process == os.getpid())


def _stamp(path: os.PathLike[str]) -> tuple[int, int, int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - called for every question; a Path adds half its cost
    except FileNotFoundError:
        return None
    return (status.st_mtime_ns, status.st_size, status.st_ino, status.st_dev)
