"""Saving while the disk is full, the file is held, or a worker is killed: said in a sentence, nothing lost, nothing half."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from database import engine
from database.documents import Documents
from database.integrity import verify
from operations.plans import plans
from tests.faults.conftest import running
from tests.pages.planning import Planner
from tests.real_catalog import real_url
from tests.running import its_pages, owner_client

__all__ = ["real_url"]


@pytest.fixture
def database(real_url: str, tmp_path: Path) -> Path:
    copied = tmp_path / "copy.sqlite"
    shutil.copyfile(real_url.removeprefix("sqlite:///"), copied)
    return copied


@pytest.fixture
def planner(database: Path) -> Iterator[Planner]:
    with its_pages(f"sqlite:///{database}") as app:
        yield Planner(app, owner_client(app))


@contextmanager
def full_disk() -> Iterator[None]:
    """No connection gets another page."""

    def no_more_pages(connection: sqlite3.Connection, _record: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}").close()

    def opened(connection: sqlite3.Connection, record: object) -> None:
        if not isinstance(connection, engine.LimitedConnection):
            no_more_pages(connection, record)

    event.listen(Engine, "connect", opened)
    try:
        yield
    finally:
        event.remove(Engine, "connect", opened)


def held(database: Path, documents: Documents) -> int:
    assert verify(f"sqlite:///{database}").lines == ()
    return len(plans(documents))


def test_a_full_disk_is_said_and_nothing_is_lost(planner: Planner, database: Path) -> None:
    documents = Documents(f"sqlite:///{database}")
    planner.begin()
    with full_disk():
        answers = [planner.begin(organizer=f"District {number} {'x' * 60}") for number in range(40)]
        refused = [each for each in answers if each.status_code == 507]
        assert refused, "the file had room for forty plans"
        assert all(each.status_code in (200, 507) for each in answers)
        assert "Nothing was saved: the disk is full: make room on it" in refused[0].text
        assert "figures" not in refused[0].text
        assert refused[0].headers["X-Not-Saved"].startswith("the disk is full")
    saved = 1 + sum(each.status_code == 200 for each in answers)
    assert held(database, documents) == saved
    assert planner.begin(organizer="After").status_code == 200
    assert held(database, documents) == saved + 1


def test_a_held_file_is_said_and_the_next_try_saves(
    planner: Planner, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 50)
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = planner.begin(key="a" * 32)
    assert answer.status_code == 507
    assert "the file is locked: somebody else is saving" in answer.text
    other.execute("ROLLBACK")
    other.close()
    for _ in range(2):
        assert planner.begin(key="a" * 32).status_code == 200
    assert held(database, Documents(f"sqlite:///{database}")) == 1


def test_a_killed_worker_is_replaced(built: Path) -> None:
    with running(built, WORKERS="2") as address:
        for _ in range(2):
            until = time.monotonic() + 60
            while len(workers := _workers(address)) < 2 and time.monotonic() < until:
                time.sleep(0.1)
            os.kill(workers[0], signal.SIGKILL)
            until = time.monotonic() + 60
            while time.monotonic() < until:
                try:
                    with urllib.request.urlopen(f"{address}/", timeout=10) as answer:
                        assert answer.status == 200
                    break
                except OSError:
                    time.sleep(0.1)
            else:
                raise AssertionError("nobody answered after a worker was killed")


def _workers(address: str) -> list[int]:
    """The processes a server started: those whose parent has the same port in its environment."""
    port = address.rpartition(":")[2]
    mine = {int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and _port_of(path) == port}
    return sorted(pid for pid in mine if _parent_of(pid) in mine)


def _port_of(process: Path) -> str:
    try:
        environment = (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return ""
    return next((each[5:].decode() for each in environment if each.startswith(b"PORT=")), "")


def _parent_of(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("PPid:"))
