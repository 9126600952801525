"""A number back to the committed catalog: recomputed from its CSV files alone, through none of the program's own code."""

from __future__ import annotations

import csv
import math
import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from statistics import pstdev
from typing import Any

ENOUGH, LARGEST_SHARE, FEWEST = 0.8, 0.05, 11
CATALOG = Path(__file__).resolve().parents[2] / "data_pipeline" / "catalog"
Row = dict[str, str]
Asked = dict[str, str]
LEAVERS, YOUTH = "non_completers", "disconnected_youth"
SCALES = {"thousand": 1e3, "K": 1e3, "million": 1e6, "M": 1e6, "billion": 1e9, "B": 1e9}
NUMBER = re.compile(r"(−)?\$?(\d[\d,]*)(\.\d+)?\s?(thousand|million|billion|[KMB]\b)?")
# Belfield 2014: printed components of Arizona's loss per person, by the words of the page
COMPONENTS = {
    "earnings": "component_earnings",
    "spillover on others": "component_productivity",
    "health": "component_health",
    "crime": "component_crime",
    "welfare": "component_welfare",
    "tax burden": "component_tax_burden",
    "schooling not consumed": "education_cost_offset",
}


@cache
def rows(table: str) -> tuple[Row, ...]:
    with (CATALOG / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@cache
def measures() -> dict[str, dict[str, Any]]:
    found = tomllib.loads((CATALOG / "measure.toml").read_text(encoding="utf-8"))["measure"]
    return {entry["id"]: entry for entry in found}


def read_number(text: str) -> tuple[float, float]:
    """The first number of a text and half the unit of its last digit: ``$1.4 billion`` -> (1.4e9, 0.05e9)."""
    found = NUMBER.search(text)
    if not found:
        raise LookupError(f"no number in {text!r}")
    sign, whole, decimals, word = found.groups()
    scale = SCALES.get(word or "", 1.0)
    value = float(whole.replace(",", "") + (decimals or "")) * scale
    return (-value if sign else value), 0.5 * scale * 10.0 ** -max(len(decimals or "") - 1, 0)


def same(text: str, value: float) -> bool:
    """Whether a text, read as a number, is ``value`` rounded as it is written."""
    read, half = read_number(text)
    return abs(read - value) <= half * (1 + 1e-6)


@cache
def place(name: str) -> Row:
    return next(row for row in rows("place") if name in (row["name"], row["slug"]))


def scale_of(measure: str) -> float:
    return 100.0 if measures()[measure]["unit"] == "share" else 1.0


def observed(measure: str, name: str, period: str, part: str = "value") -> float:
    """A figure of a place, by the last year or the label of its period; shares as percent."""
    geoid = place(name)["geoid"]
    found = [
        row
        for row in rows("observation")
        if row["measure_id"] == measure
        and row["place_geoid"] == geoid
        and period in (row["period_end"], row["period_label"])
        and row["preferred"] == "true"
    ]
    if len(found) != 1 or not found[0][part]:
        raise LookupError(f"{len(found)} rows of {measure} for {name} in {period}")
    return float(found[0][part]) * scale_of(measure)


def district_figures(entity: str, measure: str) -> dict[str, float]:
    """Period label -> value."""
    return {
        row["period_label"]: float(row["value"])
        for row in rows("district_observation")
        if row["district_id"] == entity and row["measure_id"] == measure and row["preferred"] == "true" and row["value"]
    }


@cache
def serving_most(geoid: str) -> tuple[str, ...]:
    """The high school districts that serve most of a place."""
    return tuple(
        row["district_id"]
        for row in rows("district_service")
        if row["place_geoid"] == geoid and row["extent"] == "most" and row["levels"] in ("K-12", "high school")
    )


@cache
def is_priced(slug: str) -> bool:
    """Whether a class is priced to a place; elsewhere it is not, and what a study prints stays.

    At least 80% of the districts' seniors attend schools whose coordinates lie there, no larger place is mostly served by
    the same districts, and the class is in proportion: 11 or more did not finish, and it is no more than 5% of the people.
    """
    here, served = place(slug), classes(slug)
    if not served:
        return False
    districts = set(serving_most(here["geoid"]))
    cohort, graduates = list(served.values())[-1]
    people = float(here["population_2020"])
    others = [row for row in rows("place") if row["geoid"] != here["geoid"] and row["population_2020"]]
    larger = [
        row
        for row in others
        if float(row["population_2020"]) > people
        and any(
            each["place_geoid"] == row["geoid"] and each["extent"] == "most" and each["district_id"] in districts
            for each in rows("district_service")
        )
    ]
    proportion = FEWEST <= cohort - graduates and cohort <= LARGEST_SHARE * people
    return proportion and not larger and _share_of_seniors(districts, here["geoid"]) >= ENOUGH


def _share_of_seniors(districts: set[str], geoid: str) -> float:
    """Of the districts' seniors of the latest year, the share at schools whose coordinates lie in a place."""
    schools = [row for row in rows("high_school") if row["district_id"] in districts]
    if not schools:
        return 0.0
    year = max(row["fiscal_year"] for row in schools)
    counts = [(row, float(row["grade_12"] or 0)) for row in schools if row["fiscal_year"] == year]
    whole = [
        float(row["value"])
        for row in rows("district_observation")
        if (row["measure_id"], row["period_end"]) == ("enrollment_grade_12", year)
        and row["district_id"] in districts
        and row["value"]
    ]
    there = [
        count for row, count in counts if (row["place_geoid"], row["evidence_kind"]) == (geoid, "published coordinates")
    ]
    return sum(there) / (max(sum(whole), sum(count for _, count in counts)) or 1.0)


@cache
def classes(slug: str) -> dict[str, tuple[float, float]]:
    """Year -> (cohort, graduates) summed over the high school districts that serve most of a place."""
    serving = serving_most(place(slug)["geoid"])
    sums: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in rows("district_observation"):
        if row["district_id"] in serving and row["measure_id"] in ("cohort_size", "graduates") and row["value"]:
            sums[row["period_end"]][row["measure_id"]].append(float(row["value"]))
    whole = {
        year: (sum(parts["cohort_size"]), sum(parts["graduates"]))
        for year, parts in sums.items()
        if len(parts["cohort_size"]) == len(parts["graduates"]) == len(serving)
    }
    return {year: counts for year, counts in sorted(whole.items()) if counts[0]}


def printed(slug: str, population: str, measure: str, edition: str) -> float | None:
    """A preferred figure of the loss studies."""
    found = [
        row
        for row in rows("published_loss")
        if (row["place_geoid"], row["population"], row["measure"], row["edition"])
        == (place(slug)["geoid"], population, measure, edition)
        and row["preferred"] == "true"
        and row["value"]
    ]
    return float(found[0]["value"]) if found else None


def population_figures(asked: Asked, population: str) -> dict[str, float | None]:
    """Count, loss per person, total, half and rate of one population of a place."""
    slug = asked["place"]
    edition = "2014" if population == YOUTH else asked["edition"]
    person = printed(slug, population, "social_loss_per_person", edition) or printed(
        "arizona", population, "social_loss_per_person", edition
    )
    count = printed(slug, population, "count", edition)
    sizes = ("population_age_18", "population_age_16_24")
    cohort = next((size for each in sizes if (size := printed(slug, population, each, edition))), None)
    total = printed(slug, population, "social_loss_aggregate", edition)
    if population == LEAVERS and is_priced(slug) and asked.get("counted") != "published":
        cohort, graduates = list(classes(slug).values())[-1]
        count = cohort - graduates
    if count is not None and person is not None:
        total = count * person
    return {
        "count": count,
        "cohort": cohort,
        "rate": 100 * count / cohort if count is not None and cohort else printed(slug, population, "rate", edition),
        "per_person": person,
        "total": total,
        "halved": total / 2 if total is not None else None,
    }


@cache
def _traits() -> dict[str, dict[str, float]]:
    cities = {row["slug"]: row for row in rows("place") if row["kind"] in ("city", "town")}
    traits: dict[str, dict[str, float]] = {
        "people": {slug: float(row["population_2020"]) for slug, row in cities.items()},
        "growth": {
            slug: 100 * (float(row["population_2020"]) / float(row["population_2010"]) - 1)
            for slug, row in cities.items()
            if row["population_2010"]
        },
    }
    slugs = {row["geoid"]: row["slug"] for row in rows("place")}
    for name, measure in (("household_income", "acs5_median_household_income"), ("median_age", "acs5_median_age")):
        traits[name] = {
            slugs[row["place_geoid"]]: float(row["value"])
            for row in rows("observation")
            if row["measure_id"] == measure and row["preferred"] == "true" and row["value"]
        }
    return traits


def distance(slug: str, other: str) -> float:
    """Root mean square of standardised differences; people on a log scale."""
    gaps = []
    for name, raw in _traits().items():
        values = {key: math.log(value) for key, value in raw.items()} if name == "people" else raw
        if slug in values and other in values:
            gaps.append((values[slug] - values[other]) / pstdev(values.values()))
    return math.sqrt(sum(gap**2 for gap in gaps) / len(gaps)) if slug != other else 0.0


def trait(name: str, slug: str) -> float:
    return _traits()[name][slug]


def component(name: str, asked: Asked) -> tuple[float, float]:
    """(amount, share in percent) of one part of a loss per person: the state's printed parts, scaled to the place's total."""
    whole = population_figures(asked | {"counted": "published"}, LEAVERS)["per_person"]
    state = printed("arizona", LEAVERS, "social_loss_per_person", "2014")
    assert whole is not None
    assert state is not None
    if name == "Social loss":
        return whole, 100.0
    part = printed("arizona", LEAVERS, f"social_loss_per_person_{COMPONENTS[name]}", "2014")
    if part is None:
        raise LookupError(name)
    signed = -abs(part) if name == "schooling not consumed" else part
    return signed * whole / state, 100 * signed / state
