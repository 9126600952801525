from __future__ import annotations

import contextlib
import gc
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from database import engine
from database.engine import (
    SCHEMA_VERSION,
    DatabaseError,
    database_path,
    journal_mode,
    reader,
    recover,
    start_problems,
    writer,
)
from database.opened import OpenDatabase
from database.reader import Reader

KILLED_WRITER = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=5")  # far too small: pages of the open transaction reach the file
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE place SET name = 'half'")
connection.executemany(
    "INSERT INTO derived_check (id, formula, inputs, computed, agrees) VALUES (?, ?, '', 0, '')",
    ((f"filler {n}", "x" * 2000) for n in range(500)),
)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(
    ("version", "mode"), [((3, 40, 1), "DELETE"), ((3, 51, 2), "DELETE"), ((3, 51, 3), "WAL"), ((4, 0, 0), "WAL")]
)
def test_wal_only_where_it_cannot_lose_commits(version: tuple[int, ...], mode: str) -> None:
    assert journal_mode(version) == mode


def test_writer_settings(url: str) -> None:
    with writer(url).connect() as connection:
        answers = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "busy_timeout", "journal_mode", "cache_spill", "synchronous")
        }
    assert answers == {
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "journal_mode": journal_mode().lower(),
        "cache_spill": 0,
        "synchronous": 2,
    }


def test_a_write_transaction_locks_from_its_start(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 50)
    with (
        writer(url).begin() as first,
        pytest.raises(OperationalError, match="locked"),
        writer(url).begin(),
    ):
        first.execute(text("SELECT 1"))


def test_readers_go_on_while_someone_writes(url: str) -> None:
    with writer(url).begin() as writing, Reader(url) as reading:
        writing.execute(text("UPDATE place SET name = 'Unsaved'"))
        place = reading.place("tucson")
        assert place is not None
        assert place.name == "Tucson"


@pytest.mark.parametrize("protection", ["mode=ro", "query_only", "authorizer"])
def test_a_reader_cannot_write(url: str, protection: str) -> None:
    opened = reader(url)
    with opened.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert isinstance(raw, sqlite3.Connection)
        if protection != "authorizer":
            raw.set_authorizer(None)
        if protection == "mode=ro":
            raw.execute("PRAGMA query_only=OFF")
        with pytest.raises(DBAPIError, match="not authorized" if protection == "authorizer" else "readonly"):
            connection.execute(text("DELETE FROM derived_check"))
    opened.dispose()


def test_a_reader_does_not_create_a_file(tmp_path: Path) -> None:
    opened = reader(f"sqlite:///{tmp_path / 'none.sqlite'}")
    with pytest.raises(OperationalError):
        opened.connect()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("url", ["postgresql://host/db", "sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_only_files_are_databases(url: str) -> None:
    with pytest.raises(DatabaseError, match="sqlite:///path"):
        database_path(url)


def test_a_path_with_url_characters(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'what? 100% #1.sqlite'}"
    with writer(url).begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
    opened = reader(url)
    with opened.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM t")).scalar() == 0
    opened.dispose()


def test_a_sound_database_has_no_problems(url: str) -> None:
    assert start_problems(url) == []


@pytest.mark.parametrize("end", ["dropped", "closed"])
def test_an_open_database_leaves_no_connection_open(url: str, end: str) -> None:
    opened: OpenDatabase | None = OpenDatabase(url)
    assert opened is not None
    raw = opened.run(lambda connection: connection.connection.driver_connection)
    assert raw is not None
    if end == "closed":
        opened.close()
    opened = None
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed database"):
        raw.execute("SELECT 1")


def test_a_file_that_cannot_be_opened_is_closed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Noted(sqlite3.Connection):
        made: list[sqlite3.Connection] = []  # noqa: RUF012

        def __init__(self, *args: object, **settings: object) -> None:
            super().__init__(*args, **settings)  # type: ignore[arg-type]
            self.made.append(self)

    connect = sqlite3.connect
    monkeypatch.setattr("database.engine.sqlite3.connect", lambda *args, **rest: connect(*args, factory=Noted, **rest))
    (tmp_path / "other.sqlite").write_bytes(b"no database at all" * 100)
    assert "cannot be read" in start_problems(f"sqlite:///{tmp_path / 'other.sqlite'}")[0]
    assert Noted.made
    for raw in Noted.made:
        with pytest.raises(sqlite3.ProgrammingError, match="closed database"):
            raw.execute("SELECT 1")


def test_a_missing_database(tmp_path: Path) -> None:
    (problem,) = start_problems(f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert "there is no database" in problem
    assert "dashboards data build" in problem
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("version", "says"),
    [("0000", f"needs {SCHEMA_VERSION}"), ("9999", "newer than this program")],
)
def test_another_schema_version(url: str, version: str, says: str) -> None:
    with writer(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    (problem,) = start_problems(url)
    assert says in problem
    with Reader(url) as opened:
        assert says in opened.ready()[0]


def test_someone_elses_database(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (x)")
    connection.close()
    (problem,) = start_problems(f"sqlite:///{path}")
    assert "holds no tables of this program" in problem


def test_a_row_that_refers_to_nothing(url: str) -> None:
    raw = sqlite3.connect(database_path(url))
    raw.execute("UPDATE observation SET place_geoid = 'gone' WHERE id = 1")
    raw.commit()
    raw.close()
    (problem,) = start_problems(url)
    assert "row 1 of table observation refers to a missing row of place" in problem


@pytest.mark.parametrize("damage", ["header", "truncated", "zeroed page"])
def test_damage_is_seen_and_named(url: str, damage: str) -> None:
    path = database_path(url)
    content = bytearray(path.read_bytes())
    if damage == "header":
        content[:16] = b"not a database!!"
    elif damage == "truncated":
        content = content[: len(content) // 2]
    else:
        content[8 * 4096 : 9 * 4096] = bytes(4096)
    path.write_bytes(bytes(content))
    (problem,) = start_problems(url)
    assert str(path) in problem
    assert "db restore with the latest backup" in problem
    assert "delete" not in problem


def test_what_a_killed_writer_left_is_rolled_back(url: str) -> None:
    path = database_path(url)
    killed = subprocess.run([sys.executable, "-c", KILLED_WRITER, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    journal = path.with_name(path.name + "-journal")
    assert journal.exists(), "the test must leave a journal to roll back"
    with Reader(url) as opened:
        assert {place.name for place in opened.places()} == {"Bowie", "Gilbert", "Phoenix", "Tucson"}
    assert not journal.exists()
    assert start_problems(url) == []


def test_recover_leaves_a_sound_database_alone(url: str) -> None:
    before = database_path(url).read_bytes()
    recover(url)
    assert database_path(url).read_bytes() == before


def test_engines_leave_no_open_files(url: str) -> None:
    path = database_path(url)

    def open_files() -> list[str]:
        # Only the database's own: what other tests left open may be closed at any moment.
        found = []
        for descriptor in Path("/proc/self/fd").iterdir():
            with contextlib.suppress(OSError):
                found.append(str(descriptor.readlink()))
        return [each for each in found if each.startswith(str(path))]

    for _ in range(5):
        with writer(url).begin() as connection:
            connection.execute(text("SELECT 1"))
        with Reader(url) as opened:
            opened.places()
            assert open_files()
    assert open_files() == []


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE ':memory:' AS other",
        "PRAGMA query_only=OFF",
        "PRAGMA writable_schema=ON",
        "CREATE TEMP TABLE t (x)",
        "DELETE FROM place",
        "SELECT load_extension('x')",
        "VACUUM INTO '/tmp/copy.sqlite'",
    ],
)
def test_a_reader_reads_and_nothing_else(url: str, statement: str) -> None:
    opened = reader(url)
    with opened.connect() as connection, pytest.raises(DBAPIError):
        connection.exec_driver_sql(statement)
    opened.dispose()


def test_a_statement_ends_when_its_time_is_over(url: str) -> None:
    opened = reader(url, seconds=0.05)
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    with opened.connect() as connection:
        with pytest.raises(DBAPIError, match="interrupted"):
            connection.exec_driver_sql(endless)
        assert connection.exec_driver_sql("SELECT count(*) FROM place").scalar()
    opened.dispose()


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    with writer(url).begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
    assert database_path(url).stat().st_mode & 0o077 == 0
