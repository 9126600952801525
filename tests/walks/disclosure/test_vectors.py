"""The test vectors of the privacy rules, one by one."""

from __future__ import annotations

import pytest

from tests.walks.disclosure.made import SECRET, counts, stages, suppressed, table, texts
from walks.disclosure import AZ, HIDDEN, Count, funnel, one_way, publish, share_of
from walks.disclosure.frame import frame_of
from walks.disclosure.protect import hidden_keys, keyed_order


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((76, 46, 5), ["76", "46", "*"]),
        ((76, 70, 20), ["76", "*", "20"]),
        ((194, 118, 60, 52, 12), ["194", "118", "60", "*", "12"]),
        ((457, 171, 16), ["457", "171", "16"]),
    ],
)
def test_funnels(values: tuple[int, ...], expected: list[str]) -> None:
    assert texts(publish([stages(*values, outcomes=1)], SECRET)[0]) == expected


def drawn(values: tuple[int, ...], order: list[int]) -> set[int]:
    """Places hidden when complementary cells are drawn in this order; the total is place -1."""
    made = table(*values)
    places = {cell.key: place for place, cell in enumerate(made.cells)} | {"t/total": -1}
    frame = frame_of([made])
    truth = {cell.key: cell.count for cell in made.counts() if isinstance(cell.count, int)}

    def draw(_table_id: str, key: str) -> bytes:
        return bytes([order.index(places[key])])

    return {places[key] for key in hidden_keys(frame, truth, draw, AZ)}


@pytest.mark.parametrize("partner", [1, 2, 3])
def test_a_small_cell_takes_any_one_partner(partner: int) -> None:
    order = [partner, *({0, 1, 2, 3} - {partner})]
    assert drawn((2, 25, 40, 60), order) == {0, partner}


def test_a_partner_that_leaves_the_sum_too_small_takes_a_third() -> None:
    assert drawn((2, 11, 40, 60), [1, 3, 2, 0]) == {0, 1, 3}
    assert drawn((2, 11, 40, 60), [2, 3, 1, 0]) == {0, 2}


@pytest.mark.parametrize("values", [(1, 1, 40, 60), (10, 10, 40, 60)])
@pytest.mark.parametrize("partner", [2, 3])
def test_two_small_cells_take_one_large(values: tuple[int, ...], partner: int) -> None:
    order = [partner, 5 - partner, 0, 1]
    assert drawn(values, order) == {0, 1, partner}


def test_a_true_zero_is_shown() -> None:
    assert suppressed(0, 12, 30) == ["0", "12", "30", "42"]


@pytest.mark.parametrize("values", [(4, 5), (8,)])
def test_without_partners_the_total_goes_too(values: tuple[int, ...]) -> None:
    assert suppressed(*values) == ["*"] * (len(values) + 1)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (46, 76, "61%"),
        (5, 46, "*"),
        (12, 12, ">=80%"),
        (98, 100, ">=98%"),
        (299, 300, ">=99%"),
        (3, 150, "<=2%"),
    ],
)
def test_shares(numerator: int, denominator: int, expected: str) -> None:
    assert str(share_of(numerator, denominator)) == expected


def test_keyed_choice_differs_between_districts_and_not_between_runs() -> None:
    patterns = {tuple(suppressed(2, 25, 40, 60, secret=bytes([number]) * 16)) for number in range(40)}
    assert len(patterns) == 3
    assert suppressed(2, 25, 40, 60) == suppressed(2, 25, 40, 60)
    with pytest.raises(ValueError, match="16 bytes"):
        keyed_order(b"short")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((0, 30), ["*", "*", "30"]),  # everyone in one cell: the zero would say so
        ((0, 8), ["*", "*", "*"]),
        ((0, 11), ["*", "*", "*"]),  # 11 over two hidden cells could only be everyone
        ((0, 0), ["0", "0", "0"]),
        ((30,), ["30", "30"]),  # a table of one cell says nothing of its students
    ],
)
def test_everyone_the_same_is_not_shown(values: tuple[int, ...], expected: list[str]) -> None:
    assert suppressed(*values) == expected


def test_nearly_everyone_is_not_counted_either() -> None:
    assert suppressed(11, 1189) == ["*", "*", "1200"]
    made = one_way("t", "t", counts("t", (11, 1189)), Count("t/total", "all", 1200), outcomes=())
    assert texts(publish([made], SECRET)[0]) == ["11", "1189", "1200"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [((46, 46), ["46", "*"]), ((46, 0), ["46", "*"]), ((1200, 500, 12), ["1200", "500", "*"])],
)
def test_an_outcome_of_all_or_none_is_not_shown_in_a_funnel(values: tuple[int, ...], expected: list[str]) -> None:
    assert texts(publish([stages(*values, outcomes=1)], SECRET)[0]) == expected


def test_work_of_the_team_may_be_complete() -> None:
    assert texts(publish([stages(46, 46)], SECRET)[0]) == ["46", "46"]


def test_hidden_is_one_thing() -> None:
    assert share_of(5, 10) is HIDDEN
    with pytest.raises(ValueError, match="no share in 5 of 4"):
        share_of(5, 4)


def test_zeros_after_a_hidden_stage_do_not_say_that_nobody_was_left() -> None:
    """Nobody came back: that none of them stayed would say so, and so would two parts of nothing."""
    cells = [Count("verified", "verified", 46), Count("back", "back", 0), Count("stayed", "stayed", 0)]
    chain = funnel("f", "f", cells, ["back", "stayed"])
    parts = one_way("t", "t", [Count("had agreed", "had agreed", 0), Count("others", "others", 0)], cells[1])
    assert [texts(one) for one in publish([chain, parts], SECRET)] == [["46", "*", "*"], ["*", "*", "*"]]
