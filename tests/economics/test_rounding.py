"""Halves go away from zero in every number that is shown."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from economics.rounding import half_up, whole
from exhibits import formats

FIXED = re.compile(r"\.\d+[f%]$")
SHOWS_NO_FIGURE = {
    "components/assumption_row.py",  # places of ticks, in CSS
    "exports/leave_behind.py",  # the size of a file
    "exhibits/losses_desk.py",  # a bound that is a whole number
    "api/losses_parameters.py",  # the same bound
}


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (30.5, 0, 31.0),
        (31.5, 0, 32.0),
        (-30.5, 0, -31.0),
        (0.25, 1, 0.3),
        (2.675, 2, 2.68),
        (1.005, 2, 1.01),
        (100 * 0.285, 0, 29.0),
        (100 * 0.145, 0, 15.0),
        (30.4999, 0, 30.0),
        (-0.4, 0, 0.0),
        (421_280.5, 0, 421_281.0),
        (7_600_000_000.5, 0, 7_600_000_001.0),
        (1e300, 0, 1e300),
    ],
)
def test_halves_go_away_from_zero(value: float, decimals: int, expected: float) -> None:
    assert half_up(value, decimals) == expected
    assert str(half_up(value, decimals))[0:2] != "-0" or expected != 0


@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_a_number_as_written_rounds_as_its_text(thousandths: int, decimals: int) -> None:
    text = Decimal(thousandths) / 1000
    expected = text.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert half_up(float(text), decimals) == float(expected)


def test_what_is_not_finite_stays() -> None:
    assert half_up(float("inf")) == float("inf")
    assert whole(2.5) == 3


def test_formats_round_so() -> None:
    assert formats.grouped(30.5) == "31"
    assert formats.grouped(1234.25, 1) == "1,234.3"
    assert formats.percent(0.305, "share", decimals=0) == "31%"
    assert formats.percent(84.5, decimals=0) == "85%"
    assert formats.points(0.25) == "0.3 points"
    assert formats.planned_cost(2050.5) == "$2,051"


def fixed_formats(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
            spec = "".join(part.value for part in node.format_spec.values if isinstance(part, ast.Constant))
            if FIXED.search(spec) and "half_up(" not in ast.unparse(node.value):
                yield spec


def test_no_room_that_shows_numbers_rounds_them_by_a_format(root: Path) -> None:
    found = {
        source.relative_to(root).as_posix()
        for room in ("api", "components", "exhibits", "exports", "operations", "pages", "walks")
        for source in (root / room).rglob("*.py")
        if any(fixed_formats(source))
    }
    assert found <= SHOWS_NO_FIGURE
