from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from typer.testing import CliRunner, Result

from command_line.program import PROGRAM, app
from database.contents import data_tables
from database.engine import database_path
from database.reader import Reader
from tests.database.small_catalog import OBSERVATION, write_catalog

STAFF = (
    "edition,place,measure,value,unit,population,source_title,location\n"
    "2018,{place},count,1500,persons,high_school_non_completers,Report 2018,table 1\n"
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["data", *map(str, arguments)], prog_name=PROGRAM)


def build(url: str, folders: tuple[Path, Path]) -> Result:
    return run("build", "--database", url, "--catalog", folders[0], "--build-dir", folders[1])


def test_build_prints_rows_and_hashes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.sqlite'}"
    done = build(url, write_catalog(tmp_path))
    assert done.exit_code == 0, done.output
    with Reader(url) as reader:
        for table in reader.loads()[0].tables:
            assert any(
                table.table_name in line and f" {table.rows} " in line and table.sha256[:12] in line
                for line in done.stdout.splitlines()
            )
        assert f"Loaded. Data version {reader.data_version()}" in done.stdout


def test_build_says_when_there_is_nothing_to_do(url: str, tmp_path: Path) -> None:
    done = build(url, write_catalog(tmp_path))
    assert done.exit_code == 0
    assert "Nothing to do: the database already holds this catalog" in done.stdout


def test_build_says_which_tables_changed(url: str, tmp_path: Path) -> None:
    done = build(url, write_catalog(tmp_path, observation=OBSERVATION.rsplit("04,child", 1)[0]))
    (line,) = [line for line in done.stdout.splitlines() if " observation " in line]
    assert line.split()[-2] == "-1"


def test_faults_are_printed_and_the_exit_code_says_so(url: str, tmp_path: Path) -> None:
    before = database_path(url).read_bytes()
    done = build(url, write_catalog(tmp_path, observation=OBSERVATION.replace(",27.5,", ",[bold]x,")))
    assert done.exit_code == 1
    assert "observation.csv, row 2, column value: '[bold]x' is not a finite number" in done.stderr
    assert "1 fault: nothing was loaded" in done.stderr
    assert database_path(url).read_bytes() == before


def test_check_loads_nothing(tmp_path: Path) -> None:
    catalog, built = write_catalog(tmp_path)
    done = run("check", "--catalog", catalog, "--build-dir", built)
    assert done.exit_code == 0
    assert f"No faults in {len(data_tables())} files, " in done.stdout
    (catalog / "place.csv").unlink()
    done = run("check", "--catalog", catalog, "--build-dir", built)
    assert done.exit_code == 1
    assert "place.csv: is missing" in done.stderr


def test_status_names_source_edition_vintage_rows_hash_and_time(url: str) -> None:
    done = run("status", "--database", url)
    assert done.exit_code == 0, done.output
    with Reader(url) as reader:
        load = reader.loads()[0]
    assert load.data_version in done.stdout
    assert load.sha256[:12] in done.stdout
    assert f"{load.finished_at:%Y-%m-%d %H:%M}" in done.stdout
    (survey,) = [line for line in done.stdout.splitlines() if "American Community Survey" in line]
    assert [cell.strip() for cell in survey.strip("│").split("│")] == [
        "Census Bureau",
        "American Community Survey",
        "2018-2023",
        "2019-2023",
        "5",
    ]


@pytest.mark.parametrize("command", ["status", "unload 1"])
def test_without_a_database_the_next_step_is_named(tmp_path: Path, command: str) -> None:
    done = run(*command.split(), "--database", f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert done.exit_code == 1
    assert "there is no database" in done.stderr
    assert ".venv/bin/dashboards data build" in done.stderr


def test_template_load_status_unload(url: str, tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    assert run("template", "losses", "--out", form).exit_code == 0
    assert form.read_bytes().startswith(b"\xef\xbb\xbfedition,")
    again = run("template", "losses", "--out", form)
    assert again.exit_code == 1
    assert "is there already" in again.stderr

    form.write_text(STAFF.format(place="Tucson"))
    done = run("load", "losses", form, "--database", url, "--yes")
    assert done.exit_code == 0, done.output
    assert "Load 2: 1 new, 0 corrected, 0 unchanged" in done.stdout
    assert "New source: Report 2018" in done.stdout
    assert "unload 2" in done.stdout
    assert "Nothing to do" in run("load", "losses", form, "--database", url).stdout
    assert "form.csv" in run("status", "--database", url).stdout
    assert "1 rows removed" in run("unload", "2", "--database", url).stdout
    assert "taken back 20" in run("status", "--database", url).stdout


def test_a_workbook_form(tmp_path: Path) -> None:
    assert run("template", "indicators", "--xlsx", "--out", tmp_path / "form.xlsx").exit_code == 0
    assert (tmp_path / "form.xlsx").read_bytes().startswith(b"PK")


def test_a_refused_staff_file_suggests_the_name(url: str, tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    form.write_text(STAFF.format(place="Tuscon"))
    done = run("load", "losses", form, "--database", url)
    assert done.exit_code == 1
    assert "form.csv, row 2, column place: 'Tuscon' is not a place of the catalog. Did you mean Tucson" in done.stderr


def test_a_locked_database_is_said_in_one_line(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("database.engine.BUSY_MILLISECONDS", 50)
    other = sqlite3.connect(database_path(url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    done = build(url, write_catalog(tmp_path))
    other.close()
    assert done.exit_code == 1
    assert "Nothing was changed: the file is locked: somebody else is saving" in done.stderr


def test_a_full_disk_is_said_in_one_line_and_changes_nothing(url: str, tmp_path: Path) -> None:
    def no_more_pages(connection: sqlite3.Connection, _record: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}").close()

    extra = "".join(
        f"0455000,child_poverty,{n},{n},y,1,,,published,,true,acs,{'x' * 3000},\n" for n in range(1900, 1980)
    )
    folders = write_catalog(tmp_path, observation=OBSERVATION + extra)
    before = database_path(url).read_bytes()
    event.listen(Engine, "connect", no_more_pages)
    try:
        done = build(url, folders)
    finally:
        event.remove(Engine, "connect", no_more_pages)
    assert done.exit_code == 1
    assert "Nothing was changed: the disk is full" in done.stderr
    assert database_path(url).read_bytes() == before
    assert build(url, folders).exit_code == 0


@pytest.mark.parametrize("command", ["build", "status", "check", "template", "load", "unload"])
def test_help_names_the_program(command: str) -> None:
    done = run(command, "--help")
    assert done.exit_code == 0
    assert f"Usage: {PROGRAM} data {command}" in done.stdout


def test_the_database_of_the_environment_is_the_default(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert run("status").exit_code == 0
    monkeypatch.setenv("DATABASE_URL", "postgresql://host/db")
    done = run("status")
    assert done.exit_code == 1
    assert "must start with sqlite:///" in done.stderr


def _form(tmp_path: Path, value: int, source: str = "Report 2018") -> Path:
    form = tmp_path / f"form-{value}.csv"
    form.write_text(STAFF.format(place="Tucson").replace("1500", str(value)).replace("Report 2018", source))
    return form


def test_without_a_terminal_a_load_is_shown_and_not_done(url: str, tmp_path: Path) -> None:
    before = database_path(url).read_bytes()
    done = run("load", "losses", _form(tmp_path, 1500), "--database", url)
    assert (done.exit_code, "1,500 persons, new" in done.stdout) == (1, True)
    assert "Nothing was loaded: read the preview, then run the same command with --yes" in done.stderr
    dry = run("load", "losses", _form(tmp_path, 1500), "--database", url, "--dry-run", "--yes")
    assert (dry.exit_code, "this was a dry run" in dry.stdout) == (0, True)
    assert database_path(url).read_bytes() == before


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 1), ("\n", 1)])
def test_at_a_terminal_the_question_decides(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    monkeypatch.setattr("command_line.data.at_a_terminal", lambda: True)
    form = _form(tmp_path, 1500)
    done = CliRunner().invoke(app, ["data", "load", "losses", str(form), "--database", url], input=answer)
    assert done.exit_code == code
    assert done.output.index("1,500 persons, new") < done.output.index("Load these figures?")
    with Reader(url) as reader:
        assert len(reader.losses("tucson", 2018)) == (code == 0)


def test_a_correction_is_shown_as_old_and_new(url: str, tmp_path: Path) -> None:
    run("load", "losses", _form(tmp_path, 1500), "--database", url, "--yes")
    refused = run("load", "losses", _form(tmp_path, 1550), "--database", url, "--yes")
    assert (refused.exit_code, "1,500 persons -> 1,550 persons, changes" in refused.stdout) == (1, True)
    assert "--replace" in refused.stderr
    done = run("load", "losses", _form(tmp_path, 1550), "--database", url, "--yes", "--replace")
    assert "0 new, 1 corrected" in done.stdout
