"""What an answer says when there is none: which field, which value, what is allowed, what comes near."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exhibits.model import BadParameterError

SHOWN = 80
TAKES_NONE = "no argument at all"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer. ``field``: the argument, or ``address``, ``exhibit``, ``method``, ``database``.

    ``names``: every name that would have answered, where a name was not found.
    """

    field: str
    value: str
    allowed: str
    near: tuple[str, ...]
    names: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """The body of every answer that is not 200 or 304, but those of a failing server."""

    error: Problem


def bad_argument(problem: BadParameterError, known: Sequence[str]) -> Refusal:
    """An argument that cannot be used (400). ``known``: the arguments there are, to come near a misspelt one."""
    field, near = problem.field_name[:SHOWN], tuple(problem.near)
    allowed = problem.allowed if known else TAKES_NONE
    said = f"{field} cannot be {problem.value!r}; allowed: {allowed}"
    if problem.field_name not in known:
        near = near or tuple(difflib.get_close_matches(field, known))
        said = f"there is no argument {field!r} here; allowed: {allowed}"
    return Refusal(Problem(field, problem.value, allowed, near, (), _near(said, near)))


def unknown_name(field: str, value: str, names: Iterable[str]) -> Refusal:
    """Nothing is at this address (404)."""
    known = tuple(names)
    near = tuple(difflib.get_close_matches(value, known))
    shown = value[:SHOWN]
    said = _near(f"there is no {field} {shown!r}; allowed: one of {', '.join(known)}", near)
    return Refusal(Problem(field, shown, f"one of {', '.join(known)}", near, known, said))


def wrong_method(method: str) -> Refusal:
    """The method is not one this address answers (405)."""
    said = f"this address cannot be asked with {method}; allowed: GET, HEAD, OPTIONS"
    return Refusal(Problem("method", method, "GET, HEAD, OPTIONS", (), (), said))


def no_database() -> Refusal:
    """The data cannot be read now (503). The reasons are at ``/readyz`` and in the log, not in every answer."""
    said = "the data cannot be read at the moment; /readyz says why"
    return Refusal(Problem("database", "", "a loaded database", (), (), said))


def _near(said: str, near: Sequence[str]) -> str:
    return f"{said}. Near: {', '.join(near)}" if near else said
