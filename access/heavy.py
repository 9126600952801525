"""Which requests are heavy: files, checks of imports, releases. They have threads, processes and bounds of their own."""

from __future__ import annotations

import re
from typing import Any

_HEAVY = (
    ("GET", re.compile(r"/export/.+")),
    ("POST", re.compile(r"/convene/[^/]+/minutes\.(docx|pdf)")),
)


def is_heavy(method: str, path: str) -> bool:
    """Whether a request makes a file that takes a process of its own."""
    return any(method == each and pattern.fullmatch(path) for each, pattern in _HEAVY)


HEAVY_OUTPUTS = (
    "import-said.",
    "receive-found.",
    "receive-list.",
    "receive-audit.",
    "release-status.",
    "release-made.",
)
"""Outputs of the callbacks that check an import, verify, load or audit releases, or work out and make one."""


def is_heavy_callback(body: Any) -> bool:
    """Whether a callback's body asks for work that takes a process of its own."""
    output = output_of(body)
    return any(part.startswith(HEAVY_OUTPUTS) for part in output.strip(".").split("..."))


def output_of(body: Any) -> str:
    """The output a callback's body names; "" where it names none."""
    output = body.get("output") if isinstance(body, dict) else None
    return output if isinstance(output, str) else ""
