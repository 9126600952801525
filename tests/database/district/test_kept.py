"""What a district says of itself, its releases and its secret; and how the version tells of every change."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from database.district.store import AlreadyReleased, ChangedMeanwhile, DistrictStore
from database.district.values import DistrictRecord, MadeReleaseRecord, OwnCodeRecord, SchoolYearRecord
from tests.database.district.rows import (
    NOON,
    answers,
    correction,
    load_plan,
    load_spells,
    load_visits,
    plan,
    spell,
    visit,
)

YEAR = SchoolYearRecord(date(2025, 8, 4), date(2025, 12, 19), date(2026, 5, 21), (date(2025, 9, 1), date(2025, 11, 27)))
CODE = OwnCodeRecord(2024, 2026, "W99", "dropout", "left without a word")
CONTENT = b"made-up release\x00\xff"
RELEASE = MadeReleaseRecord(
    hashlib.sha256(CONTENT).hexdigest(), date(2026, 1, 12), "Made-up Approver", True, CONTENT, NOON
)


def test_the_district_is_the_one_saved_last(store: DistrictStore) -> None:
    store.save_district(DistrictRecord("Example Unified", "Example"))
    store.save_district(DistrictRecord("Example Unified District", "Example"))
    assert store.district() == DistrictRecord("Example Unified District", "Example")


def test_school_years_are_exchanged(store: DistrictStore) -> None:
    next_year = SchoolYearRecord(date(2026, 8, 3), date(2026, 12, 18), date(2027, 5, 20))
    store.save_school_years([next_year, YEAR])
    assert store.school_years() == (YEAR, next_year)
    store.save_school_years([next_year])
    assert store.school_years() == (next_year,)


def test_own_codes_are_added_and_explained_anew(store: DistrictStore) -> None:
    other = replace(CODE, code="W98")
    store.add_own_codes([CODE])
    store.add_own_codes([other, replace(CODE, kind="transfer")])
    assert store.own_codes() == (other, replace(CODE, kind="transfer"))


def test_releases_are_kept_byte_for_byte_and_once(store: DistrictStore) -> None:
    second = replace(RELEASE, sha256="0" * 64, content=b"", approved_at=NOON - timedelta(days=1))
    store.add_release(RELEASE)
    store.add_release(second)
    with pytest.raises(AlreadyReleased, match="was made before"):
        store.add_release(replace(RELEASE, approver="Somebody else"))
    assert store.releases() == (RELEASE, second)


def test_of_two_releases_made_from_one_version_one_is_kept(store: DistrictStore) -> None:
    seen = store.version()
    store.add_release(RELEASE, seen=seen)
    with pytest.raises(ChangedMeanwhile, match="nothing was written"):
        store.add_release(replace(RELEASE, sha256="0" * 64), seen=seen)
    assert store.releases() == (RELEASE,)
    store.add_release(replace(RELEASE, sha256="0" * 64), seen=store.version())
    assert len(store.releases()) == 2


def test_times_with_a_zone_are_kept_as_utc(store: DistrictStore) -> None:
    arizona = timezone(timedelta(hours=-7))
    store.add_release(replace(RELEASE, approved_at=datetime(2025, 9, 8, 12, 0, tzinfo=arizona)))
    load_visits(store, visit("k1"))
    store.add_correction(correction(store.visits()[0].student, at=NOON.replace(tzinfo=UTC)))
    assert store.releases()[0].approved_at == store.corrections()[0].at == NOON


def test_the_secret_is_drawn_once_and_stays(store: DistrictStore, district_path: Path) -> None:
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(store.secret())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert len(found[0]) == 32
    again = DistrictStore(f"sqlite:///{district_path}")
    assert again.secret() == found[0]
    again.close()


CHANGES: list[Callable[[DistrictStore], object]] = [
    lambda store: store.save_district(DistrictRecord("A", "B")),
    lambda store: store.save_school_years([YEAR]),
    lambda store: store.add_own_codes([CODE]),
    lambda store: load_visits(store, visit("k9")),
    lambda store: load_spells(store, spell("k9")),
    lambda store: load_plan(store, plan()),
    lambda store: store.undo(store.loads()[0].id),
    lambda store: store.add_correction(correction(store.visits()[0].student)),
    lambda store: store.add_release(RELEASE),
]


def test_every_change_raises_the_version_for_every_reader(store: DistrictStore, district_path: Path) -> None:
    other = DistrictStore(f"sqlite:///{district_path}")
    seen = [other.version()]
    for change in CHANGES:
        change(store)
        seen.append(other.version())
        assert store.version() == seen[-1]
    assert seen == sorted(set(seen))
    other.close()


def test_the_version_rises_even_if_the_clock_goes_back(store: DistrictStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save_school_years([YEAR])
    before = store.version()
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    store.save_school_years([])
    assert store.version() == before + 1


def test_reading_does_not_raise_it(store: DistrictStore) -> None:
    load_visits(store, visit("k1"))
    before = store.version()
    answers(store)
    store.secret()
    assert store.version() == before


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_store_used_before_a_fork_works_in_the_child(store: DistrictStore) -> None:
    load_visits(store, visit("k1"))
    assert len(store.visits()) == 1
    child = os.fork()
    if child == 0:
        done = False
        try:
            load_visits(store, visit("k2"))
            done = len(store.visits()) == 2
        finally:
            os._exit(0 if done else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert len(store.visits()) == 2
