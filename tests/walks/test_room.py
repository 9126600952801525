"""The room keeps to itself, and no other can make a count public."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ALLOWED = {"walks", "economics", "intake", "numpy", "scipy", "highspy", "pydantic"}
ENTRY = {"command_line"}
MAY_SEAL = {"walks/disclosure/cells.py", "walks/disclosure/publish.py", "walks/release_file.py"}


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_room_imports_only_what_it_may(root: Path) -> None:
    for file in sorted((root / "walks").rglob("*.py")):
        allowed = ALLOWED | (ENTRY if file.name == "__main__.py" else set()) | set(sys.stdlib_module_names)
        found = {name.split(".")[0] for name in imports(file)}
        assert found <= allowed, f"{file.name} imports {found - allowed}"


def test_only_two_files_break_the_seal(root: Path) -> None:
    rooms = {path.parent for path in root.glob("*/__init__.py")} - {root / "tests"}
    sources = [*(source for room in rooms for source in room.rglob("*.py")), *root.glob("*.py")]
    found = {
        source.relative_to(root).as_posix()
        for source in sources
        if any(name.startswith("walks.disclosure.seal") for name in imports(source))
    }
    assert found == MAY_SEAL


def test_importing_it_brings_in_no_page_and_no_database(root: Path) -> None:
    modules = ", ".join(
        ".".join(path.relative_to(root).with_suffix("").parts)
        for path in (root / "walks").rglob("*.py")
        if path.name not in {"__main__.py", "__init__.py"}
    )
    code = f"import sys, {modules}; print(sorted({{'dash', 'flask', 'sqlalchemy', 'pandas'}} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
