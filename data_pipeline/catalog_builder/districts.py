"""Tables ``district`` and ``district_service``, and what both the figures and they need to know of districts."""

from __future__ import annotations

import pandas as pd

from data_pipeline.catalog_builder.inputs import Inputs, Row, own_rows
from data_pipeline.catalog_builder.tables import Cells
from data_pipeline.sources import ade_letter_grades, nces_districts

CCD = ("nces-ccd-lea", "ccd_lea_029_2425_az.csv")
GRADES = "ade-af-grades"
EVIDENCE = "Compiled by this project from district names, NCES office addresses and general geographic knowledge; to be confirmed"
UNSURE = "Not sure: please confirm"


def letter_grades(inputs: Inputs) -> pd.DataFrame:
    """All schools of all yearly workbooks (columns of ``ade_letter_grades.parse``)."""
    return pd.concat([ade_letter_grades.parse(path) for path in inputs.folder(GRADES)], ignore_index=True)


def district_rows(inputs: Inputs, grades: pd.DataFrame) -> list[Cells]:
    """Every regular district of the directory that is open, with its county where the letter grades tell it."""
    directory = nces_districts.parse(inputs.file(*CCD))
    regular = directory[(directory["kind"] == "regular district") & (directory["standing"] == "Open")]
    counties = _counties(grades)
    return [_district({str(k): v for k, v in r.items()}, counties) for r in regular.to_dict("records")]


def service_rows() -> list[Cells]:
    """Which districts serve which place: the hand-written table with evidence and source added."""
    return [
        {
            "place_geoid": row["place_geoid"],
            "district_id": row["district_id"],
            "extent": row["extent"],
            "levels": row["levels"],
            "evidence": EVIDENCE,
            "note": "; ".join(part for part in (row["note"], UNSURE if row["sure"] == "no" else "") if part),
            "source_id": "compiled-by-project",
        }
        for row in own_rows("services.csv")
    ]


def kind_of(name: str) -> str:
    """What a regular district runs, by its name: Arizona names unified and high-school districts so."""
    plain = name.lower()
    if any(word in plain for word in ("accommodation", "regional school", "special services", "alternative school")):
        return "accommodation district"
    if "high school district" in plain:
        return "high school district"
    return "unified district" if "unified" in plain or "jusd" in plain else "elementary district"


def _district(record: Row | Cells, counties: dict[str, str]) -> Cells:
    kept = ("entity_id", "nces_id", "name", "short_name", "lowest_grade", "highest_grade", "schools")
    return {name: record[name] for name in kept} | {
        "kind": kind_of(str(record["name"])),
        "county_geoid": counties.get(str(record["entity_id"])),
        "source_id": "nces-ccd-2024-25",
    }


def _counties(grades: pd.DataFrame) -> dict[str, str]:
    """County geoid by district: where most of its schools were in the latest year it was listed."""
    named = grades[grades["county"] != ""]
    latest = named[named["fiscal_year"] == named.groupby("district_id")["fiscal_year"].transform("max")]
    geoids = COUNTY_GEOIDS
    most = latest.groupby("district_id")["county"].agg(lambda names: names.mode().iloc[0])
    return {str(district): geoids[str(county)] for district, county in most.items()}


COUNTY_GEOIDS = {
    "Apache": "04001", "Cochise": "04003", "Coconino": "04005", "Gila": "04007", "Graham": "04009", "Greenlee": "04011",
    "La Paz": "04012", "Maricopa": "04013", "Mohave": "04015", "Navajo": "04017", "Pima": "04019", "Pinal": "04021",
    "Santa Cruz": "04023", "Yavapai": "04025", "Yuma": "04027",
}  # fmt: skip
