"""Which program gives the answers: its version, and a short hash of the code that fills and writes them."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("api", "database", "economics", "exhibits", "exports", "walks")
KINDS = frozenset({".py", ".toml"})


@cache
def program_version() -> str:
    """``0.1.0+1f0c9a2b``: the version in the project file, and a hash of the rooms an answer passes through.

    The hash keeps a changed program under an unchanged version from saying "not modified" of the old answer.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    total = hashlib.sha256()
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*") if path.suffix in KINDS):
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{project['version']}+{total.hexdigest()[:8]}"
