"""Rows of a district's own file: frozen values. ``student`` is the file's own number of a student as text.

It is not the key the district's files use and leads to nobody outside this file; what people see is the walk-scoped key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DistrictRecord:
    """Whose file it is. ``organizer`` names its walks, with their day."""

    name: str
    organizer: str


@dataclass(frozen=True, slots=True)
class SchoolYearRecord:
    """One school year: first day, end of the first semester, last day, and weekdays without school."""

    first_day: date
    semester_end: date
    last_day: date
    closed: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnCodeRecord:
    """A withdrawal code the district explained: ``kind`` is one of ``walks.codes.ExitKind``; fiscal years inclusive."""

    from_fiscal_year: int
    to_fiscal_year: int
    code: str
    kind: str
    meaning: str


@dataclass(frozen=True, slots=True)
class LabelRecord:
    """A label the district confirmed: its field and its text, in small letters and single blanks."""

    field: str
    label: str


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """One attempt at one door, as loaded. ``student`` is the district's key on the way in, our own number on the way out."""

    walk_day: date
    organizer: str
    student: str
    target_group: str
    attempt: int
    outcome: str
    language: str
    next_step: str
    due: date | None


@dataclass(frozen=True, slots=True)
class CorrectionRecord:
    """An outcome put right, appended: who and why; ``at`` is UTC without a zone."""

    walk_day: date
    organizer: str
    student: str
    attempt: int
    outcome: str
    who: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SpellRecord:
    """One enrollment spell, as loaded. ``student`` as in ``VisitRecord``."""

    student: str
    enter: date
    leave: date | None
    leave_code: str
    summer_code: str
    grade: int | None
    school: str
    enter_code: str


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """What one walk took. ``hours`` are volunteers', ``cost`` is cash in US dollars; None where not given."""

    walk_day: date
    organizer: str
    teams: int
    volunteers: int
    vehicles: int | None
    hours: float | None
    cost: float | None


@dataclass(frozen=True, slots=True)
class NewLoad:
    """What is known of a load before it is written.

    Attributes:
        kind: visits, spells or plan.
        sha256: Of the file's bytes.
        rows_read: All rows after the header; kept + rejected + blank.
        rejected: Rows not kept.
        blank: Rows without any value.
        made_up: Whether the rows come from the generator.
        as_of: Day the file was exported: nothing after it is known.
        mapping: Header of the file by field; kept for the next file of the kind.
    """

    kind: str
    sha256: str
    rows_read: int
    rejected: int
    blank: int
    made_up: bool
    as_of: date
    mapping: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DistrictLoadRecord:
    """One load: ``kept`` rows came in at ``loaded_at`` (UTC); ``undone_at`` is set when it was taken back."""

    id: int
    kind: str
    sha256: str
    rows_read: int
    kept: int
    rejected: int
    blank: int
    made_up: bool
    as_of: date
    loaded_at: datetime
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class MadeReleaseRecord:
    """A release the district approved: the bytes that crossed over, kept for ever. ``sha256`` names its content."""

    sha256: str
    made_on: date
    approver: str
    made_up: bool
    content: bytes
    approved_at: datetime
