from __future__ import annotations

import dataclasses
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Engine

from data_pipeline.build import build
from database.engine import DatabaseError, database_path, writer
from database.reader import Reader
from tests.database.small_catalog import OBSERVATION, write_catalog


def test_places_by_kind(reader: Reader) -> None:
    assert [place.slug for place in reader.places()] == ["bowie-town", "gilbert", "phoenix", "tucson"]
    assert [place.slug for place in reader.places(("county",))] == ["maricopa-county", "pima-county"]
    assert reader.place_slugs() == ("bowie-town", "gilbert", "phoenix", "tucson")


def test_a_place_with_everything_joined(reader: Reader) -> None:
    place = reader.place("gilbert")
    assert place is not None
    assert (place.geoid, place.kind, place.county, place.population_2020) == (
        "0427400",
        "town",
        "Maricopa County",
        267918,
    )
    assert place.geography_source.publisher == "Census Bureau"


def test_a_thin_place_has_none_where_nothing_is_known(reader: Reader) -> None:
    place = reader.place("bowie-town")
    assert place is not None
    assert (place.county, place.population_2010, place.population_2010_source) == (None, None, None)
    assert reader.counties("bowie-town") == ()
    assert reader.place_observations("bowie-town") == ()


def test_counties_with_most_people_first(reader: Reader) -> None:
    assert [(county.county_slug, county.is_primary) for county in reader.counties("gilbert")] == [
        ("maricopa-county", True),
        ("pima-county", False),
    ]


def test_memberships_keep_bare_counts(reader: Reader) -> None:
    assert [(listing.place_slug, listing.member_count) for listing in reader.memberships()] == [
        ("phoenix", None),
        ("tucson", None),
        (None, 16),
    ]
    assert len(reader.memberships("tucson")) == 1


def test_measures_in_the_catalogs_order_with_breaks(reader: Reader) -> None:
    assert [measure.id for measure in reader.measures()] == ["enrollment", "child_poverty"]
    assert [measure.id for measure in reader.measures("conditions")] == ["child_poverty"]
    assert [found.period for found in reader.breaks("child_poverty")] == [2020]
    measure = reader.measure("child_poverty")
    assert measure is not None
    assert (measure.interval_level, measure.price_year, measure.staff) == (90, None, False)


def test_observations_of_a_period_with_intervals_and_reasons(reader: Reader) -> None:
    found = {each.place_slug: each for each in reader.observations("child_poverty", period_end=2023)}
    assert set(found) == {"arizona", "phoenix", "tucson", "gilbert"}
    assert (found["tucson"].value, found["tucson"].low, found["tucson"].high) == (24.4, 22.9, 25.9)
    assert (found["gilbert"].value, found["gilbert"].status) == (None, "suppressed")
    assert found["tucson"].source.id == "acs"


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({"places": ["tucson", "phoenix"]}, [("phoenix", 2018), ("phoenix", 2023), ("tucson", 2023)]),
        ({"places": ["phoenix"], "first": 2019}, [("phoenix", 2023)]),
        ({"places": ["phoenix"], "last": 2020}, [("phoenix", 2018)]),
        ({"places": []}, []),
        ({"places": ["tucson"], "preferred_only": False}, [("tucson", 2023), ("tucson", 2023)]),
    ],
)
def test_observations_narrowed(reader: Reader, narrowed: dict[str, object], expected: list[tuple[str, int]]) -> None:
    found = reader.observations("child_poverty", **narrowed)  # type: ignore[arg-type]
    assert [(each.place_slug, each.period_end) for each in found] == expected


def test_the_preferred_figure_comes_first(reader: Reader) -> None:
    found = reader.observations("child_poverty", places=["tucson"], preferred_only=False)
    assert [(each.preferred, each.source.id) for each in found] == [(True, "acs"), (False, "paper")]


def test_losses_keep_conflicts(reader: Reader) -> None:
    found = reader.losses("tucson", 2014, "high_school_non_completers")
    assert [(each.value, each.preferred, each.source.id) for each in found] == [
        (1140, True, "paper"),
        (1100, False, "brief"),
    ]
    assert len(reader.losses()) == 4
    assert [each.dollar_year for each in reader.losses(population="disconnected_youth")] == [2013]


def test_districts_that_serve_most_come_first(reader: Reader) -> None:
    found = reader.services("tucson")
    assert [(each.extent, each.district.short_name) for each in found] == [
        ("most", "Tucson Unified"),
        ("part", "Phoenix Union"),
    ]
    assert len(reader.services()) == 3
    district = reader.district("4403")
    assert district is not None
    assert (district.nces_id, district.county_name) == ("0408800", "Pima County")


def test_district_observations(reader: Reader) -> None:
    found = reader.district_observations(["4403", "4286"], ["enrollment"], first=2024)
    assert [(each.district_id, each.value, each.status) for each in found] == [
        ("4286", None, "not published"),
        ("4403", 13500, "published"),
    ]
    assert reader.district_observations([], ["enrollment"]) == ()


def test_coverage_counts_places_with_a_value(reader: Reader) -> None:
    by_id = {reach.measure_id: reach for reach in reader.coverage()}
    poverty = by_id["child_poverty"]
    assert (poverty.periods, poverty.cities, poverty.cities_latest, poverty.areas, poverty.values) == (
        (2018, 2023),
        2,
        2,
        1,
        4,
    )
    assert dict(poverty.statuses) == {"published": 4, "suppressed": 1}
    assert (by_id["enrollment"].districts, by_id["enrollment"].first, by_id["enrollment"].last) == (1, 2023, 2024)


def test_periods_are_those_with_a_value(reader: Reader) -> None:
    assert reader.periods("child_poverty") == (2018, 2023)
    assert reader.latest_period("child_poverty") == 2023


def test_the_rest_of_the_catalog(reader: Reader) -> None:
    assert [price.value for price in reader.consumer_prices()] == [229.594, 232.957]
    assert [figure.walk_date for figure in reader.walk_figures()] == ["2014-07", "2014-07-18"]
    assert reader.context_figures()[0].value == 6_700_000
    assert [check.agrees for check in reader.derived_checks()] == ["yes", "NO"]
    assert reader.outlines()[0].rings[0][1] == (-109.0, 37.0)
    assert [source.id for source in reader.sources(["paper", "acs", "unknown"])] == ["paper", "acs"]
    assert len(reader.sources()) == 5


def test_the_load_history_is_in_utc(reader: Reader) -> None:
    (load,) = reader.loads()
    assert load.kind == "catalog"
    assert load.finished_at.utcoffset() is not None
    assert load.data_version == reader.data_version()
    assert {table.table_name: table.rows for table in load.tables}["place"] == 7


@pytest.mark.parametrize("name", ["atlantis", "", "tucson' OR '1'='1", "tucson\x00", "%", "TUCSON"])
def test_unknown_names_give_nothing(reader: Reader, name: str) -> None:
    assert reader.place(name) is None
    assert reader.measure(name) is None
    assert reader.district(name) is None
    assert reader.latest_period(name) is None
    for answer in (
        reader.observations(name),
        reader.observations("child_poverty", places=[name]),
        reader.place_observations(name),
        reader.losses(name),
        reader.services(name),
        reader.counties(name),
        reader.memberships(name),
        reader.district_observations([name], [name]),
        reader.places((name,)),
    ):
        assert answer == ()


def test_search_takes_signs_literally(reader: Reader) -> None:
    assert [hit.key for hit in reader.search("TUC")] == ["tucson"]
    assert [hit.key for hit in reader.search("p", limit=2)] == ["phoenix", "pima-county"]
    assert [hit.key for hit in reader.search("poverty")] == ["child_poverty"]
    assert reader.search("%") == ()
    assert reader.search("_") == ()
    assert reader.search("  ") == ()


def test_records_cannot_be_changed(reader: Reader) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        reader.places()[0].name = "Elsewhere"  # type: ignore[misc]


def test_an_answer_is_read_once(reader: Reader) -> None:
    first = reader.observations("child_poverty")
    _let_the_file_settle(reader)
    with _statements() as sent:
        assert reader.observations("child_poverty") is first
        assert sent == []
        reader.losses()
        assert len(sent) == 2  # BEGIN and one query; not one a row


def test_a_new_load_is_noticed_at_once(url: str, tmp_path: Path, reader: Reader) -> None:
    before = reader.data_version()
    assert reader.observations("child_poverty", places=["phoenix"], period_end=2023)[0].value == 20.1
    build(url, *write_catalog(tmp_path, observation=OBSERVATION.replace(",20.1,", ",20.2,")))
    assert reader.observations("child_poverty", places=["phoenix"], period_end=2023)[0].value == 20.2
    assert reader.data_version() != before


def test_a_new_load_is_noticed_after_the_file_was_long_unchanged(url: str, tmp_path: Path, reader: Reader) -> None:
    _let_the_file_settle(reader)
    before = reader.data_version()
    build(url, *write_catalog(tmp_path, observation=OBSERVATION.replace(",20.1,", ",20.2,")))
    assert reader.data_version() != before


def test_a_restored_backup_is_noticed(url: str, tmp_path: Path, reader: Reader) -> None:
    backup = tmp_path / "backup.sqlite"
    shutil.copyfile(database_path(url), backup)
    build(url, *write_catalog(tmp_path, observation=OBSERVATION.replace(",20.1,", ",20.2,")))
    assert reader.observations("child_poverty", places=["phoenix"], period_end=2023)[0].value == 20.2
    backup.replace(database_path(url))
    assert reader.observations("child_poverty", places=["phoenix"], period_end=2023)[0].value == 20.1


def test_few_answers_are_kept(url: str) -> None:
    with Reader(url, answers_kept=3) as small:
        for slug in ("tucson", "phoenix", "gilbert", "bowie-town", "arizona"):
            small.counties(slug)
        assert len(small._cache) == 3


def test_many_threads_get_the_same_answers(url: str, tmp_path: Path) -> None:
    with Reader(url) as shared:
        expected = {shared.observations("child_poverty"), shared.losses(), shared.services()}
        seen: list[set[object]] = []

        def ask() -> None:
            for _ in range(20):
                shared._cache.get("another version", "")
                seen.append({shared.observations("child_poverty"), shared.losses(), shared.services()})

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(seen) == 160
        assert all(answers == expected for answers in seen)


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_forked_worker_opens_its_own_connections(url: str) -> None:
    with Reader(url) as shared:
        shared.places()
        parents = shared._database._engine
        readable, writable = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                answer = len(shared.losses()) == 4 and shared._database._engine is not parents
                os.write(writable, b"own" if answer else b"shared")
            finally:
                os._exit(0)
        os.close(writable)
        os.waitpid(child, 0)
        with os.fdopen(readable, "rb") as said:
            assert said.read() == b"own"
        assert len(shared.losses()) == 4


def test_creating_a_reader_opens_nothing(tmp_path: Path) -> None:
    with Reader(f"sqlite:///{tmp_path / 'none.sqlite'}") as early:
        assert list(tmp_path.iterdir()) == []
        with pytest.raises(DatabaseError, match="dashboards data build"):
            early.places()
        build(f"sqlite:///{tmp_path / 'none.sqlite'}", *write_catalog(tmp_path))
        assert len(early.places()) == 4


def test_a_reader_can_be_asked_again_after_closing(url: str) -> None:
    opened = Reader(url)
    opened.close()
    assert opened.place("tucson") is not None
    opened.close()


def test_ready_says_why_not(url: str, tmp_path: Path) -> None:
    with Reader(f"sqlite:///{tmp_path / 'none.sqlite'}") as none:
        assert "there is no database" in none.ready()[0]
    with Reader(url) as opened:
        assert opened.ready() == []
        with writer(url).begin() as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            connection.execute(text("DELETE FROM load_table"))
            for table in ("observation", "published_loss", "source", "measure"):
                connection.execute(text(f"UPDATE {table} SET load_id = NULL"))
            connection.execute(text("DELETE FROM load"))
        assert "holds no data" in opened.ready()[0]
        database_path(url).write_bytes(b"not a database, but long enough to be one" * 100)
        assert "cannot be read" in opened.ready()[0]


@contextmanager
def _statements() -> Iterator[list[str]]:
    """What is sent to any database meanwhile."""
    sent: list[str] = []

    def listen(*given: Any) -> None:
        sent.append(given[2])

    event.listen(Engine, "before_cursor_execute", listen)
    yield sent
    event.remove(Engine, "before_cursor_execute", listen)


def _let_the_file_settle(reader: Reader) -> None:
    """As if the last load had been an hour ago."""
    path = database_path(reader._url)
    long_ago = path.stat().st_mtime - 3600
    os.utime(path, (long_ago, long_ago))
    reader.data_version()
