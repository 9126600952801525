"""A staff file's typed cells as rows of the tables.

Places, measures, periods and sources recognised, every fault collected: a cell at fault is None from then on, and the
other cells of its row are judged all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Table

from data_pipeline import recognise
from data_pipeline.check import unit_fault
from data_pipeline.doubts import doubts
from data_pipeline.schemas import INTERVAL, findings_of, loss_breaches
from data_pipeline.staff_file import Percentage
from data_pipeline.template import Kind
from data_pipeline.typed import Misunderstood, Numbered
from database.preference import LOSSES, NEWS, OBSERVATIONS
from database.staff import Known, MeasureName, earlier_figures, known, source_id
from intake.findings import Finding

Answer = TypeVar("Answer")
PRIMARY = "primary"
LOSS_UNITS = ("USD", "persons", "percent")
TABLES: dict[Kind, Table] = {Kind.LOSSES: LOSSES, Kind.INDICATORS: OBSERVATIONS}
PLAIN_ID = re.compile(r"[a-z0-9][a-z0-9_]*")
DEFINITION = {"name": "measure_name", "unit": "measure_unit", "definition": "measure_definition"}
COLUMNS_FROM = {
    "place": ("place_geoid",),
    "measure": ("measure_id",),
    "period": ("period_start", "period_end", "period_label"),
    "source_title": ("source_id",),
    "source_address": ("source_id",),
    "value": ("status",),
    **dict.fromkeys(DEFINITION.values(), ("measure_id",)),
}
"""The columns of a table that a cell of the form becomes, beside the one of its own name."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules of staff files ask of the database and the calendar."""

    people: Mapping[str, int | None]
    """Residents in 2020 by geoid; None where they are not known."""
    not_of_places: Mapping[str, str]
    """The subject of each measure that is about something other than places."""
    this_year: int


@dataclass(slots=True)
class Draft:
    """What a file would bring, and what is wrong with it; ``rows`` are all rows, those at fault too."""

    file: str
    facts: Facts
    rows: list[Numbered] = field(default_factory=list)
    sources: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    measures: dict[str, dict[str, Any]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    faulty: dict[int, set[str]] = field(default_factory=dict)
    doubts: list[Finding] = field(default_factory=list)
    """Figures that can be and are asked about: nothing is loaded before somebody says that they are right."""

    def add(self, finding: Finding) -> None:
        """Keep a finding, and remember its cell."""
        self.findings.append(finding)
        if finding.row is not None and finding.column is not None:
            self.faulty.setdefault(finding.row, set()).add(finding.column)

    def fault(self, row: int, column: str, value: object, rule: str, repair: str) -> None:
        """A finding about a cell; a number is shown as it was written."""
        shown = f"{value:.15g}" if isinstance(value, float) else str(value)
        self.add(Finding(self.file, row, column, shown, rule, repair))

    def unclear(self, row: int) -> frozenset[str]:
        """The columns of the form and of the table that a fault leaves without a trustworthy value in this row."""
        cells = self.faulty.get(row, set())
        return frozenset(cells).union(*(COLUMNS_FROM.get(cell, ()) for cell in cells))

    def understood(
        self, row: int, column: str, value: str | None, how: Callable[..., Answer], *given: object
    ) -> Answer | None:
        """The answer of ``how(value, *given)``; None for a cell that is None, and with a finding if it fails."""
        if value is None:
            return None
        try:
            return how(value, *given)
        except Misunderstood as error:
            self.fault(row, column, value, error.rule, error.repair)
            return None


def draft(
    connection: Connection,
    file: str,
    kind: Kind,
    cells: Sequence[Numbered],
    found: Sequence[Finding],
    facts: Facts,
    *,
    new_measures: bool,
) -> Draft:
    """The rows a file would bring and all that is wrong with them; ``found`` is what its reading found already."""
    words, result = known(connection), Draft(file, facts)
    for finding in found:
        result.add(finding)
    understand = _loss if kind is Kind.LOSSES else _indicator
    for number, written in cells:
        row = _in_units(result, words, number, written)
        identifier = source_id(connection, row["source_title"] or "", row["source_address"])
        fields = understand(result, words, number, row, identifier, new_measures)
        result.sources[identifier] = (row["source_title"], row["source_address"])
        shared = {name: row[name] for name in ("value", "location", "note")}
        own = {**shared, "source_id": identifier, "status": "published", "preferred": True}
        result.rows.append((number, {**own, **fields}))
    _add_breaches(result, TABLES[kind])
    table, units = TABLES[kind], {name: measure.unit for name, measure in words.measures.items()}
    sound = [(number, row) for number, row in result.rows if not result.unclear(number)]
    earlier = earlier_figures(connection, table, (row for _, row in sound))
    result.doubts = doubts(file, table, sound, units, earlier)
    return result


def _in_units(result: Draft, words: Known, number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with every percentage in the unit of its measure; one of another unit is a fault."""
    measure = words.measures.get(row["measure"] or "")
    unit = row.get("unit") or row.get("measure_unit") or (measure.unit if measure else "percent")
    changed = dict(row)
    for column, cell in row.items():
        if isinstance(cell, Percentage):
            changed[column] = cell.in_unit(unit)
            if changed[column] is None:
                result.fault(number, column, f"{float(cell):g}%", f"is a percentage, the unit is {unit}", "Check both")
    return changed


def _add_breaches(result: Draft, table: Table) -> None:
    """What the rules of the table say of the cells that are not at fault yet."""
    unclear = {number: result.unclear(number) for number, _ in result.rows}
    trusted = [
        (number, {name: None if name in unclear[number] else cell for name, cell in row.items()})
        for number, row in result.rows
    ]
    for breach in findings_of(result.file, table, trusted):
        # Two sources for one figure are welcome here; which is preferred is decided when they are loaded.
        welcome = breach.column == "preferred" or "repeats another" in breach.rule
        # The bounds of an interval are judged without its value too.
        follows = breach.row is not None and breach.column in unclear[breach.row] and breach.rule != INTERVAL.says
        if not welcome and not follows:
            result.add(breach)


def _loss(result: Draft, words: Known, number: int, row: Mapping[str, Any], source: str, new: bool) -> dict[str, Any]:
    del source
    place = result.understood(number, "place", row["place"], recognise.place, words)
    measures = {*words.loss_units, row["measure"]} if new else set(words.loss_units)
    units = words.loss_units.get(row["measure"], frozenset(LOSS_UNITS))
    allow = "Use --new-measure if the study has a figure of a new kind."
    closed = {
        "measure": (measures, "a measure of the loss studies", allow),
        "unit": (units, f"a unit of {row['measure'] or 'the loss studies'}", ""),
        "population": (words.populations, "one of the two populations", ""),
        "source_kind": ((PRIMARY, NEWS), "a kind of source", ""),
    }
    for name, (allowed, what, otherwise) in closed.items():
        result.understood(number, name, row[name], recognise.word, allowed, what, otherwise)
    unclear = result.unclear(number)
    trusted = {name: None if name in unclear else cell for name, cell in row.items()}
    people = result.facts.people.get(place.geoid) if place else None
    for column, rule, repair in loss_breaches(trusted, people, result.facts.this_year):
        result.fault(number, column, row[column], rule, repair)
    plain = {name: row[name] for name in ("edition", "data_year", "population", "measure", "unit", "dollar_year")}
    words_said = {"qualifier": row["qualifier"] or "as_published", "source_kind": row["source_kind"] or PRIMARY}
    return {**plain, **words_said, "place_geoid": place.geoid if place else None}


def _indicator(
    result: Draft, words: Known, number: int, row: Mapping[str, Any], source: str, new: bool
) -> dict[str, Any]:
    place = result.understood(number, "place", row["place"], recognise.place, words)
    measure = _measure(result, words, number, row, source, new)
    pooled_years = measure.pooled_years if measure else None
    years = result.understood(number, "period", row["period"], recognise.period, pooled_years)
    if measure:
        _judge_measure(result, number, row, measure)
    start, end = years or (None, None)
    if end is not None and end > result.facts.this_year:
        rule, repair = f"is a period that is not over: this year is {result.facts.this_year}", "Check the year"
        result.fault(number, "period", row["period"], rule, repair)
    label = words.periods.get((measure.id, *years), row["period"]) if measure and years else row["period"]
    period = {"period_start": start, "period_end": end, "period_label": label}
    bounds = {"low": row["low"], "high": row["high"], "quality": None}
    keys = {"place_geoid": place.geoid if place else None, "measure_id": measure.id if measure else None}
    return {**period, **bounds, **keys}


def _judge_measure(result: Draft, number: int, row: Mapping[str, Any], measure: MeasureName) -> None:
    """The measure is one of places, and the figure and its bounds are what its unit can be."""
    subject = result.facts.not_of_places.get(measure.id)
    if subject:
        rule = f"is a measure of the subject {subject}, not of places"
        result.fault(
            number, "measure", measure.id, rule, "Use a measure of the subject place; the data page lists them"
        )
    for column in ("value", "low", "high"):
        fault = unit_fault(measure.unit, row[column])
        if fault:
            result.fault(number, column, row[column], fault, f"The unit of {measure.id} is {measure.unit}")


def _measure(
    result: Draft, words: Known, number: int, row: Mapping[str, Any], source: str, new: bool
) -> MeasureName | None:
    written = row["measure"]
    if written in words.measures or not new or written is None:
        return result.understood(number, "measure", written, recognise.measure, words)
    said = {name: row[column] for name, column in DEFINITION.items()}
    if result.unclear(number).intersection(DEFINITION.values()):
        return None  # what is wrong with its definition is said already
    missing = [DEFINITION[name] for name, text in said.items() if not text]
    first = result.measures.get(written)
    if first and all(text in (None, first[name]) for name, text in said.items()):
        return MeasureName(written, first["name"], first["unit"], None)
    if first or missing or not PLAIN_ID.fullmatch(written):
        rule = f"is new and lacks {', '.join(missing)}" if missing else "is defined in two ways, or not a plain id"
        repair = "Give the same name, unit and definition on its rows; the id has small letters, digits and _"
        result.fault(number, "measure", written, rule, repair)
        return None
    result.measures[written] = {
        **said,
        "id": written,
        "short_name": said["name"],
        "period_kind": "pooled years" if "-" in (row["period"] or "") else "year",
        "source_id": source,
    }
    return MeasureName(written, said["name"], said["unit"], None)
