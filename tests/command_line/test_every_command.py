"""Whatever goes wrong, of any command: sentences that name the place and what to do, and the same exit codes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from command_line.program import app
from database.migrate import upgrade
from tests.command_line.running import Ran, Runner
from tests.operations.district.bringing import visits

RAW = ("Traceback", "Errno", "isoformat", "Error(", "<class", "None", "sqlalche.me", "object at 0x")

READS_A_FILE = {
    "data load": ("losses", "FILE"),
    "walks suppress": ("FILE",),
    "walks audit": ("FILE",),
    "walks import": ("visits", "FILE", "--district", "A", "--organizer", "B"),
    "walks load-release": ("FILE",),
}
WRITES_A_FILE = {
    "data template": ("losses", "--out", "FILE"),
    "walks release": ("--approver", "A", "--out", "FILE"),
}
PUBLIC_DATABASE = {
    "agendas list": (),
    "agendas share": ("a1b2c3",),
    "agendas renew": ("a1b2c3",),
    "agendas withdraw": ("a1b2c3",),
    "data build": (),
    "data status": (),
    "data load": ("losses", "FORM"),
    "data unload": ("1",),
    "db backup": (),
    "db verify": (),
    "walks load-release": ("FORM",),
    "walks withdraw": ("0" * 64, "--by", "A", "--reason", "B"),
}
DISTRICT_DATABASE = {
    "walks import": ("visits", "VISITS", "--district", "A", "--organizer", "B"),
    "walks loads": (),
    "walks labels": (),
    "walks school-year": ("2025-08-04", "2025-12-19", "2026-05-22"),
    "walks release": ("--dry-run",),
}
MAKES_ITS_FILE = {"data build", "walks import", "walks school-year", "walks loads", "walks labels"}
"""Commands that are not refused where there is no file; ``loads`` and ``labels`` make none."""
NEITHER = {
    "walks follow-ups",
    "data check",
    "data fetch-inputs",
    "data remake",
    "db backups",
    "db restore",
    "walks generate",
    "owner-link",
}
"""Every command is in one of these tables."""


def commands() -> Iterator[tuple[str, typer.core.TyperCommand]]:
    for group_name, group in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        if isinstance(group, typer.core.TyperGroup):
            yield from ((f"{group_name} {name}", command) for name, command in group.commands.items())
        else:
            yield group_name, group


NAMES = [name for name, _ in commands()]
OPTIONS = [
    (name, option) for name, command in commands() for option in command.params if option.opts[0].startswith("-")
]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a filled-in form, a file of visits, and a district's copy without any database."""
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "DEPLOYMENT": "district",
        "HOST": "127.0.0.1",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'public.sqlite'}",
        "DISTRICT_DATABASE_URL": f"sqlite:///{tmp_path / 'district.sqlite'}",
    }.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "form.csv").write_text(
        "edition,place,measure,value,unit,source_title,location\n2018,Mesa,count,1,persons,R,1\n"
    )
    (tmp_path / "visits.csv").write_bytes(visits({}))
    return tmp_path


def filled(place: Path, name: str, arguments: tuple[str, ...], file: Path | None = None) -> list[str]:
    """The command with real paths in place of FILE, FORM and VISITS."""
    paths = {"FILE": str(file), "FORM": str(place / "form.csv"), "VISITS": str(place / "visits.csv")}
    return [*name.split(), *(paths.get(each, each) for each in arguments)]


def refused(ran: Ran, *said: str, code: int = 1) -> None:
    assert ran.code == code, ran.words
    assert ran.err.strip(), "a refusal goes to standard error"
    assert not any(raw in ran.words for raw in RAW), ran.words
    for text in said:
        assert text in ran.words, (text, ran.words)


def test_every_command_is_tried_here() -> None:
    assert (
        set(NAMES)
        == READS_A_FILE.keys() | WRITES_A_FILE.keys() | PUBLIC_DATABASE.keys() | DISTRICT_DATABASE.keys() | NEITHER
    )


@pytest.mark.parametrize("name", ["", "data", "walks", "agendas", "db", *NAMES])
def test_help_reads_well_and_a_wrong_option_is_named(name: str, dashboards: Runner) -> None:
    told = dashboards(*name.split(), "--help")
    assert told.code == 0
    assert told.out.startswith("Usage: .venv/bin/dashboards")
    assert not any(mark in told.out for mark in ("<bool>", "<str>", "<path>", "{"))
    several = ("[ARGS]...", "FILE...", "[FILE]...")
    assert not any("..." in word and word not in several for word in told.out.split()), "no text is cut short"
    refused(dashboards(*name.split(), "--no-such-option"), "No such option", "--no-such-option", code=2)


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=[f"{name} {option.opts[0]}" for name, option in OPTIONS])
def test_every_option_says_what_it_is_for(name: str, option: typer.core.TyperOption) -> None:
    assert option.help, f"{name} {option.opts[0]}"


@pytest.mark.parametrize(
    ("name", "arguments"), [(name, arguments) for name, arguments in READS_A_FILE.items()], ids=list(READS_A_FILE)
)
def test_a_file_that_cannot_be_read(
    name: str, arguments: tuple[str, ...], place: Path, dashboards: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade(f"sqlite:///{place / 'public.sqlite'}")
    missing, folder, closed = place / "gone.csv", place / "folder.csv", place / "closed.csv"
    folder.mkdir()
    closed.write_text("cell,count\n")
    refused(dashboards(*filled(place, name, arguments, missing)), "gone.csv", "is not there", "heck the name")
    refused(dashboards(*filled(place, name, arguments, folder)), "folder.csv", "is a folder", "ame a file in it")
    whole_open = Path.open

    def no_permission(self: Path, *further: object, **options: object) -> object:
        if self.name == closed.name:
            raise PermissionError(13, "Permission denied", str(self))
        return whole_open(self, *further, **options)  # type: ignore[call-overload]

    for method in ("open", "read_bytes", "read_text"):
        monkeypatch.setattr(Path, method, no_permission)
    refused(dashboards(*filled(place, name, arguments, closed)), "closed.csv", "may not be read")
    assert not (place / "district.sqlite").exists()


@pytest.mark.parametrize(("name", "arguments"), list(WRITES_A_FILE.items()), ids=list(WRITES_A_FILE))
def test_a_file_that_cannot_be_written(name: str, arguments: tuple[str, ...], place: Path, dashboards: Runner) -> None:
    there = place / "form.csv"
    before = there.read_bytes()
    refused(dashboards(*filled(place, name, arguments, there)), "form.csv", "is there already")
    assert there.read_bytes() == before
    refused(dashboards(*filled(place, name, arguments, place / "nowhere" / "a.csv")), "nowhere", "is not there")


def test_a_folder_that_is_a_file(place: Path, dashboards: Runner) -> None:
    refused(dashboards("walks", "generate", place / "form.csv"), "form.csv", "is there already")
    refused(dashboards("data", "check", "--catalog", place / "form.csv"), "form.csv", "is not a folder")
    refused(dashboards("data", "build", "--catalog", place / "nowhere"), "nowhere", "is not a folder")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("walks import spells FORM --as-of April", "“April” is not a day. Write it as YYYY-MM-DD"),
        ("walks import spells FORM --as-of 2016-02-30", "“2016-02-30” is not a day"),
        ("walks generate out --last-walk soon", "“soon” is not a day"),
        ("walks school-year 2025-08-04 then 2026-05-22", "SEMESTER-END: “then” is not a day"),
        ("walks generate out --walks many", "“many” is not a whole number"),
        ("walks generate out --students 0", "0 is not from 1 to 20,000"),
        ("walks generate out --seed -1", "-1 is not from 0"),
        ("data unload first", "“first” is not a whole number"),
        ("walks import --undo first", "“first” is not a whole number"),
        ("data load prices FORM", "prices"),
        ("data lod", "No such command 'lod'. Did you mean 'load'"),
        ("walks release", "name --approver NAME and --out FILE"),
        ("data load", "Missing argument"),
    ],
)
def test_what_cannot_be_understood_is_exit_code_2(typed: str, said: str, place: Path, dashboards: Runner) -> None:
    refused(dashboards(*filled(place, "", tuple(typed.split()))), said, code=2)
    assert not (place / "district.sqlite").exists()


@pytest.mark.parametrize("state", ["none", "locked", "newer", "no database"])
@pytest.mark.parametrize(
    ("file", "name", "arguments"),
    [
        *(("public.sqlite", name, arguments) for name, arguments in PUBLIC_DATABASE.items()),
        *(("district.sqlite", name, arguments) for name, arguments in DISTRICT_DATABASE.items()),
    ],
    ids=[*PUBLIC_DATABASE, *DISTRICT_DATABASE],
)
def test_a_database_that_cannot_be_used(
    state: str,
    file: str,
    name: str,
    arguments: tuple[str, ...],
    place: Path,
    dashboards: Runner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("database.engine.BUSY_MILLISECONDS", 30)
    path, typed = place / file, filled(place, name, arguments)
    if state == "none":
        ran = dashboards(*typed)
        if name in MAKES_ITS_FILE:
            assert (ran.code, path.exists()) == (0, name not in {"walks loads", "walks labels"})
        else:
            refused(ran, *(["there is no database", ".venv/bin/dashboards data build"] if file[0] == "p" else []))
            assert not path.exists()
        return
    if state == "no database":
        path.write_bytes(b"This is no database. " * 100)
        before = path.read_bytes()
        refused(dashboards(*typed), file)
        assert path.read_bytes() == before
        return
    prepared(place, file, dashboards)
    other = sqlite3.connect(path, isolation_level=None)
    if state == "newer":
        other.execute("UPDATE alembic_version SET version_num = '9999'")
        other.close()
        before = path.read_bytes()
        refused(dashboards(*typed), file, "9999", "newer")
        assert path.read_bytes() == before
    else:
        other.execute("BEGIN EXCLUSIVE")
        refused(dashboards(*typed), "locked")
        other.close()


def prepared(place: Path, file: str, dashboards: Runner) -> None:
    """Make the file with its tables: empty in public, with one visit in the district."""
    if file.startswith("public"):
        upgrade(f"sqlite:///{place / file}")
    else:
        assert dashboards(*filled(place, "walks import", DISTRICT_DATABASE["walks import"])).code == 0


@pytest.mark.parametrize(
    ("setting", "value"), [("PORT", "http"), ("DATABASE_URL", "postgresql://host/db"), ("DEPLOYMENT", "city")]
)
def test_a_wrong_setting_is_named(
    setting: str, value: str, place: Path, dashboards: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting, value)
    refused(dashboards("data", "status"), setting)


def test_what_nobody_foresaw_is_a_line_too(place: Path, dashboards: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_url: str) -> list[str]:
        raise KeyError("earnings")

    monkeypatch.setattr("command_line.data.verify", broken)
    ran = dashboards("data", "status")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "A fault of this program" in ran.err
    assert "LOG_LEVEL=debug" in ran.err
    monkeypatch.setenv("LOG_LEVEL", "debug")
    assert "Traceback" in dashboards("data", "status").err


def test_a_release_can_be_looked_at_first(place: Path, dashboards: Runner) -> None:
    prepared(place, "district.sqlite", dashboards)
    before = (place / "district.sqlite").read_bytes()
    ran = dashboards("walks", "release", "--dry-run")
    assert (ran.code, "Nothing is released: this was a dry run." in ran.words) == (0, True)
    assert (place / "district.sqlite").read_bytes() == before
