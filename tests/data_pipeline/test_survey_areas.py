"""A figure that mostly describes people outside the city says so, and no other one does."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_pipeline.sources import urban_mobility
from data_pipeline.survey_areas import shares, survey_area_faults

MEASURES = [(1, {"id": "diploma", "geography": "residents (modelled)"}), (2, {"id": "rate", "geography": "residents"})]
BUCKEYE, PEORIA, TUCSON, KEARNY = "0407940", "0454050", "0477000", "0437200"
FEW = "Only about {}% of the people in the survey areas behind this figure live here"


@pytest.mark.parametrize(
    ("measure", "place", "year", "note", "rule", "repair"),
    [
        ("diploma", BUCKEYE, 2021, FEW.format(41), "", ""),
        ("diploma", BUCKEYE, 2023, f"Corrected in 2025. {FEW.format(45)}", "", ""),
        ("diploma", BUCKEYE, 2023, None, "mostly lie outside the city", FEW.format(45)),
        ("diploma", BUCKEYE, 2023, FEW.format(41), "mostly lie outside the city", FEW.format(45)),
        ("diploma", BUCKEYE, 2021, "An estimate", "mostly lie outside the city", FEW.format(41)),
        ("diploma", PEORIA, 2021, None, "", ""),
        ("diploma", PEORIA, 2022, None, "mostly lie outside the city", FEW.format(69)),
        ("diploma", TUCSON, 2023, FEW.format(45), "and 80% do", "Take the sentence out"),
        ("diploma", KEARNY, 2023, None, "has none for 2020", "Add the place"),
        ("rate", BUCKEYE, 2023, None, "", ""),
    ],
)
def test_the_note_says_how_few_live_in_the_city(
    measure: str, place: str, year: int, note: str | None, rule: str, repair: str
) -> None:
    row = {"measure_id": measure, "place_geoid": place, "period_end": year, "note": note}
    found = survey_area_faults([(7, row)], MEASURES, "observation.csv")
    assert [(each.row, each.column) for each in found] == ([(7, "note")] if rule else [])
    assert all(rule in each.rule and repair in each.repair for each in found)


@pytest.mark.real_files
@pytest.mark.parametrize("census", [2010, 2020])
def test_the_shares_are_those_of_the_crosswalks(census: int, real_files: Path) -> None:
    table = urban_mobility.fit(real_files / "urban-mobility-metrics" / f"puma_to_place_{census}__AZ.csv")
    computed = dict(zip(table["geoid"], table["share_in_city"].round(4), strict=True))
    assert {place: share for (year, place), share in shares().items() if year == census} == computed
