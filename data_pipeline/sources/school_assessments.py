"""Share of students passing the statewide tests, school by school, added up to districts.

Known faults: every row of 2019 and 2021 is marked suppressed (a filter upstream, not a hidden result) and nearly every
``number_tested`` of 2022 is missing, so those years give no district figure. In later years about a fifth of the schools with
a percent lack the number tested: they cannot be weighted and the coverage says so. All grades are in one figure.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data_pipeline.sources.errors import SourceError
from data_pipeline.sources.reading import id_text, number_of, read_table

REQUIRED = (
    "school_entity_id", "school_name", "district_name", "county", "subject", "test_level", "subgroup", "fay_status",
    "fiscal_year", "percent_passing", "number_tested", "is_suppressed",
)  # fmt: skip
MEASURES = {"English Language Arts": "passing_ela", "Mathematics": "passing_math", "Science": "passing_science"}
UPSTREAM_FILTER_YEARS = (2019, 2021)
COMPLETE = 0.8  # below this share of its schools a figure is marked incomplete
ENOUGH = 0.5  # below this share no figure is given
FLAGS = {"True": True, "False": False}


def parse(path: Path) -> pd.DataFrame:
    """Schools as the file has them.

    Returns:
        One row a school, subject and year: ``school_id`` (ADE, text), ``school_name``, ``district_name``, ``county``,
        ``measure`` (passing_ela | passing_math | passing_science), ``fiscal_year`` (int), ``percent`` (0 to 100 or None),
        ``tested`` (students or None), ``status`` (published | suppressed | not published), ``row``.

    Raises:
        SourceError: an unknown subject or flag, a percent outside 0 to 100, a school twice in one year.
    """
    table = read_table(path, REQUIRED)
    tidy = pd.DataFrame([_school(path, {str(k): v for k, v in record.items()}) for record in table.to_dict("records")])
    repeated = tidy[tidy.duplicated(["school_id", "measure", "fiscal_year"])]
    if not repeated.empty:
        first = repeated.iloc[0]
        raise SourceError(path, "a school is listed twice in one year", row=int(first["row"]), value=first["school_id"])
    return tidy


def by_district(schools: pd.DataFrame, district_of_school: dict[str, str]) -> pd.DataFrame:
    """Districts: sum of percent times tested over sum of tested.

    Args:
        schools: rows of ``parse``.
        district_of_school: ADE school id -> ADE district id; the file itself names districts but has no id for them.

    Returns:
        One row a district, measure and year: ``district_id``, ``measure``, ``fiscal_year``, ``value`` (percent or None),
        ``tested`` (students behind the value), ``schools_used``, ``schools`` (listed), ``coverage`` (0 to 1, of schools),
        ``status`` (published | suppressed | not published), ``quality`` (text or None).
    """
    placed = schools.assign(district_id=schools["school_id"].map(district_of_school)).dropna(subset=["district_id"])
    keys = ["district_id", "measure", "fiscal_year"]
    return pd.DataFrame([_district(tuple(key), group) for key, group in placed.groupby(keys)])


def _school(path: Path, record: dict[str, object]) -> dict[str, object]:
    row = int(str(record["row"]))
    subject, flag = str(record["subject"]), str(record["is_suppressed"])
    if subject not in MEASURES:
        raise SourceError(path, "this subject is not known", row=row, column="subject", value=subject)
    if flag not in FLAGS:
        raise SourceError(path, "must be True or False", row=row, column="is_suppressed", value=flag)
    percent = number_of(path, record["percent_passing"], row=row, column="percent_passing")
    if percent is not None and not 0 <= percent <= 100:
        raise SourceError(path, "a percent lies between 0 and 100", row=row, column="percent_passing", value=percent)
    year = int(str(record["fiscal_year"]))
    status = "published" if percent is not None else "suppressed"
    return {
        "school_id": id_text(path, record["school_entity_id"], row=row, column="school_entity_id"),
        "school_name": record["school_name"],
        "district_name": record["district_name"],
        "county": record["county"],
        "measure": MEASURES[subject],
        "fiscal_year": year,
        "percent": percent,
        "tested": number_of(path, record["number_tested"], row=row, column="number_tested"),
        "status": "not published" if year in UPSTREAM_FILTER_YEARS else status,
        "row": row,
    }


def _district(key: tuple[object, ...], group: pd.DataFrame) -> dict[str, object]:
    used = group.dropna(subset=["percent", "tested"])
    tested = float(used["tested"].sum())
    coverage = len(used) / len(group)
    given = coverage >= ENOUGH and tested > 0
    value = float((used["percent"] * used["tested"]).sum()) / tested if given else None
    incomplete = given and coverage < COMPLETE
    unknown = "suppressed" if (group["status"] == "suppressed").all() else "not published"
    return {
        "district_id": key[0],
        "measure": key[1],
        "fiscal_year": key[2],
        "value": value,
        "tested": tested,
        "schools_used": len(used),
        "schools": len(group),
        "coverage": coverage,
        "status": "published" if given else unknown,
        "quality": f"{'incomplete: ' if incomplete else ''}{len(used)} of {len(group)} schools",
    }
