"""Single values of a district's files: dates, codes, whole numbers, money."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from intake import numbers
from intake.numbers import Mark, NotANumber
from walks.importing.sheet import Value, text_of

EXCEL_DAY_ZERO = date(1899, 12, 30)
EXCEL_FIRST, EXCEL_LAST = 25_569, 60_000
_ZONE = r"(?:Z|[+-]\d{2}:?\d{2})?"
_MIDNIGHT = rf"(?:[ T](?:0{{1,2}}:00(?::00(?:\.0+)?)?{_ZONE}|(?:0{{1,2}}|12):00(?::00(?:\.0+)?)? ?AM))?"
_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
)}  # fmt: skip
_MONTH_NAMES = frozenset(
    (*_MONTHS, "sept", "january", "february", "march", "april", "june", "july", "august", "september", "october",
     "november", "december")
)  # fmt: skip
_NAME = r"(?P<month>[A-Za-z]{3,9})\.?"
_US = re.compile(rf"(\d{{1,2}})[/-](\d{{1,2}})[/-](\d{{4}}){_MIDNIGHT}", re.IGNORECASE)
_ISO = re.compile(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){_MIDNIGHT}", re.IGNORECASE)
_PLAIN = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_DAY_NAME = re.compile(rf"(?P<day>\d{{1,2}})[- ]{_NAME}[- ,]+(?P<year>\d{{4}}){_MIDNIGHT}", re.IGNORECASE)
_NAME_DAY = re.compile(
    rf"{_NAME}[- ](?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[- ](?P<year>\d{{4}}){_MIDNIGHT}", re.IGNORECASE
)
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_FORMULA = ("=", "+", "@")
_NOTHING = frozenset({"null", "(null)", "<null>", "\\n", "#n/a", "nan", "nat"})
"""Words by which databases and programs write a blank."""
OPEN_WORDS = _NOTHING | {"n/a", "na", "none", "open", "present", "current", "active", "enrolled", "-", "--", "tbd"}
"""Words that may mean a spell that lasts: asked once, never guessed."""
_ZEROS = re.compile(r"0{1,4}[-/.]0{1,2}[-/.]0{1,4}|0{8}|0")
FAR_YEAR = 2099
_GRADE = re.compile(r"(?:grade|gr\.?)?\s*0?(\d{1,2})(?:st|nd|rd|th)?(?:\s*grade)?", re.IGNORECASE)
_CODE_FIRST = re.compile(r"([A-Za-z]{1,2}\s?\d{0,3})\s*(?:[-–—:|=]\s*|\s+\(?)(\S.*?)\)?")
_CODE_LAST = re.compile(r"(\S.*?)\s*[(\[]([A-Za-z]{1,2}\d{1,3})[)\]]")


def read_date(value: Value) -> date | None:
    """Read a day as student systems write it; else None.

    ``8/5/2024``, ``2024-08-05``, ``20240805``, ``05-AUG-2024``, ``Aug 5, 2024``, an Excel serial (1900 system, 1970 to
    2064) or a date of a workbook. A time of midnight is passed over, with its zone; any other time makes it no date.
    """
    if isinstance(value, datetime):
        return value.date() if value.time() == datetime.min.time() else None
    if isinstance(value, date):
        return value
    text = text_of(value)
    if match := _US.fullmatch(text):
        return _day(int(match[3]), int(match[1]), int(match[2]))
    if match := _ISO.fullmatch(text) or _PLAIN.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_NAME.fullmatch(text) or _NAME_DAY.fullmatch(text):
        return _named_day(match["year"], match["month"], match["day"])
    if _SERIAL.fullmatch(text) and EXCEL_FIRST <= float(text) <= EXCEL_LAST:
        return EXCEL_DAY_ZERO + timedelta(days=int(float(text)))
    return None


def is_nothing(value: Value) -> bool:
    """Whether a cell is blank, or a word by which databases write a blank."""
    text = text_of(value)
    return not text or text.lower() in _NOTHING


def may_be_open(value: Value) -> bool:
    """Whether a text in a column of last days may mean that the spell lasts: ``NULL``, ``12/31/9999``, ``0/0/0``."""
    text = text_of(value)
    day = read_date(value)
    if day is not None:
        return day.year >= FAR_YEAR
    return text.lower() in OPEN_WORDS or bool(_ZEROS.fullmatch(text))


def read_grade(value: Value) -> int | None:
    """Read a grade: ``9``, ``09``, ``9th``, ``Grade 9``; else None."""
    match = _GRADE.fullmatch(text_of(value))
    return int(match[1]) if match else None


def code_and_description(text: str) -> tuple[str, str]:
    """Part a code from words beside it: ``W1 - Transferred`` is ``W1`` and ``Transferred``; a code alone has no words."""
    if match := _CODE_FIRST.fullmatch(text):
        return match[1].replace(" ", ""), match[2].strip()
    if match := _CODE_LAST.fullmatch(text):
        return match[2], match[1].strip()
    return text, ""


def likely_date(text: str) -> str:
    """Say what a value that is no date most likely should be."""
    match = _US.fullmatch(text)
    if match and _day(int(match[3]), int(match[2]), int(match[1])):
        return f"Day and month look swapped: {int(match[2])}/{int(match[1])}/{match[3]}"
    return "Write month/day/year (8/3/2016) or 2016-08-03"


def read_whole(value: Value, most: int, mark: Mark | None = Mark.POINT) -> int | None:
    """Read a whole number from 0 to ``most``; else None."""
    try:
        number = numbers.read_whole(text_of(value), mark)
    except NotANumber:
        return None
    return number if 0 <= number <= most else None


def is_formula(value: Value) -> bool:
    """Whether a cell would be calculated by a spreadsheet."""
    return isinstance(value, str) and value.lstrip().startswith(_FORMULA)


def _named_day(year: str, month: str, day: str) -> date | None:
    number = _MONTHS.get(month[:3].lower())
    whole = month.lower() in _MONTH_NAMES
    return _day(int(year), number, int(day)) if number and whole else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
