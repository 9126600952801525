"""What is checked of a file beside its own rows: against what is loaded, against the day, and which codes to ask about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from database.district.values import DistrictLoadRecord
from operations.district.importing_model import (
    FILE_LOADED_BEFORE,
    LOADED_BEFORE,
    Kept,
    OpenEndAsked,
    UnknownCodeAsked,
)
from walks.codes import fiscal_year, plain_code
from walks.importing import FileKind, Finding, Imported, RejectedRow, Sheet, identity_columns
from walks.importing.fields import KEY_FIELD
from walks.importing.identity import MADE_UP, looks_identifying
from walks.importing.reading import OPEN_END_RULE
from walks.importing.sheet import Value, text_of
from walks.importing.values import code_and_description, read_date
from walks.records import Spell, Visit

LONGEST_CODE = 12
BEYOND = "(beyond the last column of the header)"
VisitKey = tuple[date, str, str, int]
"""Day and organizer of the walk, the district's key of the student, attempt."""


@dataclass(frozen=True, slots=True)
class LoadedBefore:
    """What the district's file holds already.

    Attributes:
        kind: Of the file that is checked.
        visits: Outcome code by visit.
        keys: The district's keys of students whom visits name.
        with_spells: The district's keys of students of whom spells are loaded.
        loads: Those that stand, the latest first.
        made_up: Whether its rows come from the generator; None where it holds none.
    """

    kind: FileKind
    visits: Mapping[VisitKey, str]
    keys: frozenset[str]
    with_spells: frozenset[str]
    loads: tuple[DistrictLoadRecord, ...]
    made_up: bool | None

    @property
    def of_kind(self) -> tuple[DistrictLoadRecord, ...]:
        """Loads of the file's own kind."""
        return tuple(load for load in self.loads if load.kind == self.kind)


def unread_cells(sheet: Sheet, today: date) -> list[Finding]:
    """Find who somebody is in cells beyond the header's last column, which no column check sees."""
    beyond = [row[len(sheet.header) :] for row in sheet.rows]
    width = max(map(len, beyond), default=0)
    found = identity_columns(Sheet(("",) * width, tuple(beyond)), None, (), today) if width else []
    return [replace(finding, column=BEYOND) for finding in found]


def keys_made_up(sheet: Sheet, key_column: str | None) -> tuple[bool, list[Finding]]:
    """Tell whether a file's rows come from the generator, by their keys; both kinds in one file are a finding."""
    if key_column is None or key_column not in sheet.header:
        return False, []
    place = sheet.header.index(key_column)
    rows = [
        (number, text_of(row[place]).lower().startswith(MADE_UP))
        for number, row in sheet.numbered()
        if place < len(row) and text_of(row[place])
    ]
    made = sum(is_made for _, is_made in rows)
    if not 0 < made < len(rows):
        return bool(made), []
    fewer = made * 2 <= len(rows)
    number = next(number for number, is_made in rows if is_made is fewer)
    rule = "made-up rows and real rows stand in one file"
    return bool(made), [Finding(number, key_column, None, rule, "Take the made-up rows out; they begin with madeup-")]


def made_up_mixed(made_up: bool, key_column: str | None, before: LoadedBefore) -> list[Finding]:
    """Refuse made-up rows beside real ones."""
    if before.made_up is None or before.made_up is made_up:
        return []
    words = "made-up", "real"
    here, there = words if made_up else words[::-1]
    loads = ", ".join(str(load.id) for load in before.loads)
    rule = f"the rows are {here}, those loaded are {there}: they are never mixed"
    return [Finding(None, key_column, None, rule, f"Undo what is loaded first (load {loads}), or bring {there} rows")]


def loaded_twice(sha256: str, as_of: date, before: LoadedBefore) -> list[Finding]:
    """Refuse what would put older spells in the place of newer ones, and a file that stands already.

    Rows of visits are told one by one, by ``without_loaded``.
    """
    if before.kind is FileKind.VISITS:
        return []
    same = next((load for load in before.of_kind if (load.sha256, load.as_of) == (sha256, as_of)), None)
    if same is not None:
        return [Finding(None, None, None, f"{FILE_LOADED_BEFORE} by load {same.id}", "Nothing to do")]
    newer = next((load for load in before.of_kind if load.as_of > as_of), None)
    if before.kind is FileKind.PLAN or newer is None:
        return []
    rule = f"the day of export comes before that of load {newer.id}, {newer.as_of.isoformat()}"
    repair = f"Bring a newer export, or undo load {newer.id} first"
    return [Finding(None, None, as_of.isoformat(), rule, repair)]


def day_of_export(
    as_of: date, today: date, sheet: Sheet, imported: Imported[Kept], columns: Mapping[str, str]
) -> list[Finding]:
    """Check the day a file of spells was exported: not in the future, not before its last enter date."""
    if as_of > today:
        rule = "the day of export lies in the future"
        return [Finding(None, None, as_of.isoformat(), rule, "Give the day the file was exported")]
    entered = [(kept.enter, number) for number, kept in numbered(sheet, imported) if isinstance(kept, Spell)]
    last, row = max(entered, key=lambda one: (one[0], -one[1]), default=(as_of, 0))
    if last <= as_of:
        return []
    rule = f"lies after the day of export, {as_of.isoformat()}"
    return [Finding(row, columns.get("enter date"), last.isoformat(), rule, "Give the right day of export, or mend it")]


def without_loaded(
    sheet: Sheet, imported: Imported[Kept], columns: Mapping[str, str], before: LoadedBefore
) -> tuple[Imported[Kept], int]:
    """Reject the visits that were loaded before, and give how many they are."""
    kept: list[Kept] = []
    rejected = list(imported.rejected)
    for number, one in numbered(sheet, imported):
        found = _loaded_already(number, one, columns, before) if isinstance(one, Visit) else None
        if found is None:
            kept.append(one)
        else:
            rejected.append(RejectedRow(number, sheet.rows[number - sheet.first_row], (found,)))
    already = len(rejected) - len(imported.rejected)
    rejected.sort(key=lambda row: row.row)
    return replace(imported, kept=tuple(kept), rejected=tuple(rejected)), already


def _loaded_already(number: int, visit: Visit, columns: Mapping[str, str], before: LoadedBefore) -> Finding | None:
    code = before.visits.get((visit.walk.day, visit.walk.organizer, visit.student, visit.attempt))
    if code is None:
        return None
    if code != visit.outcome.code:
        rule, repair = "loaded already with another outcome", "Correct it on the walk's page"
        return Finding(number, columns["outcome"], visit.outcome.code, rule, repair)
    by = f" by load {before.of_kind[0].id}" if len(before.of_kind) == 1 else ""
    column = columns.get("attempt", columns[KEY_FIELD])
    return Finding(number, column, None, f"loaded already{by}", LOADED_BEFORE)


def unlisted(imported: Imported[Kept], before: LoadedBefore) -> int:
    """Count the spells of students no visit names: they wait until the visits are loaded, too."""
    return sum(isinstance(kept, Spell) and kept.student not in before.keys for kept in imported.kept)


def asked_codes(imported: Imported[Kept], sheet: Sheet, columns: Mapping[str, str]) -> tuple[UnknownCodeAsked, ...]:
    """Gather the unknown codes of a file of spells; one that may identify somebody is not among them."""
    years: dict[str, set[int]] = {}
    rows: dict[str, set[int]] = {}
    words: dict[str, str] = {}
    for row in imported.rejected:
        days = [read_date(_cell(row, sheet, columns.get(name))) for name in ("leave date", "enter date")]
        day = next((day for day in days if day is not None), None)
        for finding in row.findings:
            if not finding.asks or finding.rule == OPEN_END_RULE or not finding.value or not day:
                continue
            text, description = code_and_description(finding.value)
            if len(text) <= LONGEST_CODE:
                code = plain_code(text)
                years.setdefault(code, set()).add(fiscal_year(day))
                rows.setdefault(code, set()).add(row.row)
                words.setdefault(code, "" if looks_identifying(description) else description)
    return tuple(
        UnknownCodeAsked(code, tuple(sorted(years[code])), len(rows[code]), words[code]) for code in sorted(years)
    )


def asked_open_ends(imported: Imported[Kept]) -> tuple[OpenEndAsked, ...]:
    """Gather the texts in the column of last days that may mean a spell that lasts."""
    texts = Counter(
        finding.value.lower()
        for finding in imported.findings
        if finding.asks and finding.rule == OPEN_END_RULE and finding.value
    )
    return tuple(OpenEndAsked(text, times) for text, times in sorted(texts.items()))


def numbered(sheet: Sheet, imported: Imported[Kept]) -> Iterator[tuple[int, Kept]]:
    """Give each kept row with its number: those neither blank nor rejected, which are kept in order."""
    rejected = {row.row for row in imported.rejected}
    numbers = [
        number for number, cells in sheet.numbered() if number not in rejected and any(text_of(cell) for cell in cells)
    ]
    return zip(numbers, imported.kept, strict=True)


def _cell(row: RejectedRow, sheet: Sheet, column: str | None) -> Value:
    place = sheet.header.index(column) if column else len(row.cells)
    return row.cells[place] if place < len(row.cells) else None
