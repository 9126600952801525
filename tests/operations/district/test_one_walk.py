"""What a district sees of its walks, counted by hand on a made-up district of ten."""

from __future__ import annotations

import csv
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from operations.district.follow_up_list import follow_up_lines, write_follow_up_list
from operations.district.importing import correct_visit
from operations.district.one_walk import (
    RETURN_RATE,
    all_walks,
    corrections,
    days_since_export,
    groups,
    one_walk,
    pooled,
    revisits,
    stopped,
    walk_of,
    walk_rows,
)
from operations.district.side import DistrictSide
from tests.operations.district.own_district import DISTRICT_KEYS, EARLIER, WALK, key, own_district
from walks.journey import Stage


@pytest.fixture
def side(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DistrictSide]:
    with own_district(tmp_path_factory.mktemp("own")) as opened:
        yield opened


def test_walks_in_lines_the_latest_first(side: DistrictSide) -> None:
    later, earlier = walk_rows(side)
    assert (later.walk, later.listed, later.contacted, later.re_enrolled) == (WALK, 10, 5, 4)
    assert (later.return_rate.numerator, later.return_rate.denominator) == (4, 9)
    assert (later.follow_ups.due, later.follow_ups.overdue, later.follow_ups.later) == (1, 1, 1)
    assert (earlier.walk, earlier.listed, earlier.contacted, earlier.re_enrolled) == (EARLIER, 4, 1, 1)


def test_doors_to_try_again_go_by_keys_of_the_walk(side: DistrictSide) -> None:
    doors = revisits(side, one_walk(side, WALK))
    assert [(door.outcome, door.next_step, door.due) for door in doors[:2]] == [
        ("parent or guardian spoken to; student absent", "call", date(2024, 8, 10)),
        ("nobody; door hanger left", "call", date(2024, 12, 10)),
    ]
    assert [door.outcome for door in doors[2:]] == ["on the list; not visited"], "f is back already"
    keys = side.walk_key_of(WALK)
    assert {door.key for door in doors} < set(keys.values())
    assert not {door.key for door in doors} & {*keys, *DISTRICT_KEYS}


def test_who_came_once_and_stopped_is_a_list(side: DistrictSide) -> None:
    (b,) = stopped(side, one_walk(side, WALK))
    assert (b.re_entered_on, b.left_on) == (date(2024, 8, 20), date(2024, 9, 10))


def test_the_list_of_a_team_has_the_districts_own_keys(side: DistrictSide, tmp_path: Path) -> None:
    lines = follow_up_lines(side, one_walk(side, WALK))
    assert [(line.list, line.student) for line in lines] == [
        ("try again", key("e")), ("try again", key("j")), ("try again", key("i")), ("came once and stopped", key("b")),
    ]  # fmt: skip
    out = tmp_path / "follow-ups.csv"
    write_follow_up_list(lines, out, teams=2)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["team"] for row in rows] == ["1", "1", "2", "2"]
    assert {row["key on the walk's page"] for row in rows} <= set(side.walk_key_of(WALK).values())
    with pytest.raises(FileExistsError):
        write_follow_up_list(lines, out)


def test_all_walks_count_each_student_once(side: DistrictSide) -> None:
    together = all_walks(side)
    assert (len(together.journeys), len(together.students)) == (14, 13)
    assert together.reached(Stage.LISTED) == 13
    assert together.rate(RETURN_RATE).denominator == 12
    assert pooled([]).students == []


def test_who_came_back_unmet_is_counted(side: DistrictSide) -> None:
    assert one_walk(side, WALK).without_contact == 1


def test_groups_come_by_size(side: DistrictSide) -> None:
    found = groups(one_walk(side, WALK).journeys, lambda one: one.language)
    assert [(name, doors[0].reached) for name, (doors, _) in found.items()] == [("English", 7), ("Spanish", 3)]


def test_a_walk_is_found_by_its_address(side: DistrictSide) -> None:
    assert walk_of(side, "2024-08-05-made-up-walks") == WALK
    assert walk_of(side, "2024-08-06-made-up-walks") is None


def test_the_age_of_the_export(side: DistrictSide, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert days_since_export(side) == 11
    with own_district(tmp_path_factory.mktemp("bare"), spells=False) as bare:
        assert days_since_export(bare) is None


def test_corrections_are_listed_and_counted(side: DistrictSide) -> None:
    assert corrections(side, WALK) == ()
    spanish = next(one for one in side.journeys(WALK) if one.language == "Spanish" and one.reached(Stage.AGREED))
    key = side.walk_key_of(WALK)[spanish.student]
    correct_visit(side, WALK, key, 1, "DECLINED", "D. Clerk", "typed wrong")
    (made,) = corrections(side, WALK)
    assert (made.key, made.attempt, made.outcome, made.who) == (key, 1, "heard the offer and said no", "D. Clerk")
    assert one_walk(side, WALK).reached(Stage.AGREED) == 2
    assert corrections(side, EARLIER) == ()
