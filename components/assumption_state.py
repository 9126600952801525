"""Reading the desk's address: every part checked, what cannot be used said and left out, never silently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from database.reader import Reader
from exhibits.losses_desk import KEPT, RANGE, Desk, Parameters, desk_of
from exhibits.losses_words import short_name
from exhibits.model import BadParameterError
from exhibits.parameters import read

FIELDS = tuple(Parameters.model_fields)


@dataclass(frozen=True, slots=True)
class Settled:
    """A state that can be shown: the parameters, their desk, and a sentence for each part that could not be used."""

    asked: Any
    desk: Desk
    said: tuple[str, ...]


def settle(query: Mapping[str, Any], reader: Reader) -> Settled:
    """The state a query asks for, without the parts that cannot be used."""
    said = [
        f"The address has “{str(name)[:40]}”, which this page does not know; it was left out."
        for name in query
        if name not in FIELDS
    ]
    values = {name: value for name, value in query.items() if name in FIELDS and value not in (None, "")}
    for _ in range(len(values) + 1):
        try:
            asked = read(Parameters, values)
            return Settled(asked, desk_of(asked, reader), tuple(said))
        except BadParameterError as problem:
            if problem.field_name not in values:
                raise
            said.append(_sentence(problem, values.pop(problem.field_name)))
    raise AssertionError("a query without parts cannot be refused")


def _sentence(problem: BadParameterError, value: object) -> str:
    near = f" Did you mean {' or '.join(problem.near[:3])}?" if problem.near else ""
    return f"“{str(value)[:60]}” cannot be used for {_field(problem.field_name)}: {problem.allowed}.{near}"


def _field(name: str) -> str:
    plain = name.removeprefix(KEPT).removesuffix(RANGE)
    try:
        words = short_name(plain)
    except KeyError:
        return name.replace("_", " ")
    scenario = "scenario A’s " if name.startswith(KEPT) else ""
    return f"{scenario}{'range of ' if name.endswith(RANGE) else ''}{words[0].lower()}{words[1:]}"
