"""The command line: ``python -m walks suppress | audit | generate | import | school-year | release | load-release``.

The one module of the room that knows settings and a district's file: what it does with them is in ``operations``.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from database.district.store import DistrictStore
from database.engine import DatabaseError
from database.releases import Releases
from operations.district.importing import NotLoaded, undo_load
from operations.district.importing_command import Wish, import_one, name_district
from operations.district.releasing_command import release_to_file
from operations.district.school_years import replaced, year_of
from operations.district.side import DistrictSide
from operations.receiving import load_release
from settings import Deployment, Settings
from walks import release_file, table_file
from walks.codes import ExitKind
from walks.disclosure.attacker import Contradiction, Interval
from walks.disclosure.audit import Breach, Published, against_earlier, breaches, what_can_be_known
from walks.disclosure.cells import FOOTNOTE
from walks.disclosure.profile import AZ
from walks.disclosure.publish import publish
from walks.generator import LABEL, District, made_district
from walks.importing import FileKind
from walks.release import ReleaseRefused

PROGRAM = "python -m walks"
KEY_FILE = Path("data/walks.key")
KEY_BYTES = 32
MAP_HELP = "Which column is a field, where it is not found by itself: 'walk date=Event'. As often as needed"
CODE_HELP = f"What an unknown withdrawal code means ({', '.join(ExitKind)}), in the fiscal years the file has it in"

app = typer.Typer(name=PROGRAM, no_args_is_help=True, add_completion=False, help="Publish what may be published.")
output = Console()
errors = Console(stderr=True)

CLOSED_HELP = "Weekdays without school, such as '2026-11-26, 2026-12-21 to 2027-01-01'"

KeyFile = Annotated[Path, typer.Option("--key", help="Key of the complementary choice; made on first use. Keep it.")]


@app.command()
def suppress(
    table: Annotated[Path, typer.Argument(help="CSV with columns cell,count and a row total")], key: KeyFile = KEY_FILE
) -> None:
    """Print a table as it may be published (profile az: counts of 1 to 10 are hidden, and what would tell them)."""
    with _plain_errors():
        # one name for all: what is hidden with what must not depend on how the file is called
        made = table_file.read_true(_text(table), "table")
        shown = publish([made], read_key(key))[0]
    typer.echo(table_file.write(shown), nl=False)
    typer.echo(FOOTNOTE, err=True)


@app.command()
def audit(
    files: Annotated[list[Path], typer.Argument(help="Published tables (CSV) and releases (JSON), oldest first")],
) -> None:
    """Attack published tables: print what can be known about each hidden count; exit 1 when something is given away.

    Files with the same cells are taken as one table at different times.
    """
    with _plain_errors():
        names: dict[frozenset[str], str] = {}
        read = [(path, _published(path, names)) for path in files]
        grid, found = Table("file", "cell", "least", "most", "possible values"), list[Breach]()
        for path, one in read:
            _add_rows(grid, path, one)
            found += breaches(one)
        for (_, earlier), (_, later) in combinations(read, 2):
            if earlier.frame.keys() & later.frame.keys():
                found += against_earlier(later, [earlier])
    output.print(grid)
    for breach in found:
        errors.print(str(breach), style="red", markup=False)
    if found:
        raise typer.Exit(1)
    output.print(f"Nothing is given away: every hidden count keeps {AZ.least_values} possible values or more.")


@app.command()
def generate(
    folder: Annotated[Path, typer.Argument(help="Folder for visits, spells and plan; made if it is not there")],
    walks: Annotated[int, typer.Option(min=1, max=50)] = 5,
    students: Annotated[int, typer.Option(min=1, max=20_000, help="Students a walk")] = 400,
    seed: Annotated[int, typer.Option(help="The same seed gives the same district")] = 1,
    last_walk: Annotated[str, typer.Option("--last-walk", help="Day of the last walk, YYYY-MM-DD")] = "2026-01-16",
) -> None:
    """Write the three files of a made-up district, labelled made-up."""
    with _plain_errors():
        wanted = District(walks, students, date.fromisoformat(last_walk))
        made = made_district(wanted, seed)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in made.files().items():
            (folder / name).write_text(text, encoding="utf-8")
    output.print(f"{LABEL}: {walks} walks of {students} students in {folder}", markup=False)
    output.print(f"Its enrollment is of {wanted.exported}: import spells with --as-of {wanted.exported}", markup=False)


@app.command("import")
def import_file(
    kind: Annotated[FileKind | None, typer.Argument(help="Which of the three files")] = None,
    file: Annotated[Path | None, typer.Argument(help="CSV or XLSX")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be loaded; load nothing")] = False,
    as_of: Annotated[str, typer.Option("--as-of", help="Day the spells were exported, YYYY-MM-DD; else today")] = "",
    district: Annotated[str, typer.Option("--district", help="Name the district, once")] = "",
    organizer: Annotated[str, typer.Option("--organizer", help="Who holds its walks; with --district")] = "",
    maps: Annotated[list[str] | None, typer.Option("--map", metavar="FIELD=HEADER", help=MAP_HELP)] = None,
    codes: Annotated[list[str] | None, typer.Option("--code", metavar="CODE=KIND", help=CODE_HELP)] = None,
    rejected: Annotated[Path | None, typer.Option("--rejected", help="Write the rejected rows to this CSV")] = None,
    undo: Annotated[int | None, typer.Option("--undo", metavar="LOAD_ID", help="Take a load back")] = None,
) -> None:
    """Load a district's visits, spells or plan into its own file; exit 1 when what is found stands in the way."""
    with _plain_errors(), _district_side() as side:
        if district or organizer:
            name_district(side, district, organizer)
        if undo is not None:
            output.print(f"Took back load {undo}: {undo_load(side, undo):,} rows")
        elif kind is None or file is None:
            raise ValueError("name the kind (visits, spells or plan) and the file, or --undo LOAD_ID")
        elif not import_one(side, kind, file, Wish(dry_run, as_of, maps or (), rejected, codes or ()), output, errors):
            raise typer.Exit(1)


@app.command("school-year")
def school_year(
    first_day: Annotated[str, typer.Argument(help="First day of school, YYYY-MM-DD")],
    semester_end: Annotated[str, typer.Argument(help="Last day of the first semester, YYYY-MM-DD")],
    last_day: Annotated[str, typer.Argument(help="Last day of school, YYYY-MM-DD")],
    closed: Annotated[str, typer.Option(help=CLOSED_HELP)] = "",
) -> None:
    """Give a school year of the district, in place of any it overlaps: the ten-day rule counts its school days."""
    with _plain_errors(), _district_side() as side:
        given = {"first_day": first_day, "semester_end": semester_end, "last_day": last_day, "closed": closed}
        year = year_of(given)
        kept, had = replaced(side.store.school_years(), year)
        side.store.save_school_years(kept)
    what = "put in place of what it overlaps" if had else "added"
    output.print(f"School year {first_day} to {last_day} {what}, {len(year.closed)} closed weekdays", markup=False)


@contextmanager
def _district_side() -> Iterator[DistrictSide]:
    """Open the district's own file; whoever may write it may change it."""
    settings = Settings()
    if settings.deployment is not Deployment.DISTRICT:
        raise ValueError("This is not a district's copy: set DEPLOYMENT=district on the district's own machine.")
    store = DistrictStore(settings.district_database_url)
    store.prepare()
    try:
        yield DistrictSide(store)
    finally:
        store.close()


@app.command()
def release(
    approver: Annotated[str, typer.Option(help="Who approves it; the name goes into the file and is public")],
    out: Annotated[Path, typer.Option(help="Where to write the release; must not be there yet")],
) -> None:
    """Make a release of the district's walks: print what is published, keep it, write the file to send."""
    with _plain_errors(), _district_side() as side:
        release_to_file(side, approver, out, output)


@app.command(name="load-release")
def load_release_file(file: Annotated[Path, typer.Argument(help="A release as a district sent it")]) -> None:
    """Verify a release against every earlier one and load it where the public pages read."""
    with _plain_errors():
        settings = Settings()
        record = load_release(Releases(settings.database_url), file.read_bytes())
    made_up = f"{LABEL}: " if record.made_up else ""
    output.print(f"{made_up}release of {record.made_on}, {record.district}, loaded: {record.sha256[:16]}", markup=False)


def read_key(path: Path) -> bytes:
    """Read the key of the complementary choice, or make it, readable by its owner only.

    With another key the same table hides other cells, and the two versions together may tell what each hides.
    """
    if path.exists():
        return path.read_bytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_bytes(KEY_BYTES)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key)
    errors.print(f"A new key of the complementary choice is in {path}: keep it, and use it for every table.")
    return key


def _published(path: Path, names: dict[frozenset[str], str]) -> Published:
    """Read a file; ``names`` holds the name of the first table with the same cells."""
    if path.suffix.lower() == ".json":
        # form and hash only: the attack is run on it with all the other files
        return release_file.stored(path.read_bytes()).as_attacked()
    text = _text(path)
    return table_file.read_published(text, names.setdefault(table_file.cell_names(text), path.stem))


def _add_rows(grid: Table, path: Path, one: Published) -> None:
    try:
        known = what_can_be_known(one)
    except Contradiction:
        return
    for key, interval in sorted(known.items()):
        grid.add_row(path.name, key, str(interval.low), *_most(interval))


def _most(interval: Interval) -> tuple[str, str]:
    return ("no limit", "no limit") if interval.high is None else (str(interval.high), str(int(interval.values)))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return path.read_text(encoding="cp1252")


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except (ReleaseRefused, NotLoaded, DatabaseError, ValueError, OSError) as problem:
        errors.print(str(problem), style="red", markup=False)
        raise typer.Exit(2) from None


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    app(args=list(arguments) if arguments is not None else None, prog_name=PROGRAM)


if __name__ == "__main__":
    main(sys.argv[1:])
