"""Consumer prices: CPI-U, U.S. city average, all items, not seasonally adjusted (series CUUR0000SA0, 1982-84 = 100).

The annual average is the publisher's own (period M13). October 2025 was never collected; the annual figure of 2025 was still
published and is kept with a note. The Phoenix series stands on another base and is refused.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data_pipeline.sources.errors import SourceError
from data_pipeline.sources.reading import number_of, read_table

SERIES = "CUUR0000SA0"
ANNUAL = "M13"
MONTHS = 12
MISSING_MARKS = ("", "-")


def parse(path: Path) -> pd.DataFrame:
    """Annual averages.

    Returns:
        One row a year: ``series``, ``year`` (int), ``value`` (index), ``months`` (months the file has for the year), ``note``
        (where a month is missing), ``row``.

    Raises:
        SourceError: another series, a year twice, or a value that is not a number.
    """
    table = read_table(path, ("series", "year", "period", "value"))
    other = table[table["series"] != SERIES]
    if not other.empty:
        first = other.iloc[0]
        rule = f"only {SERIES} is used here: another series may stand on another base"
        raise SourceError(path, rule, row=int(first["row"]), column="series", value=first["series"])
    months = _months(path, table)
    annual = table[table["period"] == ANNUAL]
    rows = [_year(path, {str(k): v for k, v in record.items()}, months) for record in annual.to_dict("records")]
    tidy = pd.DataFrame(rows)
    if tidy["year"].duplicated().any():
        raise SourceError(path, "a year has two annual averages", column="year", value=tidy["year"].mode()[0])
    return tidy


def _months(path: Path, table: pd.DataFrame) -> dict[int, list[int]]:
    """Months with a value, by year."""
    found: dict[int, list[int]] = {}
    for record in table.to_dict("records"):
        period = str(record["period"])
        if not period.startswith("M") or period == ANNUAL:
            continue
        value = number_of(path, record["value"], row=int(record["row"]), column="value", blank=MISSING_MARKS)
        if value is not None:
            found.setdefault(int(record["year"]), []).append(int(period[1:]))
    return found


def _year(path: Path, record: dict[str, object], months: dict[int, list[int]]) -> dict[str, object]:
    row, year = int(str(record["row"])), int(str(record["year"]))
    value = number_of(path, record["value"], row=row, column="value", blank=MISSING_MARKS)
    if value is None:
        raise SourceError(path, "an annual average is missing", row=row, column="value", value=record["value"])
    absent = [month for month in range(1, MONTHS + 1) if month not in months.get(year, [])]
    note = None
    if absent:
        listed = ", ".join(f"{year}-{month:02d}" for month in absent)
        note = f"no index for {listed}; the annual average is the publisher's"
    return {"series": SERIES, "year": year, "value": value, "months": MONTHS - len(absent), "note": note, "row": row}
