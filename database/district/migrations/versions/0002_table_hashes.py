"""Hashes of a district's tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "district_0002"
down_revision = "district_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; it is filled with the next change."""
    op.create_table(
        "table_hash",
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("table_name", name=op.f("pk_table_hash")),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("table_hash")
