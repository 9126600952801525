"""Every fact a stranger knows: the issue's vectors, and for each rule a leak that passes when the rule is taken away."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.walks.disclosure.made import SECRET, stages
from walks.disclosure import AZ, Count, Overlap, breaches, funnel, one_way, publish, published
from walks.disclosure.attacker import intervals, pinned
from walks.disclosure.audit import against_earlier, newly_told
from walks.disclosure.facts import RULES
from walks.disclosure.frame import Chain, Frame, Growth, Published, Sum
from walks.disclosure.tables import TrueTable

NONE: frozenset[str] = frozenset()


def chain(*keys: str) -> Chain:
    return Chain(" > ".join(keys), keys, NONE)


def of_walks(*names: str) -> tuple[Overlap, ...]:
    """Overlaps of two walks: ``V`` is over all what ``V1`` and ``V2`` are in the walks."""
    return tuple(Overlap(name, (f"{name}1", f"{name}2")) for name in names)


def branch(mark: str = "") -> Frame:
    """Verified > agreed > both, verified > back; the back are those who had agreed and the others."""
    verified, agreed, both, back, others = (f"{name}{mark}" for name in ("V", "G", "A", "B", "O"))
    return Frame((Sum(back, back, (both, others), NONE),), (chain(verified, agreed, both), chain(verified, back)), ())


def both_ways() -> Frame:
    frames = [branch(mark) for mark in ("", "1", "2")]
    sums = tuple(total for one in frames for total in one.sums)
    return Frame(sums, tuple(each for one in frames for each in one.chains), of_walks("V", "G", "A", "B"))


STAGES = (chain("L", "G"), chain("L1", "G1"), chain("L2", "G2"))
PLANTED: dict[str, tuple[Frame, Mapping[str, int], str]] = {
    "parts add up": (Frame((Sum("t", "all", ("a", "b"), NONE),), (), ()), {"b": 40, "all": 45}, "a"),
    "stages are nested": (Frame((), (chain("a", "b", "c"),), ()), {"a": 4, "c": 2}, "b"),
    "students count once": (
        Frame((), (chain("L2", "G2"),), of_walks("G")),
        {"L2": 7, "G": 44, "G1": 40},
        "G2",
    ),
    "a walk is within all walks": (Frame((), (), of_walks("G")), {"G": 3, "G1": 1}, "G2"),
    "repeats shrink": (
        Frame((), STAGES, of_walks("L", "G")),
        {"L": 120, "L1": 60, "L2": 60, "G": 31, "G1": 21},
        "G2",
    ),
    "back without having agreed": (branch(), {"V": 60, "G": 57}, "O"),
    "back without having agreed, all walks": (both_ways(), {"V": 60, "G": 57}, "O"),
    "repeats of those back or agreed": (
        both_ways(),
        {"V": 108, "V1": 60, "V2": 60, "B": 48, "B1": 30, "B2": 30, "G": 51, "G1": 30, "G2": 30, "A": 15, "A1": 15},
        "A2",
    ),
    "zeros are shown": (Frame((Sum("t", "all", ("a", "b", "c"), NONE),), (), ()), {"c": 40, "all": 45}, "a"),
    "the past stays": (
        Frame(
            (Sum("t", "all", ("a", "b"), NONE),),
            (),
            (),
            sames=(("a", "a, before"), ("b", "b, before")),
        ),
        {"all": 45, "b, before": 40},
        "a",
    ),
    "all walks only grow": (
        Frame((), (chain("before", "then"),), (), (Growth("now", "before", ()),)),
        {"then": 2, "now": 5},
        "before",
    ),
    "growth is of the new walks": (
        Frame((), (), (), (Growth("now", "before", ("new",)),)),
        {"before": 2, "new": 3},
        "now",
    ),
    "new repeats shrink": (
        Frame((), STAGES, of_walks("L", "G"), (Growth("L", "L, before", ("L2",)), Growth("G", "G, before", ("G2",)))),
        {"L": 120, "L, before": 60, "L2": 60, "G": 48, "G, before": 40},
        "G2",
    ),
}


def test_every_rule_has_a_planted_leak_and_a_reason() -> None:
    assert {rule.name for rule in RULES} == set(PLANTED)
    assert all(rule.reason for rule in RULES)


@pytest.mark.parametrize("name", PLANTED)
def test_without_the_rule_the_leak_passes(name: str) -> None:
    frame, shown, target = PLANTED[name]
    assert target in pinned(frame, shown, AZ)
    assert target not in pinned(frame, shown, AZ, rules=[rule for rule in RULES if rule.name != name])


def three_walks(stage: str, counts: tuple[int, int, int], together: int) -> tuple[list[TrueTable], list[Overlap]]:
    """Three walks of 60 without a student in two, and one later stage of each."""
    tables = [
        funnel(name, name, [Count(f"{name}/listed", "listed", listed), Count(f"{name}/{stage}", stage, count)])
        for name, listed, count in [("all", 180, together), *((f"w{n}", 60, count) for n, count in enumerate(counts))]
    ]
    ties = [Overlap(f"all/{what}", tuple(f"w{n}/{what}" for n in range(3))) for what in ("listed", stage)]
    return tables, ties


@pytest.mark.parametrize(
    ("stage", "counts", "together"), [("agreed", (10, 21, 17), 48), ("re-enrolled", (5, 60, 40), 105)]
)
def test_walks_that_share_no_student_tell_each_other_s_counts(
    stage: str, counts: tuple[int, int, int], together: int
) -> None:
    tables, ties = three_walks(stage, counts, together)
    seen = published(publish(tables, SECRET, ties), ties)
    everything = {cell.key: cell.count for table in tables for cell in table.counts() if isinstance(cell.count, int)}
    del everything[f"w0/{stage}"]
    given_away = Published(seen.frame, everything)
    assert intervals(seen.frame, everything)[f"w0/{stage}"].low == counts[0]
    assert f"w0/{stage}" in [breach.where for breach in breaches(given_away)]
    assert breaches(seen) == []
    assert f"w0/{stage}" in seen.hidden
    assert len(seen.hidden) == 2


def test_a_new_walk_without_repeats_is_the_growth_of_all_walks() -> None:
    """Listed 60 and 60, all 120, so nobody is in two; then 40 and a hidden 8, and all grew from 40 to 48."""
    first = Published(Frame((), (chain("L1", "G1"),), ()), {"L1": 60, "G1": 40})
    frame = Frame((), STAGES, of_walks("L", "G"))
    second = Published(frame, {"L": 120, "L1": 60, "L2": 60, "G": 48})
    assert breaches(second) == []
    assert "G2" in newly_told(second, [first])
    assert newly_told(Published(frame, {"L": 120, "L1": 60, "L2": 60}), [first]) == frozenset()


def test_what_an_earlier_release_told_alone_is_not_held_against_a_later_one() -> None:
    leak = Published(Frame((Sum("t", "all", ("a", "b"), NONE),), (), ()), {"b": 40, "all": 45})
    other = Published(Frame((Sum("u", "every", ("x", "y"), NONE),), (), ()), {"x": 40, "y": 30, "every": 70})
    assert newly_told(leak, []) == frozenset()
    assert newly_told(other, [leak]) == frozenset()
    again = Published(leak.frame, {"all": 45})
    assert against_earlier(again, [leak]) == []


def test_a_belief_that_cannot_be_true_is_dropped() -> None:
    """A walk corrected since: what stays equal by belief contradicts what is shown, and then tells nothing."""
    first = published(publish([stages(90, 60, 30)], SECRET))
    second = published(publish([stages(120, 75, 45)], SECRET))
    assert newly_told(second, [first]) == frozenset()


def test_which_cells_of_a_small_table_are_hidden() -> None:
    """Of 5, 40 and 12 rule 4 decides, by the key: 40 drawn first is enough (45); 12 first makes 17, so 40 follows.

    12 stays hidden then, as the 11 of 2, 11, 40, 60 does in the rules' own vectors.
    """
    table = one_way("t", "t", [Count("a", "A", 5), Count("b", "B", 40), Count("c", "C", 12)], Count("all", "all", 57))
    patterns = {
        tuple(str(cell.value) for cell in publish([table], bytes([number]) * 16)[0].cells) for number in range(40)
    }
    assert patterns == {("*", "*", "12"), ("*", "*", "*")}
