"""Figures of the catalog that are queried at every build: each moved further in two years than a series plausibly does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from data_pipeline.typed import Numbered
from database.plausible import moves
from intake.findings import Finding

OWNERS = {"observation": "place_geoid", "district_observation": "district_id"}
REPAIR = "Ask the publisher; until then pages mark it as queried"


def queries(tables: Mapping[str, Sequence[Numbered]], files: Mapping[str, str]) -> tuple[Finding, ...]:
    """One finding a move, at the row of the later figure; none stops a build."""
    units = {row["id"]: row["unit"] for _, row in tables["measure"]}
    return tuple(each for table in OWNERS for each in _of(table, tables[table], files[table], units))


def _of(table: str, rows: Sequence[Numbered], file: str, units: Mapping[str, str]) -> Iterator[Finding]:
    series: dict[tuple[str, str], dict[int, Numbered]] = {}
    for number, row in rows:
        if row["preferred"] and row["value"] is not None:
            key = (row[OWNERS[table]], row["measure_id"])
            series.setdefault(key, {})[row["period_end"]] = (number, row)
    for (owner, measure), figures in series.items():
        values = [(year, row["value"]) for year, (_, row) in figures.items()]
        for first, second in moves(values, units.get(measure, "")):
            number, row = figures[second]
            before = figures[first][1]["value"]
            rule = f"is far from the {before:.15g} of {first} ({measure} of {owner})"
            yield Finding(file, number, "value", f"{row['value']:.15g}", rule, REPAIR)
