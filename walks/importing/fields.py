"""The fields of the three files, the headers they go by, and a district's own mapping of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from walks.importing.sheet import Finding, Refused, Sheet


class FileKind(StrEnum):
    """Which of the three files."""

    VISITS = "visits"
    SPELLS = "spells"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name here, whether a file must have it, other headers it is known by."""

    name: str
    needed: bool
    known_as: tuple[str, ...] = ()


FIELDS: Mapping[FileKind, tuple[Field, ...]] = {
    FileKind.VISITS: (
        Field("walk date", True, ("walk", "date of walk", "event date")),
        Field("student key", True, ("key", "random key", "student")),
        Field("target group", True, ("group", "target", "reason")),
        Field("attempt", False, ("attempt no", "attempt number", "try")),
        Field("outcome", True, ("outcome code", "result", "result code")),
        Field("language", False, ("home language", "language used")),
        Field("next step", False, ("next", "follow up")),
        Field("due date", False, ("due", "follow up by")),
    ),
    FileKind.SPELLS: (
        Field("student key", True, ("key", "random key", "student")),
        Field("enter date", True, ("entry date", "enrolled on", "start date", "enrollment date", "entry")),
        Field("enter code", False, ("entry code",)),
        Field("leave date", True, ("exit date", "withdrawal date", "exit withdraw date", "end date", "withdraw date")),
        Field(
            "leave code", True, ("exit code", "withdrawal code", "exit withdraw type", "exit reason", "withdraw code")
        ),
        Field("summer code", False, ("summer withdrawal code",)),
        Field("grade", False, ("grade level",)),
        Field(
            "school",
            False,
            (
                "school id",
                "school code",
                "school name",
                "school number",
                "ctds",
                "entity id",
                "organization name",
                "organization id",
                "org name",
                "campus",
                "site",
                "location",
            ),
        ),
    ),
    FileKind.PLAN: (
        Field("walk date", True, ("walk", "date of walk", "event date")),
        Field("teams", True, ()),
        Field("volunteers", True, ()),
        Field("vehicles", False, ("vans",)),
        Field("hours", False, ("volunteer hours",)),
        Field("cost", False, ("costs", "cash")),
    ),
}
KEY_FIELD = "student key"
SCHOOL_FIELD = "school"
OPEN_ENDS = "open end dates"
"""Not a field: under this name a mapping holds what the district writes for the last day of a spell that lasts."""
OPEN_ENDS_MARK = "|"
DATE_FIELDS = frozenset({"walk date", "due date", "enter date", "leave date"})


def columns_of(mapping: Mapping[str, str]) -> dict[str, str]:
    """The fields of a mapping with their headers, without what else it holds."""
    return {field: header for field, header in mapping.items() if field != OPEN_ENDS}


def open_ends_of(mapping: Mapping[str, str]) -> frozenset[str]:
    """What the district writes for the last day of a spell that lasts, in small letters."""
    return frozenset(filter(None, mapping.get(OPEN_ENDS, "").lower().split(OPEN_ENDS_MARK)))


def with_open_ends(mapping: Mapping[str, str], texts: Iterable[str]) -> dict[str, str]:
    """The mapping with more texts that mean a spell that lasts."""
    ends = sorted(open_ends_of(mapping) | {text.strip().lower() for text in texts if text.strip()})
    return columns_of(mapping) | ({OPEN_ENDS: OPEN_ENDS_MARK.join(ends)} if ends else {})


def guess_mapping(kind: FileKind, header: Sequence[str]) -> dict[str, str]:
    """Propose which column is which field, by its header alone; the district confirms and keeps it.

    Returns:
        Header by field name; fields without a likely column are left out.
    """
    plain = {plain_header(name): name for name in reversed(header)}
    found = {}
    for field in FIELDS[kind]:
        header_of = next((plain[name] for name in (field.name, *field.known_as) if name in plain), None)
        if header_of is not None:
            found[field.name] = header_of
    return found


def plain_header(header: str) -> str:
    """Write a header the one way: ``Enter_Date``, ``EnterDate`` and ``enter date`` are one."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header.replace("\ufeff", ""))
    return re.sub(r"[\W_]+", " ", words).strip().lower()


def require_header(kind: FileKind, sheet: Sheet, mapping: Mapping[str, str]) -> None:
    """Check header and mapping together.

    Raises:
        Refused: A header comes twice, a mapped column is not there or mapped twice, or a needed field has none.
    """
    found = []
    mapping = columns_of(mapping)
    known = {field.name for field in FIELDS[kind]}
    for header in dict.fromkeys(sheet.header):
        if header and sheet.header.count(header) > 1:
            found.append(Finding(1, header, None, "two columns have this header", "Rename or delete one"))
    for field, header in mapping.items():
        if field not in known:
            found.append(Finding(1, header, None, f"{kind} has no field {field!r}", "Map it to another field"))
        elif header not in sheet.header:
            found.append(Finding(1, header, None, f"{field} is mapped to a column that is not there", "Map it again"))
    for header in {header for header in mapping.values() if list(mapping.values()).count(header) > 1}:
        found.append(Finding(1, header, None, "two fields are mapped to this column", "Map one of them again"))
    for needed in FIELDS[kind]:
        if needed.needed and needed.name not in mapping:
            found.append(Finding(1, None, None, f"no column for {needed.name}", "Choose the column that holds it"))
    if found:
        raise Refused(found)
