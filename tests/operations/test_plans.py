"""Plans are kept version by version: two editors, a version taken back, a plan removed; nothing saved is overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from pydantic import ValidationError

from database.documents import Documents
from database.frozen import ARIZONA
from database.migrate import upgrade
from operations.plans import (
    NoSuchPlan,
    Overtaken,
    SavedPlan,
    from_form,
    latest,
    plans,
    remove,
    save,
    start,
    take_back,
    today,
    version,
    versions,
)
from walks.planning import Done, Member, Plan, Role, to_fields

DAY = date(2027, 1, 15)
NAME = "Tucson Unified"


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[Documents]:
    url = f"sqlite:///{tmp_path / 'plans.sqlite'}"
    upgrade(url)
    found = Documents(url)
    yield found
    found.close()


def begun(documents: Documents, day: date = DAY) -> SavedPlan:
    return start(documents, day, NAME, time(9), "Ana Ruiz")


def with_homes(saved: SavedPlan, homes: int) -> Plan:
    return saved.plan.model_copy(update={"homes": homes})


def test_a_plan_begins_with_the_toolkit_and_is_found_again(documents: Documents) -> None:
    saved = begun(documents)
    assert (saved.version, saved.by, len(saved.plan.moments)) == (1, "Ana Ruiz", 9)
    assert latest(documents, saved.id) == saved
    other = begun(documents, date(2027, 8, 6))
    assert [each.id for each in plans(documents)] == [other.id, saved.id]
    assert len({saved.id, other.id}) == 2


def test_two_editors_are_noticed_and_nothing_is_overwritten(documents: Documents) -> None:
    first = begun(documents)
    second = save(documents, first.id, with_homes(first, 60), first.version, "Lee Park")
    with pytest.raises(Overtaken) as overtaken:
        save(documents, first.id, with_homes(first, 90), first.version, "Ana Ruiz")
    assert overtaken.value.theirs == second
    assert latest(documents, first.id) == second
    third = save(documents, first.id, with_homes(first, 90), second.version, "Ana Ruiz")
    assert [(each.version, each.plan.homes, each.by) for each in versions(documents, first.id)] == [
        (3, 90, "Ana Ruiz"),
        (2, 60, "Lee Park"),
        (1, 0, "Ana Ruiz"),
    ]
    assert third.version == 3


def test_an_earlier_version_is_taken_back_as_a_new_one(documents: Documents) -> None:
    first = begun(documents)
    second = save(documents, first.id, with_homes(first, 60), 1, "Lee Park")
    third = take_back(documents, first.id, 1, second.version, "Ana Ruiz")
    assert (third.version, third.plan) == (3, first.plan)
    assert version(documents, first.id, 2) == second
    with pytest.raises(Overtaken):
        take_back(documents, first.id, 2, second.version, "Ana Ruiz")
    with pytest.raises(NoSuchPlan):
        take_back(documents, first.id, 7, third.version, "Ana Ruiz")


def test_a_removed_plan_is_gone_from_the_list_and_cannot_be_saved(documents: Documents) -> None:
    saved = begun(documents)
    remove(documents, saved.id, 1)
    assert plans(documents) == ()
    with pytest.raises(NoSuchPlan):
        latest(documents, saved.id)
    with pytest.raises(Overtaken) as overtaken:
        save(documents, saved.id, saved.plan, 1, "Lee Park")
    assert overtaken.value.theirs is None
    assert version(documents, saved.id, 1) == saved


def test_a_copy_of_an_earlier_plan(documents: Documents) -> None:
    saved = begun(documents)
    plan = saved.plan.model_copy(
        update={
            "members": {"a": Member(name="Ana Ruiz", role=Role.DATA, agreement_signed=DAY)},
            "done": {"freeze-list": Done(on=DAY, by="Ana Ruiz")},
        }
    )
    save(documents, saved.id, plan, 1, "Ana Ruiz")
    other = start(documents, date(2027, 8, 6), "Mesa", time(8, 30), "Lee Park", after=saved.id)
    assert (other.plan.day, other.plan.start, other.plan.done) == (date(2027, 8, 6), time(8, 30), {})
    assert other.plan.members["a"].agreement_signed is None
    with pytest.raises(NoSuchPlan):
        start(documents, DAY, "Mesa", time(9), "Lee Park", after="0" * 16)


def test_names_are_checked_too(documents: Documents) -> None:
    for organizer, by in (("Call 12345678", "Ana Ruiz"), ("", "Ana Ruiz"), (NAME, ""), (NAME, "born 2009")):
        with pytest.raises(ValidationError):
            start(documents, DAY, organizer, time(9), by)
    assert plans(documents) == ()


def test_a_tick_keeps_the_day_and_name_it_got_first(documents: Documents) -> None:
    before = begun(documents).plan.model_copy(
        update={"done": {"freeze-list": Done(on=date(2027, 1, 12), by="Ana Ruiz")}}
    )
    fields = {path: text for path, text in to_fields(before).items() if not path.startswith("done.")}
    ticks = {"freeze-list": True, "check-vehicles": True, "plan-media": False}
    plan = from_form(fields, ticks, before, "Lee Park", date(2027, 1, 14))
    assert plan.done == {
        "freeze-list": Done(on=date(2027, 1, 12), by="Ana Ruiz"),
        "check-vehicles": Done(on=date(2027, 1, 14), by="Lee Park"),
    }


def test_days_are_arizonas() -> None:
    assert today() == datetime.now(UTC).astimezone(ARIZONA).date()
    saved = SavedPlan("0" * 16, 1, datetime(2027, 1, 15, 3, 5, tzinfo=UTC), "Ana Ruiz", Plan(day=DAY, organizer=NAME))
    assert saved.when == "2027-01-14 20:05"
