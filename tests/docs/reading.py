"""The project's Markdown: its files, inline code, tables and indented blocks of commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

CODE = re.compile(r"(`+)(.+?)\1", re.DOTALL)
NOT_OURS = {".venv", "node_modules", "build", "data", ".git", ".pytest_cache", "shared"}


def documents(root: Path) -> list[Path]:
    """Every Markdown file of the project."""
    return sorted(path for path in root.rglob("*.md") if not NOT_OURS.intersection(path.relative_to(root).parts))


def inline_codes(text: str) -> list[str]:
    """What stands between backticks, on one line each."""
    return [" ".join(found.group(2).split()) for found in CODE.finditer(text)]


def tables(text: str) -> Iterator[list[tuple[int, list[str]]]]:
    """Each table: line number and cells of every row, header first."""
    rows: list[tuple[int, list[str]]] = []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.startswith("|"):
            rows.append((number, cells(line)))
        elif rows:
            yield rows
            rows = []


def cells(line: str) -> list[str]:
    """The cells of a row; a bar inside backticks or after a backslash is text."""
    bare = re.sub(r"`[^`]*`", "code", line).replace(r"\|", "")
    return [cell.strip() for cell in bare.strip().removeprefix("|").removesuffix("|").split("|")]


def blocks(text: str) -> list[str]:
    """Blocks indented by four blanks after a blank line: commands to type."""
    found: list[list[str]] = [[]]
    before = ""
    for line in text.splitlines():
        if line.startswith("    ") and (found[-1] or not before.strip()):
            found[-1].append(line.removeprefix("    "))
        elif found[-1]:
            found.append([])
        before = line
    return ["\n".join(lines) + "\n" for lines in found if lines]
