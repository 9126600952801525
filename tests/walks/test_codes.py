"""Outcome codes and withdrawal codes."""

from __future__ import annotations

from datetime import date

import pytest

from walks.codes import (
    Answer,
    CodeTable,
    ExitKind,
    UnknownCode,
    UnknownOutcome,
    WithdrawalCode,
    code_table,
    fiscal_year,
    outcome,
    outcomes,
    plain_code,
)

DAY = date(2016, 1, 15)


def test_every_outcome_of_the_reference_is_there() -> None:
    assert len(outcomes()) == 21
    assert {code for code, one in outcomes().items() if one.agreed is Answer.YES} == {"ENROLL_NOW", "COMMIT"}
    assert {code for code, one in outcomes().items() if not one.attempted} == {
        "NOT_ATTEMPTED",
        "RESOLVED_BY_PHONE",
        "VERIFIED_ELSEWHERE",
        "VERIFIED_GRAD",
    }
    assert all(one.located is Answer.YES for one in outcomes().values() if one.student_spoken is Answer.YES)


def test_a_claim_waits_for_proof() -> None:
    assert outcome("claim_elsewhere ").resolved is Answer.PENDING
    assert outcome("PARENT_ONLY").wants_revisit
    assert not outcome("REFUSED").wants_revisit
    with pytest.raises(UnknownOutcome, match="use one of ENROLL_NOW"):
        outcome("MAYBE")


@pytest.mark.parametrize(
    ("code", "plain"),
    [("W4", "W4"), ("w4 ", "W4"), ("W04", "W4"), ("W10", "W10"), (" wd", "WD"), ("W0", "W0"), ("", ""), ("4", "4")],
)
def test_one_way_to_write_a_code(code: str, plain: str) -> None:
    assert plain_code(code) == plain


def test_the_table_holds_the_states_codes() -> None:
    table = code_table()
    known = {row.code for row in table.rows}
    assert {f"W{number}" for number in (*range(1, 16), *range(17, 23), 41, 51)} <= known
    assert "W16" not in known
    assert table.look_up("w04", DAY).kind is ExitKind.UNKNOWN
    assert {row.code for row in table.rows if row.kind is ExitKind.GRADUATED} == {
        "W7", "W13", "W15", "W17", "W18", "W20", "G"
    }  # fmt: skip


@pytest.mark.parametrize(("code", "day"), [("W99", DAY), ("W4", date(2014, 6, 30)), ("W4", date(2027, 7, 1))])
def test_unknown_codes_stop(code: str, day: date) -> None:
    with pytest.raises(UnknownCode, match="not known for fiscal year"):
        code_table().look_up(code, day)


def test_a_district_adds_its_own() -> None:
    own = WithdrawalCode(2015, 2027, "S1", ExitKind.SUMMER, "summer transfer", "the district's own code list")
    assert code_table().with_rows([own]).look_up("S01", DAY) == own
    with pytest.raises(ValueError, match="two meanings"):
        code_table().with_rows([own, own])
    with pytest.raises(ValueError, match="before its first"):
        WithdrawalCode(2017, 2016, "S1", ExitKind.SUMMER, "x", "y")


def test_a_code_may_change_its_meaning_from_one_year_to_the_next() -> None:
    before = WithdrawalCode(2015, 2016, "X1", ExitKind.LEFT, "one", "district")
    after = WithdrawalCode(2017, 2018, "X1", ExitKind.TRANSFER, "two", "district")
    table = CodeTable((before, after))
    assert table.look_up("X1", date(2016, 6, 30)) == before
    assert table.look_up("X1", date(2016, 7, 1)) == after


def test_fiscal_years_begin_on_the_first_of_july() -> None:
    assert [fiscal_year(date(2016, month, day)) for month, day in ((6, 30), (7, 1), (12, 31))] == [2016, 2017, 2017]
