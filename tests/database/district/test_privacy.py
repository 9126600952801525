"""The district's key of a student comes out of two answers only, and the file is its owner's alone."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from database.district.errors import AlreadyHeld, CannotUndo, NoSuchVisit
from database.district.file import DISTRICT
from database.district.store import DistrictStore
from database.engine import writer
from database.models import Base
from tests.database.district.rows import DAY, ORGANIZER, correction, load_spells, load_visits, spell, visit

KEY = "districts-own-key"
SAY_KEYS = {"known_keys", "visits_by_key", "keys_with_spells", "own_keys"}
ARGUMENTS: dict[str, tuple[object, ...]] = {
    "mapping": ("visits",),
    "walk_keys": (DAY, ORGANIZER),
    "own_keys": (DAY, ORGANIZER),
}
CHANGE = ("save_", "add_", "load_", "withdraw_", "undo", "prepare", "close")


def questions(store: DistrictStore) -> dict[str, object]:
    """What every question of a store answers, by its name."""
    names = [name for name, _ in inspect.getmembers(DistrictStore, inspect.isfunction) if not name.startswith("_")]
    return {name: getattr(store, name)(*ARGUMENTS.get(name, ())) for name in names if not name.startswith(CHANGE)}


def test_no_answer_but_those_of_the_import_says_the_key(store: DistrictStore) -> None:
    load_visits(store, visit(KEY))
    load_spells(store, spell(KEY), spell(f"{KEY}-2"))
    store.add_correction(correction(store.visits()[0].student))
    said = questions(store)
    assert {"visits", "spells", "loads", "corrections", "walk_keys", "releases"} <= set(said)
    assert {name for name, answer in said.items() if KEY in repr(answer)} == SAY_KEYS


REFUSED: list[tuple[type[Exception], Callable[[DistrictStore], object]]] = [
    (AlreadyHeld, lambda store: load_visits(store, visit(KEY))),
    (NoSuchVisit, lambda store: store.add_correction(correction(KEY))),
    (CannotUndo, lambda store: store.undo(1)),
    (IntegrityError, lambda store: load_visits(store, visit("k2", next_step=KEY, outcome=None))),
]


@pytest.mark.parametrize(("error", "change"), REFUSED)
def test_no_error_says_the_key(
    store: DistrictStore, error: type[Exception], change: Callable[[DistrictStore], object]
) -> None:
    load_visits(store, visit(KEY))
    store.add_correction(correction(store.visits()[0].student))
    with pytest.raises(error) as raised:
        change(store)
    cause: BaseException | None = raised.value
    while cause is not None:
        assert KEY not in str(cause)
        cause = cause.__cause__ or cause.__context__


def test_keys_of_spells_alone_are_not_known_keys(store: DistrictStore) -> None:
    load_spells(store, spell("k1"))
    assert store.known_keys() == frozenset()


def test_a_walks_keys_do_not_lead_to_another_walk(store: DistrictStore) -> None:
    later = DAY + timedelta(days=1)
    load_visits(store, visit(KEY), visit(KEY, day=later))
    assert set(store.walk_keys(DAY, ORGANIZER).values()).isdisjoint(store.walk_keys(later, ORGANIZER).values())


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "district.sqlite"
    umask = os.umask(0)
    try:
        store = DistrictStore(f"sqlite:///{path}")
        assert not path.exists()
        store.prepare()
        assert path.stat().st_mode & 0o777 == 0o600
        path.chmod(0o664)
        store.prepare()
        assert path.stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(umask)


def test_the_journal_is_closed_to_others_too(store: DistrictStore, district_path: Path) -> None:
    district_path.chmod(0o600)
    with writer(f"sqlite:///{district_path}", DISTRICT).begin() as connection:
        connection.execute(text("INSERT INTO student (key) VALUES ('k1')"))
        journal = district_path.with_name(district_path.name + "-journal")
        assert journal.stat().st_mode & 0o777 == 0o600
    assert not journal.exists()


def test_what_is_deleted_is_overwritten_and_no_log_is_kept(district_path: Path) -> None:
    with writer(f"sqlite:///{district_path}", DISTRICT).connect() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("secure_delete", "journal_mode")]
    assert found == [1, "delete"]


def test_the_public_database_has_no_table_of_students() -> None:
    assert {"visit", "spell", "student", "walk_student", "correction"}.isdisjoint(Base.metadata.tables)
