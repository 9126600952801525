"""A sheet as it came, and what is wrong with it. Reading files is another room's work."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from intake.numbers import Mark, decimal_mark

Value: TypeAlias = str | int | float | bool | date | datetime | None
FIRST_ROW = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file; a row may have more or fewer values than the header.

    Attributes:
        header: The names of the columns.
        rows: What follows them.
        first_row: Number of the first of ``rows``, as a spreadsheet counts.
        decimal_commas: Whether the file is separated as where the decimal mark is a comma (by semicolons).
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    first_row: int = FIRST_ROW
    decimal_commas: bool = False

    def numbered(self) -> Iterator[tuple[int, tuple[Value, ...]]]:
        """Give each row with its number."""
        return enumerate(self.rows, start=self.first_row)

    def marks(self) -> dict[str, Mark | None]:
        """Give the decimal mark of each column, as far as its values or the file tell."""
        return {
            header: decimal_mark(self.column(place), semicolons=self.decimal_commas)
            for place, header in enumerate(self.header)
        }

    def column(self, place: int) -> list[str]:
        """Give one column's values as text, blanks left out."""
        texts = (text_of(row[place]) for row in self.rows if place < len(row))
        return [text for text in texts if text]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a file.

    Attributes:
        row: As a spreadsheet counts (the header is row 1); None where the whole file is meant.
        column: Header of the column, or None.
        value: The value, where it can be shown: never a student's key, never what may identify somebody.
        rule: What is wrong.
        repair: What to do, or what the value most likely should be.
        asks: Whether the district has to say what a code means before anything is loaded.
    """

    row: int | None
    column: str | None
    value: str | None
    rule: str
    repair: str
    asks: bool = False


class Refused(Exception):
    """A file was not read; ``findings`` say why. Nothing was kept of it."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """``findings``: all of them, without a value that may identify somebody."""
        self.findings = tuple(findings)
        super().__init__("; ".join(f"{found.column or 'file'}: {found.rule}" for found in self.findings))


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not kept, as it came, with what is wrong with it: it goes back to the district as a file."""

    row: int
    cells: tuple[Value, ...]
    findings: tuple[Finding, ...]


def text_of(value: Value) -> str:
    """Write a value as text: trimmed, without invisible characters, whole floats without their point: an id stays an id."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    return text.strip() if text.isascii() else without_invisible(text).strip()


def without_invisible(text: str) -> str:
    """Take out characters nobody sees (zero-width ones, byte order marks); a no-break space becomes a space."""
    seen = (character for character in text if unicodedata.category(character) != "Cf")
    return "".join(" " if character.isspace() else character for character in seen)
