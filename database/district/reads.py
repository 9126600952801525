"""Questions to a district's file, each in the caller's read transaction. What is in the tables is live (see ``models``)."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sqlalchemy import Connection, String, cast, func, select

from database.district.models import (
    Change,
    Correction,
    District,
    Label,
    Load,
    MadeRelease,
    OwnCode,
    Plan,
    SchoolYear,
    Secret,
    Spell,
    Student,
    Visit,
    WalkStudent,
)
from database.district.rows import names
from database.district.values import (
    CorrectionRecord,
    DistrictLoadRecord,
    DistrictRecord,
    LabelRecord,
    MadeReleaseRecord,
    OwnCodeRecord,
    PlanRecord,
    SchoolYearRecord,
    SpellRecord,
    VisitRecord,
)

VisitKey = tuple[date, str, str, int]


def version(connection: Connection) -> tuple[int, str]:
    """The number of the last change; 0 before the first."""
    return (connection.scalar(select(Change.number)) or 0, "")


def district(connection: Connection) -> DistrictRecord | None:
    """Whose file it is."""
    row = connection.execute(select(District.name, District.organizer)).first()
    return DistrictRecord(*row) if row else None


def school_years(connection: Connection) -> tuple[SchoolYearRecord, ...]:
    """The first first."""
    query = select(SchoolYear.first_day, SchoolYear.semester_end, SchoolYear.last_day, SchoolYear.closed)
    rows = connection.execute(query.order_by(SchoolYear.first_day))
    return tuple(SchoolYearRecord(*row[:3], tuple(map(date.fromisoformat, json.loads(row.closed)))) for row in rows)


def own_codes(connection: Connection) -> tuple[OwnCodeRecord, ...]:
    """By first year and code."""
    order = (OwnCode.from_fiscal_year, OwnCode.to_fiscal_year, OwnCode.code)
    rows = connection.execute(select(*_columns(OwnCode, OwnCodeRecord)).order_by(*order))
    return tuple(OwnCodeRecord(*row) for row in rows)


def labels(connection: Connection) -> tuple[LabelRecord, ...]:
    """By field and label."""
    rows = connection.execute(select(*_columns(Label, LabelRecord)).order_by(Label.field, Label.label))
    return tuple(LabelRecord(*row) for row in rows)


def mapping(connection: Connection, kind: str) -> dict[str, str] | None:
    """Header by field, of the latest load of the kind, undone or not."""
    found = connection.scalar(select(Load.mapping).where(Load.kind == kind).order_by(Load.id.desc()).limit(1))
    return json.loads(found) if found is not None else None


def loads(connection: Connection) -> tuple[DistrictLoadRecord, ...]:
    """The latest first."""
    rows = connection.execute(select(*_columns(Load, DistrictLoadRecord)).order_by(Load.id.desc()))
    return tuple(DistrictLoadRecord(*row) for row in rows)


def visits(connection: Connection) -> tuple[VisitRecord, ...]:
    """In the order they were loaded."""
    rows = connection.execute(select(*_columns(Visit, VisitRecord)).order_by(Visit.id))
    return tuple(VisitRecord(*row) for row in rows)


def known_keys(connection: Connection) -> frozenset[str]:
    """The district's keys of students that visits name."""
    return frozenset(connection.scalars(select(Student.key).join(Visit, Visit.student == Student.number).distinct()))


def keys_with_spells(connection: Connection) -> frozenset[str]:
    """The district's keys of students of whom spells are held."""
    return frozenset(connection.scalars(select(Student.key).join(Spell, Spell.student == Student.number).distinct()))


def visits_by_key(connection: Connection) -> dict[VisitKey, str]:
    """The outcome of each attempt as loaded, by walk day, organizer, the district's key and attempt."""
    columns = (Visit.walk_day, Visit.organizer, Student.key, Visit.attempt, Visit.outcome)
    rows = connection.execute(select(*columns).join(Student, Visit.student == Student.number))
    return {(day, organizer, key, attempt): outcome for day, organizer, key, attempt, outcome in rows}


def corrections(connection: Connection) -> tuple[CorrectionRecord, ...]:
    """In the order they were made."""
    rows = connection.execute(select(*_columns(Correction, CorrectionRecord)).order_by(Correction.id))
    return tuple(CorrectionRecord(*row) for row in rows)


def spells(connection: Connection) -> tuple[SpellRecord, ...]:
    """Of each student those of the latest load that names the student, in the order they were loaded."""
    latest = select(Spell.student, func.max(Spell.load_id).label("load_id")).group_by(Spell.student).subquery()
    same = (Spell.student == latest.c.student) & (Spell.load_id == latest.c.load_id)
    rows = connection.execute(select(*_columns(Spell, SpellRecord)).join(latest, same).order_by(Spell.id))
    return tuple(SpellRecord(*row) for row in rows)


def known_to(connection: Connection) -> dict[str, date]:
    """By our number of the student, the day of the latest load of spells that names the student."""
    latest = select(Spell.student, func.max(Spell.load_id).label("load_id")).group_by(Spell.student).subquery()
    rows = connection.execute(select(latest.c.student, Load.as_of).join(Load, Load.id == latest.c.load_id))
    return {str(student): day for student, day in rows}


def plans(connection: Connection) -> tuple[PlanRecord, ...]:
    """Of each walk the row of the latest load that has one, by day and organizer."""
    key = (Plan.walk_day, Plan.organizer)
    latest = select(func.max(Plan.id)).group_by(*key)
    rows = connection.execute(select(*_columns(Plan, PlanRecord)).where(Plan.id.in_(latest)).order_by(*key))
    return tuple(PlanRecord(*row) for row in rows)


def walk_keys(connection: Connection, walk_day: date, organizer: str) -> dict[str, str]:
    """The walk-scoped key by our number of the student."""
    walk = (WalkStudent.walk_day == walk_day, WalkStudent.organizer == organizer)
    rows = connection.execute(select(WalkStudent.student, WalkStudent.key).where(*walk).order_by(WalkStudent.student))
    return {str(number): key for number, key in rows}


def own_keys(connection: Connection, walk_day: date, organizer: str) -> dict[str, str]:
    """The district's own key by the walk-scoped key."""
    walk = (WalkStudent.walk_day == walk_day, WalkStudent.organizer == organizer)
    query = select(WalkStudent.key, Student.key).join(Student, WalkStudent.student == Student.number)
    return {key: own for key, own in connection.execute(query.where(*walk))}


def is_made_up(connection: Connection) -> bool | None:
    """Whether any live load is made-up; None without one."""
    found = connection.scalar(select(func.max(Load.made_up)).where(Load.undone_at.is_(None)))
    return None if found is None else bool(found)


def as_of(connection: Connection) -> date | None:
    """The day of the latest live load of spells."""
    live = select(Load.as_of).where(Load.kind == "spells", Load.undone_at.is_(None))
    return connection.scalar(live.order_by(Load.id.desc()).limit(1))


def secret(connection: Connection) -> bytes | None:
    """The secret, if it was drawn."""
    return connection.scalar(select(Secret.value))


def releases(connection: Connection) -> tuple[MadeReleaseRecord, ...]:
    """The first first."""
    rows = connection.execute(select(*_columns(MadeRelease, MadeReleaseRecord)).order_by(MadeRelease.id))
    return tuple(MadeReleaseRecord(*row) for row in rows)


def _columns(model: Any, record: type[Any]) -> list[Any]:
    """The columns a record is made of; a student's number as text."""
    return [cast(model.student, String) if name == "student" else getattr(model, name) for name in names(record)]
