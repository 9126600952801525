"""What is loaded: the loads, the tables, the sources and how much of what each gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from database.reader import Reader
from database.values import LoadRecord, LoadTableRecord, SourceRecord

HASH_SHOWN = 12


@dataclass(frozen=True, slots=True)
class SourceUse:
    """A source, the editions or years its figures are about, and how many rows it gave."""

    source: SourceRecord
    editions: str
    rows: int


def source_uses(reader: Reader) -> tuple[SourceUse, ...]:
    """Every source of a figure, by publisher and title."""
    rows: Counter[str] = Counter()
    years: dict[str, set[int]] = {}
    for identifier, year, count in reader.source_years():
        rows[identifier] += count
        if year is not None:
            years.setdefault(identifier, set()).add(year)
    used = reader.sources(rows)
    uses = (SourceUse(source, _span(years.get(source.id, set())), rows[source.id]) for source in used)
    return tuple(sorted(uses, key=lambda use: (use.source.publisher, use.source.title)))


def print_status(console: Console, reader: Reader) -> None:
    """Print it all."""
    loads = reader.loads()
    latest = loads[0]
    console.print(f"Data version [bold]{latest.data_version}[/bold], last changed by load {latest.id}")
    console.print(tables_grid(latest.tables))
    console.print(_loads_grid(loads))
    console.print(_sources_grid(source_uses(reader)))


def tables_grid(tables: Sequence[LoadTableRecord], before: Sequence[LoadTableRecord] = ()) -> Table:
    """Rows and content hash per table; with the difference in rows where ``before`` has the table."""
    earlier = {table.table_name: table for table in before}
    grid = _grid("Tables", "table", "rows", "content hash", *(["change"] if before else []))
    for table in tables:
        old = earlier.get(table.table_name)
        change = [_change(old, table)] if before else []
        grid.add_row(table.table_name, f"{table.rows:,}", table.sha256[:HASH_SHOWN], *change)
    return grid


def _loads_grid(loads: Sequence[LoadRecord]) -> Table:
    grid = _grid("Loads", "id", "what", "file", "rows", "hash", "when (UTC)", "")
    for load in loads:
        taken_back = f"taken back {load.unloaded_at:%Y-%m-%d %H:%M}" if load.unloaded_at else ""
        when = f"{load.finished_at:%Y-%m-%d %H:%M}"
        cells = (str(load.id), load.kind, load.file_name, f"{load.rows:,}", load.sha256[:HASH_SHOWN], when, taken_back)
        grid.add_row(*cells)
    return grid


def _sources_grid(uses: Sequence[SourceUse]) -> Table:
    grid = _grid("Sources", "publisher", "title", "edition or years", "vintage", "rows")
    for use in uses:
        source = use.source
        grid.add_row(source.publisher, source.title, use.editions, source.vintage or "", f"{use.rows:,}")
    return grid


def _grid(title: str, *columns: str) -> Table:
    grid = Table(title=title, title_justify="left")
    for column in columns:
        grid.add_column(column, justify="right" if column in {"rows", "id", "change"} else "left")
    return grid


def _change(old: LoadTableRecord | None, new: LoadTableRecord) -> str:
    if old is None:
        return "new"
    if old.sha256 == new.sha256:
        return "same"
    return f"{new.rows - old.rows:+,}" if new.rows != old.rows else "values"


def _span(years: set[int]) -> str:
    if not years:
        return ""
    return str(min(years)) if len(years) == 1 else f"{min(years)}-{max(years)}"
