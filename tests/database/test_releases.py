"""Released files are kept byte for byte, once, and through a rebuild."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text

from data_pipeline.build import build
from database.engine import DatabaseError, start_problems, writer
from database.reader import Reader
from database.release_values import ReleaseRecord
from database.releases import AlreadyLoaded, Releases
from tests.database.small_catalog import PLACE, write_catalog

CONTENT = b'{"made-up": true}\x00\xff'
RELEASE = ReleaseRecord(
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    district="Made-up Unified",
    made_on=date(2026, 1, 12),
    approver="Made-up Approver",
    made_up=True,
    rule_version="1",
    content=CONTENT,
    loaded_at=datetime(2026, 1, 13, 18, 0, 0, 123456, tzinfo=UTC),
)


@pytest.fixture
def releases(url: str) -> Iterator[Releases]:
    opened = Releases(url, program_version="0.1.0+def")
    yield opened
    opened.close()


def test_a_release_comes_back_as_it_was(releases: Releases, url: str) -> None:
    assert (releases.all(), releases.version()) == ((), 0)
    releases.add(RELEASE)
    assert (releases.all(), releases.version()) == ((RELEASE,), 1)
    with writer(url).connect() as connection:
        assert connection.scalar(text("SELECT program_version FROM release")) == "0.1.0+def"


def test_the_one_loaded_first_is_first_and_times_are_utc(releases: Releases) -> None:
    noon = datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=-7)))
    releases.add(RELEASE)
    releases.add(replace(RELEASE, sha256="0" * 64, loaded_at=noon))
    assert [each.loaded_at for each in releases.all()] == [noon, RELEASE.loaded_at]
    assert releases.all()[0].loaded_at.tzinfo is UTC


def test_the_same_bytes_again_are_refused(releases: Releases) -> None:
    releases.add(RELEASE)
    with pytest.raises(AlreadyLoaded, match="of Somebody else is loaded already"):
        releases.add(replace(RELEASE, district="Somebody else"))
    assert releases.all() == (RELEASE,)


def test_of_writers_at_once_one_adds(url: str) -> None:
    refused: list[AlreadyLoaded] = []
    stores = [Releases(url) for _ in range(5)]

    def add(store: Releases) -> None:
        try:
            store.add(RELEASE)
        except AlreadyLoaded as error:
            refused.append(error)

    threads = [threading.Thread(target=add, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(refused), stores[0].all()) == (4, (RELEASE,))
    for store in stores:
        store.close()


def test_without_a_database_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="there is no database"):
        Releases(f"sqlite:///{tmp_path / 'none.sqlite'}").add(RELEASE)
    assert list(tmp_path.iterdir()) == []


def test_releases_are_no_data_and_survive_a_rebuild(releases: Releases, url: str, tmp_path: Path) -> None:
    with Reader(url) as opened:
        before = opened.data_version()
        releases.add(RELEASE)
        assert opened.data_version() == before
        assert build(url, *write_catalog(tmp_path, place=PLACE.replace("542629", "542630"))).changed
        assert opened.data_version() != before
    assert releases.all() == (RELEASE,)
    assert start_problems(url) == []
