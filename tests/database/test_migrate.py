from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from data_pipeline.build import build
from database.engine import SCHEMA_VERSION, DatabaseError, reader, start_problems, writer
from database.frozen import FrozenViews
from database.migrate import downgrade, head, upgrade
from database.models import Base
from database.reader import Reader
from tests.database.small_catalog import write_catalog
from tests.database.test_frozen import VIEW


@pytest.fixture
def empty(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'new' / 'empty.sqlite'}"


def _tables(url: str) -> set[str]:
    opened = reader(url)
    names = set(inspect(opened).get_table_names())
    opened.dispose()
    return names


def test_the_program_expects_the_newest_migration() -> None:
    assert head() == SCHEMA_VERSION


def test_up_down_up(empty: str) -> None:
    upgrade(empty)
    assert set(Base.metadata.tables) <= _tables(empty)
    downgrade(empty, "base")
    assert _tables(empty) == {"alembic_version"}
    upgrade(empty)
    assert set(Base.metadata.tables) <= _tables(empty)


def test_migrated_tables_are_those_of_the_models(empty: str) -> None:
    upgrade(empty)
    with writer(empty).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_upgrading_twice_changes_nothing(url: str) -> None:
    before = Path(url.removeprefix("sqlite:///")).read_bytes()
    upgrade(url)
    assert Path(url.removeprefix("sqlite:///")).read_bytes() == before


def test_a_correction_may_stand_in_for_a_replaced_figure_but_not_beside_a_live_one(url: str) -> None:
    """The partial unique index is in the migrated database, not only in the models."""
    copy = (
        "INSERT INTO observation (place_geoid, measure_id, period_start, period_end, period_label, value, status,"
        " preferred, source_id, location) SELECT place_geoid, measure_id, period_start, period_end, period_label, 1,"
        " status, preferred, source_id, location FROM observation WHERE id = 1"
    )
    with writer(url).begin() as connection, pytest.raises(IntegrityError):
        connection.execute(text(copy))
    with writer(url).begin() as connection:
        connection.execute(text("UPDATE observation SET replaced_by = 1 WHERE id = 1"))
        connection.execute(text(copy))


def test_a_migration_that_breaks_references_is_not_committed(url: str) -> None:
    with writer(url).begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
    raw = writer(url).raw_connection()
    raw.cursor().execute("PRAGMA foreign_keys=OFF")
    raw.cursor().execute("DELETE FROM source WHERE id = 'acs'")
    raw.close()
    with pytest.raises(DatabaseError, match="without its row of source"):
        upgrade(url)


def test_references_are_enforced(url: str) -> None:
    with writer(url).begin() as connection, pytest.raises(IntegrityError):
        connection.execute(text("DELETE FROM source WHERE id = 'acs'"))


def test_a_build_upgrades_an_older_database_and_keeps_its_links(url: str, tmp_path: Path) -> None:
    views = FrozenViews(url)
    identifier = views.save(VIEW)
    with Reader(url) as opened:
        version = opened.data_version()
    downgrade(url, "0002")
    assert {"release", "document"}.isdisjoint(_tables(url))
    assert f"needs {SCHEMA_VERSION}" in start_problems(url)[0]
    assert not build(url, *write_catalog(tmp_path)).changed
    assert start_problems(url) == []
    assert {"release", "document"} <= _tables(url)
    assert views.load(identifier) == VIEW
    with Reader(url) as opened:
        assert opened.data_version() == version
    views.close()


def test_a_database_of_a_newer_program_is_left_alone(url: str) -> None:
    with writer(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match="has schema 9999, which is of another kind of file, or newer"):
        upgrade(url)


def test_tables_of_another_program_are_left_alone(empty: str) -> None:
    with writer(empty).begin() as connection:
        connection.execute(text("CREATE TABLE notes (x)"))
    with pytest.raises(DatabaseError, match="tables of another program"):
        upgrade(empty)
    assert _tables(empty) == {"notes"}
