"""Rules between rooms that an import alone does not show."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

TYPES_OF_TABLES = {"Connection", "DBAPIError", "Table", "UniqueConstraint"}
SETTINGS_READERS = {"app.py", "gunicorn.conf.py"}
SETTINGS_ROOM = "command_line/"


def imported(source: Path) -> Iterator[tuple[str, str]]:
    """(module, name) pairs a file imports; the name is "" for a module as a whole."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def test_the_pipeline_handles_tables_and_writes_no_sql(root: Path) -> None:
    sources = sorted((root / "data_pipeline").rglob("*.py"))
    assert sources
    found = {name for source in sources for module, name in imported(source) if module.startswith("sqlalchemy")}
    assert found <= TYPES_OF_TABLES


def test_settings_are_read_where_the_program_starts(root: Path) -> None:
    rooms = {path.parent for path in root.glob("*/__init__.py")} | {root / "pages"}
    sources = [source for room in rooms - {root / "tests"} for source in room.rglob("*.py")] + list(root.glob("*.py"))
    readers = {
        source.relative_to(root).as_posix()
        for source in sources
        if any(module == "settings" for module, _name in imported(source))
    }
    assert readers
    assert {each for each in readers if not each.startswith(SETTINGS_ROOM)} <= SETTINGS_READERS
