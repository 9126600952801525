"""The attacker's arithmetic on cases worked by hand."""

from __future__ import annotations

import pytest

from tests.walks.disclosure.made import stages, table
from walks.disclosure import AZ, Contradiction, Interval, Overlap
from walks.disclosure.attacker import difference_key, intervals
from walks.disclosure.frame import Frame, Sum, frame_of


def test_two_hidden_cells_under_a_total() -> None:
    found = intervals(frame_of([table(2, 25, 40)]), {"t/2": 40, "t/total": 67})
    assert found == {"t/0": Interval(1, 26), "t/1": Interval(1, 26)}


def test_one_hidden_cell_is_known() -> None:
    found = intervals(frame_of([table(2, 25, 40)]), {"t/1": 25, "t/2": 40, "t/total": 67})
    assert found == {"t/0": Interval(2, 2)}
    assert found["t/0"].pins_a_small_count(AZ)


def test_a_hidden_total_limits_nothing() -> None:
    found = intervals(frame_of([table(4, 5)]), {})
    assert {one.high for one in found.values()} == {None}
    assert found["t/0"].values == float("inf")
    assert not found["t/0"].pins_a_small_count(AZ)


def test_a_shown_part_lifts_the_hidden_total() -> None:
    found = intervals(frame_of([table(12, 30)]), {"t/1": 30})
    assert found == {"t/0": Interval(1, None), "t/total": Interval(31, None)}


def test_a_funnel_stage_lies_between_its_neighbours() -> None:
    found = intervals(frame_of([stages(76, 70, 20)]), {"f/0": 76, "f/2": 20})
    assert found["f/1"] == Interval(20, 76)
    assert found[difference_key("f/1", "f/0")] == Interval(0, 56)


def test_students_of_two_walks() -> None:
    frame = Frame((), (), (Overlap("unique", ("one", "two")),))
    found = intervals(frame, {"one": 40, "two": 50})
    assert found["unique"] == Interval(50, 90)
    assert found["repeats of unique"] == Interval(0, 40)


def test_whole_numbers_are_used() -> None:
    """2 x + 2 y would leave fractions open: three tables sharing cells in pairs, each pair adding up to 21."""
    sums = tuple(
        Sum(f"t{n}", f"w{n}", pair, frozenset()) for n, pair in enumerate((("a", "b"), ("b", "c"), ("a", "c")))
    )
    with pytest.raises(Contradiction):
        intervals(Frame(sums, (), ()), {"w0": 21, "w1": 21, "w2": 21})
    assert intervals(Frame(sums, (), ()), {"w0": 22, "w1": 22, "w2": 22})["a"] == Interval(11, 11)


@pytest.mark.parametrize(
    "shown",
    [
        {"t/0": 5, "t/1": 5, "t/total": 11},
        {"t/0": 15, "t/total": 11},
        {"t/0": 11, "t/total": 11},  # the other cell would be zero, and zeros are shown
    ],
)
def test_tables_that_do_not_add_up(shown: dict[str, int]) -> None:
    with pytest.raises(Contradiction):
        intervals(frame_of([table(5, 5)]), shown)


def test_three_hidden_cells_need_one_student_each() -> None:
    with pytest.raises(Contradiction):
        intervals(frame_of([table(5, 5, 5, 5)]), {"t/0": 9, "t/total": 11})
