from __future__ import annotations

from pathlib import Path

import pytest

from data_pipeline.sources import (
    ade_enrollment,
    ade_letter_grades,
    census_profile,
    city_statistics,
    consumer_prices,
    district_outcomes,
    district_poverty,
    gazetteer,
    nces_districts,
    place_counties,
    place_shapes,
    population_estimates,
    school_assessments,
    urban_mobility,
)
from data_pipeline.sources.errors import SourceError
from data_pipeline.sources.reading import id_text, number_of, read_table
from tests.data_pipeline.sources.conftest import Text

TABLES = [
    city_statistics, consumer_prices, district_outcomes, district_poverty, gazetteer, nces_districts, place_counties,
    population_estimates, school_assessments, urban_mobility,
]  # fmt: skip
BINARIES = [ade_enrollment, ade_letter_grades, census_profile, place_shapes]
CHALLENGE = "\n<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>"


@pytest.mark.parametrize("source", [*TABLES, *BINARIES], ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_challenge_page_is_named_as_one(source: object, text: Text) -> None:
    path = text("Oct1Enrollment2025_publish.xlsx", CHALLENGE)
    with pytest.raises(SourceError, match="web page, not the data file") as caught:
        source.parse(path)  # type: ignore[attr-defined]
    assert caught.value.file == "Oct1Enrollment2025_publish.xlsx"


@pytest.mark.parametrize("source", [*TABLES, *BINARIES], ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_missing_file_says_so(source: object, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be opened"):
        source.parse(tmp_path / "gone.csv")  # type: ignore[attr-defined]


@pytest.mark.parametrize("source", BINARIES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_damaged_binaries_say_so(source: object, text: Text) -> None:
    with pytest.raises(SourceError, match="this is not"):
        source.parse(text("damaged.zip", "PK\x03\x04 and nothing more"))  # type: ignore[attr-defined]


def test_the_error_names_file_row_column_value_and_rule() -> None:
    error = SourceError("folder/a.csv", "must be a number", row=7, column="total", value="x")
    assert str(error) == "a.csv, row 7, column 'total': must be a number (found 'x')"
    assert (error.file, error.row, error.column, error.value, error.rule) == (
        "a.csv",
        7,
        "total",
        "x",
        "must be a number",
    )


def test_row_numbers_are_those_of_the_file(text: Text) -> None:
    table = read_table(text("a.csv", "a,b\r\n1,2\r\n\r\n 3 ,4\r\n"), ("a", "b"))
    assert table.to_dict("list") == {"a": ["1", "3"], "b": ["2", "4"], "row": [2, 4]}


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("a,c\n1,2\n", "column 'b' is missing"),
        ("a,b\n1\n", "1 cells, the heading 2"),
        ("", "empty"),
        ("a,b\n\x00", "binary"),
    ],
)
def test_tables_of_another_form_are_refused(content: str, rule: str, text: Text) -> None:
    with pytest.raises(SourceError, match=rule):
        read_table(text("a.csv", content), ("a", "b"))


@pytest.mark.parametrize(
    ("printed", "width", "kept"), [(4517.0, 0, "4517"), ("400450.0", 7, "0400450"), ("00730", 0, "00730")]
)
def test_ids_stay_text_and_keep_their_zeros(printed: object, width: int, kept: str) -> None:
    assert id_text(Path("a"), printed, row=1, column="id", width=width) == kept


@pytest.mark.parametrize("printed", ["Arizona", "", "12.5", "1e3"])
def test_ids_are_digits(printed: str) -> None:
    with pytest.raises(SourceError, match="digits only"):
        id_text(Path("a"), printed, row=1, column="id")


@pytest.mark.parametrize(
    ("printed", "value"), [("±6,434", 6434.0), ("$48,523", 48523.0), ("16.24%", 16.24), (" .5 ", 0.5)]
)
def test_numbers_lose_their_dress(printed: str, value: float) -> None:
    assert number_of(Path("a"), printed, row=1, column="x") == value


@pytest.mark.parametrize("printed", ["*", "nan", "inf", "twelve", "<2"])
def test_an_unknown_mark_is_never_a_number(printed: str) -> None:
    with pytest.raises(SourceError):
        number_of(Path("a"), printed, row=1, column="x")
