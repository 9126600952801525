"""Anchors refuse figures that cannot be, and the consistency check catches the newspaper's misprint."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from economics import PlaceAnchor, consistency
from tests.economics.places import ARIZONA, GILBERT, MIAMI, PHOENIX, YOUTH


@pytest.mark.parametrize(
    ("anchor", "values", "error", "says"),
    [
        (ARIZONA, {"per_person": 0}, ValueError, "above 0"),
        (ARIZONA, {"per_person": True}, TypeError, "per_person"),
        (ARIZONA, {"per_person": None}, TypeError, "per_person"),
        (ARIZONA, {"per_person": float("nan")}, ValueError, "finite"),
        (ARIZONA, {"count": -1}, ValueError, "count .* must not be negative"),
        (ARIZONA, {"cohort": float("inf")}, ValueError, "finite"),
        (ARIZONA, {"count": None}, ValueError, "count and count_status disagree"),
        (MIAMI, {"count": 5}, ValueError, "count and count_status disagree"),
        (ARIZONA, {"count": 90_701}, ValueError, "above its cohort"),
        (ARIZONA, {"count_status": "guessed"}, ValueError, "count_status .* must be one of published, districts"),
        (ARIZONA, {"per_person_status": "guessed"}, ValueError, "per_person_status"),
        (ARIZONA, {"component_split": "guessed"}, ValueError, "component_split"),
        (ARIZONA, {"population": "non_completers"}, TypeError, "Population"),
        (YOUTH, {"component_split": "published"}, ValueError, "no split is published for disconnected youth"),
    ],
)
def test_an_impossible_anchor_is_refused(anchor: PlaceAnchor, values: dict[str, Any], error: type, says: str) -> None:
    with pytest.raises(error, match=says):
        replace(anchor, **values)


def test_gilbert_halved_fails_and_the_others_pass() -> None:
    assert GILBERT.total_published is not None
    assert GILBERT.halved_published is not None
    gilbert = consistency(GILBERT.total_published, GILBERT.halved_published)
    assert not gilbert.consistent
    assert gilbert.expected == 69.5e6
    assert gilbert.difference == pytest.approx(9.5 / 69.5)
    assert consistency(7.6e9, 3.8e9).consistent
    assert consistency(3_070 * 463_500, 711e6).consistent
    assert consistency(435e6, 217e6).consistent
    assert not consistency(139e6, 60e6).consistent
    assert consistency(139e6, 79e6, tolerance=0.15).consistent


@pytest.mark.parametrize(
    ("total", "halved", "tolerance"), [(0, 1, 0.02), (-1, 1, 0.02), (2, 1, -0.1), (float("nan"), 1, 0.02)]
)
def test_a_check_needs_real_figures(total: float, halved: float, tolerance: float) -> None:
    with pytest.raises(ValueError, match="must be"):
        consistency(total, halved, tolerance)


def test_anchors_compare_by_value() -> None:
    assert replace(PHOENIX) == PHOENIX
