"""The bundled catalog as it is committed: complete, consistent, honest about its faults."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from data_pipeline.catalog_builder.tables import LIMIT, columns_of
from data_pipeline.check import CATALOG, OUTLINES, read_catalog
from data_pipeline.remake import ORDER

TOPICS = {
    "Finishing school",
    "Learning",
    "Early years",
    "Work and income",
    "People and places",
    "Schools and districts",
}
UNITS = {"percent", "share", "people", "students", "schools", "USD", "years", "grade levels per year", "square miles"}
GEOGRAPHIES = {"residents", "residents (modelled)", "schools in the city", "districts serving", "district", "county"}
PLACEHOLDERS = ("todo", "tbd", "lorem", "xxx", "placeholder", "example.com", "fixme", "???")
Row = dict[str, str]


def rows(table: str) -> list[Row]:
    with (CATALOG / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def measures() -> list[dict[str, Any]]:
    return list(tomllib.loads((CATALOG / "measure.toml").read_text(encoding="utf-8"))["measure"])


def one(table: str, **wanted: str) -> Row:
    found = [row for row in rows(table) if all(row[name] == value for name, value in wanted.items())]
    assert len(found) == 1, (table, wanted, len(found))
    return found[0]


def test_the_catalog_passes_its_own_check(tmp_path: Path) -> None:
    catalog = read_catalog(CATALOG, tmp_path)
    assert [str(finding) for finding in catalog.findings if finding.file != OUTLINES] == []


@pytest.mark.parametrize("name", [*ORDER, "measure_break"])
def test_files_are_plain_small_and_have_the_tables_columns(name: str) -> None:
    content = (CATALOG / f"{name}.csv").read_bytes()
    assert len(content) < LIMIT
    assert b"\r" not in content and not content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\n")
    header = next(csv.reader([content.decode().splitlines()[0]]))
    assert tuple(header) == columns_of(name)


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("membership", 47), ("published_loss", 62), ("walk_figure", 157), ("context_figure", 46), ("derived_check", 31),
        ("place", 110), ("consumer_price", 113), ("district_service", 191),
    ],
)  # fmt: skip
def test_every_collected_row_is_there(table: str, count: int) -> None:
    assert len(rows(table)) == count


def test_at_least_all_city_metrics_are_observations() -> None:
    assert len(rows("observation")) == 1414 + 852 + 23


def test_no_placeholder_text() -> None:
    for path in sorted(CATALOG.iterdir()):
        text = path.read_text(encoding="utf-8").lower()
        assert [word for word in PLACEHOLDERS if word in text] == [], path.name


def test_places_are_the_91_and_what_figures_need_besides() -> None:
    places = rows("place")
    kinds = Counter(row["kind"] for row in places)
    assert kinds == {"city": 46, "town": 45, "county": 15, "metro": 2, "state": 1, "nation": 1}
    assert len({row["slug"] for row in places}) == len(places)
    assert {"oro-valley", "st-johns", "tucson", "pima-county", "arizona", "united-states", "tucson-metro"} <= {
        r["slug"] for r in places
    }
    for row in places:
        if row["kind"] in ("city", "town"):
            assert row["geoid"].startswith("04") and len(row["geoid"]) == 7
            assert row["latitude"] and row["land_sq_m"] and row["population_2020"]


def test_census_counts_add_up() -> None:
    places = {row["geoid"]: row for row in rows("place")}
    counties = [row for row in places.values() if row["kind"] == "county"]
    for year in ("population_2010", "population_2020"):
        assert sum(int(row[year]) for row in counties) == int(places["04"][year])
    assert (places["04"]["population_2010"], places["04"]["population_2020"]) == ("6392017", "7151502")
    tusayan = places["0477490"]
    assert tusayan["population_2010"] == "" and "not applicable" in tusayan["note"]


def test_counties_of_a_place_add_up_and_one_is_primary() -> None:
    places = {row["geoid"]: row for row in rows("place")}
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in rows("place_county"):
        parts[row["place_geoid"]].append(row)
    assert len(parts) == 91
    for geoid, counties in parts.items():
        assert sum(int(row["population_2020"]) for row in counties) == int(places[geoid]["population_2020"])
        assert sum(float(row["share_of_place"]) for row in counties) == pytest.approx(1, abs=1e-5)
        assert [row["is_primary"] for row in counties].count("true") == 1
    sedona = {row["county_geoid"]: row["is_primary"] for row in parts["0465350"]}
    assert sedona == {"04005": "false", "04025": "true"}


def test_membership_is_what_was_listed() -> None:
    periods = Counter((row["period"], row["status"]) for row in rows("membership"))
    assert periods["2012 (founding ten)", "member"] == 10
    assert periods["latest scrape (undated, about 2025)", "listed"] == 16
    counted = {row["period"]: row["member_count"] for row in rows("membership") if not row["place_geoid"]}
    assert counted == {"2018": "15", "2019": "13"}


def test_measures_are_complete_and_in_order() -> None:
    listed = measures()
    assert len({entry["position"] for entry in listed}) == len(listed)
    assert min(listed, key=lambda entry: entry["position"])["id"] == "share_19_20_with_hs_diploma"
    used = {row["measure_id"] for table in ("observation", "district_observation") for row in rows(table)}
    assert used == {entry["id"] for entry in listed}
    for entry in listed:
        assert (entry["topic"] in TOPICS, entry["unit"] in UNITS, entry["geography"] in GEOGRAPHIES) == (True,) * 3, (
            entry["id"]
        )
        for name in ("definition", "included", "not_included", "population", "known_faults", "short_name"):
            assert entry[name].strip() == entry[name] != "", (entry["id"], name)
        assert len(entry["short_name"]) <= 32, entry["id"]


def test_pooled_figures_say_which_years_they_cover() -> None:
    # Charts never join periods that share a year (exhibits/series.py); that rests on honest starts here.
    years = {entry["id"]: entry["pooled_years"] for entry in measures() if entry["period_kind"] == "pooled years"}
    spans: dict[str, set[int]] = defaultdict(set)
    for row in rows("observation"):
        if row["measure_id"] in years:
            spans[row["measure_id"]].add(int(row["period_end"]) - int(row["period_start"]) + 1)
    for measure, found in spans.items():
        # one-year spans: the pooling of those years is not documented (known_faults)
        assert found <= {years[measure], 1}, measure
        assert years[measure] in found, measure


@pytest.mark.parametrize(
    ("measure", "end", "start", "label"),
    [
        ("share_19_20_with_hs_diploma", "2023", "2019", "2019-2023 average"),
        ("share_age3_4_in_preschool", "2014", "2010", "2010-2014 average"),
        ("acs5_poverty_rate", "2023", "2019", "2019-2023 average"),
        ("share_25_54_employed", "2023", "2023", "2023"),
        ("household_income_p50", "2014", "2014", "2014"),
        ("share_households_digital_access", "2021", "2017", "2017-2021 average"),
        ("share_households_digital_access", "2018", "2018", "2018"),
        ("ela_learning_rate_grade3_8", "2019", "2018", "2018-19"),
        ("students_homeless_share", "2022", "2021", "2021-22"),
    ],
)
def test_periods_are_those_the_source_supports(measure: str, end: str, start: str, label: str) -> None:
    found = [row for row in rows("observation") if row["measure_id"] == measure and row["period_end"] == end]
    assert {(row["period_start"], row["period_label"]) for row in found} == {(start, label)}


def test_figures_that_describe_somebody_else_say_so() -> None:
    noted = defaultdict(set)
    for row in rows("observation"):
        if "survey areas behind this figure" in row["note"]:
            noted[row["period_end"] >= "2022"].add(row["place_geoid"])
    assert noted[False] == {"0407940", "0423620", "0428380", "0485540"}
    assert noted[True] == {"0407940", "0423620", "0428380", "0454050"}


def test_losses_keep_conflicts_and_mark_what_is_inferred() -> None:
    gilbert = one("published_loss", place_geoid="0427400", measure="social_gain_if_halved")
    assert (gilbert["value"], gilbert["qualifier"], gilbert["preferred"]) == ("79000000", "conflicts", "false")
    youth = one("published_loss", place_geoid="04", measure="count", value="182000")
    assert (youth["population"], youth["preferred"]) == ("disconnected_youth", "false")
    inferred = [row for row in rows("published_loss") if row["status"] == "inferred"]
    assert [(row["value"], row["measure"]) for row in inferred] == [
        ("16260", "social_loss_per_person_component_productivity")
    ]
    assert "443,260" in inferred[0]["note"]
    headline = one("published_loss", measure="social_loss_aggregate_headline")
    assert headline["population"] == ""
    assert one("derived_check", id="gil_hs_halved")["agrees"] == "NO"


def test_the_per_person_components_add_up_to_the_published_loss() -> None:
    per_person = {
        row["measure"]: float(row["value"])
        for row in rows("published_loss")
        if row["place_geoid"] == "04" and row["edition"] == "2014" and row["population"] == "non_completers"
    }
    components = [value for name, value in per_person.items() if name.startswith("social_loss_per_person_component_")]
    assert (
        sum(components) + per_person["social_loss_per_person_education_cost_offset"]
        == per_person["social_loss_per_person"]
        == 421280
    )


def test_conflicting_indicators_are_kept_beside_the_preferred() -> None:
    phoenix = one("observation", place_geoid="0455000", measure_id="reported_disconnected_youth")
    assert (phoenix["value"], phoenix["preferred"]) == ("100000", "false")
    assert "conflict" in phoenix["note"]


def test_districts_have_both_ids_and_a_county() -> None:
    districts = {row["entity_id"]: row for row in rows("district")}
    assert len(districts) == 223
    wanted = {"nces_id": "0408800", "short_name": "Tucson Unified", "kind": "unified district", "county_geoid": "04019"}
    assert wanted.items() <= districts["4403"].items()
    serving = {row["district_id"] for row in rows("district_service")}
    assert [entity for entity in serving if not districts[entity]["county_geoid"]] == []


def test_every_place_is_served_through_both_levels() -> None:
    levels: dict[str, set[str]] = defaultdict(set)
    most: dict[str, list[str]] = defaultdict(list)
    for row in rows("district_service"):
        levels[row["place_geoid"]].add(row["levels"])
        assert "to be confirmed" in row["evidence"]
        if row["extent"] == "most":
            most[row["place_geoid"]].append(row["levels"])
    assert len(levels) == 91
    for geoid, found in levels.items():
        assert "K-12" in found or found == {"elementary", "high school"}, geoid
    for geoid, found_most in most.items():
        assert len(set(found_most)) == len(found_most) and not ("K-12" in found_most and len(found_most) > 1), geoid


def test_the_published_class_of_tucson() -> None:
    cohort = one("district_observation", district_id="4403", measure_id="cohort_size", period_end="2024")
    graduates = one("district_observation", district_id="4403", measure_id="graduates", period_end="2024")
    assert int(cohort["value"]) - int(graduates["value"]) == 579
    assert cohort["period_label"] == "Class of 2024"


def test_known_faults_of_districts_are_flagged_and_give_no_value() -> None:
    dysart = one("district_observation", district_id="4243", measure_id="dropout_rate_7_12", period_end="2014")
    assert (dysart["value"], dysart["status"]) == ("", "not published")
    assert "printed 0" in dysart["note"]
    enrollment = [row for row in rows("district_observation") if row["measure_id"] == "enrollment_oct1"]
    early = [row for row in enrollment if row["period_end"] in ("2014", "2016")]
    assert len(early) > 50
    assert {(row["value"], row["status"]) for row in early} == {("", "not published")}
    assert all("about twice the truth" in row["note"] for row in early)


def test_letter_counts_of_a_district_and_year_are_all_six() -> None:
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows("district_observation"):
        if row["measure_id"].startswith("letter_grade_"):
            groups[row["district_id"], row["period_end"]].add(row["measure_id"])
            assert row["value"] != ""
    assert {len(found) for found in groups.values()} == {6}


def test_prices_are_complete() -> None:
    years = [int(row["year"]) for row in rows("consumer_price")]
    assert years == list(range(1913, 2026))
    assert one("consumer_price", year="2025")["value"] == "321.943"
    assert "2025-10" in one("consumer_price", year="2025")["note"]


def test_no_source_is_unused() -> None:
    cited: set[str] = {entry["source_id"] for entry in measures()}
    for table in ORDER:
        for row in rows(table):
            cited |= {value for name, value in row.items() if name.endswith("source_id") and value}
    assert sorted({row["id"] for row in rows("source")} - cited) == []
