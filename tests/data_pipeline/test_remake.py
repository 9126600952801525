"""A remake of the catalog: from made-up twins of every file, and, where they are at hand, from the publishers' own."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from data_pipeline.catalog_builder import districts, inputs, places, schools
from data_pipeline.catalog_builder.inputs import (
    CATALOG,
    Inputs,
    InputsMissing,
    check_inputs,
    copy_inputs,
    manifest,
    recorded,
)
from data_pipeline.catalog_builder.tables import columns_of, table_text
from data_pipeline.remake import BY_HAND, ORDER, CatalogConflict, remade
from data_pipeline.sources import ade_enrollment, ade_letter_grades, district_outcomes
from tests.command_line.running import Runner
from tests.data_pipeline.made_up_inputs import CITY, DISTRICT, write_inputs

SERVICE = {"place_geoid": CITY, "district_id": DISTRICT, "extent": "most", "levels": "K-12", "sure": "no", "note": ""}
SCHOOL = {
    "school_id": "5009", "school": "Copper High School", "place_geoid": CITY, "place_name": "St. Copper",
    "evidence_kind": "published coordinates", "evidence": "made-up", "place_source_id": "compiled-by-project",
}  # fmt: skip
Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twins of all files, and the list of files with their sizes and hashes in place of the real ones'."""
    folder = tmp_path / "files"
    write_inputs(folder, [each.path for each in manifest()])
    (tmp_path / "inputs.toml").write_text(recorded(folder), encoding="utf-8")
    monkeypatch.setattr(inputs, "MANIFEST", tmp_path / "inputs.toml")
    by_hand = {"services.csv": [SERVICE], "other_areas.csv": [], "school_places.csv": [SCHOOL]}
    monkeypatch.setattr(districts, "own_rows", by_hand.__getitem__)
    monkeypatch.setattr(places, "own_rows", by_hand.__getitem__)
    monkeypatch.setattr(schools, "own_rows", by_hand.__getitem__)
    return folder


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """A catalog without any row."""
    folder = tmp_path / "catalog"
    folder.mkdir()
    for name, order in ORDER.items():
        (folder / f"{name}.csv").write_text(table_text(name, [], order=order), encoding="utf-8")
    return folder


def write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())


def add(catalog: Path, table: str, **cells: str) -> None:
    """A row added by hand at the end of a file."""
    with (catalog / f"{table}.csv").open("a", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerow([cells.get(name, "") for name in columns_of(table)])


def test_every_table_is_made_from_twins(files: Path, catalog: Path) -> None:
    check_inputs(files)
    write(catalog, remade(Inputs(files), catalog))
    found = {name: read(catalog / f"{name}.csv") for name in ORDER}
    city = next(row for row in found["place"] if row["geoid"] == CITY)
    assert (city["slug"], city["kind"], city["population_2010"], city["population_2020"]) == (
        "st-copper",
        "city",
        "",
        "250",
    )
    assert [row["population_2020"] for row in found["place"] if row["kind"] in {"county", "state"}] == ["290", "290"]
    assert [(row["county_geoid"], row["is_primary"]) for row in found["place_county"]] == [("04019", "true")]
    counts = {
        row["period_end"]: (row["value"], row["status"])
        for row in found["observation"]
        if "census" in row["measure_id"]
    }
    assert counts == {"2010": ("", "not published"), "2020": ("250", "published")}
    assert [row["value"] for row in found["observation"] if row["period_end"] == "2019"] == ["210"]
    assert [(row["entity_id"], row["county_geoid"]) for row in found["district"]] == [(DISTRICT, "04019")]
    figures = {(row["measure_id"], row["period_end"]): row for row in found["district_observation"]}
    assert figures["enrollment_oct1", "2025"]["value"] == "261"
    assert figures["enrollment_oct1", "2014"]["status"] == "not published", "about twice the truth"
    assert figures["graduation_rate_4yr", "2018"]["value"] == "90"
    assert (figures["letter_grade_a", "2025"]["value"], figures["letter_grade_f", "2025"]["value"]) == ("1", "0")
    seniors = {row["name"]: (row["grade_12"], row["place_name"]) for row in found["high_school"]}
    assert seniors == {"Copper High School": ("17", "St. Copper"), "Copper Learning Center": ("", "")}
    assert figures["passing_math", "2024"]["value"] == "27.5"
    assert [(row["year"], row["value"], bool(row["note"])) for row in found["consumer_price"]] == [
        ("2024", "106.5", False), ("2025", "106.5", True),
    ]  # fmt: skip
    assert all(found[name] == [] for name in BY_HAND)
    cited = {row["source_id"] for rows in found.values() for row in rows if "source_id" in row}
    assert cited <= {row["id"] for row in found["source"]}


def test_the_same_files_give_the_same_bytes_and_rows_by_hand_stay(files: Path, catalog: Path) -> None:
    write(catalog, remade(Inputs(files), catalog))
    add(catalog, "source", id="council-memo", publisher="City of St. Copper", title="Memo")
    add(
        catalog,
        "observation",
        place_geoid=CITY,
        measure_id="child_poverty",
        period_end="2024",
        value="12.5",
        source_id="council-memo",
    )
    add(
        catalog,
        "observation",
        place_geoid=CITY,
        measure_id="child_poverty",
        period_end="2023",
        value="13",
        source_id="citystats-acs-2023",
    )
    add(
        catalog,
        "district_observation",
        district_id=DISTRICT,
        measure_id="dropout_rate_7_12",
        period_end="2026",
        source_id="council-memo",
    )
    add(
        catalog,
        "walk_figure",
        organizer="Copper",
        walk_date="2026-01-16",
        measure="reached",
        value="7",
        source_id="council-memo",
    )
    once = remade(Inputs(files), catalog)
    write(catalog, once)
    assert remade(Inputs(files), catalog) == once
    for table, cell in (
        ("observation", "12.5"),
        ("observation", "13"),
        ("district_observation", "2026"),
        ("walk_figure", "7"),
    ):
        assert any(cell in row.values() for row in read(catalog / f"{table}.csv")), table
    assert "council-memo" in once["source.csv"]


@pytest.mark.parametrize(
    ("table", "cells", "said"),
    [
        ("district", {"entity_id": "4998", "source_id": "nces-ccd-2024-25"}, "no file gives 4998"),
        (
            "district_service",
            {"place_geoid": CITY, "district_id": "1", "source_id": "compiled-by-project"},
            "services.csv",
        ),
        ("place", {"kind": "metro", "geoid": "46060"}, "other_areas.csv"),
        ("consumer_price", {"series": "CUUR0000SA0", "year": "2024", "source_id": "by-hand"}, "Delete one"),
    ],
)
def test_a_row_that_would_be_lost_or_stand_twice_stops_it(
    table: str, cells: dict[str, str], said: str, files: Path, catalog: Path
) -> None:
    write(catalog, remade(Inputs(files), catalog))
    add(catalog, table, **cells)
    with pytest.raises(CatalogConflict, match=said):
        remade(Inputs(files), catalog)


def test_the_commands(
    files: Path, catalog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dashboards = Runner(capsys, "data")
    here = tmp_path / "inputs"
    monkeypatch.setattr("command_line.data.INPUTS", here)
    ran = dashboards("fetch-inputs")
    assert (ran.code, "is not there: get it from https://" in ran.words, ran.err.count("\n")) == (
        1,
        True,
        len(manifest()) + 1,
    )
    assert dashboards("fetch-inputs", "--from", files).code == 0
    assert "All 17 files" in dashboards("fetch-inputs").words
    before = {path.name: path.read_bytes() for path in catalog.iterdir()}
    ran = dashboards("remake", "--inputs", here, "--catalog", catalog, "--dry-run")
    assert (ran.code, "Would change: consumer_price.csv" in ran.words) == (0, True)
    assert {path.name: path.read_bytes() for path in catalog.iterdir()} == before
    assert "Changed: consumer_price.csv" in dashboards("remake", "--inputs", here, "--catalog", catalog).words
    assert "Nothing to do" in dashboards("remake", "--inputs", here, "--catalog", catalog).words
    (here / manifest()[0].path).write_bytes(b"another")
    ran = dashboards("remake", "--inputs", here, "--catalog", catalog)
    assert (ran.code, "is another file than the one in inputs.toml" in ran.words) == (1, True)


def test_nothing_is_copied_where_a_file_is_wrong(files: Path, tmp_path: Path) -> None:
    (files / manifest()[-1].path).unlink()
    with pytest.raises(InputsMissing, match="is not there"):
        copy_inputs(files, tmp_path / "there")
    assert not (tmp_path / "there").exists()


def test_sheets_and_extracts_of_the_twins_agree_as_the_real_ones_do(files: Path) -> None:
    """Twins of what the real files are checked for: disagreeing sheets, every year's workbook, extract and workbook."""
    totals = {
        year: set(
            ade_enrollment.state_totals(files / "ade-enrollment" / f"Oct1Enrollment{year}_publish.xlsx")[
                "total"
            ].dropna()
        )
        for year in (2018, 2025)
    }
    assert totals == {2018: {195, 201}, 2025: {195}}
    tables = [ade_letter_grades.parse(path) for path in Inputs(files).folder("ade-af-grades")]
    assert {int(table["fiscal_year"][0]): len(table) for table in tables} == {
        2013: 1, 2014: 1, 2018: 1, 2019: 1, 2023: 3, 2024: 3, 2025: 3,
    }  # fmt: skip
    extract = district_outcomes.parse(files / "az-boards-district" / "ade_district_outcomes_extract.csv")
    printed = extract[(extract["measure"] == "enrollment_oct1") & (extract["year"] == 2018)]["value"].tolist()
    book = ade_enrollment.parse(files / "ade-enrollment" / "Oct1Enrollment2018_publish.xlsx").set_index("entity_id")
    assert printed == [book.loc[DISTRICT, "total"]]


@pytest.mark.real_files
def test_from_the_publishers_files_the_catalog_is_the_same_byte_for_byte(real_files: Path) -> None:
    check_inputs(real_files)
    for name, text in remade(Inputs(real_files)).items():
        assert (CATALOG / name).read_bytes() == text.encode(), f"{name} differs: run .venv/bin/dashboards data remake"
