"""The attacker against thousands of generated tables, exhaustively where that is small; and mutations that must be seen."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import permutations, product

import pytest

from tests.walks.disclosure.made import SECRET, chance_of, made_district, random_cells, stages, table
from walks.disclosure import AZ, Interval, TrueTable, breaches, publish, published
from walks.disclosure.attacker import behind, intervals
from walks.disclosure.frame import Frame, frame_of
from walks.disclosure.protect import Order, _Hiding, hidden_keys, keyed_order
from walks.disclosure.publish import true_values

# ATTACK_SCALE=20 tries twenty times as many.
SCALE = int(os.environ.get("ATTACK_SCALE", "1"))
ONE_WAY_TABLES = 1000 * SCALE
LINKED_DISTRICTS = 100 * SCALE
Hide = Callable[[TrueTable], frozenset[str]]


def attack_one_way(tables: Sequence[TrueTable]) -> list[str]:
    """Keys of small counts that published one-way tables give away; all tables are attacked side by side."""
    frame = frame_of(tables)
    truth = true_values(tables)
    hidden = {key for made in tables for key in hide(made)}
    found = intervals(frame, {key: count for key, count in truth.items() if key not in hidden})
    assert all(holds(found[key], truth[key]) for key in hidden), "the truth must be possible"
    return [key for key in hidden if found[key].pins_a_small_count(AZ)]


def hide(made: TrueTable) -> frozenset[str]:
    return hidden_keys(frame_of([made]), true_values([made]), keyed_order(SECRET), AZ)


def holds(interval: Interval, value: int) -> bool:
    return interval.low <= value and (interval.high is None or value <= interval.high)


def made_tables(number: int, seed: int) -> list[TrueTable]:
    chance = chance_of(seed)
    return [table(*random_cells(chance), table_id=f"t{place}") for place in range(number)]


def test_thousands_of_tables_keep_their_small_counts() -> None:
    assert attack_one_way(made_tables(ONE_WAY_TABLES, seed=1)) == []


def test_linked_districts_keep_their_small_counts() -> None:
    chance = chance_of(2)
    for _ in range(LINKED_DISTRICTS):
        tables, overlaps = made_district(chance)
        shown = published(publish(tables, SECRET, overlaps), overlaps)
        assert breaches(shown) == []
        truth = true_values(tables) | unpublished(frame_of(tables, overlaps), true_values(tables))
        for key, interval in intervals(shown.frame, shown.shown).items():
            assert holds(interval, truth.get(key, interval.low)), key


def unpublished(frame: Frame, truth: dict[str, int]) -> dict[str, int]:
    """True differences between consecutive stages."""
    pairs = {name: keys for name, keys in behind(frame).items() if " < " in name}
    return {name: max(truth[key] for key in keys) - min(truth[key] for key in keys) for name, keys in pairs.items()}


def without_complement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Hiding, "complement", lambda self, total: None)
    monkeypatch.setattr(_Hiding, "pinned", lambda self: set())


def test_mutation_no_complementary_suppression_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    without_complement(monkeypatch)
    assert len(attack_one_way(made_tables(300, seed=3))) > 50


def test_mutation_no_final_audit_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Hiding, "pinned", lambda self: set())
    chance = chance_of(4)
    seen = 0
    for _ in range(60):
        tables, overlaps = made_district(chance)
        seen += bool(breaches(published(publish(tables, SECRET, overlaps), overlaps)))
    assert seen


def test_the_audit_alone_makes_up_for_a_missing_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Hiding, "complement", lambda self, total: None)
    assert attack_one_way(made_tables(200, seed=5)) == []


Pattern = tuple[int | None, ...]


def in_this_order(order: tuple[int, ...]) -> Order:
    """Draw the cells of ``t`` in this order."""

    def draw(_table_id: str, key: str) -> bytes:
        return bytes([order[int(key[2:])]])

    return draw


def one_way_patterns(
    largest: int, cells: int, orders: Sequence[tuple[int, ...]]
) -> dict[Pattern, set[tuple[int, ...]]]:
    """Every true table behind every published pattern, over every order in which partners may be drawn."""
    behind_pattern: dict[Pattern, set[tuple[int, ...]]] = defaultdict(set)
    for values in product(range(largest + 1), repeat=cells):
        if sum(values) > largest:
            continue  # a larger total is not tried, nor judged
        made = table(*values)
        frame, truth = frame_of([made]), true_values([made])
        for order in orders:
            hidden = hidden_keys(frame, truth, in_this_order(order), AZ)
            pattern = tuple(None if key in hidden else count for key, count in truth.items())
            behind_pattern[pattern].add(values)
    return behind_pattern


def least_values_left(patterns: dict[Pattern, set[tuple[int, ...]]]) -> int:
    """The fewest values a hidden small count can have, for one who knows the rules but not the key."""
    least = 10**9
    for pattern, truths in patterns.items():
        for place in range(len(next(iter(truths)))):
            left = {truth[place] for truth in truths}
            if pattern[place] is None and min(left) < AZ.threshold:
                least = min(least, len(left))
    return least


@pytest.fixture
def rules_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """One table under rules 1, 4 and 5 needs no audit; that they suffice is what is tested."""
    monkeypatch.setattr(_Hiding, "pinned", lambda self: set())


@pytest.mark.usefixtures("rules_only")
def test_every_table_of_two_cells_against_one_who_knows_the_rules() -> None:
    assert least_values_left(one_way_patterns(45, 2, list(permutations(range(2))))) >= 9


@pytest.mark.usefixtures("rules_only")
def test_every_small_table_of_three_cells_against_one_who_knows_the_rules() -> None:
    assert least_values_left(one_way_patterns(40, 3, [(0, 1, 2), (2, 1, 0), (1, 2, 0)])) >= 9


@pytest.mark.usefixtures("rules_only")
def test_every_funnel_of_three_stages_against_one_who_knows_the_rules() -> None:
    patterns: dict[Pattern, set[tuple[int, ...]]] = defaultdict(set)
    for values in product(range(41), repeat=3):
        if values[0] >= values[1] >= values[2]:
            made = stages(*values, outcomes=1)
            truth = true_values([made])
            hidden = hidden_keys(frame_of([made]), truth, keyed_order(SECRET), AZ)
            patterns[tuple(None if key in hidden else count for key, count in truth.items())].add(values)
    assert least_values_left(patterns) >= 9


def test_smallest_first_would_be_seen_through() -> None:
    """Of (10, 11, 11, 40) with the smallest partner hidden: no smaller partner was there, so the small cell is 10."""
    truths = [
        (small, partner)
        for small in range(1, 11)
        for partner in range(11, 12)  # at most the smallest visible cell, 11
        if small + partner == 21
    ]
    assert truths == [(10, 11)]
    made = table(10, 11, 11, 40)
    drawn = {
        frozenset(hidden_keys(frame_of([made]), true_values([made]), keyed_order(bytes([n]) * 16), AZ))
        for n in range(40)
    }
    assert len(drawn) == 3
