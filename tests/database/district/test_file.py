"""The file itself: its migrations, what it refuses to be, and that a killed program leaves all or nothing."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from database.district.file import DISTRICT
from database.district.models import DistrictBase
from database.district.store import DistrictStore
from database.engine import DatabaseError, start_problems, writer
from database.migrate import downgrade, head, upgrade
from tests.database.district.rows import load_spells, load_visits, new, plan, spell, visit
from tests.database.killed import in_child


def address(path: Path) -> str:
    return f"sqlite:///{path}"


def tables(path: Path) -> set[str]:
    with writer(address(path), DISTRICT).connect() as connection:
        return set(inspect(connection).get_table_names())


def test_the_program_expects_the_newest_migration() -> None:
    assert head(DISTRICT) == DISTRICT.schema_version


def test_up_down_up(district_path: Path) -> None:
    whole = set(DistrictBase.metadata.tables) | {"alembic_version"}
    assert tables(district_path) == whole
    downgrade(address(district_path), "base", DISTRICT)
    assert tables(district_path) == {"alembic_version"}
    upgrade(address(district_path), kind=DISTRICT)
    assert tables(district_path) == whole


def test_migrated_tables_are_those_of_the_models(district_path: Path) -> None:
    with writer(address(district_path), DISTRICT).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, DistrictBase.metadata) == []


def test_numbers_are_not_given_twice(district_path: Path) -> None:
    with writer(address(district_path), DISTRICT).connect() as connection:
        made = connection.execute(text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")).scalars()
        assert set(made) == {"load", "student"}


def test_preparing_again_changes_nothing(store: DistrictStore, district_path: Path) -> None:
    load_visits(store, visit("k1"))
    before = (district_path.read_bytes(), store.version())
    store.prepare()
    assert (district_path.read_bytes(), store.version()) == before
    assert start_problems(address(district_path), DISTRICT) == []


def test_several_may_prepare_at_once(tmp_path: Path) -> None:
    stores = [DistrictStore(address(tmp_path / "a.sqlite")) for _ in range(4)]
    threads = [threading.Thread(target=store.prepare) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stores[0].version() == 0
    stores[0].close()


def test_without_a_file_the_text_says_what_to_do(tmp_path: Path) -> None:
    store = DistrictStore(address(tmp_path / "none.sqlite"))
    for question in (store.version, store.visits, store.secret, lambda: store.save_school_years([])):
        with pytest.raises(DatabaseError, match="start the district's copy"):
            question()
    assert list(tmp_path.iterdir()) == []


def refused(path: Path) -> str:
    before = path.read_bytes()
    with pytest.raises(DatabaseError) as raised:
        DistrictStore(address(path)).prepare()
    assert path.read_bytes() == before
    return str(raised.value)


def test_the_public_database_is_refused(url: str) -> None:
    assert "another kind of file" in refused(Path(url.removeprefix("sqlite:///")))


def test_the_public_database_does_not_take_a_districts_file(district_path: Path) -> None:
    with pytest.raises(DatabaseError, match="another kind of file"):
        upgrade(address(district_path))


def test_a_newer_file_is_refused(district_path: Path) -> None:
    with writer(address(district_path), DISTRICT).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'district_9999'"))
    assert "newer than this program" in refused(district_path)


def test_somebody_elses_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE notes (x)")
    raw.close()
    assert "tables of another program" in refused(path)


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "district.sqlite"
    path.write_bytes(b"student,visit\n" * 400)
    assert "verify --district, then restore the latest backup" in refused(path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseError, match="check its folder"):
        DistrictStore(address(tmp_path / "file" / "district.sqlite")).prepare()


def test_a_file_that_cannot_be_written_says_so(store: DistrictStore, district_path: Path) -> None:
    raw = sqlite3.connect(district_path)
    raw.execute("DROP TABLE plan")
    raw.close()
    with pytest.raises(DatabaseError, match="cannot be written to now"):
        store.load_plan(new("plan", [plan()]), [plan()])
    assert store.loads() == ()


VISITS = [visit(f"k{number}") for number in range(6)]


def _changed(path: Path, task: str, killed_at: int) -> int:
    """Load or undo in a child, as ``in_child``."""

    def work() -> None:
        store = DistrictStore(address(path))
        store.undo(2) if task == "undo" else load_visits(store, *VISITS)

    return in_child(work, killed_at)


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
@pytest.mark.parametrize("task", ["load", "undo"])
def test_killed_at_any_moment_a_change_is_whole_or_absent(tmp_path: Path, store: DistrictStore, task: str) -> None:
    load_spells(store, spell("k1"), spell("old"))
    if task == "undo":
        load_visits(store, *VISITS)
    store.close()

    def run(killed_at: int) -> tuple[int, tuple[int, ...]]:
        path = Path(shutil.copy(tmp_path / "district.sqlite", tmp_path / f"killed-{killed_at}.sqlite"))
        statements = _changed(path, task, killed_at)
        left = DistrictStore(address(path))
        found = (len(left.visits()), len(left.known_keys()), len(left.loads()))
        assert start_problems(address(path), DISTRICT) == []
        left.close()
        return statements, found

    statements, complete = run(0)
    found = {run(moment)[1] for moment in range(1, statements + 1)}
    before = (6, 6, 2) if task == "undo" else (0, 0, 1)
    assert complete == ((0, 0, 2) if task == "undo" else (6, 6, 2))
    assert before in found
    assert found <= {before, complete}
