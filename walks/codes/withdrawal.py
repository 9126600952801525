"""Arizona's withdrawal codes by fiscal year. An unknown code stops the import and asks; nothing is guessed.

The table is ``withdrawal.csv`` beside this file: one row a code and a span of fiscal years. One edition is known (the
Arizona page of PowerSchool's compliance guide, read in 2026); its rows hold for the walks' years, 2014-15 on. Of the
summer codes only S4 is known, from the program's toolkit. A district adds the codes its own system has with ``with_rows``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources

SOURCES = {
    "powerschool": "PowerSchool SIS Arizona compliance guide, Exit (Withdrawal) Codes",
    "toolkit": "Steps to Success toolkit, Getting Started",
    "district": "the district's own code list",
}
_CODE = re.compile(r"([A-Z]+)0*([1-9]\d*)")


class ExitKind(StrEnum):
    """What a code says of the student."""

    DROPOUT = "dropout"
    UNKNOWN = "unknown"
    TRANSFER = "transfer"
    GRADUATED = "graduated"
    GED = "ged"
    DECEASED = "deceased"
    STAYS = "stays"
    SUMMER = "summer"
    LEFT = "left"


class UnknownCode(ValueError):
    """A code the table does not hold for that fiscal year: stop and ask the district what it means."""


@dataclass(frozen=True, slots=True)
class WithdrawalCode:
    """One code over a span of fiscal years, both ends included (2016 is July 2015 to June 2016).

    Raises:
        ValueError: The span is empty.
    """

    from_fiscal_year: int
    to_fiscal_year: int
    code: str
    kind: ExitKind
    meaning: str
    source: str

    def __post_init__(self) -> None:
        if self.from_fiscal_year > self.to_fiscal_year:
            raise ValueError(f"{self.code}: its last fiscal year comes before its first")


@dataclass(frozen=True, slots=True)
class CodeTable:
    """All withdrawal codes; one code has one meaning in any fiscal year.

    Raises:
        ValueError: Two rows give one code in the same fiscal year.
    """

    rows: tuple[WithdrawalCode, ...]

    def __post_init__(self) -> None:
        seen: dict[str, list[WithdrawalCode]] = {}
        for row in self.rows:
            for other in seen.setdefault(row.code, []):
                if row.from_fiscal_year <= other.to_fiscal_year and other.from_fiscal_year <= row.to_fiscal_year:
                    raise ValueError(f"{row.code} has two meanings in one fiscal year: end the first before the second")
            seen[row.code].append(row)

    def look_up(self, code: str, day: date) -> WithdrawalCode:
        """Give what a code means on a day. ``W04``, ``w4 `` and ``W4`` are one code.

        Raises:
            UnknownCode: The table does not hold it for that day's fiscal year.
        """
        wanted, year = plain_code(code), fiscal_year(day)
        for row in self.rows:
            if row.code == wanted and row.from_fiscal_year <= year <= row.to_fiscal_year:
                return row
        raise UnknownCode(f"withdrawal code {wanted} is not known for fiscal year {year}")

    def with_rows(self, rows: Iterable[WithdrawalCode]) -> CodeTable:
        """Give the table with a district's own codes added.

        Raises:
            ValueError: One of them is there already for the same fiscal year.
        """
        return CodeTable((*self.rows, *rows))


@cache
def code_table() -> CodeTable:
    """Read the table that comes with the program."""
    text = resources.files("walks.codes").joinpath("withdrawal.csv").read_text(encoding="utf-8")
    return CodeTable(tuple(_row(row) for row in csv.DictReader(text.splitlines())))


def plain_code(code: str) -> str:
    """Write a code the one way: ``W04``, ``w4 `` -> ``W4``. What is no code comes back trimmed and in capitals."""
    text = code.strip().upper()
    match = _CODE.fullmatch(text)
    return f"{match[1]}{match[2]}" if match else text


def fiscal_year(day: date) -> int:
    """Give Arizona's fiscal year of a day: it is named for the year it ends in and starts on 1 July."""
    return day.year + (day.month >= 7)


def _row(row: dict[str, str]) -> WithdrawalCode:
    years = int(row["from_fiscal_year"]), int(row["to_fiscal_year"])
    return WithdrawalCode(*years, row["code"], ExitKind(row["kind"]), row["meaning"], SOURCES[row["source"]])
