"""House rules that a linter does not know."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as property_settings

from settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SINGLE = [path for path in sorted(ROOT.glob("*.py")) if path.is_file()]
ROOMS = sorted(
    {path.parent for path in ROOT.glob("*/__init__.py")}
    - {ROOT / name for name in ("tests", "node_modules", "build", "data")}
)
OWN = [*SINGLE, *(path for room in ROOMS for path in sorted(room.rglob("*.py")))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
# Alembic's own form: one function a version, never edited afterwards.
VERSIONS = ROOT / "database" / "migrations" / "versions"
MOST_LINES = 400
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX)|PRAGMA\s+\w+)\b", re.S
)
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b")
DOLLARS = re.compile(r"\$\s*$")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def texts(module: ast.AST) -> Iterator[str]:
    """Every text of a file, joined pieces too; docstrings are left out."""
    documents = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node.value


def functions(module: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (node for node in ast.walk(module) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def unannotated(module: ast.AST) -> list[str]:
    return [node.name for node in functions(module) if node.returns is None and node.name != "__init__"]


def swallowed(module: ast.AST) -> list[int]:
    """Lines of handlers that catch everything and do nothing."""
    return [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")))
        and all(isinstance(each, (ast.Pass, ast.Continue)) for each in node.body)
    ]


def bare_dollars(module: ast.AST) -> list[int]:
    """Lines of f-strings that put a value right after a dollar sign."""
    return [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.JoinedStr)
        for before, value in zip(node.values, node.values[1:], strict=False)
        if isinstance(before, ast.Constant)
        and isinstance(value, ast.FormattedValue)
        and DOLLARS.search(str(before.value))
    ]


def test_the_rooms_are_found() -> None:
    assert {"exhibits", "components", "pages", "economics", "database", "api", "access"} <= {
        room.name for room in ROOMS
    }
    assert len(OWN) > 100


def test_no_file_is_long() -> None:
    files = [path for path in [*OWN, *TESTS] if VERSIONS not in path.parents]
    files += [path for kind in ("js", "css") for path in (ROOT / "assets").rglob(f"*.{kind}")]
    long = {
        name(path): lines
        for path in files
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_every_function_says_what_it_returns() -> None:
    found = {name(path): bad for path in OWN if VERSIONS not in path.parents and (bad := unannotated(tree(path)))}
    assert found == {}


def test_sql_stays_in_its_room() -> None:
    found = [
        name(path)
        for path in OWN
        if (ROOT / "database") not in path.parents and any(map(SQL.search, texts(tree(path))))
    ]
    assert found == []


def test_colours_stay_in_their_place() -> None:
    scripts = sorted((ROOT / "assets" / "js").glob("*.js"))
    files = [*(path for path in OWN if name(path) != "exhibits/colours.py"), *scripts]
    found = [name(path) for path in files if COLOUR.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_no_error_is_swallowed() -> None:
    assert {name(path): lines for path in OWN if (lines := swallowed(tree(path)))} == {}


def test_dollars_are_written_in_one_place() -> None:
    # the pattern of a slug ends in "$" before nothing; only a value after the sign counts
    found = {
        name(path): lines for path in OWN if name(path) != "exhibits/formats.py" and (lines := bare_dollars(tree(path)))
    }
    assert found == {}


def test_every_room_says_its_job() -> None:
    missing = [name(room) for room in ROOMS if not (ast.get_docstring(tree(room / "__init__.py")) or "").strip()]
    assert missing == []


def test_the_docs_name_every_room() -> None:
    said = "\n".join(
        path.read_text(encoding="utf-8") for path in [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]
    )
    assert [room.name for room in ROOMS if f"{room.name}/" not in said] == []


def test_the_table_of_settings_is_that_of_the_program() -> None:
    read = (ROOT / "README.md").read_text(encoding="utf-8")
    table = read.partition("## Settings")[2].partition("\n## ")[0]
    said: dict[str, str] = {}
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        names = re.findall(r"`([A-Z_]+)`", cells[0]) if cells else []
        # "none" without a code mark: the default is empty
        defaults = re.findall(r"`([^`]+)`", cells[1]) or ["" for _ in names] if names else []
        said |= dict(zip(names, defaults, strict=True))
    assert set(said) == {field.upper() for field in Settings.model_fields}
    for key, text in said.items():
        default = str(Settings.model_fields[key.lower()].default)
        assert default.replace(f"{ROOT}/", "") == text, key


@pytest.mark.parametrize(
    ("check", "source"),
    [
        (unannotated, "def f():\n    return 1"),
        (swallowed, "try:\n    f()\nexcept Exception:\n    pass"),
        (bare_dollars, "f'about ${amount}'"),
        (lambda module: [text for text in texts(module) if SQL.search(text)], "x = 'SELECT a FROM b'"),
    ],
)
def test_each_check_can_fail(check: object, source: str) -> None:
    assert check(ast.parse(source)) != []  # type: ignore[operator]
    assert check(ast.parse("def f() -> int:\n    return 1")) == []  # type: ignore[operator]


def test_no_test_sets_its_own_limit_of_time() -> None:
    """The profile in ``tests/conftest.py`` decides for all property tests: a slow machine is no failure."""
    words = re.compile(r"\b(deadline|derandomize)=|HealthCheck\.too_slow")
    found = {name(path): lines for path in TESTS if (lines := words.findall(path.read_text(encoding="utf-8")))}
    assert set(found) == {"tests/conftest.py", "tests/test_style.py"}
    assert property_settings().deadline is None
    assert HealthCheck.too_slow in property_settings().suppress_health_check
