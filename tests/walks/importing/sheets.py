"""Small sheets for the tests of importing."""

from __future__ import annotations

from datetime import date
from typing import Any

from walks.importing import Sheet

TODAY = date(2016, 6, 1)
VISIT_HEADER = ("Walk Date", "Student Key", "Target Group", "Attempt", "Outcome", "Language", "Next Step", "Due Date")
SPELL_HEADER = ("Student Key", "Enter Date", "Enter Code", "Leave Date", "Leave Code", "Summer Code", "Grade", "School")
VISIT = ("1/15/2016", "k7f3a", "dropout", "1", "COMMIT", "English", "call", "1/20/2016")
SPELL = ("k7f3a", "1/20/2016", "E1", "3/1/2016", "W4", "", "11", "Catalina High")
WORDS = ("ash", "birch", "cedar", "date", "elm", "fir", "gum", "hazel", "ivy", "juniper", "kapok", "lime")


def sheet(header: tuple[str, ...], *rows: tuple[Any, ...]) -> Sheet:
    return Sheet(header, rows)


def changed(row: tuple[Any, ...], header: tuple[str, ...], **values: Any) -> tuple[Any, ...]:
    """A row with some cells changed, by header in lower case with underscores."""
    names = [name.lower().replace(" ", "_") for name in header]
    return tuple(values.get(name, cell) for name, cell in zip(names, row, strict=True))


def visits(*changes: dict[str, Any]) -> Sheet:
    """Visits of different students, one for each set of changes."""
    rows = [
        changed(VISIT, VISIT_HEADER, **({"student_key": f"k{WORDS[place]}"} | change))
        for place, change in enumerate(changes)
    ]
    return Sheet(VISIT_HEADER, tuple(rows))


def spells(*changes: dict[str, Any]) -> Sheet:
    rows = [
        changed(SPELL, SPELL_HEADER, **({"student_key": f"k{WORDS[place]}"} | change))
        for place, change in enumerate(changes)
    ]
    return Sheet(SPELL_HEADER, tuple(rows))
