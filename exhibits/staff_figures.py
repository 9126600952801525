"""Figures of a place that staff files brought, or that another source has too: whose each is, said beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from database.reader import Reader
from database.values import LossRecord, MeasureRecord, ObservationRecord, PlaceRecord
from economics import Population
from exhibits import formats
from exhibits.printed import value_text

YOUTH_MEASURES = ("reported_disconnected_youth", "reported_disconnected_rate_16_24", "disconnected_rate_16_19")
"""Measures of young people neither in school nor at work: a number first, then the wider age group."""
STAFF = "loaded by staff"


def origin(record: LossRecord | ObservationRecord) -> str:
    """Whose a figure is: ``loaded by staff from Report 2018``, or the publisher."""
    return f"{STAFF} from {record.source.title}" if record.load_id is not None else record.source.publisher


def staff_mark(record: LossRecord | None) -> str:
    """``, loaded by staff from Report 2018``; empty for a figure of the catalog."""
    return f", {origin(record)}" if record is not None and record.load_id is not None else ""


def counts_of(reader: Reader, place: PlaceRecord, population: Population) -> tuple[LossRecord, ...]:
    """The preferred counts of a place, the earliest edition first."""
    rows = _rows(reader, place, population)
    found = [r for r in rows if r.measure == "count" and r.preferred and r.value is not None]
    return tuple(sorted(found, key=lambda row: row.edition))


def youth_figure(reader: Reader, place: PlaceRecord) -> tuple[ObservationRecord, MeasureRecord] | None:
    """The latest figure of the place itself of its young people neither in school nor at work, among the measures."""
    rows = reader.place_observations(place.slug)
    for name in YOUTH_MEASURES:
        mine = [row for row in rows if row.measure_id == name and row.value is not None]
        measure = reader.measure(name)
        if mine and measure is not None:
            return mine[-1], measure
    return None


def youth_words(found: tuple[ObservationRecord, MeasureRecord]) -> str:
    """``Disconnected youth, 16-19: 7.1% (2024, loaded by staff from Report)``."""
    record, measure = found
    value = formats.measured(record.value or 0.0, measure.unit, measure.decimals)
    return f"{measure.name}: {value} ({record.period_label}, {origin(record)})"


def beside_words(reader: Reader, place: PlaceRecord, population: Population) -> str:
    """Every figure that staff files brought beside one of another source, each with whose it is and which is used."""
    rows = sorted(_rows(reader, place, population), key=lambda row: (row.edition, row.measure, not row.preferred))
    said = [
        words
        for (edition, measure), group in groupby(rows, key=lambda row: (row.edition, row.measure))
        if (words := _beside(edition, measure, list(group)))
    ]
    return " ".join(said)


def contradiction_words(reader: Reader, rows: Sequence[ObservationRecord]) -> str:
    """``Diploma at 19-20, Tucson, 2019-2023: 85.0% (Urban Institute); 70.0% (loaded by staff from a report)``."""
    measure = reader.measure(rows[0].measure_id)
    if measure is None:
        return ""
    texts = [f"{formats.measured(r.value or 0.0, measure.unit, measure.decimals)} ({origin(r)})" for r in rows]
    return f"{measure.name}, {rows[0].place_name}, {rows[0].period_label}: {'; '.join(texts)}"


def _rows(reader: Reader, place: PlaceRecord, population: Population) -> Sequence[LossRecord]:
    # all places' rows, not one's: the answer is kept, so 91 cities cost one question
    every = reader.losses()
    return [r for r in every if r.place_slug == place.slug and r.population == population.value and r.value is not None]


def _beside(edition: int, measure: str, rows: list[LossRecord]) -> str:
    if len(rows) < 2 or all(row.load_id is None for row in rows):
        return ""
    texts = [f"{value_text(row)} ({origin(row)})" for row in rows]
    verb = "agree" if len({row.value for row in rows}) == 1 else "differ"
    return f"Sources for the {measure.replace('_', ' ')} of the {edition} edition {verb}: {'; '.join(texts)}. The first is used."
