"""The one door to the data: a method a question. Slugs, measure ids and years in; frozen records out (``values``).

Unknown slugs and ids give an empty answer or ``None``, never an error. Answers are kept while the data stay the same
and are renewed at once after a load, in every worker. Do not change what an answer holds: all callers share it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar, cast

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from database.cache import MISSING, VersionedCache
from database.engine import REMEDY_BUILD, DatabaseError, database_path, version_problems
from database.integrity import Health
from database.models import Place
from database.opened import OpenDatabase
from database.problems import reason_of
from database.queries import catalog, districts, figures, places
from database.queries.common import Sources, all_sources
from database.release_values import ReleaseRecord
from database.releases import Releases
from database.schools import HighSchoolRecord
from database.values import (
    BreakRecord,
    ContextFigureRecord,
    CoverageRecord,
    DerivedCheckRecord,
    DistrictObservationRecord,
    DistrictRecord,
    LoadRecord,
    LossRecord,
    MeasureRecord,
    MembershipRecord,
    ObservationRecord,
    OutlineRecord,
    PlaceCountyRecord,
    PlaceRecord,
    PriceRecord,
    SearchHit,
    ServiceRecord,
    SourceRecord,
    WalkFigureRecord,
)

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
ANSWERS_KEPT = 1024
ALL_KINDS = ("city", "town", "county", "metro", "state", "nation")


class Reader:
    """Answers about the loaded data. Safe to share between threads and to create before a fork.

    Opens nothing until asked.
    """

    def __init__(self, url: str, *, answers_kept: int = ANSWERS_KEPT) -> None:
        """``url``: ``sqlite:///path``. ``answers_kept``: the most answers held in memory."""
        self._url = url
        self._database = OpenDatabase(url)
        self._health = Health(url)
        self._cache = VersionedCache(answers_kept)
        self._releases = Releases(url)
        self._release_cache = VersionedCache(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections of this process."""
        self._database.close()
        self._releases.close()

    def ready(self) -> list[str]:
        """Why questions cannot be answered now, one line a reason; empty when they can (for ``/readyz``)."""
        path = database_path(self._url)
        try:
            wrong = self._database.run(lambda connection: version_problems(connection, path))
            if wrong:
                return wrong
            filled = self._database.run(lambda connection: connection.scalar(select(func.count()).select_from(Place)))
            if self._database.version()[0] and filled:
                return self._health.problems()
            return [f"{path} holds no data; {REMEDY_BUILD}"]
        except DatabaseError as error:
            return [str(error)]
        except SQLAlchemyError as error:
            return [f"{path} cannot be read ({reason_of(error)})"]

    def data_version(self) -> str:
        """The hash of all content: equal data give equal text, on any machine and at any time.

        Empty when nothing is loaded.
        """
        return self._database.version()[1]

    # Places

    def places(self, kinds: Iterable[str] = ("city", "town")) -> tuple[PlaceRecord, ...]:
        """Places of the kinds (city, town, county, metro, state, nation), by name.

        By default the 91 incorporated places.
        """
        return self._ask(places.places, tuple(sorted(set(kinds))))

    def place(self, slug: str) -> PlaceRecord | None:
        """The place of any kind with this slug."""
        return next((place for place in self.places(ALL_KINDS) if place.slug == slug), None)

    def place_slugs(self) -> tuple[str, ...]:
        """Slugs of the cities and towns, in the order of their names."""
        return tuple(place.slug for place in self.places())

    def counties(self, slug: str) -> tuple[PlaceCountyRecord, ...]:
        """Counties the place lies in, the one with most of its people first."""
        return self._ask(places.counties, slug)

    def memberships(self, slug: str | None = None) -> tuple[MembershipRecord, ...]:
        """Listings with the Roundtable: of one place, or all, with periods for which only a count is known."""
        return self._ask(places.memberships, slug)

    def outlines(self) -> tuple[OutlineRecord, ...]:
        """County and state outlines."""
        return self._ask(places.outlines)

    def search(self, text: str, limit: int = 20) -> tuple[SearchHit, ...]:
        """Places, then measures, whose name contains the text in any case."""
        return self._ask(places.search, text, limit)

    # Measures and figures

    def measures(self, subject: str | None = None) -> tuple[MeasureRecord, ...]:
        """Measures in the catalog's order, of one subject or all."""
        return self._ask(figures.measures, subject)

    def measure(self, measure_id: str) -> MeasureRecord | None:
        """What a measure means."""
        return next((measure for measure in self.measures() if measure.id == measure_id), None)

    def breaks(self, measure_id: str) -> tuple[BreakRecord, ...]:
        """Breaks in comparability of a measure, by year."""
        measure = self.measure(measure_id)
        return measure.breaks if measure else ()

    def observations(
        self,
        measure_id: str,
        *,
        places: Iterable[str] | None = None,
        period_end: int | None = None,
        first: int | None = None,
        last: int | None = None,
        preferred_only: bool = True,
    ) -> tuple[ObservationRecord, ...]:
        """Figures of a measure, by place name and end year, those without a value included (see ``status``).

        Args:
            measure_id: the measure.
            places: slugs of any kind of place; None for all.
            period_end: only this end year (instead of ``first`` and ``last``).
            first: earliest end year.
            last: latest end year.
            preferred_only: one figure a place and period; False adds the figures of other sources.
        """
        slugs = None if places is None else tuple(sorted(set(places)))
        if period_end is not None:
            first = last = period_end
        return self._ask(figures.observations, measure_id, slugs, first, last, preferred_only)

    def place_observations(self, slug: str, *, preferred_only: bool = True) -> tuple[ObservationRecord, ...]:
        """Every figure of a place, in the catalog's order of measures, then by end year."""
        return self._ask(figures.place_observations, slug, preferred_only)

    def contradictions(self) -> tuple[ObservationRecord, ...]:
        """Figures of one place, measure and period that differ between sources, the preferred one of each first."""
        return self._ask(figures.contradictions)

    def periods(self, measure_id: str) -> tuple[int, ...]:
        """End years in which some place or district has a value, in order."""
        found = next((reach for reach in self.coverage() if reach.measure_id == measure_id), None)
        return found.periods if found else ()

    def latest_period(self, measure_id: str) -> int | None:
        """The last end year in which some place or district has a value."""
        periods = self.periods(measure_id)
        return periods[-1] if periods else None

    def losses(
        self, slug: str | None = None, edition: int | None = None, population: str | None = None
    ) -> tuple[LossRecord, ...]:
        """Published losses as printed, conflicting figures included.

        Narrowed by place, edition (year) and population.
        """
        return self._ask(figures.losses, slug, edition, population)

    def coverage(self) -> tuple[CoverageRecord, ...]:
        """How far each measure reaches, in the catalog's order."""
        return self._ask(figures.coverage)

    # Districts

    def services(self, slug: str | None = None) -> tuple[ServiceRecord, ...]:
        """Districts serving a place, those serving most of it first; all places when no slug is given."""
        return self._ask(districts.services, slug)

    def districts(self) -> tuple[DistrictRecord, ...]:
        """Every district and charter holder, by name."""
        return self._ask(districts.districts)

    def high_schools(self) -> tuple[HighSchoolRecord, ...]:
        """Schools with a grade 12 and where each is known to be, by district, the largest first."""
        return self._ask(districts.high_schools)

    def district(self, entity_id: str) -> DistrictRecord | None:
        """The district with this ADE entity id."""
        return next((district for district in self.districts() if district.entity_id == entity_id), None)

    def district_observations(
        self,
        district_ids: Iterable[str],
        measure_ids: Iterable[str],
        first: int | None = None,
        last: int | None = None,
        *,
        preferred_only: bool = True,
    ) -> tuple[DistrictObservationRecord, ...]:
        """Figures of the districts (ADE entity ids) and measures with first <= end year <= last, by district name."""
        wanted = (tuple(sorted(set(district_ids))), tuple(sorted(set(measure_ids))))
        return self._ask(districts.district_observations, *wanted, first, last, preferred_only)

    # The rest of the catalog, sources and history

    def consumer_prices(self) -> tuple[PriceRecord, ...]:
        """CPI-U annual averages by year."""
        return self._ask(catalog.consumer_prices)

    def walk_figures(self) -> tuple[WalkFigureRecord, ...]:
        """Published figures about walks and base rates, by date."""
        return self._ask(catalog.walk_figures)

    def context_figures(self) -> tuple[ContextFigureRecord, ...]:
        """Figures of sister studies, for context only."""
        return self._ask(catalog.context_figures)

    def derived_checks(self) -> tuple[DerivedCheckRecord, ...]:
        """Arithmetic checks on published figures."""
        return self._ask(catalog.derived_checks)

    def sources(self, ids: Iterable[str] | None = None) -> tuple[SourceRecord, ...]:
        """Sources by id, in the order asked for; all when none is named. Unknown ids are left out."""
        known = self._sources(self._database.version())
        wanted = known if ids is None else dict.fromkeys(ids)
        return tuple(known[identifier] for identifier in wanted if identifier in known)

    def releases(self) -> tuple[ReleaseRecord, ...]:
        """Public releases of districts, the one loaded first first. No part of the data or of their version."""
        version = (self._releases.version(), self._releases.acts.version())
        kept = self._release_cache.get(version, "releases")
        if kept is MISSING:
            kept = self._releases.public()
            self._release_cache.put(version, "releases", kept)
        return cast(tuple[ReleaseRecord, ...], kept)

    def loads(self) -> tuple[LoadRecord, ...]:
        """The load history, latest first; the first entry's tables describe the database as it is."""
        return self._ask(catalog.loads)

    def source_years(self) -> tuple[tuple[str, int | None, int], ...]:
        """(source id, year or edition, rows): how much each source gave, over all tables that name sources."""
        return self._ask(catalog.source_years)

    def _sources(self, version: tuple[int, str]) -> Sources:
        kept = self._cache.get(version, "sources")
        if kept is MISSING:
            kept = self._database.run(all_sources)
            self._cache.put(version, "sources", kept)
        return cast(Sources, kept)

    def _ask(
        self,
        question: Callable[Concatenate[Connection, Sources, Asked], Answer],
        *asked: Asked.args,
        **named: Asked.kwargs,
    ) -> Answer:
        version = self._database.version()
        key = (question.__module__, question.__name__, asked)
        kept = self._cache.get(version, key)
        if kept is MISSING:
            sources = self._sources(version)
            kept = self._database.run(lambda connection: question(connection, sources, *asked, **named))
            self._cache.put(version, key, kept)
        return cast(Answer, kept)
