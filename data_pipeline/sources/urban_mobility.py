"""City figures of the Urban Institute's mobility metrics, and how well survey areas fit a city.

The survey behind most of them knows only areas of 100,000 people and more (PUMAs), spread over cities by population.
``fit`` says what share of the people in those areas live in the city: below about 0.7 the figure describes somebody else.
Files share one shape: ``year``, ``state``, ``place``, then a value with ``_lb``, ``_ub`` (bounds) and ``_quality`` (1 best,
3 weakest).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data_pipeline.sources.errors import SourceError
from data_pipeline.sources.reading import number_of, read_table

KEYS = ("year", "state", "place")
SUFFIXES = ("_lb", "_ub", "_quality")
NOT_VALUES = ("subgroup_type", "subgroup", "state_name", "place_name", "row")
MISSING = ("", "NA")
QUALITIES = ("1", "2", "3")
FIT_TOLERANCE = 0.01


def parse(path: Path) -> pd.DataFrame:
    """One file of metrics, made long.

    Returns:
        One row a place, year and metric: ``geoid`` (7 digits, text), ``year`` (int, as printed), ``metric`` (column of the file),
        ``value``, ``low``, ``high`` (in the file's unit: shares 0 to 1, dollars of the year), ``quality`` (text or None),
        ``row``. Files with subgroups keep ``subgroup_type`` and ``subgroup``.

    Raises:
        SourceError: codes of another form, a bound on the wrong side, or a quality flag other than 1, 2, 3.
    """
    table = read_table(path, KEYS)
    metrics = [name for name in table.columns if name not in (*KEYS, *NOT_VALUES) and not str(name).endswith(SUFFIXES)]
    rows: list[dict[str, object]] = []
    for record in table.to_dict("records"):
        named = {str(key): value for key, value in record.items()}
        rows.extend(_metric(path, named, str(metric)) for metric in metrics)
    return pd.DataFrame(rows)


def fit(path: Path) -> pd.DataFrame:
    """How much of the survey areas behind a city's figures is the city itself.

    The share is computed from the populations of the table. The table for the 2010 areas prints another one: its factor from
    place to area contradicts its own populations, and the quality flags of figures before 2022 rest on it.

    Returns:
        One row a place: ``geoid`` (7 digits, text), ``place_name``, ``share_in_city`` (0 to 1: of the people in the areas the city
        is in, weighted by where its own people live), ``printed`` (the table's own share), ``note`` (where the two differ).

    Raises:
        SourceError: a missing column or a share outside 0 to 1.
    """
    table = read_table(path, ("statefip", "place", "place_name", "afact", "place_pop", "sum_products"))
    people = next((name for name in ("pop20", "pop10") if name in table.columns), None)
    if people is None:
        raise SourceError(path, "neither pop20 nor pop10 is here", row=1)
    parts = pd.DataFrame([_part(path, {str(k): v for k, v in r.items()}, people) for r in table.to_dict("records")])
    rows = []
    for (geoid, name), part in parts.groupby(["geoid", "place_name"]):
        share, printed = float(part["contribution"].sum()), float(part["printed"].iloc[0])
        differs = abs(share - printed) > FIT_TOLERANCE
        note = f"the table prints {printed:.2f}, which its own populations contradict" if differs else None
        rows.append({"geoid": geoid, "place_name": name, "share_in_city": share, "printed": printed, "note": note})
    return pd.DataFrame(rows)


def _part(path: Path, record: dict[str, object], people: str) -> dict[str, object]:
    row = int(str(record["row"]))

    def number(name: str) -> float:
        found = number_of(path, record[name], row=row, column=name)
        if found is None:
            raise SourceError(path, "a number is missing", row=row, column=name)
        return found

    of_area, printed = number("afact"), number("sum_products")
    if not (0 <= of_area <= 1 and 0 <= printed <= 1):
        raise SourceError(path, "a share lies between 0 and 1", row=row, column="afact", value=record["afact"])
    of_place = number(people) / number("place_pop")
    geoid = f"{record['statefip']}{record['place']}"
    return {
        "geoid": geoid, "place_name": record["place_name"], "contribution": of_place * of_area, "printed": printed,
    }  # fmt: skip


def _metric(path: Path, record: dict[str, object], metric: str) -> dict[str, object]:
    row = int(str(record["row"]))
    state, place = str(record["state"]), str(record["place"])
    if not (state.isdigit() and len(state) == 2 and place.isdigit() and len(place) == 5):
        raise SourceError(
            path, "state and place codes have 2 and 5 digits", row=row, column="place", value=state + place
        )

    def number(name: str) -> float | None:
        return number_of(path, record[name], row=row, column=name, blank=MISSING) if name in record else None

    value, low, high = number(metric), number(f"{metric}_lb"), number(f"{metric}_ub")
    if value is not None and low is not None and high is not None and not low <= value <= high:
        raise SourceError(path, "the value lies outside its own bounds", row=row, column=metric, value=value)
    quality = str(record.get(f"{metric}_quality", "") or "")
    if quality not in (*MISSING, *QUALITIES):
        raise SourceError(path, "a quality flag is 1, 2 or 3", row=row, column=f"{metric}_quality", value=quality)
    tidy: dict[str, object] = {
        "geoid": state + place, "year": int(str(record["year"])), "metric": metric, "value": value, "low": low, "high": high,
        "quality": quality if quality in QUALITIES else None, "row": row,
    }  # fmt: skip
    return tidy | {name: record[name] for name in ("subgroup_type", "subgroup") if name in record}
