"""What the fields of a plan are called, in a form, a comparison of versions and a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from walks.planning.toolkit import TARGETS, TASKS

LABELS = {
    "day": "Date of the walk",
    "organizer": "Organizer",
    "start": "Teams depart at",
    "minutes": "Minutes until teams are back",
    "meeting_place": "Where volunteers check in",
    "phone": "Number families can call",
    "call": "Who answers there, and when",
    "call_spanish": "The same in Spanish",
    "enroll_at": "Where a student can enroll that day",
    "targets": "Target group",
    "homes": "Homes to visit",
    "minutes_of_a_visit": "Minutes at a door",
    "minutes_of_a_drive": "Minutes between doors",
    "volunteers_a_team": "Volunteers beside each leader",
    "leaders": "Team leaders who said yes",
    "volunteers": "Volunteers who said yes",
    "vehicles": "Vehicles reserved",
    "languages": "Languages",
    "members": "Committee and leaders",
    "own": "Own task",
    "done": "Task",
    "moments": "Run of the day",
    "costs": "Costs",
    "by": "Your name",
}
ROW_LABELS = {
    "name": "Name",
    "role": "Role",
    "leads": "Leads a team",
    "employee": "Employed by the district",
    "agreement_signed": "Agreement signed on",
    "language": "Language",
    "homes": "Homes",
    "speakers": "Speakers who said yes",
    "text": "Task",
    "days": "Days from the walk",
    "minutes": "Minutes from the start",
    "what": "What",
    "who": "Who",
    "kind": "Kind",
    "hours": "Hours",
    "rate": "Dollars an hour",
    "cash": "Cash in dollars",
    "on": "Done on",
    "by": "Ticked by",
}
# The field that names a row.
NAMING = {"members": "name", "languages": "language", "own": "text", "moments": "what", "costs": "what"}
_TASK_TEXTS = {task.key: task.text for task in TASKS}


def label(path: str, *versions: Mapping[str, str]) -> str:
    """What a field or row is called: ``Committee and leaders, Ana Ruiz: Agreement signed on``.

    Args:
        path: As in ``fields``.
        versions: The fields of one or more versions, to name the row by; the first that has it counts.
    """
    section, *inner = path.split(".")
    head = LABELS.get(section, section)
    if not inner:
        return head
    if section == "targets":
        return f"{head}: {TARGETS[inner[0]].label if inner[0] in TARGETS else inner[0]}"
    named = _named(section, inner[0], versions)
    head = f"{head}, {named}" if named else head
    return f"{head}: {ROW_LABELS.get(inner[1], inner[1])}" if len(inner) > 1 else head


def _named(section: str, key: str, versions: tuple[Mapping[str, str], ...]) -> str:
    if section == "done":
        return _TASK_TEXTS.get(key) or _named("own", key, versions)
    path = f"{section}.{key}.{NAMING[section]}" if section in NAMING else ""
    return next((fields[path] for fields in versions if fields.get(path)), "")


def faults(problem: ValidationError, fields: Mapping[str, str]) -> list[tuple[str, str]]:
    """What of a form does not hold: (path of the field, sentence) pairs."""
    found = []
    for error in problem.errors(include_url=False):
        path = ".".join(str(part) for part in error["loc"] if part != "[key]")
        named = label(path, fields) if path else ""
        reason = _reason(error["type"], error.get("ctx", {}))
        found.append((path, f"{named}: {reason}." if named else f"{reason[:1].upper()}{reason[1:]}."))
    return found


def _reason(kind: str, bounds: Mapping[str, Any]) -> str:
    """Why a value does not hold, in a person's words."""
    said = _REASONS.get(kind) or next((said for start, said in _STARTS.items() if kind.startswith(start)), _UNREADABLE)
    return said.format(**{name: str(bound).replace("'", "") for name, bound in bounds.items()})


_UNREADABLE = "it cannot be read"
_REASONS = {
    "value_error": "{error}",
    "missing": "it is missing",
    "string_too_short": "it is missing",
    "greater_than": "it has to be more than {gt}",
    "greater_than_equal": "it has to be {ge} or more",
    "less_than_equal": "it has to be {le} or less",
    "string_too_long": "it can have at most {max_length} letters",
    "too_long": "there can be at most {max_length}",
    "enum": "it can be {expected}",
    "string_pattern_mismatch": "it cannot be read; a phone number reads 520-555-0100",
}
_STARTS = {
    "int_": "it has to be a whole number, such as 12",
    "float_": "it has to be a number, such as 12",
    "finite": "it has to be a number, such as 12",
    "date": "it has to be a date, such as 2027-01-15",
    "time": "it has to be an hour and minute, such as 09:00",
}
