"""Tasks, sizes, the run of the day, costs, gaps. Numbers are worked by hand."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import ValidationError

from walks.planning import (
    CHECKLIST,
    CostKind,
    CostLine,
    Done,
    LanguageNeed,
    Member,
    OwnTask,
    Plan,
    Role,
    copied,
    costs,
    gaps,
    holiday_on,
    is_working_day,
    resources_of,
    size_teams,
    speakers_needed,
    task_list,
    tasks_of,
    when_words,
)

FRIDAY = date(2016, 1, 15)
NAME = "Tucson Unified"


def test_tasks_are_dated_back_from_the_day() -> None:
    tasks = task_list(FRIDAY)
    assert [task.due for task in tasks] == sorted(task.due for task in tasks)
    assert {task.role for task in tasks} == set(Role)
    freeze = next(task for task in tasks if task.key == "freeze-list")
    assert (freeze.due, freeze.role) == (date(2016, 1, 12), Role.DATA)


@given(some.dates(date(2014, 7, 1), date(2040, 1, 1)))
def test_no_task_but_the_walk_falls_on_a_closed_day(day: date) -> None:
    for task in task_list(day):
        assert task.due == day or is_working_day(task.due)
        assert (task.due - day).days * task.days >= 0


def test_a_weekend_moves_away_from_the_day() -> None:
    """Two weeks after Saturday 16 January 2016 is a Saturday: Monday. Two before is 2 January, after a holiday: 31 December."""
    tasks = {task.key: task.due for task in task_list(date(2016, 1, 16))}
    assert tasks["finish-follow-up"] == date(2016, 2, 1)
    assert tasks["phone-first"] == date(2015, 12, 31)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2021, 12, 31), "New Year’s Day"),  # 1 January 2022 is a Saturday
        (date(2027, 1, 18), "Martin Luther King Jr. Day"),
        (date(2027, 2, 15), "Presidents’ Day"),
        (date(2027, 5, 31), "Memorial Day"),
        (date(2027, 6, 18), "Juneteenth"),  # a Saturday in 2027
        (date(2027, 7, 5), "Independence Day"),  # a Sunday in 2027
        (date(2026, 9, 7), "Labor Day"),
        (date(2026, 10, 12), "Columbus or Indigenous Peoples’ Day"),
        (date(2026, 11, 11), "Veterans Day"),
        (date(2026, 11, 26), "Thanksgiving"),
        (date(2026, 12, 25), "Christmas Day"),
        (date(2027, 1, 15), ""),
        (date(2027, 7, 4), ""),
    ],
)
def test_federal_holidays(day: date, name: str) -> None:
    assert holiday_on(day) == name


def test_a_holiday_moves_a_task() -> None:
    """Three days before Thursday 21 January 2027 is Martin Luther King Jr. Day, a Monday: the Friday before it."""
    tasks = {task.key: task.due for task in task_list(date(2027, 1, 21))}
    assert tasks["freeze-list"] == date(2027, 1, 15)
    # one day after Friday 15 January is a Saturday, and the Monday is the holiday
    assert {task.key: task.due for task in task_list(date(2027, 1, 15))}["begin-follow-up"] == date(2027, 1, 19)


def test_own_tasks_move_with_the_day_and_ticks_stay() -> None:
    own = {"x1": OwnTask(text="Order water", role=Role.DISTRICT, days=-7)}
    done = {"x1": Done(on=date(2016, 1, 4), by="Ana Ruiz")}
    plan = Plan(day=FRIDAY, organizer=NAME, own=own, done=done)
    task = next(task for task in tasks_of(plan) if task.own)
    assert (task.due, task.overdue(date(2017, 1, 1))) == (date(2016, 1, 8), 0)
    later = plan.model_copy(update={"day": date(2016, 1, 22)})
    assert next(task for task in tasks_of(later) if task.own).due == date(2016, 1, 15)
    freeze = next(task for task in tasks_of(plan) if task.key == "freeze-list")
    assert (freeze.overdue(date(2016, 1, 15)), freeze.overdue(date(2016, 1, 12)), freeze.overdue(FRIDAY)) == (3, 0, 3)


def test_distance_in_words() -> None:
    said = [when_words(days) for days in (-70, -7, -3, -1, 0, 1, 14, 30)]
    assert said[:4] == ["10 weeks before", "1 week before", "3 days before", "1 day before"]
    assert said[4:] == ["the day itself", "1 day after", "2 weeks after", "30 days after"]


def test_the_run_of_the_day_is_the_toolkits() -> None:
    run = Plan(day=FRIDAY, organizer=NAME).run()
    assert (run[0][0], run[0][1].what) == (datetime(2016, 1, 15, 6, 45), "Staging")
    assert next(at for at, line in run if line.what == "The walk starts").time() == time(9)
    assert Plan(day=FRIDAY, organizer=NAME, start=time(10, 30)).run()[1][0].time() == time(9)
    for start in (time(1), time(21)):
        with pytest.raises(ValidationError, match="falls on another day"):
            Plan(day=FRIDAY, organizer=NAME, start=start)


def test_sizes() -> None:
    """15 minutes at a door and 12 between: six doors in 180 minutes; 194 homes / 6 = 32.3, so 33 teams."""
    sizing = size_teams(194)
    assert (sizing.stops, sizing.teams, sizing.as_observed) == (6, 33, True)
    assert size_teams(0).teams == 0
    assert not size_teams(100, visit=5, drive=5).as_observed
    # four hours: 240 / 27 = 8 doors, more than any walk reported
    assert (size_teams(194, minutes=240).stops, size_teams(194, minutes=240).teams) == (8, 25)
    for homes, visit, drive in ((-1, 15, 12), (10, 0, 12), (10, 15, -1), (10, 200, 12)):
        with pytest.raises(ValueError, match=r"minutes|no team"):
            size_teams(homes, visit, drive)
    with pytest.raises(ValidationError, match="no team reaches a door"):
        Plan(day=FRIDAY, organizer=NAME, minutes_of_a_visit=200)


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


def test_resources() -> None:
    """60 homes at 6 a team: 10 teams, each with a leader, two volunteers and a vehicle; 13 + 12 homes: 5 teams with Spanish."""
    languages = {
        "a": LanguageNeed(language="Spanish", homes=13, speakers=1),
        "b": LanguageNeed(language="Spanish", homes=12, speakers=1),
    }
    plan = Plan(day=FRIDAY, organizer=NAME, homes=60, volunteers=25, vehicles=4, languages=languages)
    found = {each.what: (each.needed, each.there, each.missing) for each in resources_of(plan)}
    assert found == {
        "team leaders": (10, 0, 10),
        "volunteers": (20, 25, 0),
        "vehicles": (10, 4, 6),
        "speakers of Spanish": (5, 2, 3),
    }


def test_gaps_are_said() -> None:
    members = {
        "a": Member(name="Ana Ruiz", role=Role.DATA, agreement_signed=FRIDAY, employee=True, leads=True),
        "b": Member(name="Lee Park", leads=True),
    }
    found = gaps(Plan(day=date(2027, 1, 18), organizer=NAME, homes=60, members=members))
    assert "The day is a federal holiday (Martin Luther King Jr. Day): district offices are closed" in found
    assert "Nobody on the committee for legal" in found
    assert "Nobody on the committee for data" not in found
    assert "Lee Park has not signed the agreement" in found
    assert any(each.startswith("Lee Park leads a team and is not marked as an employee") for each in found)
    assert not any(each.startswith("Ana Ruiz") for each in found)
    assert "Team leaders: 8 more needed, 2 of 10 there" in found
    assert "No target group chosen" in found


def test_a_complete_plan_has_no_gap() -> None:
    members = {
        role.name.lower().replace("_", "-"): Member(name=f"Person {role}", role=role, agreement_signed=FRIDAY)
        for role in Role
    }
    plan = Plan(
        day=FRIDAY,
        organizer=NAME,
        homes=60,
        members=members,
        leaders=10,
        volunteers=20,
        vehicles=10,
        targets={"dropouts": True},
        phone="520-555-0100",
    )
    assert gaps(plan) == ()
    assert len(CHECKLIST) == 7


def test_costs() -> None:
    """Overtime 40 h x 45 = 1,800 and 250 of print are cash; 60 h x 50 = 3,000 of staff; 520 h x 30 = 15,600 given."""
    found = costs(
        [
            CostLine(what="Leaders", kind=CostKind.OVERTIME, hours=40, rate=45),
            CostLine(what="Print", cash=250),
            CostLine(what="Counselors", kind=CostKind.STAFF, hours=60, rate=50),
            CostLine(what="Volunteers", kind=CostKind.VOLUNTEERS, hours=520, rate=30),
        ]
    )
    assert (found.cash, found.full, found.volunteer_hours, found.volunteers) == (2050, 5050, 520, 15600)
    assert found.with_volunteers == 20650
    with pytest.raises(ValidationError):
        CostLine(what="Print", cash=-1)


def test_a_copy_keeps_the_people_and_not_what_they_did() -> None:
    members = {"a": Member(name="Ana Ruiz", role=Role.DATA, agreement_signed=FRIDAY)}
    done = {"freeze-list": Done(on=FRIDAY, by="Ana Ruiz")}
    plan = Plan(day=FRIDAY, organizer=NAME, homes=60, leaders=9, members=members, done=done, minutes_of_a_visit=20)
    other = copied(plan, date(2027, 1, 15), "Mesa", time(8))
    assert other.members["a"].name == "Ana Ruiz"
    assert other.members["a"].agreement_signed is None
    assert (other.done, other.leaders, other.homes, other.minutes_of_a_visit) == ({}, 0, 60, 20)
    assert str(other.walk) == "2027-01-15 Mesa"
