"""What people wrote, in versions: saving appends one, and nobody overwrites what somebody else saved meanwhile."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Connection, Row, Select, Table, delete, func, insert, select

from database.engine import PUBLIC
from database.hashes import insert_kept, is_as_saved
from database.kept import Document
from database.models import Act
from database.opened import OpenDatabase
from database.problems import Damaged
from database.values import DocumentRecord
from database.writing import utc_now, without_zone, writing

ACTS_KEPT = timedelta(days=7)
log = logging.getLogger("database.documents")


class Changed(Exception):
    """Somebody saved or removed the document meanwhile; nothing was written. ``current`` is what holds now."""

    def __init__(self, current: DocumentRecord) -> None:
        """``current.content`` is None where the document was removed, ``current.version`` 0 where there never was one."""
        what = f"was saved as version {current.version}" if current.content is not None else "was removed"
        super().__init__(f"{current.kind} {current.id} {what} meanwhile; nothing was saved")
        self.current = current


class Documents:
    """The documents of one database. Safe to share between threads and to create before a fork; opens nothing yet."""

    def __init__(self, url: str) -> None:
        """``url``: ``sqlite:///path``."""
        self._url = url
        self._database = OpenDatabase(url)

    def close(self) -> None:
        """Close the connections of this process."""
        self._database.close()

    def latest(self, kind: str, id: str) -> DocumentRecord | None:
        """The document as it stands; None where there is none, or it was removed."""
        found = self._database.run(lambda connection: _sound(connection, _latest(connection, kind, id)))
        return found if found is not None and found.content is not None else None

    def at(self, kind: str, id: str, version: int) -> DocumentRecord | None:
        """One version, whatever came after it; None where there is none."""
        query = _versions(kind, id).where(Document.version == version)
        return self._database.run(lambda connection: _sound(connection, _maybe(connection.execute(query).first())))

    def newest(self, kind: str, id: str, most: int) -> tuple[DocumentRecord, ...]:
        """The last ``most`` versions, the newest first; one that removed the document has no content."""
        query = _versions(kind, id).order_by(Document.version.desc()).limit(most)
        return self._database.run(lambda connection: tuple(map(_record, connection.execute(query))))

    def all(self, kind: str) -> tuple[DocumentRecord, ...]:
        """The latest version of every document of the kind, the one saved last first; without those removed or damaged."""
        return self._database.run(lambda connection: _all(connection, kind))

    def save(self, kind: str, id: str, content: str, based_on: int, act: str = "") -> DocumentRecord:
        """Append a version. The same save sent again (same base and content, or same ``act``) is done once.

        Args:
            kind: What it is.
            id: Which one.
            content: JSON.
            based_on: The version the writer saw; 0 for a new document.
            act: The key the page made for an act that creates something; "" for none. What it made first is given again.

        Raises:
            Changed: The latest version is another.
            NotSaved: The database cannot be written to.
        """
        with writing(self._url) as connection:
            made = _made_by(connection, kind, act) or _sent_again(connection, kind, id, content, based_on)
            if made is not None:
                return made
            _refuse_changed(connection, kind, id, based_on)
            record = _append(connection, kind, id, content, based_on + 1)
            if act:
                _record_act(connection, kind, act, record)
            return record

    def remove(self, kind: str, id: str, based_on: int) -> None:
        """Append a last version without content; its earlier ones stay. Nothing happens where it is removed already.

        Raises:
            Changed: The latest version is another than ``based_on``.
            NotSaved: The database cannot be written to.
        """
        with writing(self._url) as connection:
            current = _refuse_changed(connection, kind, id, based_on)
            if current is not None and current.content is not None:
                _append(connection, kind, id, None, based_on + 1)


def _versions(kind: str, id: str) -> Select[*tuple[Any, ...]]:
    columns = [getattr(Document, name) for name in DocumentRecord.__slots__]
    return select(*columns).where(Document.kind == kind, Document.id == id)


def _latest(connection: Connection, kind: str, id: str) -> DocumentRecord | None:
    return _maybe(connection.execute(_versions(kind, id).order_by(Document.version.desc()).limit(1)).first())


def _all(connection: Connection, kind: str) -> tuple[DocumentRecord, ...]:
    newest = select(Document.id, func.max(Document.version).label("version")).where(Document.kind == kind)
    last = newest.group_by(Document.id).subquery()
    columns = [getattr(Document, name) for name in DocumentRecord.__slots__]
    query = select(*columns).join(last, (Document.id == last.c.id) & (Document.version == last.c.version))
    query = query.where(Document.kind == kind, Document.content.is_not(None))
    rows = connection.execute(query.order_by(Document.saved_at.desc(), Document.id)).all()
    return tuple(record for record in map(_record, rows) if _is_sound(connection, record))


def _sound(connection: Connection, record: DocumentRecord | None) -> DocumentRecord | None:
    """The record, if it is as it was saved.

    Raises:
        Damaged: It is not: a bit changed on the disk, or somebody wrote to the file by other means.
    """
    if record is None or _is_sound(connection, record):
        return record
    raise Damaged(f"version {record.version} of the {record.kind} {record.id} is not as it was saved; {PUBLIC.restore}")


def _is_sound(connection: Connection, record: DocumentRecord) -> bool:
    sound = is_as_saved(connection, cast(Table, Document.__table__), _fields(record))
    if not sound:
        log.error("version %d of the %s %s is not as it was saved", record.version, record.kind, record.id)
    return sound


def _fields(record: DocumentRecord) -> dict[str, Any]:
    fields = {name: getattr(record, name) for name in DocumentRecord.__slots__}
    return {**fields, "saved_at": without_zone(record.saved_at)}


def _refuse_changed(connection: Connection, kind: str, id: str, based_on: int) -> DocumentRecord | None:
    """The latest version, if it is the one seen. Inside ``BEGIN IMMEDIATE``: nobody can save between look and write."""
    current = _latest(connection, kind, id)
    if (current.version if current else 0) != based_on:
        raise Changed(current or DocumentRecord(kind, id, 0, None, datetime.now(UTC)))
    return current


def _made_by(connection: Connection, kind: str, act: str) -> DocumentRecord | None:
    """What an act made when it was sent before. Inside ``BEGIN IMMEDIATE``: of two at once the second sees the first."""
    if not act:
        return None
    made = connection.scalar(select(Act.result).where(Act.key == act, Act.kind == kind))
    if made is None:
        return None
    identity, _, version = made.rpartition(" ")
    query = _versions(kind, identity).where(Document.version == int(version))
    return _maybe(connection.execute(query).first())


def _sent_again(connection: Connection, kind: str, id: str, content: str, based_on: int) -> DocumentRecord | None:
    """The latest version, if it is this very save: a browser sends again what it got no answer to."""
    if not based_on:
        return None
    latest = _latest(connection, kind, id)
    return latest if latest and (latest.version, latest.content) == (based_on + 1, content) else None


def _record_act(connection: Connection, kind: str, act: str, record: DocumentRecord) -> None:
    now = utc_now()
    connection.execute(delete(Act).where(Act.done_at < now - ACTS_KEPT))
    connection.execute(insert(Act).values(key=act, kind=kind, result=f"{record.id} {record.version}", done_at=now))


def _append(connection: Connection, kind: str, id: str, content: str | None, version: int) -> DocumentRecord:
    record = DocumentRecord(kind, id, version, content, utc_now().replace(tzinfo=UTC))
    insert_kept(connection, Document, _fields(record))
    return record


def _maybe(row: Row[*tuple[Any, ...]] | None) -> DocumentRecord | None:
    return None if row is None else _record(row)


def _record(row: Row[*tuple[Any, ...]]) -> DocumentRecord:
    return DocumentRecord(**{**row._mapping, "saved_at": row.saved_at.replace(tzinfo=UTC)})
