"""Make the catalog anew from the publishers' files; what is kept by hand in it stays.

A table is of one of two kinds. *Kept by hand*: every row is one figure with its source, written into the catalog's file
itself; a remake does not touch it. *Made*: the rows come out of files (``catalog_builder``); rows that cite a source no file
has were added by hand and stay. A row of a made table that neither the files nor a source of its own explain stops the remake.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from data_pipeline.catalog_builder import district_figures, districts, observations, places, prices, schools
from data_pipeline.catalog_builder.inputs import CATALOG, Inputs, measures, own_sources
from data_pipeline.catalog_builder.tables import Cells, columns_of, table_text, text_of

ORDER: dict[str, tuple[str, ...]] = {
    "source": ("id",),
    "place": ("kind", "geoid"),
    "place_county": ("place_geoid", "county_geoid"),
    "membership": ("period", "status", "place_geoid"),
    "observation": ("measure_id", "place_geoid", "period_end"),
    "published_loss": ("edition", "place_geoid", "population", "measure"),
    "district": ("entity_id",),
    "district_service": ("place_geoid", "district_id"),
    "district_observation": ("district_id", "measure_id", "period_end"),
    "high_school": ("district_id", "school_id"),
    "consumer_price": ("series", "year"),
    "walk_figure": ("organizer", "walk_date", "measure"),
    "context_figure": ("study", "place", "measure"),
    "derived_check": ("id",),
}
"""The tables in CSV and the columns their rows are sorted by, which name a row."""

BY_HAND = ("membership", "published_loss", "walk_figure", "context_figure", "derived_check")
"""Tables that are kept by hand alone."""
HAND_FILES = {"place": "other_areas.csv", "district_service": "services.csv"}
"""Where rows of made tables that cite no source of their own are written."""

Row = Mapping[str, str]


class CatalogConflict(Exception):
    """Rows of the catalog that a remake would lose or double; the text lists them and says what to do."""


def remade(inputs: Inputs, catalog: Path = CATALOG) -> dict[str, str]:
    """The text of every CSV file of the catalog after a remake, by file name; nothing is written.

    Raises:
        CatalogConflict: a row would be lost, or stands twice.
    """
    current = {name: _rows(catalog / f"{name}.csv") for name in ORDER}
    made = {name: [_as_text(name, row) for row in rows] for name, rows in made_rows(inputs).items()}
    merged = {name: _merged(name, made[name], current[name]) for name in made}
    tables = {**{name: current[name] for name in BY_HAND}, **merged}
    tables["source"] = _sources(current["source"], tables)
    return {f"{name}.csv": table_text(name, rows, order=ORDER[name]) for name, rows in tables.items()}


def made_rows(inputs: Inputs) -> dict[str, list[Cells]]:
    """The rows that come out of files."""
    grades = districts.letter_grades(inputs)
    services = districts.service_rows()
    serving = {str(row["district_id"]) for row in services}
    with_high_schools = {str(row["district_id"]) for row in services if row["levels"] != "elementary"}
    return {
        "place": places.place_rows(inputs),
        "place_county": places.place_county_rows(inputs),
        "observation": observations.census_rows(inputs),
        "district": districts.district_rows(inputs, grades),
        "district_service": services,
        "district_observation": district_figures.rows(inputs, serving, grades),
        "high_school": schools.school_rows(inputs, with_high_schools),
        "consumer_price": prices.rows(inputs),
    }


def differing(folder: Path, texts: Mapping[str, str]) -> list[str]:
    """The files of a folder that have another text."""
    return [name for name, text in sorted(texts.items()) if _text(folder / name) != text]


def _merged(table: str, made: Sequence[Row], current: Sequence[Row]) -> list[Row]:
    """Made rows and those of the catalog that are kept by hand."""
    keys = {_key(table, row) for row in made}
    files = {str(entry["id"]) for entry in own_sources()}
    kept, lost, double = [], [], []
    for row in current:
        by_hand = _kept_by_hand(table, row, files)
        if _key(table, row) in keys:
            double += [row] if by_hand else []
        elif by_hand:
            kept.append(row)
        else:
            lost.append(row)
    _refuse(table, lost, f"no file gives {_words(lost)}. {_where(table)}, or delete the row")
    _refuse(table, double, f"{_words(double)} stands in the catalog by hand and comes out of a file, too. Delete one")
    return [*made, *kept]


def _kept_by_hand(table: str, row: Row, files: set[str]) -> bool:
    if table == "observation" and row["measure_id"] not in observations.MEASURES:
        return True
    return bool(row.get("source_id")) and row["source_id"] not in files


def _where(table: str) -> str:
    if table in HAND_FILES:
        return f"Write it into data_pipeline/catalog_builder/{HAND_FILES[table]}"
    if "source_id" in columns_of(table):
        return "Where it was added by hand, let it cite a source of its own in source.csv"
    return "Rows of this table come from files alone"


def _refuse(table: str, rows: Sequence[Row], message: str) -> None:
    if rows:
        more = f" (and {len(rows) - 1:,} more rows)" if len(rows) > 1 else ""
        raise CatalogConflict(f"{table}.csv: {message}{more}")


def _words(rows: Sequence[Row]) -> str:
    return " / ".join(list(rows[0].values())[:3]) if rows else ""


def _sources(current: Sequence[Row], tables: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Sources of files where something cites them, and those kept by hand."""
    used = {entry["source_id"] for entry in measures().values()}
    for rows in tables.values():
        used.update(cell for row in rows for column, cell in row.items() if column.endswith("source_id"))
    own = {str(entry["id"]): _as_text("source", dict(entry)) for entry in own_sources()}
    return [row for name, row in own.items() if name in used] + [row for row in current if row["id"] not in own]


def _key(table: str, row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in ORDER[table])


def _as_text(table: str, row: Mapping[str, object]) -> Row:
    unknown = sorted(set(row) - set(columns_of(table)))
    if unknown:
        raise ValueError(f"{table} has no column {unknown[0]!r}")
    return {name: text_of(row.get(name)) for name in columns_of(table)}


def _rows(path: Path) -> list[Row]:
    return list(csv.DictReader(io.StringIO(_text(path))))


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8") if path.exists() else ""
