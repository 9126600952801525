"""The three files: visits, spells, plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from intake.numbers import Mark
from walks.codes import CodeTable, Outcome, UnknownCode, UnknownOutcome, code_table, outcome, outcomes, plain_code
from walks.importing.fields import KEY_FIELD, FileKind
from walks.importing.reading import Row
from walks.importing.sheet import Sheet, text_of
from walks.importing.values import code_and_description, read_grade, read_whole
from walks.importing.whole_file import Imported, read_sheet, without_overlaps, without_repeats
from walks.keys import WalkKey
from walks.records import Spell, Visit

MOST_ATTEMPTS = 50
GRADES = range(7, 13)
MOST_OF_A_PLAN = 10_000
MOST_DOLLARS = 1e9
NEAR = 0.75


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What one walk took. ``hours`` are volunteers', ``cost`` is cash in US dollars; None where not given."""

    walk: WalkKey
    teams: int
    volunteers: int
    vehicles: int | None
    hours: float | None
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
    read = read_sheet(FileKind.VISITS, sheet, today, mapping, lambda row: _visit(row, organizer))

    def same(visit: Visit) -> tuple[object, ...]:
        return visit.walk, visit.student, visit.attempt

    return without_repeats(read, same, "attempt" if read.has("attempt") else KEY_FIELD).imported()


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
    read = read_sheet(FileKind.SPELLS, sheet, today, mapping, lambda row: _spell(row, table))
    return without_overlaps(without_repeats(read, _same_spell, "enter date")).imported()


def _same_spell(spell: Spell) -> object:
    """What two rows about one enrollment share. A no-show of one school and a spell of another may begin on one day."""
    return spell.student, spell.enter, spell.school.casefold()


def read_plan(sheet: Sheet, organizer: str, today: date, mapping: Mapping[str, str] | None = None) -> Imported[PlanRow]:
    """Read what walks took, one row a walk. Arguments and errors as ``read_visits``."""
    read = read_sheet(FileKind.PLAN, sheet, today, mapping, lambda row: _plan(row, organizer))
    return without_repeats(read, lambda plan: (plan.walk,), "walk date").imported()


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
    number = read_whole(row.values.get(name), most, row.marks.get(row.columns.get(name, ""), Mark.POINT))
    if number is None:
        row.fault(name, f"is no whole number from 0 to {most:,}", "Write digits only")
    return number


def _spell(row: Row, codes: CodeTable) -> Spell | None:
    student, enter, leave = row.needed(KEY_FIELD), row.needed_day("enter date"), row.open_or_day("leave date")
    leave_code = _code(row, "leave code", leave or enter, codes)
    summer_code = _code(row, "summer code", leave or enter, codes)
    grade = read_grade(row.text("grade"))
    if row.text("grade") and grade is None:
        row.fault("grade", "is no whole number from 0 to 12", "Write digits only")
    if grade is not None and grade not in GRADES:
        row.fault("grade", "is no grade from 7 to 12", "Walks follow grades 7 to 12")
    if leave_code and leave is None and not text_of(row.values.get("leave date")):
        row.fault("leave date", "is blank though there is a leave code", "Fill in the date, or delete the code")
    if enter is not None and leave is not None and leave < enter:
        row.fault("leave date", "comes before the enter date", "Check which of the two dates is right")
    school, enter_code = row.text("school"), plain_code(code_and_description(row.text("enter code"))[0])
    if row.findings or enter is None:
        return None
    return Spell(student, enter, leave, leave_code, summer_code, grade, school, enter_code)


def _code(row: Row, name: str, day: date | None, codes: CodeTable) -> str:
    text = row.text(name)
    if not text or day is None:
        return ""
    text = code_and_description(text)[0]
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
    vehicles, hours = _number(row, "vehicles", MOST_OF_A_PLAN, blank=None), row.number_of("hours", MOST_OF_A_PLAN)
    cost = _dollars(row, "cost")
    if row.findings or day is None or teams is None or volunteers is None:
        return None
    return PlanRow(WalkKey(day, organizer), teams, volunteers, vehicles, hours, cost)


def _dollars(row: Row, name: str) -> float | None:
    """An amount of dollars to the cent; a dollar sign before it is passed over."""
    row.values = {**row.values, name: row.text(name).removeprefix("$").strip()}
    amount = row.number_of(name, MOST_DOLLARS, "amount of dollars")
    if amount is not None and round(amount, 2) != amount:
        row.fault(name, "is no amount of dollars and cents", "Write dollars, such as 1250 or 1,250.50")
        return None
    return amount


def _needed_number(row: Row, name: str) -> int | None:
    return _number(row, name, MOST_OF_A_PLAN, blank=None) if row.needed(name) else None
