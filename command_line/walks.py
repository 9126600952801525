"""``dashboards walks``: tables made elsewhere, made-up districts, and releases as the Roundtable receives them."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from command_line import walks_district
from command_line.arguments import DAY, day, whole
from command_line.console import complain, say, show
from command_line.group import REFUSED, Commands
from database.engine import DatabaseError
from database.integrity import verify
from database.releases import Releases
from operations.receiving import load_release, replace_release
from operations.release_audit import WHAT_TO_DO, audit_loaded
from operations.release_audit import withdraw as withdraw_release
from settings import ROOT, Settings
from walks import release_file, table_file
from walks.disclosure.attacker import Interval
from walks.disclosure.audit import Breach, against_earlier, breaches, what_can_be_known
from walks.disclosure.cells import FOOTNOTE, HIDDEN
from walks.disclosure.frame import Published, frame_of
from walks.disclosure.profile import AZ, RULE_VERSION
from walks.disclosure.publish import publish, true_values
from walks.disclosure.reasons import reasons
from walks.disclosure.tables import PublishedTable, TrueTable
from walks.disclosure.unknowns import Contradiction
from walks.disclosure.watch import OutOfTime
from walks.generator import LABEL, District, made_district

KEY_FILE = ROOT / "data" / "walks.key"
KEY_BYTES = 32

app = Commands()
walks_district.add_to(app)


@app.command()
def suppress(
    table: Annotated[Path, typer.Argument(metavar="FILE", help="CSV with columns cell,count and a row total")],
    key: Annotated[
        Path,
        typer.Option("--key", metavar="FILE", help="Secret that picks the further hidden cells; made once, keep it"),
    ] = KEY_FILE,
) -> None:
    """Print a table as it may be published: counts of 1 to 10 are hidden, and others that would reveal them."""
    # one name for all: what is hidden with what must not depend on how the file is called
    true = table_file.read_true(_text(table), "table")
    shown = publish([true], read_key(key))[0]
    typer.echo(table_file.write(shown), nl=False)
    typer.echo(FOOTNOTE, err=True)
    for line in _why_hidden(true, shown):
        typer.echo(line, err=True)


def _why_hidden(true: TrueTable, shown: PublishedTable) -> list[str]:
    """Why each cell is hidden, for the analyst who has the true counts."""
    labels = {cell.key: cell.label for cell in shown.counts() if cell.value is HIDDEN}
    found = reasons(frame_of([true]), true_values([true]), labels)
    lines = [f"  {labels[key]}: {reason}" for key, reason in found.items()]
    return ["For your eyes only, why each is hidden:", *lines] if lines else []


@app.command()
def audit(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE", help="Published tables (CSV) and releases (JSON), oldest first; else all loaded"
        ),
    ] = None,
) -> None:
    """Attack published tables: list what can be known of each hidden count; exit 1 when something is given away.

    Files with the same cells are taken as one table at different times. Without a file the loaded releases are attacked.
    """
    if not files:
        _audit_loaded()
        return
    names: dict[frozenset[str], str] = {}
    read = [(path, _published(path, names)) for path in files]
    grid, found = Table("file", "cell", "least", "most", "possible values"), list[Breach]()
    try:
        for place, (path, one) in enumerate(read):
            _add_rows(grid, path, one)
            before = [earlier for _, earlier in read[:place] if earlier.frame.keys() & one.frame.keys()]
            found += breaches(one) + against_earlier(one, before)
    except OutOfTime as late:
        complain(f"Nothing can be said: the audit was {late}. Give fewer files at a time.")
        raise typer.Exit(REFUSED) from None
    show(grid)
    for breach in found:
        complain(str(breach))
    if found:
        raise typer.Exit(REFUSED)
    say(f"Nothing is given away: every hidden count keeps {AZ.least_values} possible values or more.")


@app.command()
def generate(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write; made if it is not there")],
    walks: Annotated[int, typer.Option(parser=whole(1, 50), metavar="N", help="How many walks")] = 5,
    students: Annotated[int, typer.Option(parser=whole(1, 20_000), metavar="N", help="Students per walk")] = 400,
    seed: Annotated[
        int, typer.Option(parser=whole(0, 2**31), metavar="N", help="The same seed gives the same district")
    ] = 1,
    last_walk: Annotated[
        date, typer.Option("--last-walk", parser=day, metavar=DAY, help="Day of the last walk")
    ] = date(2026, 1, 16),
) -> None:
    """Write the three files of a made-up district: visits, spells and plan."""
    wanted = District(walks, students, last_walk)
    made = made_district(wanted, seed)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in made.files().items():
        (folder / name).write_text(text, encoding="utf-8")
    say(f"{LABEL}: {walks} walks of {students} students in {folder}")
    say(f"Its enrollment is of {wanted.exported}: import spells with --as-of {wanted.exported}")


Who = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides the withdrawal; kept")]
Why = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why a release is withdrawn; kept")]


@app.command(name="load-release")
def load_release_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A release, as a district sent it")],
    replaces: Annotated[
        str, typer.Option("--replaces", metavar="SHA256", help="Release it takes the place of: the start of its hash")
    ] = "",
    who: Who = "",
    reason: Why = "",
) -> None:
    """Verify a district's release with every earlier one and load it for the public pages."""
    content = file.read_bytes()
    with _releases() as releases:
        if replaces:
            record = replace_release(releases, content, replaces, who, reason)
        else:
            record = load_release(releases, content)
    made_up = f"{LABEL}: " if record.made_up else ""
    say(f"{made_up}release of {record.made_on}, {record.district}, loaded: {record.sha256[:16]}")


@app.command()
def withdraw(
    release: Annotated[str, typer.Argument(metavar="SHA256", help="The release: the start of its hash")],
    who: Who,
    reason: Why,
) -> None:
    """Take a loaded release off the public pages; it is kept, for what was public is known."""
    with _releases() as releases:
        record = withdraw_release(releases, release, who, reason)
    say(f"Withdrawn: the release {record.sha256[:16]}. Audits still count it as known.")


def _audit_loaded() -> None:
    """Attack every loaded release by today's rules, with those loaded before it.

    Raises:
        typer.Exit: A public release gives something away, or could not be audited.
    """
    with _releases() as releases:
        audited = audit_loaded(releases, again=True)
    for one in audited:
        state = "withdrawn" if one.withdrawal else "public"
        say(f"{one.record.sha256[:16]}: release of {one.record.made_on}, {one.record.district}, {state}")
        for finding in one.gives_away:
            complain(f"  {finding}")
        if one.audit is None:
            complain("  not audited: the time was over")
    public = [one for one in audited if not one.withdrawal]
    if any(one.gives_away for one in public):
        complain(WHAT_TO_DO)
    if any(one.gives_away or one.audit is None for one in public):
        raise typer.Exit(REFUSED)
    say(f"Nothing is given away by {len(public)} public releases, by rules {RULE_VERSION}.")


@contextmanager
def _releases() -> Iterator[Releases]:
    settings = Settings()
    if damage := verify(settings.database_url).lines:
        raise DatabaseError("\n".join(damage))
    releases = Releases(settings.database_url)
    try:
        yield releases
    finally:
        releases.close()


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
    complain(f"A new key is in {path}: keep it, and use it for every table.")
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
