"""What can come of a visit: the codes entered at a door, and those a list is cleared by before the walk.

From canvassing practice, a home-visit study's outcomes and what news reports describe; no public form of the program was
found. The table is ``outcomes.csv`` beside this file.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources


class Answer(StrEnum):
    """Whether something is so; ``PENDING`` waits for proof, ``UNKNOWN`` cannot be told from the code."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    PENDING = "pending"


class UnknownOutcome(ValueError):
    """A code that is not in the table: stop and ask, never guess."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One code.

    Attributes:
        code: As entered.
        meaning: In plain words.
        located: The student lives there.
        contact: Student, parent or guardian spoken to.
        student_spoken: The student spoken to.
        agreed: Agreed to return. Agreeing is not re-enrolling.
        resolved: Proven not to be a dropout; a claim is pending until there is proof.
        revisit: What comes next.
    """

    code: str
    meaning: str
    located: Answer
    contact: Answer
    student_spoken: Answer
    agreed: Answer
    resolved: Answer
    revisit: str

    @property
    def attempted(self) -> bool:
        """Whether a team went to the door."""
        return self.code != "NOT_ATTEMPTED" and self.resolved is not Answer.YES

    @property
    def wants_revisit(self) -> bool:
        """Whether the student stays on the list of doors to try again."""
        return self.revisit.startswith(("revisit", "re-route"))


@cache
def outcomes() -> dict[str, Outcome]:
    """Give every outcome by code, in the table's order."""
    text = resources.files("walks.codes").joinpath("outcomes.csv").read_text(encoding="utf-8")
    return {row["code"]: _outcome(row) for row in csv.DictReader(text.splitlines())}


def outcome(code: str) -> Outcome:
    """Look a code up; case and blanks around it do not matter.

    Raises:
        UnknownOutcome: It is not in the table.
    """
    found = outcomes().get(code.strip().upper())
    if found is None:
        raise UnknownOutcome(f"{code!r} is no outcome code: use one of {', '.join(outcomes())}")
    return found


def _outcome(row: dict[str, str]) -> Outcome:
    answers = ("located", "contact", "student_spoken", "agreed", "resolved")
    return Outcome(
        code=row["code"],
        meaning=row["meaning"],
        revisit=row["revisit"],
        **{name: Answer(row[name]) for name in answers},
    )
