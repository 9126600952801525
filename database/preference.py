"""Which of several figures for the same thing is the preferred one once staff files are in play.

The rule: a primary figure of a staff file (a report's own table typed in) wins over what the catalog prefers, which
wins over a staff file's news figure; between figures of staff files the later load wins, then the later row. All others
stay, visible beside the preferred one. An indicator with an interval wins over one without, whoever brought it: what a
margin allows to say must not get lost unsaid. Among figures of the catalog alone nothing is changed: there the catalog says
which is preferred.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import Connection, Row, Table, select, update

from database.models import Observation, PublishedLoss

OBSERVATIONS = cast(Table, Observation.__table__)
LOSSES = cast(Table, PublishedLoss.__table__)
NEWS = "news"

FIGURES: dict[Table, tuple[str, ...]] = {
    OBSERVATIONS: ("place_geoid", "measure_id", "period_end", "source_id", "location"),
    LOSSES: ("edition", "place_geoid", "population", "measure", "source_id", "location"),
}
"""The tables staff files fill, with the columns that name one figure of one source: a second row is a correction."""

SAME_THING: dict[Table, tuple[str, ...]] = {
    OBSERVATIONS: ("place_geoid", "measure_id", "period_end"),
    LOSSES: ("edition", "place_geoid", "population", "measure"),
}
"""The columns that name what a figure is about, whatever its source."""


def figure_key(row: Row[*tuple[Any, ...]], key: tuple[str, ...]) -> tuple[object, ...]:
    """The values of the key columns."""
    return tuple(row._mapping[name] for name in key)


def apply_preference(connection: Connection) -> None:
    """Decide anew, for everything a staff file has a figure of, which figure is preferred."""
    for table, key in SAME_THING.items():
        connection.execute(update(table).where(table.c.superseded_by.is_not(None)).values(superseded_by=None))
        staff = (
            select(*(table.c[name] for name in key))
            .where(table.c.load_id.is_not(None), table.c.replaced_by.is_(None))
            .distinct()
        )
        for row in connection.execute(staff).all():
            _decide(connection, table, figure_key(row, key))


def _decide(connection: Connection, table: Table, thing: tuple[object, ...]) -> None:
    same = [table.c[name].is_(value) for name, value in zip(SAME_THING[table], thing, strict=True)]
    rows = connection.execute(select(table).where(table.c.replaced_by.is_(None), *same)).all()
    best = max(rows, key=lambda row: rank(dict(row._mapping)))
    for row in rows:
        outranked = row.id != best.id and (best.load_id is not None or row.load_id is not None)
        if outranked:
            decider = best.load_id if best.load_id is not None else row.load_id
            connection.execute(update(table).where(table.c.id == row.id).values(superseded_by=decider))


def rank(row: Mapping[str, Any]) -> tuple[bool, int, int, int]:
    """What decides between figures of one thing, by column: the highest is the preferred one."""
    interval = row.get("low") is not None and row.get("high") is not None
    if row["load_id"] is None:
        return (interval, 2 if row["preferred"] else 0, 0, -row["id"])
    is_news = row.get("source_kind") == NEWS
    return (interval, 1 if is_news else 3, row["load_id"], row["id"])
