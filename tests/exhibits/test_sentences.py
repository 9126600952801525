"""The fixed grammar of headlines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exhibits.comparison import Verdict
from exhibits.sentences import movement, standing, statement
from exhibits.shelf import Shelf


def test_standing_keeps_one_order_and_few_names() -> None:
    verdicts = [
        ("Yuma", Verdict.BELOW),
        ("Mesa", Verdict.SAME),
        ("Gila Bend", Verdict.ABOVE),
        ("Tempe", Verdict.SAME),
        ("Ajo", Verdict.SAME),
        ("Eloy", Verdict.UNKNOWN),
    ]
    assert standing(verdicts) == "about the same as Mesa and Tempe, above Gila Bend, below Yuma"
    assert "Eloy" not in standing(verdicts)
    assert standing([("Eloy", Verdict.UNKNOWN)]) == ""


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict.ABOVE, "up since 2016"),
        (Verdict.BELOW, "down since 2016"),
        (Verdict.SAME, "no clear change since 2016"),
        (Verdict.UNKNOWN, "cannot say whether it changed since 2016"),
    ],
)
def test_movement(verdict: Verdict, words: str) -> None:
    assert movement(verdict, "2016") == words


def test_a_statement_takes_places_and_values_only(small_shelf: Shelf) -> None:
    measure = small_shelf.reader.measure("diploma")
    assert measure is not None
    assert statement(measure, "St. Johns", "85%") == "85% of St. Johns’ young people have a diploma"
    assert statement(replace(measure, statement=None), "Mesa", "85%") == "Mesa: 85%, diploma"
