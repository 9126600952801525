"""``docs/security-checklist.md``: every row has its test or its reason, every test named is there, the sums are right."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

from tests.faults.__main__ import FAULTS

ROW = re.compile(r"\| (\d+) \| ([^|]+) \| (green|waits|red) \| ([^|]+) \|")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
ROWS = 106


def rows(root: Path) -> list[tuple[str, ...]]:
    text = (root / "docs" / "security-checklist.md").read_text(encoding="utf-8")
    return [match.groups() for line in text.splitlines() if (match := ROW.fullmatch(line))]


def test_every_control_has_a_row_and_the_sums_are_right(root: Path) -> None:
    found = rows(root)
    assert [int(row[0]) for row in found] == list(range(1, ROWS + 1))
    states = Counter(row[2] for row in found)
    text = (root / "docs" / "security-checklist.md").read_text(encoding="utf-8")
    assert f"Green {states['green']}, waits {states['waits']}, red {states['red']}." in text
    assert states["green"] >= 80


def test_every_named_test_is_there(root: Path) -> None:
    for number, _, state, reason in rows(root):
        named = TEST.findall(reason)
        assert named or state != "green", f"row {number} is green and names no test"
        for file, name in named:
            assert name in functions(root / file), f"row {number} names {file}::{name}, which is not there"


def functions(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_fault_names_tests_that_are_there(root: Path) -> None:
    for fault, tests in FAULTS.items():
        for each in tests:
            file, _, name = each.partition("::")
            assert (root / file).is_file() and (not name or name in functions(root / file)), (fault, each)
