"""Numbers read off the publishers' own files."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data_pipeline.sources import (
    ade_enrollment,
    ade_letter_grades,
    census_profile,
    city_statistics,
    consumer_prices,
    district_outcomes,
    district_poverty,
    gazetteer,
    nces_districts,
    place_counties,
    place_shapes,
    population_estimates,
    school_assessments,
    urban_mobility,
)

pytestmark = pytest.mark.real_files


@pytest.mark.parametrize(("year", "agencies", "tucson", "mesa"), [(2018, 730, 45474, 62756), (2025, 640, 40209, 55600)])
def test_enrollment(year: int, agencies: int, tucson: int, mesa: int, real_files: Path) -> None:
    table = ade_enrollment.parse(real_files / "ade-enrollment" / f"Oct1Enrollment{year}_publish.xlsx").set_index(
        "entity_id"
    )
    assert len(table) == agencies
    assert table.index.is_unique
    assert table.loc[["4403", "4235"], "total"].tolist() == [tucson, mesa]


def test_enrollment_sheets_disagree_in_2018_and_not_in_2025(real_files: Path) -> None:
    folder = real_files / "ade-enrollment"
    earlier = ade_enrollment.state_totals(folder / "Oct1Enrollment2018_publish.xlsx").dropna()
    assert dict(zip(earlier["sheet"], earlier["total"], strict=True)) == {
        "County by Grade": 1108259, "County by Gender": 1108584, "Type by Grade": 1092599, "Type by Gender": 1092921,
    }  # fmt: skip
    later = ade_enrollment.state_totals(folder / "Oct1Enrollment2025_publish.xlsx")
    assert set(later["total"]) == {1099612}


LETTERS = {
    2013: (1962, 1861),
    2014: (1939, 1833),
    2018: (1725, 1657),
    2019: (1769, 1760),
    2023: (1844, 1844),
    2024: (1864, 1863),
    2025: (1871, 1854),
}


def test_letter_grades_of_every_workbook(real_files: Path) -> None:
    tables = [ade_letter_grades.parse(path) for path in sorted((real_files / "ade-af-grades").iterdir())]
    found = {int(table["fiscal_year"][0]): (len(table), int(table["letter"].notna().sum())) for table in tables}
    assert found == LETTERS
    counts = ade_letter_grades.counts(pd.concat(tables))
    tucson = counts[(counts["district_id"] == "4403") & (counts["fiscal_year"] == 2025)].set_index("group")["schools"]
    assert tucson.to_dict() == {"A": 10, "B": 39, "C": 29, "D": 6, "F": 0, "not rated": 1}


def test_outcomes(real_files: Path) -> None:
    table = district_outcomes.parse(real_files / "az-boards-district" / "ade_district_outcomes_extract.csv")
    keyed = table.set_index(["entity_id", "year", "measure"])
    assert keyed.loc[("4403", 2024, "cohort_size"), "value"] == 3292
    assert keyed.loc[("4403", 2024, "graduates"), "value"] == 2713
    assert keyed.loc[("4403", 2024, "graduation_rate_4yr"), "value"] == pytest.approx(82.4119, abs=1e-4)
    assert keyed.loc[("4243", 2014, "dropout_rate_7_12"), "status"] == "not published"
    doubled = table[(table["measure"] == "enrollment_oct1") & table["year"].isin([2014, 2016])]
    assert len(doubled) == 128 and doubled["value"].isna().all()
    zeros = table[(table["measure"] == "dropout_rate_7_12") & (table["status"] == "not published")]
    assert sorted(zeros["entity_id"]) == ["4243", "4252", "4254", "4257", "4267"]


def test_outcomes_agree_with_the_workbook_of_2018(real_files: Path) -> None:
    table = district_outcomes.parse(real_files / "az-boards-district" / "ade_district_outcomes_extract.csv")
    extract = table[(table["measure"] == "enrollment_oct1") & (table["year"] == 2018)].set_index("entity_id")["value"]
    book = ade_enrollment.parse(real_files / "ade-enrollment" / "Oct1Enrollment2018_publish.xlsx").set_index(
        "entity_id"
    )["total"]
    both = pd.concat([extract, book], axis=1, keys=["extract", "book"]).dropna()
    assert len(both) == 74
    assert (both["extract"] == both["book"]).all()


def test_assessments(real_files: Path) -> None:
    table = school_assessments.parse(real_files / "az-assessments-school" / "az_school_assessments_2019_2025.csv")
    assert table["school_id"].nunique() == 1567
    assert set(table[table["fiscal_year"].isin([2019, 2021])]["status"]) == {"not published"}
    assert table[table["fiscal_year"] == 2022]["tested"].notna().sum() == 50


def test_places_counties_and_people(real_files: Path) -> None:
    shapes = place_shapes.parse(real_files / "az-places-tiger2019" / "tl_2019_04_place.zip")
    assert shapes["kind"].value_counts().to_dict() == {"city": 46, "town": 45}
    metrics = real_files / "urban-mobility-metrics"
    latest = place_counties.parse(metrics / "geocorr2022_county_place_2022_onwards__AZ.csv")
    earlier = place_counties.parse(metrics / "geocorr2018_county_place_2010_thru_2019__AZ.csv")
    assert (int(latest["population"].sum()), int(earlier["population"].sum())) == (7151502, 6392017)
    people = population_estimates.parse(real_files / "popest" / "sub-est2019_az.csv")
    phoenix = people[(people["geoid"] == "0455000") & (people["column"] == "POPESTIMATE2019")]
    assert phoenix["value"].tolist() == [1680992]
    assert set(people["geoid"]) == set(shapes["geoid"])


def test_prices(real_files: Path) -> None:
    table = consumer_prices.parse(real_files / "cpi-u" / "CUUR0000SA0_from_cpi_2.1.0.csv").set_index("year")
    assert (table.index.min(), table.index.max(), len(table)) == (1913, 2025, 113)
    assert table.loc[[2010, 2014, 2018, 2025], "value"].tolist() == [218.056, 236.736, 251.107, 321.943]
    assert table[table["months"] < 12].index.tolist() == [2025]


def test_districts(real_files: Path) -> None:
    table = nces_districts.parse(real_files / "nces-ccd-lea" / "ccd_lea_029_2425_az.csv")
    assert table["kind"].value_counts()["regular district"] == 226
    assert table.set_index("entity_id").loc["4403", ["nces_id", "short_name"]].tolist() == ["0408800", "Tucson Unified"]


def test_metrics_and_the_fit_of_survey_areas(real_files: Path) -> None:
    metrics = real_files / "urban-mobility-metrics"
    table = urban_mobility.parse(metrics / "metrics_college_place_all_longitudinal__AZ.csv")
    assert (len(table), table["geoid"].nunique(), sorted(set(table["year"]))) == (
        75,
        15,
        [2014, 2016, 2018, 2021, 2023],
    )
    latest = urban_mobility.fit(metrics / "puma_to_place_2020__AZ.csv").set_index("geoid")
    assert latest["share_in_city"].round(2).loc[["0407940", "0423620", "0455000"]].tolist() == [0.45, 0.53, 0.94]
    assert latest["note"].isna().all()
    earlier = urban_mobility.fit(metrics / "puma_to_place_2010__AZ.csv").set_index("geoid")
    assert earlier.loc["0465000", "share_in_city"] == pytest.approx(0.717, abs=1e-3)
    assert "prints 0.07" in str(earlier.loc["0465000", "note"])


def test_messy_tables(real_files: Path) -> None:
    cities = city_statistics.parse(real_files / "citystats-messy" / "Arizona_citystats.csv")
    assert sorted(cities[cities["status"] == "not published"]["name"]) == [
        "Lake of the Woods", "Sun City", "Sun City West", "Tuba City", "Tucson", "Tucson Estates",
    ]  # fmt: skip
    profile = census_profile.parse(real_files / "census-dp-exports-phoenix" / "ACSDP04.xlsx")
    first = profile[(profile["sheet"] == "ACSDP5Y2021.DP04") & (profile["label"] == "Occupied housing units")].iloc[0]
    assert (first["estimate"], first["estimate_margin"], round(first["percent"], 1), first["percent_margin"]) == (
        579876,
        2997,
        92.9,
        0.3,
    )
    fixed = district_poverty.parse(real_files / "saipe-az-districts" / "Arizona_Poverty.csv")
    commas = district_poverty.parse(real_files / "saipe-az-districts" / "ArizonaPoverty_Cleaned.csv")
    pd.testing.assert_frame_equal(fixed, commas)
    assert fixed.set_index("nces_id").loc["0400600", "children_in_poverty"] == 4872
    sample = gazetteer.parse(real_files / "gazetteer-sample" / "2023_Gaz_place_national_head.txt")
    assert sample["geoid"].tolist() == ["0100100", "0100124", "0107456"]
