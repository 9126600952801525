"""Students of a file matched with those loaded before; and how many listed students a file of spells says something of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from operations.district.importing_checks import numbered
from operations.district.importing_model import Coverage, Kept
from walks.importing import Finding, Imported, PlanRow, RejectedRow, Sheet
from walks.importing.fields import KEY_FIELD
from walks.importing.sheet import text_of

REPEATS = "repeats row"
WITHHELD = "another row of this student was rejected, so nothing of the student is loaded"


@dataclass(frozen=True, slots=True)
class MatchedKeys:
    """Keys of a file and the loaded ones they stand for.

    Attributes:
        stands_for: Loaded key by key of the file, where the two are written in different ways.
        doubtful: Keys of the file that resemble a loaded one, but not that one alone.
    """

    stands_for: Mapping[str, str]
    doubtful: frozenset[str]


def match_keys(keys: Iterable[str], known: Collection[str]) -> MatchedKeys:
    """Match keys apart from case and spaces, where only one of each side can be meant."""
    here = set(keys)
    by_form: dict[str, set[str]] = {}
    for key in known:
        by_form.setdefault(_form(key), set()).add(key)
    rivals: dict[str, set[str]] = {}
    for key in here:
        rivals.setdefault(_form(key), set()).add(key)
    stands_for, doubtful = {}, set()
    for key in here.difference(known):
        candidates = by_form.get(_form(key), set())
        if len(candidates) == 1 and len(rivals[_form(key)]) == 1:
            stands_for[key] = next(iter(candidates))
        elif candidates:
            doubtful.add(key)
    return MatchedKeys(stands_for, frozenset(doubtful))


def with_matched_keys(imported: Imported[Kept], matched: MatchedKeys) -> Imported[Kept]:
    """The rows with the keys they are loaded under."""
    if not matched.stands_for:
        return imported
    return replace(imported, kept=tuple(_keyed(row, matched.stands_for) for row in imported.kept))


def without_partial_students(sheet: Sheet, imported: Imported[Kept], columns: Mapping[str, str]) -> Imported[Kept]:
    """Reject every spell of a student of whom a row was rejected: half a history must not replace a whole one.

    A row that only repeats another one says nothing that is missing.
    """
    partial = students_rejected(sheet, imported, columns)
    kept: list[Kept] = []
    rejected = list(imported.rejected)
    for number, row in numbered(sheet, imported):
        if _student(row) in partial:
            repair = "Mend the student's other rows"
            finding = Finding(number, columns.get(KEY_FIELD), None, WITHHELD, repair)
            rejected.append(RejectedRow(number, sheet.rows[number - sheet.first_row], (finding,)))
        else:
            kept.append(row)
    rejected.sort(key=lambda row: row.row)
    return replace(imported, kept=tuple(kept), rejected=tuple(rejected))


def students_rejected(sheet: Sheet, imported: Imported[Kept], columns: Mapping[str, str]) -> frozenset[str]:
    """Keys, as in the file, of students of whom a row was rejected that is no mere repetition."""
    if columns.get(KEY_FIELD) not in sheet.header:
        return frozenset()
    place = sheet.header.index(columns[KEY_FIELD])
    return frozenset(
        text_of(row.cells[place])
        for row in imported.rejected
        if place < len(row.cells) and not all(found.rule.startswith(REPEATS) for found in row.findings)
    )


def coverage_of(
    kept: Iterable[Kept],
    rejected: Collection[str],
    matched: MatchedKeys,
    listed: Collection[str],
    held: Collection[str],
) -> Coverage:
    """How many listed students a file of spells says something of.

    Args:
        kept: Rows that may be loaded, under loaded keys.
        rejected: Keys of students of whom a row was rejected, as in the file.
        matched: Keys of the file and what they stand for.
        listed: Keys of students whom loaded visits name.
        held: Keys of students of whom spells are loaded.
    """
    faulty = {matched.stands_for.get(key, key) for key in rejected}
    there = {_student(row) for row in kept}
    return Coverage(
        listed=len(listed),
        covered=len(there.intersection(listed) - faulty),
        lost=len(set(held).intersection(listed) - there - faulty),
        rejected=len(faulty.intersection(listed)),
        loosely=len(set(matched.stands_for.values()).intersection(listed)),
        doubtful=len(matched.doubtful),
    )


def keys_of(rows: Iterable[Kept]) -> set[str]:
    """The students of rows, by their keys."""
    return {_student(row) for row in rows} - {""}


def _keyed(row: Kept, stands_for: Mapping[str, str]) -> Kept:
    return row if isinstance(row, PlanRow) else replace(row, student=stands_for.get(row.student, row.student))


def _student(row: Kept) -> str:
    return "" if isinstance(row, PlanRow) else row.student


def _form(key: str) -> str:
    return "".join(key.split()).casefold()
