"""Ranked cities: where do we stand? Dots with intervals, the band of cities that cannot be told apart, the state's line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from database.reader import Reader
from database.values import MeasureRecord, ObservationRecord
from exhibits import formats, parameters
from exhibits.comparison import Estimate, Verdict, rank_ranges, verdicts
from exhibits.lookup import (
    CITIES,
    about,
    credit,
    estimate_of,
    figure_cell,
    incomes,
    interval_words,
    measure_or_error,
    missing_words,
    observation_sources,
    period_or_error,
    place_or_error,
    text_of,
)
from exhibits.model import Cell, Column, Exhibit, Table
from exhibits.parameters import MaybeSlug, MaybeYear, MeasureId, Slugs
from exhibits.ranking_figure import ROW_HEIGHT, draw
from exhibits.sentences import standing, statement

NAME = "ranking"
QUESTION = "Where do we stand among cities?"
MANY = 30


class Parameters(parameters.Parameters):
    """``places``: cities drawn in colour; ``focus``: the one the sentence is about; ``among``: who else is drawn, in grey."""

    measure: MeasureId
    period: MaybeYear = None
    places: Slugs = ()
    focus: MaybeSlug = None
    among: Literal["auto", "all", "selected"] = "auto"


@dataclass(frozen=True, slots=True)
class Row:
    """One city as drawn: values on the axis' scale (shares as percent), its ranks, and what the interval says of it."""

    record: ObservationRecord
    estimate: Estimate
    ranks: tuple[int, int]
    verdict: Verdict | None
    text: str
    people: int

    @property
    def borrowed(self) -> bool:
        """Whether the catalog says that the figure mostly describes people outside the city."""
        return "survey areas" in (self.record.note or "")


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """The ranking of one measure in one period. Raises BadParameterError for an unknown measure, period or place."""
    measure = measure_or_error(reader, asked.measure)
    period = period_or_error(reader, measure, asked.period)
    chosen = tuple(place_or_error(reader, slug, "places") for slug in asked.places)
    focus = place_or_error(reader, asked.focus, "focus") if asked.focus else (chosen[0] if chosen else None)
    coloured = tuple(dict.fromkeys([*([focus.slug] if focus else []), *(place.slug for place in chosen)]))
    records = [record for record in reader.observations(measure.id, period_end=period) if record.value is not None]
    cities = [record for record in records if record.place_kind in CITIES]
    among = asked.among if asked.among != "auto" else ("all" if len(cities) <= MANY or not coloured else "selected")
    people = {place.slug: place.population_2020 or 0 for place in reader.places()}
    rows = ranked(measure, cities, focus.slug if focus else None, people)
    shown = rows if among == "all" else [row for row in rows if row.record.place_slug in coloured]
    state = next((record for record in records if record.place_kind == "state"), None)
    known = {row.record.place_slug for row in rows}
    asked_for = dict.fromkeys([*chosen, *([focus] if focus else [])])
    missing = tuple(place.name for place in asked_for if place.kind in CITIES and place.slug not in known)
    label = cities[0].period_label if cities else str(period)
    sources = observation_sources([row.record for row in shown] or cities)
    written = parameters.written(asked) | {"period": str(period), "among": among, "places": ",".join(asked.places)}
    title, sentence = _finding(measure, rows, focus.slug if focus else None, missing, label)
    return Exhibit(
        name=NAME,
        parameters=written,
        title=title,
        subtitle=subtitle(measure, label),
        sentence=sentence,
        summary=_summary(measure, shown),
        table=_table(measure, shown, label),
        sources=sources,
        credit=credit(sources),
        data_version=reader.data_version(),
        figure=draw(measure, shown, coloured, state) if shown else None,
        narrow_figure=draw(measure, shown, coloured, state, narrow=True) if shown else None,
        height=ROW_HEIGHT * max(len(shown), 1) + 78,
        notes=_notes(measure, rows, missing, period),
        key_number=next((row.text for row in rows if focus and row.record.place_slug == focus.slug), ""),
        empty="" if shown else _nothing(measure, label, len(cities)),
        places=coloured,
        incomes=incomes(measure),
    )


def _nothing(measure: MeasureRecord, label: str, cities: int) -> str:
    if measure.subject == "district":
        return f"{measure.name} is published by district, not by city: each city’s page has its districts."
    published = formats.number_of(cities, "city", "cities")
    return f"No figure for the chosen cities in {label}. {measure.name} is published for {published}."


def ranked(
    measure: MeasureRecord, records: list[ObservationRecord], focus: str | None, people: Mapping[str, int]
) -> list[Row]:
    """Cities in order, the one that is ahead first (largest value, or smallest where lower is ahead)."""
    estimates = [estimate_of(measure, record) for record in records]
    ranges = rank_ranges([_flipped(estimate) for estimate in estimates] if measure.direction == "lower" else estimates)
    said = verdicts(estimates)
    ours = next((index for index, record in enumerate(records) if record.place_slug == focus), None)
    rows = [
        Row(
            record,
            estimate,
            ranks,
            None if ours is None or ours == index else said[ours][index],
            text_of(measure, record),
            people.get(record.place_slug, 0),
        )
        for index, (record, estimate, ranks) in enumerate(zip(records, estimates, ranges, strict=True))
    ]
    sign = 1 if measure.direction == "lower" else -1
    return sorted(rows, key=lambda row: (sign * row.estimate.value, row.record.place_name))


def _flipped(estimate: Estimate) -> Estimate:
    low = None if estimate.high is None else -estimate.high
    high = None if estimate.low is None else -estimate.low
    return Estimate(-estimate.value, low, high, estimate.level)


def subtitle(measure: MeasureRecord, label: str) -> str:
    """What is drawn: the measure, who it is about, the period, the interval."""
    return about(measure, label, interval_words(measure))


def _finding(
    measure: MeasureRecord, rows: list[Row], focus: str | None, missing: tuple[str, ...], label: str
) -> tuple[str, str]:
    ours = next((row for row in rows if row.record.place_slug == focus), None)
    if ours is not None:
        title, sentence = _finding_of(measure, rows, ours)
        return title, f"{missing_words(missing)}{sentence}"
    if not rows:
        return f"{measure.name}: no figure for {label}", f"No city has a published figure for {label}."
    if len(rows) == 1:
        return statement(measure, rows[0].record.place_name, rows[0].text), "No other city has a figure."
    top, last = rows[0], rows[-1]
    lead = _lower(measure)
    title = (
        f"{measure.short_name}: from {top.text} in {top.record.place_name} to {last.text} in {last.record.place_name}"
    )
    tied = sum(row.ranks[0] == 1 for row in rows)
    if top.estimate.standard_error is None:
        sentence = _no_margin(len(rows), measure)
    elif tied > 1:
        sentence = f"{tied} of {len(rows)} cities cannot be told apart from the first place{lead}."
    else:
        sentence = f"{top.record.place_name} is first of {len(rows)} cities{lead}, beyond the margins."
    return title, f"{missing_words(missing)}{sentence}"


def _lower(measure: MeasureRecord) -> str:
    return " (lower is ahead)" if measure.direction == "lower" else ""


def _no_margin(count: int, measure: MeasureRecord) -> str:
    return f"{count} cities have a figure{_lower(measure)}; no margin is at hand, so small differences may be chance."


def _finding_of(measure: MeasureRecord, rows: list[Row], ours: Row) -> tuple[str, str]:
    said = statement(measure, ours.record.place_name, ours.text)
    others = [row for row in rows if row is not ours and row.verdict is not None]
    if ours.estimate.standard_error is None or not others:
        return said, _no_margin(len(rows), measure)
    where = standing([(row.record.place_name, row.verdict) for row in _named(rows, others) if row.verdict])
    ranks = formats.ordinal_range(*ours.ranks)
    tail = "" if ours.ranks[0] == ours.ranks[1] else ": the margins allow no finer rank"
    caution = f" {ours.record.note}." if ours.record.note else ""
    title = f"{said}: {where}" if where else said
    return title, f"{ours.record.place_name} is {ranks} of {len(rows)} cities{tail}.{caution}"


def _named(rows: list[Row], others: list[Row]) -> list[Row]:
    """Cities worth naming: of those alike the largest, of those apart the furthest; none that describes somebody else."""
    own = [row for row in others if not row.borrowed]
    alike = sorted((row for row in own if row.verdict is Verdict.SAME), key=lambda row: -row.people)
    apart = [row for row in own if row.verdict is not Verdict.SAME]
    return [*alike, *sorted(apart, key=lambda row: min(rows.index(row), len(rows) - 1 - rows.index(row)))]


def _summary(measure: MeasureRecord, rows: list[Row]) -> str:
    if not rows:
        return f"{measure.name}: nothing to draw."
    parts = [f"{row.record.place_name} {row.text}" for row in rows]
    words = interval_words(measure)
    extra = f", with {words}" if words else ""
    more = " and more, in the table" if len(parts) > 12 else ""
    return f"Ranked dots{extra}, the one ahead first: {', '.join(parts[:12])}{more}."


def _table(measure: MeasureRecord, rows: list[Row], label: str) -> Table:
    unit = formats.unit_words(measure.unit)
    columns = [Column("place", "City or town"), Column("value", f"{measure.short_name}, {label}", unit)]
    interval = any(row.record.low is not None for row in rows)
    if interval:
        columns += [Column("low", "Low", unit), Column("high", "High", unit)]
    ranked_by = any(row.estimate.standard_error is not None for row in rows)
    columns += [Column("rank", "Rank")] if ranked_by else []
    noted = any(row.record.note for row in rows)
    columns += [Column("note", "Note")] if noted else []
    cells = tuple(_cells(measure, row, interval, noted, ranked_by) for row in rows)
    return Table(tuple(columns), cells, f"{measure.name}, {label}")


def _cells(measure: MeasureRecord, row: Row, interval: bool, noted: bool, ranked_by: bool) -> tuple[Cell, ...]:
    cells = [Cell(row.record.place_name, row.record.place_name), figure_cell(measure, row.record.value, row.text)]
    if interval:
        cells += [figure_cell(measure, row.record.low), figure_cell(measure, row.record.high)]
    if ranked_by:
        cells.append(Cell(formats.ordinal_range(*row.ranks), formats.ordinal_range(*row.ranks)))
    return (*cells, Cell(row.record.note, row.record.note or "")) if noted else tuple(cells)


def corrected_words(count: int) -> str:
    """What makes the ranks of ``count`` cities right together."""
    return (
        f"Ranks and “about the same” hold for all {count} cities together: at the 95% level after Holm’s correction of "
        f"{formats.grouped(count * (count - 1) / 2)} comparisons (rank intervals of Mogstad, Romano, Shaikh and Wilhelm)."
    )


def _notes(measure: MeasureRecord, rows: list[Row], missing: tuple[str, ...], period: int) -> tuple[str, ...]:
    notes = [f"Whose number: {measure.geography}."]
    if len(rows) > 1 and any(row.estimate.standard_error is not None for row in rows):
        notes.append(corrected_words(len(rows)))
    if missing:
        notes.append(f"Not published for {formats.listed(missing)} in this period.")
    if measure.known_faults:
        notes.append(measure.known_faults)
    notes += [f"From {b.years}: {b.reason}" for b in measure.breaks if b.period <= period]
    return tuple(notes)
