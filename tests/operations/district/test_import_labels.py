"""Labels of a file of visits: nothing nobody confirmed is loaded, kept or published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from database.district.values import LabelRecord, VisitRecord
from operations.district.importing import NotLoaded, Wishes, check_file, load_file
from operations.district.importing_labels import CONFIRM, LEAVE_OUT
from operations.district.labels import change_labels
from operations.district.side import DistrictSide
from tests.operations.district.bringing import district_side, on_disk, text
from tests.operations.district.own_district import load
from tests.walks.importing.sheets import TODAY, VISIT, VISIT_HEADER, changed
from tests.walks.labels.people import ALONE, PEOPLE
from walks.importing import FileKind

VISITS = FileKind.VISITS


@pytest.fixture
def side(tmp_path: Path) -> Iterator[DistrictSide]:
    with district_side(tmp_path) as opened:
        yield opened


def many(rows: int = 12, **values: str) -> bytes:
    return text(
        VISIT_HEADER, *(changed(VISIT, VISIT_HEADER, student_key=f"k{place}x", **values) for place in range(rows))
    )


@pytest.mark.parametrize("column", ["next_step", "target_group", "language"])
def test_thirty_names_are_not_loaded_confirmed_or_shown(side: DistrictSide, tmp_path: Path, column: str) -> None:
    people = [f"sibling of {name}" if name in ALONE else name for name in PEOPLE]
    named = [
        changed(VISIT, VISIT_HEADER, student_key=f"n{place}x", **{column: name}) for place, name in enumerate(people)
    ]
    others = [changed(VISIT, VISIT_HEADER, student_key=f"k{place}x") for place in range(40)]
    content = text(VISIT_HEADER, *others, *named)
    checked = check_file(side, VISITS, "a.csv", content)
    (asked,) = checked.labels
    assert (asked.label, asked.labels, asked.rows) == ("", 30, 30)
    assert not any(name in repr(checked.labels) + checked.why_not for name in PEOPLE)
    for wish in (Wishes(), Wishes(labels={asked.name: CONFIRM}), Wishes(labels={asked.name: PEOPLE[0]})):
        with pytest.raises(NotLoaded, match="30 labels are new"):
            load_file(side, VISITS, "a.csv", content, wishes=wish)
    load_file(side, VISITS, "a.csv", content, wishes=Wishes(labels={asked.name: LEAVE_OUT}))
    kept = b"".join(on_disk(tmp_path).values())
    assert not any(name.encode() in kept for name in PEOPLE)


def test_a_new_label_is_confirmed_once_and_can_be_withdrawn(side: DistrictSide) -> None:
    content = many(next_step="bring the bus pass")
    (asked,) = check_file(side, VISITS, "a.csv", content).labels
    assert (asked.label, asked.rows, asked.refused) == ("bring the bus pass", 12, "")
    with pytest.raises(NotLoaded, match="1 label is new"):
        load_file(side, VISITS, "a.csv", content)
    assert side.store.labels() == ()
    load_file(side, VISITS, "a.csv", content, wishes=Wishes(labels={asked.name: CONFIRM}))
    assert side.store.labels() == (LabelRecord("next step", "bring the bus pass"),)
    assert {visit.next_step for visit in side.visits()} == {"bring the bus pass"}
    assert check_file(side, VISITS, "b.csv", many(next_step="Bring the bus pass", walk_date="1/16/2016")).labels == ()
    change_labels(side, (), ["next step=Bring the bus pass"])
    assert {visit.next_step for visit in side.visits()} == {""}
    with pytest.raises(ValueError, match="not on the list"):
        change_labels(side, (), ["next step=Bring the bus pass"])
    with pytest.raises(ValueError, match="a person’s name"):
        change_labels(side, ["next step=call Maria Lopez"], ())


def test_a_rare_label_is_read_as_a_known_one(side: DistrictSide) -> None:
    content = many(10, target_group="foster care")
    (asked,) = check_file(side, VISITS, "a.csv", content).labels
    assert "fewer than 11 rows" in asked.refused
    with pytest.raises(NotLoaded):
        load_file(side, VISITS, "a.csv", content, wishes=Wishes(labels={asked.name: CONFIRM}))
    load_file(side, VISITS, "a.csv", content, wishes=Wishes(labels={asked.name: "dropout"}))
    assert {visit.target_group for visit in side.visits()} == {"Dropout"}


def test_many_different_texts_are_free_text(side: DistrictSide) -> None:
    words = ("call", "visit", "meet", "letter", "email", "enroll", "transcript")
    rows = [
        changed(VISIT, VISIT_HEADER, student_key=f"k{one}{two}", next_step=f"{one} then {two}")
        for one in words
        for two in words
    ]
    (asked,) = check_file(side, VISITS, "a.csv", text(VISIT_HEADER, *rows)).labels
    assert (asked.label, asked.labels) == ("", 49)


def test_what_was_loaded_before_labels_were_confirmed_is_shown_nowhere(side: DistrictSide) -> None:
    row = VisitRecord(TODAY, "Testing", "kold", "sibling of Ana Quiroz", 1, "COMMIT", "Ana Quiroz", "Ana Quiroz", None)
    side.store.load_visits(load("visits", [row]), [row])
    assert "Quiroz" not in repr(side.visits()) + repr(side.journeys())
    assert [(one.target_group, one.language) for one in side.journeys()] == [("Other", "Other")]
