"""What is loaded comes back as it was, under our own number."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta

import pytest

from database.district.store import AlreadyHeld, DistrictStore, NoSuchVisit
from database.district.values import DistrictLoadRecord
from tests.database.district.rows import (
    DAY,
    NOON,
    ORGANIZER,
    answers,
    but_student,
    correction,
    load_plan,
    load_spells,
    load_visits,
    new,
    plan,
    spell,
    visit,
)

LATER = DAY + timedelta(days=7)


def test_an_empty_file_says_so(store: DistrictStore) -> None:
    assert answers(store) == ((), frozenset(), {}, (), (), (), {}, None, None)
    assert (store.version(), store.district(), store.loads(), store.mapping("visits")) == (0, None, (), None)
    assert (store.school_years(), store.own_codes(), store.releases()) == ((), (), ())
    assert store.walk_keys(DAY, ORGANIZER) == {}


def test_visits_come_back_as_they_were(store: DistrictStore) -> None:
    rows = [visit("k1", due=LATER), visit("k2", attempt=0, next_step="call"), visit("k1", attempt=2)]
    load_visits(store, *rows)
    found = store.visits()
    assert [but_student(row) for row in found] == [but_student(row) for row in rows]
    assert [row.student for row in found] == [found[0].student, found[1].student, found[0].student]
    assert found[0].student != found[1].student
    assert store.known_keys() == {"k1", "k2"}
    assert store.visits_by_key() == {
        (DAY, ORGANIZER, "k1", 1): "spoke with student",
        (DAY, ORGANIZER, "k2", 0): "spoke with student",
        (DAY, ORGANIZER, "k1", 2): "spoke with student",
    }


def test_a_load_is_recorded(store: DistrictStore) -> None:
    rows = (visit("k1"), visit("k2"))
    before = datetime.now(UTC).replace(tzinfo=None)
    load_id = load_visits(store, *rows, rows_read=7, rejected=3, blank=2)
    (load,) = store.loads()
    assert before <= load.loaded_at <= datetime.now(UTC).replace(tzinfo=None)
    expected = DistrictLoadRecord(
        load_id, "visits", load.sha256, 7, 2, 3, 2, True, date(2026, 1, 10), load.loaded_at, None
    )
    assert load == expected


def test_the_latest_load_is_first_and_numbers_are_not_given_twice(store: DistrictStore) -> None:
    first = load_plan(store, plan())
    store.undo(first)
    second = load_plan(store, plan())
    assert [load.id for load in store.loads()] == [second, first]
    assert second > first


def test_the_mapping_is_that_of_the_latest_load_of_the_kind(store: DistrictStore) -> None:
    load_visits(store, visit("k1"), mapping={"student": "A", "walk_day": "Tag"})
    undone = load_visits(store, visit("k2"), mapping={"student": "B"})
    store.undo(undone)
    load_spells(store, spell("k1"), mapping={})
    assert store.mapping("visits") == {"student": "B"}
    assert store.mapping("spells") == {}
    assert store.mapping("plan") is None


def test_the_same_attempt_twice_is_refused_whole(store: DistrictStore) -> None:
    load_visits(store, visit("k1"))
    before = (answers(store), store.loads(), store.version())
    for rows in ([visit("k2"), visit("k1", outcome="other")], [visit("k3"), visit("k3")]):
        with pytest.raises(AlreadyHeld, match="nothing was written") as refused:
            load_visits(store, *rows)
        assert "k3" not in str(refused.value)
        assert "k1" not in str(refused.value)
    assert (answers(store), store.loads(), store.version()) == before
    assert store.known_keys() == {"k1"}


def test_a_load_of_another_kind_is_refused(store: DistrictStore) -> None:
    with pytest.raises(ValueError, match="a load of spells brought as one of visits"):
        store.load_visits(new("spells", [visit("k1")]), [visit("k1")])
    assert store.loads() == ()


def test_an_empty_load_is_a_load(store: DistrictStore) -> None:
    load_id = load_spells(store)
    assert (store.loads()[0].kept, store.spells(), store.is_made_up()) == (0, (), True)
    assert store.undo(load_id) == 0


def test_a_new_export_replaces_the_spells_of_the_students_it_names(store: DistrictStore) -> None:
    load_spells(store, spell("k1"), spell("k1", enter=LATER), spell("k2"))
    load_spells(store, spell("k1", school="High school B"), as_of=LATER)
    assert [(row.school, row.enter) for row in store.spells()] == [("High school A", DAY), ("High school B", DAY)]
    assert store.as_of() == LATER


def test_spells_and_visits_of_one_key_have_one_number_whichever_came_first(store: DistrictStore) -> None:
    load_spells(store, spell("k2"), spell("k1"))
    load_visits(store, visit("k1"))
    load_visits(store, visit("k2"))
    second, first = (row.student for row in store.spells())
    assert [row.student for row in store.visits()] == [first, second]


def test_spells_keep_what_is_missing(store: DistrictStore) -> None:
    row = spell("k1", leave=LATER, leave_code="W5", summer_code="S1", grade=None, school="", enter_code="")
    load_spells(store, row)
    assert but_student(store.spells()[0]) == but_student(row)


def test_of_each_walk_the_latest_plan_holds(store: DistrictStore) -> None:
    load_plan(store, plan(teams=1), plan(LATER, teams=2, vehicles=None, hours=None, cost=None))
    load_plan(store, plan(teams=3))
    assert store.plans() == (plan(teams=3), plan(LATER, teams=2, vehicles=None, hours=None, cost=None))
    with pytest.raises(AlreadyHeld, match="plan"):
        load_plan(store, plan(LATER), plan(LATER))


def test_a_student_has_another_random_key_in_every_walk_and_keeps_it(store: DistrictStore) -> None:
    load_visits(store, visit("k1"), visit("k1", day=LATER), visit("k2"))
    first = store.walk_keys(DAY, ORGANIZER)
    load_visits(store, visit("k1", attempt=2), visit("k3"))
    later = store.walk_keys(DAY, ORGANIZER)
    assert {number: later[number] for number in first} == first
    assert set(later) == {row.student for row in store.visits() if row.walk_day == DAY}
    keys = [*later.values(), *store.walk_keys(LATER, ORGANIZER).values()]
    assert len(set(keys)) == 4
    assert all(len(key) == 16 and int(key, 16) >= 0 for key in keys)
    assert store.walk_keys(DAY, "Somebody else") == {}


def test_made_up_is_said_of_live_loads(store: DistrictStore) -> None:
    made_up = load_plan(store, plan())
    load_visits(store, visit("k1"), made_up=False)
    assert store.is_made_up() is True
    store.undo(made_up)
    assert store.is_made_up() is False


def test_corrections_are_appended(store: DistrictStore) -> None:
    load_visits(store, visit("k1"))
    number = store.visits()[0].student
    rows = (correction(number), correction(number, outcome="enrolled", at=NOON + timedelta(hours=1)))
    for row in rows:
        store.add_correction(row)
    assert store.corrections() == rows
    assert store.visits()[0].outcome == "spoke with student"


@pytest.mark.parametrize("change", [{"attempt": 2}, {"walk_day": LATER}, {"organizer": "x"}])
def test_a_correction_needs_its_visit(store: DistrictStore, change: dict[str, object]) -> None:
    load_visits(store, visit("k1"))
    with pytest.raises(NoSuchVisit, match="nothing was written"):
        store.add_correction(correction(store.visits()[0].student, **change))
    for student in ("k1", "999", ""):
        with pytest.raises(NoSuchVisit):
            store.add_correction(correction(student))
    assert store.corrections() == ()


def test_two_loads_of_one_file_at_once_leave_one(district_path: object) -> None:
    refused: list[AlreadyHeld] = []
    stores = [DistrictStore(f"sqlite:///{district_path}") for _ in range(4)]

    def bring(store: DistrictStore) -> None:
        try:
            load_visits(store, visit("k1"), visit("k2"))
        except AlreadyHeld as error:
            refused.append(error)

    threads = [threading.Thread(target=bring, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 3
    assert len(stores[0].visits()) == 2
    assert len(stores[0].loads()) == 1
    for store in stores:
        store.close()


def test_the_same_file_sent_twice_at_once_is_one_load(store: DistrictStore) -> None:
    """Both were checked before either was written; the second says which load it is."""
    first = load_spells(store, spell("k1"), sha256="cd" * 32)
    with pytest.raises(AlreadyHeld, match=f"loaded already, by load {first}"):
        load_spells(store, spell("k1"), sha256="cd" * 32)
    assert [load.id for load in store.loads()] == [first]
    store.undo(first)
    assert load_spells(store, spell("k1"), sha256="cd" * 32) > first
