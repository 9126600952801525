"""Tables ``place`` and ``place_county``."""

from __future__ import annotations

import re
from collections import defaultdict

import pandas as pd

from data_pipeline.catalog_builder.inputs import Inputs, Row, own_rows
from data_pipeline.catalog_builder.tables import Cells
from data_pipeline.sources import place_counties, place_shapes, population_estimates

TIGER = ("az-places-tiger2019", "tl_2019_04_place.zip")
COUNTIES_2020 = ("urban-mobility-metrics", "geocorr2022_county_place_2022_onwards__AZ.csv")
COUNTIES_2010 = ("urban-mobility-metrics", "geocorr2018_county_place_2010_thru_2019__AZ.csv")
POPULATION = ("popest", "sub-est2019_az.csv")
STATE = "04"
NOT_A_TOWN_IN_2010 = "The Census Bureau marks the 2010 census count as not applicable: not yet a town on census day"
SUMMED = "Populations are the county-to-place tables added up, the part outside every place included"


def place_rows(inputs: Inputs) -> list[Cells]:
    """The 91 incorporated places, 15 counties, the state, and the areas written by hand (nation, metros)."""
    shapes = place_shapes.parse(inputs.file(*TIGER))
    parts = place_counties.parse(inputs.file(*COUNTIES_2020))
    counts_2020 = parts.groupby("place_geoid")["population"].sum()
    estimates = population_estimates.parse(inputs.file(*POPULATION))
    census = estimates[estimates["measure"] == "population_census"].set_index("geoid")["value"]
    rows = [_incorporated({str(k): v for k, v in r.items()}, census, counts_2020) for r in shapes.to_dict("records")]
    rows += _summed_areas(parts, place_counties.parse(inputs.file(*COUNTIES_2010)))
    return rows + [_by_hand(row) for row in own_rows("other_areas.csv")]


def place_county_rows(inputs: Inputs) -> list[Cells]:
    """Counties of the incorporated places by people in 2020."""
    incorporated = set(place_shapes.parse(inputs.file(*TIGER))["geoid"])
    parts = place_counties.parse(inputs.file(*COUNTIES_2020))
    kept = parts[parts["place_geoid"].isin(incorporated) & (parts["population"] > 0)]
    by_place: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for place, county, people in zip(kept["place_geoid"], kept["county_geoid"], kept["population"], strict=True):
        by_place[str(place)].append((str(county), int(people)))
    return [row for place, counties in by_place.items() for row in _counties(place, counties)]


def slug(text: str) -> str:
    """Small letters, digits and single hyphens: ``St. Johns`` -> ``st-johns``."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "").replace("’", "")).strip("-")


def _incorporated(shape: Row | Cells, census_2010: pd.Series, census_2020: pd.Series) -> Cells:
    geoid = str(shape["geoid"])
    in_2010 = census_2010.get(geoid)
    counted = in_2010 is not None and not pd.isna(in_2010)
    kept = ("geoid", "name", "full_name", "kind", "gnis_id", "latitude", "longitude", "land_sq_m")
    return {name: shape[name] for name in kept} | {
        "slug": slug(str(shape["name"])),
        "population_2010": int(in_2010) if in_2010 is not None and counted else None,
        "population_2020": int(census_2020[geoid]),
        "geography_source_id": "census-tiger-2019",
        "population_2010_source_id": "census-popest-2019" if counted else None,
        "population_2020_source_id": "geocorr-2022",
        "note": None if counted else NOT_A_TOWN_IN_2010,
    }


def _summed_areas(parts_2020: pd.DataFrame, parts_2010: pd.DataFrame) -> list[Cells]:
    """Counties and the state: their parts, places and what lies outside them, added up."""
    in_2010 = parts_2010.groupby("county_geoid")["population"].sum()
    in_2020 = parts_2020.groupby("county_geoid")["population"].sum()
    names = parts_2020.drop_duplicates("county_geoid").set_index("county_geoid")["county_name"]
    rows = [
        _area(geoid, f"{name} County", f"{name} County, Arizona", "county", int(in_2010[geoid]), int(in_2020[geoid]))
        for geoid, name in zip(names.index.astype(str), names, strict=True)
    ]
    return [*rows, _area(STATE, "Arizona", "Arizona", "state", int(in_2010.sum()), int(in_2020.sum()))]


def _area(geoid: str, name: str, full_name: str, kind: str, in_2010: int, in_2020: int) -> Cells:
    return {
        "geoid": geoid, "slug": slug(name), "name": name, "full_name": full_name, "kind": kind,
        "population_2010": in_2010, "population_2020": in_2020, "geography_source_id": "us-atlas",
        "population_2010_source_id": "geocorr-2018", "population_2020_source_id": "geocorr-2022", "note": SUMMED,
    }  # fmt: skip


def _by_hand(row: Row) -> Cells:
    return {key: cell or None for key, cell in row.items()}


def _counties(place: str, counties: list[tuple[str, int]]) -> list[Cells]:
    total = sum(people for _, people in counties)
    primary = max(counties, key=lambda part: part[1])[0]
    return [
        {
            "place_geoid": place,
            "county_geoid": county,
            "population_2020": people,
            "share_of_place": round(people / total, 6),
            "is_primary": county == primary,
            "source_id": "geocorr-2022",
        }
        for county, people in counties
    ]
