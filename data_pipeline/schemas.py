"""The rules of every table, as pandera schemas over typed columns.

Which columns there are, which may be empty and what is unique comes from ``database.models``; the ranges and words
allowed come from ``RULES`` and ``ROW_RULES`` here. Each rule has a sentence that says it and one that says how to mend
a breach.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa
from sqlalchemy import Table, UniqueConstraint

from data_pipeline.typed import Numbered
from database.contents import catalog_columns, is_row_number
from database.models import STATUSES
from database.preference import FIGURES, OBSERVATIONS
from intake.findings import Finding

WITHOUT_VALUE = ("suppressed", "not published")
NATION_2020 = 331_449_281
"""Residents of the United States, census of 2020: no count of a place whose own people are not known is above it."""
FIRST_EDITION, FIRST_YEAR = 2012, 1990
"""The earliest year of an edition of the loss studies, and the earliest of the data and the dollars it speaks of."""
LEAST_PER_PERSON, MOST_PER_PERSON = 10_000, 5_000_000
LEAST_OF_A_PART = 500
"""USD, lifetime loss per person; a part of it (welfare: 1,420; college saved: -21,980) may be far below the whole."""
PARTS = ("component", "offset")
THOUSANDS = "Did the source print thousands or millions? Write the number in full, such as 499000"
CHECK_YEAR = "Check the year against the source"
Breach = tuple[str, str, str]
"""The column of a cell, the rule it breaks and the likely repair."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for a cell (``test`` gets the column's Series of present values) or a row (it gets the frame)."""

    says: str
    repair: str
    test: Callable[[Any], Any]


def one_of(*words: str) -> Rule:
    """Only these words."""
    return Rule(f"is not one of: {', '.join(words)}", "Use one of these words exactly", lambda cells: cells.isin(words))


def matches(pattern: str, says: str, repair: str) -> Rule:
    """Only text of this form."""
    return Rule(says, repair, lambda cells: cells.str.fullmatch(pattern))


def between(low: float, high: float, what: str) -> Rule:
    """Only numbers from ``low`` to ``high``."""
    says = f"is not {what} ({low:g} to {high:g})"
    return Rule(says, "Check the number and its unit against the source", lambda cells: cells.between(low, high))


YEAR = between(1900, 2100, "a year")
PEOPLE = between(0, 400_000_000, "a number of people")
SHARE = between(0, 1, "a share")
POSITIVE = Rule("is not above zero", "Check the number against the source", lambda cells: cells > 0)
STATUS = one_of(*STATUSES)
SLUG = matches(r"[a-z0-9]+(-[a-z0-9]+)*", "is not a slug", "Use small letters and digits joined by single hyphens")
IDENTIFIER = matches(r"[a-z0-9][a-z0-9_.-]*", "is not an id", "Use small letters, digits and _ . -")
GEOID = matches(
    r"us|[0-9]{2,7}", "is not a geoid", "Keep leading zeros: 0477000, not 477000; format the column as text"
)
DIGITS = matches(r"[0-9]+", "is not an id of digits", "Keep leading zeros; format the column as text")
NCES = matches(r"[0-9]{7}", "is not a 7-digit NCES id", "Keep leading zeros; format the column as text")
ADDRESS = matches(
    r"https?://\S+", "is not a web address", "Start with https:// and leave out spaces, or leave it empty"
)
PARTIAL_DATE = matches(r"\d{4}(-\d{2}(-\d{2})?)?([/.-].*)?", "is not a date", "Write 2019, 2019-09 or 2019-09-21")

FIGURE_RULES = {"status": STATUS, "period_start": YEAR, "period_end": YEAR}
RULES: dict[str, dict[str, Rule]] = {
    "source": {"id": IDENTIFIER, "address": ADDRESS},
    "place": {
        "geoid": GEOID,
        "slug": SLUG,
        "kind": one_of("city", "town", "county", "metro", "state", "nation"),
        "gnis_id": DIGITS,
        "latitude": between(18, 72, "a latitude in the United States"),
        "longitude": between(-180, -65, "a longitude in the United States"),
        "land_sq_m": POSITIVE,
        "population_2010": PEOPLE,
        "population_2020": PEOPLE,
    },
    "place_county": {"population_2020": PEOPLE, "share_of_place": SHARE},
    "membership": {"member_count": between(1, 91, "a number of member places")},
    "measure": {
        "id": IDENTIFIER,
        "decimals": between(0, 6, "a number of decimals"),
        "direction": one_of("higher", "lower", "none"),
        "pooled_years": between(1, 10, "a number of years"),
        "interval_level": between(50, 100, "a coverage in percent"),
        "interval_of": one_of("survey areas", "districts", "hidden counts"),
    },
    "measure_break": {"period": YEAR, "last_period": YEAR},
    "observation": FIGURE_RULES,
    "published_loss": {"edition": YEAR, "data_year": YEAR, "dollar_year": YEAR, "status": STATUS},
    "district": {"entity_id": DIGITS, "nces_id": NCES, "schools": between(0, 1000, "a number of schools")},
    "district_service": {"extent": one_of("most", "part")},
    "district_observation": FIGURE_RULES,
    "high_school": {
        "school_id": DIGITS,
        "fiscal_year": YEAR,
        "grade_12": between(0, 10_000, "a number of students"),
        "status": STATUS,
        "evidence_kind": one_of("published coordinates", "named by a publication", "unknown"),
    },
    "consumer_price": {"year": YEAR, "value": POSITIVE},
    "walk_figure": {},
    "context_figure": {"study_year": YEAR},
    "derived_check": {},
    "outline": {"geoid": GEOID},
}


def _ordered(frame: pd.DataFrame) -> Any:
    low_fits = frame["low"].isna() | frame["value"].isna() | (frame["low"] <= frame["value"])
    high_fits = frame["high"].isna() | frame["value"].isna() | (frame["value"] <= frame["high"])
    return low_fits & high_fits & (frame["low"].isna() | frame["high"].isna() | (frame["low"] <= frame["high"]))


def _status_fits(frame: pd.DataFrame) -> Any:
    return frame["status"].isin(WITHOUT_VALUE) == frame["value"].isna()


def _one_preferred(owner: str) -> Rule:
    key = [owner, "measure_id", "period_end"]

    def test(frame: pd.DataFrame) -> Any:
        preferred = frame["preferred"].astype(bool)
        return ~(preferred & frame[preferred].duplicated(key, keep=False).reindex(frame.index, fill_value=False))

    return Rule("is a second preferred figure for the same thing", "Set preferred to false on all but one", test)


def _unique(columns: Sequence[str]) -> Rule:
    says = f"repeats another row's {', '.join(columns)}"
    return Rule(says, "Delete the row that is wrong", lambda frame: ~frame.duplicated(list(columns), keep=False))


INTERVAL = Rule("low, value and high are not in order", "Check the three against the source", _ordered)
VALUE_STATUS = Rule(
    "value and status contradict each other",
    f"A row without a value has the status {' or '.join(WITHOUT_VALUE)}; a row with one has another",
    _status_fits,
)
PERIOD = Rule(
    "period_start is after period_end", "Swap them", lambda frame: frame["period_start"] <= frame["period_end"]
)
HIDDEN_COUNT = Rule(
    "grade_12 and status contradict each other",
    f"A row without a count has the status {' or '.join(WITHOUT_VALUE)}; a row with one has another",
    lambda frame: frame["status"].isin(WITHOUT_VALUE) == frame["grade_12"].isna(),
)
PLACE_KNOWN = Rule(
    "says where the school is without a source, or names evidence without a place",
    "Fill in place_name and place_source_id for a known place; leave both empty where it is unknown",
    lambda frame: (
        (frame["evidence_kind"] == "unknown")
        == (frame["place_name"].isna() & frame["place_source_id"].isna() & frame["place_geoid"].isna())
    ),
)
BREAK_YEARS = Rule(
    "ends before it begins",
    "last_period is the first year that is wholly new, after period",
    lambda frame: frame["last_period"].isna() | (frame["last_period"] > frame["period"]),
)
ROW_RULES: dict[str, tuple[tuple[str, Rule], ...]] = {
    "high_school": (("status", HIDDEN_COUNT), ("place_name", PLACE_KNOWN)),
    "measure_break": (("last_period", BREAK_YEARS),),
    "observation": (
        ("value", INTERVAL),
        ("status", VALUE_STATUS),
        ("period_start", PERIOD),
        ("preferred", _one_preferred("place_geoid")),
    ),
    "district_observation": (
        ("value", INTERVAL),
        ("status", VALUE_STATUS),
        ("period_start", PERIOD),
        ("preferred", _one_preferred("district_id")),
    ),
    "published_loss": (("status", VALUE_STATUS),),
}


def loss_breaches(row: Mapping[str, Any], people: int | None, this_year: int) -> Iterator[Breach]:
    """What cannot be in a row of a loss study, cell by cell; a cell that is None is not judged.

    Args:
        row: ``edition``, ``data_year``, ``dollar_year``, ``measure``, ``unit`` and ``value`` (USD, persons or percent).
        people: residents of its place in 2020; None where they are not known.
        this_year: an edition may be of the next year, not later.
    """
    edition, latest = row["edition"], this_year + 1
    edition_fits = edition is not None and FIRST_EDITION <= edition <= latest
    if edition is not None and not edition_fits:
        yield "edition", f"is not a year of an edition ({FIRST_EDITION} to {latest})", CHECK_YEAR
    last, known_as = (edition, "its edition") if edition_fits else (latest, "next year")
    for name in ("data_year", "dollar_year"):
        if row[name] is not None and not FIRST_YEAR <= row[name] <= last:
            yield name, f"is not a year from {FIRST_YEAR} to {known_as} ({last})", CHECK_YEAR
    breach = None if row["value"] is None else _amount_breach(row["value"], row["unit"], row["measure"], people)
    if breach:
        yield "value", *breach


def _amount_breach(value: float, unit: str | None, measure: str | None, people: int | None) -> tuple[str, str] | None:
    if unit == "persons":
        return _persons_breach(value, people)
    if unit == "percent" and not 0 <= value <= 100:
        return "is not a percent (0 to 100)", "Check the number and its unit against the source"
    return _dollars_breach(value, measure) if unit == "USD" and measure else None


def _persons_breach(value: float, people: int | None) -> tuple[str, str] | None:
    if value < 1 or not value.is_integer():
        return "is not a whole number of persons, 1 or more", THOUSANDS.replace("499000", "1140")
    most, whose = (NATION_2020, "the United States") if people is None else (people, "the place")
    if value > most:
        return f"is more than the people of {whose} in 2020 ({most:,})", "Check the number and the place"
    return None


def _dollars_breach(value: float, measure: str) -> tuple[str, str] | None:
    per_person, part = "per_person" in measure, any(word in measure for word in PARTS)
    # Only what is saved (an offset) is below zero; its size is judged as that of any other part.
    size = abs(value) if "offset" in measure else value
    least = LEAST_OF_A_PART if per_person and part else LEAST_PER_PERSON
    if size < least:
        return f"is too little for {measure}: at least {least:,} USD", THOUSANDS
    if per_person and size > MOST_PER_PERSON:
        repair = "Check the number: is it the loss of all, not of one person?"
        return f"is too much for {measure}: at most {MOST_PER_PERSON:,} USD", repair
    return None


def findings_of(file: str, table: Table, rows: Sequence[Numbered]) -> list[Finding]:
    """Every breach of the table's rules, cell by cell."""
    frame = _frame(table, rows)
    schema, repairs = schema_for(table)
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        return list(_translated(file, error.failure_cases, repairs, frame))
    return []


def schema_for(table: Table) -> tuple[pa.DataFrameSchema, dict[str, tuple[str | None, str]]]:
    """The schema of a table, and for each rule's sentence the column to name (None: the cell's own) and the repair."""
    repairs: dict[str, tuple[str | None, str]] = {"not_nullable": (None, "Fill it in; every row needs it")}
    columns: dict[str, pa.Column] = {}
    for name in catalog_columns(table):
        rule = RULES[table.name].get(name)
        checks = [pa.Check(rule.test, error=rule.says)] if rule else []
        if rule:
            repairs[rule.says] = (None, rule.repair)
        columns[name] = pa.Column(None, checks, nullable=bool(table.columns[name].nullable))
    row_checks = []
    for named, rule in (*ROW_RULES.get(table.name, ()), *_key_rules(table)):
        row_checks.append(pa.Check(rule.test, error=rule.says, ignore_na=False))
        repairs[rule.says] = (named, rule.repair)
    return pa.DataFrameSchema(columns, checks=row_checks, strict=True, name=table.name), repairs


def _key_rules(table: Table) -> Iterable[tuple[str, Rule]]:
    """What must be unique: the primary key, declared unique columns, and the key of a figure of one source."""
    key = tuple(column.name for column in table.primary_key)
    keys = [] if is_row_number(table, key[0]) else [key]
    unique = [constraint for constraint in table.constraints if isinstance(constraint, UniqueConstraint)]
    keys += [tuple(column.name for column in constraint.columns) for constraint in unique]
    if table is OBSERVATIONS:
        keys.append(FIGURES[table])
    return [(", ".join(each), _unique(each)) for each in keys]


def _frame(table: Table, rows: Sequence[Numbered]) -> pd.DataFrame:
    """The rows as columns: numbers as floats (missing is NaN), the rest as objects (missing is None); index.

    Row number.
    """
    names = catalog_columns(table)
    index = pd.Index([number for number, _ in rows], dtype="int64")
    columns = {}
    for name in names:
        numeric = table.columns[name].type.python_type in (int, float)
        cells = [row[name] for _, row in rows]
        columns[name] = pd.Series(cells, index=index, dtype="float64" if numeric else "object")
    return pd.DataFrame(columns, index=index)


def _translated(
    file: str, cases: pd.DataFrame, repairs: dict[str, tuple[str | None, str]], frame: pd.DataFrame
) -> Iterable[Finding]:
    seen = set()
    for column_name, check, index in zip(cases["column"], cases["check"], cases["index"], strict=True):
        named, repair = repairs.get(str(check), (None, "Check the cell against the source"))
        column = named or str(column_name)
        row = None if index is None else int(index)
        if (row, column, check) in seen:
            continue
        seen.add((row, column, check))
        value = None if row is None else _shown(frame, row, column)
        rule = "is empty" if check == "not_nullable" else str(check)
        yield Finding(file, row, column, value, rule, repair)


def _shown(frame: pd.DataFrame, row: int, columns: str) -> str:
    cells: list[object] = list(frame.loc[[row], columns.split(", ")].to_numpy()[0])
    return ", ".join(_cell_text(cell) for cell in cells)


def _cell_text(cell: object) -> str:
    if isinstance(cell, float):
        return "" if math.isnan(cell) else f"{cell:.15g}"
    return "" if cell is None else str(cell)
