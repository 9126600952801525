"""What a staff file may say: each rule, at its bounds, and all faults of all rows in one pass."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data_pipeline.check import unit_fault
from data_pipeline.load import load
from data_pipeline.schemas import NATION_2020, loss_breaches
from data_pipeline.template import Kind
from intake.findings import Finding
from tests.data_pipeline.test_load import INDICATOR, LOSS, NEW_MEASURE, _csv, _losses, _refusal

DOLLARS = {
    "population": "disconnected_youth",
    "measure": "social_loss_per_person",
    "value": "499000",
    "unit": "USD",
    "dollar_year": "2013",
}
PER_PERSON, ALL = "social_loss_per_person", "social_loss_aggregate"
NEXT_YEAR = datetime.now(UTC).year + 1


@pytest.fixture
def small_database(subjects_database: Path) -> Path:
    return subjects_database


def _cells(findings: tuple[Finding, ...]) -> list[tuple[int | None, str | None]]:
    return [(each.row, each.column) for each in findings]


@pytest.mark.parametrize(
    ("change", "column", "rule", "repair"),
    [
        ({"value": "7.5"}, "value", "is not a whole number of persons, 1 or more", "thousands"),
        ({"value": "0"}, "value", "is not a whole number of persons, 1 or more", "in full"),
        ({"value": "-5"}, "value", "is not a whole number of persons, 1 or more", "in full"),
        ({"value": "99999999"}, "value", "more than the people of the place in 2020 (542,629)", "the place"),
        ({"value": "542630"}, "value", "more than the people of the place in 2020 (542,629)", "the place"),
        ({"value": "7151503", "place": "Arizona"}, "value", "in 2020 (7,151,502)", "the place"),
        ({**DOLLARS, "value": "499"}, "value", "at least 10,000 USD", "write the number in full"),
        ({**DOLLARS, "value": "5000001"}, "value", "at most 5,000,000 USD", "of all, not of one person"),
        ({"edition": "2011"}, "edition", f"is not a year of an edition (2012 to {NEXT_YEAR})", "the source"),
        ({"edition": f"{NEXT_YEAR + 1}"}, "edition", "is not a year of an edition", "the source"),
        ({"data_year": "2050"}, "data_year", "is not a year from 1990 to its edition (2018)", "the source"),
        ({**DOLLARS, "dollar_year": "2019"}, "dollar_year", "to its edition (2018)", "the source"),
        ({**DOLLARS, "dollar_year": "1989"}, "dollar_year", "is not a year from 1990", "the source"),
    ],
)
def test_a_loss_that_cannot_be_is_refused(
    url: str, tmp_path: Path, change: dict[str, str], column: str, rule: str, repair: str
) -> None:
    (finding,) = _refusal(url, tmp_path, Kind.LOSSES, {**LOSS, **change})
    assert (finding.row, finding.column, finding.value) == (2, column, {**LOSS, **change}[column])
    assert rule.casefold() in finding.rule.casefold()
    assert repair.casefold() in finding.repair.casefold()


def test_a_rate_is_a_percent(url: str, tmp_path: Path) -> None:
    rate = {**LOSS, "measure": "rate", "unit": "percent"}
    rows = [{**rate, "value": value, "location": f"row {value}"} for value in ("180", "-0.1", "100", "0")]
    findings = _refusal(url, tmp_path, Kind.LOSSES, *rows, new_measures=True)
    assert _cells(findings) == [(2, "value"), (3, "value")]
    assert {each.rule for each in findings} == {"is not a percent (0 to 100)"}


@pytest.mark.parametrize(
    "change",
    [
        {"value": "1"},
        {"value": "542629"},
        {"edition": "2012", "data_year": "2012"},
        {"edition": f"{NEXT_YEAR}", "data_year": f"{NEXT_YEAR}"},
        {"data_year": ""},
        {**DOLLARS, "value": "10000", "dollar_year": "1990"},
        {**DOLLARS, "value": "5000000", "dollar_year": "2018"},
    ],
)
def test_what_is_just_possible_is_loaded(url: str, tmp_path: Path, change: dict[str, str]) -> None:
    assert _losses(url, tmp_path, {**LOSS, **change}, sure=True).new == 1


@pytest.mark.parametrize(
    ("measure", "value", "fits"),
    [
        (ALL, 9_999, False),
        (ALL, 10_000, True),
        (ALL, 127e9, True),
        (ALL, -139e6, False),
        ("social_loss_aggregate_education_cost_offset", -398e6, True),
        ("social_loss_aggregate_component_welfare", 26, False),
        ("social_gain_if_halved", 79, False),
        (PER_PERSON, -499_000, False),
        ("social_loss_per_person_component_welfare", 1_420, True),
        ("social_loss_per_person_component_welfare", -1_420, False),
        ("social_loss_per_person_component_earnings", 271, False),
        ("social_loss_per_person_education_cost_offset", -21_980, True),
        ("social_loss_per_person_education_cost_offset", -22, False),
        ("social_loss_per_person_component_earnings", 5_000_001, False),
    ],
)
def test_dollars_of_one_person_of_all_and_of_parts(measure: str, value: float, fits: bool) -> None:
    years = {"edition": 2014, "data_year": 2012, "dollar_year": 2013}
    breaches = list(loss_breaches({**years, "measure": measure, "unit": "USD", "value": value}, 1000, 2026))
    assert [column for column, _, _ in breaches] == ([] if fits else ["value"])


def test_where_the_people_are_not_known_the_nation_is_the_most() -> None:
    row = {"edition": 2014, "data_year": None, "dollar_year": None, "measure": "count", "unit": "persons"}
    assert not list(loss_breaches({**row, "value": float(NATION_2020)}, None, 2026))
    ((column, rule, _),) = loss_breaches({**row, "value": NATION_2020 + 1.0}, None, 2026)
    assert (column, rule) == ("value", "is more than the people of the United States in 2020 (331,449,281)")


def test_years_are_judged_without_an_edition() -> None:
    row = {"measure": None, "unit": "USD", "value": 1.0}
    years = {"edition": None, "data_year": 2027, "dollar_year": 2028}
    ((column, rule, _),) = loss_breaches({**row, **years}, None, 2026)
    assert (column, rule) == ("dollar_year", "is not a year from 1990 to next year (2027)")


def test_a_measure_of_districts_is_not_one_of_places(url: str, tmp_path: Path) -> None:
    row = {**INDICATOR, "measure": "enrollment", "value": "100", "low": "", "high": ""}
    (finding,) = _refusal(url, tmp_path, Kind.INDICATORS, row)
    assert (finding.row, finding.column, finding.value) == (2, "measure", "enrollment")
    assert "is a measure of the subject district, not of places" in finding.rule
    assert "subject place" in finding.repair


def test_a_measure_staff_defined_stays_one_of_places(url: str, tmp_path: Path) -> None:
    row = {**INDICATOR, **NEW_MEASURE, "value": "120", "low": "", "high": ""}
    load(url, Kind.INDICATORS, _csv(tmp_path, Kind.INDICATORS, row), new_measures=True)
    assert load(url, Kind.INDICATORS, _csv(tmp_path, Kind.INDICATORS, {**row, "place": "Tucson"})).new == 1


def test_an_indicator_in_percent_and_its_bounds_are_percents(url: str, tmp_path: Path) -> None:
    findings = _refusal(
        url, tmp_path, Kind.INDICATORS, {**INDICATOR, "low": "-1"}, {**INDICATOR, "value": "180", "high": "181"}
    )
    assert _cells(findings) == [(2, "low"), (3, "high"), (3, "value")]
    assert unit_fault("percent", 100.0) is None
    assert unit_fault("percent change", -12.0) is None


def test_all_faults_of_all_losses_are_named_in_one_pass(url: str, tmp_path: Path) -> None:
    findings = _refusal(
        url,
        tmp_path,
        Kind.LOSSES,
        {**LOSS, "edition": "x", "place": "Tuscon", "unit": "USD", "data_year": "2050", "note": "=1"},
        {**LOSS, "value": "7.5", "place": "Atlantis", "source_title": ""},
        {**LOSS, "value": "-5", "source_kind": "rumour", "source_address": "nowhere", "location": ""},
    )
    assert _cells(findings) == [
        *((2, column) for column in ("data_year", "edition", "note", "place", "unit")),
        *((3, column) for column in ("place", "source_title", "value")),
        *((4, column) for column in ("location", "source_kind", "value")),
    ]


def test_all_faults_of_all_indicators_are_named_in_one_pass(url: str, tmp_path: Path) -> None:
    findings = _refusal(
        url,
        tmp_path,
        Kind.INDICATORS,
        {**INDICATOR, "measure": "poverty?", "period": "last year", "place": "Atlantis", "value": "six"},
        {**INDICATOR, "value": "six", "low": "9"},
        {**INDICATOR, "place": "", "period": "", "high": "4", "location": "="},
    )
    assert _cells(findings) == [
        *((2, column) for column in ("measure", "period", "place", "value")),
        *((3, column) for column in ("value", "value")),
        *((4, column) for column in ("location", "period", "place", "value")),
    ]
    assert [each.rule for each in findings if each.row == 3] == [
        "is not a finite number",
        "low, value and high are not in order",
    ]


def test_a_fault_in_the_definition_of_a_measure_is_named_once(url: str, tmp_path: Path) -> None:
    row = {**INDICATOR, **NEW_MEASURE, "value": "120", "low": "", "high": "", "measure_name": "=1"}
    assert _cells(_refusal(url, tmp_path, Kind.INDICATORS, row, new_measures=True)) == [(2, "measure_name")]


def test_a_row_at_fault_is_still_compared_with_what_stands(url: str, tmp_path: Path) -> None:
    _losses(url, tmp_path, LOSS)
    findings = _refusal(url, tmp_path, Kind.LOSSES, {**LOSS, "value": "1141", "note": "=1"})
    assert _cells(findings) == [(2, "note"), (2, "value")]
    assert "--replace" in findings[1].repair


def test_a_value_at_fault_is_not_compared(url: str, tmp_path: Path) -> None:
    _losses(url, tmp_path, LOSS)
    findings = _refusal(url, tmp_path, Kind.LOSSES, LOSS, {**LOSS, "value": "7.5"})
    assert _cells(findings) == [(3, "value")]


def test_rows_that_contradict_each_other_are_named_beside_other_faults(url: str, tmp_path: Path) -> None:
    findings = _refusal(url, tmp_path, Kind.LOSSES, {**LOSS, "data_year": "2050"}, {**LOSS, "value": "1141"})
    assert _cells(findings) == [(2, "data_year"), (3, "value")]
    assert "contradicts row 2" in findings[1].rule
