"""The three files: visits, spells, plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Generic, TypeVar

from walks.codes import CodeTable, Outcome, UnknownCode, UnknownOutcome, code_table, outcome, outcomes, plain_code
from walks.importing.fields import DATE_FIELDS, KEY_FIELD, FileKind, guess_mapping, require_header
from walks.importing.identity import identity_columns
from walks.importing.reading import Row, rows_of
from walks.importing.sheet import Finding, Refused, RejectedRow, Sheet
from walks.importing.values import read_money, read_whole
from walks.keys import WalkKey
from walks.records import Spell, Visit

MOST_ATTEMPTS = 50
GRADES = range(7, 13)
MOST_OF_A_PLAN = 10_000
NEAR = 0.75
Kept = TypeVar("Kept")
Numbered = tuple[Row, Kept]


@dataclass(frozen=True, slots=True)
class Imported(Generic[Kept]):
    """What a file came to. Nothing is dropped in silence: ``rows_read`` = kept + rejected + blank.

    Attributes:
        kept: Rows that may be loaded.
        rejected: Rows that may not, as they came, with their findings.
        blank: Rows without any value.
        rows_read: All rows after the header.
        columns_kept: Headers that were read.
        columns_left: Headers that were not.
    """

    kept: tuple[Kept, ...]
    rejected: tuple[RejectedRow, ...]
    blank: int
    rows_read: int
    columns_kept: tuple[str, ...]
    columns_left: tuple[str, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, by row."""
        return tuple(found for row in self.rejected for found in row.findings)

    @property
    def must_ask(self) -> bool:
        """Whether a code is unknown: nothing of the file may be loaded before the district says what it means."""
        return any(found.asks for found in self.findings)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What one walk took. ``hours`` are volunteers', ``cost`` is cash in US dollars; None where not given."""

    walk: WalkKey
    teams: int
    volunteers: int
    vehicles: int | None
    hours: int | None
    cost: float | None


def read_visits(sheet: Sheet, organizer: str, today: date, mapping: Mapping[str, str] | None = None) -> Imported[Visit]:
    """Read visits.

    Args:
        sheet: As it came.
        organizer: Who holds the walks; with the walk date it names them.
        today: Day of the import.
        mapping: Header by field; guessed from the headers when left out.

    Raises:
        Refused: An identity column, or a header or mapping that cannot be.
    """
    read = _read(FileKind.VISITS, sheet, today, mapping, lambda row: _visit(row, organizer))

    def same(visit: Visit) -> tuple[object, ...]:
        return visit.walk, visit.student, visit.attempt

    return _without_repeats(read, same, "attempt" if read.has("attempt") else KEY_FIELD).imported()


def read_spells(
    sheet: Sheet, today: date, mapping: Mapping[str, str] | None = None, codes: CodeTable | None = None
) -> Imported[Spell]:
    """Read enrollment spells.

    Args:
        sheet: As it came.
        today: Day of the import.
        mapping: Header by field; guessed from the headers when left out.
        codes: Withdrawal codes; the program's own when left out.

    Raises:
        Refused: An identity column, or a header or mapping that cannot be.
    """
    table = codes or code_table()
    read = _read(FileKind.SPELLS, sheet, today, mapping, lambda row: _spell(row, table))
    return _without_overlaps(_without_repeats(read, lambda spell: (spell,), "enter date")).imported()


def read_plan(sheet: Sheet, organizer: str, today: date, mapping: Mapping[str, str] | None = None) -> Imported[PlanRow]:
    """Read what walks took, one row a walk. Arguments and errors as ``read_visits``."""
    read = _read(FileKind.PLAN, sheet, today, mapping, lambda row: _plan(row, organizer))
    return _without_repeats(read, lambda plan: (plan.walk,), "walk date").imported()


@dataclass
class _Read(Generic[Kept]):
    sheet: Sheet
    mapping: Mapping[str, str]
    kept: list[Numbered[Kept]]
    rejected: list[Row]

    def has(self, name: str) -> bool:
        return name in self.mapping

    def imported(self) -> Imported[Kept]:
        rejected = sorted(self.rejected, key=lambda row: row.number)
        return Imported(
            kept=tuple(value for _, value in self.kept),
            rejected=tuple(RejectedRow(row.number, row.cells, tuple(row.findings)) for row in rejected),
            blank=len(self.sheet.rows) - len(self.kept) - len(rejected),
            rows_read=len(self.sheet.rows),
            columns_kept=tuple(header for header in self.sheet.header if header in self.mapping.values()),
            columns_left=tuple(header for header in self.sheet.header if header not in self.mapping.values()),
        )


def _read(
    kind: FileKind,
    sheet: Sheet,
    today: date,
    mapping: Mapping[str, str] | None,
    make: Callable[[Row], Kept | None],
) -> _Read[Kept]:
    chosen = guess_mapping(kind, sheet.header) if mapping is None else dict(mapping)
    dates = [header for name, header in chosen.items() if name in DATE_FIELDS]
    if found := identity_columns(sheet, chosen.get(KEY_FIELD), dates, today):
        raise Refused(found)
    require_header(kind, sheet, chosen)
    kept: list[Numbered[Kept]] = []
    rejected: list[Row] = []
    for row in rows_of(sheet, chosen, today):
        made = make(row)
        if row.findings or made is None:
            rejected.append(row)
        else:
            kept.append((row, made))
    return _Read(sheet, chosen, kept, rejected)


def _visit(row: Row, organizer: str) -> Visit | None:
    day, student, group = row.needed_day("walk date"), row.needed(KEY_FIELD), row.needed("target group")
    found, attempt = _outcome(row), _number(row, "attempt", MOST_ATTEMPTS, blank=1)
    language, step, due = row.text("language"), row.text("next step"), row.day("due date")
    if day is not None and due is not None and due < day:
        row.fault("due date", "comes before the walk", "Check which of the two dates is right")
    if row.findings or day is None or found is None or attempt is None:
        return None
    if not found.attempted:
        attempt = 0
    return Visit(WalkKey(day, organizer), student, group, attempt, found, language, step, due)


def _outcome(row: Row) -> Outcome | None:
    text = row.needed("outcome")
    if not text:
        return None
    try:
        return outcome(text.replace(" ", "_"))
    except UnknownOutcome:
        near = get_close_matches(text.upper(), outcomes(), n=1, cutoff=NEAR)
        repair = f"Likely {near[0]}" if near else "See the list of outcome codes"
        row.fault("outcome", "is no outcome code", repair, is_code=bool(near))
        return None


def _number(row: Row, name: str, most: int, blank: int | None) -> int | None:
    if not row.text(name):
        return blank
    number = read_whole(row.values.get(name), most)
    if number is None:
        row.fault(name, f"is no whole number from 0 to {most:,}", "Write digits only")
    return number


def _spell(row: Row, codes: CodeTable) -> Spell | None:
    student, enter, leave = row.needed(KEY_FIELD), row.needed_day("enter date"), row.day("leave date")
    leave_code = _code(row, "leave code", leave or enter, codes)
    summer_code = _code(row, "summer code", leave or enter, codes)
    grade = _number(row, "grade", 12, blank=None)
    if grade is not None and grade not in GRADES:
        row.fault("grade", "is no grade from 7 to 12", "Walks follow grades 7 to 12")
    if leave_code and leave is None:
        row.fault("leave date", "is blank though there is a leave code", "Fill in the date, or delete the code")
    if enter is not None and leave is not None and leave < enter:
        row.fault("leave date", "comes before the enter date", "Check which of the two dates is right")
    school, enter_code = row.text("school"), plain_code(row.text("enter code"))
    if row.findings or enter is None:
        return None
    return Spell(student, enter, leave, leave_code, summer_code, grade, school, enter_code)


def _code(row: Row, name: str, day: date | None, codes: CodeTable) -> str:
    text = row.text(name)
    if not text or day is None:
        return ""
    try:
        return codes.look_up(text, day).code
    except UnknownCode:
        known = sorted({code.code for code in codes.rows})
        near = get_close_matches(plain_code(text), known, n=1)
        likely = f"; perhaps {near[0]}?" if near else "?"
        row.fault(name, "is no code known for that fiscal year", f"What does it mean{likely}", asks=True)
        return ""


def _plan(row: Row, organizer: str) -> PlanRow | None:
    day = row.needed_day("walk date")
    teams, volunteers = (_needed_number(row, name) for name in ("teams", "volunteers"))
    vehicles, hours = (_number(row, name, MOST_OF_A_PLAN, blank=None) for name in ("vehicles", "hours"))
    cost = read_money(row.values.get("cost")) if row.text("cost") else None
    if row.text("cost") and cost is None:
        row.fault("cost", "is no amount of dollars", "Write dollars, such as 1250 or 1,250.50")
    if row.findings or day is None or teams is None or volunteers is None:
        return None
    return PlanRow(WalkKey(day, organizer), teams, volunteers, vehicles, hours, cost)


def _needed_number(row: Row, name: str) -> int | None:
    return _number(row, name, MOST_OF_A_PLAN, blank=None) if row.needed(name) else None


def _without_repeats(read: _Read[Kept], same: Callable[[Kept], tuple[object, ...]], name: str) -> _Read[Kept]:
    """The first of equal rows is kept, the others are rejected."""
    first: dict[tuple[object, ...], int] = {}
    kept: list[Numbered[Kept]] = []
    for row, value in read.kept:
        before = first.setdefault(same(value), row.number)
        if before == row.number:
            kept.append((row, value))
        else:
            row.fault(name, f"repeats row {before}", "Delete one of the two rows")
            read.rejected.append(row)
    return _Read(read.sheet, read.mapping, kept, read.rejected)


def _without_overlaps(read: _Read[Spell]) -> _Read[Spell]:
    """Two spells of one student share at most one day, that of a change of school: the later of them is rejected."""
    by_student: dict[str, list[Numbered[Spell]]] = {}
    for row, spell in read.kept:
        if not spell.is_no_show:
            by_student.setdefault(spell.student, []).append((row, spell))
    refused = {id(row) for group in by_student.values() for row in _overlapping(group)}
    read.rejected += [row for row, _ in read.kept if id(row) in refused]
    kept = [(row, spell) for row, spell in read.kept if id(row) not in refused]
    return _Read(read.sheet, read.mapping, kept, read.rejected)


def _overlapping(group: Sequence[Numbered[Spell]]) -> Iterable[Row]:
    last: Numbered[Spell] | None = None
    for row, spell in sorted(group, key=lambda one: (one[1].enter, one[0].number)):
        if last and (last[1].leave is None or spell.enter < last[1].leave):
            row.fault("enter date", f"lies in the spell of row {last[0].number}", "End that spell first, or delete one")
            yield row
        else:
            last = row, spell
