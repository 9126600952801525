"""Hashes of rows people made and of staff loads, and the keys of creating acts."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from database.hashes import row_hash

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEYS = {"document": ("kind", "id", "version"), "frozen_view": ("id",), "release": ("sha256",)}


def upgrade() -> None:
    op.create_table(
        "row_hash",
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_key", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("table_name", "row_key", name=op.f("pk_row_hash")),
    )
    op.create_table(
        "load_hash",
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_load_hash_load_id_load")),
        sa.PrimaryKeyConstraint("load_id", "table_name", name=op.f("pk_load_hash")),
    )
    op.create_table(
        "act",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", "kind", name=op.f("pk_act")),
    )
    op.create_index(op.f("ix_act_done_at"), "act", ["done_at"])
    _hash_what_is_there()


def _hash_what_is_there() -> None:
    """What stands at the migration is taken as it is: nothing older says what it was."""
    connection = op.get_bind()
    metadata = sa.MetaData()
    hashes = sa.Table("row_hash", metadata, autoload_with=connection)
    for name, key in KEYS.items():
        table = sa.Table(name, metadata, autoload_with=connection)
        columns = sorted(table.columns.keys())
        for row in connection.execute(sa.select(table)).mappings().all():
            given = {
                "table_name": name,
                "row_key": json.dumps([row[part] for part in key], ensure_ascii=False),
                "columns": json.dumps(columns),
                "sha256": row_hash(row, columns),
            }
            connection.execute(hashes.insert().values(**given))


def downgrade() -> None:
    op.drop_table("act")
    op.drop_table("load_hash")
    op.drop_table("row_hash")
