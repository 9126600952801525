"""``dashboards data``: the public figures, from the bundled catalog and from files that staff fill in."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from command_line.arguments import BuildFolder, Database, LoadNumber
from command_line.console import at_a_terminal, errors, output, say, show
from command_line.group import Commands
from data_pipeline import template as forms
from data_pipeline.build import build as run_build
from data_pipeline.catalog_builder.inputs import FOLDER as INPUTS
from data_pipeline.catalog_builder.inputs import MANIFEST, Inputs, check_inputs, copy_inputs, manifest, recorded
from data_pipeline.catalog_builder.tables import write_text
from data_pipeline.check import CATALOG, read_catalog
from data_pipeline.load import LoadReport, preview
from data_pipeline.load import load as run_load
from data_pipeline.load import unload as run_unload
from data_pipeline.moves import queries
from data_pipeline.preview import Effect, preview_lines
from data_pipeline.progress import Advance, bar
from data_pipeline.remake import differing, remade
from data_pipeline.status import print_status, tables_grid
from data_pipeline.template import Kind
from database.engine import DatabaseError
from database.integrity import verify
from database.reader import Reader
from intake.findings import Finding, Refused
from settings import Settings

PROGRAM = ".venv/bin/dashboards data"

app = Commands()

CatalogFolder = Annotated[Path, typer.Option("--catalog", metavar="FOLDER", help="Folder with one file per table")]
FormKind = Annotated[Kind, typer.Argument(metavar="KIND", help="losses or indicators")]


@app.command()
def build(database: Database = None, catalog: CatalogFolder = CATALOG, build_dir: BuildFolder = None) -> None:
    """Load the bundled catalog, all of it or nothing; files loaded by staff stay."""
    _refuse_no_folder(catalog)
    with ExitStack() as bars:
        settings = Settings()

        def writing(rows: int) -> Advance:
            return bars.enter_context(bar(errors(), "writing", rows))

        reading = bars.enter_context(bar(errors(), "checking"))
        folder = build_dir or settings.build_dir
        report = run_build(database or settings.database_url, catalog, folder, reading=reading, writing=writing)
    show(tables_grid(report.after, report.before if report.changed else ()))
    _say_queries(report.queries)
    if report.corrected:
        say(f"{report.corrected} figures of the catalog are replaced by staff files (see: {PROGRAM} status)")
    done = "Loaded" if report.changed else "Nothing to do: the database already holds this catalog"
    say(f"{done}. Data version {report.data_version}")


@app.command()
def status(database: Database = None) -> None:
    """List what is loaded: loads, tables and sources, with rows, hashes and dates."""
    url = database or Settings().database_url
    if damage := verify(url).lines:
        raise DatabaseError("\n".join(damage))
    with Reader(url) as reader:
        if problems := reader.ready():
            raise DatabaseError(problems[0])
        print_status(output(), reader)


@app.command()
def check(catalog: CatalogFolder = CATALOG, build_dir: BuildFolder = None) -> None:
    """Check every file of the catalog and load nothing."""
    _refuse_no_folder(catalog)
    with bar(errors(), "checking") as advance:
        found = read_catalog(catalog, build_dir or Settings().build_dir, advance)
    if found.findings:
        raise Refused(found.findings)
    _say_queries(queries(found.tables, found.files))
    say(f"No faults in {len(found.files)} files, {found.rows:,} rows")


def _say_queries(found: Sequence[Finding]) -> None:
    """Figures that moved beyond plausibility: none stops a build, each is named every time."""
    for each in found:
        say(f"Queried: {each.file}, row {each.row}: {each.value} {each.rule}")


def _refuse_no_folder(catalog: Path) -> None:
    if not catalog.is_dir():
        raise ValueError(f"{catalog} is not a folder: name the folder with one file per table")


@app.command("fetch-inputs")
def fetch_inputs(
    source: Annotated[
        Path | None, typer.Option("--from", metavar="FOLDER", help="Copy the files from this folder, each one checked")
    ] = None,
    record: Annotated[
        bool, typer.Option("--record", help="First write sizes and hashes of a new year's files into the list")
    ] = False,
) -> None:
    """Check the publishers' files that a remake reads: which are at hand, and where to get the others."""
    if record:
        write_text(MANIFEST, recorded(source or INPUTS))
        say(f"Recorded {len(manifest())} files in {MANIFEST}: look at the difference before you commit it")
    if source is None:
        check_inputs(INPUTS)
        say(f"All {len(manifest())} files are in {INPUTS}")
        return
    copied = copy_inputs(source, INPUTS)
    say(f"{copied} files copied to {INPUTS}; all {len(manifest())} are there")


@app.command()
def remake(
    inputs: Annotated[
        Path, typer.Option("--inputs", metavar="FOLDER", help="Folder with the publishers' files")
    ] = INPUTS,
    catalog: CatalogFolder = CATALOG,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Name the files that would change; write nothing")] = False,
) -> None:
    """Make the catalog anew from the publishers' files; rows kept by hand stay."""
    _refuse_no_folder(catalog)
    check_inputs(inputs)
    with errors().status("Reading the files"):
        texts = remade(Inputs(inputs), catalog)
    changed = differing(catalog, texts)
    if not changed:
        say("Nothing to do: the catalog is what the files give")
        return
    if dry_run:
        say(f"Would change: {', '.join(changed)}")
        return
    for name in changed:
        write_text(catalog / name, texts[name])
    say(f"Changed: {', '.join(changed)}. Look at the differences, then run: {PROGRAM} check")


@app.command()
def template(
    kind: FormKind,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Write a workbook with instructions instead of CSV")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where to write; else KIND.csv or KIND.xlsx here")
    ] = None,
) -> None:
    """Write an empty form for staff to fill in."""
    target = out or Path(f"{kind.value}.{'xlsx' if xlsx else 'csv'}")
    content = forms.as_xlsx(kind) if xlsx else forms.as_csv(kind)
    try:
        with target.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise ValueError(f"{target} is there already: name another file with --out") from None
    say(f"Wrote {target}. Fill it in, then run: {PROGRAM} load {kind.value} {target}")


@app.command()
def load(
    kind: FormKind,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The form, filled in: CSV or XLSX")],
    database: Database = None,
    replace: Annotated[bool, typer.Option("--replace", help="Values that differ correct the ones loaded")] = False,
    new_measure: Annotated[bool, typer.Option("--new-measure", help="The file may define new measures")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Load without a question: the preview was read")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing")] = False,
) -> None:
    """Check a form, show what each figure would change, and load it after a question: all of it or nothing."""
    url = database or Settings().database_url
    found = preview(url, kind, file, new_measures=new_measure)
    if not found.lines:
        say(f"Nothing to do: all {found.unchanged} rows are there already")
        return
    for line in preview_lines(found):
        say(line)
    if dry_run:
        say("Nothing is loaded: this was a dry run.")
        return
    if replace or not found.number_of(Effect.CHANGES):
        _confirm("Load these figures?", yes)
    report = run_load(url, kind, file, replace=replace, new_measures=new_measure, seen=found)
    for line in _load_lines(report):
        say(line)


def _confirm(question: str, yes: bool) -> None:
    """Go on after a yes; without a terminal only where the command line says so."""
    if yes:
        return
    if not at_a_terminal():
        raise ValueError("Nothing was loaded: read the preview, then run the same command with --yes")
    if not typer.confirm(question):
        raise ValueError("Nothing was loaded")


def _load_lines(report: LoadReport) -> list[str]:
    lines = [f"Load {report.load_id}: {report.new} new, {report.corrected} corrected, {report.unchanged} unchanged"]
    lines += [f"New source: {title}" for title in report.new_sources]
    lines += [f"New measure: {measure}" for measure in report.new_measures]
    return [*lines, f"To take it back, run: {PROGRAM} unload {report.load_id}"]


@app.command()
def unload(load_id: LoadNumber, database: Database = None) -> None:
    """Take back a form that was loaded; what it replaced is restored."""
    removed = run_unload(database or Settings().database_url, load_id)
    say(f"Took back load {load_id}: {removed} rows removed")
