"""Every command, path, page address and setting that a document names exists; every table has its columns."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from werkzeug.exceptions import HTTPException

from access.addresses import has_page
from command_line.program import app as program
from settings import Settings
from tests.conftest import ROOT
from tests.docs.reading import blocks, documents, inline_codes, tables
from tests.real_catalog import real_url
from tests.running import the_app

__all__ = ["real_url"]

DOCUMENTS = documents(ROOT)
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]
COMMAND = ".venv/bin/dashboards"
PATH = re.compile(r"\.?[\w-]+(?:[./][\w*.-]+)*/?")
FILE_ENDINGS = {".py", ".toml", ".md", ".csv", ".txt", ".js", ".mjs", ".css", ".json", ".conf", ".sh", ".xlsx"}
MADE = ("build/", "data/", "node_modules/", ".venv")
ADDRESS = re.compile(r"/[\w<>.\-/{}]*")
SETTING = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
FOLDERS = ("/tmp/", "/app/", "/etc/")  # noqa: S108 - of the machine or the container, not addresses
BELOW = (
    "access",
    "data_pipeline",
    "database",
    "exhibits",
    "exports",
    "assets",
    "scripts",
    "tests",
    "docs",
    "requirements",
)
"""Folders in which a document may name a file without its folder."""


def texts() -> Iterator[tuple[str, str]]:
    for path in DOCUMENTS:
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_tables_have_their_columns(name: str) -> None:
    for table in tables((ROOT / name).read_text(encoding="utf-8")):
        (_, head), (line, rule), *rows = table
        assert all(re.fullmatch(r":?-+:?", cell) for cell in rule), f"{name}:{line}"
        assert [number for number, row in rows if len(row) != len(head)] == [], name


def commands(text: str) -> Iterator[list[str]]:
    """Every ``.venv/bin/dashboards ...`` of a text as words."""
    for code in [*inline_codes(text), *"".join(blocks(text)).splitlines()]:
        if COMMAND in code:
            yield shlex.split(code[code.index(COMMAND) :], comments=True)[1:]


def unknown_in(words: list[str]) -> list[str]:
    """Words of a command that the command line does not know: a group, a command, an option."""
    here = typer.main.get_command(program)
    rest = [word for word in words if word not in {")", "("}]
    while rest and isinstance(here, typer.core.TyperGroup) and not rest[0].startswith("-"):
        if not here.commands:  # a group whose commands are still to come
            return []
        name, rest = rest[0], rest[1:]
        found = [here.commands.get(each) for each in name.split("|")]
        if None in found:
            return [name]
        here = found[0]  # type: ignore[assignment]
    options = {each for parameter in here.params for each in parameter.opts} | {"--help"}
    return [word for word in rest if word.startswith("--") and word.partition("=")[0] not in options]


def test_commands_exist() -> None:
    assert {name: words for name, text in texts() for words in commands(text) if unknown_in(words)} == {}
    sources = [each for room in ROOT.glob("*/__init__.py") for each in room.parent.rglob("*.py")]
    for source in [*sources, ROOT / "pages" / "data.py"]:
        if "tests" in source.relative_to(ROOT).parts:
            continue
        text = source.read_text(encoding="utf-8")
        assert not re.search(r"python -m (data_pipeline|walks|access)\b(?!``: a thin| owner-link``: a thin)", text), (
            source
        )
        for line in re.findall(re.escape(COMMAND) + r"((?: [\w-]+)+)", text):
            words = line.split()
            known = words[:1] if words[0] == "owner-link" else words[:2]
            assert unknown_in(known) == [], (source, words)


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for name, text in texts():
        lines = [*inline_codes(text), *"".join(blocks(text)).splitlines()]
        for line in lines:
            words = shlex.split(line, comments=True) if line.startswith("make ") else []
            assert {word for word in words[1:] if re.fullmatch(r"[a-z-]+", word)} <= targets, (name, line)


def test_paths_exist() -> None:
    missing = {}
    for name, text in texts():
        for code in inline_codes(text):
            if PATH.fullmatch(code) and not code.startswith(MADE) and is_a_path(code) and not exists(code):
                missing.setdefault(name, []).append(code)
    assert missing == {}


def is_a_path(code: str) -> bool:
    first = code.partition("/")[0]
    return ("/" in code and (ROOT / first).exists()) or Path(code).suffix in FILE_ENDINGS


def exists(code: str) -> bool:
    places = [ROOT / "docs" / code, *(ROOT.glob(code.rstrip("/")))]
    return any(place.exists() for place in places) or (
        "/" not in code and any(next((ROOT / room).rglob(code), None) for room in BELOW)
    )


def test_settings_exist_and_are_all_in_the_readme() -> None:
    known = {name.upper() for name in Settings.model_fields}
    made = (ROOT / "Makefile").read_text(encoding="utf-8") + "".join(
        each.read_text(encoding="utf-8") for each in [*ROOT.glob("scripts/*"), ROOT / "settings.py"] if each.is_file()
    )
    for name, text in texts():
        if name == "docs/decisions.md":
            continue
        for code in inline_codes(text):
            setting = code.partition("=")[0]
            if SETTING.fullmatch(setting):
                assert setting in known or setting in made or is_outcome(setting), (name, code)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    head = readme.index("\n## Settings")
    rows = [row for table in tables(readme[head:]) for _, row in table]
    assert rows
    named = {
        each
        for line in readme[head:].splitlines()
        if line.startswith("| `")
        for each in inline_codes(line.split("|")[1])
    }
    assert named == known


def is_outcome(name: str) -> bool:
    return name in (ROOT / "walks" / "codes" / "outcomes.csv").read_text(encoding="utf-8")


def test_page_addresses_exist(real_url: str) -> None:
    app, pages = the_app(real_url)
    routes = app.server.url_map.bind("127.0.0.1")
    unknown = {}
    with app.server.app_context():
        for code, name in [(code, name) for name, text in texts() for code in inline_codes(text)]:
            path = re.sub(r"<\w+>", "x1", code.partition("?")[0])
            if (
                ADDRESS.fullmatch(code.partition("?")[0])
                and not path.startswith(FOLDERS)
                and not answers(routes, pages, path)
            ):
                unknown.setdefault(name, []).append(code)
    assert unknown == {}


def answers(routes: object, pages: dict[str, object], path: str) -> bool:
    """Whether a page or a route of the server has the address."""
    if has_page(pages, path) or any(shape(page) == shape(path) for page in templates(pages)):
        return True
    try:
        endpoint, values = routes.match(path)  # type: ignore[attr-defined]
    except HTTPException as problem:
        return problem.code == 405
    return (endpoint != "/<path:path>" and set(values) != {"path"}) or path == "/"


def templates(pages: dict[str, object]) -> Iterator[str]:
    for page in pages.values():
        yield str(page.get("path_template") or page["path"])  # type: ignore[attr-defined,index]


def shape(path: str) -> str:
    return re.sub(r"<\w+>", "x1", path)
