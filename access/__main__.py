"""``python -m access owner-link``: another one-time link for the owner of a local copy."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from access.owner import LINK_LIFETIME, Owners, local_address, owner_link
from access.permission import is_loopback
from settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Who owns a copy that only this machine reaches.")


@app.callback()
def _group() -> None:
    """Keep the command's name: with one command alone, typer would drop it."""


@app.command(name="owner-link")
def print_owner_link(
    end_all: Annotated[bool, typer.Option("--end-all", help="First end the sessions of all browsers")] = False,
) -> None:
    """Print a link that makes the browser which opens it the owner's."""
    settings = Settings()
    if not is_loopback(settings.host):
        sys.exit(
            f"HOST is {settings.host}: a copy that others reach has no owner's link. Use the commands on the machine."
        )
    owners = Owners(settings.owner_folder)
    try:
        if end_all:
            typer.echo(f"Sessions ended: {owners.end_all()}")
        link = owner_link(local_address(settings.host, settings.port), owners)
    except OSError as error:
        sys.exit(
            f"{settings.owner_folder} cannot be written: {error.strerror}. Run this as the user who runs the program."
        )
    typer.echo(
        f"Open this in your browser; it works once, for {int(LINK_LIFETIME.total_seconds() / 60)} minutes:\n  {link}"
    )


if __name__ == "__main__":
    app(prog_name="python -m access")
