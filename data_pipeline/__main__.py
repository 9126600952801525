"""The command line: ``python -m data_pipeline build | status | check | template | load | unload``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from sqlalchemy.exc import DBAPIError

from data_pipeline import template as forms
from data_pipeline.build import build as run_build
from data_pipeline.check import CATALOG, read_catalog
from data_pipeline.load import load as run_load
from data_pipeline.load import unload as run_unload
from data_pipeline.progress import Advance, bar
from data_pipeline.status import show, tables_grid
from data_pipeline.template import Kind
from database.engine import DatabaseError, start_problems
from database.reader import Reader
from database.writes import StaffRowsLeftBehind
from intake.findings import Finding, Refused
from settings import Settings

PROGRAM = "python -m data_pipeline"
MOST_FINDINGS = 200

app = typer.Typer(name=PROGRAM, no_args_is_help=True, add_completion=False, help="Load and look after the data.")
output = Console()
errors = Console(stderr=True)

Database = Annotated[str | None, typer.Option("--database", metavar="URL", help="sqlite:///path (else DATABASE_URL)")]
CatalogFolder = Annotated[Path, typer.Option("--catalog", help="Folder with one file a table")]
BuildFolder = Annotated[Path | None, typer.Option("--build-dir", help="Folder with outlines.json (else BUILD_DIR)")]


@app.command()
def build(database: Database = None, catalog: CatalogFolder = CATALOG, build_dir: BuildFolder = None) -> None:
    """Load the bundled catalog, everything or nothing; does nothing when it is loaded already."""
    with _plain_errors(), ExitStack() as bars:
        settings = Settings()

        def writing(rows: int) -> Advance:
            return bars.enter_context(bar(output, "writing", rows))

        reading = bars.enter_context(bar(output, "checking"))
        folder = build_dir or settings.build_dir
        report = run_build(database or settings.database_url, catalog, folder, reading=reading, writing=writing)
    output.print(tables_grid(report.after, report.before if report.changed else ()))
    if report.corrected:
        output.print(f"{report.corrected} figures of the catalog are replaced by staff files (see status)")
    said = "Loaded" if report.changed else "Nothing to do: the database already holds this catalog"
    output.print(f"{said}. Data version {report.data_version}")


@app.command()
def status(database: Database = None) -> None:
    """Print what is loaded: source, edition, vintage, rows, hash, when."""
    with _plain_errors():
        url = database or Settings().database_url
        problems = start_problems(url)
        if problems:
            raise DatabaseError(problems[0])
        with Reader(url) as reader:
            problems = reader.ready()
            if problems:
                raise DatabaseError(problems[0])
            show(output, reader)


@app.command()
def check(catalog: CatalogFolder = CATALOG, build_dir: BuildFolder = None) -> None:
    """Check every file of the catalog without loading anything."""
    with _plain_errors():
        with bar(output, "checking") as advance:
            found = read_catalog(catalog, build_dir or Settings().build_dir, advance)
        if found.findings:
            raise Refused(found.findings)
    output.print(f"No faults in {len(found.files)} files, {found.rows:,} rows")


@app.command()
def template(
    kind: Kind,
    xlsx: Annotated[
        bool, typer.Option("--xlsx", help="A workbook with a sheet of instructions instead of CSV")
    ] = False,
    out: Annotated[Path | None, typer.Option("--out", help="File to write (else KIND.csv or KIND.xlsx here)")] = None,
) -> None:
    """Write the form for losses or indicators."""
    target = out or Path(f"{kind.value}.{'xlsx' if xlsx else 'csv'}")
    content = forms.as_xlsx(kind) if xlsx else forms.as_csv(kind)
    with _plain_errors():
        try:
            with target.open("xb") as file:
                file.write(content)
        except FileExistsError:
            message = f"{target} is there already; name another file with --out"
            raise DatabaseError(message) from None
    output.print(f"Wrote {target}. Fill it in, then: {PROGRAM} load {kind.value} {target}", soft_wrap=True)


@app.command()
def load(
    kind: Kind,
    file: Path,
    database: Database = None,
    replace: Annotated[bool, typer.Option("--replace", help="Values that differ are corrections")] = False,
    new_measure: Annotated[bool, typer.Option("--new-measure", help="The file may define new measures")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Load figures that are asked about: they were checked")] = False,
) -> None:
    """Check a filled-in form and load it, all of it or nothing."""
    with _plain_errors():
        url = database or Settings().database_url
        report = run_load(url, kind, file, replace=replace, new_measures=new_measure, sure=yes)
    if report.load_id is None:
        output.print(f"Nothing to do: all {report.unchanged} rows are there already")
        return
    rows = f"{report.new} new, {report.corrected} corrected, {report.unchanged} unchanged"
    output.print(f"Load {report.load_id}: {rows}")
    for title in report.new_sources:
        output.print(f"New source: {title}", markup=False)
    for measure in report.new_measures:
        output.print(f"New measure: {measure}", markup=False)
    output.print(f"To take it back: {PROGRAM} unload {report.load_id}")


@app.command()
def unload(load_id: int, database: Database = None) -> None:
    """Take a staff file back; what it replaced is restored."""
    with _plain_errors():
        removed = run_unload(database or Settings().database_url, load_id)
    output.print(f"Took back load {load_id}: {removed} rows removed")


@contextmanager
def _plain_errors() -> Iterator[None]:
    """What a person can mend is said in a line or a list, without a trace; the exit code is 1."""
    try:
        yield
    except Refused as refused:
        _print_findings(refused.findings)
    except (DatabaseError, StaffRowsLeftBehind) as error:
        _stop(str(error))
    except DBAPIError as error:
        _stop(f"The database refused: {error.orig}. Nothing was changed; is someone else loading, or the disk full?")
    except OSError as error:
        _stop(f"{error.filename or 'A file'}: {error.strerror}")
    except ValidationError as error:
        _stop("; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()))


def _print_findings(findings: Sequence[Finding]) -> None:
    for finding in findings[:MOST_FINDINGS]:
        errors.print(str(finding), markup=False, highlight=False, soft_wrap=True)
    if len(findings) > MOST_FINDINGS:
        errors.print(f"... and {len(findings) - MOST_FINDINGS} more")
    noun = "fault" if len(findings) == 1 else "faults"
    _stop(f"{len(findings)} {noun}: nothing was loaded")


def _stop(message: str) -> None:
    errors.print(message, style="bold", markup=False, highlight=False, soft_wrap=True)
    sys.exit(1)


if __name__ == "__main__":
    app(prog_name=PROGRAM)
