"""Questions about school districts: which serve a place, what a district is, its figures."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, case, select

from database.models import District, DistrictObservation, DistrictService, HighSchool, Place
from database.queries.common import Sources, columns_of, records
from database.schools import HighSchoolRecord
from database.values import DistrictObservationRecord, DistrictRecord, ServiceRecord


def districts(connection: Connection, sources: Sources) -> tuple[DistrictRecord, ...]:
    """Every district and charter holder, by name."""
    return records(connection, _districts().order_by(District.name, District.entity_id), DistrictRecord, sources)


def services(connection: Connection, sources: Sources, slug: str | None) -> tuple[ServiceRecord, ...]:
    """Districts serving a place (or all places), those serving most of it first, then by name."""
    by_id = {district.entity_id: district for district in districts(connection, sources)}
    most_first = case((DistrictService.extent == "most", 0), else_=1)
    query = (
        select(*DistrictService.__table__.columns, Place.slug, Place.name)
        .join(Place, Place.geoid == DistrictService.place_geoid)
        .join(District, District.entity_id == DistrictService.district_id)
        .order_by(Place.name, most_first, District.name)
    )
    if slug is not None:
        query = query.where(Place.slug == slug)
    return tuple(
        ServiceRecord(
            place_slug=row.slug,
            place_name=row.name,
            district=by_id[row.district_id],
            extent=row.extent,
            levels=row.levels,
            evidence=row.evidence,
            note=row.note,
            source=sources[row.source_id],
        )
        for row in connection.execute(query)
    )


def high_schools(connection: Connection, sources: Sources) -> tuple[HighSchoolRecord, ...]:
    """Every school with a grade 12, by district, the one with most students of that grade first."""
    query = (
        select(*HighSchool.__table__.columns, Place.slug)
        .outerjoin(Place, Place.geoid == HighSchool.place_geoid)
        .order_by(HighSchool.district_id, HighSchool.grade_12.desc(), HighSchool.name)
    )
    return tuple(
        HighSchoolRecord(
            school_id=row.school_id,
            district_id=row.district_id,
            name=row.name,
            fiscal_year=row.fiscal_year,
            grade_12=row.grade_12,
            status=row.status,
            place_slug=row.slug,
            place_name=row.place_name,
            evidence_kind=row.evidence_kind,
            evidence=row.evidence,
            place_source=sources[row.place_source_id] if row.place_source_id else None,
            source=sources[row.source_id],
            location=row.location,
        )
        for row in connection.execute(query)
    )


def district_observations(
    connection: Connection,
    sources: Sources,
    district_ids: tuple[str, ...],
    measure_ids: tuple[str, ...],
    first: int | None,
    last: int | None,
    preferred_only: bool,
) -> tuple[DistrictObservationRecord, ...]:
    """Figures of the districts and measures with first <= end year <= last, by district name, measure, end year."""
    query = (
        select(*columns_of(DistrictObservation), District.short_name.label("district_name"))
        .join(District, District.entity_id == DistrictObservation.district_id)
        .where(DistrictObservation.district_id.in_(district_ids), DistrictObservation.measure_id.in_(measure_ids))
        .order_by(
            *(District.short_name, DistrictObservation.district_id, DistrictObservation.measure_id),
            *(DistrictObservation.period_end, DistrictObservation.preferred.desc(), DistrictObservation.id),
        )
    )
    if first is not None:
        query = query.where(DistrictObservation.period_end >= first)
    if last is not None:
        query = query.where(DistrictObservation.period_end <= last)
    if preferred_only:
        query = query.where(DistrictObservation.preferred)
    return records(connection, query, DistrictObservationRecord, sources)


def _districts() -> Select[Any]:
    return select(*District.__table__.columns, Place.name.label("county_name")).outerjoin(
        Place, Place.geoid == District.county_geoid
    )
