"""Backups of a database file: whole copies through SQLite's backup API, kept 7 days and 8 weeks back, and put back.

A copy is made beside its final name and renamed when it is whole, so that a killed backup leaves none that looks good.
Every file and its folder are for the owner alone.
"""

from __future__ import annotations

import logging
import os
import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from database import engine
from database.engine import PUBLIC, FileKind, database_path, journal_mode
from database.integrity import Look, verify
from database.problems import HELD, DatabaseError, is_of_the_file, reason_of

FOLDER = "backups"
DAYS, WEEKS = 7, 8
MOST_A_DAY = 30
"""Of the last 24 hours at most so many are kept; an import in many parts must not fill the disk."""
OWNER_FILE, OWNER_FOLDER = 0o600, 0o700
STAMP = "%Y%m%dT%H%M%S%fZ"
PAGES_AT_ONCE = 512
PATIENCE_SECONDS = 60
ERASED_AT_ONCE = 1024 * 1024
log = logging.getLogger("database.backup")


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy: where it is, when it was made (UTC) and before what (``by-hand``, ``before-load``)."""

    path: Path
    made_at: datetime
    reason: str


def folder_of(url: str) -> Path:
    """Where the backups of a file are: the folder ``backups`` beside it."""
    return database_path(url).parent / FOLDER


def backups(url: str) -> tuple[Backup, ...]:
    """Every backup of a file, the latest first."""
    stem = re.escape(database_path(url).stem)
    name = re.compile(rf"{stem}-(\d{{8}}T\d{{12}}Z)-([a-z-]+)\.sqlite")
    found = []
    for path in folder_of(url).glob("*.sqlite"):
        parts = name.fullmatch(path.name)
        if parts:
            made_at = datetime.strptime(parts[1], STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, made_at, parts[2]))
    return tuple(sorted(found, key=lambda each: each.made_at, reverse=True))


def back_up(url: str, reason: str = "by-hand", now: datetime | None = None, *, prune: bool = True) -> Backup:
    """Copy a file as it is now; writers wait a moment, readers do not.

    Args:
        url: ``sqlite:///path``.
        reason: Part of the copy's name: small letters and hyphens.
        now: When it is.
        prune: Whether copies beyond the days and weeks kept are taken away afterwards.

    Raises:
        DatabaseError: There is no file, or no copy of it can be written; what was there stays.
    """
    path, made_at = database_path(url), now or datetime.now(UTC)
    if not path.is_file():
        raise DatabaseError(f"there is no database at {path}; there is nothing to back up")
    folder = folder_of(url)
    target = folder / f"{path.stem}-{made_at.astimezone(UTC).strftime(STAMP)}-{reason}.sqlite"
    try:
        folder.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
        with _part(target) as part:
            _copy(path, part)
    except (sqlite3.Error, OSError) as error:
        raise DatabaseError(f"no backup of {path} could be made: {_why(error)}") from error
    if prune:
        _prune(backups(url), made_at)
    return Backup(target, made_at, reason)


def back_up_before(url: str, what: str) -> Backup | None:
    """The backup before a load or a migration; None where there is no file yet.

    Raises:
        DatabaseError: No backup can be made, so that nothing should be changed.
    """
    path = database_path(url)
    if not path.is_file() or not path.stat().st_size:
        return None
    return back_up(url, f"before-{what}")


def is_due(url: str, older_than: timedelta, now: datetime | None = None) -> bool:
    """Whether the latest backup is older than this, or there is none."""
    latest = next(iter(backups(url)), None)
    return latest is None or (now or datetime.now(UTC)) - latest.made_at > older_than


def restore(url: str, backup: Path, kind: FileKind = PUBLIC, look: Look | None = None) -> Path | None:
    """Put a backup in a file's place, in one transaction; give where the file as it stood was kept.

    The backup is verified first. A program that runs goes on: its next question reads what was put back.

    Raises:
        DatabaseError: The backup is missing, damaged or of another version, or the file is held or cannot be written.
            What stood, stands.
    """
    path = database_path(url)
    if not backup.is_file():
        raise DatabaseError(f"there is no backup at {backup}; see: .venv/bin/dashboards db backups")
    found = verify(f"sqlite:///{backup}", kind, look, thorough=True)
    if found.lines:
        raise DatabaseError(f"this backup is not sound, so nothing was restored: {found.lines[0]}; try an earlier one")
    kept = _keep_aside(url)
    try:
        _put_back(backup, path, journal_mode() if kind.wal else "DELETE")
    except (sqlite3.Error, OSError) as error:
        raise DatabaseError(f"{backup} could not be restored to {path}: {_why(error)}; what stood, stands") from error
    return kept


def only(url: str) -> tuple[Backup, int]:
    """Make a backup, then take every earlier one away: what was undone is then in no backup. Give it and how many went."""
    earlier = backups(url)
    made = back_up(url, "only", prune=False)
    for each in earlier:
        _erase(each.path)
    return made, len(earlier)


def forget_since(url: str, moment: datetime) -> None:
    """Erase the backups made since a moment and make a new one: for rows that were loaded then and are undone now."""
    for each in backups(url):
        if each.made_at >= moment:
            _erase(each.path)
    try:
        back_up(url, "after-undo")
    except DatabaseError as problem:
        log.warning("%s", problem)


def kept_by_rule(found: Sequence[Backup], now: datetime) -> frozenset[Path]:
    """Those of the last day, the latest of each of seven days and of each of eight weeks that have one."""
    latest_first = sorted(found, key=lambda each: each.made_at, reverse=True)
    kept = [each for each in latest_first if now - each.made_at <= timedelta(days=1)][:MOST_A_DAY]
    days: dict[object, Backup] = {}
    weeks: dict[object, Backup] = {}
    for each in latest_first:
        days.setdefault(each.made_at.date(), each)
        weeks.setdefault(each.made_at.isocalendar()[:2], each)
    kept += [*list(days.values())[:DAYS], *list(weeks.values())[:WEEKS]]
    return frozenset(each.path for each in kept)


def _erase(path: Path) -> None:
    """Overwrite a file, then take it away: as far as a file system allows, its content is gone."""
    with suppress(OSError), path.open("rb+") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, ERASED_AT_ONCE)))
        os.fsync(file.fileno())
    path.unlink(missing_ok=True)


def _prune(found: Sequence[Backup], now: datetime) -> None:
    kept = kept_by_rule(found, now)
    for each in found:
        if each.path not in kept:
            each.path.unlink(missing_ok=True)


@contextmanager
def _part(target: Path) -> Iterator[Path]:
    """A file beside the target that becomes it at the end, or goes."""
    part = target.with_suffix(".part")
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_FILE))
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _copy(source: Path, target: Path) -> None:
    """All pages; the copy keeps a rollback journal, so that it is one file."""
    with closing(_opened(source, "ro")) as read, closing(_opened(target, "rw")) as written:
        read.backup(written, pages=PAGES_AT_ONCE, progress=_Patience(), sleep=0.1)
        written.execute("PRAGMA journal_mode=DELETE").close()


def _put_back(backup: Path, path: Path, journal: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if _is_readable(path):
        with closing(_opened(backup, "ro")) as read, closing(_opened(path, "rw")) as written:
            read.backup(written, pages=PAGES_AT_ONCE, progress=_Patience(), sleep=0.1)
            written.execute(f"PRAGMA journal_mode={journal}").close()
        return
    # Nothing SQLite can open stands there: exchange the file, and the logs that belong to the old one.
    with _part(path) as part:
        _copy(backup, part)
        for ending in ("-journal", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _keep_aside(url: str) -> Path | None:
    """The file as it stood, damaged as it may be: through SQLite where that can read it, else byte for byte."""
    path = database_path(url)
    if not path.is_file():
        return None
    with suppress(DatabaseError):
        return back_up(url, "before-restore", prune=False).path
    target = folder_of(url) / f"{path.stem}-{datetime.now(UTC).strftime(STAMP)}-unreadable.bytes"
    target.parent.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
    with _part(target) as part:
        part.write_bytes(path.read_bytes())
    return target


class _Patience:
    """Ends a copy that others hold up for too long: the library itself would wait for ever."""

    def __init__(self) -> None:
        self._until = time.monotonic() + PATIENCE_SECONDS

    def __call__(self, _status: int, _remaining: int, _total: int) -> None:
        if time.monotonic() > self._until:
            raise TimeoutError(0, HELD)


def _is_readable(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with closing(_opened(path, "ro")) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        return is_of_the_file(error) and "unable to open" not in str(error)
    except sqlite3.Error:
        return False
    return True


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=engine.BUSY_MILLISECONDS / 1000, isolation_level=None)
    connection.execute("PRAGMA mmap_size=0").close()
    return connection


def _why(error: Exception) -> str:
    return str(error.strerror) if isinstance(error, OSError) else reason_of(error)
