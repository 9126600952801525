"""Kaplan and Meier against a published example, and what a curve says at its ends."""

from __future__ import annotations

import pytest

from tests.walks.schooldays import rules, spell, visit
from walks.journey import journeys
from walks.persistence import curve, persistence

# 6-MP arm of Freireich et al. 1963 (Gehan's leukemia data): weeks in remission, relapse or not
WEEKS = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
RELAPSED = [True] * 9 + [False] * 12
PUBLISHED = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}


def test_the_published_curve() -> None:
    found = curve(WEEKS, RELAPSED)
    assert (found.students, found.left, found.censored, found.watched_to) == (21, 9, 12, 35)
    steps = {point.day: round(point.share, 3) for point in found.points if point.left}
    assert steps == PUBLISHED
    first = found.points[0]
    assert (first.at_risk, first.left) == (21, 3)
    assert first.low == pytest.approx(0.620, abs=5e-4)
    assert first.high == pytest.approx(0.952, abs=5e-4)


def test_the_curve_between_and_beyond_its_steps() -> None:
    found = curve(WEEKS, RELAPSED)
    assert found.at(5) is None
    assert found.at(8) == next(point for point in found.points if point.day == 7)
    assert found.at(36) is None


def test_no_interval_where_nobody_or_everybody_left() -> None:
    stayed = curve([5, 9], [False, False])
    assert {(point.share, point.low, point.high) for point in stayed.points} == {(1.0, None, None)}
    gone = curve([5, 9], [True, True]).points[-1]
    assert (gone.share, gone.low) == (0.0, None)


@pytest.mark.parametrize(("days", "left"), [([], []), ([1], []), ([-1], [True])])
def test_wrong_input(days: list[int], left: list[bool]) -> None:
    with pytest.raises(ValueError, match="a curve needs"):
        curve(days, left)


def test_stays_from_journeys() -> None:
    visits = [visit(student) for student in ("stays", "leaves", "moves", "never", "away")]
    spells = [
        spell("stays", "2016-01-20"),
        spell("leaves", "2016-01-20", "2016-02-09", "W5"),
        spell("moves", "2016-01-20", "2016-01-30", "W21"),
    ]
    found = persistence(journeys(visits, spells, rules("2016-03-20")))
    assert found is not None
    assert (found.students, found.left) == (3, 1)
    assert [(point.day, point.at_risk, point.left) for point in found.points] == [(10, 3, 0), (20, 2, 1), (60, 1, 0)]
    assert found.points[1].share == pytest.approx(0.5)


def test_nobody_came_back() -> None:
    assert persistence(journeys([visit("s")], [], rules("2016-03-20"))) is None
