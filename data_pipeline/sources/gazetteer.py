"""Place gazetteer of the Census Bureau: names, codes, land, centroids.

Up to 2024 the file is separated by tabs and both heading and rows are padded with blanks after the last column; from 2025 on it is
separated by bars. Numbers may end in a bare point (``0.``).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data_pipeline.sources.errors import SourceError
from data_pipeline.sources.reading import id_text, number_of, read_table, text_of

REQUIRED = ("USPS", "GEOID", "ANSICODE", "NAME", "LSAD", "FUNCSTAT", "ALAND", "AWATER", "INTPTLAT", "INTPTLONG")
INCORPORATED = ("21", "25", "37", "43", "47")


def parse(path: Path) -> pd.DataFrame:
    """Places of the gazetteer.

    Returns:
        One row a place: ``state`` (two letters), ``geoid`` (7 digits, text), ``gnis_id`` (text), ``full_name``,
        ``incorporated`` (bool), ``latitude``, ``longitude`` (degrees), ``land_sq_m``, ``water_sq_m`` (square metres), ``row``.

    Raises:
        SourceError: a missing column, a code of another form, or a centroid outside the globe.
    """
    delimiter = "\t" if "\t" in text_of(path).splitlines()[0] else "|"
    table = read_table(path, REQUIRED, delimiter=delimiter)
    return pd.DataFrame([_place(path, {str(k): v for k, v in record.items()}) for record in table.to_dict("records")])


def _place(path: Path, record: dict[str, object]) -> dict[str, object]:
    row = int(str(record["row"]))
    numbers = {name: number_of(path, record[name], row=row, column=name) for name in REQUIRED[6:]}
    latitude, longitude = numbers["INTPTLAT"], numbers["INTPTLONG"]
    land, water = numbers["ALAND"], numbers["AWATER"]
    if latitude is None or longitude is None or land is None or water is None:
        raise SourceError(path, "a number is missing", row=row)
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise SourceError(path, "a centroid lies outside the globe", row=row, column="INTPTLAT", value=latitude)
    geoid = id_text(path, record["GEOID"], row=row, column="GEOID")
    if len(geoid) != 7:
        raise SourceError(path, "a place id has 7 digits", row=row, column="GEOID", value=geoid)
    return {
        "state": record["USPS"], "geoid": geoid, "gnis_id": record["ANSICODE"], "full_name": record["NAME"],
        "incorporated": record["LSAD"] in INCORPORATED, "latitude": latitude, "longitude": longitude,
        "land_sq_m": int(land), "water_sq_m": int(water), "row": row,
    }  # fmt: skip
