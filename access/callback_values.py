"""What a value in a callback's body may be: by its property, and, whatever its property, what JSON can carry safely."""

from __future__ import annotations

import math
from collections.abc import Callable

MOST_LEVELS = 50
MOST_ADDRESS_LETTERS = 8_000
MOST_CLICKS = 1_000_000_000
EXACT = 2**53
"""Beyond this a browser's numbers are no longer exact; beyond 2**63 SQLite has none."""


def check_value(name: str, prop: str, value: object) -> None:
    """Check one value of a body.

    Args:
        name: ``inputs`` or ``state``, for the message.
        prop: the property it is of.
        value: as the JSON says; None where the browser has none.

    Raises:
        ValueError: the property cannot have this value; the message says which.
    """
    check_json(value)
    holds = KINDS.get(prop)
    if holds is not None and not holds(value):
        raise ValueError(f"{name} has a {prop} that cannot be one")


def check_json(value: object, level: int = 0) -> None:
    """Refuse what passes a JSON reader and breaks further in: lone surrogates, infinite numbers, great depth.

    Raises:
        ValueError: there is one in the value.
    """
    if level > MOST_LEVELS:
        raise ValueError(f"a value is nested more than {MOST_LEVELS} levels deep")
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise ValueError("a number is too large")
    elif isinstance(value, int) and abs(value) > EXACT:
        raise ValueError("a number is too large")
    elif isinstance(value, dict):
        for key, part in value.items():
            _check_text(key)
            check_json(part, level + 1)
    elif isinstance(value, list):
        for part in value:
            check_json(part, level + 1)


def _check_text(text: str) -> None:
    """A lone surrogate is no character: it cannot be written to a file, a database or an answer."""
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("a text holds half a character")


def _is_count(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_CLICKS)


def _is_path(value: object) -> bool:
    return isinstance(value, str) and value.startswith("/") and len(value) <= MOST_ADDRESS_LETTERS


def _is_search(value: object) -> bool:
    if value is None or value == "":
        return True
    return isinstance(value, str) and value.startswith("?") and len(value) <= MOST_ADDRESS_LETTERS


KINDS: dict[str, Callable[[object], bool]] = {
    "n_clicks": _is_count,
    "n_submit": _is_count,
    "pathname": _is_path,
    "search": _is_search,
}
"""Properties whose values are of one kind wherever they occur."""
