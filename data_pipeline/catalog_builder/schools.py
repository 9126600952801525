"""Table ``high_school``: students in grade 12 by school, and where each school is known to be."""

from __future__ import annotations

from data_pipeline.catalog_builder.district_figures import ENROLLMENT
from data_pipeline.catalog_builder.inputs import Inputs, Row, own_rows
from data_pipeline.catalog_builder.tables import Cells
from data_pipeline.sources import ade_enrollment

UNKNOWN = "No published coordinates at hand"


def school_rows(inputs: Inputs, districts: set[str]) -> list[Cells]:
    """Every school with a grade 12 of the districts, by the newest workbook.

    Raises:
        ValueError: the hand-written file of places names a school the workbook has not, or by another name.
    """
    year = max(ENROLLMENT)
    table = ade_enrollment.schools(inputs.file("ade-enrollment", ENROLLMENT[year]))
    places = {row["school_id"]: row for row in own_rows("school_places.csv")}
    names = dict(zip(table["school_id"], table["name"], strict=True))
    for school_id, row in places.items():
        if names.get(school_id) != row["school"]:
            message = (
                f"school_places.csv: {school_id} is {names.get(school_id)!r} in the workbook, not {row['school']!r}"
            )
            raise ValueError(message)
    records = table[table["district_id"].isin(districts)].to_dict("records")
    return [_school({str(k): v for k, v in each.items()}, places.get(str(each["school_id"]))) for each in records]


def _school(record: Cells, place: Row | None) -> Cells:
    named = ("place_geoid", "place_name", "evidence_kind", "evidence", "place_source_id")
    known = (
        {name: place[name] or None for name in named} if place else {"evidence_kind": "unknown", "evidence": UNKNOWN}
    )
    kept = ("school_id", "district_id", "name", "fiscal_year", "grade_12", "status")
    counts = {name: None if record[name] != record[name] else record[name] for name in kept}
    source = f"ade-oct1-{record['fiscal_year']}"
    return {**counts, **known, "source_id": source, "location": f"School by Grade, row {record['row']}"}
