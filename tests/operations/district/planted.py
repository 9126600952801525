"""A made-up district with counts to look for: 7 students of one language, 6 of one group, and larger ones hidden with them.

Two walks of 211 and 227 students. Nobody else has such numbers: where one of the hidden ones turns up, it leaked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from database.district.store import DistrictStore
from database.district.values import (
    DistrictRecord,
    LabelRecord,
    NewLoad,
    PlanRecord,
    SchoolYearRecord,
    SpellRecord,
    VisitRecord,
)
from operations.district.side import DistrictSide

NAME, ORGANIZER = "Planted Unified", "Planted Walks"
FEW_SPEAK, FEW_ARE = "Zapotec", "made-up: newly arrived"
FIRST, SECOND = date(2025, 1, 17), date(2026, 1, 16)
SIZES = {FIRST: 211, SECOND: 227}
ELSEWHERE = {FIRST: 4, SECOND: 5}
SPEAKERS = {FIRST: (30, 33, 35, 38), SECOND: (40, 41, 43)}
NEWLY_ARRIVED = {FIRST: (52, 53, 55), SECOND: (62, 63, 64)}
KNOWN_TO, TODAY = date(2026, 5, 16), date(2026, 5, 21)
SECRET = b"the same draw in every run, so that a test finds the same"
YEARS = (
    SchoolYearRecord(date(2024, 8, 5), date(2024, 12, 19), date(2025, 5, 22)),
    SchoolYearRecord(date(2025, 8, 4), date(2025, 12, 18), date(2026, 5, 21)),
)
OUTCOMES = (
    "ENROLL_NOW", "COMMIT", "COMMIT", "INTERESTED", "PARENT_ONLY", "PARENT_ONLY", "NO_ANSWER_LEFT", "NO_ANSWER_LEFT",
    "NO_ANSWER", "MOVED_UNKNOWN",
)  # fmt: skip
NOT_VISITED = 12
BACK = (0, 1, 4, 6)


def key(day: date, place: int) -> str:
    """The district's key of a student."""
    return f"planted-key-{day.year}-{place:03}"


class PlantedStore(DistrictStore):
    """Draws the complementary choice the same way in every run."""

    def secret(self) -> bytes:
        return SECRET


def visits(day: date) -> tuple[VisitRecord, ...]:
    return tuple(_visit(day, place) for place in range(SIZES[day]))


def _visit(day: date, place: int) -> VisitRecord:
    elsewhere = ELSEWHERE[day]
    outcome = OUTCOMES[place % 10]
    if place < elsewhere + NOT_VISITED:
        outcome = "VERIFIED_ELSEWHERE" if place < elsewhere else "NOT_ATTEMPTED"
    attempt = 0 if outcome in {"VERIFIED_ELSEWHERE", "NOT_ATTEMPTED"} else 1
    language = FEW_SPEAK if place in SPEAKERS[day] else "Spanish" if place % 3 == 0 else "English"
    group = "made-up: left" if place % 2 else "made-up: short of credits"
    group = FEW_ARE if place in NEWLY_ARRIVED[day] else group
    return VisitRecord(day, ORGANIZER, key(day, place), group, attempt, outcome, language, "", None)


def spells(day: date) -> tuple[SpellRecord, ...]:
    """Some come back after 20 days; every seventh of them leaves again after 40 more."""
    places = [place for place in range(ELSEWHERE[day] + NOT_VISITED, SIZES[day]) if place % 10 in BACK]
    others = [place for place in range(SIZES[day]) if place not in places]
    return (*(_spell(day, place) for place in places), *(_left(day, place) for place in others))


def _left(day: date, place: int) -> SpellRecord:
    """Who did not come back is in the export too, with the spell that was left before the walk."""
    enter = day - timedelta(150)
    return SpellRecord(key(day, place), enter, enter + timedelta(90), "W4", "", 11, "Made-up High", "E1")


def _spell(day: date, place: int) -> SpellRecord:
    enter = day + timedelta(20)
    left = place % 7 == 0
    leave = enter + timedelta(40) if left else None
    return SpellRecord(key(day, place), enter, leave, "W4" if left else "", "", 11, "Made-up High", "R4")


def _new(kind: str, count: int) -> NewLoad:
    return NewLoad(kind, "0" * 64, count, 0, 0, made_up=True, as_of=KNOWN_TO)


@contextmanager
def planted(folder: Path, days: Sequence[date] = (FIRST, SECOND)) -> Iterator[DistrictSide]:
    """The district in a folder of the test; with one walk only there are no counts by group, and a release is quick."""
    store = PlantedStore(f"sqlite:///{folder / 'planted.sqlite'}")
    store.prepare()
    store.save_district(DistrictRecord(NAME, ORGANIZER))
    store.save_school_years(YEARS)
    store.add_labels([LabelRecord("language", "zapotec"), LabelRecord("target group", FEW_ARE)])
    people = [row for day in days for row in visits(day)]
    store.load_visits(_new("visits", len(people)), people)
    enrolled = [row for day in days for row in spells(day)]
    store.load_spells(_new("spells", len(enrolled)), enrolled)
    plans = [PlanRecord(day, ORGANIZER, 35, 175, 35, 700, 4321.0) for day in days]
    store.load_plan(_new("plan", len(plans)), plans)
    try:
        yield DistrictSide(store, lambda: TODAY)
    finally:
        store.close()
