"""A changed bit is found and said, wherever it is; and what can be done about it is said first."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from data_pipeline.build import build
from data_pipeline.load import load
from data_pipeline.template import Kind
from database.documents import Documents
from database.engine import DatabaseError, database_path
from database.frozen import FrozenViews
from database.integrity import Health, verify
from database.problems import Damaged
from database.reader import Reader
from database.release_values import ReleaseRecord
from database.releases import Releases
from tests.data_pipeline.test_load import LOSS, _csv
from tests.database.small_catalog import write_catalog
from tests.database.test_frozen import VIEW

RELEASE = ReleaseRecord(
    "a" * 64, "Planted", date(2026, 5, 1), "Ana", True, "1", b"{}", datetime(2026, 5, 2, tzinfo=UTC)
)


def change(url: str, statement: str) -> None:
    """Write to the file by other means than the program's, as a flipped bit does."""
    with sqlite3.connect(database_path(url)) as connection:
        changed = connection.execute(statement).rowcount
    connection.close()
    assert changed > 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE observation SET value = value + 1 WHERE id = (SELECT min(id) FROM observation WHERE value IS NOT NULL)",
        "DELETE FROM consumer_price WHERE rowid = (SELECT min(rowid) FROM consumer_price)",
        "UPDATE load_table SET rows = rows + 1 WHERE table_name = 'place'",
        "UPDATE load SET data_version = 'x'",
    ],
)
def test_a_changed_figure_stops_the_start_and_names_its_table(url: str, statement: str) -> None:
    assert verify(url).lines == ()
    change(url, statement)
    found = verify(url)
    assert len(found.stops) == 1
    assert ".venv/bin/dashboards d" in found.stops[0]
    assert "delete" not in found.stops[0]
    with Reader(url) as opened:
        assert opened.ready() == list(found.stops)


@pytest.mark.parametrize("part", ["content = replace(content, '1', '2')", "saved_at = '2020-01-01 00:00:00.000000'"])
def test_a_changed_document_is_named_and_not_shown(url: str, part: str) -> None:
    documents = Documents(url)
    documents.save("agenda", "a1", '{"n": 1}', 0)
    documents.save("agenda", "a2", '{"n": 1}', 0)
    change(url, f"UPDATE document SET {part} WHERE id = 'a1'")
    assert verify(url).stops == ()
    (line,) = verify(url).kept
    assert "version 1 of the agenda a1 is not as it was saved" in line
    with pytest.raises(Damaged):
        documents.latest("agenda", "a1")
    assert [each.id for each in documents.all("agenda")] == ["a2"]


def test_a_document_that_is_gone_is_named(url: str) -> None:
    Documents(url).save("agenda", "a1", "{}", 0)
    change(url, "DELETE FROM document")
    assert "a document agenda a1 1 is gone" in verify(url).kept[0]


def test_a_changed_link_and_release_are_named_and_not_shown(url: str) -> None:
    views, releases = FrozenViews(url), Releases(url)
    identifier = views.save(VIEW)
    releases.add(RELEASE)
    assert releases.all()[0].district == "Planted"
    change(url, "UPDATE frozen_view SET sentence = sentence || '.'")
    change(url, "UPDATE release SET content = x'7b7e'")
    assert len(verify(url).kept) == 2
    with pytest.raises(Damaged):
        views.load(identifier)
    with pytest.raises(Damaged):
        releases.all()


def test_a_build_mends_the_catalog_and_refuses_to_bless_a_changed_staff_figure(url: str, tmp_path: Path) -> None:
    folders = write_catalog(tmp_path)
    build(url, *folders)
    with Reader(url) as opened:
        version = opened.data_version()
    change(url, "UPDATE observation SET value = 1 WHERE id = 1")
    build(url, *folders)
    with Reader(url) as opened:
        assert opened.data_version() == version
    number = load(url, Kind.LOSSES, _csv(tmp_path, Kind.LOSSES, LOSS)).load_id
    change(url, f"UPDATE published_loss SET value = value + 1 WHERE load_id = {number}")
    assert f"load {number} (staff.csv)" in verify(url).stops[0]
    with pytest.raises(DatabaseError, match=f"load {number} .* restore"):
        build(url, *folders)


def test_health_looks_again_when_the_file_changed(url: str) -> None:
    health = Health(url)
    assert health.problems() == []
    change(url, "UPDATE place SET name = name || 'x' WHERE rowid = 1")
    assert "rows of place" in health.problems()[0]


def test_a_full_disk_is_said(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    full = SimpleNamespace(total=100 * 1024**3, free=1024**3)
    monkeypatch.setattr("database.integrity.shutil.disk_usage", lambda _folder: full)
    with Reader(url) as opened:
        assert "almost full" in opened.ready()[0]
