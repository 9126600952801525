"""Spoiled files: each gives its finding at its cell, and the district's file stays as it was, byte by byte."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from operations.district.importing import NotLoaded, check_file, load_file, rejected_file
from operations.district.importing_checks import BEYOND
from operations.district.side import DistrictSide
from tests.operations.district.bringing import (
    PLAN,
    PLAN_HEADER,
    district_side,
    on_disk,
    packed,
    plan,
    repacked,
    rows,
    spells,
    text,
    visits,
    workbook,
)
from tests.walks.importing.sheets import TODAY, VISIT, VISIT_HEADER
from walks.importing import FileKind

PEOPLE = ("Ana Quiroz", "Bea Quiroz", "Carl Quiroz", "Dora Quiroz", "Eva Quiroz", "Hal Quiroz")
CLEAN = workbook(VISIT_HEADER, VISIT)
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><a>&c;</a>'
VISITS, SPELLS, PLANS = FileKind.VISITS, FileKind.SPELLS, FileKind.PLAN


@dataclass(frozen=True)
class Spoiled:
    """A file, the cell its finding is expected at, and what the finding says."""

    name: str
    kind: FileKind
    content: bytes
    row: int | None
    column: str | None
    rule: str
    as_of: date | None = None


def lying(header: str, values: tuple[str, ...]) -> bytes:
    """Visits with one more column whose header says nothing."""
    found = rows(VISIT, VISIT_HEADER, [{}] * len(values))
    return text((*VISIT_HEADER, header), *((*row, value) for row, value in zip(found, values, strict=True)))


def lying_size() -> bytes:
    content = repacked(CLEAN, xl__media__filler_dot_bin=bytes(5000))
    return content.replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little"))


def overlapping() -> bytes:
    first = {"student_key": "kx"}
    return spells(first, first | {"enter_date": "2/1/2016", "leave_date": "4/1/2016"})


LATE = spells({}, {"enter_date": "2/2/2016"})
MERGED = workbook(VISIT_HEADER, *rows(VISIT, VISIT_HEADER, [{}, {}]), merged="A2:A3")
READING = [
    Spoiled("utf-16", VISITS, visits({}, encoding="utf-16"), None, None, "is saved as UTF-16"),
    Spoiled("utf-16-no-mark", VISITS, visits({}, encoding="utf-16-le"), 1, None, "holds a NUL byte"),
    Spoiled("nul", VISITS, visits({}, {}).replace(b"kbirch", b"k\0irch"), 3, None, "holds a NUL byte"),
    Spoiled("no-encoding", VISITS, visits({"language": "x"}).replace(b",x,", b",\x81,"), 2, None, "is neither UTF-8"),
    Spoiled("open-quote", VISITS, visits({}, {"language": "x"}).replace(b"x", b'"x'), 3, None, "cannot be read"),
    Spoiled("empty", VISITS, b"", None, None, "is empty"),
    Spoiled("blank", VISITS, b",,\r\n,,\r\n", None, None, "is empty"),
    Spoiled("header-only", VISITS, text(VISIT_HEADER), 1, None, "no row below it"),
    Spoiled("blank-first-row", VISITS, b"\r\n" + visits({}), 1, None, "the first row is blank"),
    Spoiled("wide", VISITS, text([f"c{n}" for n in range(70)], ("1",) * 70), None, None, "up to 70 columns"),
    Spoiled("long", VISITS, text(["a"], *[("1",)] * 100_001), None, None, "has 100001 rows"),
    Spoiled("large", VISITS, b"a\r\n" * 3_600_000, None, None, "is larger than 10 MB"),
    Spoiled("old-xls", VISITS, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), None, None, "is an old .xls"),
    Spoiled("macros", VISITS, repacked(CLEAN, xl__vbaProject_dot_bin=b"x"), None, None, "holds macros"),
    Spoiled("bomb", VISITS, repacked(CLEAN, xl__x_dot_bin=bytes(70_000_000)), None, None, "unpacks to far more"),
    Spoiled("lying-size", VISITS, lying_size(), None, None, "is a damaged workbook"),
    Spoiled("cut", VISITS, CLEAN[:-100], None, None, "is a damaged workbook"),
    Spoiled("document", VISITS, packed({"word/document.xml": b"<x/>"}), None, None, "not an .xlsx workbook"),
    Spoiled("entities", VISITS, repacked(CLEAN, xl__sharedStrings_dot_xml=ENTITIES), None, None, "must not be read"),
    Spoiled("wide-workbook", VISITS, workbook(["a"] * 61, ("1",) * 61), None, None, "up to 61 columns"),
    Spoiled("workbook-formula", VISITS, workbook(VISIT_HEADER, (*VISIT[:7], "{=1+1}")), 2, "H2", "holds a formula"),
]
COLUMNS = [
    Spoiled("header-twice", VISITS, text((*VISIT_HEADER[:7], "Outcome"), VISIT), 1, "Outcome", "two columns have"),
    Spoiled("no-header", VISITS, text(VISIT, VISIT), 1, None, "no column for walk date"),
    Spoiled("no-outcome", VISITS, text(VISIT_HEADER[:4], VISIT[:4]), 1, None, "no column for outcome"),
    Spoiled("names", VISITS, lying("Remarks", PEOPLE), None, "Remarks", "the column holds names"),
    Spoiled("names-header", VISITS, lying("First Name", ("x",)), None, "First Name", "the column holds names"),
    Spoiled("births", VISITS, lying("Room", ("3/4/1999", "5/6/2000")), None, "Room", "the column holds birth dates"),
    Spoiled("addresses", VISITS, lying("Stop", ("1010 E 10th St",)), None, "Stop", "the column holds addresses"),
    Spoiled("phones", VISITS, lying("Hours", ("5205550101",)), None, "Hours", "the column holds phone numbers"),
    Spoiled("one-phone", VISITS, visits({}, {"next_step": "520-555-0101"}), None, "Next Step", "phone numbers"),
    Spoiled("e-mails", VISITS, lying("Team", ("ana@example.org",)), None, "Team", "the column holds e-mail addresses"),
    Spoiled("numbers", VISITS, lying("Order", ("12345678", "12345679")), None, "Order", "student or social security"),
    Spoiled("key", SPELLS, spells(*[{"student_key": f"001234{n}"} for n in range(9)]), None, "Student Key", "student or"),
    Spoiled("beyond", VISITS, text(VISIT_HEADER, (*VISIT, "ana@example.org")), None, BEYOND, "e-mail addresses"),
    Spoiled("made-up-inside", VISITS, visits({}, {}, {"student_key": "madeup-1"}), 4, "Student Key", "stand in one file"),
    Spoiled("made-up-beside", VISITS, visits({"student_key": "madeup-1"}), None, "Student Key", "are never mixed"),
    Spoiled("future", SPELLS, spells({}), None, None, "export lies in the future", date(2016, 6, 2)),
    Spoiled("too-early", SPELLS, LATE, 3, "Enter Date", "after the day of export", date(2016, 2, 1)),
    Spoiled("older-export", SPELLS, spells({}), None, None, "comes before that of load 2", date(2016, 5, 1)),
]  # fmt: skip
ROWS = [
    Spoiled("short-row", VISITS, text(VISIT_HEADER, VISIT[:6]), 2, None, "the row has 6 values, the header 8"),
    Spoiled("long-row", VISITS, text(VISIT_HEADER, (*VISIT, "x")), 2, None, "the row has 9 values, the header 8"),
    Spoiled("day-first", VISITS, visits({"walk_date": "15/1/2016"}), 2, "Walk Date", "is no date"),
    Spoiled("no-such-day", VISITS, visits({"walk_date": "2/30/2016"}), 2, "Walk Date", "is no date"),
    Spoiled("short-year", VISITS, visits({"walk_date": "1/15/16"}), 2, "Walk Date", "is no date"),
    Spoiled("far-away", VISITS, visits({"walk_date": "1/15/2106"}), 2, "Walk Date", "is a date too far away"),
    Spoiled("overlap", SPELLS, overlapping(), 3, "Enter Date", "lies in the spell of row 2"),
    Spoiled("end-first", SPELLS, spells({"leave_date": "1/1/2016"}), 2, "Leave Date", "comes before the enter date"),
    Spoiled("code", SPELLS, spells({}, {"leave_code": "W99"}), 3, "Leave Code", "is no code known"),
    Spoiled("near-outcome", VISITS, visits({"outcome": "COMITT"}), 2, "Outcome", "is no outcome code"),
    Spoiled("repeat", VISITS, text(VISIT_HEADER, VISIT, VISIT), 3, "Attempt", "repeats row 2"),
    Spoiled("loaded", VISITS, visits(*[{}] * 7, {"student_key": "kloaded"}), 9, "Attempt", "loaded already by load 1"),
    Spoiled("loaded-other", VISITS, visits({"student_key": "kloaded", "outcome": "REFUSED"}), 2, "Outcome", "another outcome"),
    Spoiled("csv-formula", VISITS, visits({"next_step": '=HYPERLINK("x")'}), 2, "Next Step", "is a formula"),
    Spoiled("plus-formula", VISITS, visits({"language": "+1"}), 2, "Language", "is a formula"),
    Spoiled("merged", VISITS, MERGED, 3, "Walk Date", "is blank"),
    Spoiled("after-blank", VISITS, text(VISIT_HEADER, (), ("",) * 8, (*VISIT[:4], "", *VISIT[5:])), 4, "Outcome", "is blank"),
    Spoiled("attempt", VISITS, visits({"attempt": "99"}), 2, "Attempt", "is no whole number from 0 to 50"),
    Spoiled("due", VISITS, visits({"due_date": "1/14/2016"}), 2, "Due Date", "comes before the walk"),
    Spoiled("cost", PLANS, plan({"cost": "-5"}), 2, "Cost", "is no amount of dollars"),
    Spoiled("plan-repeat", PLANS, text(PLAN_HEADER, PLAN, PLAN), 3, "Walk Date", "repeats row 2"),
    Spoiled("grade", SPELLS, spells({"grade": "6"}), 2, "Grade", "is no grade from 7 to 12"),
]  # fmt: skip
CASES = [*READING, *COLUMNS, *ROWS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The district's folder. All cases share it: none may change it."""
    return tmp_path_factory.mktemp("district")


@pytest.fixture(scope="module")
def side(folder: Path) -> Iterator[DistrictSide]:
    """A district with one visit and one spell loaded."""
    with district_side(folder) as opened:
        load_file(opened, VISITS, "a.csv", visits({"student_key": "kloaded"}))
        load_file(opened, SPELLS, "b.csv", spells({"student_key": "kloaded"}), as_of=TODAY)
        yield opened


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process would put temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_finding_is_at_its_cell_and_nothing_changes(
    case: Spoiled, side: DistrictSide, folder: Path, temporary: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = on_disk(folder)
    with caplog.at_level(logging.DEBUG):
        checked = check_file(side, case.kind, "spoiled.csv", case.content, as_of=case.as_of)
        if not checked.may_load:
            with pytest.raises(NotLoaded) as refused:
                load_file(side, case.kind, "spoiled.csv", case.content, as_of=case.as_of)
            assert refused.value.findings == checked.findings
    assert [(found.row, found.column) for found in checked.findings if case.rule in found.rule] == [
        (case.row, case.column)
    ]
    assert all(found.repair for found in checked.findings)
    assert checked.reconcile
    assert checked.rejected or not checked.may_load
    assert on_disk(folder) == before
    assert on_disk(temporary) == {}
    assert "spoiled" not in caplog.text


PRIVATE = {"kash", *PEOPLE, "5205550101", "520-555-0101", "ana@example.org", "12345678", "0012341", "1010 E 10th St"}


@pytest.mark.parametrize("case", COLUMNS[3:13], ids=lambda case: case.name)
def test_nothing_of_a_file_with_an_identity_column_is_told(
    case: Spoiled, side: DistrictSide, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        checked = check_file(side, case.kind, "Ana Quiroz.csv", case.content)
    assert (checked.imported, checked.header, checked.mapping) == (None, (), {})
    told = repr(checked) + caplog.text + rejected_file(checked).decode()
    kept = b"".join(on_disk(folder).values())
    brought = {cell for cell in PRIVATE if cell.encode() in case.content}
    assert brought
    for cell in {*brought, "Ana Quiroz"}:
        assert cell not in told
        assert cell.encode() not in kept


def test_no_case_is_lost() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 30
