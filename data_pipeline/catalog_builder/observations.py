"""Table ``observation``, the part that is made from files: census counts and estimates of all cities and towns."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data_pipeline.catalog_builder.inputs import Inputs
from data_pipeline.catalog_builder.places import COUNTIES_2020, POPULATION, TIGER
from data_pipeline.catalog_builder.tables import Cells
from data_pipeline.sources import place_counties, place_shapes, population_estimates

MEASURES = frozenset({"population_census", "population_estimate_v2019"})
"""What is made here; figures of every other measure are kept by hand in the catalog."""


def census_rows(inputs: Inputs) -> list[Cells]:
    """Census counts 2010 and 2020 and estimates 2010 to 2019 of the incorporated places."""
    rows: list[Cells] = []
    for record in population_estimates.parse(inputs.file(*POPULATION)).to_dict("records"):
        rows.append(_count(record["geoid"], record["measure"], record["year"], record["value"], record["column"]))
    incorporated = set(place_shapes.parse(inputs.file(*TIGER))["geoid"])
    parts = place_counties.parse(inputs.file(*COUNTIES_2020))
    for geoid, people in parts.groupby("place_geoid")["population"].sum().items():
        if geoid in incorporated:
            rows.append(_count(geoid, "population_census", 2020, people, f"place {str(geoid)[2:]}"))
    return rows


def _count(geoid: object, measure: object, year: Any, value: Any, location: object) -> Cells:
    missing = value is None or pd.isna(value)
    return {
        "place_geoid": geoid,
        "measure_id": measure,
        "period_start": int(year),
        "period_end": int(year),
        "period_label": str(int(year)),
        "value": None if missing else int(value),
        "status": "not published" if missing else "published",
        "preferred": True,
        "source_id": "geocorr-2022" if year == 2020 else "census-popest-2019",
        "location": location,
        "note": "The Census Bureau marks the count as not applicable" if missing else None,
    }
