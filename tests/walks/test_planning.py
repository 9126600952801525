"""Tasks, sizes, the run of the day, gaps."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.walks.schooldays import WALK
from walks.planning import (
    CHECKLIST,
    CostLine,
    Member,
    Plan,
    Role,
    run_of_the_day,
    size_teams,
    speakers_needed,
    task_list,
)

FRIDAY = date(2016, 1, 15)


def test_tasks_are_dated_back_from_the_day() -> None:
    tasks = task_list(FRIDAY)
    assert [task.due for task in tasks] == sorted(task.due for task in tasks)
    assert {task.role for task in tasks} == set(Role)
    freeze = next(task for task in tasks if task.text.startswith("Freeze the list"))
    assert (freeze.due, freeze.role) == (date(2016, 1, 12), Role.DATA)


@given(some.dates(date(2014, 7, 1), date(2040, 1, 1)))
def test_no_task_but_the_walk_falls_on_a_weekend(day: date) -> None:
    for task in task_list(day):
        assert task.due == day or task.due.weekday() < 5


def test_a_weekend_moves_away_from_the_day() -> None:
    """Two weeks after Saturday 16 January 2016 is a Saturday: Monday; two weeks before it: Friday."""
    tasks = {task.text: task.due for task in task_list(date(2016, 1, 16))}
    assert date(2016, 2, 1) in tasks.values()
    assert tasks["Phone, mail and text every student first; correct addresses"] == date(2016, 1, 1)


def test_the_run_of_the_day_is_the_toolkits() -> None:
    moments = run_of_the_day()
    assert (moments[0].at, moments[0].what) == (time(6, 45), "Staging")
    assert next(one.at for one in moments if one.what == "The walk starts") == time(9)
    assert run_of_the_day(time(10, 30))[1].at == time(9)
    for start in (time(1), time(21)):
        with pytest.raises(ValueError, match="does not fit in one day"):
            run_of_the_day(start)


def test_sizes() -> None:
    sizing = size_teams(194)
    assert (sizing.stops, sizing.teams, sizing.as_observed) == (6, 33, True)
    assert size_teams(0).teams == 0
    assert not size_teams(100, visit=5, drive=5).as_observed
    for homes, visit, drive in ((-1, 15, 12), (10, 0, 12), (10, 15, -1), (10, 200, 12)):
        with pytest.raises(ValueError, match=r"minutes|no team"):
            size_teams(homes, visit, drive)


@given(some.integers(0, 5000), some.floats(5, 60), some.floats(0, 60))
def test_teams_are_enough_and_none_too_many(homes: int, visit: float, drive: float) -> None:
    sizing = size_teams(homes, visit, drive)
    assert (sizing.teams - 1) * sizing.stops < homes <= sizing.teams * sizing.stops or homes == sizing.teams == 0


def test_speakers() -> None:
    assert speakers_needed({"English": 100, "Spanish": 61, "Somali": 3, "None": 0}, 6) == {
        "English": 17,
        "Spanish": 11,
        "Somali": 1,
    }
    with pytest.raises(ValueError, match="one stop"):
        speakers_needed({}, 0)


def test_gaps_are_said() -> None:
    gaps = Plan(WALK, homes=60, leaders=10, volunteers=4).gaps()
    assert "Nobody on the committee for legal" in gaps
    assert "6 more volunteers needed for 10 teams" in gaps
    assert "10 more vehicles needed for 10 teams" in gaps
    assert gaps[-1] == "No target group chosen"


def test_a_complete_plan_has_no_gap() -> None:
    members = tuple(Member(f"Person {role}", role, FRIDAY) for role in Role)
    costs = (CostLine("overtime", hours=40, rate=45), CostLine("print", cash=200))
    plan = Plan(WALK, 60, members, 10, 40, 10, ("dropout",), costs)
    assert plan.gaps() == ()
    assert plan.dollars == 2000
    unsigned = Plan(WALK, 60, (*members, Member("Leader", Role.COUNSELING)), 10, 40, 10, ("dropout",))
    assert unsigned.gaps() == ("1 without a signed agreement",)
    with pytest.raises(ValueError, match="0 or more"):
        CostLine("x", cash=-1)


def test_the_checklist_is_there() -> None:
    assert len(CHECKLIST) == len(set(CHECKLIST)) > 5
