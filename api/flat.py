"""A list's rows as a flat table, for CSV: the same values in the same order, what is nested spread over columns.

A source becomes four columns (``source_id`` ...), other nested values one line of words, and a list of figures one row
each. A missing number is the word for why it is missing; a missing text is an empty cell, for there was none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import orjson

from exports.csv_file import Value, csv_bytes

HIDDEN = {"suppressed": "hidden for privacy"}
NOT_PUBLISHED = "not published"
OF_STATUS = frozenset({"value", "low", "high"})


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a row class: ``spread`` is the class whose fields become columns, ``many`` marks a list of those."""

    name: str
    numeric: bool
    spread: type | None
    many: bool

    def columns(self) -> tuple[str, ...]:
        if self.spread is None:
            return (self.name,)
        prefix = self.name.removesuffix("s") if self.many else self.name
        return tuple(f"{prefix}_{name}" for name in columns(self.spread))


@cache
def _fields(kind: type) -> tuple[_Field, ...]:
    hints = get_type_hints(kind)
    return tuple(_field(field.name, hints[field.name]) for field in fields(kind))


def _field(name: str, hint: Any) -> _Field:
    many = get_origin(hint) is tuple
    parts = get_args(hint) or (hint,)
    spread = next((part for part in parts if is_dataclass(part) and not hasattr(part, "words")), None)
    return _Field(name, int in parts or float in parts, spread if isinstance(spread, type) else None, many)


def columns(kind: type) -> tuple[str, ...]:
    """The column names of a row class."""
    return tuple(name for field in _fields(kind) for name in field.columns())


def rows_csv(kind: type, rows: Sequence[object]) -> bytes:
    """Rows of one class as a CSV file; the header stands there even when there is no row."""
    return csv_bytes(columns(kind), (line for row in rows for line in _lines(kind, row)))


def _lines(kind: type, row: object) -> Iterator[list[Value]]:
    """The lines of one row: as many as its list of figures has, one at least."""
    many = next((field for field in _fields(kind) if field.many and field.spread), None)
    for item in (getattr(row, many.name) or (None,)) if many else (None,):
        line: list[Value] = []
        for field in _fields(kind):
            line += _cells(field, item if field is many else getattr(row, field.name), _why_missing(row, field.name))
        yield line


def _cells(field: _Field, value: object, why: str) -> list[Value]:
    if field.spread is None:
        return [_cell(value, why if field.numeric else "")]
    if value is None:
        return [cell for inner in _fields(field.spread) for cell in _cells(inner, None, NOT_PUBLISHED)]
    return next(_lines(field.spread, value))


def _cell(value: object, missing: str) -> Value:
    if value is None:
        return missing
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, tuple):
        return "; ".join(str(getattr(item, "words", item)) for item in value)
    words = getattr(value, "words", None)
    return str(words) if words is not None else orjson.dumps(value).decode()


def _why_missing(row: object, name: str) -> str:
    status = getattr(row, "status", "") if name in OF_STATUS else ""
    return HIDDEN.get(status, NOT_PUBLISHED)
