"""``dashboards db``: the database files themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from command_line.arguments import Database
from command_line.console import say
from command_line.group import Commands
from database.command import File, district_file, public_file, run_backup, run_list, run_restore, run_verify
from settings import Settings

app = Commands()
District = Annotated[bool, typer.Option("--district", help="The district's own file instead of the public one")]


@app.command()
def backup(
    district: District = False,
    database: Database = None,
    if_older_than: Annotated[
        float | None, typer.Option("--if-older-than", min=0, metavar="HOURS", help="Only where the latest is older")
    ] = None,
    only: Annotated[bool, typer.Option("--only", help="Then erase every earlier backup")] = False,
) -> None:
    """Copy the file while the program runs; 7 days and 8 weeks are kept."""
    _say(run_backup(_file(district, database), if_older_than, only=only))


@app.command()
def backups(district: District = False, database: Database = None) -> None:
    """List the backups there are."""
    _say(run_list(_file(district, database)))


@app.command()
def verify(district: District = False, database: Database = None) -> None:
    """Check structure, references and every hash."""
    _say(run_verify(_file(district, database)))


@app.command()
def restore(
    district: District = False,
    database: Database = None,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Which backup; else the latest sound one")
    ] = None,
) -> None:
    """Put a backup back and keep aside what stood; the program may go on running."""
    _say(run_restore(_file(district, database), source))


def _file(district: bool, url: str | None) -> File:
    settings = Settings()
    if district:
        return district_file(url or settings.district_database_url)
    return public_file(url or settings.database_url)


def _say(lines: list[str]) -> None:
    for line in lines:
        say(line)
