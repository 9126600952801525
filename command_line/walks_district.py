"""``dashboards walks import | loads | school-year | release``: a district's own file, on the district's own machine."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from command_line.arguments import DAY, WrongCommand, day, pairs, whole
from command_line.console import errors, output, say, show
from command_line.group import Commands
from database.district.file import DISTRICT
from database.district.store import DistrictStore
from database.engine import DatabaseError, database_path, start_problems
from operations.district.follow_up_list import follow_up_lines, write_follow_up_list
from operations.district.importing import undo_load
from operations.district.importing_command import ImportRequest, import_one, name_district, named
from operations.district.labels import change_labels, label_choices
from operations.district.one_walk import one_walk, walk_of
from operations.district.releasing_command import preview_release, release_to_file, write_again
from operations.district.school_years import replaced, year_of
from operations.district.side import DistrictSide
from settings import Deployment, Settings
from walks.codes import ExitKind
from walks.importing import FileKind

NOT_A_DISTRICT = "This is not a district's copy: set DEPLOYMENT=district on the district's own machine"
MAP_HELP = "Which column holds a field, where it is not found by itself: 'walk date=Event'. May be repeated"
CODE_HELP = f"What an unknown withdrawal code means: {', '.join(ExitKind)}. May be repeated"
OPEN_END_HELP = "What the last day of a spell says where it lasts, such as NULL or 12/31/9999. Kept. May be repeated"
SHEET_HELP = "Sheet of a workbook to read; several are read as one table. May be repeated"
CONFIRM_HELP = "A new label that is right: it is kept for later files. May be repeated (see: walks labels)"
READ_HELP = "A new label and the known one it is read as, such as 'next step=ring back=Call back'. May be repeated"
CLOSED_HELP = "Weekdays without school, such as '2026-11-26, 2026-12-21 to 2027-01-01'"


def import_file(
    kind: Annotated[FileKind | None, typer.Argument(metavar="KIND", help="visits, spells or plan")] = None,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="CSV or XLSX")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be loaded; change nothing")] = False,
    as_of: Annotated[
        date | None, typer.Option("--as-of", parser=day, metavar=DAY, help="Day the spells were exported")
    ] = None,
    district: Annotated[str, typer.Option("--district", metavar="NAME", help="Name of the district, given once")] = "",
    organizer: Annotated[
        str, typer.Option("--organizer", metavar="NAME", help="Who organizes its walks; with --district")
    ] = "",
    maps: Annotated[list[str] | None, typer.Option("--map", metavar="FIELD=HEADER", help=MAP_HELP)] = None,
    codes: Annotated[list[str] | None, typer.Option("--code", metavar="CODE=KIND", help=CODE_HELP)] = None,
    rejected: Annotated[
        Path | None, typer.Option("--rejected", metavar="FILE", help="Write the rejected rows to this CSV")
    ] = None,
    open_ends: Annotated[list[str] | None, typer.Option("--open-end", metavar="TEXT", help=OPEN_END_HELP)] = None,
    sheets: Annotated[list[str] | None, typer.Option("--sheet", metavar="NAME", help=SHEET_HELP)] = None,
    header_row: Annotated[
        int | None,
        typer.Option("--header-row", metavar="ROW", parser=whole(1, 10**5), help="Row that names the columns"),
    ] = None,
    leave_out_rejected: Annotated[
        bool, typer.Option("--leave-out-rejected", help="Load the other rows although some are rejected")
    ] = False,
    missing_unknown: Annotated[
        bool, typer.Option("--missing-stay-unknown", help="Load although the export lacks students held before")
    ] = False,
    confirm_labels: Annotated[
        list[str] | None, typer.Option("--confirm-label", metavar="FIELD=LABEL", help=CONFIRM_HELP)
    ] = None,
    read_labels: Annotated[
        list[str] | None, typer.Option("--read-label", metavar="FIELD=LABEL=KNOWN", help=READ_HELP)
    ] = None,
    leave_out_labels: Annotated[
        bool, typer.Option("--leave-out-labels", help="Leave out new labels nothing else is said of")
    ] = False,
    undo: Annotated[
        int | None, typer.Option("--undo", metavar="LOAD", parser=whole(1, 10**9), help="Take back a load (see: loads)")
    ] = None,
) -> None:
    """Load a district's visits, spells or plan into its own file, or take a load back."""
    if undo is not None:
        if kind is not None or dry_run:
            raise WrongCommand("--undo takes a load back: name no file with it, and no --dry-run")
        with _district_side() as side:
            say(f"Took back load {undo}: {undo_load(side, undo):,} rows")
        return
    if kind is None or file is None:
        raise WrongCommand("name the kind (visits, spells or plan) and the file, or --undo LOAD")
    if bool(district.strip()) != bool(organizer.strip()):
        raise WrongCommand("name both --district NAME and --organizer NAME")
    if dry_run and codes:
        raise WrongCommand("--code is kept for good: leave out --dry-run")
    if rejected is not None and rejected.resolve() == file.resolve():
        raise WrongCommand("--rejected names the file itself: name another one")
    if kind is FileKind.SPELLS and as_of is None:
        raise WrongCommand("say with --as-of on which day the spells were exported: nothing after it is known")
    said = dry_run, as_of, pairs("--map", maps or ()), rejected, pairs("--code", codes or ())
    file_said = tuple(open_ends or ()), tuple(sheets or ()), header_row
    labels = label_choices(confirm_labels or (), read_labels or ())
    request = ImportRequest(*said, *file_said, leave_out_rejected, missing_unknown, labels, leave_out_labels)
    content = file.read_bytes()
    with _district_side(dry_run=dry_run) as side:
        if district:
            side = named(side, district, organizer) if dry_run else name_district(side, district, organizer)
        import_one(side, kind, file.name, content, request, output(), errors())


def labels(
    confirm: Annotated[
        list[str] | None, typer.Option("--confirm", metavar="FIELD=LABEL", help="Confirm a label. May be repeated")
    ] = None,
    withdraw: Annotated[
        list[str] | None, typer.Option("--withdraw", metavar="FIELD=LABEL", help="Take one off. May be repeated")
    ] = None,
) -> None:
    """List the labels the district confirmed; only these and the standard ones are shown and released."""
    with _district_side(dry_run=not (confirm or withdraw)) as side:
        change_labels(side, confirm or (), withdraw or ())
        held = side.store.labels()
    for one in held:
        say(f"{one.field}={one.label}")
    say(f"{len(held):,} confirmed, beside the standard ones")


def loads() -> None:
    """List the loads of a district's file and which of them can be taken back."""
    with _district_side(dry_run=True) as side:
        records = side.store.loads()
    if not records:
        say("Nothing is loaded yet.")
        return
    grid = Table("load", "kind", "loaded (UTC)", "exported", "kept", "rejected", "taken back")
    for one in records:
        back = f"{one.undone_at:%Y-%m-%d %H:%M}" if one.undone_at else ""
        moment = f"{one.loaded_at:%Y-%m-%d %H:%M}"
        grid.add_row(str(one.id), one.kind, moment, f"{one.as_of}", f"{one.kept:,}", f"{one.rejected:,}", back)
    show(grid)
    live = [str(one.id) for one in records if one.undone_at is None]
    if live:
        say(f"Can be taken back: {', '.join(live)}. Run: .venv/bin/dashboards walks import --undo LOAD")


def school_year(
    first_day: Annotated[str, typer.Argument(metavar="FIRST-DAY", help=f"First day of school, {DAY}")],
    semester_end: Annotated[str, typer.Argument(metavar="SEMESTER-END", help="Last day of the first semester")],
    last_day: Annotated[str, typer.Argument(metavar="LAST-DAY", help="Last day of school")],
    closed: Annotated[str, typer.Option(metavar="DAYS", help=CLOSED_HELP)] = "",
) -> None:
    """Give one school year of the district, in place of any it overlaps; the ten-day rule counts its school days."""
    for name, text in (("FIRST-DAY", first_day), ("SEMESTER-END", semester_end), ("LAST-DAY", last_day)):
        _day_of(name, text)
    given = {"first_day": first_day, "semester_end": semester_end, "last_day": last_day, "closed": closed}
    year = year_of(given)
    with _district_side() as side:
        kept, had = replaced(side.store.school_years(), year)
        side.store.save_school_years(kept)
    what = "put in place of what it overlaps" if had else "added"
    say(f"School year {first_day} to {last_day} {what}, {len(year.closed)} closed weekdays")


def release(
    approver: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who approves it; the name is written into the file and public")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where to write the release; must not be there yet")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be published; release nothing")] = False,
    again: Annotated[
        str | None,
        typer.Option(
            "--again", metavar="SHA256", help="Write the file of a release that is kept; “latest” for the last"
        ),
    ] = None,
) -> None:
    """Make a release of the district's walks: show what is published, keep it, write the file to send."""
    if dry_run:
        with _district_side(dry_run=True) as side:
            preview_release(side, output())
        return
    if again is not None:
        if out is None:
            raise WrongCommand("name the file to write with --out FILE")
        with _district_side(dry_run=True) as side:
            write_again(side, "" if again == "latest" else again, out, output())
        return
    if approver is None or out is None:
        raise WrongCommand("name --approver NAME and --out FILE, or look at it first with --dry-run")
    with _district_side() as side:
        release_to_file(side, approver, out, output())


def follow_ups(
    walk: Annotated[str, typer.Argument(metavar="WALK", help="The walk, as its page's address names it")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write the list; must not be there yet")],
    teams: Annotated[int, typer.Option(metavar="N", parser=whole(1, 500), help="Deal the list out to N teams")] = 1,
) -> None:
    """Write the students of a walk to follow up, under the district's own keys, to a file for its owner alone."""
    with _district_side(dry_run=True) as side:
        found = walk_of(side, walk)
        if found is None:
            names = ", ".join(each.slug for each in side.walks()) or "none yet"
            raise WrongCommand(f"there is no walk {walk}; there are: {names}")
        lines = follow_up_lines(side, one_walk(side, found))
        write_follow_up_list(lines, out, teams)
    say(f"{len(lines):,} students to follow up are in {out}. Keep it in the district; delete it when the work is done")


def add_to(group: Commands) -> None:
    """Register these commands in a group."""
    group.command("import")(import_file)
    group.command()(labels)
    group.command()(loads)
    group.command("school-year")(school_year)
    group.command("follow-ups")(follow_ups)
    group.command()(release)


@contextmanager
def _district_side(*, dry_run: bool = False) -> Iterator[DistrictSide]:
    """Open the district's own file; whoever may write it may change it.

    ``dry_run``: not a byte of it is changed and none is made; where there is none, an empty one stands in for it.
    """
    settings = Settings()
    if settings.deployment is not Deployment.DISTRICT:
        raise ValueError(NOT_A_DISTRICT)
    url = settings.district_database_url
    with tempfile.TemporaryDirectory() as empty:
        if dry_run and not database_path(url).exists():
            url, dry_run = f"sqlite:///{empty}/district.sqlite", False
        store = DistrictStore(url)
        if not dry_run:
            store.prepare()
        elif problems := start_problems(url, DISTRICT):
            raise DatabaseError(problems[0])
        try:
            yield DistrictSide(store)
        finally:
            store.close()


def _day_of(name: str, text: str) -> None:
    try:
        day(text)
    except typer.BadParameter as problem:
        raise WrongCommand(f"{name}: {problem.message}") from None
