"""Stages from spells: the ten-day rule, checkpoints, semester, year, graduation; no-shows, gaps, moves, late returns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from tests.walks.schooldays import CALENDAR, LATER_WALK, WALK, rules, spell, visit, year
from walks.calendar import CalendarMissing, SchoolCalendar, SchoolYear
from walks.codes import UnknownCode, code_table, outcome
from walks.journey import STAGES, Journey, Stage, Standing, journey, journeys
from walks.records import Correction, Spell, corrected
from walks.spells import enrollments, overlaps, standing_no_shows, stints

YES, NO, LATER = Standing.YES, Standing.NO, Standing.NOT_YET_DUE
BEFORE = spell("s", "2015-08-04", "2015-11-02", "W4")


def of(*spells: Spell, as_of: str = "2019-06-30", code: str = "COMMIT", **changes: Any) -> Journey:
    return journey([visit("s", code)], spells, rules(as_of, **changes))


def stand(one: Journey, *stages: Stage) -> list[Standing]:
    return [one.standings[stage] for stage in stages]


def test_a_student_who_stays_and_graduates() -> None:
    one = of(BEFORE, spell("s", "2016-01-20", "2017-05-24", "G", grade=11))
    assert set(one.standings.values()) == {YES}
    assert set(one.standings) == set(STAGES)
    assert (one.re_entered_on, one.left_on, one.times_left_again) == (date(2016, 1, 20), None, 0)


def test_a_student_who_leaves_after_nine_school_days() -> None:
    """Back on Wednesday 20 January; the tenth school day after it is Wednesday 3 February."""
    assert CALENDAR.school_day_after(date(2016, 1, 20), 10) == date(2016, 2, 3)
    early = of(BEFORE, spell("s", "2016-01-20", "2016-02-02", "W4"))
    assert stand(early, Stage.RE_ENROLLED, Stage.STAYED_10, Stage.DAY_30) == [YES, NO, NO]
    assert (early.left_on, early.times_left_again) == (date(2016, 2, 2), 1)
    assert of(BEFORE, spell("s", "2016-01-20", "2016-02-03", "W4")).reached(Stage.STAYED_10)


def test_present_at_least_once_where_attendance_is_loaded() -> None:
    back = spell("s", "2016-01-20")
    assert of(back, present={"s"}).reached(Stage.STAYED_10)
    assert stand(of(back, present=set()), Stage.RE_ENROLLED, Stage.STAYED_10) == [YES, NO]


@pytest.mark.parametrize(
    ("leave", "expected"),
    [
        ("2016-02-18", [NO, NO, NO]),
        ("2016-02-19", [YES, NO, NO]),
        ("2016-03-20", [YES, YES, NO]),
        ("2016-04-19", [YES, YES, YES]),
    ],
)
def test_checkpoints_count_calendar_days_from_entry(leave: str, expected: list[Standing]) -> None:
    one = of(spell("s", "2016-01-20", leave, "W5"))
    assert stand(one, Stage.DAY_30, Stage.DAY_60, Stage.DAY_90) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2016-01-31", [YES, LATER, LATER, LATER, LATER]),
        ("2016-02-19", [YES, YES, YES, LATER, LATER]),
        ("2016-05-24", [YES, YES, YES, YES, LATER]),
        ("2017-07-01", [YES, YES, YES, YES, NO]),
    ],
)
def test_not_yet_due_is_not_no(as_of: str, expected: list[Standing]) -> None:
    one = of(spell("s", "2016-01-20", grade=11), as_of=as_of)
    stages = (Stage.RE_ENROLLED, Stage.STAYED_10, Stage.DAY_30, Stage.YEAR, Stage.GRADUATED)
    assert stand(one, *stages) == expected


def test_the_return_window() -> None:
    assert of(as_of="2016-03-15").standings[Stage.RE_ENROLLED] is LATER
    assert of(as_of="2016-03-15").standings[Stage.DAY_30] is LATER
    assert of(as_of="2016-03-16").standings[Stage.RE_ENROLLED] is NO
    late = of(spell("s", "2016-03-16"))
    assert stand(late, Stage.RE_ENROLLED, Stage.DAY_30) == [NO, Standing.NOT_APPLICABLE]
    assert late.re_entered_on == date(2016, 3, 16)
    assert of(spell("s", "2016-03-15")).reached(Stage.RE_ENROLLED)
    assert of(spell("s", "2016-03-16"), window_days=90).reached(Stage.RE_ENROLLED)


def test_a_return_in_the_phone_phase() -> None:
    back = spell("s", "2016-01-05")
    assert of(BEFORE, back).standings[Stage.RE_ENROLLED] is NO
    assert of(BEFORE, back, phone_start=date(2016, 1, 4)).reached(Stage.RE_ENROLLED)


def test_a_student_who_was_enrolled_all_the_while_did_not_return() -> None:
    one = of(spell("s", "2015-08-04", "2016-01-22", "W1"), spell("s", "2016-01-22"))
    assert one.standings[Stage.RE_ENROLLED] is NO
    assert one.re_entered_on is None


def test_a_spell_after_the_export_is_not_known() -> None:
    assert of(spell("s", "2016-01-20"), as_of="2016-01-19").re_entered_on is None


def test_a_summer_leaver_back_in_august_has_returned() -> None:
    summer = spell("s", "2015-08-04", "2016-05-24", "", summer_code="S4")
    one = journey([visit("s", walk=LATER_WALK)], [summer, spell("s", "2016-08-04")], rules("2017-06-01"))
    assert one.reached(Stage.RE_ENROLLED)
    enrolled = spell("s", "2015-08-04", "2016-05-24")
    through = journey([visit("s", walk=LATER_WALK)], [enrolled, spell("s", "2016-08-04")], rules("2017-06-01"))
    assert not through.reached(Stage.RE_ENROLLED)


def test_a_no_show_is_no_return() -> None:
    one = of(spell("s", "2016-01-20", "2016-01-20", "W4"), spell("s", "2016-01-21", None, "", summer_code="S4"))
    assert one.standings[Stage.RE_ENROLLED] is NO


def test_a_no_show_is_set_aside_by_a_normal_spell_at_the_same_school_that_year() -> None:
    no_show = spell("s", "2016-08-04", None, "", summer_code="S4")
    assert standing_no_shows([no_show]) == [no_show]
    assert standing_no_shows([no_show, spell("s", "2017-01-09")]) == []
    assert standing_no_shows([no_show, spell("s", "2017-01-09", school="Another")]) == [no_show]
    assert enrollments([no_show]) == []


def test_a_change_of_school_is_no_leaving() -> None:
    one = of(spell("s", "2016-01-20", "2016-02-26", "W1"), spell("s", "2016-02-29", school="Another"))
    assert stand(one, Stage.DAY_30, Stage.DAY_60, Stage.DAY_90) == [YES, YES, YES]
    assert one.times_left_again == 0


def test_a_gap_of_more_than_ten_school_days_is_a_leaving() -> None:
    back = spell("s", "2016-01-20", "2016-02-26", "W4")
    after_ten = spell("s", "2016-03-14")  # 29 February to 11 March: ten school days
    after_eleven = spell("s", "2016-03-15")
    assert of(back, after_ten).times_left_again == 0
    again = of(back, after_eleven)
    assert again.times_left_again == 1
    assert stand(again, Stage.DAY_30, Stage.DAY_60) == [YES, YES]
    assert again.left_on == date(2016, 2, 26)


def test_the_summer_is_no_gap_and_staying_away_in_august_is() -> None:
    first = spell("s", "2016-01-20", "2016-05-24")
    assert of(first, spell("s", "2016-08-08")).times_left_again == 0
    gone = of(first)
    assert gone.times_left_again == 1
    assert gone.left_on == CALENDAR.school_day_after(date(2016, 5, 24), 10)
    assert of(first, as_of="2016-08-10").times_left_again == 0
    assert of(spell("s", "2019-08-10", "2020-05-24"), as_of="2020-05-30").left_on is None


def test_who_moved_to_another_school_neither_stayed_nor_left() -> None:
    one = of(spell("s", "2016-01-20", "2016-02-26", "W21", grade=11))
    assert stand(one, Stage.DAY_30, Stage.DAY_60) == [YES, Standing.MOVED_ON]
    assert (one.left_on, one.times_left_again) == (None, 0)
    assert (
        of(spell("s", "2016-01-20", "2016-02-26", "W1", grade=11), as_of="2016-06-01").standings[Stage.GRADUATED]
        is Standing.MOVED_ON
    )


def test_graduating_is_not_leaving() -> None:
    one = of(spell("s", "2016-01-20", "2016-02-26", "W7", grade=12))
    assert stand(one, Stage.DAY_60, Stage.YEAR, Stage.GRADUATED) == [YES, YES, YES]
    assert one.left_on is None


def test_without_a_grade_graduation_is_due_after_four_school_years() -> None:
    back = spell("s", "2016-01-20", "2016-02-26", "W5")
    assert of(back, as_of="2019-06-30").standings[Stage.GRADUATED] is LATER
    assert of(back, as_of="2019-07-01").standings[Stage.GRADUATED] is NO


@pytest.mark.parametrize(
    ("code", "reached"),
    [
        ("NOT_ATTEMPTED", [YES, YES, NO, NO, NO]),
        ("VERIFIED_ELSEWHERE", [YES, NO, NO, NO, NO]),
        ("CLAIM_ELSEWHERE", [YES, YES, YES, YES, NO]),
        ("NO_ANSWER", [YES, YES, YES, NO, NO]),
        ("PARENT_ONLY", [YES, YES, YES, YES, NO]),
        ("ENROLL_NOW", [YES, YES, YES, YES, YES]),
    ],
)
def test_stages_at_the_door(code: str, reached: list[Standing]) -> None:
    assert stand(of(code=code), *STAGES[:5]) == reached


def test_a_promise_at_the_door_is_no_enrollment() -> None:
    assert stand(of(code="ENROLL_NOW"), Stage.AGREED, Stage.RE_ENROLLED) == [YES, NO]


def test_one_journey_for_each_student_and_walk() -> None:
    visits = [visit("b"), visit("a"), visit("a", "NO_ANSWER", attempt=2), visit("a", walk=LATER_WALK)]
    found = journeys(visits, [spell("a", "2016-01-20"), spell("nobody", "2016-01-20")], rules("2016-06-01"))
    assert [(one.walk, one.student) for one in found] == [(WALK, "a"), (WALK, "b"), (LATER_WALK, "a")]
    assert found[0].reached(Stage.AGREED)


def test_an_unknown_code_stops() -> None:
    with pytest.raises(UnknownCode, match="W99"):
        of(spell("s", "2016-01-20", "2016-02-26", "W99"))


def test_a_calendar_that_ends_too_early_stops_only_when_it_matters() -> None:
    short = SchoolCalendar((year(2015),))
    back = spell("s", "2016-05-20")
    early = replace(rules("2016-05-23", window_days=200), calendar=short)
    assert journey([visit("s")], [back], early).standings[Stage.STAYED_10] is LATER
    with pytest.raises(CalendarMissing, match="add the next year"):
        journey([visit("s")], [back], replace(early, as_of=date(2016, 9, 1)))


def test_corrections_append_and_the_latest_holds() -> None:
    entered = [visit("s", "NO_ANSWER"), visit("t", "COMMIT")]
    when = datetime(2016, 1, 18, 9)
    first = Correction(WALK, "s", 1, outcome("PARENT_ONLY"), "leader 3", "sheet misread", when)
    second = Correction(WALK, "s", 1, outcome("COMMIT"), "leader 3", "student called", when.replace(day=19))
    assert [one.outcome.code for one in corrected(entered, [second, first])] == ["COMMIT", "COMMIT"]
    assert entered[0].outcome.code == "NO_ANSWER"
    with pytest.raises(ValueError, match="no visit to correct"):
        corrected(entered, [Correction(WALK, "s", 9, outcome("COMMIT"), "x", "y", when)])
    for who, why in (("", "why"), ("who", " ")):
        with pytest.raises(ValueError, match="who makes it and why"):
            Correction(WALK, "s", 1, outcome("COMMIT"), who, why, when)


def test_overlapping_spells_are_found() -> None:
    one, two, three = (
        spell("s", "2016-01-20", "2016-02-26"),
        spell("s", "2016-02-26", "2016-03-30"),
        spell("s", "2016-03-01"),
    )
    assert overlaps([one, two]) == []
    assert overlaps([three, two, one]) == [(two, three)]
    assert overlaps([three, spell("s", "2016-04-01")]) != []
    joined = stints([three, spell("s", "2016-04-01", "2016-04-20", "W5")], CALENDAR, code_table())
    assert len(joined) == 1


def test_a_spell_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        spell("s", "2016-01-20", "2016-01-19")
    assert spell("s", "2016-01-20").covers(date(2030, 1, 1))
    assert not spell("s", "2016-01-20", "2016-01-21").covers(date(2016, 1, 22))


def test_school_days() -> None:
    assert [CALENDAR.is_school_day(date(2016, 1, day)) for day in (1, 2, 3, 4)] == [False, False, False, True]
    assert not CALENDAR.is_school_day(date(2016, 7, 1))
    assert CALENDAR.year_of(date(2016, 7, 1)).first_day == date(2016, 8, 4)
    assert CALENDAR.school_days_between(date(2016, 1, 8), date(2016, 1, 12)) == 1
    with pytest.raises(CalendarMissing, match="add the year"):
        CALENDAR.year_of(date(2021, 1, 1))


def test_a_calendar_is_in_order() -> None:
    with pytest.raises(ValueError, match="needs a school year"):
        SchoolCalendar(())
    with pytest.raises(ValueError, match="out of order"):
        SchoolCalendar((year(2016), year(2015)))
    with pytest.raises(ValueError, match="out of order"):
        SchoolYear(date(2016, 8, 4), date(2016, 8, 4), date(2017, 5, 24))
