"""Made-up rows of a district's files, short to write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from itertools import count
from typing import Any

from database.district.store import DistrictStore
from database.district.values import CorrectionRecord, NewLoad, PlanRecord, SpellRecord, VisitRecord

DAY = date(2025, 9, 6)
ORGANIZER = "Example Unified"
NOON = datetime(2025, 9, 8, 19, 0)
"""UTC without a zone, as the file keeps it."""

FILES = count(1)
"""Every load is of a file of its own."""


def new(kind: str, rows: Sequence[object], **other: Any) -> NewLoad:
    values: dict[str, Any] = {
        "kind": kind,
        "sha256": f"{next(FILES):064x}",
        "rows_read": len(rows),
        "rejected": 0,
        "blank": 0,
        "made_up": True,
        "as_of": date(2026, 1, 10),
        "mapping": {"student": "Pupil"},
    }
    return NewLoad(**{**values, **other})


def visit(student: str, *, day: date = DAY, organizer: str = ORGANIZER, attempt: int = 1, **other: Any) -> VisitRecord:
    values: dict[str, Any] = {
        "target_group": "no-show",
        "outcome": "spoke with student",
        "language": "English",
        "next_step": "",
        "due": None,
    }
    return VisitRecord(walk_day=day, organizer=organizer, student=student, attempt=attempt, **{**values, **other})


def spell(student: str, *, enter: date = DAY, **other: Any) -> SpellRecord:
    values: dict[str, Any] = {
        "leave": None,
        "leave_code": "",
        "summer_code": "",
        "grade": 11,
        "school": "High school A",
        "enter_code": "E1",
    }
    return SpellRecord(student=student, enter=enter, **{**values, **other})


def plan(day: date = DAY, teams: int = 4, **other: Any) -> PlanRecord:
    values: dict[str, Any] = {"organizer": ORGANIZER, "volunteers": 12, "vehicles": 4, "hours": 40, "cost": 120.5}
    return PlanRecord(walk_day=day, teams=teams, **{**values, **other})


def correction(student: str, **other: Any) -> CorrectionRecord:
    values: dict[str, Any] = {
        "walk_day": DAY,
        "organizer": ORGANIZER,
        "attempt": 1,
        "outcome": "moved away",
        "who": "Made-up Person",
        "why": "the parent called",
        "at": NOON,
    }
    return CorrectionRecord(student=student, **{**values, **other})


def load_visits(store: DistrictStore, *rows: VisitRecord, **other: Any) -> int:
    return store.load_visits(new("visits", rows, **other), rows)


def load_spells(store: DistrictStore, *rows: SpellRecord, **other: Any) -> int:
    return store.load_spells(new("spells", rows, **other), rows)


def load_plan(store: DistrictStore, *rows: PlanRecord, **other: Any) -> int:
    return store.load_plan(new("plan", rows, **other), rows)


def but_student(row: object) -> tuple[object, ...]:
    """A row without its student, to compare what went in with what comes out."""
    return tuple(getattr(row, each.name) for each in fields(row) if each.name != "student")  # type: ignore[arg-type]


def answers(store: DistrictStore) -> tuple[object, ...]:
    """Everything a store says of its rows; loads and mappings also tell of undone ones, so they are left out."""
    visits = store.visits()
    walks = sorted({(row.walk_day, row.organizer) for row in visits})
    return (
        visits,
        store.known_keys(),
        dict(store.visits_by_key()),
        store.corrections(),
        store.spells(),
        store.plans(),
        {walk: store.walk_keys(*walk) for walk in walks},
        store.is_made_up(),
        store.as_of(),
    )
