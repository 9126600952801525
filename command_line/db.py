"""``dashboards db``: the database file itself."""

from __future__ import annotations

from command_line.group import Commands

app = Commands(help="The database files: check them, back them up, restore them.")
