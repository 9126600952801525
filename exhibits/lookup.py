"""Asking the database with words a reader used: a known place or measure, or an error with near matches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process, utils

from database.plausible import moves
from database.reader import Reader
from database.values import DistrictObservationRecord, MeasureRecord, ObservationRecord, PlaceRecord, SourceRecord
from exhibits import formats
from exhibits.comparison import Estimate
from exhibits.model import BadParameterError, Cell, SourceLine

CITIES = ("city", "town")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def place_or_error(reader: Reader, slug: str, field: str = "place") -> PlaceRecord:
    """The place of a slug; else BadParameterError naming near matches."""
    found = reader.place(slug)
    if found is None:
        raise BadParameterError(field, slug, "the slug of a place, as in /api/v1/places", near_places(reader, slug))
    return found


def near_places(reader: Reader, text: str, most: int = 5) -> tuple[str, ...]:
    """Slugs of cities and towns that read like ``text``, best first."""
    names = {place.slug: place.name for place in reader.places(CITIES)}
    hits = process.extract(
        text.replace("-", " "), names, scorer=fuzz.WRatio, processor=utils.default_process, limit=most
    )
    return tuple(slug for _, score, slug in hits if score >= 55)


def measure_or_error(reader: Reader, measure_id: str, field: str = "measure") -> MeasureRecord:
    """The measure of an id; else BadParameterError naming near matches."""
    found = reader.measure(measure_id)
    if found is None:
        raise BadParameterError(
            field, measure_id, "the id of a measure, as in /api/v1/measures", near_measures(reader, measure_id)
        )
    return found


def near_measures(reader: Reader, text: str, most: int = 5) -> tuple[str, ...]:
    """Ids of measures whose id or name reads like ``text``, best first."""
    names = {measure.id: f"{measure.id} {measure.name}" for measure in reader.measures()}
    hits = process.extract(
        text.replace("_", " "), names, scorer=fuzz.token_set_ratio, processor=utils.default_process, limit=most
    )
    return tuple(key for _, score, key in hits if score >= 45)


def period_or_error(reader: Reader, measure: MeasureRecord, period: int | None, field: str = "period") -> int:
    """A period (end year) the measure has; ``usual_period`` when none is asked.

    Raises BadParameterError with those there are.
    """
    known = reader.periods(measure.id)
    if period is None:
        usual = usual_period(reader, measure.id)
        if usual is None:
            raise BadParameterError(field, "", f"{measure.name} has no figure yet")
        return usual
    if period not in known:
        raise BadParameterError(field, period, "one of " + ", ".join(map(str, known)), tuple(map(str, known)))
    return period


def usual_period(reader: Reader, measure_id: str) -> int | None:
    """The newest end year in which most of the cities that have a figure at all have one: one newer figure hides none.

    The newest of all where no city has a figure (districts' measures); None where nobody has.
    """
    by_year: dict[int, set[str]] = {}
    for record in reader.observations(measure_id):
        if record.value is not None and record.place_kind in CITIES:
            by_year.setdefault(record.period_end, set()).add(record.place_slug)
    every = set().union(*by_year.values())
    known = reader.periods(measure_id)
    most = [year for year, cities in by_year.items() if 2 * len(cities) > len(every)]
    return max(most or by_year, default=known[-1] if known else None)


def missing_words(names: Sequence[str], where: str = "") -> str:
    """Chosen places without a figure, named where everybody reads it: ``No figure for Miami in 2023. ``; empty for none."""
    return f"No figure for {formats.listed(tuple(names), 6)}{f' {where}' if where else ''}. " if names else ""


def source_lines(records: Iterable[tuple[SourceRecord, str]]) -> tuple[SourceLine, ...]:
    """Sources as shown, each once, with what each is used for."""
    lines: dict[str, SourceLine] = {}
    for record, used_for in records:
        if record.id not in lines:
            lines[record.id] = SourceLine(
                record.id, record.publisher, record.title, record.address, record.vintage, used_for
            )
    return tuple(lines.values())


def observation_sources(records: Sequence[ObservationRecord], used_for: str = "") -> tuple[SourceLine, ...]:
    """The sources of some observations, each once."""
    return source_lines((record.source, used_for) for record in records)


def credit(lines: Sequence[SourceLine], most: int = 2) -> str:
    """The short credit under an exhibit: publishers with the year of their source; the panel of sources has them all."""
    names: dict[str, str] = {}
    for line in lines:
        name = line.publisher.split(", as collected by")[0].split(", as computed by")[0]
        year = YEAR.findall(f"{line.vintage or ''} {line.title}")
        names.setdefault(name, f"{name} ({max(year)})" if year else name)
    return "; ".join(list(names.values())[:most]) + (" and others" if len(names) > most else "")


def figure_cell(measure: MeasureRecord, value: float | None, text: str | None = None) -> Cell:
    """A table cell of a measure's value, in the unit its column names (shares as percent); missing is said in words."""
    if value is None:
        return Cell(None, "not published", "not published")
    read = formats.measured(value, measure.unit, measure.decimals) if text is None else text
    return Cell(formats.scaled(value, measure.unit), read)


def move_words(whose: str, figures: Iterable[tuple[int, float]], unit: str, decimals: int = 0) -> str:
    """The last move beyond plausibility, to be asked about before it is used; empty where there is none."""
    values = dict(figures)
    found = moves(values.items(), unit)
    if not found:
        return ""
    first, second = found[-1]
    before, after = (formats.measured(values[year], unit, decimals) for year in (first, second))
    return (
        f"Queried: {whose} went from {before} in {first} to {after} in {second}, further than such figures move; "
        "ask the publisher before using it."
    )


def newest(records: Iterable[DistrictObservationRecord]) -> dict[tuple[str, str], DistrictObservationRecord]:
    """The newest figure of each (district, measure); one without a value only where no value is known at all."""
    latest: dict[tuple[str, str], DistrictObservationRecord] = {}
    for record in sorted(records, key=lambda each: (each.value is not None, each.period_end)):
        latest[record.district_id, record.measure_id] = record
    return latest


def about(measure: MeasureRecord, *more: str) -> str:
    """What is drawn and who it is about: ``Adults 25 to 54 at work, residents aged 25 to 54, 2023``; money with its year."""
    who = measure.population[:1].lower() + measure.population[1:]
    dollars = f"{measure.price_year} dollars" if "USD" in measure.unit and measure.price_year else ""
    return ", ".join(dict.fromkeys(part for part in (measure.name, who, *more, dollars) if part))


def incomes(*measures: MeasureRecord | None) -> str:
    """What dollars that are no losses are: ``household income, 2023 dollars``; empty where no measure is in dollars."""
    of_money = [measure for measure in measures if measure and "USD" in measure.unit]
    return f"household income, {of_money[0].price_year or 'each year’s own'} dollars" if of_money else ""


def own_dollars(measure: MeasureRecord) -> bool:
    """Whether each period is in its own year's dollars: amounts of two periods are then not compared."""
    return bool(measure.price_year) and not (measure.price_year or "").isdigit()


FULL_COUNTS = frozenset({"population_census"})
"""Counted, not sampled: a difference is a difference."""


def counted(measure: MeasureRecord) -> bool:
    """Whether a measure is a full count, so that its figures have no margin to begin with."""
    return measure.id in FULL_COUNTS


def estimate_of(measure: MeasureRecord, record: ObservationRecord) -> Estimate:
    """A figure with its interval, on the axis' scale; a full count is its own interval."""
    value = formats.scaled(record.value or 0.0, measure.unit)
    if counted(measure):
        return Estimate(value, value, value, 95)
    low = None if record.low is None else formats.scaled(record.low, measure.unit)
    high = None if record.high is None else formats.scaled(record.high, measure.unit)
    return Estimate(value, low, high, claim_level(measure))


NOT_ITS_OWN = {
    "survey areas": "of the survey areas, spread over the city",
    "districts": "of the districts put into the city, not of the city",
    "hidden counts": "from hidden counts put in as few or many, no margin of error",
}
"""Whose interval a measure's low and high are, where they are not the city's own."""


def claim_level(measure: MeasureRecord) -> int | None:
    """The level at which a measure's low and high allow a claim about a city; None where they are none of the city's."""
    return None if measure.interval_of in ("districts", "hidden counts") else measure.interval_level


def interval_words(measure: MeasureRecord) -> str:
    """What low and high are: ``95% intervals``, ``95% bounds of the districts put into the city, not of the city``."""
    whose = NOT_ITS_OWN.get(measure.interval_of or "", "")
    level = f"{measure.interval_level}% " if measure.interval_level else ""
    if not whose:
        return f"{level}intervals" if level else ""
    return f"{level}{'intervals' if claim_level(measure) else 'bounds'} {whose}"


def text_of(measure: MeasureRecord, record: ObservationRecord) -> str:
    """A figure as it reads, as fine as its interval allows."""
    margin = None if record.low is None or record.high is None else (record.high - record.low) / 2
    return formats.measured(record.value or 0.0, measure.unit, measure.decimals, margin)


def first_year(measure: MeasureRecord, record: ObservationRecord) -> int:
    """The first year a figure shares with others: a school year is one period, though it touches two years."""
    return record.period_end if measure.period_kind == "school year" else record.period_start
