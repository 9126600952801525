"""A load can be taken back: the answers are those before it, and nothing of its rows is left."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from database.district.store import CannotUndo, DistrictStore
from database.district.values import PlanRecord, SpellRecord, VisitRecord
from tests.database.district.rows import (
    DAY,
    ORGANIZER,
    answers,
    but_student,
    correction,
    load_plan,
    load_spells,
    load_visits,
    plan,
    spell,
    visit,
)

LATER = DAY + timedelta(days=7)
SECOND: list[Callable[[DistrictStore], int]] = [
    lambda store: load_visits(store, visit("k1", attempt=2), visit("k9"), visit("k2", day=LATER), made_up=False),
    lambda store: load_spells(store, spell("k1", school="B"), spell("k8"), as_of=LATER),
    lambda store: load_plan(store, plan(teams=9), plan(LATER)),
]


@pytest.mark.parametrize("second", SECOND)
def test_undo_brings_every_answer_back(store: DistrictStore, second: Callable[[DistrictStore], int]) -> None:
    load_visits(store, visit("k1"), visit("k2"))
    load_spells(store, spell("k1"), spell("k1", enter=LATER), spell("k3"))
    load_plan(store, plan())
    before = repr(answers(store))
    load_id = second(store)
    assert repr(answers(store)) != before
    kept = store.loads()[0].kept
    assert store.undo(load_id) == kept
    assert repr(answers(store)) == before
    assert store.loads()[0].undone_at is not None
    assert store.loads()[0].kept == kept


def test_what_cannot_be_undone_says_why(store: DistrictStore) -> None:
    load_id = load_plan(store, plan())
    with pytest.raises(CannotUndo, match="there is no load 77"):
        store.undo(77)
    store.undo(load_id)
    version = store.version()
    with pytest.raises(CannotUndo, match=f"load {load_id} was undone already, on 20"):
        store.undo(load_id)
    assert store.version() == version


def test_visits_that_corrections_stand_on_stay(store: DistrictStore) -> None:
    first = load_visits(store, visit("k1"))
    second = load_visits(store, visit("k2"))
    store.add_correction(correction(store.visits()[0].student))
    with pytest.raises(CannotUndo, match=f"1 correction stands on visits of load {first}"):
        store.undo(first)
    store.add_correction(correction(store.visits()[0].student))
    with pytest.raises(CannotUndo, match="2 corrections stand"):
        store.undo(first)
    assert store.undo(second) == 1
    assert len(store.visits()) == 1


def test_nothing_is_left_of_an_undone_load(store: DistrictStore, district_path: Path) -> None:
    visited = [f"visited-{number:05d}" for number in range(800)]
    enrolled = [f"enrolled-{number:05d}" for number in range(800)]
    loads = [
        load_visits(store, *(visit(key, next_step=f"step-{key}") for key in visited)),
        load_spells(store, *(spell(key, school=f"school-{key}") for key in enrolled)),
    ]
    drawn = set(store.walk_keys(DAY, ORGANIZER).values())
    held = district_path.read_bytes()
    assert all(key.encode() in held for key in (*visited, *enrolled, *drawn))
    for load_id in loads:
        store.undo(load_id)
    left = b"".join(path.read_bytes() for path in district_path.parent.rglob("*") if path.is_file())
    assert [key for key in (*visited, *enrolled, *drawn) if key.encode() in left] == []
    assert (b"step-" in left, b"school-" in left) == (False, False)


@dataclass
class Model:
    """What the store should say, worked out in the plainest way."""

    visits: dict[int, list[VisitRecord]] = field(default_factory=dict)
    spells: dict[int, list[SpellRecord]] = field(default_factory=dict)
    plans: dict[int, list[PlanRecord]] = field(default_factory=dict)

    def live_visits(self) -> list[VisitRecord]:
        return [row for load in sorted(self.visits) for row in self.visits[load]]

    def live_spells(self) -> list[SpellRecord]:
        latest = {row.student: load for load in sorted(self.spells) for row in self.spells[load]}
        return [row for load in sorted(self.spells) for row in self.spells[load] if latest[row.student] == load]

    def live_plans(self) -> list[PlanRecord]:
        latest = {(row.walk_day, row.organizer): row for load in sorted(self.plans) for row in self.plans[load]}
        return [latest[walk] for walk in sorted(latest)]


KEYS = st.sampled_from(["k1", "k2", "k3", "k4"])
DAYS = st.sampled_from([DAY, LATER])
VISITS = st.lists(st.tuples(KEYS, DAYS, st.integers(0, 1)), max_size=4, unique=True)
SPELLS = st.lists(st.tuples(KEYS, DAYS), max_size=4)
PLANS = st.lists(DAYS, max_size=2, unique=True)
STEP = st.one_of(
    st.tuples(st.just("visits"), VISITS),
    st.tuples(st.just("spells"), SPELLS),
    st.tuples(st.just("plan"), PLANS),
    st.tuples(st.just("undo"), st.integers(0, 5)),
)


def take(store: DistrictStore, model: Model, step: tuple[str, object]) -> None:
    what, rows = step
    if what == "undo":
        live = sorted([*model.visits, *model.spells, *model.plans])
        if live:
            load_id = live[rows % len(live)]  # type: ignore[operator]
            gone = [loads.pop(load_id) for loads in (model.visits, model.spells, model.plans) if load_id in loads]
            assert store.undo(load_id) == len(gone[0])
    elif what == "visits":
        there = {(row.student, row.walk_day, row.attempt) for row in model.live_visits()}
        brought = [visit(key, day=day, attempt=n) for key, day, n in rows if (key, day, n) not in there]  # type: ignore[attr-defined]
        model.visits[load_visits(store, *brought)] = brought
    elif what == "spells":
        entered = [spell(key, enter=day) for key, day in rows]  # type: ignore[attr-defined]
        model.spells[load_spells(store, *entered)] = entered
    else:
        planned = [plan(day, teams=len(model.plans)) for day in rows]  # type: ignore[attr-defined]
        model.plans[load_plan(store, *planned)] = planned


def agree(store: DistrictStore, model: Model) -> dict[str, str]:
    """The store says what the model says; the student's number by key."""
    pairs: list[tuple[VisitRecord | SpellRecord, VisitRecord | SpellRecord]] = [
        *zip(store.visits(), model.live_visits(), strict=True),
        *zip(store.spells(), model.live_spells(), strict=True),
    ]
    numbers: dict[str, str] = {}
    for found, expected in pairs:
        assert but_student(found) == but_student(expected)
        assert numbers.setdefault(expected.student, found.student) == found.student
    assert len(set(numbers.values())) == len(numbers)
    assert list(store.plans()) == model.live_plans()
    assert store.known_keys() == {row.student for row in model.live_visits()}
    return numbers


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=7))
def test_any_order_of_loads_and_undos(prepared: Path, steps: list[tuple[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = shutil.copy(prepared, Path(folder) / "district.sqlite")
        store, model = DistrictStore(f"sqlite:///{path}"), Model()
        numbers: dict[str, str] = {}
        drawn: dict[tuple[date, str], str] = {}
        for step in steps:
            before = store.version()
            take(store, model, step)
            assert store.version() >= before
            after = agree(store, model)
            assert {key: after[key] for key in after.keys() & numbers.keys()} == {
                key: numbers[key] for key in after.keys() & numbers.keys()
            }
            numbers = after
            keys = {
                (day, number): key for day in (DAY, LATER) for number, key in store.walk_keys(day, ORGANIZER).items()
            }
            assert set(keys) == {(row.walk_day, row.student) for row in store.visits()}
            assert all(drawn.get(each, key) == key for each, key in keys.items())
            drawn = keys
        store.close()
