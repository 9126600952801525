"""Making, writing, verifying and loading releases."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from tests.walks.disclosure.made import SECRET, chance_of, made_district, split, stages, table
from walks import release_file
from walks.disclosure import Breach, Count, Overlap, Released, Watch, one_way
from walks.disclosure.audit import told_by_another
from walks.disclosure.tables import TrueTable
from walks.keys import WalkKey, new_student_key
from walks.release import Amount, AmountUnit, Heading, Made, Release, ReleaseRefused, coverage_amount, make_release
from walks.release_shown import ranges

WALK = WalkKey(date(2026, 1, 16), "Made-up")
HEADING = Heading("Made-up Unified", (WALK,), date(2026, 4, 1), "A. Prover", made_up=True)
COVERAGE = (coverage_amount("w"),)


def made(*tables: TrueTable, earlier: tuple[Release, ...] = (), **more: Any) -> Made:
    return make_release(HEADING, tables, SECRET, earlier=earlier, **more)


def shown(release: Release) -> dict[str, str]:
    return {cell.key: str(cell.value) for one in release.tables for cell in one.counts()}


def test_a_release_says_who_what_and_by_which_rules() -> None:
    release = made(stages(76, 46, 5)).release
    assert (release.district, release.approver, release.made_up) == ("Made-up Unified", "A. Prover", True)
    assert (release.profile, release.rule_version) == ("az", "2026.3")
    assert list(shown(release).values()) == ["76", "46", "*"]


def test_the_file_is_the_same_bytes_each_time_and_reads_back() -> None:
    amounts = (Amount("cash", 12_000, AmountUnit.DOLLARS), Amount("volunteers", 520, AmountUnit.HOURS))
    release = made(stages(76, 46, 5), table(2, 25, 40), amounts=amounts).release
    data = release_file.to_bytes(release)
    assert data == release_file.to_bytes(release)
    assert release_file.read(data) == release
    assert release_file.content_hash(release) == json.loads(data)["sha256"]


def test_no_hidden_count_is_in_the_file() -> None:
    data = release_file.to_bytes(made(table(7, 1234, 5678, 91011)).release).decode()
    file = json.loads(data)
    (one,) = file["tables"]
    hidden = [cell for cell in one["cells"] if cell["shown"] == "*"]
    assert len(hidden) == 2
    assert '"shown":7' not in data


def test_every_cell_loaded_is_released_again() -> None:
    data = release_file.to_bytes(made(stages(76, 46, 5)).release)
    (one,) = release_file.read(data).tables
    assert isinstance(one.cells[0].value, Released)


def spoil(change: Callable[[dict[str, Any]], None], *, sign: bool = True) -> bytes:
    """A release file changed, its hash made anew: what a careless or malicious maker could send."""
    content = json.loads(release_file.to_bytes(made(stages(76, 46, 5), table(2, 25, 40)).release))
    change(content)
    if sign:
        content.pop("sha256")
        content["sha256"] = release_file._hash(content)
    return release_file._canonical(content)


def cell(content: dict[str, Any], table_place: int, cell_place: int, shown: object) -> None:
    content["tables"][table_place]["cells"][cell_place]["shown"] = shown


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda one: cell(one, 0, 2, 5), "below 11 is shown"),
        (lambda one: cell(one, 0, 2, 40), "fewer than 5 values"),
        (lambda one: cell(one, 0, 2, -1), "holds something no release may hold"),
        (lambda one: cell(one, 0, 2, "5"), "holds something no release may hold"),
        (lambda one: cell(one, 0, 2, True), "not in the form|not what its hash|no release may hold|below 11"),
        (lambda one: cell(one, 0, 2, 46.5), "not in the form"),
        (lambda one: one.update(profile="none"), "unknown disclosure profile"),
        (lambda one: one.update(rule_version="1999.1"), "rules of another version"),
        (lambda one: one.update(students=[1, 2]), "not in the form"),
        (lambda one: one["tables"][0].update(total=one["tables"][1]["total"]), "a funnel none"),
        (lambda one: one.update(amounts=[{"label": "cash", "value": 1, "unit": "USD"}]), r"rounded to \$1,000"),
        (lambda one: one["walks"][0].update(organizer=" "), "needs an organizer"),
    ],
)
def test_a_spoiled_file_is_refused(change: Callable[[dict[str, Any]], None], rule: str) -> None:
    with pytest.raises(ReleaseRefused, match=rule):
        release_file.read(spoil(change))


def test_a_file_whose_hash_is_not_its_content_is_refused() -> None:
    with pytest.raises(ReleaseRefused, match="not what its hash says"):
        release_file.read(spoil(lambda one: one.update(approver="Somebody else"), sign=False))
    data = release_file.to_bytes(made(stages(76, 46, 5)).release)
    with pytest.raises(ReleaseRefused, match="not what its hash says"):
        release_file.read(data + b" ")


def test_what_is_no_release_is_refused() -> None:
    for data in (b"", b"[]", b"\xff\xfe", b"cell,count\n"):
        with pytest.raises(ReleaseRefused, match="not in the form"):
            release_file.read(data)
    with pytest.raises(ReleaseRefused, match="larger than"):
        release_file.read(b" " * (release_file.LARGEST_BYTES + 1))


def test_a_small_change_since_the_last_release_holds_the_table_back() -> None:
    first = made(stages(76, 46, 20), table(100, 200)).release
    second = made(stages(76, 49, 20), table(100, 220), earlier=(first,))
    assert [one.table_ids for one in second.held_back] == [("f",)]
    assert [one.id for one in second.release.tables] == ["t"]
    with pytest.raises(ReleaseRefused, match="hold the table back"):
        made(stages(76, 49, 20), earlier=(first,))


def test_loading_checks_against_all_earlier_releases_of_the_district() -> None:
    first, second = made(stages(76, 46, 20)).release, made(stages(76, 49, 20)).release
    data = release_file.to_bytes(second)
    with pytest.raises(ReleaseRefused, match="f/1"):
        release_file.read(data, [first])
    assert release_file.read(data, [replace(first, district="Another")]) == second
    with pytest.raises(ReleaseRefused, match="since an earlier release"):
        release_file.read(data, [replace(first, district="MADE UP  Unified")])
    assert release_file.read(data, [second]) == second


def test_a_cell_that_grew_is_shown_only_when_its_partner_tells_nothing() -> None:
    """In the first release 5 hides behind a partner; shown later unchanged, the partner would tell the 5."""
    first = made(table(5, 30, 40, 80)).release
    partner = next(key for key, value in shown(first).items() if value == "*" and key != "t/0")
    second = made(table(16, 30, 40, 80), earlier=(first,))
    assert shown(second.release)["t/0"] == "*"
    assert shown(second.release)[partner] == "*"
    grown = made(table(16, 41, 51, 91), earlier=(first,))
    assert shown(grown.release)["t/0"] == "16"


def test_a_release_without_tables_is_refused() -> None:
    with pytest.raises(ReleaseRefused, match="has no table"):
        made()


def test_only_what_would_be_told_is_held_back() -> None:
    first, second = table(20, 30, table_id="a"), table(40, 60, table_id="b")

    def both(one: int, other: int) -> TrueTable:
        cells = [Count("a/total", "a", one), Count("b/total", "b", other)]
        return one_way("both", "both", cells, Count("all", "all", one + other), outcomes=())

    before = made(first, second, both(50, 100)).release
    moved = made(table(23, 27, table_id="a"), second, both(50, 100), earlier=(before,))
    assert [one.id for one in moved.release.tables] == ["b", "both"]
    assert [one.table_ids for one in moved.held_back] == [("a",)]
    grown = made(table(20, 33, table_id="a"), second, both(53, 100), earlier=(before,))
    assert [one.id for one in grown.release.tables] == ["b"]
    assert sorted(name for one in grown.held_back for name in one.table_ids) == ["a", "both"]


def test_generated_districts_make_releases_that_load() -> None:
    chance = chance_of(7)
    for _ in range(15):
        tables, overlaps = made_district(chance)
        release = made(*tables, overlaps=overlaps).release
        assert release_file.read(release_file.to_bytes(release)) == release
        assert isinstance(release.overlaps[0], Overlap)


@pytest.mark.parametrize("change", [{"district": " "}, {"approver": ""}, {"walks": ()}])
def test_a_heading_is_complete(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="release"):
        replace(HEADING, **change)


@pytest.mark.parametrize(("value", "unit"), [(1.5, AmountUnit.HOURS), (True, AmountUnit.HOURS)])
def test_amounts_are_whole(value: Any, unit: AmountUnit) -> None:
    with pytest.raises(TypeError, match="whole"):
        Amount("x", value, unit)


def test_coverage_is_a_band_that_tells_the_attacker_nothing() -> None:
    for number in (89, 91, 95, 100):
        with pytest.raises(ValueError, match="band"):
            Amount("x", number, AmountUnit.OR_MORE)
    plain, stated = (made(stages(76, 46, 5), table(2, 25, 40), amounts=given).release for given in ((), COVERAGE))
    assert release_file.read(release_file.to_bytes(stated)).coverage("w") == 90
    assert (plain.coverage("w"), stated.coverage("another")) == (None, None)
    assert stated.as_attacked() == plain.as_attacked()
    assert ranges(stated) == ranges(plain)


def test_refusals_read_as_sentences() -> None:
    assert str(ReleaseRefused([Breach("f/1", "is told"), Breach("f/2", "too")])) == "f/1: is told\nf/2: too"


def test_keys_of_walks_and_students() -> None:
    assert str(WALK) == "2026-01-16 Made-up"
    assert len({new_student_key() for _ in range(100)}) == 100
    with pytest.raises(ValueError, match="organizer"):
        WalkKey(date(2026, 1, 16), " ")


def grown(parts: list[int], chance: random.Random) -> list[int]:
    """A month later: some counts grew, some were corrected down, most stayed."""
    return [max(0, part + chance.choice((0, 0, 0, 1, 5, 11, 15, 40, -12))) for part in parts]


def test_releases_one_after_the_other_never_tell_a_small_count() -> None:
    """What is accepted loads against all before it, and a reader who takes the rest as unchanged learns no small count."""
    chance = chance_of(11)
    accepted = 0
    for _ in range(40):
        parts = split(chance, chance.choice((40, 120, 400)), chance.randint(2, 6))
        releases: list[Release] = []
        for _ in range(5):
            try:
                release = made(table(*parts), earlier=tuple(releases)).release
            except ReleaseRefused:
                release = None
            if release:
                data = release_file.to_bytes(release)
                assert release_file.read(data, releases) == release
                releases.append(release)
            parts = grown(parts, chance)
        accepted += len(releases)
        for one, other in permutations([release.as_attacked() for release in releases], 2):
            assert told_by_another(one, other) == []
    assert accepted > 60


def hostile(tables: list[dict[str, Any]], ties: list[dict[str, Any]]) -> bytes:
    """A file in the form of a release, made to keep the attacker busy."""
    content = json.loads(release_file.to_bytes(made(stages(76, 46, 20)).release))
    content |= {"tables": tables, "overlaps": ties}
    content.pop("sha256")
    content["sha256"] = release_file._hash(content)
    return release_file._canonical(content)


def hidden_cells(keys: list[str]) -> list[dict[str, str]]:
    return [{"key": key, "label": key, "shown": "*"} for key in keys]


def crossed(count: int) -> list[dict[str, Any]]:
    """Tables that share their hidden cells at random: programs that are hard to solve in whole numbers."""
    chance = chance_of(1)
    keys = [f"k{place}" for place in range(count)]
    return [
        {
            "id": f"t{place}",
            "title": "t",
            "kind": "one_way",
            "cells": hidden_cells(chance.sample(keys, 8)),
            "total": {"key": f"w{place}", "label": "w", "shown": chance.randint(200, 300)},
        }
        for place in range(count // 4)
    ]


def test_a_hostile_file_is_stopped_at_the_deadline() -> None:
    steps: list[str] = []
    with pytest.raises(ReleaseRefused, match=r"could not be checked|do not fit"):
        release_file.read(hostile(crossed(400), []), watch=Watch(0.2, steps.append))
    chain = {"id": "c", "title": "c", "kind": "funnel", "cells": hidden_cells(["a", "b"]), "total": None}
    many = [{**chain, "id": f"c{place}"} for place in range(release_file.MOST_TABLES + 1)]
    wide = {**chain, "cells": hidden_cells([f"k{place}" for place in range(release_file.MOST_PARTS + 1)])}
    full = [{**wide, "id": f"c{place}", "cells": wide["cells"][:90]} for place in range(30)]
    ties = [{"unique": "a", "parts": ["b"]}] * (release_file.MOST_TIES + 1)
    for tables, overlaps in ((many, []), ([wide], []), (full, []), ([chain], ties)):
        with pytest.raises(ReleaseRefused, match=r"not in the form|more than 2,000 counts"):
            release_file.read(hostile(tables, overlaps))


def test_progress_is_told_and_may_cancel() -> None:
    first = made(stages(76, 46, 20)).release
    steps: list[str] = []
    release_file.read(release_file.to_bytes(first), [first], Watch(progress=steps.append))
    assert steps[-1] == "comparing with earlier release 1 of 1"

    def cancel(_words: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        release_file.read(release_file.to_bytes(first), [first], Watch(progress=cancel))
