"""Views kept as they were presented, so that a link shows the number that was said however the data change later.

The id of a view is 128 bits of a hash of its content and its day: saving the same view again the same day changes
nothing, and nobody can find a view by counting. What is in a view is public anyway: it is what the page showed.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import time
from base64 import b32encode
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from threading import Lock
from typing import Any, cast

from sqlalchemy import Connection, Row, Table, func, insert, select

from database import kept as models
from database.engine import PUBLIC
from database.hashes import forget_rows, insert_kept, is_as_saved
from database.opened import OpenDatabase
from database.problems import Damaged, NotSaved
from database.writing import utc_now, writing

log = logging.getLogger("database.frozen")

ARIZONA = timezone(timedelta(hours=-7), "MST")
"""Without daylight saving time, all year round: the day a room says it is."""

DISTRICT_ONLY = "own_"
"""How the names of exhibits of true counts begin: no such view is ever written."""

MOST_BYTES = 64 * 1024
MOST_A_MINUTE = 300
MOST_VIEWS = 50_000
UNOPENED_DAYS = 400
"""A link nobody opened within this time expires: longer than the year a memo's citation has to hold."""
ROOM_DAYS = 30
"""Where there is no room for more, the oldest links nobody opened go first, but none younger than this."""
ROOM_AT_ONCE = 100
ID_BYTES = 16
ID = re.compile(r"[a-z2-7]{26}")


class NotKeptError(Exception):
    """A view was not saved; the text says why, for the person who copied the link."""


@dataclass(frozen=True, slots=True)
class FrozenView:
    """What an exhibit said at one moment.

    Attributes:
        path: Page it was on (``/losses``, ``/exhibit/ranking``).
        parameters: As in the address, every default written out.
        exhibit: Name of the exhibit.
        title: Its finding.
        sentence: What stands below it.
        content: Plain values, ready for JSON: its numbers as read, their bases, sources and notes.
        data_version: Of the data it was made from.
        model_version: Of the loss model's parameters.
        program_version: Of the program.
        created_at: With its zone.
    """

    path: str
    parameters: Mapping[str, str]
    exhibit: str
    title: str
    sentence: str
    content: Mapping[str, Any]
    data_version: str
    model_version: str
    program_version: str
    created_at: datetime

    @property
    def day(self) -> str:
        """The day in Arizona, ``2026-12-03``."""
        return self.created_at.astimezone(ARIZONA).date().isoformat()

    @property
    def id(self) -> str:
        """26 letters and digits: 128 bits of the SHA-256 of everything but the time of day."""
        fields = {name: getattr(self, name) for name in self.__slots__ if name != "created_at"}
        digest = hashlib.sha256(_json({**fields, "day": self.day}).encode()).digest()
        return b32encode(digest[:ID_BYTES]).decode().rstrip("=").lower()


class FrozenViews:
    """The kept views of one database. Safe to share between threads and to create before a fork; opens nothing yet."""

    def __init__(self, url: str, *, most_a_minute: int = MOST_A_MINUTE) -> None:
        """``url``: ``sqlite:///path``. ``most_a_minute``: new views this process writes at most.

        That is for all who copy together, to keep the disk; what one visitor may copy is bounded in ``access``.
        """
        self._url = url
        self._database = OpenDatabase(url)
        self._most = most_a_minute
        self._written: deque[float] = deque()
        self._lock = Lock()

    def close(self) -> None:
        """Close the connections of this process."""
        self._database.close()

    def load(self, identifier: str) -> FrozenView | None:
        """The view with this id; None where there is none, whatever the id looks like."""
        if not ID.fullmatch(identifier):
            return None
        row = self._database.run(lambda connection: _sound(connection, identifier))
        if row is None:
            return None
        fields = {name: getattr(row, name) for name in FrozenView.__slots__}
        fields |= {name: json.loads(fields[name]) for name in ("parameters", "content")}
        return FrozenView(**{**fields, "created_at": row.created_at.replace(tzinfo=UTC)})

    def opened(self, identifier: str) -> None:
        """Record that a link was opened, once; where the file cannot be written to, it only stays unrecorded."""
        if self._database.run(lambda connection: _was_opened(connection, identifier)):
            return
        try:
            with writing(self._url) as connection:
                if not _was_opened(connection, identifier):
                    connection.execute(insert(models.LinkOpening).values(id=identifier, opened_at=utc_now()))
        except NotSaved:
            log.info("the first opening of a link was not recorded")

    def save(self, view: FrozenView) -> str:
        """Keep a view and give its id; one that is kept already is left as it is.

        Links that nobody opened within ``UNOPENED_DAYS`` expire then; an address still shows its view as of today.

        Raises:
            NotKeptError: It is a district's own, it is too large, there are too many, or the database cannot be written to.
        """
        if view.exhibit.startswith(DISTRICT_ONLY):
            raise NotKeptError("what a district alone may see is not kept here")
        identifier = view.id
        row = _row(identifier, view)
        size = sum(len(value.encode()) for value in row.values() if isinstance(value, str))
        if size > MOST_BYTES:
            raise NotKeptError(f"what it shows is too large to keep ({size // 1024} kB of {MOST_BYTES // 1024})")
        if self.load(identifier) is not None:
            return identifier
        self._admit()
        try:
            with writing(self._url) as connection:
                _insert(connection, row)
        except NotSaved as error:
            raise NotKeptError(error.reason) from error
        return identifier

    def _admit(self) -> None:
        """Refuse more new views than a minute may bring: a program that asks for thousands must not fill the disk."""
        now = time.monotonic()
        with self._lock:
            while self._written and self._written[0] <= now - 60:
                self._written.popleft()
            if len(self._written) >= self._most:
                raise NotKeptError("many links were copied in the last minute; copy it again in a minute")
            self._written.append(now)


def _sound(connection: Connection, identifier: str) -> Row[Any] | None:
    """The row, if it is there and as it was written.

    Raises:
        Damaged: It is not: it would show other numbers than were presented.
    """
    table = cast(Table, models.FrozenView.__table__)
    row = connection.execute(select(table).where(table.c.id == identifier)).first()
    if row is not None and not is_as_saved(connection, table, row._mapping):
        raise Damaged(f"the copied link {identifier} is not as it was saved; {PUBLIC.restore}")
    return row


def _insert(connection: Connection, row: Mapping[str, Any]) -> None:
    """Inside ``BEGIN IMMEDIATE``: nobody else can write the same view between the look and the writing."""
    table = models.FrozenView
    if connection.scalar(select(table.id).where(table.id == row["id"])):
        return
    _expire(connection, timedelta(days=UNOPENED_DAYS))
    if (connection.scalar(select(func.count()).select_from(table)) or 0) >= MOST_VIEWS:
        _expire(connection, timedelta(days=ROOM_DAYS), ROOM_AT_ONCE)
        if (connection.scalar(select(func.count()).select_from(table)) or 0) >= MOST_VIEWS:
            raise NotKeptError(f"{MOST_VIEWS:,} links are kept already, which is the most")
    insert_kept(connection, table, row)


def _was_opened(connection: Connection, identifier: str) -> bool:
    opening = models.LinkOpening
    return connection.scalar(select(opening.id).where(opening.id == identifier)) is not None


def _expire(connection: Connection, age: timedelta, most: int | None = None) -> None:
    """Take away links older than ``age`` that nobody ever opened, the oldest first, and their hashes."""
    view, opening = models.FrozenView, models.LinkOpening
    unused = (
        select(view.id)
        .where(view.created_at < utc_now() - age, view.id.not_in(select(opening.id)))
        .order_by(view.created_at)
        .limit(most)
    )
    gone = tuple(connection.scalars(unused))
    if not gone:
        return
    forget_rows(connection, view, gone)
    log.info("%d copied links expired: nobody opened them", len(gone))


def _row(identifier: str, view: FrozenView) -> dict[str, Any]:
    fields: dict[str, Any] = {name: getattr(view, name) for name in FrozenView.__slots__}
    fields |= {name: _json(fields[name]) for name in ("parameters", "content")}
    return {**fields, "id": identifier, "created_at": view.created_at.astimezone(UTC).replace(tzinfo=None)}


def _json(value: object) -> str:
    """One text for equal content: names in order, no blanks, no NaN."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_mapping
    )


def _mapping(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{value!r} is no plain value and cannot be kept")
