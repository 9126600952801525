"""An attacker who shares no code with the product against generated districts: one release, and one after another.

``ATTACK_SCALE=20`` (``make attack``) tries twenty times as many, in whole numbers.
"""

from __future__ import annotations

import os
from datetime import date

import pytest

from tests.walks.disclosure.made import SECRET, chance_of
from tests.walks.disclosure.stranger import Stranger
from tests.walks.disclosure.worlds import Seen, journeys_of, seen_on, sequence, shape
from walks import release_file
from walks.disclosure import AZ, facts
from walks.disclosure import attacker as attacking
from walks.disclosure.publish import true_values
from walks.journey import DOOR_STAGES, RETURN_STAGES, Journey, Stage, Standing
from walks.keys import WalkKey
from walks.release import Heading, Release, ReleaseRefused, make_release
from walks.release_shown import ranges

SCALE = int(os.environ.get("ATTACK_SCALE", "1"))
DISTRICTS = 16 * SCALE
SEQUENCES = 3 * SCALE
RANGED = 4 * SCALE


def released(seen: Seen, day: date, earlier: list[Release] | None = None) -> Release:
    tables, ties = seen.tables()
    walks = tuple(sorted(seen.due))
    heading = Heading("Made-up Unified", walks, day, "A. Prover", made_up=True)
    return make_release(heading, tables, SECRET, overlaps=ties, earlier=earlier or []).release


def one_district(seed: int) -> Seen:
    chance = chance_of(seed)
    walks = chance.choice((1, 2, 2, 2, 3))
    last = chance.choice((Stage.STAYED_10, Stage.DAY_90, Stage.GRADUATED))
    return seen_on(journeys_of(chance, shape(chance, walks)), walks, last)


def test_a_stranger_finds_no_small_count_in_a_release() -> None:
    for seed in range(DISTRICTS):
        try:
            release = released(one_district(seed), date(2026, 1, 1))
        except ReleaseRefused:
            continue
        assert Stranger([release_file.to_bytes(release)], whole=SCALE > 1).leaks() == [], seed


def test_a_stranger_who_kept_every_release_finds_no_small_count() -> None:
    for seed in range(SEQUENCES):
        releases: list[Release] = []
        chance = chance_of(seed)
        for day, seen in sequence(chance, 2 if seed % 3 else 3):
            try:
                releases.append(released(seen, day, releases))
            except ReleaseRefused:
                continue
            files = [release_file.to_bytes(one) for one in releases]
            release_file.read(files[-1], releases[:-1])
            assert Stranger(files, whole=SCALE > 1).leaks() == [], (seed, day)


def without_repeats() -> Seen:
    """Three walks of 60, nobody in two: 45 contacted in each, of whom 10, 21 and 17 agreed."""
    found = []
    for year, agreed in ((2020, 10), (2021, 21), (2022, 17)):
        for place in range(60):
            standings = dict.fromkeys(Stage, Standing.NOT_YET_DUE)
            standings |= {stage: Standing.YES for stage in DOOR_STAGES[:3]}
            standings[Stage.CONTACTED] = Standing.YES if place < 45 else Standing.NO
            standings[Stage.AGREED] = Standing.YES if place < agreed else Standing.NO
            walk = WalkKey(date(year, 1, 17), "Made-up")
            found.append(Journey(walk, f"{year}-{place}", "left", "English", standings, None, None, None, 0))
    return Seen(found, {one.walk: RETURN_STAGES.index(Stage.VERIFIED) for one in found})


@pytest.mark.parametrize("is_known", [True, False])
def test_the_stranger_sees_through_a_protection_that_does_not_know_repeats(
    is_known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = facts.RULES if is_known else tuple(rule for rule in facts.RULES if rule.name != "repeats shrink")
    monkeypatch.setattr(attacking.pinned, "__kwdefaults__", {**attacking.pinned.__kwdefaults__, "rules": known})
    release = released(without_repeats(), date(2026, 1, 1))
    found = Stranger([release_file.to_bytes(release)], whole=True).leaks()
    assert [(leak.key, leak.low, leak.high) for leak in found] == (
        [] if is_known else [("2020-01-17 Made-up/agreed", 10, 10)]
    )


def range_ends(release: Release) -> dict[str, tuple[int, int]]:
    return {key: (ends.low, ends.high) for key, ends in ranges(release).items() if ends.high is not None}


def test_the_ranges_on_pages_help_no_stranger() -> None:
    """A range holds the true count, never reaches down to a small one, and all of them together pin none."""
    said = 0
    for seed in range(RANGED):
        seen = one_district(seed)
        try:
            release = released(seen, date(2026, 1, 1))
        except ReleaseRefused:
            continue
        found, true = range_ends(release), true_values(seen.tables()[0])
        said += len(found)
        for key, (low, high) in found.items():
            assert AZ.threshold <= low <= true[key] <= high, (seed, key)
            assert high - low >= AZ.least_values - 1, (seed, key)
        if found:
            assert Stranger([release_file.to_bytes(release)], whole=SCALE > 1, ranges=found).leaks() == [], seed
    assert said


def test_a_range_that_says_too_much_is_seen() -> None:
    release = released(without_repeats(), date(2026, 1, 1))
    told = {"2020-01-17 Made-up/agreed": (9, 12)}
    found = Stranger([release_file.to_bytes(release)], ranges=told).leaks()
    assert [(leak.low, leak.high) for leak in found if leak.key in told] == [(9, 12)]
