"""A district's three files go in with counts that reconcile, and come out again load by load."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from database.district.store import DistrictStore
from operations.district.importing import (
    Checked,
    CodeAnswer,
    NotLoaded,
    UnknownCodeAsked,
    answer_codes,
    check_file,
    load_file,
    rejected_file,
    template,
    undo_load,
)
from operations.district.side import DistrictSide
from tests.operations.district.bringing import district_side, plan, spells, text, visits, workbook
from tests.walks.importing.sheets import TODAY, VISIT, VISIT_HEADER
from walks.codes import ExitKind
from walks.generator import District, made_district
from walks.importing import FIELDS, FileKind

VISITS, SPELLS, PLANS = FileKind.VISITS, FileKind.SPELLS, FileKind.PLAN


@pytest.fixture
def side(tmp_path: Path) -> Iterator[DistrictSide]:
    with district_side(tmp_path) as opened:
        yield opened


def answers(side: DistrictSide) -> tuple[Any, ...]:
    """All a district's pages are built from."""
    held = side.visits(), side.journeys(), dict(side.plans()), side.as_of(), side.walks(), side.is_made_up()
    return *held, [side.walk_key_of(walk).keys() for walk in side.walks()]


def rejected_rows(checked: Checked) -> list[list[str]]:
    content = rejected_file(checked)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_made_up_district_goes_in_and_comes_out(tmp_path: Path) -> None:
    made = District(5, 400, date(2018, 1, 19))
    files = {FileKind(name[8:-4]): content.encode() for name, content in made_district(made, 7).files().items()}
    with district_side(tmp_path, today=made.exported) as side:
        earlier, loads = [answers(side)], []
        for kind in (VISITS, SPELLS, PLANS):
            checked = check_file(side, kind, f"made-up-{kind}.csv", files[kind])
            loaded = load_file(side, kind, f"made-up-{kind}.csv", files[kind])
            assert (checked.made_up, checked.refused, checked.unknown_codes) == (True, (), ())
            assert loaded.rows_read == loaded.kept + loaded.rejected + loaded.blank == files[kind].count(b"\n") - 1
            assert (loaded.rejected > 0) is (kind is not PLANS)
            assert checked.rejected == loaded.rejected == len(rejected_rows(checked)) - 1
            loads.append((loaded.load_id, loaded.kept))
            earlier.append(answers(side))
        assert len(side.journeys()) == 5 * 400
        assert len(side.plans()) == len(side.walks()) == 5
        assert side.is_made_up()
        for (load_id, kept), before in zip(reversed(loads), reversed(earlier[:-1]), strict=True):
            assert undo_load(side, load_id) == kept
            assert answers(side) == before
    assert b"madeup-" not in (tmp_path / "district.sqlite").read_bytes()


def test_nothing_goes_in_before_the_district_is_named(tmp_path: Path) -> None:
    store = DistrictStore(f"sqlite:///{tmp_path / 'new.sqlite'}")
    store.prepare()
    checked = check_file(DistrictSide(store), VISITS, "a.csv", visits({}))
    assert [found.rule for found in checked.findings] == ["no district is named yet"]
    assert not checked.may_load
    store.close()


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (visits({"language": "español"}), "text in UTF-8, commas"),
        (visits({"language": "español"}, encoding="utf-8-sig"), "text in UTF-8, commas"),
        (visits({"language": "español"}, encoding="cp1252", separator=";"), "text in Windows-1252, semicolons"),
        (visits({"language": "español"}, separator="\t"), "text in UTF-8, tabs"),
        (workbook(VISIT_HEADER, (date(2016, 1, 15), "kash", *VISIT[2:5], "español", *VISIT[6:])), "an Excel workbook"),
    ],
)
def test_accents_and_columns_come_through(side: DistrictSide, content: bytes, form: str) -> None:
    checked = check_file(side, VISITS, "a", content)
    assert form in checked.encoding
    load_file(side, VISITS, "a", content)
    (visit,) = side.visits()
    assert (visit.language, visit.walk.day, visit.outcome.code) == ("español", date(2016, 1, 15), "COMMIT")


def test_an_unknown_code_stops_and_asks_and_an_answer_opens(side: DistrictSide) -> None:
    content = spells(
        {"leave_code": "w99"}, {"leave_code": "W99", "leave_date": "8/3/2015", "enter_date": "8/1/2015"}, {}
    )
    checked = check_file(side, SPELLS, "a.csv", content)
    assert checked.unknown_codes == (UnknownCodeAsked("W99", (2016,), 2),)
    assert "Say first what W99 means" in checked.why_not
    with pytest.raises(NotLoaded, match="W99"):
        load_file(side, SPELLS, "a.csv", content)
    answer_codes(side, [CodeAnswer("w99", ExitKind.TRANSFER, "moved to the county's school", 2016, 2017)])
    assert load_file(side, SPELLS, "a.csv", content).kept == 3
    assert side.rules().codes.look_up("W99", TODAY).meaning == "moved to the county's school"


def test_a_code_that_may_be_a_name_is_not_asked_about(side: DistrictSide) -> None:
    checked = check_file(side, SPELLS, "a.csv", spells({"leave_code": "Maria"}, {}))
    assert checked.unknown_codes == ()
    assert "cannot be shown" in checked.why_not
    assert "Maria" not in repr(checked.findings)


@pytest.mark.parametrize(
    "answer",
    [
        CodeAnswer("W99", ExitKind.LEFT, " ", 2016, 2017),
        CodeAnswer("W99", ExitKind.LEFT, "left", 2017, 2016),
        CodeAnswer("W4", ExitKind.LEFT, "left", 2016, 2017),
    ],
)
def test_an_answer_that_cannot_be_is_refused(side: DistrictSide, answer: CodeAnswer) -> None:
    with pytest.raises(ValueError, match=r"W99|W4"):
        answer_codes(side, [answer])
    assert side.store.own_codes() == ()


def test_made_up_rows_stay_among_themselves(side: DistrictSide) -> None:
    load_file(side, PLANS, "made-up-plan.csv", plan({}))
    assert side.is_made_up()
    real = check_file(side, VISITS, "a.csv", visits({}))
    assert [found.repair for found in real.findings] == ["Undo what is loaded first (load 1), or bring made-up rows"]
    undo_load(side, 1)
    load_file(side, VISITS, "a.csv", visits({}))
    assert not side.is_made_up()
    assert not check_file(side, PLANS, "made-up-plan.csv", plan({})).may_load
    assert check_file(side, PLANS, "plan.csv", plan({})).may_load


def test_a_mapping_is_kept_of_the_last_load_and_used_where_it_fits(side: DistrictSide) -> None:
    header = ("Event", "Who", "Why", "What")
    mapping = {"walk date": "Event", "student key": "Who", "target group": "Why", "outcome": "What"}
    first = text(header, ("1/15/2016", "kash", "dropout", "COMMIT"))
    asked = check_file(side, VISITS, "a.csv", first)
    assert (asked.header, asked.mapping, asked.may_load) == (header, {}, False)
    load_file(side, VISITS, "a.csv", first, mapping)
    again = check_file(side, VISITS, "a.csv", text((*header, "More"), ("1/15/2016", "kelm", "dropout", "COMMIT", "x")))
    assert (again.mapping, again.columns_left, again.kept) == (mapping, ("More",), 1)
    assert check_file(side, VISITS, "a.csv", visits({})).mapping["walk date"] == "Walk Date"


def test_a_newer_export_replaces_and_the_same_one_is_not_loaded_twice(side: DistrictSide) -> None:
    load_file(side, VISITS, "a.csv", visits({}))
    load_file(side, SPELLS, "a.csv", spells({}), as_of=date(2016, 4, 1))
    twice = check_file(side, SPELLS, "a.csv", spells({}), as_of=date(2016, 4, 1))
    assert [found.rule for found in twice.findings] == ["the file is loaded already, by load 2"]
    newer = spells({"leave_date": "4/20/2016"}, {})
    assert check_file(side, SPELLS, "b.csv", newer).unlisted == 1
    load_file(side, SPELLS, "b.csv", newer, as_of=date(2016, 5, 1))
    assert side.as_of() == date(2016, 5, 1)
    assert side.journeys()[0].left_on == date(2016, 4, 20)
    undo_load(side, 3)
    assert side.journeys()[0].left_on == date(2016, 3, 1)


def test_two_at_once_load_a_row_once(side: DistrictSide, monkeypatch: pytest.MonkeyPatch) -> None:
    load_file(side, VISITS, "a.csv", visits({}))
    monkeypatch.setattr(side.store, "visits_by_key", dict)  # as it was when the other one began
    with pytest.raises(NotLoaded, match="Somebody loaded the same rows meanwhile"):
        load_file(side, VISITS, "b.csv", visits({}, {}))
    assert len(side.store.visits()) == 1


def test_what_cannot_be_undone_says_why(side: DistrictSide) -> None:
    with pytest.raises(NotLoaded, match="there is no load 9"):
        undo_load(side, 9)


def test_the_rejected_rows_go_back_and_can_be_brought_again(side: DistrictSide) -> None:
    content = visits({}, {"outcome": "COMITT", "language": "=1+1"}, {"due_date": "-x"})
    header, *back = rejected_rows(check_file(side, VISITS, "a.csv", content))
    assert header == [*VISIT_HEADER, "row", "what is wrong", "what to do"]
    assert back[0][4:] == [
        "COMITT", "'=1+1", "call", "1/20/2016", "3", "Language: is a formula; Outcome: is no outcome code",
        "Replace the formula by its value; Likely COMMIT",
    ]  # fmt: skip
    assert back[1][7:9] == ["'-x", "4"]
    mended = [[cell.replace("COMITT", "COMMIT").replace("'=1+1", "English") for cell in row] for row in back[:1]]
    assert check_file(side, VISITS, "b.csv", text(header, *map(tuple, mended))).kept == 1


@pytest.mark.parametrize("kind", list(FileKind))
def test_a_form_has_every_field_and_is_understood(side: DistrictSide, kind: FileKind) -> None:
    form = template(kind)
    checked = check_file(side, kind, "form.csv", form + b"x\r\n")
    assert list(checked.mapping) == [field.name for field in FIELDS[kind]]
