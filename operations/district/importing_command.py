"""The work of ``python -m walks import``, without the reading of settings and arguments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console

from database.district.values import DistrictRecord
from operations.district.importing import (
    CodeAnswer,
    UnknownCodeAsked,
    answer_codes,
    check_file,
    load_checked,
    rejected_file,
)
from operations.district.importing_report import print_checked
from operations.district.side import DistrictSide
from walks.codes import ExitKind, plain_code
from walks.importing import FileKind


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asked for on the command line.

    Attributes:
        dry_run: Say what would be loaded; write nothing.
        as_of: Day of export, YYYY-MM-DD; "" for today.
        maps: ``field=header``, each: put over the mapping kept or guessed.
        rejected: Where to write the rejected rows.
        codes: ``code=kind``, each: what an unknown withdrawal code of the file means, in the fiscal years it stands in.
    """

    dry_run: bool = False
    as_of: str = ""
    maps: Sequence[str] = ()
    rejected: Path | None = None
    codes: Sequence[str] = ()


def name_district(side: DistrictSide, name: str, organizer: str) -> None:
    """Say whose file it is, once.

    Raises:
        ValueError: One of the two is blank, or the file is another district's.
    """
    if not name.strip() or not organizer.strip():
        raise ValueError("name both: --district NAME --organizer NAME")
    wanted, held = DistrictRecord(name.strip(), organizer.strip()), side.district()
    if held is not None and held != wanted:
        raise ValueError(
            f"the file is of {held.name}, walks by {held.organizer}: use another file for another district"
        )
    if held is None:
        side.store.save_district(wanted)


def import_one(side: DistrictSide, kind: FileKind, file: Path, wish: Wish, output: Console, errors: Console) -> bool:
    """Check a file, print what it came to, and load it unless it is a dry run; say whether it may be loaded.

    Raises:
        ValueError: The day or a mapping is not written as it must be.
        OSError: A file cannot be read, or the rejected rows cannot be written.
        NotLoaded: Somebody else loaded the same rows meanwhile.
    """
    if not file.is_file():
        raise ValueError("the file is not there: check its name")
    content, as_of = file.read_bytes(), date.fromisoformat(wish.as_of) if wish.as_of else None
    with errors.status("Checking the file"):
        checked = check_file(side, kind, file.name, content, as_of=as_of)
        if maps := read_maps(wish.maps):
            others = {field: header for field, header in checked.mapping.items() if header not in maps.values()}
            checked = check_file(side, kind, file.name, content, others | maps, as_of)
        if wish.codes:
            _explain(side, checked.unknown_codes, wish)
            checked = check_file(side, kind, file.name, content, checked.mapping, as_of)
    print_checked(output, checked)
    if wish.rejected is not None and checked.rejected and not checked.refused:
        wish.rejected.write_bytes(rejected_file(checked))
        output.print(f"The rejected rows are in {wish.rejected}", markup=False)
    if not checked.may_load:
        errors.print(checked.why_not, style="red", markup=False)
        return False
    if wish.dry_run:
        output.print("Nothing is loaded: this was a dry run.")
        return True
    with errors.status("Loading"):
        loaded = load_checked(side, checked)
    output.print(f"Load {loaded.load_id}: {loaded.kept:,} rows. To take it back: import --undo {loaded.load_id}")
    return True


def _explain(side: DistrictSide, asked: Sequence[UnknownCodeAsked], wish: Wish) -> None:
    """Keep what the codes mean that the file asks about.

    Raises:
        ValueError: The file asks about no such code, or the kind is none.
    """
    if wish.dry_run:
        raise ValueError("--code is kept for good: leave out --dry-run")
    said = _pairs(wish.codes, "--code takes CODE=KIND, such as --code W99=transfer")
    asks = {one.code: one for one in asked}
    if unasked := [code for code in said if plain_code(code) not in asks]:
        raise ValueError(f"the file does not ask what {', '.join(unasked)} means")
    answer_codes(side, [_answer(asks[plain_code(code)], kind) for code, kind in said.items()])


def _answer(asked: UnknownCodeAsked, kind: str) -> CodeAnswer:
    if kind not in list(ExitKind):
        raise ValueError(f"{asked.code} means one of {', '.join(ExitKind)}, not {kind}")
    return CodeAnswer(asked.code, ExitKind(kind), kind, min(asked.fiscal_years), max(asked.fiscal_years))


def read_maps(maps: Sequence[str]) -> dict[str, str]:
    """Read ``field=header`` pairs.

    Raises:
        ValueError: One has no "=", or a field comes twice.
    """
    return _pairs(maps, "--map takes field=header, such as --map 'walk date=Event'")


def _pairs(given: Sequence[str], form: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in given:
        name, equals, value = (part.strip() for part in pair.partition("="))
        if not equals or not value:
            raise ValueError(form)
        if name in found:
            raise ValueError(f"{form.partition(' ')[0]} gives {name} twice")
        found[name] = value
    return found
