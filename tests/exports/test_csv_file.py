"""CSV files: the form, the raw values, the words for what is missing, and no formula."""

from __future__ import annotations

import csv
import io
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from database.reader import Reader
from economics import Basis, Horizon, Perspective, Population, Purse, Unit
from exhibits.model import Cell, Column, Exhibit, SourceLine, Table
from exhibits.shelf import Shelf
from exports.csv_file import FORMULA_STARTS, csv_bytes, exhibit_csv, file_name, table_csv
from tests.real_catalog import real_url

__all__ = ["real_url"]

BASIS = Basis(
    Population.NON_COMPLETERS, Perspective.SOCIAL, Purse.EVERYONE, Horizon.LIFETIME, Unit.PER_PERSON, 2013, 0.035, 2014
)
COLUMNS = (Column("place", "City or town"), Column("loss", "Loss", "USD"), Column("year", "Year"))
TABLE = Table(
    COLUMNS,
    (
        (Cell("Tucson, AZ", "Tucson"), Cell(-421280.123456789, "−$421,280"), Cell(2014, "2014")),
        (Cell('The "Y"', "Y"), Cell(None, "hidden for privacy (2023)", "hidden for privacy"), Cell(None, "not stated")),
    ),
)


def exhibit(table: Table = TABLE, **changed: Any) -> Exhibit:
    parts: dict[str, Any] = {
        "name": "loss",
        "parameters": {},
        "title": "A title",
        "subtitle": "",
        "sentence": "A sentence",
        "summary": "",
        "table": table,
        "sources": (SourceLine("brief", "Institute", "A brief", "https://example.org", "2014", "losses"),),
        "credit": "Institute",
        "data_version": "abc",
        "basis": (BASIS,),
    }
    return Exhibit(**(parts | changed))


def read(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_the_very_bytes() -> None:
    assert (
        table_csv(TABLE)
        == (
            "\ufeffCity or town,Loss (USD),Year\r\n"
            '"Tucson, AZ",-421280.123456789,2014\r\n'
            '"The ""Y""",hidden for privacy,not stated\r\n'
        ).encode()
    )


def test_dollars_keep_their_basis_and_rows_their_source() -> None:
    header, first, _ = read(exhibit_csv(exhibit()))
    assert header[-2:] == ["Basis", "Source"]
    assert first[-2].startswith("Social loss · did not finish high school · ")
    assert "2013 dollars" in first[-2]
    assert first[-1] == "Institute: A brief, 2014, https://example.org, for losses"


def test_a_table_without_dollars_has_no_basis() -> None:
    assert read(exhibit_csv(exhibit(basis=(), sources=())))[0] == ["City or town", "Loss (USD)", "Year"]


def test_a_table_that_says_basis_and_source_row_by_row_keeps_its_own() -> None:
    own = Table((Column("basis", "Basis"), Column("source", "Source")), ((Cell("b", "b"), Cell("s", "s")),))
    assert read(exhibit_csv(exhibit(own))) == [["Basis", "Source"], ["b", "s"]]


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_text_is_never_a_formula(start: str) -> None:
    table = Table((Column("a", f"{start}A"),), ((Cell(f"{start}1+1", "text"),),))
    assert read(table_csv(table)) == [[f"'{start}A"], [f"'{start}1+1"]]


def test_a_formula_behind_blanks_is_none_either() -> None:
    assert read(csv_bytes(["a"], [["  =1+1"], ["\u00a0@SUM(1)"], [" 1 - 1"]]))[1:] == [
        ["'  =1+1"],
        ["'\u00a0@SUM(1)"],
        [" 1 - 1"],
    ]


def test_a_missing_cell_whose_text_is_a_formula_is_no_formula() -> None:
    assert read(table_csv(Table((Column("a", "A"),), ((Cell(None, "=1+1"),),))))[1] == ["'=1+1"]


def test_a_negative_number_stays_a_number() -> None:
    assert read(csv_bytes(["n"], [[-1], [-0.1], [-1e-7]]))[1:] == [["-1"], ["-0.1"], ["-1e-07"]]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="is not a number a file can hold"):
        csv_bytes(["n"], [[value]])


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells under 2 columns"):
        csv_bytes(["a", "b"], [["x"]])


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.one_of(st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False))


@given(st.lists(st.tuples(texts, numbers, st.booleans()), max_size=8))
def test_every_value_comes_back(rows: list[tuple[str, float, bool]]) -> None:
    back = read(csv_bytes(["text", "number", "flag"], rows))[1:]
    assert len(back) == len(rows)
    for (text, number, flag), (read_text, read_number, read_flag) in zip(rows, back, strict=True):
        assert read_text in ({text, f"'{text}"} if text else {""})
        assert float(read_number) == number
        assert read_flag == str(flag).lower()
        assert not read_text.startswith(FORMULA_STARTS)


@given(texts, st.dictionaries(texts, texts, max_size=4), texts)
def test_a_file_name_is_safe_everywhere(name: str, parameters: dict[str, str], version: str) -> None:
    said = file_name(f"exhibit{name}", parameters, version)
    assert set(said) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-")
    assert 0 < len(said) <= 90


def test_a_file_name_says_what_is_in_it() -> None:
    parameters = {"places": "tucson,mesa", "measure": "child_poverty", "focus": ""}
    assert file_name("ranking", parameters, "1F0C9A2B77") == "ranking-child_poverty-tucson-mesa-1f0c9a2b"


def test_a_changed_assumption_stands_on_every_row(real_url: str) -> None:
    asked = {"place": "arizona", "keep_crime": "0.6", "discount_rate": "0.05"}
    with Reader(real_url) as reader:
        changed = exhibit_csv(Shelf(reader).build("losses_waterfall", asked)).decode("utf-8-sig")
        plain = exhibit_csv(Shelf(reader).build("losses_waterfall", {"place": "arizona"})).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(changed)))
    said = {line["Assumptions changed"] for line in lines}
    assert said == {"Discount rate, 5% (baseline 3.5%). Crime gap caused by the diploma, 60% (baseline 100%)."}
    assert "Assumptions changed" not in plain
