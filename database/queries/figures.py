"""Questions about measures and their figures: observations, published losses, coverage."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from database.models import DistrictObservation, Measure, MeasureBreak, Observation, Place, PublishedLoss
from database.queries.common import Sources, columns_of, record, records
from database.values import BreakRecord, CoverageRecord, LossRecord, MeasureRecord, ObservationRecord

LOCAL_KINDS = ("city", "town")


def measures(connection: Connection, sources: Sources, subject: str | None) -> tuple[MeasureRecord, ...]:
    """Measures in the catalog's order, each with its breaks; of one subject or all."""
    breaks: dict[str, list[BreakRecord]] = {}
    for row in connection.execute(select(*MeasureBreak.__table__.columns).order_by(MeasureBreak.period)):
        breaks.setdefault(row.measure_id, []).append(BreakRecord(**row._mapping))
    columns = [column for column in Measure.__table__.columns if column.name != "load_id"]
    query = select(*columns, Measure.load_id.is_not(None).label("staff")).order_by(Measure.position, Measure.id)
    if subject is not None:
        query = query.where(Measure.subject == subject)
    return tuple(
        record(MeasureRecord, row, sources, breaks=tuple(breaks.get(row.id, ()))) for row in connection.execute(query)
    )


def observations(
    connection: Connection,
    sources: Sources,
    measure_id: str,
    places: tuple[str, ...] | None,
    first: int | None,
    last: int | None,
    preferred_only: bool,
) -> tuple[ObservationRecord, ...]:
    """Figures of a measure with first <= end year <= last, by place name, end year, then preferred before others."""
    query = _observations(preferred_only).where(Observation.measure_id == measure_id)
    if places is not None:
        query = query.where(Place.slug.in_(places))
    if first is not None:
        query = query.where(Observation.period_end >= first)
    if last is not None:
        query = query.where(Observation.period_end <= last)
    return records(connection, query, ObservationRecord, sources)


def contradictions(connection: Connection, sources: Sources) -> tuple[ObservationRecord, ...]:
    """Figures of one place, measure and period that differ: all of them, by measure and place, the preferred one first."""
    key = (Observation.place_geoid, Observation.measure_id, Observation.period_end)
    several = (
        select(*key)
        .where(Observation.replaced_by.is_(None), Observation.value.is_not(None))
        .group_by(*key)
        .having(func.count(Observation.value.distinct()) > 1)
        .subquery()
    )
    same = [column == several.c[column.name] for column in key]
    query = _observations(False).where(Observation.value.is_not(None)).join(several, and_(*same))
    preferred = Observation.superseded_by.is_not(None), Observation.preferred.is_(False), Observation.id
    query = query.order_by(None).order_by(Observation.measure_id, Place.name, Observation.period_end, *preferred)
    return records(connection, query, ObservationRecord, sources)


def place_observations(
    connection: Connection, sources: Sources, slug: str, preferred_only: bool
) -> tuple[ObservationRecord, ...]:
    """Every figure of a place, in the catalog's order of measures, then end year."""
    query = (
        _observations(preferred_only)
        .join(Measure, Measure.id == Observation.measure_id)
        .where(Place.slug == slug)
        .order_by(None)
        .order_by(Measure.position, Measure.id, Observation.period_end, Observation.id)
    )
    return records(connection, query, ObservationRecord, sources)


def losses(
    connection: Connection, sources: Sources, slug: str | None, edition: int | None, population: str | None
) -> tuple[LossRecord, ...]:
    """Published losses, conflicts included: by edition, place, population, measure, preferred first."""
    is_preferred = PublishedLoss.preferred & PublishedLoss.superseded_by.is_(None)
    query = (
        select(
            *columns_of(PublishedLoss, without=("preferred",)),
            PublishedLoss.load_id,
            is_preferred.label("preferred"),
            *_place_columns(),
        )
        .join(Place, Place.geoid == PublishedLoss.place_geoid)
        .where(PublishedLoss.replaced_by.is_(None))
        .order_by(
            *(PublishedLoss.edition, Place.name, PublishedLoss.population, PublishedLoss.measure),
            *(is_preferred.desc(), PublishedLoss.id),
        )
    )
    for column, wanted in (
        (Place.slug, slug),
        (PublishedLoss.edition, edition),
        (PublishedLoss.population, population),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    return records(connection, query, LossRecord, sources)


def coverage(connection: Connection, sources: Sources) -> tuple[CoverageRecord, ...]:
    """How far each measure reaches, in the catalog's order; a measure without any figure is listed too."""
    del sources
    rows = _coverage_rows(connection)
    order = connection.scalars(select(Measure.id).order_by(Measure.position, Measure.id))
    return tuple(_coverage_of(measure_id, rows.get(measure_id, [])) for measure_id in order)


def _observations(preferred_only: bool) -> Select[Any]:
    is_preferred = Observation.preferred & Observation.superseded_by.is_(None)
    query = (
        select(
            *columns_of(Observation, without=("preferred",)),
            Observation.place_geoid,
            Observation.load_id,
            is_preferred.label("preferred"),
            *_place_columns(with_geoid=False),
        )
        .join(Place, Place.geoid == Observation.place_geoid)
        .where(Observation.replaced_by.is_(None))
        .order_by(Place.name, Place.geoid, Observation.period_end, is_preferred.desc(), Observation.id)
    )
    return query.where(is_preferred) if preferred_only else query


def _place_columns(*, with_geoid: bool = True) -> list[Any]:
    named = [Place.slug.label("place_slug"), Place.name.label("place_name"), Place.kind.label("place_kind")]
    return [*named, Place.geoid.label("place_geoid")] if with_geoid else named


def _coverage_rows(connection: Connection) -> dict[str, list[tuple[str, str, int, str, int, int]]]:
    """Per measure: (area kind, area id, end year, status, rows, rows with a value).

    One row an area, year and status.
    """
    place_query = (
        select(
            *(Observation.measure_id, Place.kind, Place.geoid, Observation.period_end, Observation.status),
            *(func.count(), func.count(Observation.value)),
        )
        .join(Place, Place.geoid == Observation.place_geoid)
        .where(Observation.replaced_by.is_(None), Observation.superseded_by.is_(None), Observation.preferred)
        .group_by(Observation.measure_id, Place.kind, Place.geoid, Observation.period_end, Observation.status)
    )
    figure = DistrictObservation
    district_query = (
        select(
            figure.measure_id,
            figure.district_id,
            figure.period_end,
            figure.status,
            func.count(),
            func.count(figure.value),
        )
        .where(figure.preferred)
        .group_by(figure.measure_id, figure.district_id, figure.period_end, figure.status)
    )
    found: dict[str, list[tuple[str, str, int, str, int, int]]] = {}
    for measure_id, *rest in connection.execute(place_query):
        found.setdefault(measure_id, []).append(tuple(rest))  # type: ignore[arg-type]
    for measure_id, *rest in connection.execute(district_query):
        found.setdefault(measure_id, []).append(("district", *rest))  # type: ignore[arg-type]
    return found


def _coverage_of(measure_id: str, rows: list[tuple[str, str, int, str, int, int]]) -> CoverageRecord:
    valued = [(kind, area, year) for kind, area, year, _, _, values in rows if values]
    periods = tuple(sorted({year for _, _, year in valued}))
    last = periods[-1] if periods else None
    statuses: Counter[str] = Counter()
    for _, _, _, status, count, _ in rows:
        statuses[status] += count
    local = {(area, year) for kind, area, year in valued if kind in LOCAL_KINDS}
    return CoverageRecord(
        measure_id=measure_id,
        periods=periods,
        first=periods[0] if periods else None,
        last=last,
        cities=len({area for area, _ in local}),
        cities_latest=len({area for area, year in local if year == last}),
        areas=len({area for kind, area, _ in valued if kind not in (*LOCAL_KINDS, "district")}),
        districts=len({area for kind, area, _ in valued if kind == "district"}),
        values=sum(values for *_, values in rows),
        statuses=tuple(statuses.most_common()),
    )
