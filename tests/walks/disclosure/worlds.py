"""Made-up districts student by student: who was listed in which walks, how far each came, one release or several."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from walks.disclosure import Overlap, TrueTable
from walks.journey import DOOR_STAGES, RETURN_STAGES, Journey, Stage, Standing
from walks.keys import WalkKey
from walks.release_tables import tables_at

EXPORTED = date(2040, 1, 1)

AFTER = RETURN_STAGES[3:]
GROUPS = ("left, unknown", "short of credits", "dropout", "behind")
LANGUAGES = ("English", "Spanish", "Other")


@dataclass(frozen=True)
class Shape:
    """What one district is like: sizes of its walks, the share seen before, and how many go from stage to stage."""

    sizes: tuple[int, ...]
    repeats: float
    doors: tuple[float, ...]
    back: tuple[float, float]
    after: tuple[float, ...]
    groups: int


def shape(chance: random.Random, walks: int) -> Shape:
    def rate(*choices: float) -> float:
        return chance.choice(choices)

    return Shape(
        sizes=tuple(chance.choice((10, 25, 45, 60, 60, 120, 200, 400)) for _ in range(walks)),
        repeats=rate(0, 0, 0, 0.05, 0.1, 0.4),
        doors=(rate(0.8, 0.95, 1), rate(0.85, 0.97, 1), rate(0.4, 0.6, 0.9), rate(0.2, 0.35, 0.8)),
        back=(rate(0.3, 0.6, 0.95), rate(0.05, 0.2, 0.4)),
        after=tuple(rate(0.8, 0.9, 0.97, 1) for _ in AFTER),
        groups=chance.randint(1, 4),
    )


def journeys_of(chance: random.Random, one: Shape) -> list[Journey]:
    """Journeys of every walk, with all stages known; ``seen_on`` hides what a date has not shown yet."""
    found: list[Journey] = []
    known: list[Journey] = []
    for number, size in enumerate(one.sizes):
        walk = WalkKey(date(2020 + number, 1, 17), "Made-up")
        again = chance.sample(known, min(len(known), sum(chance.random() < one.repeats for _ in range(size))))
        names = [each.student for each in again] + [f"{number}-{place}" for place in range(size - len(again))]
        new = [_journey(chance, one, walk, name, found) for name in names]
        found += new
        known += [each for each in new if each.student.startswith(f"{number}-")]
    return found


def _journey(chance: random.Random, one: Shape, walk: WalkKey, student: str, found: Sequence[Journey]) -> Journey:
    standings = dict.fromkeys(Stage, Standing.NO)
    standings[Stage.LISTED] = Standing.YES
    for stage, rate in zip(DOOR_STAGES[1:], one.doors, strict=True):
        if chance.random() >= rate:
            break
        standings[stage] = Standing.YES
    agreed = standings[Stage.AGREED] is Standing.YES
    if standings[Stage.VERIFIED] is Standing.YES and chance.random() < one.back[0 if agreed else 1]:
        standings[Stage.RE_ENROLLED] = Standing.YES
        for stage, rate in zip(AFTER, one.after, strict=True):
            if chance.random() >= rate:
                break
            standings[stage] = Standing.YES
    group, language = GROUPS[hash_of(student) % one.groups], LANGUAGES[hash_of(student) % 7 % 3]
    return Journey(walk, student, group, language, standings, None, None, None, 0, known_to=EXPORTED)


def hash_of(student: str) -> int:
    return sum((place + 1) * ord(letter) for place, letter in enumerate(student)) * 2_654_435_761 % 2**32 >> 7


@dataclass(frozen=True)
class Seen:
    """Journeys as a day shows them, and up to which stage each walk is due on it."""

    journeys: list[Journey]
    due: Mapping[WalkKey, int]

    def tables(self) -> tuple[tuple[TrueTable, ...], tuple[Overlap, ...]]:
        return tables_at(self.journeys, EXPORTED, self._due_day)

    def _due_day(self, stage: Stage, walk: WalkKey) -> date:
        is_due = stage in DOOR_STAGES or RETURN_STAGES.index(stage) <= self.due[walk]
        return walk.day if is_due else date.max


def seen_on(journeys: Sequence[Journey], walks: int, last: Stage) -> Seen:
    """The first ``walks`` walks; of the newest only the stages up to ``last`` are due, of the others two more each."""
    order = list(RETURN_STAGES)
    keys = sorted({one.walk for one in journeys})[:walks]
    due = {key: order.index(last) + 2 * (len(keys) - 1 - place) for place, key in enumerate(keys)}
    found = []
    for one in journeys:
        if one.walk in keys:
            waiting = {stage: Standing.NOT_YET_DUE for stage in order[due[one.walk] + 1 :]}
            standings = {**one.standings, **{stage: now for stage, now in waiting.items() if _may_wait(one, stage)}}
            found.append(replace(one, standings=standings))
    return Seen(found, due)


def _may_wait(one: Journey, stage: Stage) -> bool:
    """A stage after re-enrolling is waited for by those who are back; re-enrolling by all verified."""
    return stage is Stage.RE_ENROLLED or one.reached(Stage.RE_ENROLLED)


def sequence(chance: random.Random, walks: int) -> Iterator[tuple[date, Seen]]:
    """What a district knows at the times of its releases: fewer walks, more walks, later stages, a correction."""
    every = journeys_of(chance, shape(chance, walks))
    day = date(2020 + walks, 6, 1)
    first = max(1, walks - 1)
    yield day - timedelta(300), seen_on(every, first, Stage.STAYED_10)
    yield day, seen_on(every, walks, Stage.STAYED_10)
    yield day + timedelta(60), seen_on(every, walks, Stage.DAY_90)
    fixed = [one if chance.random() > 0.05 else _corrected(one) for one in every]
    yield day + timedelta(90), seen_on(fixed, walks, Stage.DAY_90)


def _corrected(one: Journey) -> Journey:
    """A return entered late turns out to be none."""
    standings = {stage: Standing.NO if stage in RETURN_STAGES[2:] else now for stage, now in one.standings.items()}
    return replace(one, standings=standings)
