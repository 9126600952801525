"""What the database answers with: frozen values, one class a kind of row, with sources joined.

Amounts are in the unit their record (or its measure) names. ``None`` is a missing value; the ``status`` beside it says
why (published, inferred, suppressed, not published, borrowed from state). ``None`` is never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from database.breaks import BreakRecord as BreakRecord


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """Where a figure comes from. ``accessed`` is an ISO date as text.

    ``staff`` is true for one named by a staff file.
    """

    id: str
    publisher: str
    title: str
    address: str | None
    vintage: str | None
    licence: str | None
    accessed: str | None
    note: str | None
    staff: bool = False


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """An area. Coordinates in degrees (WGS 84), land in square metres, populations in people (decennial census).

    ``county`` is the name of the county most of its people live in (None for a county, the state, the nation).
    """

    geoid: str
    slug: str
    name: str
    full_name: str
    kind: str
    gnis_id: str | None
    latitude: float | None
    longitude: float | None
    land_sq_m: int | None
    population_2010: int | None
    population_2020: int | None
    county: str | None
    geography_source: SourceRecord
    population_2010_source: SourceRecord | None
    population_2020_source: SourceRecord | None
    note: str | None


@dataclass(frozen=True, slots=True)
class PlaceCountyRecord:
    """A county a place lies in: people of the place living there (2020) and their share of the place (0 to 1)."""

    place_slug: str
    county_geoid: str
    county_slug: str
    county_name: str
    population_2020: int
    share_of_place: float
    is_primary: bool
    source: SourceRecord


@dataclass(frozen=True, slots=True)
class MembershipRecord:
    """A listing with the Roundtable. ``place_slug`` None: only ``member_count`` (places) is known for the period."""

    place_slug: str | None
    place_name: str | None
    member_count: int | None
    period: str
    status: str
    source: SourceRecord
    note: str | None


@dataclass(frozen=True, slots=True)
class MeasureRecord:
    """What a number means. Fields as in ``models.Measure``; ``breaks`` are in order of period.

    ``staff``: defined by a staff file. ``interval_level`` is the coverage of low/high in percent, None without
    intervals. ``interval_of``: whose interval it is, where it is not the place's own.
    """

    id: str
    name: str
    short_name: str
    subject: str
    topic: str
    statement: str | None
    definition: str
    included: str
    not_included: str
    population: str
    unit: str
    price_year: str | None
    decimals: int
    direction: str
    geography: str
    period_kind: str
    pooled_years: int | None
    interval_level: int | None
    interval_of: str | None
    known_faults: str | None
    source: SourceRecord
    breaks: tuple[BreakRecord, ...]
    position: int
    staff: bool = False


@dataclass(frozen=True, slots=True)
class ObservationRecord:
    """One figure of one measure for one place and period, in the measure's unit; low/high at its interval level.

    ``preferred``: the figure to draw where sources disagree; the others stay to be shown beside it. ``load_id`` None:
    from the bundled catalog, else the staff load that brought it.
    """

    place_geoid: str
    place_slug: str
    place_name: str
    place_kind: str
    measure_id: str
    period_start: int
    period_end: int
    period_label: str
    value: float | None
    low: float | None
    high: float | None
    status: str
    quality: str | None
    preferred: bool
    source: SourceRecord
    location: str
    note: str | None
    load_id: int | None


@dataclass(frozen=True, slots=True)
class LossRecord:
    """A published figure of the loss studies as printed, in ``unit`` (USD are dollars of ``dollar_year``).

    ``qualifier`` is the printed hedge (rounded, more_than, estimated ...); ``preferred`` and ``load_id`` as for
    observations.
    """

    edition: int
    data_year: int | None
    place_geoid: str
    place_slug: str
    place_name: str
    place_kind: str
    population: str | None
    measure: str
    value: float | None
    unit: str
    dollar_year: int | None
    qualifier: str
    source_kind: str
    preferred: bool
    status: str
    source: SourceRecord
    location: str
    note: str | None
    load_id: int | None


@dataclass(frozen=True, slots=True)
class DistrictRecord:
    """A school district or charter holder: ``entity_id`` is ADE's, ``nces_id`` the 7-digit NCES id.

    ``schools`` a count.
    """

    entity_id: str
    nces_id: str | None
    name: str
    short_name: str
    kind: str
    county_geoid: str | None
    county_name: str | None
    lowest_grade: str | None
    highest_grade: str | None
    schools: int | None
    source: SourceRecord


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """A district that serves a place; ``extent``: most or part of the place's students; ``evidence``.

    How this is known.
    """

    place_slug: str
    place_name: str
    district: DistrictRecord
    extent: str
    levels: str
    evidence: str
    note: str | None
    source: SourceRecord


@dataclass(frozen=True, slots=True)
class DistrictObservationRecord:
    """One figure of one measure for one district and fiscal year or class, in the measure's unit."""

    district_id: str
    district_name: str
    measure_id: str
    period_start: int
    period_end: int
    period_label: str
    value: float | None
    low: float | None
    high: float | None
    status: str
    quality: str | None
    preferred: bool
    source: SourceRecord
    location: str
    note: str | None


@dataclass(frozen=True, slots=True)
class PriceRecord:
    """A consumer price index, annual average (1982-84 = 100)."""

    series: str
    year: int
    value: float
    source: SourceRecord
    note: str | None


@dataclass(frozen=True, slots=True)
class WalkFigureRecord:
    """A published figure about a walk or a base rate as printed.

    ``walk_date`` is ISO and may be partial (``2019-09``).
    """

    walk_date: str
    organizer: str
    city: str
    measure: str
    value: float
    qualifier: str
    basis: str
    source: SourceRecord
    location: str


@dataclass(frozen=True, slots=True)
class ContextFigureRecord:
    """A figure of a sister study, in ``unit``; context only."""

    study: str
    study_year: int | None
    place: str
    population: str | None
    measure: str
    value: float
    unit: str
    dollar_year: str | None
    source: SourceRecord
    location: str
    note: str | None


@dataclass(frozen=True, slots=True)
class DerivedCheckRecord:
    """An arithmetic check on published figures; ``agrees`` is the catalog's word (NO marks a conflict)."""

    id: str
    formula: str
    inputs: str
    computed: float
    published: str | None
    published_qualifier: str | None
    agrees: str
    meaning: str | None


@dataclass(frozen=True, slots=True)
class OutlineRecord:
    """A county or state outline: rings of (longitude, latitude) in degrees."""

    geoid: str
    kind: str
    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    source: SourceRecord


@dataclass(frozen=True, slots=True)
class LoadTableRecord:
    """Rows and content hash (SHA-256) of one table after a load."""

    table_name: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class LoadRecord:
    """One load. ``finished_at`` and ``unloaded_at`` are UTC (aware); ``sha256`` is of the file that came in."""

    id: int
    kind: str
    file_name: str
    sha256: str
    rows: int
    finished_at: datetime
    data_version: str
    program_version: str
    unloaded_at: datetime | None
    tables: tuple[LoadTableRecord, ...]


@dataclass(frozen=True, slots=True)
class CoverageRecord:
    """How far a measure reaches: end years with a value, and how many cities and towns, places and districts have one.

    ``cities``: cities and towns with a value in any period, ``cities_latest`` in the last one; ``areas`` counts
    counties, metros, state and nation. ``statuses``: (status, rows) pairs over all rows, most frequent first.
    ``values`` counts rows with a value. ``first``/``last`` are None when no row has a value.
    """

    measure_id: str
    periods: tuple[int, ...]
    first: int | None
    last: int | None
    cities: int
    cities_latest: int
    areas: int
    districts: int
    values: int
    statuses: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A name that contains the searched text. ``kind``: a place kind, or ``measure``.

    ``key`` is the slug or measure id.
    """

    kind: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One version (1 for the first) of a document; ``content`` is JSON, None where this version removed it.

    ``saved_at`` is UTC (aware).
    """

    kind: str
    id: str
    version: int
    content: str | None
    saved_at: datetime
