"""Columns that say who somebody is. A file with one is refused whole, before anything is written or logged.

Found by header and by content, for headers lie. Findings name the column and the kind, never a value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum

from walks.importing.sheet import Finding, Sheet
from walks.importing.values import read_date

MOST_OF = 0.5
FEWEST_DIFFERENT = 5
FEWEST_STUDENTS = 3
"""Of so few students full names are told all the same where each has one of its own."""
YOUNGEST, OLDEST = 10, 26
FIRST_SPELL_YEAR = 2011
MADE_UP = "madeup-"


class Identity(StrEnum):
    """What a column would tell."""

    NAME = "names"
    BIRTH = "birth dates"
    ADDRESS = "addresses"
    PHONE = "phone numbers"
    EMAIL = "e-mail addresses"
    NUMBER = "student or social security numbers"
    HASH = "hashes, which can be guessed back to student numbers"


REPAIR = {
    Identity.HASH: "Give each student a random key; keep the list of keys and students in the district",
    Identity.NUMBER: "Give each student a random key; keep the list of keys and students in the district",
}
WAY_ON = "; a column of schools or dates may be named School, Enter Date or Leave Date instead"
_HEADERS = {
    Identity.EMAIL: r"e ?mail|correo",
    Identity.PHONE: r"phone|mobile|cell|telefono|teléfono|tel",
    Identity.ADDRESS: r"address|street|addr|apt|apartment|zip|zip ?code|city state|direccion|dirección|house",
    Identity.BIRTH: r"birth|birth ?date|birthday|dob|born|nacimiento",
    Identity.NUMBER: (
        r"sais|ssid|ssn|social security|matric|perm ?id|suuid|usi|"
        r"student (id|number|no|num|nbr)|state (id|student id)|local id|id number|lunch"
    ),
    Identity.NAME: r"(first|last|middle|given|family|full|nick|legal|preferred)? ?name|surname|nombre|apellidos?|guardian|parent",
}
_NAMES_OF_THINGS = re.compile(
    r"\b(school|group|organizer|organization|organisation|org|site|campus|building|location|entity|lea|county|city|program|"
    r"file|language|step|district|code|team|walk|event|hub) name\b"
)
_OF_PEOPLE = re.compile(
    r"\b(student|pupil|child|person|first|last|middle|family|given|guardian|parent|teacher|contact)\b"
)
_SCHOOL = re.compile(r"\b(high|school|academy|center|middle|magnet|charter|campus|online|prep)\b", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)(?:\+?1[-. ]?)?\(?[2-9]\d{2}\)?[-. ]\s?\d{3}[-. ]\d{4}(?!\d)")
_SSN = re.compile(r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)")
_STREETS = (
    r"st|street|ave|avenue|rd|road|blvd|boulevard|dr|drive|ln|lane|ct|court|pl|place|way|cir|circle|ter|terrace|"
    r"pkwy|hwy|trl|trail|loop|stra|apt|unit"
)
_ADDRESS = re.compile(
    rf"(?<!\d)\d{{1,6}}\s+(?:[nsew]\.?\s+)?(?:[\w.'’-]+\s+){{1,4}}(?:{_STREETS})\b|"
    r"(?<!\d)\d{1,6}\s+(?:[nsew]\.?\s+)?(?:calle|avenida|camino|via|paseo|placita)\s|\bp\.? ?o\.? box \d",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"[A-Z]?\d{6,12}", re.IGNORECASE)
_KEY_NUMBER = re.compile(r"[A-Z]?\d{5,12}", re.IGNORECASE)
_TEN_DIGITS = re.compile(r"1?[2-9]\d{9}")
_HASH = re.compile(r"[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}", re.IGNORECASE)
_RANDOM_UUID = re.compile(r"[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}", re.IGNORECASE)
_WORD = r"[A-ZÁÉÍÓÚÑÜ][A-Za-záéíóúñüÁÉÍÓÚÑÜ'’-]+"
_PARTICLE = r"(?:de|la|las|los|del|di|da|dos|van|von|der|y|e|bin|al)"
_MORE = rf"(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD})"
_SUFFIX = r"(?:,?\s+(?:Jr|Sr|II|III|IV)\.?)?"
_PERSON = re.compile(
    rf"{_WORD}{_MORE}{{0,2}}{_SUFFIX},\s*{_WORD}(?:\s+{_WORD})?(?:\s+[A-Z]\.?)?|"
    rf"{_WORD}(?:\s+[A-Z]\.?)?{_MORE}{{0,3}}{_SUFFIX}"
)
_TWO_WORDS = re.compile(r"[^\W\d_]{2,}[,.]? +[^\W\d_]{2,}|[^\W\d_]{2,},[^\W\d_]{2,}")
_ANYWHERE = {Identity.EMAIL: _EMAIL, Identity.PHONE: _PHONE, Identity.ADDRESS: _ADDRESS, Identity.NUMBER: _SSN}


def identity_columns(
    sheet: Sheet,
    key_column: str | None,
    date_columns: Sequence[str],
    today: date,
    school_columns: Sequence[str] = (),
) -> list[Finding]:
    """Find every column that may tell who somebody is.

    Args:
        sheet: The whole sheet, columns that would not be kept included.
        key_column: Header of the student key: its values must be random, whatever its header says.
        date_columns: Headers of the columns that hold a walk's or a spell's dates.
        today: Ages are reckoned to this day.
        school_columns: Headers of the columns that hold schools: of few schools a number or a place name is nobody's.

    Returns:
        One finding a column, without values. Empty when none is found.
    """
    found = []
    key_place = sheet.header.index(key_column) if key_column and key_column in sheet.header else None
    students = len(set(sheet.column(key_place))) if key_place is not None else len(sheet.rows)
    for place, header in enumerate(sheet.header):
        values = sheet.column(place)
        is_key = header == key_column
        # counted: days, groups and codes repeat from row to row, and are looked at once
        counted = Counter(values)
        is_school = header in school_columns and _repeat(counted, students)
        by_content = _by_content(counted, is_key, today, header in date_columns, is_school)
        by_header = None if is_key else _by_header(header, header in school_columns)
        kind = by_content or by_header or (None if is_key or is_school else _names_of(values, students))
        if kind:
            why = "its header says so" if by_header is kind and by_content is None else "its values look like it"
            repair = f"{REPAIR.get(kind, 'Delete the column and export again')} ({why}{WAY_ON})"
            found.append(Finding(None, _safe_header(header), None, f"the column holds {kind}", repair))
    return found


def _repeat(values: Counter[str], students: int) -> bool:
    """Whether a column's values are far fewer than the students: so many share a school, none a number or a name."""
    return len(values) <= MOST_OF * students


def looks_identifying(text: str) -> bool:
    """Whether one value by itself may tell who somebody is, so that no finding may quote it."""
    if any(pattern.search(text) for pattern in _ANYWHERE.values()):
        return True
    return bool(_LONG_NUMBER.fullmatch(text) or _HASH.fullmatch(text) or _is_person(text))


def identity_in(text: str) -> Identity | None:
    """What stands somewhere in a text: an e-mail address, a phone number, a street address, a social security number."""
    return next((kind for kind, pattern in _ANYWHERE.items() if pattern.search(text)), None)


def _safe_header(header: str) -> str:
    """A file without a header row has somebody's data in its first row: such a header is not quoted."""
    return "(a column whose header looks like data)" if any(p.search(header) for p in _ANYWHERE.values()) else header


def _by_header(header: str, is_school: bool = False) -> Identity | None:
    words = re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)).strip().lower()
    if _NAMES_OF_THINGS.search(words) and not _OF_PEOPLE.search(words):
        return None
    if is_school and not _OF_PEOPLE.search(words) and re.search(r"\b(name|id|number|ctds|state id)\b", words):
        return None
    for kind, pattern in _HEADERS.items():
        if re.search(rf"\b(?:{pattern})\b", words):
            return kind
    return None


def _by_content(
    values: Counter[str], is_key: bool, today: date, is_date: bool, is_school: bool = False
) -> Identity | None:
    for kind, pattern in _ANYWHERE.items():
        if any(pattern.search(value) for value in values):
            return kind
    if is_key:
        if _mostly(values, lambda value: bool(_HASH.fullmatch(value)) and not _RANDOM_UUID.fullmatch(value)):
            return Identity.HASH
        return Identity.NUMBER if _mostly(values, _KEY_NUMBER.fullmatch) else _names_as_keys(values)
    if _mostly(values, _TEN_DIGITS.fullmatch):
        return Identity.PHONE
    # 20240805 is a day, and so judged
    if _mostly(values, _LONG_NUMBER.fullmatch) and not is_school and not _mostly(values, read_date):
        return Identity.NUMBER
    if _mostly(values, _HASH.fullmatch):
        return Identity.HASH
    return _births(values, today, is_date) or (None if is_school else _names(values))


def _mostly(values: Counter[str], matches: Callable[[str], object]) -> bool:
    return sum(times for value, times in values.items() if matches(value)) > MOST_OF * values.total()


def _names(values: Counter[str]) -> Identity | None:
    """Names differ from row to row; groups, languages, steps and schools repeat."""
    different = {value.casefold() for value in values}
    if len(different) < FEWEST_DIFFERENT or len(different) <= MOST_OF * values.total():
        return None
    return Identity.NAME if _mostly(values, _is_person) else None


def _names_of(values: Sequence[str], students: int) -> Identity | None:
    """Full names that repeat, for a student has several rows: about as many different ones as there are students."""
    different = Counter({value.casefold(): value for value in values}.values())
    if len(different) < FEWEST_DIFFERENT and not (len(different) == students >= FEWEST_STUDENTS):
        return None
    if len(different) <= MOST_OF * students:
        return None
    return Identity.NAME if _mostly(different, lambda value: " " in value and _is_person(value)) else None


def _names_as_keys(values: Counter[str]) -> Identity | None:
    """A random key is never words with a blank between them; of single words it takes several to tell."""
    # made-up keys are words on purpose, and say so
    different = Counter(value for value in values if not value.lower().startswith(MADE_UP))
    if _mostly(different, _TWO_WORDS.search):
        return Identity.NAME
    return Identity.NAME if len(different) >= FEWEST_DIFFERENT and _mostly(different, _is_person) else None


def _is_person(text: str) -> bool:
    return bool(_PERSON.fullmatch(text)) and not _SCHOOL.search(text)


def _births(values: Counter[str], today: date, is_date: bool) -> Identity | None:
    """Dates of people aged 10 to 26, spread over more than a year; in a known date column, too old for any walk."""
    days: Counter[date] = Counter()
    for value, times in values.items():
        if day := read_date(value):
            days[day] += times
    if days.total() <= MOST_OF * values.total():
        return None
    aged = {day: times for day, times in days.items() if YOUNGEST <= (today - day).days / 365.25 <= OLDEST}
    spread = len({day.year for day in days}) > 1
    if is_date:
        # spells of the first walks (2014) are more than ten years old: only what no walk's spell can be counts here
        aged = {day: times for day, times in aged.items() if day.year < FIRST_SPELL_YEAR}
    return Identity.BIRTH if spread and sum(aged.values()) > MOST_OF * days.total() else None
