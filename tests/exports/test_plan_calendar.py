"""The calendar of a plan read back by the library, and its tasks as CSV."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from exports.plan_calendar import plan_calendar, plan_file_name, plan_tasks_csv
from operations.plans import SavedPlan
from walks.planning import TASKS, Done, OwnTask, Plan, Role, tasks_of

STAMP = datetime(2026, 11, 2, 17, 30, tzinfo=UTC)
PLAN = Plan(
    day=date(2027, 1, 15),
    organizer="Tucson Unified; Mayor’s Office, Tucson",
    meeting_place="Catalina High School",
    own={"w1": OwnTask(text="=Order water, 400 bottles", role=Role.DISTRICT, days=-7)},
    done={"agree-date": Done(on=date(2026, 11, 5), by="José Muñoz")},
)


def saved(plan: Plan = PLAN, version: int = 3) -> SavedPlan:
    return SavedPlan("ab" * 8, version, STAMP, "José Muñoz", plan)


def read(plan: SavedPlan) -> Calendar:
    found = Calendar.from_ical(plan_calendar(plan))
    assert isinstance(found, Calendar)
    return found


def test_the_walk_stands_in_arizona_time() -> None:
    walk = next(event for event in read(saved()).events if str(event["UID"]).startswith(f"{'ab' * 8}-walk@"))
    assert isinstance(walk.start, datetime)
    assert walk.start.isoformat() == "2027-01-15T09:00:00-07:00"
    assert walk.end - walk.start == timedelta(hours=3)
    assert walk["DTSTART"].params["TZID"] == "America/Phoenix"
    assert str(walk["SUMMARY"]) == "Walk: Tucson Unified; Mayor’s Office, Tucson"
    assert str(walk["LOCATION"]) == "Catalina High School"
    assert "06:45 Staging (Dropout Prevention staff)\n07:30" in str(walk["DESCRIPTION"])


def test_the_zone_is_described_in_the_file() -> None:
    zones = [str(zone["TZID"]) for zone in read(saved()).timezones]
    assert zones == ["America/Phoenix"]


def test_tasks_are_all_day_on_the_day_due_and_block_no_time() -> None:
    calendar = read(saved())
    events = {str(event["UID"]).partition("@")[0].removeprefix(f"{'ab' * 8}-"): event for event in calendar.events}
    assert set(events) == {"walk", "w1", *(task.key for task in TASKS)}
    for task in tasks_of(PLAN):
        event = events[task.key]
        assert (event.start, event.end) == (task.due, task.due + timedelta(1))
        assert str(event["TRANSP"]) == "TRANSPARENT"
        assert str(event["SUMMARY"]).removeprefix("Done: ") == task.text
    assert str(events["agree-date"]["SUMMARY"]).startswith("Done: ")
    assert "Done 2026-11-05 by José Muñoz" in str(events["agree-date"]["DESCRIPTION"])


def test_ids_stay_and_the_sequence_grows_when_the_day_moves() -> None:
    moved = PLAN.model_copy(update={"day": date(2027, 1, 22)})
    before, after = read(saved()), read(saved(moved, version=4))
    assert [str(event["UID"]) for event in before.events] == [str(event["UID"]) for event in after.events]
    assert {str(event["SEQUENCE"]) for event in before.events} == {"3"}
    assert {str(event["SEQUENCE"]) for event in after.events} == {"4"}
    assert plan_calendar(saved()) == plan_calendar(saved()), "the same version gives the same file"


def test_lines_are_short_and_end_as_the_standard_says() -> None:
    file = plan_calendar(saved())
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert b"\n" not in file.replace(b"\r\n", b"")


def test_tasks_as_csv() -> None:
    file = plan_tasks_csv(saved(), date(2027, 1, 9)).decode("utf-8-sig")
    rows = {row["Task"]: row for row in csv.DictReader(io.StringIO(file))}
    assert len(rows) == len(TASKS) + 1
    water = rows["'=Order water, 400 bottles"]
    assert (water["Due"], water["Role"], water["Days overdue"]) == ("2027-01-08", "district", "1")
    agreed = next(row for row in rows.values() if row["Done by"])
    assert (agreed["Done on"], agreed["Done by"], agreed["Days overdue"]) == ("2026-11-05", "José Muñoz", "0")
    assert plan_file_name(saved()) == "walk-plan-2027-01-15"
