"""A plan as a form holds it: back and forth, compared, joined; and what may not be written into one."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import ValidationError

from walks.planning import (
    TARGETS,
    TASKS,
    CostKind,
    CostLine,
    Done,
    Fields,
    LanguageNeed,
    Member,
    Moment,
    OwnTask,
    Plan,
    Role,
    differences,
    faults,
    from_fields,
    label,
    merged,
    to_fields,
)
from walks.planning.words import refused

KEYS = some.text("abc0", min_size=1, max_size=2)
NAMES = some.sampled_from(["Ana Ruiz", "Lee Park", "Sam O’Neill", "José Muñoz"])
DAYS = some.dates(date(2026, 1, 1), date(2028, 1, 1))
NUMBERS = some.integers(0, 300)


def rows(row: some.SearchStrategy[Any]) -> some.SearchStrategy[dict[str, Any]]:
    return some.dictionaries(KEYS, row, max_size=3)


PLANS = some.builds(
    Plan,
    day=DAYS,
    organizer=NAMES,
    start=some.builds(time, some.integers(8, 10), some.integers(0, 59)),
    homes=NUMBERS,
    minutes_of_a_visit=some.sampled_from([10.0, 12.5, 15.0]),
    targets=some.dictionaries(some.sampled_from(sorted(TARGETS)), some.booleans()),
    members=rows(
        some.builds(
            Member,
            name=NAMES,
            role=some.none() | some.sampled_from(Role),
            leads=some.booleans(),
            agreement_signed=some.none() | DAYS,
        )
    ),
    languages=rows(some.builds(LanguageNeed, language=NAMES, homes=NUMBERS)),
    own=rows(some.builds(OwnTask, text=NAMES, days=some.integers(-90, 90))),
    done=some.dictionaries(some.sampled_from([task.key for task in TASKS]), some.builds(Done, on=DAYS, by=NAMES)),
    moments=rows(some.builds(Moment, minutes=some.integers(-60, 120), what=NAMES)),
    costs=rows(some.builds(CostLine, what=NAMES, kind=some.sampled_from(CostKind), hours=some.floats(0, 99))),
)


@given(PLANS)
def test_there_and_back(plan: Plan) -> None:
    assert from_fields(to_fields(plan)) == plan
    assert Plan.model_validate_json(plan.model_dump_json()) == plan


@given(PLANS, PLANS, PLANS)
def test_joining_keeps_all_of_the_side_kept(mine: Plan, theirs: Plan, base: Plan) -> None:
    a, b, c = map(to_fields, (mine, theirs, base))
    found = differences(a, b, c)
    assert from_fields(merged(a, b, {each.path: "mine" for each in found})) == mine
    assert from_fields(merged(a, b, {each.path: "theirs" for each in found})) == theirs
    assert merged(a, b, {}) == b
    assert differences(a, a, c) == ()


@given(PLANS, PLANS)
def test_what_one_side_alone_changed_is_proposed(mine: Plan, base: Plan) -> None:
    a, c = to_fields(mine), to_fields(base)
    assert {each.proposed for each in differences(a, c, c)} <= {"mine"}
    assert {each.proposed for each in differences(c, a, c)} <= {"theirs"}


def form() -> Fields:
    return to_fields(Plan(day=date(2027, 1, 15), organizer="Tucson Unified", members={"a": Member(name="Ana Ruiz")}))


def test_a_row_that_one_side_lacks_is_one_difference() -> None:
    base = form()
    mine = base | {"members.b.name": "Lee Park", "members.b.role": "legal", "members.b.leads": "yes"}
    theirs = base | {"members.a.role": "data", "homes": "60"}
    found = {each.path: each for each in differences(mine, theirs, base)}
    assert set(found) == {"members.b", "members.a.role", "homes"}
    assert (found["members.b"].mine, found["members.b"].theirs) == ("Lee Park, role legal, leads a team", "")
    assert found["members.b"].proposed == "mine"
    assert found["homes"].proposed == "theirs"
    both = differences(base | {"homes": "50"}, theirs, base)
    assert [each.proposed for each in both if each.path == "homes"] == [None]
    joined = from_fields(merged(mine, theirs, {path: each.proposed or "mine" for path, each in found.items()}))
    assert joined.homes == 60
    assert {each.name: each.role for each in joined.members.values()} == {"Ana Ruiz": Role.DATA, "Lee Park": Role.LEGAL}


def test_empty_rows_and_ticks_of_tasks_taken_out_are_left_out() -> None:
    filled = form() | {
        "members.b.name": " ",
        "members.b.role": "legal",
        "costs.c.kind": "overtime",
        "done.gone.on": "2027-01-01",
        "done.gone.by": "Ana Ruiz",
        "homes": "",
    }
    assert from_fields(filled) == from_fields(form())


def test_a_run_of_the_day_that_was_cleared_stays_empty() -> None:
    cleared = {path: text for path, text in form().items() if not path.startswith("moments.")}
    assert from_fields(cleared).moments == {}


@pytest.mark.parametrize(
    ("changed", "path", "said"),
    [
        ({"homes": "-3"}, "homes", "Homes to visit: it has to be 0 or more."),
        ({"homes": "2.5"}, "homes", "Homes to visit: it has to be a whole number, such as 12."),
        ({"homes": "20001"}, "homes", "Homes to visit: it has to be 20000 or less."),
        ({"day": "2027-02-30"}, "day", "Date of the walk: it has to be a date, such as 2027-01-15."),
        ({"day": ""}, "day", "Date of the walk: it is missing."),
        ({"start": "25:00"}, "start", "Teams depart at: it has to be an hour and minute, such as 09:00."),
        ({"costs.c.cash": "nan", "costs.c.what": "Vans"}, "costs.c.cash", "Costs, Vans: Cash in dollars: it has to be"),
        (
            {"members.a.name": "", "members.a.leads": "yes"},
            "members.a.name",
            "Committee and leaders: Name: it is missing.",
        ),
        ({"members.a.role": "mayor"}, "members.a.role", "Committee and leaders, Ana Ruiz: Role: it can be district"),
        ({"minutes_of_a_visit": "0"}, "minutes_of_a_visit", "Minutes at a door: it has to be more than 0"),
        ({"minutes_of_a_visit": "200"}, "", "No team reaches a door in that time: shorten visits and drives."),
        ({"phone": "12"}, "phone", "Number families can call: it cannot be read; a phone number reads 520-555-0100."),
        ({"organizer": "x" * 121}, "organizer", "Organizer: it can have at most 120 letters."),
        ({"organizer": "a\tb"}, "organizer", "Organizer: it cannot be read"),
        ({"targets.everyone": "yes"}, "targets", "Target group: no target group is called everyone."),
        ({"start": "02:00"}, "", "The run of the day: “Staging” falls on another day; change its minutes."),
    ],
)
def test_what_does_not_hold_is_said_at_its_field(changed: Fields, path: str, said: str) -> None:
    with pytest.raises(ValidationError) as problem:
        from_fields(form() | changed)
    found = faults(problem.value, form() | changed)
    assert [where for where, _ in found] == [path]
    assert found[0][1].startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "Call 12345678",
        "SAIS 4711",
        "student id: 77",
        "Visit 1010 E 10th St",
        "2210 N Calle Bonita Ave",
        "born 2009",
        "DOB 5/6/2009",
        "Since 2009-05-06",
        "write to someone@example.org",
        "call 520-555-0100",
    ],
)
def test_what_could_be_a_student_is_refused_with_the_reason(text: str) -> None:
    assert refused(text)
    with pytest.raises(ValidationError) as problem:
        from_fields(form() | {"own.x.text": text})
    said = faults(problem.value, form())[0][1]
    assert refused(text) in said
    assert text not in said, "a refusal quotes nothing"


@pytest.mark.parametrize(
    "text",
    [
        "Order 400 bottles of water",
        "Catalina High School",
        "Ana Ruiz",
        "Confirm 33 vans",
        "Phone list of 194 homes, 15 minutes each",
        "W4 and S4 pulled, weeks 1-6",
        "Budget 12,500",
        "City Hall, 2nd floor",
    ],
)
def test_what_plans_say_is_taken(text: str) -> None:
    assert refused(text) == ""


def test_labels() -> None:
    fields = form()
    assert label("members.a.agreement_signed", fields) == "Committee and leaders, Ana Ruiz: Agreement signed on"
    assert label("done.freeze-list", fields).startswith("Task, Freeze the list")
    assert label("targets.dropouts", fields) == "Target group: Dropouts (withdrawal code W5)"
    assert label("costs.z", fields) == "Costs"
