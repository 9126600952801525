"""A whole file: refused for identity columns first, then read row by row, then checked across rows; all accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from walks.importing.fields import (
    DATE_FIELDS,
    KEY_FIELD,
    SCHOOL_FIELD,
    FileKind,
    columns_of,
    guess_mapping,
    require_header,
)
from walks.importing.identity import identity_columns
from walks.importing.reading import Row, rows_of
from walks.importing.sheet import Finding, Refused, RejectedRow, Sheet
from walks.records import Spell

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


@dataclass
class Read(Generic[Kept]):
    """A file while it is read: kept values with their rows, and rejected rows with their findings."""

    sheet: Sheet
    mapping: Mapping[str, str]
    kept: list[Numbered[Kept]]
    rejected: list[Row]

    def has(self, name: str) -> bool:
        """Whether a field has a column."""
        return name in self.mapping

    def imported(self) -> Imported[Kept]:
        """Close the books."""
        rejected = sorted(self.rejected, key=lambda row: row.number)
        return Imported(
            kept=tuple(value for _, value in self.kept),
            rejected=tuple(RejectedRow(row.number, row.cells, tuple(row.findings)) for row in rejected),
            blank=len(self.sheet.rows) - len(self.kept) - len(rejected),
            rows_read=len(self.sheet.rows),
            columns_kept=tuple(header for header in self.sheet.header if header in columns_of(self.mapping).values()),
            columns_left=tuple(
                header for header in self.sheet.header if header not in columns_of(self.mapping).values()
            ),
        )


def read_sheet(
    kind: FileKind,
    sheet: Sheet,
    today: date,
    mapping: Mapping[str, str] | None,
    make: Callable[[Row], Kept | None],
) -> Read[Kept]:
    """Read every row with ``make``, which notes faults on the row and gives None for a row that cannot be kept.

    Raises:
        Refused: An identity column, or a header or mapping that cannot be.
    """
    chosen = guess_mapping(kind, sheet.header) if mapping is None else dict(mapping)
    dates = [header for name, header in columns_of(chosen).items() if name in DATE_FIELDS]
    schools = [chosen[SCHOOL_FIELD]] if SCHOOL_FIELD in chosen else []
    if found := identity_columns(sheet, chosen.get(KEY_FIELD), dates, today, schools):
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
    return Read(sheet, chosen, kept, rejected)


def without_repeats(read: Read[Kept], same: Callable[[Kept], object], name: str) -> Read[Kept]:
    """Keep the first of equal rows; of rows about the same thing that differ keep none. The fault is at field ``name``."""
    groups: dict[object, list[Numbered[Kept]]] = {}
    for row, value in read.kept:
        groups.setdefault(same(value), []).append((row, value))
    rejected = {id(row) for group in groups.values() for row in _not_kept(group, name)}
    read.rejected += [row for row, _ in read.kept if id(row) in rejected]
    kept = [(row, value) for row, value in read.kept if id(row) not in rejected]
    return Read(read.sheet, read.mapping, kept, read.rejected)


def _not_kept(group: Sequence[Numbered[Kept]], name: str) -> Iterable[Row]:
    """The rows of a group that are not kept, each with its fault."""
    first, value = group[0]
    other = next((row for row, one in group if one != value), None)
    if other is None:
        for row, _ in group[1:]:
            row.fault(name, f"repeats row {first.number}", "Delete one of the two rows")
            yield row
        return
    for row, one in group:
        against = other if one == value else first
        row.fault(name, f"contradicts row {against.number}: neither is loaded", "Delete the row that is wrong")
        yield row


def without_overlaps(read: Read[Spell]) -> Read[Spell]:
    """Reject spells of one student that share more than the day of a change of school: which is right is not guessed."""
    by_student: dict[str, list[Numbered[Spell]]] = {}
    for row, spell in read.kept:
        if not spell.is_no_show:
            by_student.setdefault(spell.student, []).append((row, spell))
    refused = {id(row) for group in by_student.values() for row in _overlapping(group)}
    read.rejected += [row for row, _ in read.kept if id(row) in refused]
    kept = [(row, spell) for row, spell in read.kept if id(row) not in refused]
    return Read(read.sheet, read.mapping, kept, read.rejected)


def _overlapping(group: Sequence[Numbered[Spell]]) -> Iterable[Row]:
    last: Numbered[Spell] | None = None
    for row, spell in sorted(group, key=lambda one: (one[1].enter, one[0].number)):
        if last and (last[1].leave is None or spell.enter < last[1].leave):
            row.fault("enter date", f"lies in the spell of row {last[0].number}", "End that spell first, or delete one")
            if not last[0].findings:
                last[0].fault("enter date", f"row {row.number} begins in this spell", "End it first, or delete one")
            yield from (last[0], row)
            ends_later = last[1].leave is None or (spell.leave is not None and spell.leave <= last[1].leave)
            last = last if ends_later else (row, spell)
        else:
            last = row, spell
