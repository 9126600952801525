"""Figures of staff forms that look right and are not: codes for "no value", fractions for percents, years to come."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data_pipeline.load import load
from data_pipeline.template import COLUMNS, Kind
from database.reader import Reader
from intake.findings import Finding, Refused

SHARED_CASES = Path(__file__).resolve().parents[3] / "shared" / "files" / "cases"
RATE = {
    "place": "Mesa",
    "measure": "disconnected_rate_16_19",
    "period": "2024",
    "value": "7.5",
    "source_title": "Made-up table of a trial",
    "location": "Table 1",
}
INCOME = {**RATE, "measure": "acs5_median_household_income", "period": "2020-2024"}
NAMES = [column.name for column in COLUMNS[Kind.INDICATORS]]


@pytest.fixture
def url(real_url: str, tmp_path: Path) -> str:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(Path(real_url.removeprefix("sqlite:///")).read_bytes())
    return f"sqlite:///{copy}"


def _file(folder: Path, row: dict[str, Any]) -> Path:
    path = folder / "staff.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, NAMES, restval="")
        writer.writeheader()
        writer.writerow(row)
    return path


def _refused(url: str, path: Path) -> Finding:
    with pytest.raises(Refused) as refused:
        load(url, Kind.INDICATORS, path)
    (finding,) = refused.value.findings
    assert (finding.row, bool(finding.repair)) == (2, True)
    return finding


def _value(url: str, place: str = "mesa", measure: str = RATE["measure"]) -> list[float]:
    with Reader(url) as reader:
        found = reader.observations(measure, places=[place], preferred_only=False)
    return [each.value for each in found if each.source.id.startswith("staff-") and each.value is not None]


@pytest.mark.parametrize(
    ("change", "column", "rule"),
    [
        ({**INCOME, "value": "-666666666"}, "value", "no value"),
        ({**INCOME, "value": "-999999999"}, "value", "no value"),
        ({**INCOME, "value": "-5"}, "value", "outside what USD can be"),
        ({**RATE, "value": "107"}, "value", "outside what percent can be"),
        ({**RATE, "value": "7,5"}, "value", "no group of three"),
        ({**RATE, "period": "2062"}, "period", "is not over"),
        ({**RATE, "period": "2020-2062"}, "period", "is not over"),
        ({**RATE, "value": "0.075"}, "value", "is 0.075 percent, or 7.5?"),
        (
            {**RATE, "measure": "share_19_20_with_hs_diploma", "period": "2020-2024", "value": "0.5"},
            "value",
            "is far from the",
        ),
        ({**INCOME, "value": "7.5%"}, "value", "is a percentage, the unit is USD"),
    ],
)
def test_what_cannot_be_is_refused_and_what_is_odd_is_asked(
    url: str, tmp_path: Path, change: dict[str, str], column: str, rule: str
) -> None:
    finding = _refused(url, _file(tmp_path, change))
    assert finding.column == column
    assert rule in finding.rule


def test_a_figure_that_was_checked_is_loaded_all_the_same(url: str, tmp_path: Path) -> None:
    load(url, Kind.INDICATORS, _file(tmp_path, {**RATE, "value": "0.075"}), sure=True)
    assert _value(url) == [0.075]


@pytest.mark.parametrize("form", ["0.0%", "0%", '0.00"%"'])
def test_a_percent_cell_of_a_workbook_is_what_it_shows(url: str, tmp_path: Path, form: str) -> None:
    path = tmp_path / "staff.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, style = book.add_worksheet("indicators"), book.add_format({"num_format": form})
        sheet.write_row(0, 0, NAMES)
        sheet.write_row(1, 0, [RATE.get(name, "") for name in NAMES])
        shown = 0.075 if form.endswith("0%") else 7.5
        sheet.write_number(1, NAMES.index("value"), shown, style)
    load(url, Kind.INDICATORS, path)
    assert _value(url) == [7.5]
    if (shared := SHARED_CASES / "22_percent_cell.xlsx").is_file():
        load(url, Kind.INDICATORS, shared)
        assert _value(url) == [7.5, 7.5]


@pytest.mark.parametrize(
    ("name", "twin", "rule"),
    [
        ("20_sentinel.csv", {**INCOME, "value": "-888888888"}, "no value"),
        ("21_fraction_for_percent.csv", {**RATE, "value": "0.081"}, "percent, or "),
        ("24_year_2062.csv", {**RATE, "period": "2071"}, "is not over"),
    ],
)
def test_each_file_is_refused_for_its_own_reason(
    url: str, tmp_path: Path, name: str, twin: dict[str, str], rule: str
) -> None:
    assert rule in _refused(url, _file(tmp_path, twin)).rule
    if SHARED_CASES.is_dir():
        assert rule in _refused(url, SHARED_CASES / name).rule


def test_a_figure_without_an_interval_does_not_push_aside_one_that_has_it(url: str, tmp_path: Path) -> None:
    """70% for Tucson beside the catalog's 85% with its margin: both stay, pages lead with the one with an interval."""
    asked = {
        **RATE,
        "place": "Tucson",
        "measure": "share_19_20_with_hs_diploma",
        "period": "2019-2023",
        "value": "0.70",
    }
    load(url, Kind.INDICATORS, _file(tmp_path, asked), sure=True)
    with Reader(url) as reader:
        both = reader.observations(asked["measure"], places=["tucson"], period_end=2023, preferred_only=False)
    assert [(round(each.value or 0, 2), each.preferred) for each in both] == [(0.85, True), (0.7, False)]
