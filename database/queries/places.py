"""Questions about areas: places, their counties, their membership, outlines, and names that match a text."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased

from database.models import Measure, Membership, Outline, Place, PlaceCounty
from database.queries.common import Sources, columns_of, records
from database.values import MembershipRecord, OutlineRecord, PlaceCountyRecord, PlaceRecord, SearchHit

County = aliased(Place)


def places(connection: Connection, sources: Sources, kinds: tuple[str, ...]) -> tuple[PlaceRecord, ...]:
    """Places of the kinds, by name."""
    primary = (PlaceCounty.place_geoid == Place.geoid) & PlaceCounty.is_primary
    query = (
        select(*Place.__table__.columns, County.name.label("county"))
        .outerjoin(PlaceCounty, primary)
        .outerjoin(County, County.geoid == PlaceCounty.county_geoid)
        .where(Place.kind.in_(kinds))
        .order_by(Place.name, Place.geoid)
    )
    return records(connection, query, PlaceRecord, sources)


def counties(connection: Connection, sources: Sources, slug: str) -> tuple[PlaceCountyRecord, ...]:
    """Counties a place lies in, most people first."""
    query = (
        select(
            *columns_of(PlaceCounty),
            Place.slug.label("place_slug"),
            County.slug.label("county_slug"),
            County.name.label("county_name"),
        )
        .join(Place, Place.geoid == PlaceCounty.place_geoid)
        .join(County, County.geoid == PlaceCounty.county_geoid)
        .where(Place.slug == slug)
        .order_by(PlaceCounty.population_2020.desc(), County.name)
    )
    return records(connection, query, PlaceCountyRecord, sources)


def memberships(connection: Connection, sources: Sources, slug: str | None) -> tuple[MembershipRecord, ...]:
    """Listings with the Roundtable in the catalog's order: of one place, or all with those that are only counts."""
    query = (
        select(*columns_of(Membership), Place.slug.label("place_slug"), Place.name.label("place_name"))
        .outerjoin(Place, Place.geoid == Membership.place_geoid)
        .order_by(Membership.id)
    )
    if slug is not None:
        query = query.where(Place.slug == slug)
    return records(connection, query, MembershipRecord, sources)


def outlines(connection: Connection, sources: Sources) -> tuple[OutlineRecord, ...]:
    """County and state outlines by kind and name."""
    rows = connection.execute(select(*Outline.__table__.columns).order_by(Outline.kind, Outline.name)).all()
    return tuple(
        OutlineRecord(
            geoid=row.geoid,
            kind=row.kind,
            name=row.name,
            rings=tuple(tuple((float(x), float(y)) for x, y in ring) for ring in json.loads(row.rings)),
            source=sources[row.source_id],
        )
        for row in rows
    )


def search(connection: Connection, sources: Sources, text: str, limit: int) -> tuple[SearchHit, ...]:
    """Places, then measures, whose name contains the text (any case); names that start with it come first."""
    del sources
    wanted = text.strip()
    if not wanted:
        return ()
    place_rows = connection.execute(
        select(Place.kind, Place.slug, Place.name).where(Place.name.icontains(wanted, autoescape=True))
    )
    measure_rows = connection.execute(
        select(Measure.id, Measure.name).where(
            Measure.name.icontains(wanted, autoescape=True) | Measure.short_name.icontains(wanted, autoescape=True)
        )
    )
    hits = [SearchHit(kind, slug, name) for kind, slug, name in place_rows]
    hits += [SearchHit("measure", identifier, name) for identifier, name in measure_rows]
    return tuple(sorted(hits, key=lambda hit: _rank(hit, wanted))[:limit])


def _rank(hit: SearchHit, wanted: str) -> tuple[bool, bool, str, str]:
    return (hit.kind == "measure", not hit.name.lower().startswith(wanted.lower()), hit.name, hit.key)
