"""Numbers as they read, by the examples of the design."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from economics import Basis, Horizon, Money, Perspective, Population, Purse, Unit
from exhibits import formats

BASIS = Basis(
    Population.NON_COMPLETERS, Perspective.SOCIAL, Purse.EVERYONE, Horizon.LIFETIME, Unit.PER_COHORT, 2013, 0.035, 2014
)


@pytest.mark.parametrize(
    ("amount", "words", "mark", "exact"),
    [
        (1_200_000, "$1.2 million", "$1.2M", "$1,200,000"),
        (499_000, "$499 thousand", "$499K", "$499,000"),
        (221_757_000, "$222 million", "$222M", "$221,757,000"),
        (7_625_168_000, "$7.6 billion", "$7.6B", "$7,625,168,000"),
        (127_340_488_000, "$127 billion", "$127B", "$127,340,488,000"),
        (40_000_000, "$40 million", "$40M", "$40,000,000"),
        (-21_980, "−$22 thousand", "−$22K", "−$21,980"),
        (999_600, "$1 million", "$1M", "$999,600"),
        (1_420, "$1 thousand", "$1K", "$1,420"),
        (0, "$0", "$0", "$0"),
    ],
)
def test_money(amount: float, words: str, mark: str, exact: str) -> None:
    money = Money(amount, BASIS)
    assert (formats.money_words(money), formats.money_mark(money), formats.money_exact(money)) == (words, mark, exact)


@given(st.floats(-1e13, 1e13, allow_nan=False))
def test_money_never_shows_more_than_three_figures(amount: float) -> None:
    digits = [letter for letter in formats.money_mark(Money(amount, BASIS)) if letter.isdigit()]
    assert 1 <= len(digits) <= 3 or abs(amount) >= 1e12


def test_money_without_a_basis_cannot_be_formatted() -> None:
    with pytest.raises((AttributeError, TypeError)):
        formats.money_words(1200.0)  # type: ignore[arg-type]


def test_percent_is_whole_when_the_margin_is_over_half_a_point() -> None:
    assert formats.percent(0.8495, "share", margin=0.03) == "85%"
    assert formats.percent(82.41, "percent", margin=0.3) == "82.4%"
    assert formats.percent(82.41) == "82.4%"


def test_differences_are_in_points() -> None:
    assert formats.points(-2.34) == "2.3 points"
    assert formats.points(1.0) == "1.0 point"


def test_lists_and_ranks() -> None:
    assert formats.listed(["Mesa"]) == "Mesa"
    assert formats.listed(["Mesa", "Tempe"]) == "Mesa and Tempe"
    assert formats.listed(["Mesa", "Tempe", "Yuma", "Miami"]) == "Mesa, Tempe and 2 more"
    assert formats.listed([]) == ""
    assert [formats.ordinal_range(*pair) for pair in ((1, 1), (2, 6), (11, 13), (21, 22))] == [
        "1st",
        "2nd to 6th",
        "11th to 13th",
        "21st to 22nd",
    ]


def test_possessives() -> None:
    assert formats.possessive("Tucson") == "Tucson’s"
    assert formats.possessive("St. Johns") == "St. Johns’"
