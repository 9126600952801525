"""All commands in one program, and the thin entries of its groups."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from command_line import owner
from command_line.group import Commands, LazyGroup, PlainErrors

PROGRAM = ".venv/bin/dashboards"
EXIT_CODES = (
    "Exit codes: 0 done; 1 refused, or something was found: the message says what to do; 2 the command as typed is not "
    "understood."
)

GROUPS = {
    "data": "The public figures: build, check and inspect them; load files that staff filled in.",
    "walks": "A district's walks: load its files, release suppressed counts, check what a table gives away.",
    "agendas": "Agendas of a convening: list them; make, renew and withdraw the addresses they are shared by.",
    "db": "The database files: check them, back them up, restore them.",
}
"""The groups of commands, each in the module of its name."""

app = Commands(
    help="Look after the dashboards: the figures, a district's walks, the database file.",
    epilog=EXIT_CODES,
    cls=PlainErrors,
)
for name, text in GROUPS.items():
    lazy = type(f"{name.title()}Group", (LazyGroup,), {"module": f"command_line.{name}"})
    app.add_typer(Commands(help=text, cls=lazy), name=name, short_help=text)
app.command("owner-link")(owner.print_owner_link)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    Args:
        arguments: What was typed after the program's name; the process's own where left out.
    """
    app(args=list(sys.argv[1:] if arguments is None else arguments), prog_name=PROGRAM)
