"""The published arithmetic holds in the data, recomputed apart from the program; what does not hold is known by name."""

from __future__ import annotations

import ast
import csv
import math
import operator
import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from data_pipeline.check import CATALOG

Row = dict[str, str]
OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
# Where a source prints a rate as percent, so does ``computed``.
PERCENT = ("az_rate", "az_dy_rate")
HALF, ANNUITY_YEARS, DISCOUNT = 0.5, 5, 0.035
DO_NOT_HOLD = {"gil_hs_halved", "oy_fiscal_undiscounted"}


def rows(table: str) -> list[Row]:
    with (CATALOG / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


CHECKS = rows("derived_check")
WITH_PUBLISHED = [row for row in CHECKS if row["published"]]


def evaluate(expression: str) -> float:
    """The value of numbers joined by + - * / and brackets; anything else is refused."""
    return _value(ast.parse(expression, mode="eval").body)


def _value(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
        return float(node.value)
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATIONS:
        return OPERATIONS[type(node.op)](_value(node.left), _value(node.right))
    raise ValueError(f"not plain arithmetic: {ast.dump(node)}")


def last_digit(text: str) -> float:
    """The unit of the last digit that says something: ``9200000000`` -> 1e8, ``19.96`` -> 0.01."""
    digits = Decimal(text).normalize().as_tuple()
    assert isinstance(digits.exponent, int)
    return float(10.0**digits.exponent)


def published(row: Row) -> tuple[float, float]:
    """What is printed, and the unit of its last digit. ``704 thousand (cut off)`` reads as 704,000 to the thousand."""
    cut = re.fullmatch(r"(\d+) thousand \(cut off\)", row["published"])
    if cut:
        return float(cut[1]) * 1000, 1000
    return float(row["published"]), last_digit(row["published"])


def holds(row: Row, computed: float) -> bool:
    """Whether the printed figure is what ``computed`` reads as under the hedge of its source."""
    printed, unit = published(row)
    if row["published"].endswith("(cut off)"):
        return math.floor(computed / unit) * unit == printed
    within: dict[str, bool] = {
        "rounded": abs(computed - printed) <= 0.5 * unit * (1 + 1e-9) or _within_rounded_inputs(row, printed, unit),
        "more_than": printed <= computed < printed + unit,
        "rounded_down": printed <= computed < printed + unit,
        "up_to": abs(computed - printed) <= unit,
        "nearly": printed - unit <= computed <= printed,
        "as_published": abs(computed - printed) <= 1e-4 * printed,
    }
    return within[row["published_qualifier"]]


def _within_rounded_inputs(row: Row, printed: float, unit: float) -> bool:
    """Whether rounding of the printed factors explains the difference; only where the row says so."""
    if row["agrees"] != "within rounding":
        return False
    factors = row["inputs"].split("*")
    low = math.prod(float(factor) - last_digit(factor) / 2 for factor in factors)
    high = math.prod(float(factor) + last_digit(factor) / 2 for factor in factors)
    return low - unit / 2 <= printed <= high + unit / 2


@pytest.mark.parametrize("row", CHECKS, ids=lambda row: row["id"])
def test_computed_is_what_the_inputs_give(row: Row) -> None:
    value = evaluate(row["inputs"]) * (100 if row["id"] in PERCENT else 1)
    digits = len(row["computed"].partition(".")[2])
    assert abs(value - float(row["computed"])) <= 0.5 * 10**-digits * (1 + 1e-9)


@pytest.mark.parametrize("row", WITH_PUBLISHED, ids=lambda row: row["id"])
def test_it_agrees_where_the_catalog_says_so_and_only_there(row: Row) -> None:
    value = evaluate(row["inputs"]) * (100 if row["id"] in PERCENT else 1)
    needed = re.fullmatch(r"needs X=(\d+)", row["agrees"])
    if needed:
        assert not holds(row, value)
        assert holds(row, value + float(needed[1]))
        return
    assert row["agrees"] in {"yes", "roughly", "within rounding", "NO"}
    assert holds(row, value) == (row["agrees"] != "NO")


def test_only_the_known_two_do_not_hold() -> None:
    assert {row["id"] for row in CHECKS if row["agrees"] == "NO"} == DO_NOT_HOLD
    assert {row["agrees"] for row in CHECKS if not row["published"]} == {"derived"}


@pytest.mark.parametrize("row", CHECKS, ids=lambda row: row["id"])
def test_inputs_are_printed_figures(row: Row) -> None:
    printed = {
        abs(float(each["value"]))
        for table in ("published_loss", "context_figure")
        for each in rows(table)
        if each["value"]
    }
    rounded = [float(each["computed"]) for each in CHECKS]
    for text in re.findall(r"[\d.]+(?:e\d+)?", row["inputs"]):
        number = float(text)
        assert (
            number in printed
            or number * 100 in printed
            or number == HALF
            or number == pytest.approx(sum((1 + DISCOUNT) ** -year for year in range(ANNUITY_YEARS)), abs=5e-6)
            or any(math.isclose(number, other, rel_tol=5e-4) for other in rounded)
        ), text


def test_gilberts_seventy_nine_million_is_no_half() -> None:
    row = next(each for each in CHECKS if each["id"] == "gil_hs_halved")
    assert evaluate(row["inputs"]) == 69_500_000
    assert not holds(row, 69_500_000)
    assert holds(row | {"published": "69500000"}, 69_500_000), "the check can pass"
    stored = [each for each in rows("published_loss") if each["value"] == "79000000"]
    assert len(stored) == 1, "kept as printed"


@pytest.mark.parametrize("bad", ["__import__('os')", "2**9", "x*2", "True", "len('a')", "1 if 1 else 2", "'a'*3"])
def test_nothing_but_arithmetic_is_evaluated(bad: str) -> None:
    with pytest.raises(ValueError, match="not plain arithmetic"):
        evaluate(bad)
