"""How Alembic runs a migration: on the connection handed over, else on the database named with ``-x database=URL``."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, MetaData

from database.engine import FileKind, writer


def run(metadata: MetaData, kind: FileKind) -> None:
    """Run the migrations asked for; called by the ``env.py`` of each kind of file."""
    if context.is_offline_mode():
        message = "migrations read the tables they change: run them on a database, not with --sql"
        raise SystemExit(message)
    handed_over = context.config.attributes.get("connection")
    if handed_over is not None:
        _run(handed_over, metadata)
        return
    url = context.get_x_argument(as_dictionary=True).get("database")
    if not url:
        message = "say which database: alembic -x database=sqlite:///path ..."
        raise SystemExit(message)
    with writer(url, kind).begin() as connection:
        _run(connection, metadata)


def _run(connection: Connection, metadata: MetaData) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,  # SQLite cannot alter most of a table: it is copied
        transactional_ddl=True,
        compare_type=True,
    )
    context.run_migrations()
