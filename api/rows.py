"""What the lists answer with: frozen values, written as they are. The description of the API is made from these classes.

Numbers are unrounded, in the unit named beside them. ``null`` is a missing value; the ``status`` of its row says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SourceName:
    """Where a figure comes from; more about it is in /api/v1/sources."""

    id: str
    publisher: str
    title: str
    address: str | None


@dataclass(frozen=True, slots=True)
class BasisRow:
    """What a dollar amount is an amount of: never read one without it. ``words`` says all parts in one line.

    ``discount_rate`` is real, a fraction a year; ``discount_rate_status`` says how it is known: ``inferred`` (the study's,
    from its totals), ``assumed`` (ours, for an edition whose rate is unknown), ``set`` (another, chosen in the request) or
    ``not published`` (of a printed figure; the rate is null then). ``price_year`` is null where the study does not publish it.
    """

    population: str
    perspective: str
    purse: str
    horizon: str
    unit: str
    price_year: int | None
    discount_rate: float | None
    discount_rate_status: str
    edition: int
    valued_at_age: int
    words: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place: coordinates in degrees (WGS 84), land in square metres, populations in people (decennial census).

    ``county``: the name of the county most of its people live in. Source ids are those of /api/v1/sources.
    """

    slug: str
    name: str
    full_name: str
    kind: str
    geoid: str
    gnis_id: str | None
    county: str | None
    latitude: float | None
    longitude: float | None
    land_sq_m: int | None
    population_2010: int | None
    population_2020: int | None
    geography_source: SourceName
    population_2010_source: SourceName | None
    population_2020_source: SourceName | None
    note: str | None


@dataclass(frozen=True, slots=True)
class BreakRow:
    """Values before ``period`` (year) and from it on are not comparable.

    ``last_period``: the first year that is wholly new, where the break takes years; none in between compares with any.
    """

    period: int
    last_period: int | None
    reason: str

    @property
    def words(self) -> str:
        """The break in one line of text."""
        years = str(self.period) if self.last_period is None else f"{self.period} to {self.last_period - 1}"
        return f"{years}: {self.reason}"


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """What a number means. ``first``, ``last``: end years with a value; ``cities``, ``districts``: how many have one.

    ``direction``: which way is ahead (higher, lower, none). ``interval_level``: coverage of low and high in percent.
    ``interval_of``: whose interval they are (survey areas, districts, hidden counts), null for the place's own.
    """

    id: str
    name: str
    short_name: str
    subject: str
    topic: str
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
    breaks: tuple[BreakRow, ...]
    first: int | None
    last: int | None
    cities: int
    districts: int
    source: SourceName


@dataclass(frozen=True)
class FigureRow:
    """One figure: ``value``, ``low`` and ``high`` in ``unit``, the interval at ``interval_level`` percent.

    ``preferred`` false: another source's figure for the same thing is the one to draw.
    """

    measure: str
    period_start: int
    period_end: int
    period_label: str
    value: float | None
    low: float | None
    high: float | None
    interval_level: int | None
    unit: str
    price_year: str | None
    status: str
    quality: str | None
    preferred: bool
    source: SourceName
    location: str
    note: str | None


@dataclass(frozen=True)
class OfPlace:
    """Which place a figure is about."""

    place: str
    place_name: str
    place_kind: str


@dataclass(frozen=True)
class OfDistrict:
    """Which district a figure is about: its state entity id and its name."""

    district: str
    district_name: str


@dataclass(frozen=True)
class ObservationRow(FigureRow, OfPlace):
    """One figure of one measure for one place and period."""


@dataclass(frozen=True)
class DistrictObservationRow(FigureRow, OfDistrict):
    """One figure of one measure for one district and period; it counts students wherever they live."""


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district that serves a place: ``extent`` most or part of it, ``evidence`` how this is known.

    ``district`` is the entity id of the state's department of education, ``nces_id`` the federal one. ``figures``: the
    newest figure of each measure; one without a value only where no year has one.
    """

    place: str
    place_name: str
    district: str
    nces_id: str | None
    name: str
    short_name: str
    kind: str
    county: str | None
    lowest_grade: str | None
    highest_grade: str | None
    schools: int | None
    extent: str
    levels: str
    evidence: str
    note: str | None
    source: SourceName
    figures: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class LossRow:
    """A figure of the loss studies; figures that disagree are all there, ``preferred`` is the one used.

    ``value`` is the figure as printed; null where no source prints one. ``inferred``: what it is inferred to be then,
    ``note`` says from what. ``basis`` stands beside every amount in USD; it is null for counts and rates.
    ``qualifier`` is the printed hedge.
    """

    place: str
    place_name: str
    edition: int
    data_year: int | None
    population: str | None
    measure: str
    value: float | None
    inferred: float | None
    unit: str
    basis: BasisRow | None
    qualifier: str
    source_kind: str
    preferred: bool
    status: str
    source: SourceName
    location: str
    note: str | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source. ``accessed`` is an ISO date; ``staff`` is true where a staff file named it."""

    id: str
    publisher: str
    title: str
    address: str | None
    vintage: str | None
    licence: str | None
    accessed: str | None
    note: str | None
    staff: bool


@dataclass(frozen=True, slots=True)
class LoadTableRow:
    """Rows and SHA-256 of one table's content after a load."""

    table: str
    rows: int
    sha256: str

    @property
    def words(self) -> str:
        """The table in one line of text."""
        return f"{self.table}: {self.rows} rows, {self.sha256}"


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One load of data; moments are UTC in ISO 8601, ``sha256`` is of the file that came in."""

    id: int
    kind: str
    file_name: str
    sha256: str
    rows: int
    finished_at: str
    unloaded_at: str | None
    data_version: str
    program_version: str
    tables: tuple[LoadTableRow, ...]


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of exhibit: the question it answers, what its parameters mean, and their JSON schema."""

    name: str
    question: str
    description: str
    address: str
    parameters: dict[str, Any]
