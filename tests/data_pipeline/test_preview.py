"""What the person who loads a staff file sees before it is loaded, on the bundled catalog."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from data_pipeline.load import load, preview, unload
from data_pipeline.preview import Effect, preview_lines
from data_pipeline.template import COLUMNS, Kind
from database.contents import contents
from database.engine import DatabaseError, writer
from database.values import LoadTableRecord

CASES = Path(__file__).resolve().parents[3] / "shared" / "files" / "cases"
FIGURE = {"source_title": "Made-up table", "source_address": "https://example.org/x", "location": "Table 1"}
DIPLOMA = {"place": "Tucson", "measure": "share_19_20_with_hs_diploma", "period": "2019-2023", "value": "0.70"}
NEW = {"place": "Mesa", "measure": "disconnected_rate_16_19", "period": "2024", "value": "7.5"}
COUNT = {"edition": "2014", "data_year": "2012", "place": "Tucson", "population": "non_completers", "measure": "count"}


@pytest.fixture
def url(real_url: str, tmp_path: Path) -> str:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(Path(real_url.removeprefix("sqlite:///")).read_bytes())
    return f"sqlite:///{copy}"


def _file(folder: Path, kind: Kind, *rows: dict[str, str]) -> Path:
    path = folder / "staff.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer_ = csv.DictWriter(file, [column.name for column in COLUMNS[kind]], restval="")
        writer_.writeheader()
        writer_.writerows({**FIGURE, **row} for row in rows)
    return path


def _held(url: str) -> tuple[LoadTableRecord, ...]:
    with writer(url).connect() as connection:
        return contents(connection)


def test_a_contradiction_is_shown_however_small_and_the_interval_leads(url: str, tmp_path: Path) -> None:
    """70% beside 85% is 15 points apart: less than what is doubtful, and a conflict all the same."""
    path = _file(tmp_path, Kind.INDICATORS, NEW, {**DIPLOMA, "value": "0.84"}, {**DIPLOMA, "location": "Table 2"})
    found = preview(url, Kind.INDICATORS, path)
    assert [(line.row, line.effect) for line in found.lines] == [
        (4, Effect.CONTRADICTS),
        (3, Effect.CONTRADICTS),
        (2, Effect.NEW),
    ], "the largest change first"
    text = "\n".join(preview_lines(found))
    assert "Both stay; pages go on leading with 84.95%, which has an interval" in text
    assert "84% in row 3 of this file" in text, "two rows of one file contradict each other"
    assert text.endswith("1 new, 2 contradicts another source.")


def test_a_loss_beside_two_others_says_which_leads(url: str, tmp_path: Path) -> None:
    path = _file(tmp_path, Kind.LOSSES, {**COUNT, "value": "1300", "unit": "persons"})
    (line,) = preview(url, Kind.LOSSES, path).lines
    assert [each.split(" persons")[0] for each in line.beside] == ["1,100", "1,140"]
    assert (line.leads, round(line.size, 3)) == ("pages lead with 1,300 persons of this file", round(200 / 1300, 3))


def test_a_count_far_from_the_other_edition_is_doubtful(url: str, tmp_path: Path) -> None:
    row = {**COUNT, "edition": "2018", "data_year": "2015", "value": "114", "unit": "persons"}
    (line,) = preview(url, Kind.LOSSES, _file(tmp_path, Kind.LOSSES, row)).lines
    assert line.doubts == ("is far from the 1140 of 2014 of the same place",)


def test_what_is_loaded_is_what_was_seen(url: str, tmp_path: Path) -> None:
    path = _file(tmp_path, Kind.INDICATORS, NEW)
    seen = preview(url, Kind.INDICATORS, path)
    _file(tmp_path, Kind.INDICATORS, {**NEW, "value": "8.5"})
    with pytest.raises(DatabaseError, match="changed after its preview"):
        load(url, Kind.INDICATORS, path, seen=seen)
    other = preview(url, Kind.INDICATORS, path)
    load(url, Kind.INDICATORS, _file(tmp_path, Kind.INDICATORS, DIPLOMA), sure=True)
    _file(tmp_path, Kind.INDICATORS, {**NEW, "value": "8.5"})
    with pytest.raises(DatabaseError, match="other figures were loaded"):
        load(url, Kind.INDICATORS, path, seen=other)


def test_taking_a_load_back_restores_the_very_content(url: str, tmp_path: Path) -> None:
    before = _held(url)
    numbers = []
    for kind, row in ((Kind.INDICATORS, DIPLOMA), (Kind.LOSSES, {**COUNT, "value": "1300", "unit": "persons"})):
        path = _file(tmp_path, kind, row)
        report = load(url, kind, path, seen=preview(url, kind, path))
        numbers.append(report.load_id or 0)
    assert _held(url) != before
    for number in numbers:
        unload(url, number)
    assert _held(url) == before


@pytest.mark.skipif(not CASES.is_dir(), reason="the small made-up inputs are not at hand")
def test_the_shared_cases(url: str) -> None:
    (conflict,) = preview(url, Kind.INDICATORS, CASES / "26_contradicts_catalog.csv").lines
    assert (conflict.value, conflict.effect, "84.95%" in conflict.beside[0]) == ("70%", Effect.CONTRADICTS, True)
    (queried,) = preview(url, Kind.INDICATORS, CASES / "21_fraction_for_percent.csv").lines
    assert queried.doubts == ("is 0.075 percent, or 7.5?",)
    (cell,) = preview(url, Kind.INDICATORS, CASES / "22_percent_cell.xlsx").lines
    assert (cell.value, cell.doubts) == ("7.5%", ())
