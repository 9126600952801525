"""Rows of a district's files after they are checked: visits, corrections to them, enrollment spells.

``student`` is the district's own random key. It is no student number, and it never leaves the district.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from walks.codes import Outcome
from walks.keys import WalkKey


@dataclass(frozen=True, slots=True)
class Visit:
    """One attempt at one door, or a student of the list who was not visited.

    Attributes:
        walk: Date and organizer.
        student: Random key.
        target_group: Why the student is on the list, in the district's words.
        attempt: 1 for the first; 0 for a student settled before the walk or not visited.
        outcome: What came of it.
        language: Spoken at the door, or on file.
        next_step: What comes next, in the district's words.
        due: Day by which the next step is due.
    """

    walk: WalkKey
    student: str
    target_group: str
    attempt: int
    outcome: Outcome
    language: str
    next_step: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Correction:
    """An outcome put right. It is appended with who and why; the visit it corrects stays as it was entered.

    Raises:
        ValueError: Who or why is missing.
    """

    walk: WalkKey
    student: str
    attempt: int
    outcome: Outcome
    who: str
    why: str
    at: datetime

    def __post_init__(self) -> None:
        if not self.who.strip() or not self.why.strip():
            raise ValueError("a correction needs who makes it and why")


@dataclass(frozen=True, slots=True)
class Spell:
    """One enrollment at one school; a student may have several. Both ends are days of membership.

    Attributes:
        student: Random key, as in ``Visit``.
        enter: First day.
        leave: Last day; None while it lasts.
        leave_code: Plain withdrawal or year-end code, or "".
        summer_code: Plain summer withdrawal code, or "".
        grade: 7 to 12, or None where not given.
        school: In the district's words.
        enter_code: As in the file; not interpreted.

    Raises:
        ValueError: It ends before it begins.
    """

    student: str
    enter: date
    leave: date | None
    leave_code: str = ""
    summer_code: str = ""
    grade: int | None = None
    school: str = ""
    enter_code: str = ""

    def __post_init__(self) -> None:
        if self.leave is not None and self.leave < self.enter:
            raise ValueError("a spell ends before it begins")

    @property
    def is_no_show(self) -> bool:
        """Whether the student never came: a summer withdrawal of a spell without a day after its first, or none at all.

        A spell that ended on the day it began counts as none: it holds no day anyone can have stayed.
        """
        if self.leave == self.enter:
            return True
        return bool(self.summer_code) and self.leave is None

    def covers(self, day: date) -> bool:
        """Whether ``day`` lies in the spell."""
        return self.enter <= day and (self.leave is None or day <= self.leave)


def corrected(visits: Iterable[Visit], corrections: Sequence[Correction]) -> list[Visit]:
    """Give the visits as they stand after all corrections; the latest of several holds.

    Raises:
        ValueError: A correction has no visit to correct.
    """
    standing = {(visit.walk, visit.student, visit.attempt): visit for visit in visits}
    for correction in sorted(corrections, key=lambda one: one.at):
        key = (correction.walk, correction.student, correction.attempt)
        if key not in standing:
            raise ValueError(
                f"a correction of {correction.at:%Y-%m-%d} has no visit to correct: check walk and attempt"
            )
        standing[key] = replace(standing[key], outcome=correction.outcome)
    return list(standing.values())
