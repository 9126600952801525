"""One row after the other: fields taken by the mapping, checked, kept or rejected with every fault found."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from economics.rounding import whole
from intake.numbers import Mark, NotANumber, read_number
from walks.importing.fields import KEY_FIELD, columns_of, open_ends_of
from walks.importing.identity import looks_identifying
from walks.importing.sheet import Finding, Sheet, Value, text_of
from walks.importing.values import is_formula, is_nothing, likely_date, may_be_open, read_date

FIRST_DAY = date(2000, 1, 1)
DAYS_AHEAD = 800
LONGEST_SHOWN = 40
OPEN_END_RULE = "may mean a student who is still enrolled"


@dataclass
class Row:
    """One row while it is read. ``findings`` gather what is wrong; a row with none is kept.

    Attributes:
        number: As a spreadsheet counts.
        cells: As they came.
        values: By field name.
        columns: Header by field name.
        today: Day of the import.
        marks: Decimal mark by header.
        open_ends: What the district writes for the last day of a spell that lasts, in small letters.
    """

    number: int
    cells: tuple[Value, ...]
    values: Mapping[str, Value]
    columns: Mapping[str, str]
    today: date
    marks: Mapping[str, Mark | None] = field(default_factory=dict)
    open_ends: Collection[str] = ()
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
        value = self.values.get(name)
        text = "" if is_nothing(value) else text_of(value)
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

    def open_or_day(self, name: str) -> date | None:
        """Give a field's date, None where blank, faulty, or what the district writes for a spell that lasts."""
        value = self.values.get(name)
        if text_of(value).lower() in self.open_ends:
            return None
        if may_be_open(value):
            # of a closed list of words and days: it names nobody
            self.fault(name, OPEN_END_RULE, "Say whether it does: it is asked once", asks=True, is_code=True)
            return None
        return self.day(name)

    def number_of(self, name: str, most: float, what: str = "number") -> float | None:
        """Give a field's number from 0 to ``most``, None where blank or faulty."""
        text = self.text(name)
        if not text:
            return None
        try:
            number = read_number(text, self.marks.get(self.columns.get(name, ""), Mark.POINT))
        except NotANumber as problem:
            self.fault(name, problem.rule, problem.repair)
            return None
        if not 0 <= number <= most:
            self.fault(name, f"is no {what} from 0 to {whole(most):,}", "Check the number")
            return None
        return number

    def needed_day(self, name: str) -> date | None:
        """Give a field's date, which must not be blank; None where faulty."""
        if not text_of(self.values.get(name)):
            self.fault(name, "is blank", f"Fill in the {name}")
            return None
        return self.day(name)


def rows_of(sheet: Sheet, mapping: Mapping[str, str], today: date) -> Iterator[Row]:
    """Give every row that is not blank, faults of its form noted already."""
    columns, marks, ends = columns_of(mapping), sheet.marks(), open_ends_of(mapping)
    places = {name: sheet.header.index(header) for name, header in columns.items()}
    for number, cells in sheet.numbered():
        if not any(text_of(cell) for cell in cells):
            continue
        values = {name: cells[place] for name, place in places.items() if place < len(cells)}
        row = Row(number, cells, values, columns, today, marks, ends)
        if len(cells) != len(sheet.header):
            rule = f"the row has {len(cells)} values, the header {len(sheet.header)}"
            row.findings.append(Finding(number, None, None, rule, "Look for a comma or quote too many or too few"))
        for name, value in values.items():
            if is_formula(value):
                row.fault(name, "is a formula", "Replace the formula by its value")
        yield row
