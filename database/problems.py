"""Why a database file cannot be used, in words a person can act on; never the advice to delete a file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

FULL, BUSY, LOCKED, READ_ONLY = 13, 5, 6, 8
WRITE_FAILED, CANNOT_OPEN, CORRUPT, NOT_A_DATABASE = 10, 14, 11, 26

DISK_FULL = "the disk is full: make room on it, then try again"
DISK_FAILS = "the disk cannot be written to (it is full, or fails): make room on it, then try again"
HELD = (
    "the file is locked: somebody else is saving (another window, a load, a backup or a second copy of the program); "
    "try again in a minute"
)
NOT_ALLOWED = "the program may not write there: check who owns the file and its folder"
DAMAGED = "the file is damaged"


class DatabaseError(Exception):
    """The database cannot be used as it is; the text says what is wrong, where, and what to do."""


class NotSaved(DatabaseError):
    """Something could not be written; nothing was changed. ``reason`` says why, without naming a file."""

    def __init__(self, reason: str, path: Path) -> None:
        """``reason``: one of the sentences above, or the library's own words."""
        super().__init__(f"{path} cannot be written to now ({reason}); nothing was changed")
        self.reason = reason


class Damaged(DatabaseError):
    """What was read is not what was written."""


def is_held(error: BaseException) -> bool:
    """Whether another connection holds the file, so that waiting helps."""
    return _code(error) in {BUSY, LOCKED}


def is_damage(error: BaseException) -> bool:
    """Whether the file's own structure is broken."""
    return _code(error) in {CORRUPT, NOT_A_DATABASE}


def reason_of(error: BaseException) -> str:
    """Why a file cannot be written to or read, as part of a sentence."""
    words = {
        FULL: DISK_FULL,
        WRITE_FAILED: DISK_FAILS,
        BUSY: HELD,
        LOCKED: HELD,
        READ_ONLY: NOT_ALLOWED,
        CANNOT_OPEN: NOT_ALLOWED,
        CORRUPT: DAMAGED,
        NOT_A_DATABASE: DAMAGED,
    }
    return words.get(_code(error), str(getattr(error, "orig", None) or error))


def is_of_the_file(error: BaseException) -> bool:
    """Whether an error is about the file, the disk or its locks, not about what a statement says."""
    return _code(error) in {FULL, BUSY, LOCKED, READ_ONLY, WRITE_FAILED, CANNOT_OPEN, CORRUPT, NOT_A_DATABASE}


def _code(error: BaseException) -> int:
    """SQLite's primary code; 0 where the error is none of SQLite's."""
    cause = getattr(error, "orig", None) or error
    return int(getattr(cause, "sqlite_errorcode", 0) or 0) & 0xFF if isinstance(cause, sqlite3.Error) else 0
