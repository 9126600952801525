"""An engine on a file that cannot be written to: what a program without the right to write meets."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from database.engine import database_path


def read_only(url: str) -> Engine:
    """Stands in for the writer; dispose of it."""
    address = f"{database_path(url).as_uri()}?mode=ro"
    return create_engine(url, creator=lambda: sqlite3.connect(address, uri=True), poolclass=NullPool)
