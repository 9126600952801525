"""The three files: what is kept, what is rejected at which cell, and that everything is accounted for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.walks.importing.sheets import (
    SPELL,
    SPELL_HEADER,
    TODAY,
    VISIT,
    VISIT_HEADER,
    changed,
    sheet,
    spells,
    visits,
)
from walks.codes import ExitKind, WithdrawalCode, code_table
from walks.importing import FileKind, Imported, Refused, Sheet, guess_mapping, read_plan, read_spells, read_visits
from walks.keys import WalkKey


def faults(read: Imported[Any]) -> list[tuple[int | None, str | None, str | None, str]]:
    return [(one.row, one.column, one.value, one.rule) for one in read.findings]


def of_visits(*changes: dict[str, Any]) -> Imported[Any]:
    return read_visits(visits(*changes), "Made-up", TODAY)


def of_spells(*changes: dict[str, Any]) -> Imported[Any]:
    return read_spells(spells(*changes), TODAY)


def test_a_visit_is_kept_as_it_is() -> None:
    (kept,) = of_visits({"student_key": "007"}).kept
    assert (kept.walk, kept.student) == (WalkKey(date(2016, 1, 15), "Made-up"), "007")
    assert (kept.target_group, kept.attempt, kept.outcome.code) == ("dropout", 1, "COMMIT")
    assert (kept.language, kept.next_step, kept.due) == ("English", "call", date(2016, 1, 20))


def test_a_spell_is_kept_as_it_is() -> None:
    (kept,) = of_spells({"leave_code": "w04 ", "grade": 11.0, "leave_date": 42430}).kept
    assert (kept.enter, kept.leave, kept.leave_code) == (date(2016, 1, 20), date(2016, 3, 1), "W4")
    assert (kept.grade, kept.school, kept.enter_code, kept.summer_code) == (11, "Catalina High", "E1", "")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"walk_date": ""}, ("Walk Date", None, "is blank")),
        ({"walk_date": "31/12/2015"}, ("Walk Date", "31/12/2015", "is no date")),
        ({"walk_date": "1/15/1916"}, ("Walk Date", "1/15/1916", "is a date too far away")),
        ({"student_key": " "}, ("Student Key", None, "is blank")),
        ({"target_group": None}, ("Target Group", None, "is blank")),
        ({"target_group": "x" * 81}, ("Target Group", "x" * 40, "longer than 80 characters")),
        ({"attempt": "second"}, ("Attempt", "second", "is no whole number from 0 to 50")),
        ({"outcome": ""}, ("Outcome", None, "is blank")),
        ({"outcome": "COMITT"}, ("Outcome", "COMITT", "is no outcome code")),
        ({"outcome": "Maria"}, ("Outcome", None, "is no outcome code")),
        ({"due_date": "1/14/2016"}, ("Due Date", "1/14/2016", "comes before the walk")),
        ({"due_date": "soon"}, ("Due Date", "soon", "is no date")),
        ({"language": '=HYPERLINK("x")'}, ("Language", '=HYPERLINK("x")', "is a formula")),
    ],
)
def test_a_faulty_visit_is_rejected_at_its_cell(change: dict[str, Any], expected: tuple[object, ...]) -> None:
    read = of_visits({}, change)
    assert (len(read.kept), len(read.rejected)) == (1, 1)
    assert faults(read)[0] == (3, *expected)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"enter_date": ""}, ("Enter Date", None, "is blank")),
        ({"leave_date": "1/19/2016"}, ("Leave Date", "1/19/2016", "comes before the enter date")),
        ({"leave_date": ""}, ("Leave Date", None, "is blank though there is a leave code")),
        ({"leave_code": "W99"}, ("Leave Code", "W99", "is no code known for that fiscal year")),
        ({"summer_code": "S9"}, ("Summer Code", "S9", "is no code known for that fiscal year")),
        ({"grade": "6"}, ("Grade", "6", "is no grade from 7 to 12")),
        ({"grade": "K"}, ("Grade", "K", "is no whole number from 0 to 12")),
    ],
)
def test_a_faulty_spell_is_rejected_at_its_cell(change: dict[str, Any], expected: tuple[object, ...]) -> None:
    read = of_spells({}, change)
    assert (len(read.kept), len(read.rejected)) == (1, 1)
    assert faults(read) == [(3, *expected)]


def test_every_fault_of_a_row_is_found() -> None:
    assert [fault[1] for fault in faults(of_visits({"walk_date": "x", "outcome": "x1", "attempt": "x"}))] == [
        "Walk Date",
        "Outcome",
        "Attempt",
    ]


def test_an_unknown_code_asks_before_anything_is_loaded() -> None:
    read = of_spells({"leave_code": "W50"})
    assert read.must_ask
    assert "What does it mean" in read.findings[0].repair
    assert not of_spells({"grade": "6"}).must_ask
    own = WithdrawalCode(2015, 2027, "W50", ExitKind.LEFT, "own", "district")
    answered = read_spells(spells({"leave_code": "W50"}), TODAY, codes=code_table().with_rows([own]))
    assert answered.kept[0].leave_code == "W50"


def test_a_likely_repair_is_said() -> None:
    assert of_visits({"outcome": "no answer lef"}).findings[0].repair == "Likely NO_ANSWER_LEFT"
    assert of_visits({"outcome": "no answer left"}).kept[0].outcome.code == "NO_ANSWER_LEFT"
    assert "list of outcome codes" in of_visits({"outcome": "zz9"}).findings[0].repair


def test_repeats_are_rejected_and_say_of_which_row() -> None:
    read = read_visits(sheet(VISIT_HEADER, VISIT, VISIT, changed(VISIT, VISIT_HEADER, attempt="2")), "Made-up", TODAY)
    assert [(row.row, row.cells) for row in read.rejected] == [(3, VISIT)]
    assert faults(read) == [(3, "Attempt", "1", "repeats row 2")]
    without = Sheet(VISIT_HEADER[:3] + VISIT_HEADER[4:5], (VISIT[:3] + VISIT[4:5],) * 2)
    assert faults(read_visits(without, "Made-up", TODAY)) == [(3, "Student Key", None, "repeats row 2")]
    assert faults(read_spells(sheet(SPELL_HEADER, SPELL, SPELL), TODAY)) == [
        (3, "Enter Date", "1/20/2016", "repeats row 2")
    ]


@pytest.mark.parametrize(
    "change", [{"outcome": "REFUSED"}, {"target_group": "left"}, {"next_step": ""}, {"due_date": ""}]
)
def test_of_two_contradicting_visits_neither_is_kept(change: dict[str, str]) -> None:
    """Nor is the one that stands twice: a third row cannot outvote the other."""
    same = {"student_key": "same"}
    read = of_visits(same, same | change, same, {})
    assert [visit.student for visit in read.kept] == ["kdate"]
    assert [(row, rule) for row, _, _, rule in faults(read)] == [
        (2, "contradicts row 3: neither is loaded"),
        (3, "contradicts row 2: neither is loaded"),
        (4, "contradicts row 3: neither is loaded"),
    ]


@pytest.mark.parametrize(
    "change", [{"leave_code": "W5"}, {"leave_date": "3/2/2016"}, {"grade": "10"}, {"enter_code": "E2"}]
)
def test_of_two_contradicting_spells_neither_is_kept(change: dict[str, str]) -> None:
    same = {"student_key": "same"}
    read = of_spells(same, same | change, {})
    assert [spell.student for spell in read.kept] == ["kcedar"]
    assert [row for row, *_ in faults(read)] == [2, 3]
    at_another_school = of_spells(same, same | {"leave_date": "1/20/2016", "leave_code": "", "school": "Rincon High"})
    assert len(at_another_school.kept) == 2


def test_overlapping_spells() -> None:
    same = {"student_key": "same"}
    later = same | {"enter_date": "2/29/2016", "leave_date": "5/1/2016"}
    touching = same | {"enter_date": "3/1/2016", "leave_date": "5/1/2016"}
    assert faults(of_spells(later, same)) == [
        (2, "Enter Date", "2/29/2016", "lies in the spell of row 3"),
        (3, "Enter Date", "1/20/2016", "row 2 begins in this spell"),
    ]
    assert len(of_spells(same, touching).kept) == 2
    still_there = same | {"leave_date": "", "leave_code": ""}
    assert [fault[0] for fault in faults(of_spells(still_there, touching))] == [2, 3]
    no_show = same | {"enter_date": "2/1/2016", "leave_date": "", "leave_code": "", "summer_code": "S4"}
    assert len(of_spells(same, no_show).kept) == 2


def test_not_visited_is_no_attempt() -> None:
    assert of_visits({"outcome": "NOT_ATTEMPTED"}).kept[0].attempt == 0


def test_plan_rows() -> None:
    header = ("Walk Date", "Teams", "Volunteers", "Vehicles", "Hours", "Costs")
    rows = (
        ("1/15/2016", "26", "130", "", "520", "$12,500"),
        ("8/3/2016", "", "x", "1", "", ""),
        ("8/3/2017", "1", "1", "", "", "lots"),
        ("1/15/2016", "1", "1", "", "", ""),
        ("", "1", "1", "", "", ""),
    )
    read = read_plan(Sheet(header, rows), "Made-up", date(2017, 9, 1))
    assert read.kept == ()
    (kept,) = read_plan(Sheet(header, rows[:1]), "Made-up", date(2017, 9, 1)).kept
    assert (kept.teams, kept.volunteers, kept.vehicles, kept.hours, kept.cost) == (26, 130, None, 520, 12_500.0)
    assert [(row, column) for row, column, _, _ in faults(read)] == [
        (2, "Walk Date"), (3, "Teams"), (3, "Volunteers"), (4, "Costs"), (5, "Walk Date"), (6, "Walk Date")
    ]  # fmt: skip


def test_ragged_rows_and_blank_ones() -> None:
    read = read_visits(sheet(VISIT_HEADER, VISIT[:5], (*VISIT, "more"), ("", None), ()), "Made-up", TODAY)
    assert [rule for _, _, _, rule in faults(read)] == [
        "the row has 5 values, the header 8",
        "the row has 9 values, the header 8",
    ]
    assert (len(read.kept), len(read.rejected), read.blank, read.rows_read) == (0, 2, 2, 4)


def test_columns_kept_and_left_are_listed() -> None:
    read = read_visits(Sheet((*VISIT_HEADER, "Weather"), ((*VISIT, "hot"),)), "Made-up", TODAY)
    assert read.columns_kept == VISIT_HEADER
    assert read.columns_left == ("Weather",)


def test_mapping_is_guessed_and_can_be_given() -> None:
    guessed = guess_mapping(FileKind.SPELLS, ("Grade", "RandomKey", "entry_date", "exit date", "exit_code"))
    assert guessed == {
        "student key": "RandomKey",
        "enter date": "entry_date",
        "leave date": "exit date",
        "leave code": "exit_code",
        "grade": "Grade",
    }
    renamed = Sheet(("A", "B", "C", "D"), (("1/15/2016", "kx", "dropout", "COMMIT"),))
    mapping = {"walk date": "A", "student key": "B", "target group": "C", "outcome": "D"}
    assert len(read_visits(renamed, "Made-up", TODAY, mapping).kept) == 1


@pytest.mark.parametrize(
    ("header", "mapping", "rule"),
    [
        (("Walk Date", "Walk Date", "Student Key", "Outcome", "Target Group"), None, "two columns have this header"),
        (("Walk Date", "Student Key", "Outcome"), None, "no column for target group"),
        (VISIT_HEADER, {"walk date": "Nowhere"}, "a column that is not there"),
        (VISIT_HEADER, {"walk date": "Language", "outcome": "Language"}, "two fields are mapped"),
        (VISIT_HEADER, {"shoe size": "Language"}, "has no field 'shoe size'"),
    ],
)
def test_headers_and_mappings_that_cannot_be(
    header: tuple[str, ...], mapping: dict[str, str] | None, rule: str
) -> None:
    with pytest.raises(Refused, match=rule):
        read_visits(Sheet(header, ()), "Made-up", TODAY, mapping)


cells = some.one_of(some.none(), some.integers(-10, 60_000), some.text(max_size=12), some.sampled_from(VISIT))


@settings(max_examples=80)
@given(some.lists(some.lists(cells, max_size=9).map(tuple), max_size=8))
def test_every_row_is_accounted_for(rows: list[tuple[Any, ...]]) -> None:
    try:
        read = read_visits(Sheet(VISIT_HEADER, tuple(rows)), "Made-up", TODAY)
    except Refused:
        return
    assert len(read.kept) + len(read.rejected) + read.blank == read.rows_read == len(rows)
    assert all(row.findings for row in read.rejected)
    assert all(row.cells == rows[row.row - 2] for row in read.rejected)
