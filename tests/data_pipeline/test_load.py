from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from data_pipeline.load import LoadReport, load, unload
from data_pipeline.template import COLUMNS, OPTIONAL, Kind
from database.engine import DatabaseError, database_path, start_problems
from database.reader import Reader
from intake.findings import Refused

LOSS = {
    "edition": "2018",
    "data_year": "2015",
    "place": "Tucson",
    "population": "high_school_non_completers",
    "measure": "count",
    "value": "1140",
    "unit": "persons",
    "source_title": "Losses 2018, the report",
    "source_address": "https://example.org/2018.pdf",
    "location": "table 2, row Tucson",
}
INDICATOR = {
    "place": "Gilbert",
    "measure": "child_poverty",
    "period": "2019-2023",
    "value": "6.1",
    "low": "5.0",
    "high": "7.2",
    "source_title": "Town report",
    "location": "page 4",
}
NEW_MEASURE = {
    "measure": "mentors",
    "period": "2024",
    "measure_name": "Mentors",
    "measure_unit": "people",
    "measure_definition": "Adults who mentor a student for a school year.",
}


@pytest.fixture
def small_database(subjects_database: Path) -> Path:
    return subjects_database


def _csv(tmp_path: Path, kind: Kind, *rows: dict[str, str], name: str = "staff.csv") -> Path:
    file = tmp_path / name
    columns = [column.name for column in (*COLUMNS[kind], *OPTIONAL[kind])]
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, columns)
        writer.writeheader()
        writer.writerows(rows)
    return file


def _losses(url: str, tmp_path: Path, *rows: dict[str, str], **how: bool) -> LoadReport:
    return load(url, Kind.LOSSES, _csv(tmp_path, Kind.LOSSES, *rows), **how)


def _indicators(url: str, tmp_path: Path, *rows: dict[str, str], **how: bool) -> LoadReport:
    return load(url, Kind.INDICATORS, _csv(tmp_path, Kind.INDICATORS, *rows), **how)


def _refusal(url: str, tmp_path: Path, kind: Kind, *rows: dict[str, str], **how: bool) -> tuple[Any, ...]:
    before = database_path(url).read_bytes()
    with pytest.raises(Refused) as refused:
        load(url, kind, _csv(tmp_path, kind, *rows), **how)
    assert database_path(url).read_bytes() == before
    return refused.value.findings


def test_losses_are_loaded_with_their_source(url: str, tmp_path: Path, reader: Reader) -> None:
    report = _losses(
        url, tmp_path, LOSS, {**LOSS, "place": "0455000", "value": "2000", "location": "table 2, row Phoenix"}
    )
    assert (report.new, report.corrected, report.new_sources) == (2, 0, ("Losses 2018, the report",))
    (loss,) = reader.losses("tucson", 2018)
    assert (loss.value, loss.qualifier, loss.source_kind, loss.status) == (1140, "as_published", "primary", "published")
    assert (loss.source.title, loss.source.publisher, loss.source.staff) == (
        "Losses 2018, the report",
        "example.org",
        True,
    )
    assert reader.loads()[0].kind == "losses"
    assert start_problems(url) == []


def test_indicators_are_loaded_with_their_interval(url: str, tmp_path: Path, reader: Reader) -> None:
    _indicators(url, tmp_path, {**INDICATOR, "period": "2023"})
    figure = reader.observations("child_poverty", places=["gilbert"])[0]
    assert (figure.value, figure.low, figure.high) == (6.1, 5.0, 7.2)
    # The measure pools five years: one year alone is the last of them, and the label in use is kept.
    assert (figure.period_start, figure.period_end, figure.period_label) == (2019, 2023, "2019-2023")


@pytest.mark.parametrize(
    "written", ["Tucson", "tucson", "TUCSON", "0477000", "Tucson city", "Tucson, AZ", "Tucson, Arizona"]
)
def test_a_place_by_any_of_its_names(url: str, tmp_path: Path, reader: Reader, written: str) -> None:
    _losses(url, tmp_path, {**LOSS, "place": written})
    assert len(reader.losses("tucson", 2018)) == 1


def test_a_known_source_is_not_added_again(url: str, tmp_path: Path, reader: Reader) -> None:
    known = {"source_title": "losses, a BRIEF", "source_address": "https://example.org/brief"}
    report = _losses(url, tmp_path, {**LOSS, **known})
    assert report.new_sources == ()
    assert reader.losses("tucson", 2018)[0].source.id == "brief"


@pytest.mark.parametrize(
    ("kind", "change", "column", "says"),
    [
        (Kind.LOSSES, {"place": "Tuscon"}, "place", "Did you mean Tucson"),
        (Kind.LOSSES, {"place": "Atlantis Springs"}, "place", "is not a place of the catalog"),
        (Kind.LOSSES, {"measure": "cuont"}, "measure", "Did you mean count"),
        (Kind.LOSSES, {"population": "dropouts"}, "population", "is not one of the two populations"),
        (Kind.LOSSES, {"unit": "USD"}, "unit", "is not a unit of count"),
        (Kind.LOSSES, {"value": "$1,140"}, "value", "is not a finite number"),
        (Kind.LOSSES, {"value": ""}, "value", "is empty"),
        (Kind.LOSSES, {"value": "inf"}, "value", "is not a finite number"),
        (Kind.LOSSES, {"edition": "18"}, "edition", "is not a year"),
        (Kind.LOSSES, {"note": "=HYPERLINK(1)"}, "note", "looks like a formula"),
        (Kind.LOSSES, {"note": "@SUM(1)"}, "note", "looks like a formula"),
        (Kind.LOSSES, {"note": "-2+3"}, "note", "looks like a formula"),
        (Kind.LOSSES, {"source_kind": "rumour"}, "source_kind", "is not a kind of source"),
        (Kind.INDICATORS, {"measure": "child_povrty"}, "measure", "Did you mean child_poverty"),
        (Kind.INDICATORS, {"measure": "Children in poverty"}, "measure", "Did you mean child_poverty"),
        (Kind.INDICATORS, {"period": "last year"}, "period", "is not a period"),
        (Kind.INDICATORS, {"period": "2023-2019"}, "period", "is not a period"),
        (Kind.INDICATORS, {"low": "9"}, "value", "not in order"),
        (
            Kind.INDICATORS,
            {"measure": "enrollment", "value": "-5", "low": "", "high": ""},
            "value",
            "outside what students",
        ),
        (Kind.INDICATORS, {"location": ""}, "location", "is empty"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_loaded(
    url: str, tmp_path: Path, kind: Kind, change: dict[str, str], column: str, says: str
) -> None:
    row = LOSS if kind is Kind.LOSSES else INDICATOR
    good = {**row, "location": "another"}
    findings = _refusal(url, tmp_path, kind, good, {**row, **change})
    mine = [each for each in findings if each.column == column]
    assert [each.row for each in mine] == [3]
    assert says in f"{mine[0].rule}. {mine[0].repair}"


def test_all_bad_rows_are_named(url: str, tmp_path: Path) -> None:
    findings = _refusal(
        url, tmp_path, Kind.LOSSES, {**LOSS, "place": "?"}, {**LOSS, "value": "?"}, {**LOSS, "measure": "zzz"}
    )
    assert [(each.row, each.column) for each in findings] == [(2, "place"), (3, "value"), (4, "measure")]


def test_the_same_row_again_changes_nothing(url: str, tmp_path: Path) -> None:
    _losses(url, tmp_path, LOSS)
    before = database_path(url).read_bytes()
    report = _losses(url, tmp_path, LOSS)
    assert (report.load_id, report.unchanged) == (None, 1)
    assert database_path(url).read_bytes() == before


def test_a_row_the_catalog_has_changes_nothing(url: str, tmp_path: Path) -> None:
    catalogs = {
        **LOSS,
        **{"edition": "2014", "data_year": "2012", "place": "Arizona", "value": "18100", "qualifier": "estimated"},
        **{"source_title": "Losses, a brief", "source_address": "https://example.org/brief", "location": "p. 1"},
    }
    assert _losses(url, tmp_path, catalogs).load_id is None


def test_another_value_of_the_same_place_in_the_source_is_refused(url: str, tmp_path: Path, reader: Reader) -> None:
    first = _losses(url, tmp_path, LOSS)
    (finding,) = _refusal(url, tmp_path, Kind.LOSSES, {**LOSS, "value": "1141"})
    assert (finding.row, finding.column, finding.value) == (2, "value", "1141.0")
    assert "1140.0" in finding.rule
    assert "--replace" in finding.repair
    second = _losses(url, tmp_path, {**LOSS, "value": "1141"}, replace=True)
    assert (second.new, second.corrected) == (0, 1)
    assert [loss.value for loss in reader.losses("tucson", 2018)] == [1141]
    assert first.load_id != second.load_id


def test_rows_that_contradict_each_other_are_refused(url: str, tmp_path: Path) -> None:
    (finding,) = _refusal(url, tmp_path, Kind.LOSSES, LOSS, {**LOSS, "value": "1141"})
    assert finding.row == 3
    assert "contradicts row 2" in finding.rule


def test_a_row_repeated_in_the_file_is_loaded_once(url: str, tmp_path: Path, reader: Reader) -> None:
    assert _losses(url, tmp_path, LOSS, LOSS).new == 1
    assert len(reader.losses("tucson", 2018)) == 1


def test_a_report_wins_over_news_and_both_stay(url: str, tmp_path: Path, reader: Reader) -> None:
    _losses(url, tmp_path, {**LOSS, "edition": "2014", "data_year": "2012", "value": "1138"})
    found = reader.losses("tucson", 2014, "high_school_non_completers")
    assert [(loss.value, loss.preferred) for loss in found] == [(1138, True), (1140, False), (1100, False)]


def test_news_stands_behind_what_the_catalog_prefers(url: str, tmp_path: Path, reader: Reader) -> None:
    _losses(url, tmp_path, {**LOSS, "edition": "2014", "data_year": "2012", "value": "1138", "source_kind": "news"})
    found = {loss.value: loss.preferred for loss in reader.losses("tucson", 2014, "high_school_non_completers")}
    assert found == {1140: True, 1138: False, 1100: False}


def test_the_later_load_is_preferred(url: str, tmp_path: Path, reader: Reader) -> None:
    _indicators(url, tmp_path, {**INDICATOR, "place": "Tucson", "value": "24", "low": "22", "high": "26"})
    _indicators(
        url, tmp_path, {**INDICATOR, "place": "Tucson", "value": "23", "low": "21", "high": "25", "location": "page 5"}
    )
    assert [figure.value for figure in reader.observations("child_poverty", places=["tucson"])] == [23]
    every = reader.observations("child_poverty", places=["tucson"], preferred_only=False)
    assert {figure.value for figure in every} == {23, 24, 24.4, 25}


def test_a_new_measure_needs_the_option_and_a_definition(url: str, tmp_path: Path, reader: Reader) -> None:
    row = {**INDICATOR, **NEW_MEASURE, "value": "120", "low": "", "high": ""}
    assert "--new-measure" in _refusal(url, tmp_path, Kind.INDICATORS, row)[0].repair
    undefined = {**row, "measure_unit": ""}
    assert "lacks measure_unit" in _refusal(url, tmp_path, Kind.INDICATORS, undefined, new_measures=True)[0].rule
    other = {**row, "place": "Tucson", "measure_name": "Tutors"}
    assert "in two ways" in _refusal(url, tmp_path, Kind.INDICATORS, row, other, new_measures=True)[0].rule
    bare = dict.fromkeys(("measure_name", "measure_unit", "measure_definition"), "")
    report = _indicators(url, tmp_path, row, {**row, **bare, "place": "Tucson"}, new_measures=True)
    assert report.new_measures == ("mentors",)
    measure = reader.measure("mentors")
    assert measure is not None
    assert (measure.name, measure.unit, measure.staff, measure.geography) == ("Mentors", "people", True, "not stated")
    assert len(reader.observations("mentors")) == 2


def test_a_new_kind_of_loss_needs_the_option(url: str, tmp_path: Path) -> None:
    row = {**LOSS, "measure": "voter_turnout_rate", "unit": "percent", "value": "31"}
    assert "--new-measure" in _refusal(url, tmp_path, Kind.LOSSES, row)[0].repair
    assert _losses(url, tmp_path, row, new_measures=True).new == 1


def _state(url: str) -> object:
    with Reader(url) as reader:
        figures = reader.observations("child_poverty", preferred_only=False)
        return (reader.losses(), figures, reader.measures(), reader.sources(), reader.data_version())


def test_unload_takes_back_everything(url: str, tmp_path: Path) -> None:
    before = _state(url)
    row = {**INDICATOR, **NEW_MEASURE, "value": "120", "low": "", "high": ""}
    first = _indicators(url, tmp_path, row, INDICATOR, new_measures=True)
    correction = {**LOSS, "edition": "2014", "data_year": "2012", "value": "1141", "location": "par. 2"}
    paper = {"source_title": "What dropping out costs", "source_address": "https://example.org/paper"}
    second = _losses(url, tmp_path, {**correction, **paper}, replace=True)
    assert first.load_id is not None
    assert second.load_id is not None
    assert _state(url) != before
    assert unload(url, first.load_id) == 2
    assert unload(url, second.load_id) == 1
    assert _state(url) == before
    assert start_problems(url) == []
    with Reader(url) as reader:
        assert [(load.kind, load.unloaded_at is not None) for load in reader.loads()] == [
            ("unload", False),
            ("unload", False),
            ("losses", True),
            ("indicators", True),
            ("catalog", False),
        ]


def test_unload_of_the_middle_of_a_chain_of_corrections(url: str, tmp_path: Path, reader: Reader) -> None:
    ids = []
    for value in ("1001", "1002", "1003"):
        load_id = _losses(url, tmp_path, {**LOSS, "value": value}, replace=True).load_id
        assert load_id is not None
        ids.append(load_id)

    def values() -> list[float | None]:
        return [loss.value for loss in reader.losses("tucson", 2018)]

    unload(url, ids[1])
    assert values() == [1003]
    unload(url, ids[2])
    assert values() == [1001]
    unload(url, ids[0])
    assert values() == []
    assert start_problems(url) == []


def test_a_source_another_load_names_is_kept(url: str, tmp_path: Path, reader: Reader) -> None:
    first = _losses(url, tmp_path, LOSS).load_id
    _losses(url, tmp_path, {**LOSS, "place": "Phoenix"})
    assert first is not None
    unload(url, first)
    assert reader.losses("phoenix", 2018)[0].source.title == "Losses 2018, the report"


@pytest.mark.parametrize(("load_id", "says"), [(1, "not one of a staff file"), (99, "not one of a staff file")])
def test_only_staff_files_can_be_taken_back(url: str, load_id: int, says: str) -> None:
    with pytest.raises(DatabaseError, match=says):
        unload(url, load_id)


def test_a_load_is_taken_back_once(url: str, tmp_path: Path) -> None:
    load_id = _losses(url, tmp_path, LOSS).load_id
    assert load_id is not None
    unload(url, load_id)
    with pytest.raises(DatabaseError, match="taken back already"):
        unload(url, load_id)
    assert _losses(url, tmp_path, LOSS).new == 1


def test_a_missing_database_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="there is no database"):
        load(f"sqlite:///{tmp_path / 'none.sqlite'}", Kind.LOSSES, _csv(tmp_path, Kind.LOSSES, LOSS))
    assert not (tmp_path / "none.sqlite").exists()
