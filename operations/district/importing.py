"""Import of a district's three files: checked as often as wanted, loaded in one transaction, taken back by load.

Stateless: the file comes again with the wish to load it. Its name and content are kept nowhere, and nothing of a refused
file reaches the database or a log.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from database.district.store import AlreadyHeld, CannotUndo
from database.district.values import NewLoad
from intake.findings import Finding as FileFinding
from intake.findings import Refused as Unreadable
from operations.district.importing_answers import answer_codes, correct_visit
from operations.district.importing_checks import (
    LoadedBefore,
    asked_codes,
    asked_open_ends,
    day_of_export,
    keys_made_up,
    loaded_twice,
    made_up_mixed,
    unlisted,
    unread_cells,
    without_loaded,
)
from operations.district.importing_files import rejected_file, template
from operations.district.importing_keys import (
    coverage_of,
    keys_of,
    match_keys,
    students_rejected,
    with_matched_keys,
    without_partial_students,
)
from operations.district.importing_labels import LabelAsked, asked_labels, confirmed, with_choices
from operations.district.importing_model import (
    NO_WISHES,
    Checked,
    CodeAnswer,
    Coverage,
    Kept,
    Loaded,
    NotLoaded,
    OpenEndAsked,
    UnknownCodeAsked,
    Wishes,
)
from operations.district.importing_records import write
from operations.district.importing_tables import Layout, find_table
from operations.district.side import DistrictSide, codes_with_own, known_labels
from walks.importing import (
    FIELDS,
    FileKind,
    Finding,
    Imported,
    Refused,
    Sheet,
    guess_mapping,
    read_plan,
    read_spells,
    read_visits,
)
from walks.importing.fields import KEY_FIELD, columns_of, open_ends_of, with_open_ends
from walks.records import Visit

__all__ = [
    "Checked",
    "CodeAnswer",
    "Coverage",
    "LabelAsked",
    "Layout",
    "Loaded",
    "NotLoaded",
    "OpenEndAsked",
    "UnknownCodeAsked",
    "Wishes",
    "answer_codes",
    "check_file",
    "correct_visit",
    "load_checked",
    "load_file",
    "rejected_file",
    "template",
    "undo_load",
]
NO_DISTRICT = Finding(
    None, None, None, "no district is named yet", "Name the district and who organizes its walks first"
)
MADE_UP_NAMES = ("made-up", "madeup")


def check_file(
    side: DistrictSide,
    kind: FileKind,
    name: str,
    content: bytes,
    mapping: Mapping[str, str] | None = None,
    as_of: date | None = None,
    wishes: Wishes = NO_WISHES,
) -> Checked:
    """Read a file and say what loading it would do; nothing is written.

    Args:
        side: The district's file.
        kind: Which of the three files it is.
        name: As the person called it; it is kept nowhere.
        content: Its bytes.
        mapping: Header by field; where left out the one kept of the last load if it fits, else guessed.
        as_of: Day of export of spells; today where left out.
        wishes: What somebody said of the file besides.
    """
    day = as_of or side.today()
    blank = Checked(kind, hashlib.sha256(content).hexdigest(), "", (), {}, day, made_up=False, imported=None)
    district = side.district()
    if district is None:
        return replace(blank, refused=(NO_DISTRICT,))
    try:
        sheet, table = find_table(kind, content, wishes.layout, side.store.mapping(kind.value) or {})
    except Unreadable as problem:
        return replace(blank, refused=tuple(map(_without_file, problem.findings)))
    named = name.lower().startswith(MADE_UP_NAMES)
    blank = replace(blank, encoding=table.form, table=table, lost_confirmed=wishes.lost_may_stay_unknown)
    return _with_labels(side, _check_sheet(side, blank, sheet, mapping, wishes.open_ends, named), wishes)


def _with_labels(side: DistrictSide, checked: Checked, wishes: Wishes) -> Checked:
    """The file with what is chosen of its new labels; those without a choice are in no row of it."""
    imported = checked.imported
    if checked.kind is not FileKind.VISITS or imported is None:
        return checked
    known = known_labels(side.store)
    visits = [one for one in imported.kept if isinstance(one, Visit)]
    asked = asked_labels(visits, known, wishes.labels, others=wishes.other_labels)
    if not asked:
        return checked
    return replace(checked, labels=asked, imported=replace(imported, kept=with_choices(visits, asked)))


def load_file(
    side: DistrictSide,
    kind: FileKind,
    name: str,
    content: bytes,
    mapping: Mapping[str, str] | None = None,
    as_of: date | None = None,
    wishes: Wishes = NO_WISHES,
) -> Loaded:
    """Check a file once more and load its kept rows in one transaction. Arguments as ``check_file``.

    Raises:
        NotLoaded: Nothing of it may be loaded.
    """
    return load_checked(side, check_file(side, kind, name, content, mapping, as_of, wishes))


def load_checked(side: DistrictSide, checked: Checked) -> Loaded:
    """Load the kept rows of a file just checked in one transaction.

    Raises:
        NotLoaded: Nothing of it may be loaded.
    """
    if not checked.may_load or checked.imported is None:
        raise NotLoaded(checked.why_not, checked.findings)
    new = NewLoad(
        kind=checked.kind.value,
        sha256=checked.sha256,
        rows_read=checked.rows_read,
        rejected=checked.rejected,
        blank=checked.blank,
        made_up=checked.made_up,
        as_of=checked.as_of,
        mapping=dict(checked.mapping),
    )
    try:
        if labels := confirmed(checked.labels):
            side.store.add_labels(labels)
        load_id = write(side.store, new, checked.imported.kept)
    except AlreadyHeld as problem:
        raise NotLoaded(f"Somebody loaded the same rows meanwhile: {problem}.") from None
    return Loaded(load_id, checked.rows_read, checked.kept, checked.rejected, checked.blank)


def undo_load(side: DistrictSide, load_id: int) -> int:
    """Take a load back and give how many rows went.

    Raises:
        NotLoaded: There is no such load, it was taken back before, or corrections stand on its visits.
    """
    try:
        return side.store.undo(load_id)
    except CannotUndo as problem:
        raise NotLoaded(f"Nothing was taken back: {problem}.") from None


def _check_sheet(
    side: DistrictSide,
    blank: Checked,
    sheet: Sheet,
    mapping: Mapping[str, str] | None,
    open_ends: Sequence[str],
    named_made_up: bool,
) -> Checked:
    if found := unread_cells(sheet, side.today()):
        return replace(blank, refused=tuple(found))
    chosen = dict(mapping) if mapping is not None else _mapping(side, blank.kind, sheet.header)
    # what last days that mean "still enrolled" look like is asked once: it holds for files mapped anew too
    known_ends = open_ends_of(side.store.mapping(blank.kind.value) or {})
    columns = with_open_ends(chosen, [*known_ends, *open_ends]) if blank.kind is FileKind.SPELLS else columns_of(chosen)
    try:
        imported = _read(side, blank.kind, sheet, columns)
    except Refused as problem:
        # a finding of row 1 is about header and mapping, which can be mended on the spot; others are about identity
        shown = all(found.row is not None for found in problem.findings)
        read = replace(blank, header=sheet.header, mapping=columns) if shown else blank
        return replace(read, refused=problem.findings)
    before = _loaded_before(side, blank.kind)
    made_up, found = keys_made_up(sheet, columns.get(KEY_FIELD))
    if blank.kind is FileKind.PLAN:
        made_up = named_made_up or bool(before.made_up)
    found += made_up_mixed(made_up, columns.get(KEY_FIELD), before) if not found else []
    if blank.kind is FileKind.SPELLS:
        found += day_of_export(blank.as_of, side.today(), sheet, imported, columns)
    found += loaded_twice(blank.sha256, blank.as_of, before) if not found else []
    read = replace(blank, header=sheet.header, mapping=columns, made_up=made_up, refused=tuple(found))
    asked = asked_codes(imported, sheet, columns), asked_open_ends(imported)
    read = replace(read, unknown_codes=asked[0], open_ends=asked[1])
    return _matched(read, sheet, imported, columns, before)


def _matched(
    read: Checked, sheet: Sheet, imported: Imported[Kept], columns: Mapping[str, str], before: LoadedBefore
) -> Checked:
    """The file beside what is loaded: its keys matched, rows loaded before and half histories rejected, coverage."""
    known = before.with_spells if read.kind is FileKind.VISITS else before.keys
    matched = match_keys(keys_of(imported.kept) | students_rejected(sheet, imported, columns), known)
    faulty = students_rejected(sheet, imported, columns) if read.kind is FileKind.SPELLS else frozenset()
    if read.kind is FileKind.SPELLS:
        imported = without_partial_students(sheet, imported, columns)
    imported, already = without_loaded(sheet, with_matched_keys(imported, matched), columns, before)
    read = replace(read, imported=imported, already=already, unlisted=unlisted(imported, before))
    if read.kind is not FileKind.SPELLS or not before.keys:
        return read
    return replace(read, coverage=coverage_of(imported.kept, faulty, matched, before.keys, before.with_spells))


def _read(side: DistrictSide, kind: FileKind, sheet: Sheet, columns: Mapping[str, str]) -> Imported[Any]:
    """Read by kind; Any stands for the kind's own rows, which ``Kept`` names."""
    district, today = side.district(), side.today()
    organizer = district.organizer if district else ""
    match kind:
        case FileKind.VISITS:
            return read_visits(sheet, organizer, today, columns)
        case FileKind.SPELLS:
            return read_spells(sheet, today, columns, codes_with_own(side.store))
        case FileKind.PLAN:
            return read_plan(sheet, organizer, today, columns)


def _mapping(side: DistrictSide, kind: FileKind, header: Sequence[str]) -> dict[str, str]:
    """Give the mapping kept of the last load where every column it needs is there, else a guess."""
    kept = columns_of(side.store.mapping(kind.value) or {})
    needed = {field.name for field in FIELDS[kind] if field.needed}
    fits = needed <= kept.keys() and set(kept.values()) <= set(header)
    return kept if fits else guess_mapping(kind, header)


def _loaded_before(side: DistrictSide, kind: FileKind) -> LoadedBefore:
    store = side.store
    visits = store.visits_by_key() if kind is FileKind.VISITS else {}
    keys = store.known_keys() if kind is FileKind.SPELLS else frozenset()
    with_spells = frozenset() if kind is FileKind.PLAN else store.keys_with_spells()
    loads = tuple(load for load in store.loads() if load.undone_at is None)
    return LoadedBefore(kind, visits, keys, with_spells, loads, store.is_made_up())


def _without_file(found: FileFinding) -> Finding:
    return Finding(found.row, found.column, found.value, found.rule, found.repair)
