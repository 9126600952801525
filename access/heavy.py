"""Which requests are heavy: files made on request. They have threads, processes and bounds of their own."""

from __future__ import annotations

import re

_HEAVY = (
    ("GET", re.compile(r"/export/.+")),
    ("POST", re.compile(r"/convene/[^/]+/minutes\.(docx|pdf)")),
)


def is_heavy(method: str, path: str) -> bool:
    """Whether a request makes a file that takes a process of its own."""
    return any(method == each and pattern.fullmatch(path) for each, pattern in _HEAVY)
