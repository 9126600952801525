"""The tables, one class each. A catalog file has the same name and columns as the table it fills.

Ids stay text (``0477000``, never 477000). Amounts are floats in the unit their row names. A missing value is NULL with
a ``status`` that says why; it is never 0.

Three columns are the database's own and in no catalog file. ``load_id`` NULL: the row came with the bundled catalog;
else the load of a staff file that brought it. ``replaced_by``: a later load corrected this very figure (same source and
location); the row is kept for ``unload`` and shown nowhere. ``superseded_by``: a load brought the same figure from a
source that wins; the row stays visible beside it and is no longer the preferred one.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from database.base import Base as Base
from database.kept import Act as Act
from database.kept import Document as Document
from database.kept import FrozenView as FrozenView
from database.kept import LoadHash as LoadHash
from database.kept import Release as Release
from database.kept import RowHash as RowHash

STATUSES = ("published", "inferred", "suppressed", "not published", "borrowed from state")
STATUS_CHECK = "status IN ('published', 'inferred', 'suppressed', 'not published', 'borrowed from state')"


class Source(Base):
    """Where a figure comes from: publisher, title, address, vintage, licence."""

    __tablename__ = "source"
    id: Mapped[str] = mapped_column(primary_key=True)
    publisher: Mapped[str]
    title: Mapped[str]
    address: Mapped[str | None]
    vintage: Mapped[str | None]
    licence: Mapped[str | None]
    accessed: Mapped[str | None]
    note: Mapped[str | None]
    load_id: Mapped[int | None] = mapped_column(ForeignKey("load.id"))


class Place(Base):
    """An area figures are about. ``kind``: city, town (the 91 incorporated places), county, metro, state, nation."""

    __tablename__ = "place"
    __table_args__ = (CheckConstraint("kind IN ('city','town','county','metro','state','nation')", name="kind"),)
    geoid: Mapped[str] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    full_name: Mapped[str]
    kind: Mapped[str] = mapped_column(index=True)
    gnis_id: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    land_sq_m: Mapped[int | None]
    population_2010: Mapped[int | None]
    population_2020: Mapped[int | None]
    geography_source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))
    population_2010_source_id: Mapped[str | None] = mapped_column(ForeignKey("source.id"))
    population_2020_source_id: Mapped[str | None] = mapped_column(ForeignKey("source.id"))
    note: Mapped[str | None]


class PlaceCounty(Base):
    """Counties a place lies in, with its 2020 census people there (people; share of the place, 0 to 1)."""

    __tablename__ = "place_county"
    place_geoid: Mapped[str] = mapped_column(ForeignKey("place.geoid"), primary_key=True)
    county_geoid: Mapped[str] = mapped_column(ForeignKey("place.geoid"), primary_key=True)
    population_2020: Mapped[int]
    share_of_place: Mapped[float]
    is_primary: Mapped[bool]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))


class Membership(Base):
    """Who was listed with the Roundtable and when. ``place_geoid`` NULL: only a count of members is known."""

    __tablename__ = "membership"
    id: Mapped[int] = mapped_column(primary_key=True)
    place_geoid: Mapped[str | None] = mapped_column(ForeignKey("place.geoid"), index=True)
    member_count: Mapped[int | None]
    period: Mapped[str]
    status: Mapped[str]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))
    note: Mapped[str | None]


class Measure(Base):
    """What a number means: read by page, tooltip, footnote, CSV header and methods page alike.

    ``unit``: percent, share (0 to 1), people, students, schools, USD, years, grade levels per year, square miles.
    ``direction``: higher, lower (is ahead) or none. ``geography``: residents, residents (modelled), schools in the
    city, districts serving, district, county. ``period_kind``: year, pooled years, school year, class.
    ``interval_level``: coverage of low/high in percent (90, 95) or NULL. ``interval_of``: whose interval low/high are where
    they are not the place's own (survey areas, districts, hidden counts), else NULL. ``statement``: its finding, with
    ``{value}`` and ``{place}`` or ``{place's}`` to be filled in.
    """

    __tablename__ = "measure"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    short_name: Mapped[str]
    subject: Mapped[str]
    topic: Mapped[str]
    statement: Mapped[str | None]
    definition: Mapped[str]
    included: Mapped[str]
    not_included: Mapped[str]
    population: Mapped[str]
    unit: Mapped[str]
    price_year: Mapped[str | None]
    decimals: Mapped[int]
    direction: Mapped[str]
    geography: Mapped[str]
    period_kind: Mapped[str]
    pooled_years: Mapped[int | None]
    interval_level: Mapped[int | None]
    interval_of: Mapped[str | None]
    known_faults: Mapped[str | None]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))
    position: Mapped[int]
    load_id: Mapped[int | None] = mapped_column(ForeignKey("load.id"))


class MeasureBreak(Base):
    """A break in comparability: values before ``period`` and from it on are not joined by a line.

    ``last_period`` NULL: the break is at once. Else it creeps: figures from ``period`` to before ``last_period`` mix the
    old and the new in changing parts, so that none of them compares with any other.
    """

    __tablename__ = "measure_break"
    measure_id: Mapped[str] = mapped_column(ForeignKey("measure.id"), primary_key=True)
    period: Mapped[int] = mapped_column(primary_key=True)
    last_period: Mapped[int | None]
    reason: Mapped[str]


class Observation(Base):
    """One figure of one measure for one place and period; ``low``/``high`` are the interval at the measure's level."""

    __tablename__ = "observation"
    __table_args__ = (
        Index(
            "uq_observation_live",
            *("place_geoid", "measure_id", "period_end", "source_id", "location"),
            unique=True,
            sqlite_where=text("replaced_by IS NULL"),
        ),
        CheckConstraint(STATUS_CHECK, name="status"),
        Index("ix_observation_measure_period", "measure_id", "period_end"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    place_geoid: Mapped[str] = mapped_column(ForeignKey("place.geoid"))
    measure_id: Mapped[str] = mapped_column(ForeignKey("measure.id"))
    period_start: Mapped[int]
    period_end: Mapped[int]
    period_label: Mapped[str]
    value: Mapped[float | None]
    low: Mapped[float | None]
    high: Mapped[float | None]
    status: Mapped[str]
    quality: Mapped[str | None]
    preferred: Mapped[bool]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))
    location: Mapped[str]
    note: Mapped[str | None]
    load_id: Mapped[int | None] = mapped_column(ForeignKey("load.id"), index=True)
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("load.id"))
    superseded_by: Mapped[int | None] = mapped_column(ForeignKey("load.id"))


class PublishedLoss(Base):
    """A published figure of the loss studies, as printed; figures that disagree are separate rows, none dropped."""

    __tablename__ = "published_loss"
    __table_args__ = (
        CheckConstraint(STATUS_CHECK, name="status"),
        Index("ix_published_loss_place_edition", "place_geoid", "edition", "population"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    edition: Mapped[int]
    data_year: Mapped[int | None]
    place_geoid: Mapped[str] = mapped_column(ForeignKey("place.geoid"))
    population: Mapped[str | None]
    measure: Mapped[str]
    value: Mapped[float | None]
    unit: Mapped[str]
    dollar_year: Mapped[int | None]
    qualifier: Mapped[str]
    source_kind: Mapped[str]
    preferred: Mapped[bool]
    status: Mapped[str]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))
    location: Mapped[str]
    note: Mapped[str | None]
    load_id: Mapped[int | None] = mapped_column(ForeignKey("load.id"), index=True)
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("load.id"))
    superseded_by: Mapped[int | None] = mapped_column(ForeignKey("load.id"))


class District(Base):
    """A school district or charter holder (LEA): ``entity_id`` is ADE's, ``nces_id`` the 7-digit NCES LEAID."""

    __tablename__ = "district"
    entity_id: Mapped[str] = mapped_column(primary_key=True)
    nces_id: Mapped[str | None]
    name: Mapped[str]
    short_name: Mapped[str]
    kind: Mapped[str]
    county_geoid: Mapped[str | None] = mapped_column(ForeignKey("place.geoid"))
    lowest_grade: Mapped[str | None]
    highest_grade: Mapped[str | None]
    schools: Mapped[int | None]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))


class DistrictService(Base):
    """Which districts serve a place: ``extent`` most or part of its students; ``evidence`` says how this is known."""

    __tablename__ = "district_service"
    place_geoid: Mapped[str] = mapped_column(ForeignKey("place.geoid"), primary_key=True)
    district_id: Mapped[str] = mapped_column(ForeignKey("district.entity_id"), primary_key=True, index=True)
    extent: Mapped[str]
    levels: Mapped[str]
    evidence: Mapped[str]
    note: Mapped[str | None]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))


class HighSchool(Base):
    """A school with a grade 12: its students of that grade on October 1 of the fiscal year, and where it is known to be.

    ``grade_12`` NULL: hidden at the source. ``place_geoid``: the incorporated place it is known to lie in;
    ``place_name`` alone: a named area that is none. ``evidence_kind``: published coordinates (within the outline of the
    place), named by a publication (no proof of city limits), unknown.
    """

    __tablename__ = "high_school"
    school_id: Mapped[str] = mapped_column(primary_key=True)
    district_id: Mapped[str] = mapped_column(ForeignKey("district.entity_id"), index=True)
    name: Mapped[str]
    fiscal_year: Mapped[int]
    grade_12: Mapped[int | None]
    status: Mapped[str]
    place_geoid: Mapped[str | None] = mapped_column(ForeignKey("place.geoid"))
    place_name: Mapped[str | None]
    evidence_kind: Mapped[str]
    evidence: Mapped[str]
    place_source_id: Mapped[str | None] = mapped_column(ForeignKey("source.id"))
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))
    location: Mapped[str]


class DistrictObservation(Base):
    """One figure of one measure for one district and fiscal year or class."""

    __tablename__ = "district_observation"
    __table_args__ = (
        UniqueConstraint("district_id", "measure_id", "period_end", "source_id", "location"),
        CheckConstraint(STATUS_CHECK, name="status"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[str] = mapped_column(ForeignKey("district.entity_id"))
    measure_id: Mapped[str] = mapped_column(ForeignKey("measure.id"), index=True)
    period_start: Mapped[int]
    period_end: Mapped[int]
    period_label: Mapped[str]
    value: Mapped[float | None]
    low: Mapped[float | None]
    high: Mapped[float | None]
    status: Mapped[str]
    quality: Mapped[str | None]
    preferred: Mapped[bool]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))
    location: Mapped[str]
    note: Mapped[str | None]


class ConsumerPrice(Base):
    """CPI-U annual average (1982-84 = 100), the only series dollars are converted by."""

    __tablename__ = "consumer_price"
    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[float]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))
    note: Mapped[str | None]


class WalkFigure(Base):
    """A published figure about a walk or a base rate, as printed. ``walk_date`` may be partial (``2019-09``)."""

    __tablename__ = "walk_figure"
    id: Mapped[int] = mapped_column(primary_key=True)
    walk_date: Mapped[str]
    organizer: Mapped[str]
    city: Mapped[str]
    measure: Mapped[str]
    value: Mapped[float]
    qualifier: Mapped[str]
    basis: Mapped[str]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))
    location: Mapped[str]


class ContextFigure(Base):
    """A figure of a sister study, for context only; never mixed with the Arizona losses."""

    __tablename__ = "context_figure"
    id: Mapped[int] = mapped_column(primary_key=True)
    study: Mapped[str]
    study_year: Mapped[int | None]
    place: Mapped[str]
    population: Mapped[str | None]
    measure: Mapped[str]
    value: Mapped[float]
    unit: Mapped[str]
    dollar_year: Mapped[str | None]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))
    location: Mapped[str]
    note: Mapped[str | None]


class DerivedCheck(Base):
    """An arithmetic check on published figures; ``agrees`` NO marks a conflict that is shown, not hidden."""

    __tablename__ = "derived_check"
    id: Mapped[str] = mapped_column(primary_key=True)
    formula: Mapped[str]
    inputs: Mapped[str]
    computed: Mapped[float]
    published: Mapped[str | None]
    published_qualifier: Mapped[str | None]
    agrees: Mapped[str]
    meaning: Mapped[str | None]


class Outline(Base):
    """A county or state outline: ``rings`` is JSON, a list of rings of [longitude, latitude] pairs."""

    __tablename__ = "outline"
    geoid: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    rings: Mapped[str]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))


class Load(Base):
    """One load of data: what came in, from which file, with which content, when (UTC).

    ``kind``: catalog, losses, indicators or unload. ``sha256`` is that of the file's bytes. ``unloaded_at`` is set when
    ``unload`` took a staff file back; its history stays.
    """

    __tablename__ = "load"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    rows: Mapped[int]
    finished_at: Mapped[datetime]
    data_version: Mapped[str]
    program_version: Mapped[str]
    unloaded_at: Mapped[datetime | None]


class LoadTable(Base):
    """Rows and content hash of one table after a load: the latest load's rows describe the database as it is."""

    __tablename__ = "load_table"
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"), primary_key=True)
    table_name: Mapped[str] = mapped_column(primary_key=True)
    rows: Mapped[int]
    sha256: Mapped[str]
