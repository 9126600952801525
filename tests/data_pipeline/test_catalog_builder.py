"""How the catalog is made: slugs, kinds, files; with the collected facts at hand, every one of them stands in it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from data_pipeline.catalog_builder.districts import kind_of
from data_pipeline.catalog_builder.inputs import CATALOG
from data_pipeline.catalog_builder.places import slug
from data_pipeline.catalog_builder.tables import table_text, text_of

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(
    ("name", "wanted"), [("St. Johns", "st-johns"), ("Oro Valley", "oro-valley"), ("Mary C O'Brien", "mary-c-obrien")]
)
def test_slugs(name: str, wanted: str) -> None:
    assert slug(name) == wanted


@pytest.mark.parametrize(
    ("cell", "text"),
    [(True, "true"), (None, ""), (float("nan"), ""), (12.0, "12"), (0.25, "0.25"), ("0477000", "0477000")],
)
def test_cells(cell: object, text: str) -> None:
    assert text_of(cell) == text


def test_tables_are_sorted_and_strict() -> None:
    first, second = ({"series": "S", "year": year, "value": 1.5, "source_id": "s"} for year in (2001, 1999))
    text = table_text("consumer_price", [first, second], order=("series", "year"))
    assert text == "series,year,value,source_id,note\nS,1999,1.5,s,\nS,2001,1.5,s,\n"
    with pytest.raises(ValueError, match="two rows are equal"):
        table_text("consumer_price", [first, first], order=("year",))
    with pytest.raises(ValueError, match="has no column 'colour'"):
        table_text("consumer_price", [{"colour": "red"}], order=("year",))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Tucson Unified District (4403)", "unified district"),
        ("Phoenix Union High School District (4286)", "high school district"),
        ("Sedona-Oak Creek JUSD #9 (4467)", "unified district"),
        ("Washington Elementary School District (4260)", "elementary district"),
        ("Pima County Accommodation School District (4401)", "accommodation district"),
    ],
)
def test_kinds_of_districts(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.real_files
def test_every_city_metric_is_an_observation_as_printed(real_files: Path) -> None:
    kept: dict[tuple[str, str], list[Row]] = {}
    for row in read(CATALOG / "observation.csv"):
        kept.setdefault((row["place_geoid"], row["measure_id"]), []).append(row)
    for fact in read(real_files.parent / "facts" / "city_metrics.csv"):
        found = [
            row
            for row in kept[fact["place_fips"], fact["metric"]]
            if int(row["period_start"]) <= int(fact["year"]) <= int(row["period_end"]) and _equal(row, fact)
        ]
        assert found, fact


def _equal(row: Row, fact: Row) -> bool:
    pairs = (("value", "value"), ("low", "value_lb"), ("high", "value_ub"))
    numbers = all(
        (row[ours] == fact[theirs] == "") or float(row[ours]) == float(fact[theirs]) for ours, theirs in pairs
    )
    return numbers and row["quality"] == fact["quality"]


@pytest.mark.real_files
def test_places_agree_with_the_collected_ones(real_files: Path) -> None:
    places = {row["geoid"]: row for row in read(CATALOG / "place.csv")}
    names = {
        "name": "name", "namelsad": "full_name", "gnis_id": "gnis_id", "pop_2010_census": "population_2010",
        "pop_2020_census": "population_2020", "land_sqm": "land_sq_m",
    }  # fmt: skip
    collected = read(real_files.parent / "facts" / "places.csv")
    assert len(collected) == 20
    for fact in collected:
        place = places[fact["place_geoid"]]
        assert {theirs: place[ours] for theirs, ours in names.items()} == {theirs: fact[theirs] for theirs in names}
        assert (float(place["latitude"]), float(place["longitude"])) == (float(fact["lat"]), float(fact["lon"]))


@pytest.mark.real_files
@pytest.mark.parametrize(
    ("facts", "table", "added"),
    [("economic_losses", "published_loss", 1), ("walks", "walk_figure", 0), ("context_figures", "context_figure", 0)],
)
def test_every_published_figure_is_kept(facts: str, table: str, added: int, real_files: Path) -> None:
    theirs = read(real_files.parent / "facts" / f"{facts}.csv")
    ours = read(CATALOG / f"{table}.csv")
    assert len(ours) == len(theirs) + added
    for fact in theirs:
        assert any(row["measure"] == fact["measure"] and float(row["value"]) == float(fact["value"]) for row in ours), (
            fact
        )
