"""What a staff file's rows meet: names to recognise, figures that stand already; and how new ones are written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Table, func, insert, select, update

from database.models import Load, Measure, Observation, Place, PublishedLoss, Source
from database.preference import FIGURES, LOSSES, OBSERVATIONS, SAME_THING

NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class PlaceName:
    """What a place goes by."""

    geoid: str
    slug: str
    name: str
    full_name: str
    kind: str


@dataclass(frozen=True, slots=True)
class MeasureName:
    """What a measure goes by, its unit and, for pooled years, how many."""

    id: str
    name: str
    unit: str
    pooled_years: int | None


@dataclass(frozen=True, slots=True)
class Known:
    """Everything a row of a staff file may name."""

    places: tuple[PlaceName, ...]
    measures: Mapping[str, MeasureName]
    periods: Mapping[tuple[str, int, int], str]
    """The label in use for a measure's first and last year."""
    loss_units: Mapping[str, frozenset[str]]
    """Units in use for each measure of the loss studies."""
    populations: frozenset[str]


def known(connection: Connection) -> Known:
    """All names in use now."""
    places = connection.execute(select(Place.geoid, Place.slug, Place.name, Place.full_name, Place.kind))
    measures = connection.execute(select(Measure.id, Measure.name, Measure.unit, Measure.pooled_years))
    figure = Observation
    labels = select(figure.measure_id, figure.period_start, figure.period_end, figure.period_label).distinct()
    units: dict[str, set[str]] = {}
    for measure, unit in connection.execute(select(PublishedLoss.measure, PublishedLoss.unit).distinct()):
        units.setdefault(measure, set()).add(unit)
    populations = connection.scalars(select(PublishedLoss.population).distinct())
    return Known(
        places=tuple(PlaceName(*row) for row in places),
        measures={row[0]: MeasureName(*row) for row in measures},
        periods={(measure, start, end): label for measure, start, end, label in connection.execute(labels)},
        loss_units={measure: frozenset(found) for measure, found in units.items()},
        populations=frozenset(name for name in populations if name),
    )


@dataclass(frozen=True, slots=True)
class EarlierFigure:
    """One figure that stands: the last year of its period, and its value."""

    year: int
    value: float


@dataclass(frozen=True, slots=True)
class EarlierFigures:
    """Figures that stand, by measure and place."""

    by_place: Mapping[tuple[str, str], tuple[EarlierFigure, ...]]

    def values(self, measure: str) -> list[float]:
        """The figures of a measure, of all places and years."""
        return [each.value for (name, _), found in self.by_place.items() if name == measure for each in found]

    def nearest(self, measure: str, place: str | None, year: int | None) -> EarlierFigure | None:
        """The figure of a place whose year is nearest, not of the year itself; None where there is none."""
        found = [each for each in self.by_place.get((measure, place or ""), ()) if each.year != year]
        return min(found, key=lambda each: abs(each.year - (year or 0)), default=None)


SERIES: dict[Table, tuple[tuple[str, ...], str, str]] = {
    OBSERVATIONS: (("measure_id",), "place_geoid", "period_end"),
    LOSSES: (("population", "measure"), "place_geoid", "edition"),
}
"""The columns that name a measure, whose figure it is, and its year."""


def series_of(table: Table, row: Mapping[str, Any]) -> tuple[str, str, int]:
    """The measure, the owner and the year of a figure."""
    measure, owner, year = SERIES[table]
    return (" ".join(str(row[name] or "") for name in measure).strip(), row[owner], row[year])


def earlier_figures(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> EarlierFigures:
    """The figures that stand of the measures of some rows."""
    name = SERIES[table][0][-1]
    wanted = table.c[name].in_(sorted({row[name] for row in rows if row[name]}))
    found: dict[tuple[str, str], list[EarlierFigure]] = {}
    preferred_first = (table.c.superseded_by.is_not(None), table.c.preferred.is_(False), table.c.id)
    for each in connection.execute(
        select(table).where(wanted, table.c.replaced_by.is_(None)).order_by(*preferred_first)
    ):
        measure, owner, year = series_of(table, dict(each._mapping))
        if each.value is not None:
            found.setdefault((measure, owner), []).append(EarlierFigure(year, each.value))
    return EarlierFigures({key: tuple(figures) for key, figures in found.items()})


@dataclass(frozen=True, slots=True)
class Names:
    """What a preview calls things: names of places and units of measures, by id."""

    owners: Mapping[str, str]
    units: Mapping[str, str]
    measures: Mapping[str, str]

    @classmethod
    def of(cls, connection: Connection) -> Names:
        """All of them."""
        places = connection.execute(select(Place.geoid, Place.name))
        measures = connection.execute(select(Measure.id, Measure.unit, Measure.short_name)).all()
        units, names = {row[0]: row[1] for row in measures}, {row[0]: row[2] for row in measures}
        return cls({row[0]: row[1] for row in places}, units, names)


def source_id(connection: Connection, title: str, address: str | None) -> str:
    """The id of the source with this title and address (any case), or the id a new one would get: always the same."""
    same_address = func.lower(func.coalesce(Source.address, "")) == (address or "").lower()
    found = connection.scalar(select(Source.id).where(func.lower(Source.title) == title.lower(), same_address))
    if found:
        return found
    digest = hashlib.sha256(f"{title.lower()}\n{(address or '').lower()}".encode()).hexdigest()
    return f"staff-{digest[:12]}"


def standing(connection: Connection, table: Table, row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Figures that stand for the same thing from the same source and location, as column name to value."""
    same = (table.c[name].is_(row[name]) for name in FIGURES[table])
    found = connection.execute(select(table).where(table.c.replaced_by.is_(None), *same))
    return [dict(each._mapping) for each in found]


def others_of(connection: Connection, table: Table, row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Figures that stand for the same thing from another source or location; ``source`` is the title of each."""
    same = (table.c[name].is_(row[name]) for name in SAME_THING[table])
    query = select(table, Source.title.label("source")).join(Source, Source.id == table.c.source_id)
    found = connection.execute(query.where(table.c.replaced_by.is_(None), *same).order_by(table.c.id))
    rows = [dict(each._mapping) for each in found]
    return [each for each in rows if any(each[name] != row[name] for name in FIGURES[table])]


def latest_load(connection: Connection) -> int:
    """The number of the latest load; 0 where nothing was loaded."""
    return connection.scalar(select(func.max(Load.id))) or 0


def add_sources(connection: Connection, load_id: int, sources: Mapping[str, tuple[str, str | None]]) -> tuple[str, ...]:
    """Add sources (id to title and address) that are not known yet; the titles of those added."""
    have = set(connection.scalars(select(Source.id)))
    new = [
        {"id": each, "publisher": _publisher(address), "title": title, "address": address, "load_id": load_id}
        for each, (title, address) in sources.items()
        if each not in have
    ]
    if new:
        connection.execute(insert(Source), new)
    return tuple(str(source["title"]) for source in new)


def add_measures(connection: Connection, load_id: int, measures: Sequence[Mapping[str, Any]]) -> None:
    """Add measures a staff file defines, after all others; what it does not say is stored as not stated."""
    last = connection.scalar(select(func.max(Measure.position))) or 0
    unsaid = dict.fromkeys(("included", "not_included", "population", "geography"), NOT_STATED)
    shared = {**unsaid, "subject": "staff files", "topic": "staff files", "decimals": 1, "direction": "none"}
    for position, measure in enumerate(measures, start=last + 1):
        connection.execute(insert(Measure).values(**shared, **measure, position=position, load_id=load_id))


def write_figures(
    connection: Connection, table: Table, load_id: int, rows: Sequence[Mapping[str, Any]], replaced: Sequence[int]
) -> None:
    """Write a load's figures; those with the row numbers ``replaced`` are corrected by it and no longer shown."""
    for row_number in replaced:
        connection.execute(update(table).where(table.c.id == row_number).values(replaced_by=load_id))
    if rows:
        connection.execute(insert(table), [{**row, "load_id": load_id} for row in rows])


def _publisher(address: str | None) -> str:
    return (urlsplit(address).hostname if address else None) or NOT_STATED
