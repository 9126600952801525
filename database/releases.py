"""Released files that districts sent and the Roundtable loaded: kept byte for byte, never changed."""

from __future__ import annotations

from datetime import UTC
from typing import Any, cast

from sqlalchemy import Connection, Table, func, select

from database.backup import back_up_before
from database.engine import PUBLIC
from database.hashes import insert_kept, is_as_saved
from database.kept import Release
from database.opened import OpenDatabase
from database.problems import Damaged
from database.release_acts import ReleaseActs
from database.release_values import ReleaseRecord
from database.writing import without_zone, writing


class AlreadyLoaded(Exception):
    """The same bytes are loaded already."""


class ChangedMeanwhile(Exception):
    """Another release came in since somebody looked; nothing was written."""


class Releases:
    """The releases of one database. Safe to share between threads and to create before a fork; opens nothing yet."""

    def __init__(self, url: str, *, program_version: str = "") -> None:
        """``url``: ``sqlite:///path``. ``program_version``: of the program that loads, noted beside each release."""
        self._url = url
        self._program_version = program_version
        self._database = OpenDatabase(url)
        self.acts = ReleaseActs(url, program_version=program_version)

    def close(self) -> None:
        """Close the connections of this process."""
        self._database.close()
        self.acts.close()

    def add(self, release: ReleaseRecord, *, seen: int | None = None) -> None:
        """Keep a release. ``seen``: how many it was checked against, so that no other comes between.

        Raises:
            AlreadyLoaded: One with the same ``sha256`` is there.
            ChangedMeanwhile: There are no longer ``seen`` releases.
            DatabaseError: The database cannot be written to.
        """
        fields = {name: getattr(release, name) for name in ReleaseRecord.__slots__}
        fields |= {"loaded_at": without_zone(release.loaded_at), "program_version": self._program_version}
        with writing(self._url) as connection:
            if connection.scalar(select(Release.sha256).where(Release.sha256 == release.sha256)):
                raise AlreadyLoaded(f"the release {release.sha256[:12]} of {release.district} is loaded already")
            if seen is not None and connection.scalar(select(func.count(Release.sha256))) != seen:
                raise ChangedMeanwhile("another release was loaded meanwhile; nothing was written")
            insert_kept(connection, Release, fields)

    def back_up(self) -> None:
        """Copy the file, before a release is loaded.

        Raises:
            DatabaseError: No backup can be made.
        """
        back_up_before(self._url, "release")

    def all(self) -> tuple[ReleaseRecord, ...]:
        """Every release, the one loaded first first; withdrawn ones too, for what was public is known."""
        return self._database.run(_all)

    def public(self) -> tuple[ReleaseRecord, ...]:
        """The releases that are not withdrawn."""
        withdrawn = self.acts.withdrawals()
        return tuple(record for record in self.all() if record.sha256 not in withdrawn)

    def version(self) -> int:
        """Number of releases: it changes with every one that is added."""
        return self._database.run(lambda connection: connection.scalar(select(func.count(Release.sha256))) or 0)


def _all(connection: Connection) -> tuple[ReleaseRecord, ...]:
    columns = [getattr(Release, name) for name in ReleaseRecord.__slots__]
    rows = connection.execute(
        select(*columns, Release.program_version).order_by(Release.loaded_at, Release.sha256)
    ).all()
    for row in rows:
        if not is_as_saved(connection, cast(Table, Release.__table__), row._mapping):
            raise Damaged(f"the release {row.sha256[:12]} of {row.district} is not as it was loaded; {PUBLIC.restore}")
    return tuple(_record(row._mapping) for row in rows)


def _record(row: Any) -> ReleaseRecord:
    fields = {name: row[name] for name in ReleaseRecord.__slots__}
    return ReleaseRecord(**{**fields, "loaded_at": row["loaded_at"].replace(tzinfo=UTC)})
