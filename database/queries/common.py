"""What every query needs: the sources by id, and turning a row into its record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, select

from database.models import Source
from database.values import SourceRecord

Record = TypeVar("Record")
Sources = Mapping[str, SourceRecord]


def all_sources(connection: Connection) -> dict[str, SourceRecord]:
    """Every source by its id."""
    columns = [column for column in Source.__table__.columns if column.name != "load_id"]
    rows = connection.execute(select(*columns, Source.load_id.is_not(None).label("staff")).order_by(Source.id))
    return {row.id: SourceRecord(**row._mapping) for row in rows}


def record(kind: type[Record], row: Row[*tuple[Any, ...]], sources: Sources, **more: object) -> Record:
    """The record of a row: columns are named as its fields.

    ``source_id`` becomes ``source`` (and so for ``x_source_id``).
    """
    fields: dict[str, object] = {}
    for name, value in row._mapping.items():
        if name.endswith("source_id"):
            fields[name.removesuffix("_id")] = None if value is None else sources[value]
        else:
            fields[name] = value
    return kind(**fields, **more)


def records(connection: Connection, query: Select[Any], kind: type[Record], sources: Sources) -> tuple[Record, ...]:
    """The records of all rows of a query, in its order."""
    return tuple(record(kind, row, sources) for row in connection.execute(query))


def columns_of(model: Any, *, without: Iterable[str] = ()) -> list[Any]:
    """The columns of a table but those named and the row number that only the database uses."""
    left_out = {"id", "place_geoid", "load_id", "replaced_by", "superseded_by", *without}
    return [column for column in model.__table__.columns if column.name not in left_out]
