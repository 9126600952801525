"""Numbers are read by one strict rule: what may mean two things is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from intake.numbers import Mark, NotANumber, decimal_mark, is_sentinel, read_number, read_whole


@pytest.mark.parametrize(
    ("text", "mark", "number"),
    [
        ("421280", Mark.POINT, 421280),
        ("421,280", Mark.POINT, 421280),
        ("12,345,678.5", Mark.POINT, 12345678.5),
        (" 19.5 ", Mark.POINT, 19.5),
        ("−3.5", Mark.POINT, -3.5),
        ("+4", Mark.POINT, 4),
        ("1.8e4", Mark.POINT, 18000),
        ("180,5", Mark.COMMA, 180.5),
        ("1.250,50", Mark.COMMA, 1250.5),
        ("1250,50", None, 1250.5),
        ("0,250", None, 0.25),
        ("1,250.50", None, 1250.5),
        ("12", None, 12),
        ("99,999", Mark.POINT, 99999),
    ],
)
def test_a_number_is_read(text: str, mark: Mark | None, number: float) -> None:
    assert read_number(text, mark) == number


@pytest.mark.parametrize(
    ("text", "mark", "rule"),
    [
        ("180,5", Mark.POINT, "separates no group of three"),
        ("1250,50", Mark.POINT, "separates no group of three"),
        ("12,34,567", Mark.POINT, "is not a finite number"),
        ("1234,567", Mark.POINT, "no group of three"),
        ("0,123", Mark.POINT, "no group of three"),
        ("1,250", None, "may be 1,250 or 1.25"),
        ("1.250", None, "may be 1,250 or 1.25"),
        ("12.5", Mark.COMMA, "decimal point"),
        ("-666666666", Mark.POINT, "no value"),
        ("-666,666,666", Mark.POINT, "no value"),
        ("-999", Mark.POINT, "no value"),
        ("-99999", Mark.POINT, "no value"),
        ("999999999", Mark.POINT, "no value"),
        ("7.5%", Mark.POINT, "percentage"),
        ("$1,140", Mark.POINT, "is not a finite number"),
        ("1 250", Mark.POINT, "is not a finite number"),
        ("1'250", Mark.POINT, "is not a finite number"),
        ("nan", Mark.POINT, "is not a finite number"),
        ("1e999", Mark.POINT, "finite"),
        ("١٢", Mark.POINT, "is not a finite number"),
        ("", Mark.POINT, "is not a finite number"),
        (".5", Mark.POINT, "is not a finite number"),
    ],
)
def test_what_may_mean_two_things_or_none_is_refused(text: str, mark: Mark | None, rule: str) -> None:
    with pytest.raises(NotANumber) as refused:
        read_number(text, mark)
    assert rule in refused.value.rule
    assert refused.value.repair


@pytest.mark.parametrize(
    ("values", "semicolons", "mark"),
    [
        (["180,5", "1.250"], True, Mark.COMMA),
        (["1,250.5", "1,250"], True, Mark.POINT),
        (["12.5", "180,5"], True, None),
        (["1,250", "12"], True, None),
        (["180,5"], False, Mark.POINT),
        (["180,5", "90,25", "7,5"], False, Mark.COMMA),
        (["180,5", "90,25", "7,5", "1.5"], False, None),
        (["1,250", "12"], False, Mark.POINT),
        ([], True, None),
    ],
)
def test_the_decimal_mark_of_a_column(values: list[str], semicolons: bool, mark: Mark | None) -> None:
    assert decimal_mark(values, semicolons=semicolons) is mark


def test_a_percentage_is_read_in_the_unit_of_its_column() -> None:
    assert read_number("7.5%", unit="percent") == 7.5
    assert read_number("7.5 %", unit="share") == pytest.approx(0.075)


def test_a_whole_number() -> None:
    assert read_whole("12.0") == 12
    with pytest.raises(NotANumber, match="whole"):
        read_whole("12.5")


def test_sentinels() -> None:
    assert all(map(is_sentinel, (-666666666, -222222222, -999, -9999, 999999999)))
    assert not any(map(is_sentinel, (0, 999, 99999, -12, 111, -0.5, 542629)))


@given(some.integers(0, 10**9), some.integers(0, 99))
def test_both_ways_of_writing_agree(whole: int, cents: int) -> None:
    number = whole + cents / 100
    grouped = f"{number:,.2f}"
    if is_sentinel(number):
        return
    assert read_number(grouped) == pytest.approx(number)
    assert read_number(grouped.translate(str.maketrans(",.", ".,")), Mark.COMMA) == pytest.approx(number)
