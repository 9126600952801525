"""Whether a file holds what was written to it: structure, references, and every hash that was kept beside the rows.

A flipped bit in a value is seen by nothing but a hash: SQLite's own checks look at pages and indexes. What is found is
said with what to do, and the first advice is never to delete anything.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, select

from database.contents import contents, data_version, latest_contents
from database.engine import PUBLIC, FileKind, database_path, reader, start_problems
from database.hashes import changed_loads, changed_rows
from database.models import Load
from database.problems import reason_of

MOST_NAMED = 20
VERIFY_SECONDS = 300.0
AGAIN_SECONDS = 600.0
"""How long a verified file counts as sound while its time and size stay: a bit can flip without either changing."""
LEAST_FREE_SHARE = 0.05
ENOUGH_FREE = 10 * 1024**3
"""Where this much is free, the share does not matter."""


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with a file, one line each.

    Attributes:
        stops: Nothing may be served or loaded: a published figure could be wrong.
        kept: Single things people made that are not as they were saved; everything else is sound.
    """

    stops: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it."""
        return self.stops + self.kept


Look = Callable[[Connection, Path, FileKind], Damage]


def verify(url: str, kind: FileKind = PUBLIC, look: Look | None = None, *, thorough: bool = False) -> Damage:
    """Look through a file. Under half a second for the bundled catalog.

    Args:
        url: ``sqlite:///path``.
        kind: The public or a district's file.
        look: Compares the hashes of that kind of file; those of the public file where none is given.
        thorough: Also SQLite's full ``integrity_check``, which reads every index.
    """
    problems = start_problems(url, kind)
    if problems:
        return Damage(tuple(problems))
    path, engine = database_path(url), reader(url, seconds=VERIFY_SECONDS)
    try:
        with engine.connect() as connection:
            if thorough:
                found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(5)") if row[0] != "ok"]
                if found:
                    return Damage((f"{path} is damaged ({found[0]}); {kind.restore}",))
            return (look or public_damage)(connection, path, kind)
    except Exception as error:  # whatever the file does, the answer is one line
        return Damage((f"{path} cannot be read ({reason_of(error)}); {kind.restore}",))
    finally:
        engine.dispose()


def public_damage(connection: Connection, path: Path, kind: FileKind) -> Damage:
    """What of the public file is not as it was written."""
    stops = _tables(connection, path, kind)
    kept = [f"{path}: {words}; {kind.restore}" for words in changed_rows(connection)[:MOST_NAMED]]
    return Damage(tuple(stops), tuple(kept))


def _tables(connection: Connection, path: Path, kind: FileKind) -> list[str]:
    recorded = latest_contents(connection)
    if not recorded:
        return []
    latest = connection.execute(select(Load.id, Load.data_version).order_by(Load.id.desc()).limit(1)).one()
    held = {each.table_name: each for each in contents(connection)}
    # a table that a later version of the program added has no hash before the next load
    changed = [each.table_name for each in recorded if held.get(each.table_name) != each]
    loads = changed_loads(connection)
    lines = [
        f"{path}: the figures of load {number} ({name}) are not as its file brought them; {kind.restore}"
        for number, name in loads
    ]
    if changed and not loads:
        named = ", ".join(changed[:MOST_NAMED])
        lines.append(f"{path}: rows of {named} are not as load {latest.id} wrote them; {kind.build}")
    if not changed and data_version(recorded) != latest.data_version:
        lines.append(f"{path}: the version of load {latest.id} does not fit its hashes; {kind.restore}")
    return lines


class Health:
    """Whether a file is sound and its disk has room, for ``/readyz``: looked through when it changed, and every ten minutes."""

    def __init__(self, url: str, kind: FileKind = PUBLIC, look: Look | None = None) -> None:
        """As ``verify``; nothing is opened yet."""
        self._url = url
        self._kind = kind
        self._look = look
        self._lock = Lock()
        self._seen: tuple[tuple[int, int, int], float, tuple[str, ...]] | None = None

    def problems(self) -> list[str]:
        """One line a problem; empty when there is none."""
        return [*self._damage(), *disk_problems(database_path(self._url))]

    def _damage(self) -> tuple[str, ...]:
        path = database_path(self._url)
        with self._lock:
            try:
                status = path.stat()
            except OSError:
                return (f"there is no database at {path}; {self._kind.build}",)
            stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
            seen = self._seen
            if seen is None or seen[0] != stamp or time.monotonic() - seen[1] > AGAIN_SECONDS:
                seen = self._seen = (stamp, time.monotonic(), verify(self._url, self._kind, self._look).lines)
            return seen[2]


def disk_problems(path: Path) -> list[str]:
    """What is wrong with the disk a file is on, if anything: saving fails soon."""
    try:
        usage = shutil.disk_usage(path.parent)
    except OSError as error:
        return [f"the disk of {path.parent} cannot be looked at ({error.strerror})"]
    if usage.free >= ENOUGH_FREE or usage.free >= LEAST_FREE_SHARE * usage.total:
        return []
    return [
        f"the disk of {path.parent} is almost full ({usage.free / 1024**2:,.0f} MB free): "
        "make room, or soon nothing can be saved"
    ]
