"""What names a walk and a student in it."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import date

KEY_BYTES = 8
LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True, order=True)
class WalkKey:
    """A walk is named by its date and organizer, never by an ordinal.

    Raises:
        ValueError: The organizer is empty.
    """

    day: date
    organizer: str

    def __post_init__(self) -> None:
        if not self.organizer.strip():
            raise ValueError("a walk needs an organizer")

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {self.organizer}"

    @property
    def slug(self) -> str:
        """As an address part."""
        return walk_slug(self.day.isoformat(), self.organizer)


def walk_slug(day: str, organizer: str) -> str:
    """Name a walk in an address: date (as published: it may lack its day) and organizer, in small letters and hyphens."""
    words = re.sub(r"[^a-z0-9]+", "-", f"{day} {organizer}".lower()).strip("-")
    return words[:LONGEST_SLUG].rstrip("-")


def new_student_key() -> str:
    """Draw a key for one student in one walk: random, so that nothing leads back from it to a student number."""
    return secrets.token_hex(KEY_BYTES)
