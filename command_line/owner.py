"""``dashboards owner-link``: another one-time link for the owner of a local copy."""

from __future__ import annotations

from typing import Annotated

import typer

from access.owner import LINK_LIFETIME, Owners, local_address, owner_link
from access.permission import is_loopback
from command_line.console import say
from settings import Settings


def print_owner_link(
    end_all: Annotated[bool, typer.Option("--end-all", help="First end the sessions of all browsers")] = False,
) -> None:
    """Print a link that makes the browser which opens it the owner's."""
    settings = Settings()
    if not is_loopback(settings.host):
        raise ValueError(
            f"HOST is {settings.host}: a copy that others reach has no owner's link. Use the commands on the machine"
        )
    owners = Owners(settings.owner_folder)
    try:
        if end_all:
            say(f"Sessions ended: {owners.end_all()}")
        link = owner_link(local_address(settings.host, settings.port), owners)
    except OSError as error:
        raise ValueError(
            f"{settings.owner_folder} cannot be written: {error.strerror}. Run this as the user who runs the program"
        ) from None
    say(f"Open this in your browser; it works once, for {int(LINK_LIFETIME.total_seconds() / 60)} minutes:\n  {link}")
