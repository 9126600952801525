"""What exactly is counted? One measure's record: definition, included, not included, source, faults, breaks."""

from __future__ import annotations

from database.reader import Reader
from exhibits import formats, parameters
from exhibits.lookup import credit, interval_words, measure_or_error, source_lines
from exhibits.model import Cell, Column, Exhibit, Table
from exhibits.parameters import MeasureId

NAME = "definition"
QUESTION = "What exactly is counted, and what is not?"
AHEAD = {"higher": "higher is ahead", "lower": "lower is ahead", "none": "neither way is ahead"}


class Parameters(parameters.Parameters):
    """``measure``: the measure explained."""

    measure: MeasureId


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """The record of one measure. Raises BadParameterError for an unknown one."""
    measure = measure_or_error(reader, asked.measure)
    reach = next((each for each in reader.coverage() if each.measure_id == measure.id), None)
    years = f"{reach.first} to {reach.last}" if reach and reach.first else "no figure yet"
    covered = _covered(reach.cities, reach.areas, reach.districts) if reach else "no figure yet"
    lines = [
        ("In brief", measure.definition),
        ("Included", measure.included),
        ("Not included", measure.not_included),
        ("Who it is about", measure.population),
        ("Whose number it is", measure.geography),
        ("Unit", formats.unit_words(measure.unit) + (f", {measure.price_year} dollars" if measure.price_year else "")),
        ("Period", f"{measure.period_kind}, {years}" if reach else measure.period_kind),
        ("Interval", interval_words(measure) or "not published with this source"),
        ("Reading", AHEAD.get(measure.direction, measure.direction)),
        ("Has a figure", covered),
        *((f"Break in {b.years}", b.reason) for b in measure.breaks),
        ("Known faults", measure.known_faults or "none known"),
        ("Source", f"{measure.source.publisher}: {measure.source.title}"),
        ("Vintage", measure.source.vintage or "not stated"),
        ("Licence", measure.source.licence or "not stated"),
    ]
    sources = source_lines([(measure.source, "")])
    return Exhibit(
        name=NAME,
        parameters=parameters.written(asked),
        title=measure.name,
        subtitle=measure.definition,
        sentence=measure.definition,
        summary=measure.definition,
        table=Table(
            (Column("what", "What"), Column("text", "In words")),
            tuple((Cell(name, name), Cell(text, text)) for name, text in lines),
            measure.name,
        ),
        sources=sources,
        credit=credit(sources),
        data_version=reader.data_version(),
    )


def _covered(cities: int, areas: int, districts: int) -> str:
    named = (
        (cities, "city or town", "cities and towns"),
        (areas, "larger area", "larger areas"),
        (districts, "district", "districts"),
    )
    parts = [formats.number_of(count, one, many) for count, one, many in named if count]
    return formats.listed(parts) or "no figure yet"
