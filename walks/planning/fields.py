"""A plan as flat fields, as a form holds it: ``members.k1.name`` -> text. Versions are compared and joined in this form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Literal

from walks.planning.labels import NAMING, ROW_LABELS
from walks.planning.plan import Plan
from walks.planning.toolkit import TASKS

Fields = dict[str, str]
Side = Literal["mine", "theirs"]
YES = "yes"
# Parts of a plan that are rows under keys.
ROWS = ("members", "languages", "own", "done", "moments", "costs")
# What a row may hold without anybody having written in it: its choices.
CHOICES = frozenset({"role", "kind"})


def to_fields(plan: Plan) -> Fields:
    """The plan as texts; what is empty or not so is left out."""
    found: Fields = {}
    for name, value in plan.model_dump().items():
        found |= dict(_flat(name, value))
    return found


def from_fields(fields: Mapping[str, str]) -> Plan:
    """The plan a form holds. Empty boxes are left to their defaults; rows in which nothing was written are left out.

    Raises:
        pydantic.ValidationError: a field does not hold; ``loc`` of an error is the path of its field.
    """
    # An empty run of the day is one that was cleared, not the toolkit's.
    nested: dict[str, Any] = {name: {} for name in ROWS}
    written = _written_rows(fields)
    for path, text in fields.items():
        place, *inner = path.split(".")
        if text.strip() and (place not in ROWS or path.rpartition(".")[0] in written):
            here = nested
            for part in (place, *inner)[:-1]:
                here = here.setdefault(part, {})
            here[path.rpartition(".")[2]] = text.strip()
    # A task that was taken out takes its tick along.
    known = {task.key for task in TASKS} | nested["own"].keys()
    nested["done"] = {key: done for key, done in nested["done"].items() if key in known}
    return Plan.model_validate_strings(nested, strict=False)


def _written_rows(fields: Mapping[str, str]) -> set[str]:
    """Paths of the rows in which anything but choices stands."""
    cells = (path.rpartition(".") for path, text in fields.items() if text.strip())
    return {row for row, _, name in cells if row and name not in CHOICES}


def _flat(path: str, value: object) -> Iterable[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _flat(f"{path}.{key}", each)
    elif text := _text(value):
        yield path, text


def _text(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return YES
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field, or a row that only one side has, in which two versions differ.

    Attributes:
        path: Of the field; of the row (``members.k1``) where one side has not got it.
        mine: As I have it; "" for nothing there.
        theirs: As they have it.
        changed: Who changed it since the version both began from.
    """

    path: str
    mine: str
    theirs: str
    changed: Literal["mine", "theirs", "both"]

    @property
    def proposed(self) -> Side | None:
        """Whose to keep where only one side changed it; None where a person has to choose."""
        return None if self.changed == "both" else self.changed


def differences(mine: Fields, theirs: Fields, base: Fields) -> tuple[Difference, ...]:
    """Compare two versions field by field.

    Args:
        mine: One version.
        theirs: The other.
        base: The version both began from.
    """
    found = []
    for path in _paths(mine, theirs):
        parts = [_said(fields, path) for fields in (mine, theirs, base)]
        if parts[0] != parts[1]:
            changed: Literal["mine", "theirs", "both"] = (
                "theirs" if parts[0] == parts[2] else "mine" if parts[1] == parts[2] else "both"
            )
            found.append(Difference(path, parts[0], parts[1], changed))
    return tuple(found)


def merged(mine: Fields, theirs: Fields, keep: Mapping[str, Side]) -> Fields:
    """Theirs, with mine where ``keep`` (path of a difference to side) says so."""
    found = dict(theirs)
    for path, side in keep.items():
        if side == "mine":
            found = {each: text for each, text in found.items() if not _is_under(each, path)}
            found |= {each: text for each, text in mine.items() if _is_under(each, path)}
    return found


def _is_under(path: str, whole: str) -> bool:
    return path == whole or path.startswith(f"{whole}.")


def _paths(mine: Fields, theirs: Fields) -> list[str]:
    """What is compared: a row as a whole where one side lacks it, else each field."""
    rows = [{row for path in side if (row := _row(path))} for side in (mine, theirs)]
    lone = rows[0] ^ rows[1]
    return list(dict.fromkeys(row if (row := _row(path)) in lone else path for path in (*mine, *theirs)))


def _row(path: str) -> str:
    parts = path.split(".")
    return ".".join(parts[:2]) if parts[0] in ROWS else ""


def _said(fields: Fields, path: str) -> str:
    if path in fields:
        return fields[path]
    inner = {each.removeprefix(f"{path}."): text for each, text in fields.items() if each.startswith(f"{path}.")}
    return ", ".join(_part(name, text) for name, text in inner.items())


def _part(name: str, text: str) -> str:
    """One field of a row within the row: its first by itself, the others with what they are called."""
    called = ROW_LABELS[name][:1].lower() + ROW_LABELS[name][1:]
    return text if name in NAMING.values() else called if text == YES else f"{called} {text}"
