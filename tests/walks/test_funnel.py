"""Nested counts, each student once; rates with denominators; follow-ups; revisit list."""

from __future__ import annotations

from datetime import date, timedelta

from tests.walks.schooldays import LATER_WALK, WALK, rules, spell, visit
from walks.funnel import (
    Rate,
    StageCount,
    address_validity,
    answers,
    by_group,
    follow_ups,
    rates,
    revisit_list,
    unique_students,
    walk_funnel,
)
from walks.journey import RETURN_STAGES, STAGES, Journey, Stage, journeys
from walks.records import Spell, Visit

VISITS = [
    visit("stayed"),
    visit("left", language="Spanish"),
    visit("not-home", "NO_ANSWER_LEFT"),
    visit("came-alone", "NO_ANSWER"),
    visit("elsewhere", "VERIFIED_ELSEWHERE", attempt=0),
    visit("not-visited", "NOT_ATTEMPTED", attempt=0),
    visit("same-day", "ENROLL_NOW"),
    visit("moved-on", "COMMIT"),
]
SPELLS = [
    spell("stayed", "2016-01-20", grade=11),
    spell("left", "2016-01-21", "2016-01-26", "W4"),
    spell("came-alone", "2016-02-01", "2017-05-24", "G", grade=11),
    spell("same-day", "2016-01-15", grade=11),
    spell("moved-on", "2016-01-20", "2016-03-01", "W21", grade=11),
]


def found(as_of: str = "2016-06-30", visits: list[Visit] = VISITS, spells: list[Spell] = SPELLS) -> list[Journey]:
    return journeys(visits, spells, rules(as_of))


def reached(counts: tuple[StageCount, ...]) -> dict[Stage, tuple[int, int, int, int]]:
    return {one.stage: (one.reached, one.not_yet_due, one.moved_on, one.beside) for one in counts}


def test_each_stage_is_at_most_the_one_before() -> None:
    counts = walk_funnel(found())
    assert [one.reached for one in counts] == [8, 7, 6, 4, 4, 4, 3, 3, 2, 2, 2, 2, 0]
    assert [one.stage for one in counts] == list(STAGES)


def test_who_came_without_contact_stands_beside() -> None:
    assert reached(walk_funnel(found()))[Stage.RE_ENROLLED] == (4, 0, 0, 1)
    assert reached(walk_funnel(found(), RETURN_STAGES))[Stage.RE_ENROLLED] == (5, 0, 0, 0)


def test_who_moved_on_is_told_apart() -> None:
    assert reached(walk_funnel(found()))[Stage.DAY_60] == (2, 0, 1, 1)


def test_a_stage_after_one_not_yet_due_is_not_due_either() -> None:
    counts = walk_funnel(found(as_of="2016-02-05"), RETURN_STAGES)
    waiting = {one.stage for one in counts if not one.is_due}
    assert waiting == {stage for stage in RETURN_STAGES if RETURN_STAGES.index(stage) >= 2}
    assert next(one for one in counts if one.stage is Stage.YEAR).reached == 0


def test_a_student_in_two_walks_counts_once() -> None:
    visits = [visit("s", "NO_ANSWER"), visit("s", walk=LATER_WALK), visit("t")]
    both = found("2017-06-30", visits, [spell("s", "2016-08-10")])
    counts = reached(walk_funnel(both))
    assert counts[Stage.LISTED][0] == 2
    assert counts[Stage.CONTACTED][0] == 2
    assert counts[Stage.RE_ENROLLED][0] == 1
    assert [(one.student, one.walk) for one in unique_students(both)] == [("s", LATER_WALK), ("t", WALK)]


def test_rates_say_of_whom_and_when() -> None:
    by_name = {rate.name: rate for rate in rates(found(), 60)}
    assert (by_name["list quality"].numerator, by_name["list quality"].denominator) == (7, 8)
    assert (by_name["reach"].numerator, by_name["reach"].denominator) == (4, 6)
    assert (by_name["same-day yield"].numerator, by_name["same-day yield"].denominator) == (1, 4)
    back = by_name["return rate"]
    assert (back.numerator, back.denominator, back.of) == (5, 7, "students verified")
    assert back.window == "within 60 days of the walk"
    assert (by_name["persistence, 90 days"].numerator, by_name["persistence, 90 days"].denominator) == (3, 5)
    assert (by_name["left again"].numerator, by_name["left again"].denominator) == (1, 5)


def test_no_return_rate_before_the_window_is_over() -> None:
    """Who is back is known early, who is not is known late: five of five would be no rate."""
    (back,) = (rate for rate in rates(found(as_of="2016-02-05"), 60) if rate.name == "return rate")
    assert (back.numerator, back.denominator, back.not_yet_due, back.share) == (0, 0, 7, None)
    assert Rate("x", 0, 0, "students", "ever").share is None
    assert Rate("x", 1, 4, "students", "ever").share == 0.25


def test_a_walk_whose_window_is_open_is_no_part_of_the_rate_of_several() -> None:
    later = [visit(name, walk=LATER_WALK) for name in ("new-back", "new-out")]
    back_early = [*SPELLS, spell("new-back", LATER_WALK.day.isoformat())]
    both = found((LATER_WALK.day + timedelta(5)).isoformat(), [*VISITS, *later], back_early)
    (back,) = (rate for rate in rates(unique_students(both), 60) if rate.name == "return rate")
    assert (back.numerator, back.denominator, back.not_yet_due) == (5, 7, 2)


def test_completion_so_far_is_of_everyone_back() -> None:
    early = [spell("stayed", "2016-01-20", "2016-05-25", "G", grade=11), *SPELLS[1:]]
    (done,) = (rate for rate in rates(found(spells=early), 60) if rate.name == "completion")
    assert (done.numerator, done.denominator) == (1, 5)
    assert done.not_yet_due >= 2


def test_follow_ups() -> None:
    visits = [
        visit("stayed", due=date(2016, 1, 18)),
        visit("a", "PARENT_ONLY", due=date(2016, 1, 18)),
        visit("b", "PARENT_ONLY", due=date(2016, 1, 20)),
        visit("c", "PARENT_ONLY", due=date(2016, 1, 25)),
        visit("d", "NO_ANSWER", due=date(2016, 1, 16)),
        visit("d", "DECLINED", attempt=2),
        visit("e"),
    ]
    counts = follow_ups(visits, found("2016-01-25", visits), date(2016, 1, 20))
    assert (counts.due, counts.overdue, counts.later, counts.done) == (2, 1, 1, 2)


def test_the_revisit_list_leaves_out_who_is_back() -> None:
    visits = [*VISITS, visit("moved", "MOVED_KNOWN"), visit("twice", "NO_ANSWER"), visit("twice", "REFUSED", attempt=2)]
    listed = [one.student for one in revisit_list(visits, found(visits=visits))]
    assert listed == ["moved", "not-home", "not-visited"]


def test_by_language() -> None:
    groups = by_group(found(), lambda one: one.language)
    assert {name: counts[0].reached for name, counts in groups.items()} == {"English": 7, "Spanish": 1}


def test_answers_count_each_student_by_the_last_visit() -> None:
    visits = [visit("a", "NO_ANSWER"), visit("a", "COMMIT", attempt=2), visit("b", "NO_ANSWER"), visit("c")]
    assert answers(visits) == {"COMMIT": 2, "NO_ANSWER": 1}
    assert list(answers([visits[2], visits[3]])) == ["COMMIT", "NO_ANSWER"]


def test_an_earlier_attempt_does_not_stand_for_a_later_one() -> None:
    assert answers([visit("a", "COMMIT", attempt=2), visit("a", "NO_ANSWER")]) == {"COMMIT": 1}


def test_address_validity() -> None:
    rate = address_validity([*VISITS, visit("gone", "MOVED_UNKNOWN")])
    assert (rate.numerator, rate.denominator) == (4, 7)
