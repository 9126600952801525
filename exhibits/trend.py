"""How has it gone over time? Ours bold, others grey, breaks in method as gaps, missing years as dotted bridges."""

from __future__ import annotations

from database.reader import Reader
from database.values import MeasureRecord, ObservationRecord
from exhibits import formats, parameters
from exhibits.comparison import Estimate, Verdict, compare
from exhibits.lookup import (
    about,
    claim_level,
    counted,
    credit,
    figure_cell,
    first_year,
    incomes,
    measure_or_error,
    missing_words,
    move_words,
    observation_sources,
    own_dollars,
    place_or_error,
    text_of,
)
from exhibits.model import Cell, Column, Exhibit, Table
from exhibits.parameters import MeasureId, Slugs
from exhibits.sentences import movement, statement
from exhibits.series import Point, Series, overlapping, usual_step
from exhibits.series_figure import draw

NAME = "trend"
QUESTION = "How has it gone over time?"
MOST_LINES = 12


class Parameters(parameters.Parameters):
    """``places``: whose lines are drawn; the first is the focus."""

    measure: MeasureId
    places: Slugs = ()


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """Values over time of one measure. Raises BadParameterError for an unknown measure or place."""
    measure = measure_or_error(reader, asked.measure)
    slugs = tuple(place_or_error(reader, slug, "places").slug for slug in asked.places) or _default_places(
        reader, measure
    )
    records = [r for r in reader.observations(measure.id, places=slugs) if r.value is not None]
    lines = [line for slug in slugs[:MOST_LINES] if (line := _series(measure, slug, records)) is not None]
    known = {record.place_slug for record in records}
    missing = tuple(place.name for slug in slugs if slug not in known and (place := reader.place(slug)))
    sources = observation_sources(records)
    title, sentence = _finding(measure, lines)
    return Exhibit(
        name=NAME,
        parameters=parameters.written(asked) | {"places": ",".join(slugs)},
        title=title,
        subtitle=about(measure),
        sentence=" ".join(filter(None, (f"{missing_words(missing)}{sentence}", _queried(measure, records, lines)))),
        summary=_summary(lines),
        table=_table(measure, records, slugs),
        sources=sources,
        credit=credit(sources),
        data_version=reader.data_version(),
        figure=draw(lines, percent=measure.unit in formats.PERCENT_UNITS) if lines else None,
        narrow_figure=draw(lines, percent=measure.unit in formats.PERCENT_UNITS, narrow=True) if lines else None,
        height=360,
        notes=_notes(measure, lines, missing, len(known)),
        key_number=lines[0].points[-1].text if lines else "",
        empty="" if lines else f"{measure.name}: not published for {formats.listed(missing) or 'these places'}.",
        places=slugs,
        incomes=incomes(measure),
    )


def _queried(measure: MeasureRecord, records: list[ObservationRecord], lines: list[Series]) -> str:
    """What is asked about the first line's figures."""
    own = [r for r in records if lines and r.place_slug == lines[0].key and r.value is not None]
    figures = ((record.period_end, record.value or 0.0) for record in own)
    return move_words(lines[0].name, figures, measure.unit, measure.decimals) if lines else ""


def _default_places(reader: Reader, measure: MeasureRecord) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for record in reader.observations(measure.id):
        if record.value is not None:
            counts[record.place_slug] = counts.get(record.place_slug, 0) + 1
    people = {place.slug: place.population_2020 or 0 for place in reader.places()}
    return tuple(sorted(counts, key=lambda slug: (slug != "arizona", -people.get(slug, 0)))[:4])


def _series(measure: MeasureRecord, slug: str, records: list[ObservationRecord]) -> Series | None:
    own = sorted((r for r in records if r.place_slug == slug), key=lambda r: r.period_end)
    if not own:
        return None
    points = [_point(measure, record) for record in own]
    return Series(
        key=slug,
        name=own[0].place_name,
        points=tuple(points),
        breaks=measure.breaks,
        joined=not overlapping(points),
        step=usual_step(points),
    )


def _point(measure: MeasureRecord, record: ObservationRecord) -> Point:
    return Point(
        period=record.period_end,
        start=first_year(measure, record),
        label=record.period_label,
        value=formats.scaled(record.value or 0.0, measure.unit),
        low=None if record.low is None else formats.scaled(record.low, measure.unit),
        high=None if record.high is None else formats.scaled(record.high, measure.unit),
        level=claim_level(measure),
        text=text_of(measure, record),
    )


def _finding(measure: MeasureRecord, lines: list[Series]) -> tuple[str, str]:
    if not lines:
        return f"{measure.name}: no figure for these places", "Nothing is published for these places."
    ours = lines[0]
    last = ours.points[-1]
    first = ours.first_comparable()
    said = f"{statement(measure, ours.name, last.text)}, {last.label}"
    if first is None:
        return (
            said,
            "No change can be read: other periods overlap this one, were measured another way, or are not published.",
        )
    if counted(measure):
        return _counted(ours, first, last)
    if own_dollars(measure):
        return (
            said,
            f"From {first.text} in {first.label}, each in its own year’s dollars: what prices did is still in it, "
            "so no change is claimed.",
        )
    verdict = compare(_estimate(last), _estimate(first))
    if verdict is Verdict.UNKNOWN:
        return (
            said,
            f"From {first.text} in {first.label} to {last.text}; no margin is at hand, "
            "so whether this is more than chance cannot be said.",
        )
    moved = movement(verdict, first.label)
    return (
        f"{said}: {moved}",
        f"{ours.name} went from {first.text} in {first.label} to {last.text} in {last.label}: {moved}, "
        f"by the {last.level}% intervals.",
    )


def _counted(ours: Series, first: Point, last: Point) -> tuple[str, str]:
    difference = last.value - first.value
    word = "more" if difference > 0 else "fewer"
    change = f"{formats.grouped(abs(difference))} {word}" if difference else "as many"
    return (
        f"{ours.name}: {last.text} in {last.label}, {change} than in {first.label}"
        if difference
        else f"{ours.name}: {last.text}",
        f"Counted by the census: {first.text} in {first.label}, {last.text} in {last.label}.",
    )


def _estimate(point: Point) -> Estimate:
    return Estimate(point.value, point.low, point.high, point.level)


def _summary(lines: list[Series]) -> str:
    return "Lines by year. " + " ".join(
        f"{line.name}: {', '.join(f'{point.text} in {point.label}' for point in line.points)}." for line in lines[:4]
    )


def _table(measure: MeasureRecord, records: list[ObservationRecord], slugs: tuple[str, ...]) -> Table:
    unit = formats.unit_words(measure.unit)
    columns = (
        Column("place", "Place"),
        Column("period", "Period"),
        Column("value", measure.short_name, unit),
        Column("low", "Low", unit),
        Column("high", "High", unit),
    )
    order = {slug: index for index, slug in enumerate(slugs)}
    rows = []
    for record in sorted(records, key=lambda r: (order.get(r.place_slug, 99), r.period_end)):
        point = _point(measure, record)
        rows.append(
            (
                Cell(record.place_name, record.place_name),
                Cell(record.period_label, record.period_label),
                figure_cell(measure, record.value, point.text),
                figure_cell(measure, record.low),
                figure_cell(measure, record.high),
            )
        )
    return Table(columns, tuple(rows), measure.name)


def _notes(measure: MeasureRecord, lines: list[Series], missing: tuple[str, ...], known: int) -> tuple[str, ...]:
    notes = []
    if known > len(lines):
        notes.append(f"The first {len(lines)} of {known} places are drawn; the table has them all.")
    if any(not line.joined for line in lines):
        notes.append("Periods overlap, so the marks are not joined: compare only periods that share no year.")
    if missing:
        notes.append(f"Not published for {formats.listed(missing)}.")
    notes += [f"Break in {b.years}: {b.reason}" for b in measure.breaks]
    if measure.known_faults:
        notes.append(measure.known_faults)
    return tuple(notes)
