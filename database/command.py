"""Backing up, verifying and putting back, as functions that a command line calls: lines to print, or an error to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from database import backup as backing
from database.contents import contents
from database.district.file import DISTRICT
from database.district.hashes import district_damage
from database.engine import PUBLIC, FileKind, database_path, reader
from database.integrity import Look, disk_problems, public_damage, verify
from database.problems import DatabaseError


@dataclass(frozen=True, slots=True)
class File:
    """One of the two files: its address, its kind, and what compares its hashes."""

    url: str
    kind: FileKind = PUBLIC
    look: Look = public_damage


def public_file(url: str) -> File:
    """The public file."""
    return File(url)


def district_file(url: str) -> File:
    """A district's own file."""
    return File(url, DISTRICT, district_damage)


def run_backup(file: File, older_than_hours: float | None = None, *, only: bool = False) -> list[str]:
    """Make a backup.

    Args:
        file: Of which file.
        older_than_hours: Only where the latest one is older; always, where None.
        only: Take every earlier backup away afterwards.

    Raises:
        DatabaseError: None could be made, or the file is damaged (a copy was made all the same, and none taken away).
    """
    if older_than_hours is not None and not backing.is_due(file.url, timedelta(hours=older_than_hours)):
        return [f"Nothing to do: the latest backup is younger than {older_than_hours:g} hours"]
    found = verify(file.url, file.kind, file.look)
    if not database_path(file.url).is_file():
        raise DatabaseError(found.lines[0])
    if found.lines:
        made = backing.back_up(file.url, "damaged", prune=False)
        raise DatabaseError(
            "\n".join([*found.lines, f"It was copied as it is to {made.path}; earlier backups were left"])
        )
    if only:
        made, gone = backing.only(file.url)
        return [f"Backed up to {made.path}", f"{gone} earlier backups were taken away"]
    return [f"Backed up to {backing.back_up(file.url).path}"]


def run_verify(file: File) -> list[str]:
    """Look through a file.

    Raises:
        DatabaseError: It is damaged; every line says what and what to do.
    """
    found = verify(file.url, file.kind, file.look, thorough=True)
    if found.lines:
        raise DatabaseError("\n".join(found.lines))
    path = database_path(file.url)
    return [f"{path} is sound: structure, references and every hash", *disk_problems(path)]


def run_list(file: File) -> list[str]:
    """The backups there are, the latest first."""
    found = backing.backups(file.url)
    lines = [f"{each.made_at:%Y-%m-%d %H:%M} UTC  {each.reason:<16} {each.path}" for each in found]
    return lines or [f"There are no backups in {backing.folder_of(file.url)}"]


def run_restore(file: File, backup: Path | None = None) -> list[str]:
    """Put a backup back; the latest sound one where none is named.

    Raises:
        DatabaseError: There is none, or it could not be put back; what stood, stands.
    """
    chosen = backup or _latest_sound(file)
    aside = backing.restore(file.url, chosen, file.kind, file.look)
    found = verify(file.url, file.kind, file.look, thorough=True)
    if found.lines:
        raise DatabaseError("\n".join(found.lines))
    lines = [f"Restored {chosen} to {database_path(file.url)}; every hash holds"]
    if aside:
        lines.append(f"What stood there before is in {aside}")
    return lines


def _latest_sound(file: File) -> Path:
    for each in backing.backups(file.url):
        if each.reason != "damaged" and not verify(f"sqlite:///{each.path}", file.kind, file.look).lines:
            return each.path
    raise DatabaseError(f"there is no sound backup in {backing.folder_of(file.url)}; name one with --from")


def content_hashes(url: str) -> dict[str, str]:
    """The hash of every data table of a public file, by name."""
    engine = reader(url)
    try:
        with engine.connect() as connection:
            return {each.table_name: each.sha256 for each in contents(connection)}
    finally:
        engine.dispose()
