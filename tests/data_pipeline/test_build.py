from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from data_pipeline.build import build
from data_pipeline.load import load
from data_pipeline.template import Kind
from database.engine import database_path, start_problems, writer
from database.reader import Reader
from database.writes import StaffRowsLeftBehind
from intake.findings import Refused
from tests.database.killed import in_child
from tests.database.small_catalog import FILES, OBSERVATION, PLACE, PUBLISHED_LOSS, SOURCE, write_catalog

COUNTED = ("source", "place", "observation", "published_loss", "district_observation", "load_table")


def _rows(url: str) -> tuple[int, ...]:
    """Rows of some tables; nothing at all when the tables are not there."""
    raw = sqlite3.connect(database_path(url))
    try:
        have = {name for (name,) in raw.execute("SELECT name FROM sqlite_master")}
        counts = [raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in COUNTED if name in have]
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return tuple(counts)
    finally:
        raw.close()


def test_a_build_loads_everything(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'a.sqlite'}"
    told: list[tuple[str, int]] = []
    report = build(url, *write_catalog(tmp_path), writing=lambda rows: lambda what, count: told.append((what, count)))
    assert report.changed
    assert report.before == ()
    assert {table.table_name: table.rows for table in report.after}["observation"] == 6
    assert dict(told)["place"] == 7
    assert start_problems(url) == []


def test_building_again_changes_nothing(url: str, tmp_path: Path) -> None:
    before = database_path(url).read_bytes()
    report = build(url, *write_catalog(tmp_path))
    assert not report.changed
    assert database_path(url).read_bytes() == before


def test_the_same_content_gives_the_same_version_anywhere(url: str, tmp_path: Path) -> None:
    head, *rows = OBSERVATION.splitlines(keepends=True)
    folders = write_catalog(tmp_path, observation=head + "".join(reversed(rows)).replace(",27.5,", ",27.50,"))
    other = build(f"sqlite:///{tmp_path / 'other.sqlite'}", *folders)
    with Reader(url) as reader:
        assert reader.data_version() == other.data_version


def test_other_bytes_of_the_same_content_are_remembered_but_change_nothing(url: str, tmp_path: Path) -> None:
    folders = write_catalog(tmp_path, observation=OBSERVATION.replace(",27.5,", ",27.50,"))
    first, second = build(url, *folders), build(url, *folders)
    assert not first.changed
    assert not second.changed
    with Reader(url) as reader:
        assert [each.kind for each in reader.loads()] == ["catalog", "catalog"]
        assert len({each.data_version for each in reader.loads()}) == 1


def test_a_changed_figure_is_exchanged(url: str, tmp_path: Path) -> None:
    report = build(url, *write_catalog(tmp_path, observation=OBSERVATION.replace(",20.1,", ",20.2,")))
    changed = {after.table_name for before, after in zip(report.before, report.after, strict=True) if before != after}
    assert changed == {"observation"}
    with Reader(url) as reader:
        assert len(reader.observations("child_poverty", preferred_only=False)) == 6


def test_rows_changed_behind_our_back_are_restored(url: str, tmp_path: Path) -> None:
    with writer(url).begin() as connection:
        connection.execute(text("UPDATE observation SET value = 99 WHERE value = 20.1"))
    build(url, *write_catalog(tmp_path))
    with Reader(url) as reader:
        assert reader.observations("child_poverty", places=["phoenix"])[-1].value == 20.1


def test_a_catalog_with_faults_is_refused_whole(url: str, tmp_path: Path) -> None:
    before = database_path(url).read_bytes()
    with pytest.raises(Refused) as refused:
        build(url, *write_catalog(tmp_path, observation=OBSERVATION.replace("27.5", "27,5").replace(",20.1,", ",n/a,")))
    assert [finding.row for finding in refused.value.findings] == [2, 3]
    assert database_path(url).read_bytes() == before


def test_missing_outlines_say_what_to_run(tmp_path: Path) -> None:
    catalog, built = write_catalog(tmp_path)
    (built / "outlines.json").unlink()
    with pytest.raises(Refused, match=r"outlines\.json: is missing\. Run: make data"):
        build(f"sqlite:///{tmp_path / 'a.sqlite'}", catalog, built)


@pytest.mark.parametrize(
    "content", ["{", "[1]", json.dumps([{"geoid": "04", "kind": "state", "name": "A", "rings": [[1]]}])]
)
def test_outlines_of_another_form_are_refused(tmp_path: Path, content: str) -> None:
    catalog, built = write_catalog(tmp_path)
    (built / "outlines.json").write_text(content)
    with pytest.raises(Refused, match="is not a list of outlines"):
        build(f"sqlite:///{tmp_path / 'a.sqlite'}", catalog, built)


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    catalog, built = write_catalog(tmp_path)
    (catalog / "district.csv").unlink()
    with pytest.raises(Refused, match=r"district\.csv: is missing"):
        build(f"sqlite:///{tmp_path / 'a.sqlite'}", catalog, built)


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
@pytest.mark.parametrize("existing", [False, True])
def test_killed_at_any_moment_a_build_is_whole_or_absent(tmp_path: Path, url: str, existing: bool) -> None:
    folders = write_catalog(tmp_path / "new", observation=OBSERVATION.rsplit("04,child_poverty", 1)[0])
    start = database_path(url).read_bytes()
    before = _rows(url) if existing else ()

    def run(name: str, killed_at: int) -> tuple[int, tuple[int, ...]]:
        address = f"sqlite:///{tmp_path / name}"
        if existing:
            database_path(address).write_bytes(start)
        return in_child(lambda: build(address, *folders), killed_at), _rows(address)

    statements, complete = run("whole.sqlite", 0)
    assert statements > 50
    assert complete != before
    # The migration is a transaction of its own: between it and the load the tables are there and empty.
    allowed = {before, complete, tuple(0 for _ in COUNTED)}
    moments = sorted({1, 2, statements - 1, statements} | {statements * part // 14 for part in range(1, 14)})
    found = {run(f"killed-{moment}.sqlite", moment)[1] for moment in moments}
    assert found <= allowed
    assert before in found
    half_way = f"sqlite:///{tmp_path / f'killed-{moments[len(moments) // 2]}.sqlite'}"
    build(half_way, *folders)
    assert _rows(half_way)[:-1] == complete[:-1]


STAFF = (
    "edition,place,measure,value,unit,population,source_title,source_address,location\n"
    "2018,Tucson,count,1500,persons,high_school_non_completers,Report 2018,,table 1\n"
)


def _load_staff(url: str, tmp_path: Path, content: str = STAFF, *, replace: bool = False) -> int:
    file = tmp_path / "staff.csv"
    file.write_text(content)
    load_id = load(url, Kind.LOSSES, file, replace=replace).load_id
    assert load_id is not None
    return load_id


def test_staff_rows_survive_a_rebuild(url: str, tmp_path: Path) -> None:
    load_id = _load_staff(url, tmp_path)
    build(url, *write_catalog(tmp_path, published_loss=PUBLISHED_LOSS.replace(",18100,", ",18200,")))
    with Reader(url) as reader:
        (mine,) = reader.losses("tucson", 2018)
        assert (mine.value, mine.load_id, mine.preferred) == (1500, load_id, True)
        assert reader.losses("arizona")[0].value == 18200


def test_building_the_same_catalog_after_a_staff_load_changes_nothing(url: str, tmp_path: Path) -> None:
    _load_staff(url, tmp_path)
    before = database_path(url).read_bytes()
    assert not build(url, *write_catalog(tmp_path)).changed
    assert database_path(url).read_bytes() == before


def test_a_correction_stays_corrected_after_a_rebuild(url: str, tmp_path: Path) -> None:
    correction = (
        "edition,data_year,place,measure,value,unit,population,source_title,source_address,location\n"
        "2014,2012,Arizona,count,18111,persons,high_school_non_completers,"
        '"Losses, a brief",https://example.org/brief,p. 1\n'
    )
    _load_staff(url, tmp_path, correction, replace=True)
    report = build(url, *write_catalog(tmp_path, published_loss=PUBLISHED_LOSS.replace(",18100,", ",18200,")))
    assert report.corrected == 1
    with Reader(url) as reader:
        assert [each.value for each in reader.losses("arizona")] == [18111]


def test_a_source_only_staff_rows_name_is_kept(url: str, tmp_path: Path) -> None:
    content = STAFF.replace("Report 2018,", "Places of Arizona,https://example.org/places")
    _load_staff(url, tmp_path, content)
    renamed = {
        name.partition(".")[0]: table.replace(",census", ",bureau").replace("census,", "bureau,")
        for name, table in FILES.items()
        if name.endswith(".csv")
    }
    build(url, *write_catalog(tmp_path, **renamed))
    with Reader(url) as reader:
        (mine,) = reader.losses("tucson", 2018)
        assert (mine.source.id, mine.source.staff) == ("census", True)
        assert reader.place("tucson") is not None
    assert start_problems(url) == []


def test_a_catalog_without_a_place_of_staff_rows_is_refused(url: str, tmp_path: Path) -> None:
    load_id = _load_staff(url, tmp_path, STAFF.replace("Tucson", "Bowie").replace("1500", "15"))
    before = database_path(url).read_bytes()
    without = "".join(line for line in PLACE.splitlines(keepends=True) if "bowie" not in line)
    with pytest.raises(StaffRowsLeftBehind, match=f"unload {load_id}"):
        build(url, *write_catalog(tmp_path, place=without))
    assert database_path(url).read_bytes() == before


def test_the_history_says_what_was_loaded(url: str, tmp_path: Path) -> None:
    build(url, *write_catalog(tmp_path, source=SOURCE.replace("Mike", "M.")))
    with Reader(url) as reader:
        latest, first = reader.loads()
    assert (latest.id, first.id) == (2, 1)
    assert latest.data_version != first.data_version
    assert {table.table_name for table in set(latest.tables) - set(first.tables)} == {"source"}
