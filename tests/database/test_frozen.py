"""Views kept as they were presented: the same twice is one, nothing overwrites one, and a refusal says why."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from data_pipeline.build import build
from database import frozen
from database.engine import reader, writer
from database.frozen import ID, FrozenView, FrozenViews, NotKeptError
from database.hashes import changed_rows
from database.reader import Reader
from tests.database.small_catalog import PLACE, write_catalog
from tests.read_only import read_only

NOON = datetime(2026, 12, 3, 19, 0, tzinfo=UTC)
VIEW = FrozenView(
    path="/losses",
    parameters={"place": "arizona", "discount_rate": "0.05"},
    exhibit="losses_total",
    title="It costs society $7.6 billion",
    sentence="Social loss · 2013 dollars",
    content={"key_number": "$7.6 billion", "table": {"rows": [["Total", 7.6e9, None]]}},
    data_version="1f0c9a2b3c4d5e6f",
    model_version="1.0.0+abc",
    program_version="0.1.0+def",
    created_at=NOON,
)


@pytest.fixture
def views(url: str) -> Iterator[FrozenViews]:
    opened = FrozenViews(url)
    yield opened
    opened.close()


def count(url: str) -> int:
    with writer(url).connect() as connection:
        return connection.execute(text("SELECT count(*) FROM frozen_view")).scalar_one()


def test_a_view_comes_back_as_it_was(views: FrozenViews) -> None:
    identifier = views.save(VIEW)
    assert ID.fullmatch(identifier)
    assert views.load(identifier) == VIEW


def test_the_id_has_128_bits_and_every_part_counts() -> None:
    assert 5 * len(VIEW.id) >= 128
    changed = [
        replace(VIEW, path="/exhibit/losses_total"),
        replace(VIEW, parameters={"place": "phoenix", "discount_rate": "0.05"}),
        replace(VIEW, exhibit="losses_cities"),
        replace(VIEW, title="It costs society $7.7 billion"),
        replace(VIEW, sentence=""),
        replace(VIEW, content={**VIEW.content, "key_number": "$7.7 billion"}),
        replace(VIEW, data_version="2"),
        replace(VIEW, model_version="2"),
        replace(VIEW, program_version="2"),
        replace(VIEW, created_at=NOON + timedelta(days=1)),
    ]
    assert len({VIEW.id, *(each.id for each in changed)}) == 1 + len(changed)


def test_the_order_of_parameters_and_the_hour_do_not_count() -> None:
    other = replace(VIEW, parameters=dict(reversed(VIEW.parameters.items())), created_at=NOON + timedelta(hours=2))
    assert other.id == VIEW.id


def test_the_day_is_arizonas() -> None:
    assert replace(VIEW, created_at=datetime(2026, 12, 4, 6, 59, tzinfo=UTC)).day == "2026-12-03"
    assert replace(VIEW, created_at=datetime(2026, 7, 4, 7, 0, tzinfo=UTC)).day == "2026-07-04"


def test_saving_twice_keeps_the_first(views: FrozenViews, url: str) -> None:
    first = views.save(VIEW)
    assert views.save(replace(VIEW, created_at=NOON + timedelta(hours=1))) == first
    assert count(url) == 1
    found = views.load(first)
    assert found is not None
    assert found.created_at == NOON


def test_writers_at_once_keep_one(url: str) -> None:
    stores = [FrozenViews(url) for _ in range(6)]
    threads = [threading.Thread(target=store.save, args=(VIEW,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(url) == 1
    for store in stores:
        store.close()


@pytest.mark.parametrize("identifier", ["", "x", "a" * 26, "A" * 26, "1" * 26, "' OR 1=1 --", "ä" * 26, "a" * 10_000])
def test_an_unknown_id_is_none(views: FrozenViews, identifier: str) -> None:
    views.save(VIEW)
    assert views.load(identifier) is None


def test_too_large_is_refused_and_nothing_is_written(views: FrozenViews, url: str) -> None:
    with pytest.raises(NotKeptError, match="too large to keep"):
        views.save(replace(VIEW, content={"text": "x" * frozen.MOST_BYTES}))
    assert count(url) == 0


def test_a_flood_is_refused_but_known_views_still_answer(url: str) -> None:
    views = FrozenViews(url, most_a_minute=2)
    ids = [views.save(replace(VIEW, title=f"title {number}")) for number in range(2)]
    with pytest.raises(NotKeptError, match="in a minute"):
        views.save(VIEW)
    assert views.save(replace(VIEW, title="title 0")) == ids[0]
    assert count(url) == 2
    views.close()


def test_the_number_of_views_is_limited(views: FrozenViews, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setattr(frozen, "MOST_VIEWS", 1)
    views.save(VIEW)
    with pytest.raises(NotKeptError, match="which is the most"):
        views.save(replace(VIEW, title="another"))
    assert count(url) == 1


def test_a_database_that_cannot_be_written_says_so(
    views: FrozenViews, url: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    engine = read_only(url)
    request.addfinalizer(engine.dispose)
    monkeypatch.setattr("database.writing.writer", lambda _url, _kind: engine)
    with pytest.raises(NotKeptError, match="may not write there"):
        views.save(VIEW)


def test_what_is_no_plain_value_is_refused(views: FrozenViews) -> None:
    with pytest.raises(TypeError, match="no plain value"):
        views.save(replace(VIEW, content={"figure": object()}))
    with pytest.raises(ValueError, match="not JSON compliant"):
        views.save(replace(VIEW, content={"number": float("nan")}))


def test_views_are_no_data_and_survive_a_rebuild(views: FrozenViews, url: str, tmp_path: Path) -> None:
    with Reader(url) as opened:
        before = opened.data_version()
        identifier = views.save(VIEW)
        assert opened.data_version() == before
        assert build(url, *write_catalog(tmp_path, place=PLACE.replace("542629", "542630"))).changed
        assert opened.data_version() != before
    assert views.load(identifier) == VIEW


def keep_since(url: str, views: FrozenViews, days: int, title: str) -> str:
    """Save a view as if it had been copied some days ago."""
    return views.save(replace(VIEW, title=title, created_at=datetime.now(UTC) - timedelta(days=days)))


def test_a_link_nobody_opened_expires_and_an_opened_one_stays(url: str, views: FrozenViews) -> None:
    unused, used = (keep_since(url, views, frozen.UNOPENED_DAYS + 1, title) for title in ("unused", "used"))
    views.opened(used)
    views.opened(used)
    young = keep_since(url, views, frozen.UNOPENED_DAYS - 1, "young")
    views.save(VIEW)
    assert views.load(unused) is None
    assert views.load(used) is not None
    assert views.load(young) is not None
    engine = reader(url)
    with engine.connect() as connection:
        assert changed_rows(connection) == []
    engine.dispose()


def test_the_oldest_unopened_links_make_room(url: str, views: FrozenViews, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frozen, "MOST_VIEWS", 3)
    monkeypatch.setattr(frozen, "ROOM_AT_ONCE", 1)
    oldest, older, opened = (keep_since(url, views, days, f"{days}") for days in (90, 60, 100))
    views.opened(opened)
    newest = views.save(VIEW)
    assert [views.load(each) is None for each in (oldest, older, opened, newest)] == [True, False, False, False]


def test_young_links_make_no_room(url: str, views: FrozenViews, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frozen, "MOST_VIEWS", 1)
    keep_since(url, views, frozen.ROOM_DAYS - 1, "young")
    with pytest.raises(NotKeptError, match="the most"):
        views.save(VIEW)
