"""What each list may be asked for. The description of a parameter is also what a refusal says is allowed."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from exhibits.parameters import MeasureId, Parameters, Slug

DIGITS = re.compile(r"[0-9]{4}")
FLAGS = {"true": True, "false": False}


def _list(value: object) -> object:
    return tuple(dict.fromkeys(part.strip() for part in value.split(","))) if isinstance(value, str) else value


def _year(value: object) -> object:
    if not isinstance(value, str) or not DIGITS.fullmatch(value):
        raise ValueError("a year of four digits")
    return int(value)


def _flag(value: object) -> object:
    if value not in FLAGS:
        raise ValueError("true or false")
    return FLAGS[str(value)]


Slugs = Annotated[tuple[Slug, ...], BeforeValidator(_list), Field(max_length=200)]
MeasureIds = Annotated[tuple[MeasureId, ...], BeforeValidator(_list), Field(max_length=200)]
DistrictId = Annotated[str, Field(pattern=r"^[0-9]{1,12}$")]
DistrictIds = Annotated[tuple[DistrictId, ...], BeforeValidator(_list), Field(max_length=1000)]
Kind = Literal["city", "town", "county", "metro", "state", "nation"]
Kinds = Annotated[tuple[Kind, ...], BeforeValidator(_list)]
Year = Annotated[int, BeforeValidator(_year), Field(ge=1900, le=2100)]
Flag = Annotated[bool, BeforeValidator(_flag)]

PLACES = "slugs of places as in /api/v1/places, separated by commas"
MEASURES = "ids of measures as in /api/v1/measures, separated by commas"
FROM = "earliest end year, a year from 1900 to 2100"
TO = "latest end year, a year from 1900 to 2100"
ALL = "true adds the figures of other sources that are not the preferred ones; else false"


class NoParameters(Parameters):
    """Takes none."""


class PlacesAsked(Parameters):
    """Places of some kinds, or some places by slug."""

    kind: Kinds = Field(
        default=(),
        description="city, town, county, metro, state or nation, separated by commas; "
        "cities and towns when neither kind nor slug is given",
    )
    slug: Slugs = Field(default=(), description=PLACES)


class MeasuresAsked(Parameters):
    """Measures of one subject, or all."""

    subject: str | None = Field(default=None, description="a subject as in /api/v1/measures", max_length=80)


class ObservationsAsked(Parameters):
    """Figures of places; all of them when nothing is given."""

    place: Slugs = Field(default=(), description=PLACES)
    measure: MeasureIds = Field(default=(), description=MEASURES)
    first: Year | None = Field(default=None, alias="from", description=FROM)
    last: Year | None = Field(default=None, alias="to", description=TO)
    every: Flag = Field(default=False, alias="all", description=ALL)


class DistrictsAsked(Parameters):
    """Districts serving some places, or all places."""

    place: Slugs = Field(default=(), description=PLACES)


class DistrictObservationsAsked(Parameters):
    """Figures of districts; all of them when nothing is given."""

    place: Slugs = Field(default=(), description=f"{PLACES}: the districts that serve them")
    district: DistrictIds = Field(default=(), description="entity ids of districts, separated by commas")
    measure: MeasureIds = Field(default=(), description=MEASURES)
    first: Year | None = Field(default=None, alias="from", description=FROM)
    last: Year | None = Field(default=None, alias="to", description=TO)
    every: Flag = Field(default=False, alias="all", description=ALL)


class PublishedLossesAsked(Parameters):
    """Published loss figures; all of them when nothing is given."""

    place: Slugs = Field(default=(), description=PLACES)
    edition: Year | None = Field(default=None, description="the year of a study")
    population: Literal["non_completers", "disconnected_youth"] | None = Field(
        default=None, description="non_completers or disconnected_youth"
    )
