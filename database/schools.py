"""A high school and where it is known to be, as the database answers it."""

from __future__ import annotations

from dataclasses import dataclass

from database.values import SourceRecord


@dataclass(frozen=True, slots=True)
class HighSchoolRecord:
    """A school with a grade 12: ``grade_12`` students on October 1 of ``fiscal_year`` (None: hidden), and where it is.

    ``place_slug``: the incorporated place it is said to lie in; None with a ``place_name`` for an area that is none.
    """

    school_id: str
    district_id: str
    name: str
    fiscal_year: int
    grade_12: int | None
    status: str
    place_slug: str | None
    place_name: str | None
    evidence_kind: str
    evidence: str
    place_source: SourceRecord | None
    source: SourceRecord
    location: str
