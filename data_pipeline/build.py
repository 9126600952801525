"""Load the bundled catalog: everything or nothing, and nothing when it is there already.

Rows that staff files brought (``load``) survive: a build exchanges the catalog's rows only. A figure that a staff file
corrected stays corrected, and which figure is preferred is decided anew. If the new catalog no longer has a place or
measure that staff rows are about, the build is refused and says which load to take back.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from data_pipeline.check import Catalog, catalog_files, content_sha256, read_catalog
from data_pipeline.moves import queries
from data_pipeline.progress import Advance, silent
from database.backup import back_up_before
from database.contents import contents, corrected_figures, data_version, latest_catalog_sha256, latest_contents
from database.engine import DatabaseError, writer
from database.hashes import changed_loads
from database.migrate import upgrade
from database.values import LoadTableRecord
from database.writes import LoadHeader, begin_load, finish_load, replace_catalog
from intake.findings import Finding, Refused

CATALOG_KIND = "catalog"
PROJECT_FILE = Path(__file__).resolve().parent.parent / "pyproject.toml"


def program_version() -> str:
    """The version of this program, as its project file says."""
    return str(tomllib.loads(PROJECT_FILE.read_text(encoding="utf-8"))["project"]["version"])


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``before`` is empty for a new database.

    ``corrected`` counts catalog figures a staff file replaces. ``queries``: figures that moved beyond plausibility.
    """

    changed: bool
    data_version: str
    before: tuple[LoadTableRecord, ...]
    after: tuple[LoadTableRecord, ...]
    corrected: int
    queries: tuple[Finding, ...] = ()


def build(
    url: str,
    folder: Path,
    build_dir: Path,
    *,
    reading: Advance = silent,
    writing: Callable[[int], Advance] | None = None,
) -> BuildReport:
    """Bring the database at ``url`` to the catalog in ``folder`` and the outlines in ``build_dir``.

    Args:
        url: ``sqlite:///path``; the file is created, its tables are migrated.
        folder: the catalog, one file a table.
        build_dir: where ``outlines.json`` is.
        reading: told of each table that was read and checked.
        writing: given the number of rows to write, answers whom to tell of them.

    Raises:
        Refused: the catalog has faults; nothing was changed.
        StaffRowsLeftBehind: see above; nothing was changed.
    """
    upgrade(url)
    sha256 = content_sha256(catalog_files(folder, build_dir))
    with writer(url).connect() as connection:
        _refuse_changed_loads(connection)
        held = _held_whole(connection, sha256)
        if held:
            return BuildReport(False, data_version(held), held, held, corrected_figures(connection))
    catalog = read_catalog(folder, build_dir, reading)
    if catalog.findings:
        raise Refused(catalog.findings)
    return _load(url, catalog, writing(catalog.rows) if writing else silent)


def _held_whole(connection: Connection, sha256: str) -> tuple[LoadTableRecord, ...]:
    """What the tables hold, if this very catalog is loaded and every row is as it was written; else nothing."""
    if latest_catalog_sha256(connection) != sha256:
        return ()
    held = contents(connection)
    return held if held == latest_contents(connection) else ()


def _refuse_changed_loads(connection: Connection) -> None:
    """A build writes the catalog's rows anew; what a staff file brought it can only keep, so that must be sound."""
    for number, name in changed_loads(connection):
        raise DatabaseError(
            f"the figures of load {number} ({name}) are not as its file brought them, and a build cannot mend them. "
            "Restore the latest backup: .venv/bin/dashboards db restore; or take the load back and load its file again: "
            f".venv/bin/dashboards data unload {number}"
        )


def _load(url: str, catalog: Catalog, writing: Advance) -> BuildReport:
    header = LoadHeader(CATALOG_KIND, "bundled catalog", catalog.sha256, catalog.rows, program_version())
    rows = {name: [row for _, row in numbered] for name, numbered in catalog.tables.items()}
    back_up_before(url, "build")
    with writer(url).begin() as connection:
        before = latest_contents(connection)
        load_id = begin_load(connection, header)
        replace_catalog(connection, rows, writing)
        after = finish_load(connection, load_id)
        asked = queries(catalog.tables, catalog.files)
        return BuildReport(before != after, data_version(after), before, after, corrected_figures(connection), asked)
