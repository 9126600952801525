"""Released files that were loaded, and what people wrote."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "release",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("approver", sa.String(), nullable=False),
        sa.Column("made_up", sa.Boolean(), nullable=False),
        sa.Column("rule_version", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(), nullable=False),
        sa.Column("program_version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_release")),
    )
    op.create_table(
        "document",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=True),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", "version", name=op.f("pk_document")),
    )


def downgrade() -> None:
    op.drop_table("document")
    op.drop_table("release")
