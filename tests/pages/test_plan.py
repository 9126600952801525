"""The planner's pages in this process: begun, saved, overtaken, joined, refused; what a sheet shows and what nobody else sees."""

from __future__ import annotations

import json
from collections.abc import Iterator
from shutil import copyfile
from typing import Any

import pytest

from components.plan_answers import reads
from exhibits.formats import planned_cost
from operations.plans import latest, plans
from tests.pages.planning import ELSEWHERE, Planner, answer, boxes
from tests.pages.test_every_page import assert_stands
from tests.running import all_words, its_pages, nodes, owner_client
from walks.codes import outcomes
from walks.planning import CHECKLIST, TASKS

SHEETS = ("schedule", "volunteer-packet", "door-hanger", "outcome-sheet", "checklist")


@pytest.fixture(scope="module")
def url(real_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A copy of the catalog, for plans are written into it."""
    copy = tmp_path_factory.mktemp("planner") / "plans.sqlite"
    copyfile(real_url.removeprefix("sqlite:///"), copy)
    return f"sqlite:///{copy}"


@pytest.fixture
def planner(url: str) -> Iterator[Planner]:
    with its_pages(url) as app:
        yield Planner(app, owner_client(app))
        documents = app.server.extensions["documents"]
        for saved in plans(documents):
            documents.remove("walk-plan", saved.id, saved.version)


def kept(planner: Planner, address: str) -> Any:
    return latest(planner.app.server.extensions["documents"], address.rpartition("/")[2])


def words(answered: Any) -> str:
    return json.dumps(answered, ensure_ascii=False)


def test_a_plan_begins_and_is_listed(planner: Planner) -> None:
    assert "No walk is planned here yet" in all_words(planner.opened("/walks/plan"))
    address = planner.new()
    listed = planner.opened("/walks/plan")
    assert_stands(listed)
    for part in ("Fri, Jan 15, 2027", "Tucson Unified", f"0 of {len(TASKS)}", "Ana Ruiz"):
        assert part in all_words(listed)
    page = planner.opened(address)
    assert_stands(page)
    assert len(boxes(page, "plan-tick")) == len(TASKS)
    assert planner.client.get(address).status_code == 200
    copied = answer(planner.begin(day="2027-08-06", after=address.rpartition("/")[2]))["plan-new-go"]["href"]
    assert kept(planner, copied).plan.organizer == "Tucson Unified"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"day": None}, "Date of the walk: it is missing"),
        ({"day": "2027-13-01"}, "Date of the walk: it has to be a date"),
        ({"organizer": ""}, "Organizer: it is missing"),
        ({"organizer": "1010 E 10th St"}, "street address"),
        ({"by": ""}, "Your name: it is missing"),
        ({"start": "9"}, "Teams depart at: it has to be an hour"),
        ({"after": "0" * 16}, "There is no plan"),
        ({"after": "../secret"}, "it cannot be read"),
    ],
)
def test_what_does_not_hold_begins_nothing(planner: Planner, changed: dict[str, Any], said: str) -> None:
    assert said in words(answer(planner.begin(**changed))["plan-new-said"])
    assert plans(planner.app.server.extensions["documents"]) == ()


def test_a_form_is_saved_with_its_ticks(planner: Planner) -> None:
    address = planner.new()
    changed = {
        "homes": 194,
        "members.k1.name": "Lee Park",
        "members.k1.role": "-",
        "members.k1.leads": True,
        "targets.dropouts": True,
        "costs.c1.what": "Print",
        "costs.c1.cash": 250.5,
        "freeze-list": True,
    }
    said = answer(planner.save(planner.opened(address), "Ana Ruiz", changed))
    assert said["plan-which"]["data"]["version"] == 2
    plan = kept(planner, address).plan
    assert (plan.homes, plan.sizing.teams, plan.costs["c1"].cash) == (194, 33, 250.5)
    assert (plan.members["k1"].role, plan.members["k1"].leads) == (None, True)
    assert plan.done["freeze-list"].by == "Ana Ruiz"
    again = planner.opened(address)
    assert_stands(again)
    ticked = {box["id"]["name"] for box in boxes(again, "plan-tick") if box["value"]}
    assert ticked == {"freeze-list"}
    assert {box["id"]["name"]: box["value"] for box in boxes(again, "plan-field")}["members.k1.name"] == "Lee Park"


def read_rows(answered: Any, kind: str) -> dict[str, str]:
    """What rows of a pattern read in an answer, by row."""
    found = {json.loads(key)["row"]: value for key, value in answered.items() if f'"{kind}"' in key}
    return {row: reads(value["children"]) for row, value in found.items()}


def test_a_form_answers_as_it_is_filled_in_and_saves_nothing(planner: Planner) -> None:
    address = planner.new()
    form = planner.opened(address)
    said = answer(planner.fill(form, {"homes": 194, "day": "2027-01-18", "costs.c.what": "Vans", "costs.c.cash": 900}))
    assert "194 homes at 6 a team need 33 teams." in words(said["plan-sizing"])
    assert said["plan-day-note"]["children"] == "Monday, Martin Luther King Jr. Day: district offices are closed"
    assert "$900" in words(said["plan-sums"])
    assert said["plan-unsaved"]["children"] == "Not saved yet"
    due = read_rows(said, "plan-due")
    assert due["freeze-list"].startswith("Fri, Jan 15, 2027|3 days before")
    assert read_rows(said, "plan-clock")["staging"] == "06:45"
    moved = answer(planner.fill(form, {"day": "2027-01-19", "start": "10:00", "check-vehicles": True}, shown=due))
    assert "freeze-list" not in read_rows(moved, "plan-due"), "the 16th is a Saturday: still due on the 15th"
    assert "done" in read_rows(moved, "plan-due")["check-vehicles"]
    assert read_rows(moved, "plan-clock")["staging"] == "07:45"
    wrong = answer(planner.fill(form, {"homes": -1}))
    assert "0 or more" in words(wrong["plan-faults"])
    assert "plan-sizing" not in wrong
    assert answer(planner.fill(form, {}))["plan-unsaved"]["children"] == ""
    assert kept(planner, address).version == 1


@pytest.mark.parametrize(
    ("by", "changed", "said"),
    [
        ("", {}, "Your name: it is missing"),
        ("Ana Ruiz", {"homes": -1}, "Homes to visit: it has to be 0 or more"),
        ("Ana Ruiz", {"organizer": "Student 1234567"}, "no student belongs in a plan"),
        ("Ana Ruiz", {"own.x.text": "Pick up at 1010 E 10th St"}, "street address"),
        ("born 2009", {}, "birth date"),
    ],
)
def test_what_does_not_hold_is_not_saved(planner: Planner, by: str, changed: dict[str, Any], said: str) -> None:
    address = planner.new()
    answered = answer(planner.save(planner.opened(address), by, changed))
    assert said in words(answered)
    assert kept(planner, address).version == 1


def test_the_second_of_two_editors_sees_both_and_joins_them(planner: Planner) -> None:
    address = planner.new()
    form = planner.opened(address)
    answer(planner.save(form, "Lee Park", {"homes": 60, "vehicles": 4}))
    mine = {"homes": 90, "leaders": 7}
    both = answer(planner.save(form, "Ana Ruiz", mine))["plan-conflict"]["children"]
    assert "Lee Park saved version 2" in all_words(both)
    rows = {
        all_words(row["props"]["children"][0]).partition(" |")[0]: row for row in nodes(both) if row["type"] == "Tr"
    }
    assert [all_words(cell) for cell in rows["Homes to visit"]["props"]["children"][1:3]] == ["90", "60"]
    proposed = {
        node["props"]["id"]["name"]: node["props"].get("value") for node in nodes(both) if node["type"] == "RadioItems"
    }
    assert proposed == {"homes": None, "vehicles": "theirs", "leaders": "mine"}
    assert kept(planner, address).version == 2

    unsaid = answer(planner.act(form, "merge.2", "Ana Ruiz", mine, {"vehicles": "theirs", "leaders": "mine"}))
    assert "Choose whose to keep: Homes to visit." in words(unsaid)
    keep = {"vehicles": "theirs", "leaders": "mine", "homes": "mine"}
    answer(planner.act(form, "merge.2", "Ana Ruiz", mine, keep))
    plan = kept(planner, address)
    assert (plan.version, plan.by) == (3, "Ana Ruiz")
    assert (plan.plan.homes, plan.plan.vehicles, plan.plan.leaders) == (90, 4, 7)
    late = answer(planner.act(form, "merge.2", "Lee Park", mine, keep))
    assert "Somebody else saved this plan meanwhile" in words(late)
    assert kept(planner, address).version == 3


def test_an_earlier_version_is_shown_beside_the_one_that_stands(planner: Planner) -> None:
    address = planner.new()
    answer(planner.save(planner.opened(address), "Lee Park", {"homes": 60}))
    page = planner.opened(address, "?version=1")
    assert_stands(page)
    assert "Homes to visit | 0 | 60" in all_words(page)
    assert "no version 9" in all_words(planner.opened(address, "?version=9"))
    assert "cannot be used for version" in all_words(planner.opened(address, "?version=x"))


def test_a_removed_plan_is_gone(planner: Planner) -> None:
    address = planner.new()
    form = planner.opened(address)
    assert answer(planner.act(form, "remove", "Ana Ruiz", {}, {}))["plan-go"]["href"] == "/walks/plan"
    assert planner.client.get(address).status_code == 404
    assert "No such plan" in all_words(planner.opened(address))
    assert "Somebody removed this plan" in words(answer(planner.save(form, "Lee Park", {"homes": 1})))


@pytest.mark.parametrize("what", SHEETS)
def test_every_sheet(planner: Planner, what: str) -> None:
    address = planner.new()
    facts = {"phone": "520-555-0100", "meeting_place": "Catalina High School", "homes": 194, "call_spanish": "de 8 a 5"}
    answer(planner.save(planner.opened(address), "Ana Ruiz", facts))
    page = planner.opened(f"{address}/print/{what}")
    assert_stands(page)
    said = all_words(page)
    expected = {
        "schedule": ["06:45", *(task.text for task in TASKS), "33 teams"],
        "volunteer-packet": ["Say nothing that tells", "Catalina High School", "¿Podemos hablar", "520-555-0100"],
        "door-hanger": ["Sorry we missed you", "520-555-0100", "Llámenos", "de 8 a 5"],
        "outcome-sheet": [each.code for each in outcomes().values() if each.attempted] + ["Stop 6"],
        "checklist": [*CHECKLIST, "Nobody on the committee for legal"],
    }[what]
    assert [each for each in expected if each not in said] == []
    assert not [node for node in nodes(page) if node["type"] in {"Input", "Select", "Textarea"}]
    assert planner.client.get(f"{address}/print/{what}").status_code == 200


def test_a_sheet_that_is_none(planner: Planner) -> None:
    address = planner.new()
    assert planner.client.get(f"{address}/print/students").status_code == 404
    assert "No such sheet" in all_words(planner.opened(f"{address}/print/students"))
    assert planner.client.get("/walks/plan/0000/print/schedule").status_code == 404


def test_the_files(planner: Planner) -> None:
    address = planner.new()
    calendar = planner.client.get(f"{address}.ics")
    assert (calendar.status_code, calendar.mimetype) == (200, "text/calendar")
    assert "walk-plan-2027-01-15.ics" in calendar.headers["Content-Disposition"]
    assert calendar.headers["Cache-Control"] == "no-store"
    tasks = planner.client.get(f"{address}/tasks.csv")
    assert (tasks.status_code, tasks.mimetype) == (200, "text/csv")
    assert len(tasks.data.splitlines()) == len(TASKS) + 1
    for none in ("0" * 16, "x", "%00", "a" * 300):
        assert planner.client.get(f"/walks/plan/{none}.ics").status_code == 404


def test_nobody_else_sees_or_changes_a_plan(planner: Planner) -> None:
    address = planner.new()
    form = planner.opened(address)
    refused = [
        planner.begin(headers=ELSEWHERE),
        planner.save(form, "Lee Park", {"homes": 60}, headers=ELSEWHERE),
    ]
    assert all("came through a proxy" in each.text for each in refused)
    assert kept(planner, address).version == 1
    for file in (f"{address}.ics", f"{address}/tasks.csv"):
        assert planner.client.get(file, headers=ELSEWHERE).status_code == 403
    planner.client.environ_base["REMOTE_ADDR"] = "10.1.2.3"
    for path in ("/walks/plan", address, f"{address}/print/schedule"):
        said = all_words(planner.opened(path))
        assert "this request comes from another one" in said
        assert "Ana Ruiz" not in said
        assert "Tucson Unified" not in said
        # an address of a plan and one of none answer alike
        assert planner.client.get(path).status_code == 200
    assert planner.client.get("/walks/plan/" + "0" * 16).status_code == 200


@pytest.mark.parametrize(
    "which", [{"plan": "../etc", "version": 1}, {"plan": "0" * 16, "version": 0}, {"plan": "0" * 16}, "x", None]
)
def test_a_form_that_no_page_sends_is_refused_in_words(planner: Planner, which: Any) -> None:
    form = planner.opened(planner.new())
    answered = planner.save(form, "Ana Ruiz", {}, which=which or ["no"])
    assert answered.status_code == 400
    assert "Reload the page" in answered.text


def test_costs_read_as_dollars() -> None:
    assert [planned_cost(value) for value in (0, 4500, 1234567.6)] == ["$0", "$4,500", "$1,234,568"]
