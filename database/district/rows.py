"""From records to rows of tables and back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from database.district.values import NewLoad
from database.writing import utc_now

Fields = dict[str, Any]


def names(record: type[Any]) -> tuple[str, ...]:
    """The fields of a record (a dataclass with slots), in order."""
    return tuple(record.__slots__)


def fields(record: object) -> Fields:
    """A record's values by field."""
    return {name: getattr(record, name) for name in names(type(record))}


def numbered(rows: Iterable[object], load_id: int, numbers: dict[str, int]) -> list[Fields]:
    """Rows of a load, with our own number of the student in place of the district's key."""
    given = []
    for row in rows:
        values = fields(row)
        given.append({**values, "load_id": load_id, "student": numbers[values["student"]]})
    return given


def load_fields(new: NewLoad, kept: int) -> Fields:
    """The row of a new load."""
    mapping = json.dumps(new.mapping, ensure_ascii=False)
    return {**fields(new), "mapping": mapping, "kept": kept, "loaded_at": utc_now()}
