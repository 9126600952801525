"""Districts and charter holders of Arizona: the LEA directory of the federal Common Core of Data (CCD).

City names are upper case in some rows and mixed case in others, so ``city`` is given in one form; nothing is joined by it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from data_pipeline.sources.errors import SourceError
from data_pipeline.sources.reading import id_text, number_of, read_table

REQUIRED = (
    "SCHOOL_YEAR", "LEA_NAME", "ST_LEAID", "LEAID", "LCITY", "LZIP", "SY_STATUS_TEXT", "LEA_TYPE", "CHARTER_LEA",
    "GSLO", "GSHI", "OPERATIONAL_SCHOOLS",
)  # fmt: skip
KINDS = {
    "1": "regular district", "4": "service agency", "5": "state agency", "7": "charter", "8": "other agency",
    "9": "specialized district",
}  # fmt: skip
NO_GRADES = ("M", "N", "")  # missing, not applicable


def parse(path: Path) -> pd.DataFrame:
    """The directory.

    Returns:
        One row an agency: ``entity_id`` (ADE, text), ``nces_id`` (LEAID, 7 digits, text), ``name`` (with the state's number),
        ``short_name``, ``kind``, ``city`` (upper case, of the office), ``zip``, ``lowest_grade``, ``highest_grade`` (PK, KG,
        01 ... 12, None where it runs no school), ``schools`` (operating, int), ``standing`` (Open, Inactive ...),
        ``school_year``, ``row``.

    Raises:
        SourceError: an id of another form, an unknown kind, an agency listed twice.
    """
    table = read_table(path, REQUIRED)
    tidy = pd.DataFrame([_agency(path, {str(k): v for k, v in record.items()}) for record in table.to_dict("records")])
    for column in ("entity_id", "nces_id"):
        repeated = tidy[tidy.duplicated(column)]
        if not repeated.empty:
            first = repeated.iloc[0]
            raise SourceError(
                path, "an agency is listed twice", row=int(first["row"]), column=column, value=first[column]
            )
    return tidy


def short_name(name: str) -> str:
    """A district's name as people say it: ``Tucson Unified District (4403)`` -> ``Tucson Unified``."""
    plain = re.sub(r"\s*\(\d+\)\s*$", "", re.sub(r"\s+", " ", name)).strip()
    plain = re.sub(r"\s+(No\.? ?\d+|#\d+|\d+)$", "", plain)
    return re.sub(r"\s+(School )?District$", "", plain)


def _agency(path: Path, record: dict[str, object]) -> dict[str, object]:
    row = int(str(record["row"]))
    nces, state = str(record["LEAID"]), str(record["ST_LEAID"])
    if not re.fullmatch(r"\d{7}", nces):
        raise SourceError(path, "an NCES id has 7 digits", row=row, column="LEAID", value=nces)
    if not state.startswith("AZ-"):
        raise SourceError(path, "the state's id starts with AZ-", row=row, column="ST_LEAID", value=state)
    kind = str(record["LEA_TYPE"])
    if kind not in KINDS:
        raise SourceError(path, "this kind of agency is not known", row=row, column="LEA_TYPE", value=kind)
    schools = number_of(path, record["OPERATIONAL_SCHOOLS"], row=row, column="OPERATIONAL_SCHOOLS")
    low, high = (None if record[name] in NO_GRADES else str(record[name]) for name in ("GSLO", "GSHI"))
    name = re.sub(r"\s+", " ", str(record["LEA_NAME"]))
    return {
        "entity_id": id_text(path, state.removeprefix("AZ-"), row=row, column="ST_LEAID"),
        "nces_id": nces,
        "name": name,
        "short_name": short_name(name),
        "kind": KINDS[kind],
        "city": str(record["LCITY"]).upper(),
        "zip": record["LZIP"],
        "lowest_grade": low,
        "highest_grade": high,
        "schools": None if schools is None else int(schools),
        "standing": record["SY_STATUS_TEXT"],
        "school_year": record["SCHOOL_YEAR"],
        "row": row,
    }
