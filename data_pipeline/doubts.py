"""Figures of a staff file that can be, and are asked about all the same: most likely a slip of the unit or the place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from sqlalchemy import Table

from data_pipeline.typed import Numbered
from database.plausible import far
from database.staff import EarlierFigures, series_of
from intake.findings import Finding

LEAST_OF_A_MEASURE = 1.0
"""A figure below one percent is asked about where the middle figure of the measure is above."""
REPAIR = "Check unit, place and year against the source; then load it with --yes"


def doubts(
    file: str, table: Table, rows: Sequence[Numbered], units: Mapping[str, str], earlier: EarlierFigures
) -> list[Finding]:
    """A finding for each figure of a known measure that is far from what is loaded already.

    Args:
        file: What findings call the file.
        table: The table of the rows.
        rows: Rows without those at fault.
        units: Unit by measure, where the rows do not name their unit.
        earlier: What is loaded of these measures.
    """
    found = []
    for number, row in rows:
        unit = row["unit"] if "unit" in row else units.get(row["measure_id"])
        if unit is None or row["value"] is None:
            continue
        series, shown = series_of(table, row), f"{row['value']:.15g}"
        found += [
            Finding(file, number, "value", shown, rule, REPAIR) for rule in _of(series, row["value"], unit, earlier)
        ]
    return found


def _of(series: tuple[str, str, int], value: float, unit: str, earlier: EarlierFigures) -> Iterator[str]:
    measure, owner, year = series
    others = earlier.values(measure)
    if unit == "percent" and 0 < value < LEAST_OF_A_MEASURE and others and median(others) >= LEAST_OF_A_MEASURE:
        yield f"is {value:g} percent, or {100 * value:g}?"
        return
    nearest = earlier.nearest(measure, owner, year)
    if nearest is not None and far(value, nearest.value, unit):
        yield f"is far from the {nearest.value:.15g} of {nearest.year} of the same place"
