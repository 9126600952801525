"""One record of the database, one row of an answer: names change, values do not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from api.rows import (
    BreakRow,
    DistrictRow,
    FigureRow,
    LoadRow,
    LoadTableRow,
    LossRow,
    MeasureRow,
    PlaceRow,
    SourceName,
    SourceRow,
)
from api.said_basis import published_basis
from database.values import (
    CoverageRecord,
    DistrictObservationRecord,
    LoadRecord,
    LossRecord,
    MeasureRecord,
    ObservationRecord,
    PlaceRecord,
    ServiceRecord,
    SourceRecord,
)
from exhibits.printed import is_printed


def place_row(record: PlaceRecord) -> PlaceRow:
    """A place with the sources of its geography and its two census populations."""
    return PlaceRow(
        slug=record.slug,
        name=record.name,
        full_name=record.full_name,
        kind=record.kind,
        geoid=record.geoid,
        gnis_id=record.gnis_id,
        county=record.county,
        latitude=record.latitude,
        longitude=record.longitude,
        land_sq_m=record.land_sq_m,
        population_2010=record.population_2010,
        population_2020=record.population_2020,
        geography_source=_source(record.geography_source),
        population_2010_source=_source(record.population_2010_source) if record.population_2010_source else None,
        population_2020_source=_source(record.population_2020_source) if record.population_2020_source else None,
        note=record.note,
    )


def measure_row(record: MeasureRecord, reach: CoverageRecord) -> MeasureRow:
    """A measure with how far it reaches."""
    return MeasureRow(
        id=record.id,
        name=record.name,
        short_name=record.short_name,
        subject=record.subject,
        topic=record.topic,
        definition=record.definition,
        included=record.included,
        not_included=record.not_included,
        population=record.population,
        unit=record.unit,
        price_year=record.price_year,
        decimals=record.decimals,
        direction=record.direction,
        geography=record.geography,
        period_kind=record.period_kind,
        pooled_years=record.pooled_years,
        interval_level=record.interval_level,
        interval_of=record.interval_of,
        known_faults=record.known_faults,
        breaks=tuple(BreakRow(each.period, each.last_period, each.reason) for each in record.breaks),
        first=reach.first,
        last=reach.last,
        cities=reach.cities,
        districts=reach.districts,
        source=_source(record.source),
    )


def figure_fields(record: ObservationRecord | DistrictObservationRecord, measure: MeasureRecord) -> dict[str, Any]:
    """The fields of ``FigureRow``, which a place's and a district's figure share."""
    return {
        "measure": record.measure_id,
        "period_start": record.period_start,
        "period_end": record.period_end,
        "period_label": record.period_label,
        "value": record.value,
        "low": record.low,
        "high": record.high,
        "interval_level": measure.interval_level,
        "unit": measure.unit,
        "price_year": measure.price_year,
        "status": record.status,
        "quality": record.quality,
        "preferred": record.preferred,
        "source": _source(record.source),
        "location": record.location,
        "note": record.note,
    }


def district_row(service: ServiceRecord, figures: tuple[FigureRow, ...]) -> DistrictRow:
    """A district that serves a place, with its newest figures."""
    district = service.district
    return DistrictRow(
        place=service.place_slug,
        place_name=service.place_name,
        district=district.entity_id,
        nces_id=district.nces_id,
        name=district.name,
        short_name=district.short_name,
        kind=district.kind,
        county=district.county_name,
        lowest_grade=district.lowest_grade,
        highest_grade=district.highest_grade,
        schools=district.schools,
        extent=service.extent,
        levels=service.levels,
        evidence=service.evidence,
        note=service.note,
        source=_source(service.source),
        figures=figures,
    )


def loss_row(record: LossRecord) -> LossRow:
    """A figure of the loss studies, a dollar amount with its basis; one that no source prints stands apart."""
    return LossRow(
        place=record.place_slug,
        place_name=record.place_name,
        edition=record.edition,
        data_year=record.data_year,
        population=record.population,
        measure=record.measure,
        value=record.value if is_printed(record) else None,
        inferred=None if is_printed(record) else record.value,
        unit=record.unit,
        basis=published_basis(record),
        qualifier=record.qualifier,
        source_kind=record.source_kind,
        preferred=record.preferred,
        status=record.status,
        source=_source(record.source),
        location=record.location,
        note=record.note,
    )


def source_row(record: SourceRecord) -> SourceRow:
    """A source, all of it."""
    return SourceRow(
        id=record.id,
        publisher=record.publisher,
        title=record.title,
        address=record.address,
        vintage=record.vintage,
        licence=record.licence,
        accessed=record.accessed,
        note=record.note,
        staff=record.staff,
    )


def load_row(record: LoadRecord) -> LoadRow:
    """A load with what every table held after it."""
    return LoadRow(
        id=record.id,
        kind=record.kind,
        file_name=record.file_name,
        sha256=record.sha256,
        rows=record.rows,
        finished_at=_moment(record.finished_at),
        unloaded_at=_moment(record.unloaded_at) if record.unloaded_at else None,
        data_version=record.data_version,
        program_version=record.program_version,
        tables=tuple(LoadTableRow(table.table_name, table.rows, table.sha256) for table in record.tables),
    )


def _source(record: SourceRecord) -> SourceName:
    return SourceName(record.id, record.publisher, record.title, record.address)


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
