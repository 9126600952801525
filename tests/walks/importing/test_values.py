"""Dates, whole numbers, money, formulas."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from walks.importing.sheet import text_of
from walks.importing.values import (
    EXCEL_DAY_ZERO,
    code_and_description,
    is_formula,
    likely_date,
    may_be_open,
    read_date,
    read_grade,
    read_whole,
)

DAY = date(2016, 8, 3)


@pytest.mark.parametrize(
    "value",
    ["8/3/2016", "08/03/2016", "8-3-2016", "2016-08-03", "2016-8-3", "2016-08-03 00:00:00", "2016-08-03T00:00:00",
     "8/3/2016 0:00", "8/3/2016 12:00:00 AM", "8/3/2016 12:00 AM", "2016-08-03T00:00:00Z", "2016-08-03T00:00:00-07:00",
     "2016-08-03T00:00:00.000+00:00", "2016/08/03", "20160803", "03-AUG-2016", "3-Aug-2016", "3 August 2016",
     "Aug 3, 2016", "August 3, 2016", "Aug. 3rd, 2016", "\u200b8/3/2016", "8/3/2016\u00a0",
     "42585", 42585, 42585.0, "42585.0", DAY, datetime(2016, 8, 3)],
)  # fmt: skip
def test_forms_of_a_date(value: Any) -> None:
    assert read_date(value) == DAY


@pytest.mark.parametrize(
    "value",
    ["", None, "3 August", "8/3/16", "13/13/2016", "2/30/2016", "2016-13-01", "99999", "1234", 42585.5, "42585.5",
     "2016-08-03 08:30:00", "8/3/2016 12:00:00 PM", "2016-08-03T07:00:00Z", "03-AUG-16", "3-Mayo-2016", "3-Augustus-2016",
     "20161303", "18990803", "2016080", datetime(2016, 8, 3, 8, 30), True],
)  # fmt: skip
def test_no_dates(value: Any) -> None:
    assert read_date(value) is None


@given(some.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_every_form_gives_the_same_day(day: date) -> None:
    forms = [day.isoformat(), f"{day.month}/{day.day}/{day.year}", str((day - EXCEL_DAY_ZERO).days)]
    assert {read_date(form) for form in forms} == {day}


def test_swapped_days_are_recognised() -> None:
    assert "12/31/2015" in likely_date("31/12/2015")
    assert "month/day/year" in likely_date("soon")
    assert "month/day/year" in likely_date("2/30/2016")


@pytest.mark.parametrize(
    ("value", "number"), [("7", 7), (7.0, 7), ("1,200", 1200), ("-1", None), ("7.5", None), ("²", None)]
)
def test_whole_numbers(value: Any, number: int | None) -> None:
    assert read_whole(value, 5000) == number
    assert read_whole("5001", 5000) is None
    assert read_whole("9" * 400, 5000) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("W1", ("W1", "")),
        ("W1 - Transferred", ("W1", "Transferred")),
        ("W01: Transfer, in state", ("W01", "Transfer, in state")),
        ("W4–Unknown", ("W4", "Unknown")),
        ("w1 Transferred", ("w1", "Transferred")),
        ("W 5 | Dropout", ("W5", "Dropout")),
        ("Transferred (W1)", ("W1", "Transferred")),
        ("Dropout", ("Dropout", "")),
        ("G", ("G", "")),
    ],
)
def test_a_code_and_the_words_beside_it(text: str, parts: tuple[str, str]) -> None:
    assert code_and_description(text) == parts


@pytest.mark.parametrize(
    ("text", "grade"), [("9", 9), ("09", 9), ("9th", 9), ("Grade 10", 10), ("11th grade", 11), ("K", None)]
)
def test_grades(text: str, grade: int | None) -> None:
    assert read_grade(text) == grade


def test_what_may_mean_a_spell_that_lasts() -> None:
    texts = (
        "NULL",
        "null",
        "(null)",
        "12/31/9999",
        "9999-12-31",
        "0/0/0",
        "00/00/0000",
        "0000-00-00",
        "N/A",
        "Current",
    )
    assert all(map(may_be_open, texts))
    assert not any(map(may_be_open, ("", "8/3/2016", "soon", "1/15/2062", "W4")))


def test_formulas_and_texts() -> None:
    assert is_formula(" =1+1")
    assert is_formula("@now")
    assert not is_formula(-1)
    assert [text_of(value) for value in (None, 7.0, 7.5, " x ", "007")] == ["", "7", "7.5", "x", "007"]
