"""The lists: each function fills the rows of one from the database, complete and in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from api.from_records import (
    district_row,
    figure_fields,
    load_row,
    loss_row,
    measure_row,
    place_row,
    source_row,
)
from api.parameters import (
    DistrictObservationsAsked,
    DistrictsAsked,
    MeasuresAsked,
    NoParameters,
    ObservationsAsked,
    PlacesAsked,
    PublishedLossesAsked,
)
from api.query import in_order, one_of
from api.rows import (
    DistrictObservationRow,
    DistrictRow,
    FigureRow,
    LoadRow,
    LossRow,
    MeasureRow,
    ObservationRow,
    PlaceRow,
    SourceRow,
)
from database.reader import ALL_KINDS, Reader
from database.values import DistrictObservationRecord, MeasureRecord
from exhibits.lookup import CITIES, measure_or_error, newest, place_or_error
from exhibits.model import BadParameterError


def places(asked: PlacesAsked, reader: Reader) -> list[PlaceRow]:
    """Places by name. Raises BadParameterError for an unknown slug."""
    slugs = _slugs(reader, asked.slug, "slug")
    kinds = asked.kind or (ALL_KINDS if slugs else CITIES)
    return [place_row(place) for place in reader.places(kinds) if not slugs or place.slug in slugs]


def measures(asked: MeasuresAsked, reader: Reader) -> list[MeasureRow]:
    """Measures in the catalog's order. Raises BadParameterError for an unknown subject."""
    if asked.subject is not None:
        one_of("subject", asked.subject, sorted({measure.subject for measure in reader.measures()}))
    reach = {each.measure_id: each for each in reader.coverage()}
    return [measure_row(measure, reach[measure.id]) for measure in reader.measures(asked.subject)]


def observations(asked: ObservationsAsked, reader: Reader) -> list[ObservationRow]:
    """Figures of places by measure, place name and end year. Raises BadParameterError for unknown names."""
    in_order(asked.first, asked.last)
    slugs = _slugs(reader, asked.place, "place")
    # The whole measure is asked for, then narrowed: one kept answer serves every narrowing.
    return [
        ObservationRow(record.place_slug, record.place_name, record.place_kind, **figure_fields(record, measure))
        for measure in _measures(reader, asked.measure)
        for record in reader.observations(measure.id, preferred_only=not asked.every)
        if (not slugs or record.place_slug in slugs) and _within(record.period_end, asked.first, asked.last)
    ]


def district_observations(asked: DistrictObservationsAsked, reader: Reader) -> list[DistrictObservationRow]:
    """Figures of districts by name, measure and end year. Raises BadParameterError for unknown names."""
    in_order(asked.first, asked.last)
    wanted = {measure.id: measure for measure in _measures(reader, asked.measure)}
    ids = _districts(asked, reader)
    return [
        DistrictObservationRow(
            record.district_id, record.district_name, **figure_fields(record, wanted[record.measure_id])
        )
        for record in _all_of_districts(reader, not asked.every)
        if record.measure_id in wanted
        and (ids is None or record.district_id in ids)
        and _within(record.period_end, asked.first, asked.last)
    ]


def districts(asked: DistrictsAsked, reader: Reader) -> list[DistrictRow]:
    """Districts serving places, by place, those serving most of it first. Raises BadParameterError for unknown slugs."""
    slugs = _slugs(reader, asked.place, "place")
    known = {measure.id: measure for measure in reader.measures()}
    latest = _latest(_all_of_districts(reader, True), known)
    return [
        district_row(service, latest.get(service.district.entity_id, ()))
        for service in reader.services()
        if not slugs or service.place_slug in slugs
    ]


def published_losses(asked: PublishedLossesAsked, reader: Reader) -> list[LossRow]:
    """Published losses as printed, conflicts included. Raises BadParameterError for unknown places and editions."""
    slugs = _slugs(reader, asked.place, "place")
    if asked.edition is not None:
        one_of("edition", str(asked.edition), sorted({str(record.edition) for record in reader.losses()}))
    found = reader.losses(None, asked.edition, asked.population)
    return [loss_row(record) for record in found if not slugs or record.place_slug in slugs]


def sources(_asked: NoParameters, reader: Reader) -> list[SourceRow]:
    """Every source by id."""
    return [source_row(record) for record in reader.sources()]


def loads(_asked: NoParameters, reader: Reader) -> list[LoadRow]:
    """Every load, the latest first."""
    return [load_row(record) for record in reader.loads()]


def _slugs(reader: Reader, asked: Sequence[str], field: str) -> frozenset[str]:
    return frozenset(place_or_error(reader, slug, field).slug for slug in asked)


def _measures(reader: Reader, asked: Sequence[str]) -> list[MeasureRecord]:
    """The measures asked for, all when none is, in the catalog's order."""
    wanted = {measure_or_error(reader, each).id for each in asked}
    return [measure for measure in reader.measures() if not wanted or measure.id in wanted]


def _within(year: int, first: int | None, last: int | None) -> bool:
    return (first is None or year >= first) and (last is None or year <= last)


def _districts(asked: DistrictObservationsAsked, reader: Reader) -> set[str] | None:
    """The districts asked for, by id or as those serving a place; None for all."""
    known = {district.entity_id for district in reader.districts()}
    unknown = next((each for each in asked.district if each not in known), None)
    if unknown is not None:
        raise BadParameterError("district", unknown, "the entity id of a district, as in /api/v1/districts")
    slugs = _slugs(reader, asked.place, "place")
    if not asked.district and not slugs:
        return None
    serving = {each.district.entity_id for each in reader.services() if each.place_slug in slugs} if slugs else known
    return serving & set(asked.district) if asked.district else serving


def _all_of_districts(reader: Reader, preferred_only: bool) -> tuple[DistrictObservationRecord, ...]:
    ids = (district.entity_id for district in reader.districts())
    measure_ids = (measure.id for measure in reader.measures())
    return reader.district_observations(ids, measure_ids, preferred_only=preferred_only)


def _latest(
    records: Iterable[DistrictObservationRecord], known: dict[str, MeasureRecord]
) -> dict[str, tuple[FigureRow, ...]]:
    """By district: the newest figure of each measure, in the catalog's order; one without a value where none has one."""
    found: dict[str, list[FigureRow]] = {}
    for record in sorted(newest(records).values(), key=lambda each: known[each.measure_id].position):
        found.setdefault(record.district_id, []).append(FigureRow(**figure_fields(record, known[record.measure_id])))
    return {district: tuple(figures) for district, figures in found.items()}
