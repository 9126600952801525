"""Population of Arizona's 91 incorporated places: Census SUB-EST2019 (2010 census, estimates 2010 to 2019).

Codes are stored as numbers (``4``, ``2830``), names without "city" or "town". Tusayan became a town after the census of April
2010, so its 2010 census count is the mark ``A`` (not applicable).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data_pipeline.sources.errors import SourceError
from data_pipeline.sources.reading import id_text, number_of, read_table

PLACE_LEVEL = "162"
NOT_APPLICABLE = "A"
YEARS = tuple(range(2010, 2020))
CENSUS = "CENSUS2010POP"
REQUIRED = ("SUMLEV", "STATE", "PLACE", "NAME", CENSUS, *(f"POPESTIMATE{year}" for year in YEARS))


def parse(path: Path) -> pd.DataFrame:
    """Counts and estimates.

    Returns:
        One row a place and column: ``geoid`` (7 digits, text), ``name``, ``measure`` (population_census |
        population_estimate_v2019), ``year`` (int), ``value`` (people or None), ``column`` (in the file), ``row``.

    Raises:
        SourceError: a row of another summary level or a count that is not a number.
    """
    table = read_table(path, REQUIRED)
    rows: list[dict[str, object]] = []
    for record in table.to_dict("records"):
        rows.extend(_place(path, {str(key): value for key, value in record.items()}))
    return pd.DataFrame(rows)


def _place(path: Path, record: dict[str, object]) -> list[dict[str, object]]:
    row = int(str(record["row"]))
    if record["SUMLEV"] != PLACE_LEVEL:
        rule = f"only whole places (summary level {PLACE_LEVEL}) are read: parts of places would count people twice"
        raise SourceError(path, rule, row=row, column="SUMLEV", value=record["SUMLEV"])
    state = id_text(path, record["STATE"], row=row, column="STATE", width=2)
    geoid = state + id_text(path, record["PLACE"], row=row, column="PLACE", width=5)
    columns = [(CENSUS, "population_census", 2010)]
    columns += [(f"POPESTIMATE{year}", "population_estimate_v2019", year) for year in YEARS]
    return [
        {
            "geoid": geoid,
            "name": record["NAME"],
            "measure": measure,
            "year": year,
            "value": number_of(path, record[column], row=row, column=column, blank=("", NOT_APPLICABLE)),
            "column": column,
            "row": row,
        }
        for column, measure, year in columns
    ]
