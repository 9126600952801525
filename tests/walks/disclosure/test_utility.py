"""How much is shown: against the most that could be, found by trying every way to hide fewer counts."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from tests.walks.disclosure.made import SECRET, chance_of, stages
from tests.walks.disclosure.worlds import journeys_of, seen_on, shape
from walks.disclosure import AZ, HIDDEN, Count, Overlap, Reason, TrueTable, Watch, funnel, one_way, publish, reasons
from walks.disclosure.attacker import pinned
from walks.disclosure.frame import frame_of
from walks.disclosure.protect import _Hiding, hidden_keys, keyed_order
from walks.disclosure.publish import true_values
from walks.journey import Stage
from walks.keys import WalkKey
from walks.release import Heading, make_release
from walks.release_shown import ranges

SEEDS = (1, 2, 5, 9, 11, 13, 16, 20, 23)


def doors(seed: int) -> tuple[list[TrueTable], list[Overlap]]:
    """The doors of two walks and of both together: 18 counts."""
    chance = chance_of(seed)
    tables, ties = seen_on(journeys_of(chance, shape(chance, 2)), 2, Stage.STAYED_10).tables()
    chosen = [one for one in tables if one.id.endswith("/doors")]
    keys = {cell.key for one in chosen for cell in one.counts()}
    return chosen, [tie for tie in ties if tie.unique in keys]


def most_shown(tables: list[TrueTable], ties: list[Overlap], found: int) -> int:
    """Counts shown when as few as can be are hidden; ``found`` is what is to be beaten, by up to four."""
    frame, values, order = frame_of(tables, ties), true_values(tables), keyed_order(SECRET)
    small = {key for key, count in values.items() if AZ.is_small(count)}

    def holds(hidden: set[str]) -> bool:
        work = _Hiding(frame, values, order, AZ, (), Watch(), set(hidden))
        work.settle()
        shown = {key: count for key, count in values.items() if key not in hidden}
        return work.hidden == hidden and not pinned(frame, shown, AZ)

    rest = sorted(values.keys() - small)
    for more in range(min(4, len(values) - found - len(small))):
        if any(holds(small | set(chosen)) for chosen in combinations(rest, more)):
            return len(values) - len(small) - more
    return found


def test_nearly_all_that_can_be_shown_is_shown() -> None:
    shown = most = 0
    for seed in SEEDS:
        tables, ties = doors(seed)
        values = true_values(tables)
        found = len(values) - len(hidden_keys(frame_of(tables, ties), values, keyed_order(SECRET), AZ))
        shown += found
        most += most_shown(tables, ties, found)
    assert shown >= 0.95 * most


def test_why_each_count_is_hidden() -> None:
    """400 listed, 393 verified (7 fewer), 120 back, all 120 stayed, 5 on day 30; and a partner of a small cell."""
    counted = [("listed", 400), ("verified", 393), ("back", 120), ("stayed", 119), ("day 30", 5)]
    chain = funnel("f", "f", [Count(key, key, count) for key, count in counted], ["back", "stayed", "day 30"])
    parts = one_way(
        "t", "t", [Count("a", "a", 5), Count("b", "b", 60), Count("c", "c", 55)], Count("back", "back", 120)
    )
    shown = publish([chain, parts], SECRET)
    hidden = [cell.key for one in shown for cell in one.counts() if cell.value is HIDDEN]
    found = reasons(frame_of([chain, parts]), true_values([chain, parts]), hidden)
    (partner,) = found.keys() - {"verified", "stayed", "day 30", "a"}
    assert partner in "bc"
    assert found == {
        "verified": Reason.NEAR,
        "stayed": Reason.NEAR,
        "day 30": Reason.SMALL,
        "a": Reason.SMALL,
        partner: Reason.PROTECTS,
    }


def test_a_range_is_what_anyone_can_work_out() -> None:
    release = make_release(
        Heading("Made-up", (WalkKey(date(2026, 1, 16), "M"),), date(2026, 4, 1), "A", made_up=True),
        [stages(400, 393, 120, 112, 108, 5, outcomes=4)],
        SECRET,
    ).release
    assert {key: (ends.low, ends.high) for key, ends in ranges(release).items()} == {"f/3": (108, 120)}


def test_how_many_are_hidden_for_which_reason_would_tell() -> None:
    """Why pages give totals: 5, 7 and 60 hidden of 72. Two of 10 or fewer tell that the third is 52 or more."""
    made = one_way("t", "t", [Count("a", "a", 5), Count("b", "b", 7), Count("c", "c", 60)], Count("all", "all", 72))
    (shown,) = publish([made], SECRET)
    hidden = [cell.key for cell in shown.counts() if cell.value is HIDDEN]
    classes = list(reasons(frame_of([made]), true_values([made]), hidden).values())
    cells = [(a, b, 72 - a - b) for a in range(73) for b in range(73 - a)]
    wanted = classes.count(Reason.SMALL)
    allowed = [one for one in cells if sum(AZ.is_small(count) for count in one) == wanted]
    assert {"a", "b"} <= set(hidden)
    assert len(allowed) < len(cells) / 8
