"""The tables of a district's own file. None of them is in the public database.

Rows of an undone load are deleted; only its row in ``load`` stays. So whatever is in ``visit``, ``spell`` and ``plan``
is live. ``student`` is the number of a row of the table ``student``, the one place where the district's key stands.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from database.base import NAMING


class DistrictBase(DeclarativeBase):
    """Metadata of the district's file alone."""

    metadata = MetaData(naming_convention=NAMING)


class Change(DistrictBase):
    """One row: a number that every change raises."""

    __tablename__ = "change"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]


class Secret(DistrictBase):
    """One row: random bytes that never leave the file's owner."""

    __tablename__ = "secret"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[bytes]


class District(DistrictBase):
    """One row: whose file it is."""

    __tablename__ = "district"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    organizer: Mapped[str]


class SchoolYear(DistrictBase):
    """``closed`` is JSON: a list of days."""

    __tablename__ = "school_year"
    first_day: Mapped[date] = mapped_column(primary_key=True)
    semester_end: Mapped[date]
    last_day: Mapped[date]
    closed: Mapped[str]


class OwnCode(DistrictBase):
    """A withdrawal code the district explained."""

    __tablename__ = "own_code"
    from_fiscal_year: Mapped[int] = mapped_column(primary_key=True)
    to_fiscal_year: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    meaning: Mapped[str]


class Label(DistrictBase):
    """A label of the district's files somebody confirmed, as ``walks.labels.plain_label`` writes it."""

    __tablename__ = "label"
    field: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(primary_key=True)
    confirmed_at: Mapped[datetime]


class Load(DistrictBase):
    """One load and what came of it. ``mapping`` is JSON. Numbers are not given twice."""

    __tablename__ = "load"
    __table_args__ = (
        CheckConstraint("kind IN ('visits','spells','plan')", name="kind"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    sha256: Mapped[str]
    rows_read: Mapped[int]
    kept: Mapped[int]
    rejected: Mapped[int]
    blank: Mapped[int]
    made_up: Mapped[bool]
    as_of: Mapped[date]
    mapping: Mapped[str]
    loaded_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class Student(DistrictBase):
    """A student some live row is about. ``key`` is the district's; numbers are not given twice."""

    __tablename__ = "student"
    __table_args__ = (UniqueConstraint("key"), {"sqlite_autoincrement": True})
    number: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]


class WalkStudent(DistrictBase):
    """The random key of a student in one walk."""

    __tablename__ = "walk_student"
    __table_args__ = (UniqueConstraint("key"),)
    walk_day: Mapped[date] = mapped_column(primary_key=True)
    organizer: Mapped[str] = mapped_column(primary_key=True)
    student: Mapped[int] = mapped_column(ForeignKey("student.number"), primary_key=True, index=True)
    key: Mapped[str]


class Visit(DistrictBase):
    """One attempt at one door, as loaded."""

    __tablename__ = "visit"
    __table_args__ = (UniqueConstraint("student", "walk_day", "organizer", "attempt"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"), index=True)
    walk_day: Mapped[date]
    organizer: Mapped[str]
    student: Mapped[int] = mapped_column(ForeignKey("student.number"))
    target_group: Mapped[str]
    attempt: Mapped[int]
    outcome: Mapped[str]
    language: Mapped[str]
    next_step: Mapped[str]
    due: Mapped[date | None]


class Correction(DistrictBase):
    """An outcome put right; rows are only ever appended."""

    __tablename__ = "correction"
    __table_args__ = (
        ForeignKeyConstraint(
            ["student", "walk_day", "organizer", "attempt"],
            ["visit.student", "visit.walk_day", "visit.organizer", "visit.attempt"],
        ),
        Index("ix_correction_visit", "student", "walk_day", "organizer", "attempt"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    walk_day: Mapped[date]
    organizer: Mapped[str]
    student: Mapped[int]
    attempt: Mapped[int]
    outcome: Mapped[str]
    who: Mapped[str]
    why: Mapped[str]
    at: Mapped[datetime]


class Spell(DistrictBase):
    """One enrollment spell, as loaded."""

    __tablename__ = "spell"
    __table_args__ = (Index("ix_spell_student_load", "student", "load_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"), index=True)
    student: Mapped[int] = mapped_column(ForeignKey("student.number"))
    enter: Mapped[date]
    leave: Mapped[date | None]
    leave_code: Mapped[str]
    summer_code: Mapped[str]
    grade: Mapped[int | None]
    school: Mapped[str]
    enter_code: Mapped[str]


class Plan(DistrictBase):
    """What one walk took, by one load. ``cost`` is in US dollars."""

    __tablename__ = "plan"
    __table_args__ = (UniqueConstraint("load_id", "walk_day", "organizer"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))
    walk_day: Mapped[date]
    organizer: Mapped[str]
    teams: Mapped[int]
    volunteers: Mapped[int]
    vehicles: Mapped[int | None]
    hours: Mapped[float | None]
    cost: Mapped[float | None]


class MadeRelease(DistrictBase):
    """A release the district approved, with the bytes that crossed over."""

    __tablename__ = "made_release"
    __table_args__ = (UniqueConstraint("sha256"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    made_on: Mapped[date]
    approver: Mapped[str]
    made_up: Mapped[bool]
    content: Mapped[bytes]
    approved_at: Mapped[datetime]


class TableHash(DistrictBase):
    """Rows and content hash of one table after the latest change (``hashes``)."""

    __tablename__ = "table_hash"
    table_name: Mapped[str] = mapped_column(primary_key=True)
    rows: Mapped[int]
    sha256: Mapped[str]
