"""Backups: whole or absent, kept by rule, for the owner alone; and put back with every hash equal."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from command_line.db import app
from database.backup import Backup, back_up, backups, folder_of, is_due, kept_by_rule, restore
from database.command import content_hashes, district_file, public_file, run_backup, run_restore, run_verify
from database.documents import Documents
from database.engine import DatabaseError, database_path
from database.integrity import verify
from database.migrate import downgrade, upgrade
from database.reader import Reader
from tests.database.district.rows import load_visits, visit
from tests.database.test_integrity import change

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


def test_the_restore_drill(url: str) -> None:
    """A figure changes on the disk; the latest sound backup brings every hash back, while the program runs."""
    documents = Documents(url)
    documents.save("agenda", "a1", "{}", 0)
    before = content_hashes(url)
    run_backup(public_file(url))
    with Reader(url) as opened:
        value = opened.observations("child_poverty")[0].value
        change(url, "UPDATE observation SET value = value + 65536")
        with pytest.raises(DatabaseError, match="rows of observation"):
            run_verify(public_file(url))
        with pytest.raises(DatabaseError, match="copied as it is"):
            run_backup(public_file(url))
        lines = run_restore(public_file(url))
        assert "every hash holds" in lines[0]
        assert content_hashes(url) == before
        assert documents.latest("agenda", "a1") is not None
        assert opened.ready() == []
        assert opened.observations("child_poverty")[0].value == value
    aside = next(each for each in backups(url) if each.reason == "before-restore")
    assert "rows of observation" in verify(f"sqlite:///{aside.path}").stops[0]


@pytest.mark.parametrize("broken", [b"", b"not a database" * 999])
def test_a_file_that_nothing_can_read_is_exchanged(url: str, broken: bytes) -> None:
    before = content_hashes(url)
    back_up(url)
    database_path(url).write_bytes(broken)
    run_restore(public_file(url))
    assert content_hashes(url) == before


def test_a_backup_that_is_not_sound_is_not_restored(url: str) -> None:
    made = back_up(url)
    change(f"sqlite:///{made.path}", "UPDATE place SET name = 'x' WHERE rowid = 1")
    with pytest.raises(DatabaseError, match="not sound, so nothing was restored"):
        restore(url, made.path)
    with pytest.raises(DatabaseError, match="no sound backup"):
        run_restore(public_file(url))
    assert verify(url).lines == ()


def test_files_are_for_the_owner_alone(url: str) -> None:
    made = back_up(url)
    assert made.path.stat().st_mode & 0o077 == 0
    assert made.path.parent.stat().st_mode & 0o077 == 0


def test_a_killed_backup_leaves_none(url: str) -> None:
    """Killed between the copy and its name: what looks like a backup is always whole."""
    program = (
        "import os, signal, sys; from pathlib import Path; from database import backup\n"
        "Path.replace = lambda self, target: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"backup.back_up({url!r})"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -9
    assert backups(url) == ()
    assert run_verify(public_file(url))


def test_a_full_disk_leaves_no_backup_and_the_file_as_it_was(url: str) -> None:
    program = (
        "import resource; from database.backup import back_up; from database.problems import DatabaseError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (40960, 40960))\n"
        f"try: back_up({url!r})\nexcept DatabaseError as problem: print(problem)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert "no backup of" in done.stdout
    assert "make room" in done.stdout
    assert list(folder_of(url).iterdir()) == []


def _made(hours: int) -> Backup:
    return Backup(Path(f"{hours}"), NOW - timedelta(hours=hours), "by-hand")


def test_seven_days_and_eight_weeks_are_kept() -> None:
    daily = [_made(24 * day) for day in range(100)]
    kept = sorted(int(str(path)) // 24 for path in kept_by_rule(daily, NOW))
    # 1 December 2026 is a Tuesday: the weeks' latest days are Tuesday, then seven Sundays
    assert kept == [0, 1, 2, 3, 4, 5, 6, 9, 16, 23, 30, 37, 44]


@given(st.lists(st.integers(0, 24 * 120), unique=True, min_size=1))
def test_the_latest_is_always_kept_and_never_more_than_the_rule(hours: list[int]) -> None:
    kept = kept_by_rule([_made(each) for each in hours], NOW)
    assert Path(f"{min(hours)}") in kept
    assert len(kept) <= 30 + 7 + 8


def test_a_schedule_makes_one_where_the_latest_is_old(url: str) -> None:
    assert is_due(url, timedelta(hours=20))
    run = CliRunner().invoke(app, ["backup", "--database", url, "--if-older-than", "20"])
    assert (run.exit_code, len(backups(url))) == (0, 1), run.output
    run = CliRunner().invoke(app, ["backup", "--database", url, "--if-older-than", "20"])
    assert "Nothing to do" in run.output
    assert len(backups(url)) == 1
    assert "by-hand" in CliRunner().invoke(app, ["backups", "--database", url]).output


def test_a_migration_makes_one_first(url: str) -> None:
    downgrade(url, "0002")
    upgrade(url)
    assert [each.reason for each in backups(url)] == ["before-migration"]
    upgrade(url)
    assert len(backups(url)) == 1


def test_a_backup_while_somebody_writes_waits(url: str) -> None:
    other = sqlite3.connect(database_path(url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE place SET name = 'half' WHERE rowid = 1")
    made = back_up(url)
    other.execute("ROLLBACK")
    other.close()
    assert verify(f"sqlite:///{made.path}").lines == ()


def test_a_districts_file(district: tuple[str, Callable[[], None]]) -> None:
    url, load = district
    load()
    run_backup(district_file(url))
    run_verify(district_file(url))
    change(url, "UPDATE visit SET outcome = 'COMMIT'")
    with pytest.raises(
        DatabaseError, match=r"rows of visit are not as they were written; run: \.venv/bin/dashboards db verify"
    ):
        run_verify(district_file(url))
    run_restore(district_file(url))
    assert run_verify(district_file(url))


@pytest.fixture
def district(tmp_path: Path) -> tuple[str, Callable[[], None]]:
    from database.district.store import DistrictStore

    url = f"sqlite:///{tmp_path / 'district.sqlite'}"
    store = DistrictStore(url)
    store.prepare()
    return url, lambda: (load_visits(store, visit("k1"), visit("k2", outcome="NO_ANSWER")), None)[1]
