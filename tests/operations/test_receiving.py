"""Receiving a release: what is refused, and that nothing is half-written."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from database.releases import ChangedMeanwhile, Releases
from operations.receiving import check_release, load_release
from tests.walks.disclosure.made import SECRET, chance_of, stages, table
from walks import release_file
from walks.disclosure.tables import Count, TrueTable, one_way
from walks.keys import WalkKey
from walks.release import Heading, ReleaseRefused, make_release

WALK = WalkKey(date(2026, 1, 16), "Made-up")
THEIRS = WalkKey(date(2026, 1, 16), "Others")
HEADING = Heading("Made-up Unified", (WALK,), date(2026, 4, 1), "A. Prover", made_up=True)


def content(*tables: TrueTable, **changed: Any) -> bytes:
    return release_file.to_bytes(make_release(replace(HEADING, **changed), tables, SECRET).release)


GOOD = content(stages(76, 46, 5), table(2, 25, 40))


def test_a_good_release_is_kept_byte_for_byte(releases: Releases) -> None:
    received = check_release(GOOD, releases.all())
    assert releases.all() == ()
    assert (received.shown, received.hidden) == (4, 3)
    record = load_release(releases, GOOD)
    (kept,) = releases.all()
    assert (kept.content, kept.sha256) == (GOOD, received.sha256)
    assert (record.district, record.approver, record.made_up) == ("Made-up Unified", "A. Prover", True)


@pytest.mark.parametrize(
    "spoiled",
    [
        b"",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        GOOD[:-1],
        GOOD.replace(b'"shown":76', b'"shown":77'),
        GOOD.replace(b"A. Prover", b"B. Prover"),
        GOOD + b" ",
        b"x" * (release_file.LARGEST_BYTES + 1),
    ],
)
def test_what_is_no_release_is_refused_and_nothing_written(releases: Releases, spoiled: bytes) -> None:
    with pytest.raises(ReleaseRefused):
        load_release(releases, spoiled)
    assert releases.all() == ()


def test_any_byte_changed_is_refused(releases: Releases) -> None:
    chance: random.Random = chance_of(4)
    for _ in range(60):
        place = chance.randrange(len(GOOD))
        spoiled = GOOD[:place] + bytes([GOOD[place] ^ (1 << chance.randrange(7))]) + GOOD[place + 1 :]
        with pytest.raises(ReleaseRefused):
            check_release(spoiled, ())


def test_a_small_count_under_a_right_hash_is_refused(releases: Releases) -> None:
    file = json.loads(GOOD)
    file["tables"][0]["cells"][2]["shown"] = 5
    file.pop("sha256")
    file["sha256"] = release_file._hash(file)
    with pytest.raises(ReleaseRefused, match="count below 11 is shown") as refused:
        load_release(releases, release_file._canonical(file))
    assert "5" not in str(refused.value).replace("fewer than 5", "")
    assert releases.all() == ()


def test_the_same_release_is_loaded_once(releases: Releases) -> None:
    load_release(releases, GOOD)
    with pytest.raises(ReleaseRefused, match="loaded already"):
        load_release(releases, GOOD)
    assert len(releases.all()) == 1


def test_a_later_one_is_checked_against_every_earlier_one(releases: Releases) -> None:
    load_release(releases, content(stages(76, 46)))
    load_release(releases, content(stages(120, 90), made_on=date(2026, 5, 1)))
    with pytest.raises(ReleaseRefused, match="fewer than 11 since an earlier release"):
        load_release(releases, content(stages(78, 46), made_on=date(2026, 6, 1)))
    load_release(releases, content(stages(150, 120), made_on=date(2026, 6, 1)))
    load_release(releases, content(stages(78, 46), district="Another Unified", walks=(THEIRS,)))
    assert [record.district for record in releases.all()].count("Made-up Unified") == 3


def test_made_up_and_real_students_are_not_mixed(releases: Releases) -> None:
    load_release(releases, GOOD)
    with pytest.raises(ReleaseRefused, match="does not fit the made-up releases"):
        load_release(releases, content(stages(300, 200), made_up=False))
    load_release(releases, content(stages(300, 200), made_up=False, district="Real Unified", walks=(THEIRS,)))


def test_a_release_that_came_in_meanwhile_is_not_passed_over(
    releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = releases.all()
    load_release(releases, GOOD)
    monkeypatch.setattr(releases, "all", lambda: seen)
    with pytest.raises(ReleaseRefused, match="loaded just now"):
        load_release(releases, content(stages(300, 200), made_on=date(2026, 5, 1)))
    monkeypatch.undo()
    assert len(releases.all()) == 1
    with pytest.raises(ChangedMeanwhile):
        releases.add(replace(releases.all()[0], sha256="0" * 64), seen=0)


@pytest.mark.parametrize("name", ["Made-up  Unified", "MADE-UP UNIFIED", " Made-up\u00a0Unified "])
def test_a_name_spelt_otherwise_is_the_same_district(releases: Releases, name: str) -> None:
    load_release(releases, GOOD)
    with pytest.raises(ReleaseRefused, match="changed by fewer than 11"):
        load_release(releases, content(stages(76, 51, 5), table(2, 25, 40), district=name))
    assert len(releases.all()) == 1


def test_a_walk_is_released_under_one_name(releases: Releases) -> None:
    load_release(releases, GOOD)
    with pytest.raises(ReleaseRefused, match="Made-up Unified released before"):
        load_release(releases, content(stages(76, 51, 5), table(2, 25, 40), district="Made-up Other"))
    respelt = WalkKey(WALK.day, " MADE UP ")
    with pytest.raises(ReleaseRefused, match="Made-up Unified released before"):
        load_release(releases, content(stages(76, 51, 5), district="Made-up Other", walks=(respelt,)))
    load_release(releases, content(stages(76, 51, 5), district="Made-up Other", walks=(THEIRS,)))
    assert len(releases.all()) == 2


@pytest.mark.parametrize("name", ["Ana Quiroz", "sibling of Maria Lopez", "call 520-555-0101"])
@pytest.mark.parametrize("place", ["label", "key", "title", "id"])
def test_a_release_with_a_name_for_a_label_is_refused_and_the_name_is_not_repeated(
    releases: Releases, name: str, place: str
) -> None:
    label, key, title, table_id = (name if place == part else "left" for part in ("label", "key", "title", "id"))
    cells = [Count(f"all walks/target_group {key}/listed", label, 40), Count("b", "others", 60)]
    named = one_way(table_id, title, cells, Count("c", "listed", 100), outcomes=())
    with pytest.raises(ReleaseRefused, match="labels that may tell who somebody is") as refused:
        load_release(releases, content(named))
    assert name not in str(refused.value)
    assert releases.all() == ()
