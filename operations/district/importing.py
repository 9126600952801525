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
from intake.brought import read_brought
from intake.findings import Finding as FileFinding
from intake.findings import Refused as Unreadable
from operations.district.importing_answers import answer_codes, correct_visit
from operations.district.importing_checks import (
    LoadedBefore,
    asked_codes,
    day_of_export,
    keys_made_up,
    loaded_twice,
    made_up_mixed,
    unlisted,
    unread_cells,
    without_loaded,
)
from operations.district.importing_files import rejected_file, template
from operations.district.importing_model import Checked, CodeAnswer, Loaded, NotLoaded, UnknownCodeAsked
from operations.district.importing_records import write
from operations.district.side import DistrictSide, codes_with_own
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
from walks.importing.fields import KEY_FIELD

__all__ = [
    "Checked",
    "CodeAnswer",
    "Loaded",
    "NotLoaded",
    "UnknownCodeAsked",
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
) -> Checked:
    """Read a file and say what loading it would do; nothing is written.

    Args:
        side: The district's file.
        kind: Which of the three files it is.
        name: As the person called it; it is kept nowhere.
        content: Its bytes.
        mapping: Header by field; where left out the one kept of the last load if it fits, else guessed.
        as_of: Day of export of spells; today where left out.
    """
    day = as_of or side.today()
    blank = Checked(kind, hashlib.sha256(content).hexdigest(), "", (), {}, day, made_up=False, imported=None)
    district = side.district()
    if district is None:
        return replace(blank, refused=(NO_DISTRICT,))
    try:
        brought = read_brought("the file", content, kind.value)
    except Unreadable as problem:
        return replace(blank, refused=tuple(map(_without_file, problem.findings)))
    sheet = Sheet(brought.header, brought.rows)
    named = name.lower().startswith(MADE_UP_NAMES)
    return _check_sheet(side, replace(blank, encoding=brought.form), sheet, mapping, named)


def load_file(
    side: DistrictSide,
    kind: FileKind,
    name: str,
    content: bytes,
    mapping: Mapping[str, str] | None = None,
    as_of: date | None = None,
) -> Loaded:
    """Check a file once more and load its kept rows in one transaction. Arguments as ``check_file``.

    Raises:
        NotLoaded: Nothing of it may be loaded.
    """
    return load_checked(side, check_file(side, kind, name, content, mapping, as_of))


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
    side: DistrictSide, blank: Checked, sheet: Sheet, mapping: Mapping[str, str] | None, named_made_up: bool
) -> Checked:
    if found := unread_cells(sheet, side.today()):
        return replace(blank, refused=tuple(found))
    columns = dict(mapping) if mapping is not None else _mapping(side, blank.kind, sheet.header)
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
    imported, already = without_loaded(sheet, imported, columns, before)
    read = replace(blank, header=sheet.header, mapping=columns, made_up=made_up, imported=imported, already=already)
    asked = asked_codes(imported, sheet, columns)
    return replace(read, refused=tuple(found), unknown_codes=asked, unlisted=unlisted(imported, before))


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
    kept = dict(side.store.mapping(kind.value) or {})
    needed = {field.name for field in FIELDS[kind] if field.needed}
    fits = needed <= kept.keys() and set(kept.values()) <= set(header)
    return kept if fits else guess_mapping(kind, header)


def _loaded_before(side: DistrictSide, kind: FileKind) -> LoadedBefore:
    store = side.store
    visits = store.visits_by_key() if kind is FileKind.VISITS else {}
    keys = store.known_keys() if kind is FileKind.SPELLS else frozenset()
    loads = tuple(load for load in store.loads() if load.undone_at is None)
    return LoadedBefore(kind, visits, keys, loads, store.is_made_up())


def _without_file(found: FileFinding) -> Finding:
    return Finding(found.row, found.column, found.value, found.rule, found.repair)
