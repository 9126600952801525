"""CityStats: a page of figures for 399 Arizona places, for local checks only (its repository has no licence).

Two codes are carried by two places each (Tucson Estates has Tucson's, Sun City West has Sun City's) together with copied figures;
one code is not a code, one is ``N/A``. Such rows are flagged and their figures must not be used.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from data_pipeline.sources.reading import number_of, read_table

COLUMNS = {
    "population": "Population",
    "median_household_income": "Median household income",
    "bachelors_or_higher": "% with at least Bachelor's degree",
    "median_age": "Median age",
    "poverty_rate": "Poverty Rate",
    "unemployment_rate": "Unemployment rate",
    "labor_force_participation": "Labor Force Participation rate",
}
CODE = "Fips Code"
MISSING = ("", "N/A", "$0")  # an older edition writes $0 for an income that is missing


def parse(path: Path) -> pd.DataFrame:
    """The columns that come from the Census survey of 2019 to 2023.

    Returns:
        One row a place: ``geoid`` (7 digits, text, None where the code is unusable), ``name``, ``population`` (people),
        ``median_household_income`` (2023 USD), ``bachelors_or_higher``, ``poverty_rate``, ``unemployment_rate``,
        ``labor_force_participation`` (percent), ``median_age`` (years), ``status`` (published | not published), ``note``, ``row``.

    Raises:
        SourceError: a missing column or a cell that is neither a number nor a known mark.
    """
    table = read_table(path, ("City", CODE, *COLUMNS.values()))
    shared = table.loc[table[CODE].duplicated(keep=False), CODE]
    rows = [_place(path, {str(k): v for k, v in record.items()}, set(shared)) for record in table.to_dict("records")]
    return pd.DataFrame(rows)


def _place(path: Path, record: dict[str, object], shared: set[str]) -> dict[str, object]:
    row, code = int(str(record["row"])), str(record[CODE])
    usable = re.fullmatch(r"AZ-(\d{5})", code)
    note = None
    if usable is None:
        note = f"the place code {code!r} is not a code"
    elif code in shared:
        note = f"the place code {code} is carried by two places with the same figures; one of them is a copy"
    figures = {
        name: number_of(path, record[head], row=row, column=head, blank=MISSING) for name, head in COLUMNS.items()
    }
    return {
        "geoid": f"04{usable.group(1)}" if usable is not None and note is None else None,
        "name": record["City"],
        **figures,
        "status": "published" if note is None else "not published",
        "note": note,
        "row": row,
    }
