"""What a district's pages ask: listed students apart from comparison students, corrections, calendar, codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from database.district.values import LabelRecord, SchoolYearRecord
from operations.district.importing import correct_visit, load_file
from operations.district.side import DistrictSide
from tests.operations.district.bringing import NAMED, district_side, plan, spells, visits
from walks.comparison import Design
from walks.importing import FileKind
from walks.journey import Stage, Standing
from walks.keys import WalkKey

WALK = WalkKey(date(2016, 1, 15), "Testing")
LATER = WalkKey(date(2016, 4, 1), "Testing")
COMPARED = {"target_group": "Comparison: random order, spring", "outcome": "NOT_ATTEMPTED"}


@pytest.fixture
def side(tmp_path: Path) -> Iterator[DistrictSide]:
    with district_side(tmp_path) as opened:
        yield opened


@pytest.fixture
def loaded(side: DistrictSide) -> DistrictSide:
    """Two listed students and one for comparison in a first walk, one of the listed in a later one; all but one back."""
    later = {"walk_date": "4/1/2016", "due_date": ""}
    side.store.add_labels([LabelRecord("target group", COMPARED["target_group"].lower())])
    load_file(side, FileKind.VISITS, "a.csv", visits({}, {"outcome": "NOT_ATTEMPTED"}, COMPARED))
    load_file(side, FileKind.VISITS, "b.csv", visits(later))
    load_file(side, FileKind.SPELLS, "c.csv", spells({}, {"enter_date": "3/1/2016", "leave_date": "4/1/2016"}, {}))
    load_file(side, FileKind.PLAN, "d.csv", plan({}))
    return side


def test_an_empty_file_answers(side: DistrictSide) -> None:
    assert (side.district(), side.is_made_up(), side.as_of(), side.walks()) == (NAMED, False, None, ())
    assert (side.visits(), side.journeys(), dict(side.compared()), dict(side.plans())) == ([], [], {}, {})
    assert side.calendar().assumed


def test_comparison_students_are_on_no_list(loaded: DistrictSide) -> None:
    assert loaded.walks() == (WALK, LATER)
    assert [len(loaded.visits(walk)) for walk in (None, WALK, LATER)] == [3, 2, 1]
    assert [len(loaded.journeys(walk)) for walk in (None, WALK, LATER)] == [3, 2, 1]
    ((design, (journey,)),) = loaded.compared().items()
    assert (design, journey.standings[Stage.RE_ENROLLED]) == (Design.RANDOM_ORDER, Standing.YES)
    assert journey.student not in {one.student for one in loaded.journeys()}
    assert list(loaded.compared(WALK)) == [Design.RANDOM_ORDER]
    assert loaded.compared(LATER) == {}


def test_students_go_by_a_key_of_the_walk(loaded: DistrictSide) -> None:
    (student,) = {journey.student for journey in loaded.journeys(LATER)}
    first, later = loaded.walk_key_of(WALK), loaded.walk_key_of(LATER)
    assert len(first) == 3
    assert student in first
    assert first[student] != later[student]
    assert "kash" not in {student, first[student]}


def test_a_correction_stands_and_the_visit_stays(loaded: DistrictSide) -> None:
    (visit,) = loaded.visits(LATER)
    key = loaded.walk_key_of(LATER)[visit.student]
    correct_visit(loaded, LATER, key, 1, "refused", " D. Clerk ", "typed wrong")
    assert [one.outcome.code for one in loaded.visits(LATER)] == ["REFUSED"]
    assert [record.outcome for record in loaded.store.visits()].count("REFUSED") == 0
    (record,) = loaded.store.corrections()
    assert (record.who, record.why, record.student) == ("D. Clerk", "typed wrong", visit.student)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"walk_scoped_key": "0000"}, "has no attempt 1 under the key 0000"),
        ({"attempt": 2}, "has no attempt 2"),
        ({"walk": replace(LATER, organizer="Nobody")}, "Nobody has no attempt"),
        ({"outcome": "DONE"}, "is no outcome code"),
        ({"who": " "}, "needs who makes it and why"),
        ({"why": "call 520-555-0101"}, "why holds phone numbers"),
        ({"why": "x" * 201}, "at most 200"),
    ],
)
def test_a_correction_that_cannot_be(loaded: DistrictSide, change: dict[str, object], said: str) -> None:
    key = loaded.walk_key_of(LATER)[loaded.visits(LATER)[0].student]
    given = {"walk": LATER, "walk_scoped_key": key, "attempt": 1, "outcome": "REFUSED", "who": "D.", "why": "wrong"}
    with pytest.raises(ValueError, match=said):
        correct_visit(loaded, **(given | change))  # type: ignore[arg-type]
    assert loaded.store.corrections() == ()


def test_answers_are_kept_until_the_file_changes(loaded: DistrictSide) -> None:
    assert loaded.journeys()[0] is loaded.journeys()[0]
    before = loaded.journeys()[0]
    loaded.store.save_district(NAMED)
    assert loaded.journeys()[0] is not before


def test_before_spells_come_nothing_is_known_to_have_failed(side: DistrictSide) -> None:
    load_file(side, FileKind.VISITS, "a.csv", visits({}, {"walk_date": "4/1/2015", "due_date": ""}))
    assert {one.standings[Stage.RE_ENROLLED] for one in side.journeys()} == {Standing.NOT_YET_DUE}


def test_plans_by_walk(loaded: DistrictSide) -> None:
    assert {walk: (row.teams, row.cost) for walk, row in loaded.plans().items()} == {WALK: (26, 12_500.0)}


def test_school_years_are_the_districts_or_assumed(loaded: DistrictSide) -> None:
    assumed = loaded.calendar()
    assert assumed.assumed
    assert [year.first_day for year in assumed.calendar.years] == [date(2015, 8, 3), date(2016, 8, 1)]
    own = SchoolYearRecord(date(2015, 8, 6), date(2015, 12, 18), date(2016, 5, 26), (date(2015, 9, 7),))
    loaded.store.save_school_years([own])
    first, second = loaded.calendar().calendar.years
    assert loaded.calendar().assumed
    assert (first.last_day, first.closed, second.first_day) == (own.last_day, frozenset(own.closed), date(2016, 8, 1))
    loaded.store.save_school_years([own, SchoolYearRecord(date(2016, 8, 4), date(2016, 12, 16), date(2017, 5, 25))])
    assert not loaded.calendar().assumed
    assert loaded.rules().calendar.years[1].first_day == date(2016, 8, 4)


def test_a_day_between_the_districts_last_day_and_the_assumed_one_is_covered(side: DistrictSide) -> None:
    side.store.save_school_years([SchoolYearRecord(date(2015, 8, 6), date(2015, 12, 18), date(2016, 5, 25))])
    load_file(side, FileKind.VISITS, "a.csv", visits({}))
    late = {"enter_date": "5/20/2016", "leave_date": "", "leave_code": ""}
    load_file(side, FileKind.SPELLS, "b.csv", spells(late), as_of=date(2016, 5, 26))
    assert [year.first_day.year for year in side.calendar().calendar.years] == [2015, 2016]
    assert side.journeys()[0].re_entered_on == date(2016, 5, 20)


def test_an_assumed_year_ends_when_most_spells_do(side: DistrictSide) -> None:
    last = {"leave_date": "5/25/2016", "leave_code": ""}
    load_file(side, FileKind.VISITS, "a.csv", visits(*[{}] * 6))
    load_file(side, FileKind.SPELLS, "b.csv", spells(*[last] * 5, {"leave_date": "5/26/2016", "leave_code": ""}))
    assert side.calendar().calendar.years[0].last_day == date(2016, 5, 25)
    assert [one.standings[Stage.YEAR] for one in side.journeys()] == [Standing.YES] * 6
