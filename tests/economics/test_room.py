"""The room keeps to itself: what it imports, and what it offers."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import economics

ALLOWED = {"economics", "numpy", "pydantic", "scipy"}


def test_the_room_imports_only_what_it_may(root: Path) -> None:
    for file in sorted((root / "economics").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            roots = {name.split(".")[0] for name in names}
            assert roots <= ALLOWED | set(sys.stdlib_module_names), f"{file.name} imports {roots}"


def test_importing_it_brings_in_no_page_and_no_database(root: Path) -> None:
    code = "import sys, economics; print(sorted({'dash', 'flask', 'sqlalchemy', 'pandas'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_everything_it_offers_is_there_and_documented() -> None:
    assert len(set(economics.__all__)) == len(economics.__all__)
    for name in economics.__all__:
        offered = getattr(economics, name)
        assert name == "Prices" or offered.__doc__
