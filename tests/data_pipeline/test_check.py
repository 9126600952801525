from __future__ import annotations

from pathlib import Path

import pytest

from data_pipeline.build import build
from data_pipeline.check import CATALOG, catalog_files, read_catalog
from data_pipeline.schemas import RULES
from database.contents import catalog_columns, data_tables
from intake.delimited import read_csv, read_toml
from intake.findings import Finding, in_order
from tests.database.small_catalog import FILES, MEASURE, OBSERVATION, PLACE, PLACE_COUNTY, write_catalog


def _findings(tmp_path: Path, **changed: str) -> tuple[Finding, ...]:
    return read_catalog(*write_catalog(tmp_path, **changed)).findings


def test_the_small_catalog_has_no_faults(tmp_path: Path) -> None:
    found = read_catalog(*write_catalog(tmp_path))
    assert found.findings == ()
    assert found.rows == 50


def test_checking_touches_no_database(tmp_path: Path) -> None:
    read_catalog(*write_catalog(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {"catalog", "build"}


def test_every_table_has_rules_about_its_own_columns() -> None:
    for table in data_tables():
        assert set(RULES[table.name]) <= set(catalog_columns(table))


# table, its text, what is changed to what; row, column and value named, and words of the rule
FAULTS = [
    # a cell of the wrong type
    ("observation", ",27.5,", ",27.5%,", 2, "value", "27.5%", "finite number"),
    ("observation", ",27.5,", ",nan,", 2, "value", "nan", "finite number"),
    ("observation", ",27.5,", ",1e999,", 2, "value", "1e999", "finite number"),
    ("observation", ",2014,2018,", ",2014.0,2018,", 2, "period_start", "2014.0", "whole number"),
    ("observation", ",true,acs", ",TRUE,acs", 2, "preferred", "TRUE", "neither true nor false"),
    ("place", "tucson,Tucson,", "tucson, Tucson,", 6, "name", " Tucson", "has space"),
    ("place", "Tucson city", "Tucson\tcity", 6, "full_name", "Tucson\tcity", "control"),
    # a rule of a column
    ("place", "0477000,tucson", "0477000,Tucson", 6, "slug", "Tucson", "is not a slug"),
    ("place", "Tucson city,city", "Tucson city,village", 6, "kind", "village", "is not one of: city, town"),
    ("place", "-110.87", "110.87", 6, "longitude", "110.87", "longitude"),
    ("place", "542629", "-542629", 6, "population_2020", "-542629", "number of people"),
    ("place", "0477000,tucson,Tucson,", "0477000,tucson,,", 6, "name", "", "is empty"),
    ("district", "0408800", "408800", 2, "nces_id", "408800", "7-digit NCES id"),
    ("source", "https://example.org/acs", "www.example.org", 5, "address", "www.example.org", "web address"),
    ("place_county", "0.9966", "99.66", 4, "share_of_place", "99.66", "is not a share"),
    ("measure", '"lower"', '"down"', 1, "direction", "down", "higher, lower, none"),
    ("consumer_price", "229.594", "0", 2, "value", "0", "above zero"),
    # a rule of a row
    ("observation", ",26.4,28.6", ",28.6,26.4", 2, "value", "27.5", "not in order"),
    ("observation", "suppressed", "published", 6, "status", "published", "contradict"),
    ("published_loss", "18100", "", 2, "status", "published", "contradict"),
    ("observation", "2014,2018,", "2018,2014,", 2, "period_start", "2018", "after period_end"),
    # references and units
    ("observation", "0455000,child", "455000,child", 2, "place_geoid", "455000", "not in place.csv, column geoid"),
    ("district_service", "0477000,4403", "0477000,9999", 2, "district_id", "9999", "is not in district.csv"),
    ("measure", 'unit = "percent"', 'unit = "share"', 2, "value", "27.5", "is outside what share can be"),
]


@pytest.mark.parametrize(("table", "old", "new", "row", "column", "value", "rule"), FAULTS)
def test_a_fault_names_file_row_column_value_and_rule(
    tmp_path: Path, table: str, old: str, new: str, row: int, column: str, value: str, rule: str
) -> None:
    file = next(name for name in FILES if name.startswith(f"{table}."))
    assert old in FILES[file]
    found = _findings(tmp_path, **{table: FILES[file].replace(old, new, 1)})
    file = "observation.csv" if "share can be" in rule else file
    mine = [each for each in found if (each.file, each.row, each.column, each.value) == (file, row, column, value)]
    assert mine, f"only: {list(map(str, found))}"
    assert rule in mine[0].rule
    assert mine[0].repair


def test_all_faults_are_collected(tmp_path: Path) -> None:
    found = _findings(
        tmp_path,
        observation=OBSERVATION.replace(",27.5,", ",x,").replace(",24.4,", ",y,"),
        place=PLACE.replace("0477000,tucson", "0477000,Tucson"),
    )
    assert [(each.file, each.row) for each in found if each.column in {"value", "slug"}] == [
        ("observation.csv", 2),
        ("observation.csv", 4),
        ("place.csv", 6),
    ]


@pytest.mark.parametrize(
    ("changed", "rows", "columns"),
    [
        ({"place": PLACE.replace("gilbert,Gilbert", "tucson,Gilbert")}, [6, 7], "slug"),
        ({"place": PLACE.replace("0427400,", "0477000,")}, [6, 7], "geoid"),
        ({"place_county": PLACE_COUNTY.replace("0427400,04019", "0427400,04013")}, [4, 5], "place_geoid, county_geoid"),
        ({"observation": OBSERVATION.replace("2014,2018,", "2019,2023,")}, [2, 3], "preferred"),
    ],
)
def test_what_must_be_unique_is_reported_on_both_rows(
    tmp_path: Path, changed: dict[str, str], rows: list[int], columns: str
) -> None:
    found = [each for each in _findings(tmp_path, **changed) if each.column == columns]
    assert sorted(each.row or 0 for each in found) == rows


def test_ids_keep_their_leading_zeros(tmp_path: Path) -> None:
    tables = read_catalog(*write_catalog(tmp_path)).tables
    assert tables["place"][4][1]["geoid"] == "0477000"
    assert tables["district"][1][1]["lowest_grade"] == "09"


def test_words_for_missing_are_text_not_missing(tmp_path: Path) -> None:
    """A place may be called None, Null or NA; pandas would call it missing."""
    catalog = read_catalog(*write_catalog(tmp_path, place=PLACE.replace(",Bowie,Bowie town", ",NA,None")))
    assert catalog.findings == ()
    assert (catalog.tables["place"][6][1]["name"], catalog.tables["place"][6][1]["full_name"]) == ("NA", "None")


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (OBSERVATION.replace("quality,", "qualty,", 1), "is missing from the header"),
        (OBSERVATION.replace("quality,", "value,", 1), "is in the header twice"),
        (OBSERVATION.replace("quality,", ",", 1), "has no name"),
        (OBSERVATION.replace(",", ";"), "is not separated by commas"),
        ("", "is empty"),
    ],
)
def test_a_wrong_header_is_named(tmp_path: Path, header: str, says: str) -> None:
    assert says in "\n".join(map(str, _findings(tmp_path, observation=header)))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a,b\n1,2\n3\n", "row 3: has 1 cells where the header has 2"),
        (b"a,b\n1,2\n3,4,5\n", "row 3: has 3 cells where the header has 2"),
        ("a,b\n1,Peñasco\n".encode("cp1252"), "row 2: is not UTF-8 (byte 0xf1)"),
        ("a,b\n1,2\n".encode("utf-16"), "is saved as UTF-16"),
        (b"a,b\n1,2\n3,\x00\n", "row 3: holds a NUL byte"),
        (b'a,b\n1,"2\n3,4\n', "cannot be read after row 1"),
        (b'a,b\n1,"2"x\n3,4\n', "cannot be read after row 1"),
    ],
)
def test_a_file_that_is_not_plain_rectangular_text(content: bytes, says: str) -> None:
    _, findings = read_csv("bad.csv", content)
    assert says in "\n".join(map(str, findings))


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    table, findings = read_csv("a.csv", b'\xef\xbb\xbfa,b\r\n1,"two\r\nlines"\r\n\r\n3,4\r\n5\r\n')
    assert table.columns == ("a", "b")
    assert [number for number, _ in table.rows] == [2, 4]
    assert [finding.row for finding in findings] == [5]


def test_toml_rows_are_the_lines_of_their_blocks() -> None:
    table, findings = read_toml("m.toml", b'# top\n[[m]]\nid = "a"\non = true\n\n[[m]]\nid = "b"\nyears = 5\n', "m")
    assert findings == []
    assert table.rows == ((2, ("a", "true", "")), (6, ("b", "", "5")))
    _, findings = read_toml("m.toml", b"[[m]\n", "m")
    assert "is not valid TOML" in findings[0].rule


def test_findings_read_as_sentences() -> None:
    finding = Finding("a.csv", 3, "value", "x" * 200, "is not a number", "Write digits")
    assert str(finding) == f"a.csv, row 3, column value: {'x' * 77 + '...'!r} is not a number. Write digits"
    assert in_order([finding, Finding("a.csv", None, None, None, "is empty", "")])[0].row is None


def test_the_bundled_catalog_has_no_faults(tmp_path: Path) -> None:
    missing = [path.name for path in catalog_files(CATALOG, tmp_path).values() if not path.exists()]
    assert missing == ["outlines.json"], "outlines are made at build time, everything else is committed"
    _, built = write_catalog(tmp_path)
    found = read_catalog(CATALOG, built)
    assert [str(finding) for finding in found.findings] == []


def test_the_bundled_catalog_loads(tmp_path: Path) -> None:
    _, built = write_catalog(tmp_path)
    report = build(f"sqlite:///{tmp_path / 'bundled.sqlite'}", CATALOG, built)
    assert {table.table_name: table.rows for table in report.after}["published_loss"] >= 61


def test_two_measures_of_one_name_and_unsaid_faults_are_found(tmp_path: Path) -> None:
    twice = MEASURE.replace('name = "High school students"', 'name = "Children  in Poverty"')
    unsaid = twice.replace('known_faults = "No fault is known."\n', "")
    found = [(each.column, each.rule) for each in _findings(tmp_path, measure=unsaid)]
    assert ("name", "is the name of child_poverty, too") in found
    assert ("known_faults", "is missing for child_poverty") in found
