"""Questions about the rest of the catalog and its history: prices, walk and context figures, checks, loads."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, func, null, select

from database.contents import data_tables
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

YEARS = ("edition", "period_end", "year", "study_year")
"""Columns that say which year a row is about; a table has one of them at most."""


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


def source_years(connection: Connection, sources: Sources) -> tuple[tuple[str, int | None, int], ...]:
    """(source id, year or edition, rows) over every table that names sources."""
    del sources
    counted: list[tuple[str, int | None, int]] = []
    for table in data_tables():
        year = next((table.c[name] for name in YEARS if name in table.c), null())
        for column in (each for each in table.c if each.name.endswith("source_id") and table.name != "measure"):
            query = select(column, year, func.count()).where(column.is_not(None)).group_by(column, year)
            counted += [(source, when, count) for source, when, count in connection.execute(query)]
    return tuple(counted)


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
