"""Questions about the rest of the catalog and its history: prices, walk and context figures, checks, loads."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, select

from database.models import ConsumerPrice, ContextFigure, DerivedCheck, Load, LoadTable, WalkFigure
from database.queries.common import Sources, columns_of, records
from database.values import (
    ContextFigureRecord,
    DerivedCheckRecord,
    LoadRecord,
    LoadTableRecord,
    PriceRecord,
    WalkFigureRecord,
)


def consumer_prices(connection: Connection, sources: Sources) -> tuple[PriceRecord, ...]:
    """CPI-U annual averages by series and year."""
    query = select(*ConsumerPrice.__table__.columns).order_by(ConsumerPrice.series, ConsumerPrice.year)
    return records(connection, query, PriceRecord, sources)


def walk_figures(connection: Connection, sources: Sources) -> tuple[WalkFigureRecord, ...]:
    """Published figures about walks by date, in the catalog's order within a date."""
    query = select(*columns_of(WalkFigure)).order_by(WalkFigure.walk_date, WalkFigure.id)
    return records(connection, query, WalkFigureRecord, sources)


def context_figures(connection: Connection, sources: Sources) -> tuple[ContextFigureRecord, ...]:
    """Figures of sister studies in the catalog's order."""
    return records(
        connection, select(*columns_of(ContextFigure)).order_by(ContextFigure.id), ContextFigureRecord, sources
    )


def derived_checks(connection: Connection, sources: Sources) -> tuple[DerivedCheckRecord, ...]:
    """Arithmetic checks on published figures by id."""
    query = select(*DerivedCheck.__table__.columns).order_by(DerivedCheck.id)
    return records(connection, query, DerivedCheckRecord, sources)


def loads(connection: Connection, sources: Sources) -> tuple[LoadRecord, ...]:
    """Every load, the latest first, each with its rows and hash per table."""
    del sources
    tables: dict[int, list[LoadTableRecord]] = {}
    for load_id, *rest in connection.execute(select(*LoadTable.__table__.columns).order_by(LoadTable.table_name)):
        tables.setdefault(load_id, []).append(LoadTableRecord(*rest))
    return tuple(
        LoadRecord(
            **{
                **row._mapping,
                "finished_at": _utc(row.finished_at),
                "unloaded_at": _utc(row.unloaded_at) if row.unloaded_at else None,
                "tables": tuple(tables.get(row.id, ())),
            }
        )
        for row in connection.execute(select(*Load.__table__.columns).order_by(Load.id.desc()))
    )


def _utc(moment: datetime) -> datetime:
    """SQLite keeps no zone; every moment in it is UTC."""
    return moment.replace(tzinfo=UTC)
