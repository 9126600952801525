"""Graduation, dropout and enrollment by district: an extract of ADE figures for even years, 2014 to 2024.

Known faults, all flagged in the rows: October-1 enrollment of 2014 and 2016 is about twice the truth (Mesa 129,862, then
62,756 in 2018), a dropout rate of exactly 0 is printed for large districts in 2014 (Dysart), counts carry ``*``, some
graduation rates lack a count, and districts that lie in two counties appear twice. Ids come as floats without leading zero.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from data_pipeline.sources.errors import SourceError
from data_pipeline.sources.reading import id_text, number_of, read_table

REQUIRED = (
    "year", "county", "ctds_id", "nces_leaid", "ccd_lea_name", "total_enrollment", "dropout_rate", "num_enrolled",
    "num_dropouts", "grad_rate_4yr", "num_in_cohort", "num_graduated",
)  # fmt: skip
DOUBLED_YEARS = (2014, 2016)
# No year shows 0 for a district this size except 2014; the small districts that print 0 have under 400 pupils.
ZERO_DROPOUT_ENROLLMENT = 1000
DOUBLED = "printed {printed:,.0f}: about twice the truth, like the whole year"
ZERO = "printed 0, which cannot be true of a district of this size"
ROUNDING = 0.06  # percentage points: the printed rate has one decimal in most years


def parse(path: Path) -> pd.DataFrame:
    """Tidy figures of the extract.

    Returns:
        One row a figure: ``entity_id`` (ADE, text), ``nces_id`` (7 digits, text), ``name``, ``county``, ``year`` (int: fiscal
        year, or class for graduation), ``measure`` (enrollment_oct1, dropout_rate_7_12, graduation_rate_4yr, cohort_size,
        graduates), ``value`` (students or percent; None where not published), ``status`` (published | suppressed |
        not published), ``note``, ``row`` (in the file).

    Raises:
        SourceError: a number or id that cannot be read, a rate that its own counts contradict, or a district listed twice
            in a year with different figures.
    """
    table = read_table(path, REQUIRED)
    figures: list[dict[str, object]] = []
    for record in table.to_dict("records"):
        figures.extend(_figures(path, {str(key): value for key, value in record.items()}))
    tidy = pd.DataFrame(figures)
    return _once(path, tidy)


def _figures(path: Path, record: dict[str, object]) -> list[dict[str, object]]:
    row = int(str(record["row"]))
    year = number_of(path, record["year"], row=row, column="year")
    if year is None:
        raise SourceError(path, "the year is missing", row=row, column="year")
    key: dict[str, object] = {
        "entity_id": id_text(path, record["ctds_id"], row=row, column="ctds_id"),
        "nces_id": id_text(path, record["nces_leaid"], row=row, column="nces_leaid", width=7),
        "name": re.sub(r"\s+", " ", str(record["ccd_lea_name"])),
        "county": record["county"],
        "year": int(year),
        "row": row,
    }
    found = [_enrollment(path, record, row, int(year)), _dropout(path, record, row), *_graduation(path, record, row)]
    return [key | figure for figure in found if figure is not None]


def _figure(measure: str, value: float | None, status: str, note: str | None = None) -> dict[str, object]:
    return {"measure": measure, "value": value, "status": status, "note": note}


def _enrollment(path: Path, record: dict[str, object], row: int, year: int) -> dict[str, object] | None:
    printed = number_of(path, record["total_enrollment"], row=row, column="total_enrollment")
    if printed is None:
        return None
    if year in DOUBLED_YEARS:
        return _figure("enrollment_oct1", None, "not published", DOUBLED.format(printed=printed))
    return _figure("enrollment_oct1", printed, "published")


def _dropout(path: Path, record: dict[str, object], row: int) -> dict[str, object] | None:
    printed = number_of(path, record["dropout_rate"], row=row, column="dropout_rate")
    size = number_of(path, record["total_enrollment"], row=row, column="total_enrollment") or 0.0
    if printed is None:
        hidden = "*" in (record["num_dropouts"], record["num_enrolled"])
        return _figure("dropout_rate_7_12", None, "suppressed", "too few students to show") if hidden else None
    if printed == 0 and size >= ZERO_DROPOUT_ENROLLMENT:
        return _figure("dropout_rate_7_12", None, "not published", ZERO)
    return _figure("dropout_rate_7_12", printed, "published")


def _graduation(path: Path, record: dict[str, object], row: int) -> list[dict[str, object]]:
    """Rate, cohort and graduates; the rate is recomputed where both counts are there."""
    marks = ("", "*")
    printed = number_of(path, record["grad_rate_4yr"], row=row, column="grad_rate_4yr", blank=marks)
    cohort = number_of(path, record["num_in_cohort"], row=row, column="num_in_cohort", blank=marks)
    graduates = number_of(path, record["num_graduated"], row=row, column="num_graduated", blank=marks)
    if printed is None and cohort is None:
        return []
    rate, note = _rate(path, row, printed, cohort, graduates)
    figures = [_figure("graduation_rate_4yr", rate, "published" if rate is not None else "suppressed", note)]
    for name, value in (("cohort_size", cohort), ("graduates", graduates)):
        left_blank = None if value is not None else "the source leaves the count blank"
        figures.append(_figure(name, value, "published" if value is not None else "suppressed", left_blank))
    return figures


def _rate(
    path: Path, row: int, printed: float | None, cohort: float | None, graduates: float | None
) -> tuple[float | None, str | None]:
    if cohort is None or graduates is None:
        note = (
            "as printed; the counts behind it are not shown"
            if printed is not None
            else "the source leaves the rate blank"
        )
        return printed, note
    rate = 100 * graduates / cohort
    if printed is not None and abs(rate - printed) > ROUNDING:
        rule = f"the printed rate is not {graduates:g} of {cohort:g} ({rate:.2f}); check the counts"
        raise SourceError(path, rule, row=row, column="grad_rate_4yr", value=printed)
    return rate, None


def _once(path: Path, tidy: pd.DataFrame) -> pd.DataFrame:
    """One row a figure: a district that lies in two counties is listed once for each, with equal figures."""
    key = ["entity_id", "year", "measure"]
    differing = tidy.groupby(key)["value"].nunique(dropna=False)
    if (differing > 1).any():
        entity, year, measure = next(iter(differing[differing > 1].index))
        rule = f"district {entity} is listed twice in {year} with different figures of {measure}"
        raise SourceError(path, rule)
    return tidy.drop_duplicates(key).reset_index(drop=True)
