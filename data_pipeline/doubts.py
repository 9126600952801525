"""Figures of a staff file that can be, and are asked about all the same: most likely a slip of the unit or the place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from data_pipeline.typed import Numbered
from database.plausible import far
from database.staff import EarlierFigures
from intake.findings import Finding

LEAST_OF_A_MEASURE = 1.0
"""A figure below one percent is asked about where the middle figure of the measure is above."""
REPAIR = "Check unit, place and year against the source; then load it with --yes"


def doubts(file: str, rows: Sequence[Numbered], units: dict[str, str], earlier: EarlierFigures) -> list[Finding]:
    """A finding for each figure of a known measure that is far from what is loaded already.

    Args:
        file: What findings call the file.
        rows: Rows of observations, without those at fault.
        units: Unit by measure.
        earlier: What is loaded of these measures.
    """
    found = []
    for number, row in rows:
        unit, value = units.get(row["measure_id"]), row["value"]
        if unit is None or value is None:
            continue
        found += [Finding(file, number, "value", f"{value:.15g}", rule, REPAIR) for rule in _of(row, unit, earlier)]
    return found


def _of(row: dict[str, Any], unit: str, earlier: EarlierFigures) -> Iterator[str]:
    value, measure = row["value"], row["measure_id"]
    others = earlier.values(measure)
    if unit == "percent" and 0 < value < LEAST_OF_A_MEASURE and others and median(others) >= LEAST_OF_A_MEASURE:
        yield f"is {value:g} percent, or {100 * value:g}?"
        return
    nearest = earlier.nearest(measure, row["place_geoid"], row["period_end"])
    if nearest is not None and far(value, nearest.value, unit):
        yield f"is far from the {nearest.value:.15g} of {nearest.year} of the same place"
