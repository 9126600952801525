"""Which counties a place lies in, with the people there: GeoCorr county-to-place tables (2010 and 2020 census).

The 2018 table has a second heading row in words below the first; the 2022 table has not. Code 99999 is what is left of a county
outside every place. Columns are named otherwise in each edition.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data_pipeline.sources.errors import SourceError
from data_pipeline.sources.reading import number_of, read_table

OUTSIDE = "99999"
EDITIONS: dict[int, dict[str, str]] = {
    2020: {
        "county": "countyfip", "place": "place", "county_name": "CountyName", "place_name": "PlaceName",
        "population": "population",
    },
    2010: {
        "county": "county", "place": "placefp", "county_name": "cntyname", "place_name": "placenm", "population": "pop10",
    },
}  # fmt: skip


def parse(path: Path) -> pd.DataFrame:
    """Parts of counties by place.

    Returns:
        One row a county and place: ``census_year`` (2010 | 2020), ``county_geoid`` (5 digits, text), ``county_name`` (without
        the state), ``place_geoid`` (7 digits, text, None for the part outside every place), ``place_name``,
        ``population`` (people, census), ``row``.

    Raises:
        SourceError: neither edition's columns, a code of another form, or a count that is not a number.
    """
    year, columns, table = _edition(path)
    rows = [_part(path, {str(k): v for k, v in record.items()}, columns, year) for record in table.to_dict("records")]
    return pd.DataFrame(rows)


def _edition(path: Path) -> tuple[int, dict[str, str], pd.DataFrame]:
    table = read_table(path, ("state",))
    for year, columns in EDITIONS.items():
        if all(name in table.columns for name in columns.values()):
            second_heading = table[columns["county"]].str.contains("code", case=False)
            return year, columns, table[~second_heading]
    raise SourceError(path, "neither the 2010 nor the 2020 columns of a county-to-place table are here", row=1)


def _part(path: Path, record: dict[str, object], columns: dict[str, str], year: int) -> dict[str, object]:
    row = int(str(record["row"]))
    county, place = str(record[columns["county"]]), str(record[columns["place"]])
    for code, name in ((county, "county"), (place, "place")):
        if not (code.isdigit() and len(code) == 5):
            raise SourceError(path, f"a {name} code has five digits", row=row, column=columns[name], value=code)
    population = number_of(path, record[columns["population"]], row=row, column=columns["population"])
    if population is None:
        raise SourceError(path, "the population is missing", row=row, column=columns["population"])
    return {
        "census_year": year,
        "county_geoid": county,
        "county_name": str(record[columns["county_name"]]).removesuffix(" AZ"),
        "place_geoid": None if place == OUTSIDE else f"{record['state']}{place}",
        "place_name": record[columns["place_name"]],
        "population": int(population),
        "row": row,
    }
