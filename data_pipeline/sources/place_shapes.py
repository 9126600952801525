"""Cities and towns of Arizona as the Census Bureau draws them: TIGER/Line places (a zipped shapefile, 2019).

The file holds 450 places: 91 incorporated ones (class C1) and 359 census-designated places, which are left out. Some names
occur more than once (St. Johns, Cottonwood), so places are known by their GEOID.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pandas as pd
import shapefile

from data_pipeline.sources.errors import SourceError
from data_pipeline.sources.reading import first_bytes, refuse_web_page

INCORPORATED = "C1"
KINDS = {"25": "city", "43": "town"}
REQUIRED = ("GEOID", "NAME", "NAMELSAD", "LSAD", "CLASSFP", "PLACENS", "ALAND", "AWATER", "INTPTLAT", "INTPTLON")


def parse(path: Path) -> pd.DataFrame:
    """The incorporated places.

    Returns:
        One row a place: ``geoid`` (7 digits, text), ``name``, ``full_name`` (with city or town), ``kind`` (city | town),
        ``gnis_id`` (text), ``latitude``, ``longitude`` (degrees, internal point), ``land_sq_m``, ``water_sq_m`` (square metres).

    Raises:
        SourceError: not a zipped shapefile of places, or a place that is neither city nor town.
    """
    records = _records(path)
    rows = [
        _place(path, record, number)
        for number, record in enumerate(records, start=1)
        if record["CLASSFP"] == INCORPORATED
    ]
    if not rows:
        raise SourceError(path, "no incorporated place (class C1) is in the file")
    return pd.DataFrame(rows).sort_values("geoid").reset_index(drop=True)


def _records(path: Path) -> list[dict[str, object]]:
    try:
        refuse_web_page(path, first_bytes(path))
        with shapefile.Reader(str(path)) as reader:
            records = [dict(record.as_dict()) for record in reader.iterRecords()]
    except OSError as problem:
        raise SourceError(path, f"the file cannot be opened: {problem.strerror or problem}") from problem
    except (shapefile.ShapefileException, zipfile.BadZipFile) as problem:
        raise SourceError(path, f"this is not a zipped shapefile ({problem}); fetch it again") from problem
    missing = [name for name in REQUIRED if records and name not in records[0]]
    if missing:
        raise SourceError(path, f"the column {missing[0]!r} is missing; this may not be a file of places")
    return records


def _place(path: Path, record: dict[str, object], number: int) -> dict[str, object]:
    kind = KINDS.get(str(record["LSAD"]))
    if kind is None:
        raise SourceError(
            path, "an incorporated place is a city or a town", row=number, column="LSAD", value=record["LSAD"]
        )
    return {
        "geoid": str(record["GEOID"]),
        "name": str(record["NAME"]),
        "full_name": str(record["NAMELSAD"]),
        "kind": kind,
        "gnis_id": str(record["PLACENS"]),
        "latitude": float(str(record["INTPTLAT"])),
        "longitude": float(str(record["INTPTLON"])),
        "land_sq_m": int(str(record["ALAND"])),
        "water_sq_m": int(str(record["AWATER"])),
    }
