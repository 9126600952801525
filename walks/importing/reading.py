"""One row after the other: fields taken by the mapping, checked, kept or rejected with every fault found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from walks.importing.fields import KEY_FIELD
from walks.importing.identity import looks_identifying
from walks.importing.sheet import FIRST_ROW, Finding, Sheet, Value, text_of
from walks.importing.values import is_formula, likely_date, read_date

FIRST_DAY = date(2000, 1, 1)
DAYS_AHEAD = 800
LONGEST_SHOWN = 40


@dataclass
class Row:
    """One row while it is read. ``findings`` gather what is wrong; a row with none is kept.

    Attributes:
        number: As a spreadsheet counts.
        cells: As they came.
        values: By field name.
        columns: Header by field name.
        today: Day of the import.
    """

    number: int
    cells: tuple[Value, ...]
    values: Mapping[str, Value]
    columns: Mapping[str, str]
    today: date
    findings: list[Finding] = field(default_factory=list)

    def fault(self, name: str, rule: str, repair: str, *, asks: bool = False, is_code: bool = False) -> None:
        """Note a fault of a field. The value is quoted unless it is a key or may identify somebody.

        ``is_code``: the value is known to be a misspelt code, which by its form alone could be a name.
        """
        text = text_of(self.values.get(name))
        hidden = name == KEY_FIELD or not text or (looks_identifying(text) and not is_code)
        shown = None if hidden else text[:LONGEST_SHOWN]
        self.findings.append(Finding(self.number, self.columns.get(name, name), shown, rule, repair, asks))

    def text(self, name: str, longest: int = 80) -> str:
        """Give a field's text; blank where the file has no such column."""
        text = text_of(self.values.get(name))
        if len(text) > longest:
            self.fault(name, f"longer than {longest} characters", "Shorten it; free text does not belong in this file")
        return text

    def needed(self, name: str) -> str:
        """Give a field's text, which must not be blank."""
        text = self.text(name)
        if not text:
            self.fault(name, "is blank", f"Fill in the {name}")
        return text

    def day(self, name: str) -> date | None:
        """Give a field's date, None where blank or faulty."""
        text = text_of(self.values.get(name))
        if not text:
            return None
        day = read_date(self.values.get(name))
        if day is None:
            self.fault(name, "is no date", likely_date(text))
        elif not FIRST_DAY <= day <= self.today + timedelta(days=DAYS_AHEAD):
            self.fault(name, "is a date too far away", "Check the year")
            return None
        return day

    def needed_day(self, name: str) -> date | None:
        """Give a field's date, which must not be blank; None where faulty."""
        if not text_of(self.values.get(name)):
            self.fault(name, "is blank", f"Fill in the {name}")
            return None
        return self.day(name)


def rows_of(sheet: Sheet, mapping: Mapping[str, str], today: date) -> Iterator[Row]:
    """Give every row that is not blank, faults of its form noted already."""
    places = {name: sheet.header.index(header) for name, header in mapping.items()}
    for number, cells in enumerate(sheet.rows, start=FIRST_ROW):
        if not any(text_of(cell) for cell in cells):
            continue
        values = {name: cells[place] for name, place in places.items() if place < len(cells)}
        row = Row(number, cells, values, mapping, today)
        if len(cells) != len(sheet.header):
            rule = f"the row has {len(cells)} values, the header {len(sheet.header)}"
            row.findings.append(Finding(number, None, None, rule, "Look for a comma or quote too many or too few"))
        for name, value in values.items():
            if is_formula(value):
                row.fault(name, "is a formula", "Replace the formula by its value")
        yield row
