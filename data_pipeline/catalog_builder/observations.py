"""Table ``observation``: figures of cities and towns, and the usable published indicators of state, counties and metros."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data_pipeline.catalog_builder.citations import Citations
from data_pipeline.catalog_builder.inputs import Row, Shared, own_rows
from data_pipeline.catalog_builder.places import COUNTIES_2020, POPULATION, TIGER
from data_pipeline.catalog_builder.tables import Cells
from data_pipeline.sources import place_counties, place_shapes, population_estimates, urban_mobility

FITS = {2010: "puma_to_place_2010__AZ.csv", 2020: "puma_to_place_2020__AZ.csv"}
REDRAWN = 2022  # survey areas of the 2020 census are used from this year on
DESCRIBES_THE_CITY = 0.7
MISFIT = "Only about {share:.0%} of the people in the survey areas behind this figure live here"
SURVEY = "residents (modelled)"
# The publisher documents the pooling of 2021 only.
POOLING_NOT_STATED = {("share_households_digital_access", 2018), ("share_households_digital_access", 2023)}


def city_rows(shared: Shared, measures: dict[str, dict[str, Any]], citations: Citations) -> list[Cells]:
    """Every row of ``city_metrics.csv``, value and bounds as printed."""
    misfits = _misfits(shared)
    return [_metric(fact, measures[fact["metric"]], citations, misfits) for fact in shared.facts("city_metrics")]


def census_rows(shared: Shared, given: set[tuple[str, str, int]]) -> list[Cells]:
    """Census counts 2010 and 2020 and estimates 2010 to 2019 of the incorporated places that have none yet.

    Args:
        shared: the files.
        given: (place, measure, year) that ``city_rows`` gives already.
    """
    rows: list[Cells] = []
    for record in population_estimates.parse(shared.file(*POPULATION)).to_dict("records"):
        if (record["geoid"], record["measure"], record["year"]) not in given:
            rows.append(_count(record["geoid"], record["measure"], record["year"], record["value"], record["column"]))
    incorporated = set(place_shapes.parse(shared.file(*TIGER))["geoid"])
    parts = place_counties.parse(shared.file(*COUNTIES_2020))
    for geoid, people in parts.groupby("place_geoid")["population"].sum().items():
        if geoid in incorporated and (geoid, "population_census", 2020) not in given:
            rows.append(_count(geoid, "population_census", 2020, people, f"place {str(geoid)[2:]}"))
    return rows


def indicator_rows(shared: Shared, geoids: dict[str, str], citations: Citations) -> list[Cells]:
    """The indicators chosen in ``indicator_choices.csv``; every fact must have a choice.

    Raises:
        ValueError: a fact without a choice, or a choice without its fact.
    """
    facts = {_indicator_key(fact): fact for fact in shared.facts("city_indicators")}
    choices = {_indicator_key(choice): choice for choice in own_rows("indicator_choices.csv")}
    undecided = sorted(set(facts) ^ set(choices))
    if undecided:
        message = f"indicator_choices.csv and city_indicators.csv differ: {undecided[0]}"
        raise ValueError(message)
    return [
        _indicator(facts[key], choice, geoids, citations) for key, choice in choices.items() if choice["measure_id"]
    ]


def period_of(measure: dict[str, Any], year: int) -> tuple[int, int, str]:
    """First year, last year and label of a printed year, by the measure's kind of period.

    A school year is printed as the autumn it begins in; pooled years are printed as their last year.
    """
    kind = measure["period_kind"]
    if kind == "school year":
        return year, year + 1, f"{year}-{(year + 1) % 100:02d}"
    if kind == "pooled years" and (measure["id"], year) not in POOLING_NOT_STATED:
        first = year - int(measure["pooled_years"]) + 1
        return first, year, f"{first}-{year} average"
    return year, year, str(year)


def _metric(fact: Row, measure: dict[str, Any], citations: Citations, misfits: dict[tuple[int, str], float]) -> Cells:
    year = int(fact["year"])
    start, end, label = period_of(measure, year)
    areas = 2020 if year >= REDRAWN else 2010
    share = misfits.get((areas, fact["place_fips"])) if measure["geography"] == SURVEY else None
    return {
        "place_geoid": fact["place_fips"],
        "measure_id": fact["metric"],
        "period_start": start,
        "period_end": end,
        "period_label": label,
        "value": _with_zero(fact["value"]),
        "low": _with_zero(fact["value_lb"]),
        "high": _with_zero(fact["value_ub"]),
        "status": "published",
        "quality": fact["quality"],
        "preferred": True,
        "source_id": citations.of(fact["source"], fact["source_url"]),
        "location": _location(fact),
        "note": MISFIT.format(share=share) if share is not None else None,
    }


def _with_zero(printed: str) -> str:
    """The number as printed; a missing zero before the point is written."""
    return f"0{printed}" if printed.startswith(".") else printed.replace("-.", "-0.", 1)


def _location(fact: Row) -> str:
    """Where the figure stands in its file: a column for the estimates of one row, else the keys of the row."""
    if "POPESTIMATE" in fact["source"] or "CENSUS2010POP" in fact["source"]:
        return fact["source"].partition("(")[2].rstrip(")")
    if fact["metric"] == "population_census":
        return f"place {fact['place_fips'][2:]}"
    if "CityStats" in fact["source"]:
        return f"AZ-{fact['place_fips'][2:]}"
    return f"place {fact['place_fips'][2:]}, {fact['year']}"


def _misfits(shared: Shared) -> dict[tuple[int, str], float]:
    """Share of the survey areas' people who live in the city, where it is too low, by census of the areas and place."""
    found: dict[tuple[int, str], float] = {}
    for census, name in FITS.items():
        table = urban_mobility.fit(shared.file("urban-mobility-metrics", name))
        for geoid, share in zip(table["geoid"], table["share_in_city"], strict=True):
            if share < DESCRIBES_THE_CITY:
                found[census, str(geoid)] = float(share)
    return found


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


def _indicator_key(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in ("report_year", "data_year", "place", "indicator", "value"))


def _indicator(fact: Row, choice: Row, geoids: dict[str, str], citations: Citations) -> Cells:
    return {
        "place_geoid": geoids[fact["place"]],
        "measure_id": choice["measure_id"],
        "period_start": choice["period_start"],
        "period_end": choice["period_end"],
        "period_label": choice["period_label"],
        "value": fact["value"],
        "status": "published",
        "quality": choice["quality"],
        "preferred": choice["preferred"] == "true",
        "source_id": citations.of(fact["source_title"], fact["source_url"]),
        "location": fact["quote_or_location"],
        "note": choice["reason"] or fact["note"],
    }
