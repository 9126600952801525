"""Who is a comparison student, by the target group of the visits file."""

from __future__ import annotations

import pytest

from tests.walks.schooldays import LATER_WALK, visit
from walks.comparison import COMPARISON_GROUPS, Design, comparison_design, listed_and_compared


@pytest.mark.parametrize(
    ("group", "design"),
    [
        ("comparison: random order", Design.RANDOM_ORDER),
        ("Comparison:  Cut-off, 40 to 45 points", Design.CUT_OFF),
        ("COMPARISON: MATCHED", Design.MATCHED),
        ("comparison", None),
        ("dropout", None),
        ("dropout, comparison: matched", None),
    ],
)
def test_by_how_the_target_group_begins(group: str, design: Design | None) -> None:
    assert comparison_design(visit("a", "NOT_ATTEMPTED", target_group=group, attempt=0)) is design


def test_who_was_visited_after_all_is_listed() -> None:
    for group in COMPARISON_GROUPS:
        assert comparison_design(visit("a", "COMMIT", target_group=group)) is None


def test_nobody_is_listed_and_compared_or_compared_twice() -> None:
    aside = {"target_group": "comparison: matched", "attempt": 0}
    both = [visit("a"), visit("a", "NOT_ATTEMPTED", **aside)]
    twice = [
        visit("b", "NOT_ATTEMPTED", **aside),
        visit("b", "NOT_ATTEMPTED", **aside | {"target_group": "comparison: cut-off"}),
    ]
    other = visit("a", "NOT_ATTEMPTED", **aside, walk=LATER_WALK)
    listed, compared = listed_and_compared([*both, *twice, other])
    assert listed == both[:1]
    assert compared == {Design.MATCHED: [twice[0], other]}
