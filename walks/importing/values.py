"""Single values of a district's files: dates, codes, whole numbers, money."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from walks.importing.sheet import Value, text_of

EXCEL_DAY_ZERO = date(1899, 12, 30)
EXCEL_FIRST, EXCEL_LAST = 25_569, 60_000
_US = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[ T]0{1,2}:00(?::00(?:\.0+)?)?(?: ?AM)?)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_FORMULA = ("=", "+", "@")


def read_date(value: Value) -> date | None:
    """Read ``m/d/Y``, ISO, an Excel serial (1900 system, 1970 to 2064), or a date of a workbook; else None.

    A time of midnight is passed over; any other time makes it no date.
    """
    if isinstance(value, datetime):
        return value.date() if value.time() == datetime.min.time() else None
    if isinstance(value, date):
        return value
    text = text_of(value)
    if match := _US.fullmatch(text):
        return _day(int(match[3]), int(match[1]), int(match[2]))
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if _SERIAL.fullmatch(text) and EXCEL_FIRST <= float(text) <= EXCEL_LAST:
        return EXCEL_DAY_ZERO + timedelta(days=int(float(text)))
    return None


def likely_date(text: str) -> str:
    """Say what a value that is no date most likely should be."""
    match = _US.fullmatch(text)
    if match and _day(int(match[3]), int(match[2]), int(match[1])):
        return f"Day and month look swapped: {int(match[2])}/{int(match[1])}/{match[3]}"
    return "Write month/day/year (8/3/2016) or 2016-08-03"


def read_whole(value: Value, most: int) -> int | None:
    """Read a whole number from 0 to ``most``; else None."""
    text = text_of(value).replace(",", "")
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(most)):
        return None
    number = int(text)
    return number if number <= most else None


def read_money(value: Value) -> float | None:
    """Read an amount of dollars, 0 or more, with or without $ and commas; else None."""
    text = text_of(value).replace(",", "").removeprefix("$").strip()
    return float(text) if re.fullmatch(r"\d{1,9}(\.\d{1,2})?", text) else None


def is_formula(value: Value) -> bool:
    """Whether a cell would be calculated by a spreadsheet."""
    return isinstance(value, str) and value.lstrip().startswith(_FORMULA)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
