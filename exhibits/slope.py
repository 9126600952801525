"""Did we change between two years? Two ends per city, ours in colour, each end labelled with its value."""

from __future__ import annotations

from database.reader import Reader
from database.values import MeasureRecord, ObservationRecord
from exhibits import formats, parameters
from exhibits.comparison import Verdict, compare
from exhibits.lookup import (
    CITIES,
    about,
    credit,
    estimate_of,
    figure_cell,
    first_year,
    incomes,
    measure_or_error,
    missing_words,
    observation_sources,
    own_dollars,
    period_or_error,
    place_or_error,
    text_of,
)
from exhibits.model import BadParameterError, Cell, Column, Exhibit, Table
from exhibits.parameters import MaybeYear, MeasureId, Slugs
from exhibits.slope_figure import End, Line, draw

NAME = "slope"
QUESTION = "Did we change between two years?"
WORDS = {
    Verdict.ABOVE: "up",
    Verdict.BELOW: "down",
    Verdict.SAME: "no clear change",
    Verdict.UNKNOWN: "cannot say",
}


class Parameters(parameters.Parameters):
    """``first`` and ``last``: end years of the two periods; they must not overlap nor cross a break in the measure."""

    measure: MeasureId
    first: MaybeYear = None
    last: MaybeYear = None
    places: Slugs = ()


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """The change of one measure between two periods. Raises BadParameterError where they cannot be compared."""
    measure = measure_or_error(reader, asked.measure)
    chosen = tuple(place_or_error(reader, slug, "places").slug for slug in asked.places)
    last = period_or_error(reader, measure, asked.last or latest_comparable(reader, measure), "last")
    first = _first(reader, measure, asked.first, last)
    before = {r.place_slug: r for r in reader.observations(measure.id, period_end=first) if r.value is not None}
    after = {r.place_slug: r for r in reader.observations(measure.id, period_end=last) if r.value is not None}
    both = [slug for slug in before if slug in after and after[slug].place_kind in CITIES]
    lines = [_line(measure, before[slug], after[slug], slug in chosen) for slug in both]
    ordered = [next(line for line in lines if line.key == slug) for slug in chosen if slug in both]
    lines = [*ordered, *(line for line in lines if line.key not in chosen)]
    asked_for = [place for slug in chosen if slug not in both and (place := reader.place(slug))]
    missing = tuple(place.name for place in asked_for if place.kind in CITIES)
    records = [before[line.key] for line in lines] + [after[line.key] for line in lines]
    sources = observation_sources(records)
    labels = (records[0].period_label, records[-1].period_label) if records else (str(first), str(last))
    title, sentence = _finding(measure, lines, labels)
    percent = measure.unit in formats.PERCENT_UNITS
    return Exhibit(
        name=NAME,
        parameters=parameters.written(asked) | {"first": str(first), "last": str(last), "places": ",".join(chosen)},
        title=title,
        subtitle=about(measure, f"{labels[0]} and {labels[1]}"),
        sentence=f"{missing_words(missing, 'in both periods')}{sentence}",
        summary="Two ends a city. "
        + " ".join(f"{line.name}: {line.first.text} to {line.last.text}, {WORDS[line.verdict]}." for line in lines[:8]),
        table=_table(measure, lines, labels),
        sources=sources,
        credit=credit(sources),
        data_version=reader.data_version(),
        figure=draw(lines, labels, percent) if lines else None,
        narrow_figure=draw(lines, labels, percent, narrow=True) if lines else None,
        height=420,
        notes=(f"Not in both periods: {formats.listed(missing)}.",) if missing else (),
        empty="" if lines else f"No city has a figure in both {labels[0]} and {labels[1]}.",
        places=chosen,
        incomes=incomes(measure),
    )


def comparable_firsts(reader: Reader, measure: MeasureRecord, last: int) -> tuple[int, ...]:
    """Earlier end years that share no year with the period ending in ``last``, no break lying between or around them."""
    start = {first_year(measure, r) for r in reader.observations(measure.id, period_end=last)}
    before = min(start, default=last)
    return tuple(
        period
        for period in reader.periods(measure.id)
        if period < before and not any(b.separates(period, last) for b in measure.breaks)
    )


def latest_comparable(reader: Reader, measure: MeasureRecord, at_most: int | None = None) -> int | None:
    """The last end year (up to ``at_most``) that has an earlier one to compare with; None where no two can be compared."""
    periods = [period for period in reader.periods(measure.id) if at_most is None or period <= at_most]
    return next((period for period in reversed(periods) if comparable_firsts(reader, measure, period)), None)


def _first(reader: Reader, measure: MeasureRecord, first: int | None, last: int) -> int:
    known = comparable_firsts(reader, measure, last)
    if not known:
        raise BadParameterError("last", last, f"{measure.name} has no earlier period that may be compared with {last}")
    if first is None:
        return known[0]
    if first not in known:
        raise BadParameterError("first", first, "one of " + ", ".join(map(str, known)), tuple(map(str, known)))
    return first


def _line(measure: MeasureRecord, before: ObservationRecord, after: ObservationRecord, chosen: bool) -> Line:
    first, last = _end(measure, before), _end(measure, after)
    moved = compare(estimate_of(measure, after), estimate_of(measure, before))
    verdict = Verdict.UNKNOWN if own_dollars(measure) else moved
    return Line(after.place_slug, after.place_name, first, last, verdict, chosen)


def _end(measure: MeasureRecord, record: ObservationRecord) -> End:
    return End(
        value=formats.scaled(record.value or 0.0, measure.unit),
        text=text_of(measure, record),
        printed=record.value,
    )


def _finding(measure: MeasureRecord, lines: list[Line], labels: tuple[str, str]) -> tuple[str, str]:
    if not lines:
        return f"{measure.name}: no city in both periods", "Nothing can be compared."
    counts = {verdict: sum(line.verdict is verdict for line in lines) for verdict in Verdict}
    if own_dollars(measure):
        tally = "each year is in its own dollars, so no change is claimed"
    elif counts[Verdict.UNKNOWN] == len(lines):
        tally = "no margin is at hand, so whether a change is more than chance cannot be said"
    else:
        tally = f"{counts[Verdict.ABOVE]} up, {counts[Verdict.BELOW]} down, {counts[Verdict.SAME]} with no clear change"
    ours = next((line for line in lines if line.chosen), None)
    if ours is None:
        return f"{measure.short_name}, {labels[0]} to {labels[1]}: {tally}", f"Of {len(lines)} cities: {tally}."
    said = WORDS[ours.verdict]
    title = f"{ours.name}: {ours.first.text} to {ours.last.text}"
    if ours.verdict is not Verdict.UNKNOWN:
        title += f", {said}"
    return title, f"From {labels[0]} to {labels[1]}. Of {len(lines)} cities: {tally}."


def _table(measure: MeasureRecord, lines: list[Line], labels: tuple[str, str]) -> Table:
    unit = formats.unit_words(measure.unit)
    columns = (
        Column("place", "City or town"),
        Column("first", labels[0], unit),
        Column("last", labels[1], unit),
        Column("change", "Change"),
    )
    rows = tuple(
        (
            Cell(line.name, line.name),
            figure_cell(measure, line.first.printed, line.first.text),
            figure_cell(measure, line.last.printed, line.last.text),
            Cell(WORDS[line.verdict], WORDS[line.verdict]),
        )
        for line in lines
    )
    return Table(columns, rows, f"{measure.name}, {labels[0]} and {labels[1]}")
