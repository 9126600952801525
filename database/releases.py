"""Released files that districts sent and the Roundtable loaded: kept byte for byte, never changed."""

from __future__ import annotations

from datetime import UTC

from sqlalchemy import Connection, func, insert, select

from database.kept import Release
from database.opened import OpenDatabase
from database.values import ReleaseRecord
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

    def close(self) -> None:
        """Close the connections of this process."""
        self._database.close()

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
            connection.execute(insert(Release).values(**fields))

    def all(self) -> tuple[ReleaseRecord, ...]:
        """Every release, the one loaded first first."""
        return self._database.run(_all)

    def version(self) -> int:
        """Number of releases: it changes with every one that is added."""
        return self._database.run(lambda connection: connection.scalar(select(func.count(Release.sha256))) or 0)


def _all(connection: Connection) -> tuple[ReleaseRecord, ...]:
    columns = [getattr(Release, name) for name in ReleaseRecord.__slots__]
    rows = connection.execute(select(*columns).order_by(Release.loaded_at, Release.sha256))
    return tuple(ReleaseRecord(**{**row._mapping, "loaded_at": row.loaded_at.replace(tzinfo=UTC)}) for row in rows)
