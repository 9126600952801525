"""The work of ``dashboards walks import``, without the reading of settings and arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rich.console import Console

from database.district.values import DistrictRecord
from operations.district.importing import (
    Checked,
    CodeAnswer,
    Layout,
    NotLoaded,
    UnknownCodeAsked,
    Wishes,
    answer_codes,
    check_file,
    load_checked,
    rejected_file,
)
from operations.district.importing_labels import LEAVE_OUT as LEAVE_OUT_LABEL
from operations.district.importing_report import print_checked
from operations.district.side import DistrictSide
from walks.codes import ExitKind, plain_code
from walks.importing import FileKind

LEAVE_OUT = "Mend them, or load the others with --leave-out-rejected."


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What the command line asks for.

    Attributes:
        dry_run: Say what would be loaded; write nothing.
        as_of: Day of export; needed for spells.
        maps: Header by field: put over the mapping kept or guessed.
        rejected: Where to write the rejected rows.
        codes: Kind by code: what an unknown withdrawal code of the file means, in the fiscal years it stands in.
        open_ends: Texts in the column of last days that mean a student who is still enrolled.
        sheets: Sheets to read as one table.
        header_row: The row that names the columns.
        leave_out_rejected: Load although rows are rejected.
        labels: What to do with a new label: ``confirm``, ``leave out`` or the known label it is read as.
        leave_out_labels: Leave out every new label nothing else is said of.
        missing_unknown: Load although the export lacks listed students whom an earlier one held.
    """

    dry_run: bool = False
    as_of: date | None = None
    maps: Mapping[str, str] = field(default_factory=dict)
    rejected: Path | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    open_ends: Sequence[str] = ()
    sheets: Sequence[str] = ()
    header_row: int | None = None
    leave_out_rejected: bool = False
    missing_unknown: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    leave_out_labels: bool = False

    @property
    def of_file(self) -> Wishes:
        """What is said of the file itself."""
        said = self.labels, LEAVE_OUT_LABEL if self.leave_out_labels else ""
        return Wishes(Layout(tuple(self.sheets), self.header_row), tuple(self.open_ends), self.missing_unknown, *said)


class _NamedSide(DistrictSide):
    """A district's file seen as if it had been named; nothing is written."""

    def __init__(self, side: DistrictSide, record: DistrictRecord) -> None:
        super().__init__(side.store, side.today)
        self._record = record

    def district(self) -> DistrictRecord:
        return self._record


def named(side: DistrictSide, name: str, organizer: str) -> DistrictSide:
    """The file as it would be with this name, for a dry run.

    Raises:
        ValueError: One of the two is blank, or the file is another district's.
    """
    return _NamedSide(side, _record(side, name, organizer))


def name_district(side: DistrictSide, name: str, organizer: str) -> DistrictSide:
    """Say whose file it is, once.

    Raises:
        ValueError: One of the two is blank, or the file is another district's.
    """
    record = _record(side, name, organizer)
    if side.district() is None:
        side.store.save_district(record)
    return side


def _record(side: DistrictSide, name: str, organizer: str) -> DistrictRecord:
    if not name.strip() or not organizer.strip():
        raise ValueError("A district has two names: give both --district NAME and --organizer NAME")
    wanted, held = DistrictRecord(name.strip(), organizer.strip()), side.district()
    if held is not None and held != wanted:
        raise ValueError(
            f"The file is of {held.name}, walks by {held.organizer}: use another file for another district"
        )
    return wanted


def import_one(
    side: DistrictSide,
    kind: FileKind,
    name: str,
    content: bytes,
    request: ImportRequest,
    output: Console,
    errors: Console,
) -> None:
    """Check a file, print what it came to, and load it unless it is a dry run.

    A file that is loaded already is no obstacle: there is nothing to do.

    Raises:
        ValueError: A code the file does not ask about is explained, or explained as no kind.
        OSError: The rejected rows cannot be written.
        NotLoaded: Something in the file stands in the way, or somebody else loaded the same rows meanwhile.
    """
    with errors.status("Checking the file"):
        checked = _checked(side, kind, name, content, request)
    if checked.loaded_before:
        output.print(checked.loaded_before, markup=False, soft_wrap=True)
        return
    print_checked(output, checked)
    if request.rejected is not None and checked.rejected and not checked.refused:
        request.rejected.write_bytes(rejected_file(checked))
        output.print(f"The rejected rows are in {request.rejected}", markup=False, soft_wrap=True)
    if not checked.may_load:
        raise NotLoaded(checked.why_not)
    if request.dry_run:
        output.print("Nothing is loaded: this was a dry run.")
        return
    if (left := checked.rejected - checked.already) and not request.leave_out_rejected:
        rows = "1 row is" if left == 1 else f"{left:,} rows are"
        raise NotLoaded(f"Nothing is loaded: {rows} rejected. {LEAVE_OUT}")
    with errors.status("Loading"):
        loaded = load_checked(side, checked)
    undo = f"To take it back, run: .venv/bin/dashboards walks import --undo {loaded.load_id}"
    output.print(f"Load {loaded.load_id}: {loaded.kept:,} rows. {undo}", soft_wrap=True)


def _checked(side: DistrictSide, kind: FileKind, name: str, content: bytes, request: ImportRequest) -> Checked:
    checked = check_file(side, kind, name, content, as_of=request.as_of, wishes=request.of_file)
    if request.maps:
        others = {key: header for key, header in checked.mapping.items() if header not in request.maps.values()}
        checked = check_file(side, kind, name, content, {**others, **request.maps}, request.as_of, request.of_file)
    if request.codes:
        _explain(side, checked.unknown_codes, request)
        checked = check_file(side, kind, name, content, checked.mapping, request.as_of, request.of_file)
    return checked


def _explain(side: DistrictSide, asked: Sequence[UnknownCodeAsked], request: ImportRequest) -> None:
    """Keep what the codes mean that the file asks about.

    Raises:
        ValueError: The file asks about no such code, or the kind is none.
    """
    asks = {one.code: one for one in asked}
    if unasked := [code for code in request.codes if plain_code(code) not in asks]:
        raise ValueError(f"The file does not ask what {', '.join(unasked)} means: leave it out of --code")
    answer_codes(side, [_answer(asks[plain_code(code)], kind) for code, kind in request.codes.items()])


def _answer(asked: UnknownCodeAsked, kind: str) -> CodeAnswer:
    if kind not in list(ExitKind):
        raise ValueError(f"{asked.code} means one of {', '.join(ExitKind)}, not {kind}")
    return CodeAnswer(asked.code, ExitKind(kind), kind, min(asked.fiscal_years), max(asked.fiscal_years))
