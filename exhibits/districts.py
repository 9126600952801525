"""Which districts serve a city, and how they stand: enrollment, graduation, dropout, letter grades, passing."""

from __future__ import annotations

import re

from database.reader import Reader
from database.values import DistrictObservationRecord, MeasureRecord, ServiceRecord
from exhibits import formats, parameters
from exhibits.classes import queried_rates
from exhibits.lookup import credit, figure_cell, newest, place_or_error, source_lines
from exhibits.model import Cell, Column, Exhibit, State, Table
from exhibits.parameters import Slug

NAME = "districts"
QUESTION = "Which districts serve the city, and how do they stand?"
SHOWN = (
    "enrollment_oct1",
    "graduation_rate_4yr",
    "dropout_rate_7_12",
    "passing_ela",
    "passing_math",
)
GRADES = tuple(f"letter_grade_{letter}" for letter in "abcdf")
STATES: dict[str, tuple[str, State]] = {
    "suppressed": ("hidden for privacy", "hidden for privacy"),
    "not published": ("not published", "not published"),
}


class Parameters(parameters.Parameters):
    """``place``: the city."""

    place: Slug


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """The districts serving a place. Raises BadParameterError for an unknown place."""
    place = place_or_error(reader, asked.place)
    services = reader.services(place.slug)
    ids = tuple(service.district.entity_id for service in services)
    measures = [measure for key in SHOWN if (measure := reader.measure(key)) is not None]
    latest = newest(reader.district_observations(ids, (*SHOWN, *GRADES)))
    used = [record for record in latest.values()]
    sources = source_lines(
        [(service.source, "which districts serve the city") for service in services]
        + [(record.source, "figures") for record in used]
    )
    most = [service.district.short_name for service in services if service.extent == "most"]
    return Exhibit(
        name=NAME,
        parameters=parameters.written(asked),
        title=_title(place.name, services, most),
        subtitle="Students go to school by district, not by city limits: district figures count students wherever they live",
        sentence=" ".join(filter(None, (_sentence(place.name, services), queried_rates(reader, services)))),
        summary=f"Table of {len(services)} districts serving {place.name}: "
        + formats.listed([service.district.short_name for service in services], 8)
        + ".",
        table=_table(services, measures, latest),
        sources=sources,
        credit=credit(sources),
        data_version=reader.data_version(),
        notes=_notes(services),
        empty="" if services else f"Which districts serve {place.name} is not in the catalog yet.",
        places=(place.slug,),
    )


def _title(place: str, services: tuple[ServiceRecord, ...], most: list[str]) -> str:
    if not services:
        return f"Districts serving {place}: not in the catalog yet"
    if len(services) == 1:
        part = "part of " if services[0].extent == "part" else ""
        return f"{services[0].district.short_name} serves {part}{place}"
    if most:
        serve = "serves" if len(most) == 1 else "serve"
        return f"{formats.listed(most)} {serve} most of {place}; {len(services)} districts in all"
    return f"{len(services)} districts share {place}; none serves most of it"


def _sentence(place: str, services: tuple[ServiceRecord, ...]) -> str:
    parts = [service.district.short_name for service in services if service.extent == "part"]
    return f"Serving part of {place}: {formats.listed(parts, 6)}." if parts else ""


Latest = dict[tuple[str, str], DistrictObservationRecord]


def _table(services: tuple[ServiceRecord, ...], measures: list[MeasureRecord], latest: Latest) -> Table:
    columns = [Column("district", "District"), Column("extent", "Serves"), Column("levels", "Levels")]
    columns += [Column(measure.id, measure.short_name, formats.unit_words(measure.unit)) for measure in measures]
    columns.append(Column("letter_grades", "Schools by letter grade"))
    rows = []
    for service in services:
        district = service.district
        cells = [
            Cell(district.short_name, district.short_name),
            Cell(service.extent, f"{service.extent} of the city"),
            Cell(service.levels, service.levels),
        ]
        cells += [_cell(measure, latest.get((district.entity_id, measure.id))) for measure in measures]
        cells.append(_grades(district.entity_id, latest))
        rows.append(tuple(cells))
    return Table(tuple(columns), tuple(rows), "Districts serving the city, latest figure of each")


def _cell(measure: MeasureRecord, record: DistrictObservationRecord | None) -> Cell:
    if record is None:
        return Cell(None, "not published", "not published")
    if record.value is None:
        text, state = STATES.get(record.status, STATES["not published"])
        return Cell(None, f"{text} ({record.period_label})", state)
    covered = _covered(record)
    if covered and covered[0] * 2 < covered[1]:
        text = f"too incomplete: {covered[0]} of {covered[1]} schools ({record.period_label})"
        return Cell(None, text, "too uncertain")
    value = formats.measured(record.value, measure.unit, measure.decimals)
    if covered:
        value += f", {covered[0]} of {covered[1]} schools"
    return figure_cell(measure, record.value, f"{value} ({record.period_label})")


def _covered(record: DistrictObservationRecord) -> tuple[int, int] | None:
    """Schools with a figure and schools there are, where the catalog marks a figure as incomplete."""
    found = re.fullmatch(r"incomplete: (\d+) of (\d+) schools", record.quality or "")
    return (int(found[1]), int(found[2])) if found else None


def _grades(entity_id: str, latest: Latest) -> Cell:
    found = [latest.get((entity_id, grade)) for grade in GRADES]
    period = max((record.period_label for record in found if record), default="")
    parts = [
        f"{int(record.value)} {grade[-1].upper()}"
        for grade, record in zip(GRADES, found, strict=True)
        if record and record.value and record.period_label == period
    ]
    if not parts:
        return Cell(None, "not published", "not published")
    text = f"{', '.join(parts)} ({period})"
    return Cell(text, text)


def _notes(services: tuple[ServiceRecord, ...]) -> tuple[str, ...]:
    notes = list(dict.fromkeys(service.evidence for service in services))
    notes += [f"{service.district.short_name}: {service.note}" for service in services if service.note]
    return (*notes, "Charter schools and open enrollment cross every line here.") if services else ()
