"""A staff file's typed cells as rows of the tables.

Places, measures, periods and sources recognised, every fault collected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Table

from data_pipeline import recognise
from data_pipeline.check import unit_fault
from data_pipeline.findings import Finding
from data_pipeline.schemas import findings_of
from data_pipeline.template import Kind
from data_pipeline.typed import Misunderstood, Numbered
from database.preference import LOSSES, NEWS, OBSERVATIONS
from database.staff import Known, MeasureName, known, source_id

Answer = TypeVar("Answer")
PRIMARY = "primary"
LOSS_UNITS = ("USD", "persons", "percent")
TABLES: dict[Kind, Table] = {Kind.LOSSES: LOSSES, Kind.INDICATORS: OBSERVATIONS}
PLAIN_ID = re.compile(r"[a-z0-9][a-z0-9_]*")
DEFINITION = {"name": "measure_name", "unit": "measure_unit", "definition": "measure_definition"}


@dataclass(slots=True)
class Draft:
    """What a file would bring, and what is wrong with it."""

    file: str
    rows: list[Numbered] = field(default_factory=list)
    sources: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    measures: dict[str, dict[str, Any]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def understood(
        self, row: int, column: str, value: str, how: Callable[..., Answer], *given: object
    ) -> Answer | None:
        """The answer of ``how(value, *given)``, or None and a finding about the cell."""
        try:
            return how(value, *given)
        except Misunderstood as error:
            self.findings.append(Finding(self.file, row, column, value, error.rule, error.repair))
            return None


def draft(connection: Connection, file: str, kind: Kind, cells: list[Numbered], new_measures: bool) -> Draft:
    """The rows a file would bring; rows with a fault are left out and reported."""
    words, result = known(connection), Draft(file)
    understand = _loss if kind is Kind.LOSSES else _indicator
    for number, row in cells:
        identifier = source_id(connection, row["source_title"], row["source_address"])
        fields = understand(result, words, number, row, identifier, new_measures)
        if fields is not None:
            result.sources[identifier] = (row["source_title"], row["source_address"])
            shared = {name: row[name] for name in ("value", "location", "note")}
            own = {**shared, "source_id": identifier, "status": "published", "preferred": True}
            result.rows.append((number, {**own, **fields}))
    # Two sources for one figure are welcome here; which is preferred is decided when they are loaded.
    faults = findings_of(file, TABLES[kind], result.rows)
    result.findings += [
        fault for fault in faults if fault.column != "preferred" and "repeats another" not in fault.rule
    ]
    return result


def _loss(
    result: Draft, words: Known, number: int, row: Mapping[str, Any], source: str, new: bool
) -> dict[str, Any] | None:
    del source
    place = result.understood(number, "place", row["place"], recognise.place, words)
    measures = {*words.loss_units, row["measure"]} if new else set(words.loss_units)
    units = words.loss_units.get(row["measure"], frozenset(LOSS_UNITS))
    allow = "Use --new-measure if the study has a figure of a new kind."
    closed = {
        "measure": (measures, "a measure of the loss studies", allow),
        "unit": (units, f"a unit of {row['measure']}", ""),
        "population": (words.populations, "one of the two populations", ""),
        "source_kind": ((PRIMARY, NEWS), "a kind of source", ""),
    }
    before = len(result.findings)
    for name, (allowed, what, otherwise) in closed.items():
        if row[name] is not None:
            result.understood(number, name, row[name], recognise.word, allowed, what, otherwise)
    if place is None or len(result.findings) > before:
        return None
    plain = {name: row[name] for name in ("edition", "data_year", "population", "measure", "unit", "dollar_year")}
    words_said = {"qualifier": row["qualifier"] or "as_published", "source_kind": row["source_kind"] or PRIMARY}
    return {**plain, **words_said, "place_geoid": place.geoid}


def _indicator(
    result: Draft, words: Known, number: int, row: Mapping[str, Any], source: str, new: bool
) -> dict[str, Any] | None:
    place = result.understood(number, "place", row["place"], recognise.place, words)
    measure = _measure(result, words, number, row, source, new)
    if measure is None:
        return None
    years = result.understood(number, "period", row["period"], recognise.period, measure.pooled_years)
    fault = unit_fault(measure.unit, row["value"])
    if fault:
        repair = f"The unit of {measure.id} is {measure.unit}"
        result.findings.append(Finding(result.file, number, "value", f"{row['value']:.15g}", fault, repair))
    if place is None or years is None or fault:
        return None
    label = words.periods.get((measure.id, *years), row["period"])
    period = {"period_start": years[0], "period_end": years[1], "period_label": label}
    bounds = {"low": row["low"], "high": row["high"], "quality": None}
    return {**period, **bounds, "place_geoid": place.geoid, "measure_id": measure.id}


def _measure(
    result: Draft, words: Known, number: int, row: Mapping[str, Any], source: str, new: bool
) -> MeasureName | None:
    written = row["measure"]
    if written in words.measures or not new:
        return result.understood(number, "measure", written, recognise.measure, words)
    said = {name: row[column] for name, column in DEFINITION.items()}
    missing = [DEFINITION[name] for name, text in said.items() if not text]
    first = result.measures.get(written)
    if first and all(text in (None, first[name]) for name, text in said.items()):
        return MeasureName(written, first["name"], first["unit"], None)
    if first or missing or not PLAIN_ID.fullmatch(written):
        rule = f"is new and lacks {', '.join(missing)}" if missing else "is defined in two ways, or not a plain id"
        repair = "Give the same name, unit and definition on its rows; the id has small letters, digits and _"
        result.findings.append(Finding(result.file, number, "measure", written, rule, repair))
        return None
    result.measures[written] = {
        **said,
        "id": written,
        "short_name": said["name"],
        "period_kind": "pooled years" if "-" in row["period"] else "year",
        "source_id": source,
    }
    return MeasureName(written, said["name"], said["unit"], None)
