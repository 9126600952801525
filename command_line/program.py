"""All commands in one program, and the thin entries of its groups."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from command_line import data, db, owner, walks
from command_line.group import Commands

PROGRAM = ".venv/bin/dashboards"
EXIT_CODES = (
    "Exit codes: 0 done; 1 refused, or something was found: the message says what to do; 2 the command as typed is not "
    "understood."
)

app = Commands(
    help="Look after the dashboards: the figures, a district's walks, the database file.", epilog=EXIT_CODES, top=True
)
for name, group in (("data", data.app), ("walks", walks.app), ("db", db.app)):
    app.add_typer(group, name=name, short_help=group.info.help)
app.command("owner-link")(owner.print_owner_link)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    Args:
        arguments: What was typed after the program's name; the process's own where left out.
    """
    app(args=list(sys.argv[1:] if arguments is None else arguments), prog_name=PROGRAM)
