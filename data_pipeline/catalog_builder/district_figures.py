"""Table ``district_observation``: graduation, dropout, enrollment, letter grades and tests of the districts that serve a place."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from data_pipeline.catalog_builder.inputs import Inputs
from data_pipeline.catalog_builder.tables import Cells
from data_pipeline.sources import ade_enrollment, ade_letter_grades, district_outcomes, school_assessments

OUTCOMES = ("az-boards-district", "ade_district_outcomes_extract.csv")
ASSESSMENTS = ("az-assessments-school", "az_school_assessments_2019_2025.csv")
ENROLLMENT = {2018: "Oct1Enrollment2018_publish.xlsx", 2025: "Oct1Enrollment2025_publish.xlsx"}
BY_CLASS = ("graduation_rate_4yr", "cohort_size", "graduates")
LETTER_YEARS = (2023, 2024, 2025)
TEST_YEARS = (2023, 2024, 2025)


def rows(inputs: Inputs, districts: set[str], grades: pd.DataFrame) -> list[Cells]:
    """All figures of the districts.

    Args:
        inputs: the files.
        districts: ADE ids of the districts wanted.
        grades: schools with letters, all years (``ade_letter_grades.parse``).

    Raises:
        ValueError: the extract and the state's workbook give a district another enrollment for the same year.
    """
    workbooks = _enrollment(inputs, districts)
    outcomes = district_outcomes.parse(inputs.file(*OUTCOMES))
    found = list(_outcomes(outcomes[outcomes["entity_id"].isin(districts)], workbooks))
    found += workbooks.values()
    found += seniors(inputs, districts)
    found += _letters(grades[grades["district_id"].isin(districts) & grades["fiscal_year"].isin(LETTER_YEARS)])
    return found + list(_tests(inputs, districts, grades))


def _period(measure: str, year: int) -> Cells:
    """A class, or a fiscal year written as the school year it is."""
    if measure in BY_CLASS:
        return {"period_start": year, "period_end": year, "period_label": f"Class of {year}"}
    return {"period_start": year - 1, "period_end": year, "period_label": f"{year - 1}-{year % 100:02d}"}


def _figure(district: object, measure: str, year: int, value: float | None, source: str, location: str) -> Cells:
    return {
        "district_id": district, "measure_id": measure, **_period(measure, year),
        "value": None if value is None or pd.isna(value) else round(float(value), 4),
        "status": "published", "preferred": True, "source_id": source, "location": location,
    }  # fmt: skip


def _enrollment(inputs: Inputs, districts: set[str]) -> dict[tuple[str, int], Cells]:
    found: dict[tuple[str, int], Cells] = {}
    for year, name in ENROLLMENT.items():
        table = ade_enrollment.parse(inputs.file("ade-enrollment", name))
        for record in table[table["entity_id"].isin(districts)].to_dict("records"):
            place = f"LEA by Grade, row {record['row']}"
            cells = _figure(record["entity_id"], "enrollment_oct1", year, record["total"], f"ade-oct1-{year}", place)
            found[str(record["entity_id"]), year] = cells | {"status": record["status"], "note": _text(record["note"])}
    return found


def seniors(inputs: Inputs, districts: set[str]) -> Iterable[Cells]:
    """Students in grade 12 of each district that has some, by the newest workbook."""
    year = max(ENROLLMENT)
    table = ade_enrollment.parse(inputs.file("ade-enrollment", ENROLLMENT[year]))
    for record in table[table["entity_id"].isin(districts) & (table["grade_12"] > 0)].to_dict("records"):
        place = f"LEA by Grade, row {record['row']}, column 12"
        yield _figure(record["entity_id"], "enrollment_grade_12", year, record["grade_12"], f"ade-oct1-{year}", place)


def _outcomes(outcomes: pd.DataFrame, workbooks: dict[tuple[str, int], Cells]) -> Iterable[Cells]:
    for record in outcomes.to_dict("records"):
        district, measure, year = str(record["entity_id"]), str(record["measure"]), int(record["year"])
        if measure == "enrollment_oct1" and (district, year) in workbooks:
            printed = workbooks[district, year]["value"]
            if printed is not None and printed != record["value"]:
                message = f"district {district}, {year}: enrollment {record['value']} in the extract, {printed} in the workbook"
                raise ValueError(message)
            continue
        cells = _figure(district, measure, year, record["value"], "ade-outcomes", f"row {record['row']}")
        yield cells | {"status": record["status"], "note": _text(record["note"])}


def _letters(grades: pd.DataFrame) -> Iterable[Cells]:
    for record in ade_letter_grades.counts(grades).to_dict("records"):
        year = int(record["fiscal_year"])
        measure = f"letter_grade_{str(record['group']).lower().replace(' ', '_')}"
        yield _figure(record["district_id"], measure, year, record["schools"], f"ade-af-{year}", "schools")


def _tests(inputs: Inputs, districts: set[str], grades: pd.DataFrame) -> Iterable[Cells]:
    schools = school_assessments.parse(inputs.file(*ASSESSMENTS))
    placed = schools[schools["fiscal_year"].isin(TEST_YEARS)]
    table = school_assessments.by_district(placed, district_of_school(grades) | _unlisted(placed, grades))
    # A district none of whose schools can be weighted has no row: there is nothing to say but what the measure says.
    some = table["district_id"].isin(districts) & (table["schools_used"] > 0)
    for record in table[some].to_dict("records"):
        year = int(record["fiscal_year"])
        cells = _figure(record["district_id"], str(record["measure"]), year, record["value"], "ade-tests", "schools")
        yield cells | {"status": record["status"], "quality": record["quality"]}


def district_of_school(grades: pd.DataFrame) -> dict[str, str]:
    """ADE district id by ADE school id, from the latest year a school was listed."""
    latest = grades.sort_values("fiscal_year").drop_duplicates("school_id", keep="last")
    return dict(zip(latest["school_id"], latest["district_id"], strict=True))


def _unlisted(schools: pd.DataFrame, grades: pd.DataFrame) -> dict[str, str]:
    """District of the few tested schools that no list of letter grades has, by the district's full name."""
    known = district_of_school(grades)
    named = grades.drop_duplicates(["district_name", "district_id"]).drop_duplicates("district_name", keep=False)
    ids = dict(zip(named["district_name"], named["district_id"], strict=True))
    pairs = schools.drop_duplicates("school_id")[["school_id", "district_name"]].itertuples(index=False)
    return {school: ids[name] for school, name in pairs if school not in known and name in ids}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
