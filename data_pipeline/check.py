"""The bundled catalog, read and checked as a whole without touching a database.

Checked in this order, every fault collected: each file can be read; each cell is of its column's type; each table keeps
its rules (``schemas``); every reference leads to a row; figures fit the unit of their measure; figures of survey areas that
mostly lie outside the city say so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from data_pipeline.progress import Advance, silent
from data_pipeline.schemas import findings_of
from data_pipeline.survey_areas import survey_area_faults
from data_pipeline.typed import Numbered, typed_rows
from database.contents import catalog_columns, data_tables
from intake.delimited import TextTable, read_csv, read_toml
from intake.findings import Finding, in_order

CATALOG = Path(__file__).resolve().parent / "catalog"
OUTLINES = "outlines.json"
OUTLINE_SOURCE = "us-atlas"
OUTLINE_REPAIR = "Run: make data (its first step writes build/outlines.json from the us-atlas package)"
UNIT_RANGES = {
    "share": (0.0, 1.0),
    "percent": (0.0, 100.0),
    "people": (0.0, 4e8),
    "students": (0.0, 1e7),
    "schools": (0.0, 1e5),
    "USD": (0.0, 1e7),
    "years": (0.0, 120.0),
    "square miles": (0.0, 1e6),
}
"""What a value in a unit can be; units not named (percent change, grade levels per year) have no bounds of their own."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """The catalog's rows by table and what is wrong with them; ``sha256`` is over the bytes of all its files."""

    tables: Mapping[str, Sequence[Numbered]]
    files: Mapping[str, str]
    findings: tuple[Finding, ...]
    sha256: str

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(len(rows) for rows in self.tables.values())


def catalog_files(folder: Path, build_dir: Path) -> dict[str, Path]:
    """The file of each table: ``<table>.csv`` or ``<table>.toml``, and the outlines among the built files."""
    found = {}
    for table in data_tables():
        toml = folder / f"{table.name}.toml"
        found[table.name] = toml if toml.exists() else folder / f"{table.name}.csv"
    return {**found, "outline": build_dir / OUTLINES}


def content_sha256(files: Mapping[str, Path]) -> str:
    """One hash over the names and bytes of all files there are."""
    total = hashlib.sha256()
    for name, path in sorted(files.items()):
        content = path.read_bytes() if path.exists() else b""
        total.update(f"{name} {path.suffix} {hashlib.sha256(content).hexdigest()}\n".encode())
    return total.hexdigest()


def read_catalog(folder: Path, build_dir: Path, advance: Advance = silent) -> Catalog:
    """Read and check everything; faults are in the answer, none is raised."""
    files = catalog_files(folder, build_dir)
    tables: dict[str, Sequence[Numbered]] = {}
    findings: list[Finding] = []
    for table in data_tables():
        rows, faults = _read_table(files[table.name], table)
        faults += findings_of(files[table.name].name, table, rows)
        tables[table.name] = rows
        findings += faults
        advance(table.name, len(rows))
    names = {table: path.name for table, path in files.items()}
    findings += _references(tables, names)
    findings += _unit_faults(tables, names)
    findings += _measure_faults(tables["measure"], names["measure"])
    findings += survey_area_faults(tables["observation"], tables["measure"], names["observation"])
    return Catalog(tables, names, tuple(in_order(findings)), content_sha256(files))


def _read_table(path: Path, table: Table) -> tuple[list[Numbered], list[Finding]]:
    if not path.exists():
        repair = (
            OUTLINE_REPAIR if path.name == OUTLINES else f"Restore it in {path.parent.name}/; it is part of the program"
        )
        return [], [Finding(path.name, None, None, None, "is missing", repair)]
    if path.name == OUTLINES:
        return _read_outlines(path)
    text, findings = _read_text(path, table.name)
    rows, faults = typed_rows(text, table)
    return rows, findings + faults


def _read_text(path: Path, name: str) -> tuple[TextTable, list[Finding]]:
    if path.suffix == ".toml":
        return _with_all_columns(*read_toml(path.name, path.read_bytes(), name), name)
    return read_csv(path.name, path.read_bytes())


def _with_all_columns(text: TextTable, findings: list[Finding], name: str) -> tuple[TextTable, list[Finding]]:
    """A block leaves out what it has no value for; a column no block names is empty in all."""
    table = next(each for each in data_tables() if each.name == name)
    absent = tuple(column for column in catalog_columns(table) if column not in text.columns)
    rows = tuple((number, cells + ("",) * len(absent)) for number, cells in text.rows)
    return TextTable(text.file, text.columns + absent, rows), findings


def _read_outlines(path: Path) -> tuple[list[Numbered], list[Finding]]:
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        rows = [(number, _outline(entry)) for number, entry in enumerate(entries, start=1)]
    except (ValueError, KeyError, TypeError) as error:
        rule = f"is not a list of outlines with geoid, kind, name and rings ({type(error).__name__}: {error})"
        return [], [Finding(path.name, None, None, None, rule, OUTLINE_REPAIR)]
    return rows, []


def _outline(entry: Mapping[str, Any]) -> dict[str, Any]:
    rings = [[(float(longitude), float(latitude)) for longitude, latitude in ring] for ring in entry["rings"]]
    return {
        "geoid": str(entry["geoid"]),
        "kind": str(entry["kind"]),
        "name": str(entry["name"]),
        "rings": json.dumps(rings, separators=(",", ":"), allow_nan=False),
        "source_id": str(entry.get("source_id", OUTLINE_SOURCE)),
    }


def _references(tables: Mapping[str, Sequence[Numbered]], names: Mapping[str, str]) -> list[Finding]:
    """A finding for each cell that names a row that is not there."""
    findings: list[Finding] = []
    for table in data_tables():
        for key in table.foreign_keys:
            column, parent = key.parent.name, key.column
            if parent.table.name not in tables:
                continue
            known = {row[parent.name] for _, row in tables[parent.table.name]}
            repair = f"Correct it, or add the row to {names[parent.table.name]}"
            rule = f"is not in {names[parent.table.name]}, column {parent.name}"
            findings += [
                Finding(names[table.name], number, column, str(row[column]), rule, repair)
                for number, row in tables[table.name]
                if row.get(column) is not None and row[column] not in known
            ]
    return findings


def _unit_faults(tables: Mapping[str, Sequence[Numbered]], names: Mapping[str, str]) -> list[Finding]:
    """A finding for each figure that cannot be in its measure's unit."""
    units = {row["id"]: row["unit"] for _, row in tables["measure"]}
    findings: list[Finding] = []
    for table in ("observation", "district_observation"):
        for number, row in tables[table]:
            unit = units.get(row["measure_id"])
            fault = unit_fault(unit, row["value"])
            if fault:
                repair = f"Check the value, or the unit of {row['measure_id']} in {names['measure']}"
                findings.append(Finding(names[table], number, "value", f"{row['value']:.15g}", fault, repair))
    return findings


def _measure_faults(measures: Sequence[Numbered], file: str) -> list[Finding]:
    """A finding for each measure whose name another one has, and for each that says nothing of its faults."""
    findings: list[Finding] = []
    first: dict[str, str] = {}
    for number, row in measures:
        name = " ".join(str(row.get("name") or "").casefold().split())
        other = first.setdefault(name, str(row.get("id")))
        if name and other != row.get("id"):
            repair = "Name what sets the two apart: the source, the years or the people counted"
            findings.append(Finding(file, number, "name", str(row["name"]), f"is the name of {other}, too", repair))
        if not str(row.get("known_faults") or "").strip():
            repair = 'Say what a reader must know of its weaknesses; "No fault is known." where there is none'
            findings.append(Finding(file, number, "known_faults", None, f"is missing for {row.get('id')}", repair))
    return findings


def unit_fault(unit: str | None, value: float | None) -> str | None:
    """Why a value cannot be in a unit, or None."""
    low, high = UNIT_RANGES.get(unit or "", (float("-inf"), float("inf")))
    if value is None or low <= value <= high:
        return None
    return f"is outside what {unit} can be ({low:g} to {high:g})"
