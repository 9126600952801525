"""A made-up district small enough to count by hand: one walk of ten, an earlier one of four, four students to compare with.

Walk of 5 August 2024, enrollment known to 20 November 2024, today 1 December 2024. By the letters of the students:

    a wants to enroll, back the same day        f nobody there, back 1 September
    b agreed, back 20 August, left 10 September g moved, unknown
    c agreed, not back                          h proof of enrollment elsewhere: not verified
    d open, back 12 August                      i on the list, not visited
    e parent only, call due 10 August           j nobody there, visit due 10 December

The export names all of them: those who are not back with the spell they left in the fall of 2023.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from database.district.store import DistrictStore
from database.district.values import (
    DistrictRecord,
    NewLoad,
    PlanRecord,
    SchoolYearRecord,
    SpellRecord,
    VisitRecord,
)
from operations.district.side import DistrictSide
from walks.keys import WalkKey

ORGANIZER = "Made-up Walks"
EARLIER = WalkKey(date(2024, 1, 16), ORGANIZER)
WALK = WalkKey(date(2024, 8, 5), ORGANIZER)
KNOWN_TO, TODAY = date(2024, 11, 20), date(2024, 12, 1)
FIRST, SECOND = "made-up: left", "made-up: short of credits"
LOTS = "comparison: random order"
YEARS = (
    SchoolYearRecord(date(2023, 8, 3), date(2023, 12, 21), date(2024, 5, 23)),
    SchoolYearRecord(date(2024, 8, 1), date(2024, 12, 20), date(2025, 5, 22)),
)
DISTRICT_KEYS = tuple(f"madeup-key-{letter}" for letter in "abcdefghijklmnopqr")


def key(letter: str) -> str:
    """The key the district's own file has for a student: no page may show it."""
    return f"madeup-key-{letter}"


def visit(
    letter: str,
    outcome: str,
    group: str = FIRST,
    language: str = "English",
    walk: WalkKey = WALK,
    due: date | None = None,
) -> VisitRecord:
    attempt = 0 if outcome in {"NOT_ATTEMPTED", "VERIFIED_ELSEWHERE"} else 1
    step = "call" if due else ""
    return VisitRecord(walk.day, walk.organizer, key(letter), group, attempt, outcome, language, step, due)


VISITS = (
    visit("a", "ENROLL_NOW"),
    visit("b", "COMMIT", language="Spanish"),
    visit("c", "COMMIT"),
    visit("d", "INTERESTED", SECOND),
    visit("e", "PARENT_ONLY", language="Spanish", due=date(2024, 8, 10)),
    visit("f", "NO_ANSWER"),
    visit("g", "MOVED_UNKNOWN", SECOND),
    visit("h", "VERIFIED_ELSEWHERE", SECOND),
    visit("i", "NOT_ATTEMPTED"),
    visit("j", "NO_ANSWER_LEFT", language="Spanish", due=date(2024, 12, 10)),
    visit("k", "COMMIT", walk=EARLIER),
    visit("l", "NO_ANSWER", walk=EARLIER),
    visit("m", "REFUSED", walk=EARLIER),
    visit("b", "NO_ANSWER", language="Spanish", walk=EARLIER),
)
COMPARED = tuple(visit(letter, "NOT_ATTEMPTED", LOTS) for letter in "nopq")


def spell(letter: str, enter: date, leave: date | None = None, code: str = "") -> SpellRecord:
    return SpellRecord(key(letter), enter, leave, code, "", 11, "Made-up High", "E1")


SPELLS = (
    spell("a", date(2024, 8, 5)),
    spell("b", date(2024, 8, 20), date(2024, 9, 10), "W4"),
    spell("d", date(2024, 8, 12)),
    spell("f", date(2024, 9, 1)),
    spell("k", date(2024, 1, 22), date(2024, 5, 23), "W7"),
    spell("n", date(2024, 8, 30)),
)
LEFT = tuple(spell(letter, date(2023, 8, 3), date(2023, 12, 1), "W4") for letter in "ceghijlm")
COMPARED_LEFT = tuple(spell(letter, date(2023, 8, 3), date(2023, 12, 1), "W4") for letter in "opq")
PLANS = (PlanRecord(WALK.day, ORGANIZER, 2, 10, 2, 40, 1000.0),)


def load(kind: str, rows: Sequence[object], made_up: bool = True, known_to: date = KNOWN_TO) -> NewLoad:
    return NewLoad(kind, "0" * 64, len(rows), 0, 0, made_up, known_to, {})


@contextmanager
def own_district(
    folder: Path,
    *,
    compared: bool = False,
    years: bool = True,
    spells: bool = True,
    visits: bool = True,
    known_to: date = KNOWN_TO,
) -> Iterator[DistrictSide]:
    """The district in a folder of the test; without what is left out."""
    path = folder / "own.sqlite"
    path.write_bytes(_made(compared, years, spells, visits, known_to))
    store = DistrictStore(f"sqlite:///{path}")
    try:
        yield DistrictSide(store, lambda: TODAY)
    finally:
        store.close()


@cache
def _made(compared: bool, years: bool, spells: bool, visits: bool, known_to: date) -> bytes:
    """The district's file, made once a test run: its migrations take longer than most tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.sqlite"
        store = DistrictStore(f"sqlite:///{path}")
        store.prepare()
        store.save_district(DistrictRecord("Testing Unified", ORGANIZER))
        if years:
            store.save_school_years(YEARS)
        if visits:
            rows = (*VISITS, *(COMPARED if compared else ()))
            store.load_visits(load("visits", rows), rows)
        if spells and visits:
            known = (*LEFT, *SPELLS, *COMPARED_LEFT) if compared else (*LEFT, *SPELLS[:-1])
            store.load_spells(load("spells", known, known_to=known_to), known)
            store.load_plan(load("plan", PLANS), PLANS)
        store.close()
        return path.read_bytes()
