"""Which cities are like ours? Proposed on people, growth, income and age, never on an outcome, with the reasons in words.

Plain Euclidean distance of standardised variables; people on a log scale. A variable is used where both cities have it,
and the distance is the root mean square over those used, so a thin city is not made to look close or far.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt
from statistics import fmean, pstdev

from database.reader import Reader
from database.values import PlaceRecord
from economics.rounding import half_up
from exhibits import formats, parameters
from exhibits.lookup import CITIES, credit, incomes, place_or_error, source_lines
from exhibits.model import BadParameterError, Cell, Column, Exhibit, Table
from exhibits.parameters import Slug

NAME = "peers"
QUESTION = "Which cities are like ours?"
PROPOSED = 5
INCOME, AGE = "acs5_median_household_income", "acs5_median_age"
CLOSE, FAR = 0.5, 1.25


@dataclass(frozen=True, slots=True)
class Trait:
    """One variable of likeness: values by slug on the scale compared, and as text."""

    name: str
    values: dict[str, float]
    texts: dict[str, str]


class Parameters(parameters.Parameters):
    """``place``: the city peers are proposed for."""

    place: Slug


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """Five proposed peers with reasons. Raises BadParameterError for an unknown place."""
    place = place_or_error(reader, asked.place)
    if place.kind not in CITIES:
        raise BadParameterError("place", place.slug, "the slug of a city or town: peers are proposed for those only")
    traits = _traits(reader)
    found = nearest(place.slug, traits)[:PROPOSED]
    names = {each.slug: each.name for each in reader.places()}
    census = [(place.population_2020_source, "people, 2020"), (place.population_2010_source, "people, 2010")]
    survey = [
        (record.source, used)
        for key, used in ((INCOME, "income"), (AGE, "age"))
        for record in reader.observations(key)[:1]
    ]
    sources = source_lines([(source, used) for source, used in census if source] + survey)
    income = reader.measure(INCOME)
    dollars = f" ({income.price_year} dollars)" if income and income.price_year else ""
    return Exhibit(
        name=NAME,
        parameters=parameters.written(asked),
        title=_title(place.name, [names[slug] for slug, _ in found]),
        subtitle=f"Closest on people, growth since 2010, household income{dollars} and age; never on an outcome",
        sentence="Proposed by likeness. Keep those that make sense and add your own.",
        summary=f"Table of {len(found)} cities most like {place.name}.",
        table=_table(place, found, traits, names),
        sources=sources,
        credit=credit(sources),
        data_version=reader.data_version(),
        notes=(
            "Distance 0 is alike; 1 is one standard deviation apart on average over the variables both cities have.",
        ),
        places=tuple(slug for slug, _ in found),
        incomes=incomes(income),
    )


def _title(place: str, found: list[str]) -> str:
    if not found:
        return f"No peers proposed for {place}: nothing to compare it on"
    return f"Peers of {place}: {formats.listed(found, PROPOSED)}"


def _traits(reader: Reader) -> tuple[Trait, ...]:
    places = [place for place in reader.places() if place.population_2020]
    people = {place.slug: log(place.population_2020 or 1) for place in places}
    texts = {place.slug: formats.grouped(place.population_2020 or 0) for place in places}
    growth = {
        place.slug: 100 * ((place.population_2020 or 0) / place.population_2010 - 1)
        for place in places
        if place.population_2010
    }
    traits = [
        Trait("people", people, texts),
        Trait("growth", growth, {slug: formats.percent(value, decimals=0) for slug, value in growth.items()}),
    ]
    for name, key in (("household income", INCOME), ("median age", AGE)):
        latest = reader.latest_period(key)
        records = [r for r in reader.observations(key, period_end=latest) if r.value is not None] if latest else []
        shown = formats.income if key == INCOME else formats.grouped
        traits.append(
            Trait(
                name,
                {r.place_slug: r.value or 0.0 for r in records},
                {r.place_slug: shown(r.value or 0.0) for r in records},
            )
        )
    return tuple(traits)


def nearest(slug: str, traits: tuple[Trait, ...]) -> list[tuple[str, float]]:
    """All cities by distance from ``slug`` (root mean square of standardised differences), nearest first."""
    gaps = {other: _gaps(slug, other, traits) for other in traits[0].values if other != slug}
    known = {other: sqrt(fmean(gap**2 for gap in found.values())) for other, found in gaps.items() if found}
    return sorted(
        known.items(),
        key=lambda pair: (-len(gaps[pair[0]]) if len(gaps[pair[0]]) < _own(slug, traits) else -99, pair[1], pair[0]),
    )


def _own(slug: str, traits: tuple[Trait, ...]) -> int:
    return sum(slug in trait.values for trait in traits)


def _gaps(slug: str, other: str, traits: tuple[Trait, ...]) -> dict[str, float]:
    gaps = {}
    for trait in traits:
        if slug in trait.values and other in trait.values:
            spread = pstdev(trait.values.values()) or 1.0
            gaps[trait.name] = abs(trait.values[slug] - trait.values[other]) / spread
    return gaps


def reasons(slug: str, other: str, traits: tuple[Trait, ...]) -> str:
    """Why, in words: ``close in people and median age; unlike in growth``."""
    gaps = _gaps(slug, other, traits)
    close = [name for name, gap in gaps.items() if gap <= CLOSE]
    far = [name for name, gap in gaps.items() if gap >= FAR]
    parts = [f"close in {formats.listed(close, 4)}"] if close else ["near on the whole"]
    parts += [f"unlike in {formats.listed(far, 4)}"] if far else []
    absent = [trait.name for trait in traits if trait.name not in gaps]
    parts += [f"not compared: {formats.listed(absent, 4)}"] if absent else []
    return "; ".join(parts)


def _table(
    place: PlaceRecord, found: list[tuple[str, float]], traits: tuple[Trait, ...], names: dict[str, str]
) -> Table:
    columns = [
        Column("place", "City or town"),
        Column("reasons", "Why"),
        Column("distance", "Distance", "deviations"),
    ]
    columns += [Column(trait.name.replace(" ", "_"), trait.name.capitalize()) for trait in traits]
    rows = [(place.slug, 0.0), *found]
    cells = tuple(
        (
            Cell(names[slug], names[slug]),
            Cell("itself", "itself") if slug == place.slug else Cell(text := reasons(place.slug, slug, traits), text),
            Cell(half_up(distance, 2), formats.grouped(distance, 2)),
            *(Cell(trait.texts.get(slug), trait.texts.get(slug, "not published")) for trait in traits),
        )
        for slug, distance in rows
    )
    return Table(tuple(columns), cells, f"Peers proposed for {place.name}")
