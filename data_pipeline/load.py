"""Load a file that staff filled in: all of it or nothing, beside the catalog; and take it back.

* A figure that stands already with the same source and location: identical, nothing changes; different, the file is
refused
  unless ``replace`` says that it is a correction.
* A figure of the same thing from another source is kept beside the standing one. Which of them is preferred:
  ``database.preference``.
* The rows survive a rebuild of the catalog. ``unload`` removes them and restores what they replaced.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

from data_pipeline.build import program_version
from data_pipeline.preview import Preview, preview_of
from data_pipeline.staff_file import read_staff_file
from data_pipeline.staff_rows import TABLES, Draft, Facts, draft
from data_pipeline.template import Kind
from data_pipeline.typed import Numbered
from database.backup import back_up_before
from database.contents import load_of
from database.engine import DatabaseError, writer
from database.integrity import verify
from database.preference import FIGURES
from database.reader import ALL_KINDS, Reader
from database.staff import add_measures, add_sources, latest_load, standing, write_figures
from database.writes import LoadHeader, begin_load, finish_load, take_back
from intake.findings import Finding, Refused, in_order

OF_PLACES = "place"
NOT_COMPARED = frozenset({"id", "load_id", "replaced_by", "superseded_by", "preferred", "source_kind", "period_label"})


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, in rows. ``load_id`` None: every row was there already and nothing was changed."""

    load_id: int | None
    new: int
    corrected: int
    unchanged: int
    new_sources: tuple[str, ...]
    new_measures: tuple[str, ...]


@dataclass(slots=True)
class _Sorted:
    """Rows to write, each with the standing rows it corrects, and how many stand already."""

    changes: list[tuple[Numbered, list[Mapping[str, Any]]]]
    unchanged: int

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows to write."""
        return [row for (_, row), _ in self.changes]

    @property
    def replaced(self) -> list[int]:
        """Numbers of the standing rows that are corrected."""
        return [each["id"] for _, standing_rows in self.changes for each in standing_rows]


def preview(url: str, kind: Kind, path: Path, *, new_measures: bool = False) -> Preview:
    """What loading the file would do; nothing is written. A row that corrects a standing figure is shown as a change.

    Raises:
        Refused: the file has faults (all of them are named).
        DatabaseError: the database is missing, damaged or of another version.
    """
    _ready(url)
    cells, findings, content = read_staff_file(path, kind)
    table, facts = TABLES[kind], _facts(url)
    with writer(url).connect() as connection:
        result = draft(connection, path.name, kind, cells, findings, facts, new_measures=new_measures)
        rows, faults = _once_each(result, table)
        if result.findings or faults:
            raise Refused(in_order([*result.findings, *faults, *result.doubts]))
        todo, _ = _against_standing(connection, result, table, rows, replace=True)
        return preview_of(connection, result, table, todo.changes, content)


def load(
    url: str,
    kind: Kind,
    path: Path,
    *,
    replace: bool = False,
    new_measures: bool = False,
    sure: bool = False,
    seen: Preview | None = None,
) -> LoadReport:
    """Check every row of the file and load it in one transaction.

    Args:
        url: ``sqlite:///path`` of a database that was built.
        kind: losses or indicators.
        path: CSV or XLSX, told apart by content.
        replace: a different value from the same source and location corrects the standing one.
        new_measures: measures the catalog lacks may be defined by the file.
        sure: somebody checked the figures that are asked about (``data_pipeline.doubts``).
        seen: the preview somebody agreed to: another file or other figures than those it shows are refused.

    Raises:
        Refused: the file has faults (all of them are named); nothing was changed.
        DatabaseError: the database is missing, damaged or of another version.
    """
    _ready(url)
    cells, findings, content = read_staff_file(path, kind)
    table, facts = TABLES[kind], _facts(url)
    back_up_before(url, "load")
    with writer(url).begin() as connection:
        _refuse_unseen(connection, path.name, content, seen)
        result = draft(connection, path.name, kind, cells, findings, facts, new_measures=new_measures)
        rows, faults = _once_each(result, table)
        todo, conflicts = _against_standing(connection, result, table, rows, replace)
        asked = [] if sure or seen else result.doubts
        if result.findings or faults or conflicts or asked:
            raise Refused(in_order([*result.findings, *faults, *conflicts, *asked]))
        if not todo.rows:
            return LoadReport(None, 0, 0, todo.unchanged, (), ())
        return _write(connection, kind, path.name, content, result, todo)


def unload(url: str, load_id: int) -> int:
    """Take a staff file back: its rows go, what they replaced is restored; returns how many rows went.

    Raises:
        DatabaseError: there is no such load, it is not one of a staff file, or it was taken back already.
    """
    _ready(url)
    back_up_before(url, "unload")
    with writer(url).begin() as connection:
        taken = load_of(connection, load_id)
        if taken is None or taken.kind not in set(Kind):
            message = f"load {load_id} is not one of a staff file; see: .venv/bin/dashboards data status"
            raise DatabaseError(message)
        if taken.unloaded_at is not None:
            message = f"load {load_id} ({taken.file_name}) was taken back already"
            raise DatabaseError(message)
        own = begin_load(connection, LoadHeader("unload", taken.file_name, taken.sha256, taken.rows, program_version()))
        removed = take_back(connection, load_id)
        finish_load(connection, own)
    return removed


def _facts(url: str) -> Facts:
    """What the rules ask of the database; measures that staff files defined are of places."""
    with Reader(url) as reader:
        people = {each.geoid: each.population_2020 for each in reader.places(ALL_KINDS)}
        subjects = {each.id: each.subject for each in reader.measures() if not each.staff}
    other = {measure: subject for measure, subject in subjects.items() if subject != OF_PLACES}
    return Facts(people, other, datetime.now(UTC).year)


def _write(connection: Connection, kind: Kind, file: str, content: bytes, result: Draft, todo: _Sorted) -> LoadReport:
    sha256 = hashlib.sha256(content).hexdigest()
    load_id = begin_load(connection, LoadHeader(kind.value, file, sha256, len(todo.rows), program_version()))
    used = {row["source_id"] for row in todo.rows} | {measure["source_id"] for measure in result.measures.values()}
    new_sources = add_sources(connection, load_id, {key: result.sources[key] for key in sorted(used)})
    add_measures(connection, load_id, list(result.measures.values()))
    write_figures(connection, TABLES[kind], load_id, todo.rows, todo.replaced)
    finish_load(connection, load_id)
    new = len(todo.rows) - len(todo.replaced)
    return LoadReport(load_id, new, len(todo.replaced), todo.unchanged, new_sources, tuple(result.measures))


def _once_each(result: Draft, table: Table) -> tuple[list[Numbered], list[Finding]]:
    """Rows without exact repetitions; rows of the file that contradict each other are all reported.

    A row at fault is compared by its other cells, and left out where a fault hides which figure it is.
    """
    kept: dict[tuple[object, ...], Numbered] = {}
    findings: list[Finding] = []
    for number, row in result.rows:
        if result.unclear(number).intersection(FIGURES[table]):
            continue
        key = tuple(row[name] for name in FIGURES[table])
        first_number, first = kept.setdefault(key, (number, row))
        difference = _difference(first, row, result.unclear(first_number) | result.unclear(number))
        if difference:
            rule = f"contradicts row {first_number} (same thing, source and location; other {difference})"
            value = str(row[difference])
            findings.append(Finding(result.file, number, difference, value, rule, "Delete the row that is wrong"))
    return list(kept.values()), findings


def _against_standing(
    connection: Connection, result: Draft, table: Table, rows: list[Numbered], replace: bool
) -> tuple[_Sorted, list[Finding]]:
    todo, findings = _Sorted([], 0), []
    for number, row in rows:
        found = standing(connection, table, row)
        differences = [_difference(each, row, result.unclear(number)) for each in found]
        if None in differences:
            todo.unchanged += 1
        elif found and not replace:
            column = str(differences[0])
            rule = f"differs from the {found[0][column]!r} that stands for the same source and location"
            repair = "Check it against the source; if this file is right, load it with --replace"
            findings.append(Finding(result.file, number, column, str(row[column]), rule, repair))
        else:
            todo.changes.append(((number, row), found))
    return todo, findings


def _difference(standing_row: Mapping[str, Any], row: Mapping[str, Any], unclear: frozenset[str]) -> str | None:
    """The first column, none of the unclear ones, in which two rows for one figure differ; the value first of all."""
    names = ["value", *(name for name in row if name not in NOT_COMPARED and name != "value")]
    return next((name for name in names if name not in unclear and standing_row[name] != row[name]), None)


def _refuse_unseen(connection: Connection, file: str, content: bytes, seen: Preview | None) -> None:
    """What somebody agreed to must be what is loaded."""
    if seen is None:
        return
    if hashlib.sha256(content).hexdigest() != seen.sha256:
        raise DatabaseError(f"{file} was changed after its preview; nothing was loaded: run the command again")
    if latest_load(connection) != seen.latest:
        raise DatabaseError("other figures were loaded after the preview; nothing was loaded: run the command again")


def _ready(url: str) -> None:
    problems = verify(url).stops
    if problems:
        raise DatabaseError(problems[0])
