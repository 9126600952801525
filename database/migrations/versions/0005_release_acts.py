"""Withdrawals and audits of loaded releases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "release_withdrawal",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("replaced_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=False),
        sa.Column("program_version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_release_withdrawal")),
    )
    op.create_table(
        "release_audit",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("rule_version", sa.String(), nullable=False),
        sa.Column("audited_at", sa.DateTime(), nullable=False),
        sa.Column("findings", sa.String(), nullable=False),
        sa.Column("program_version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "rule_version", "audited_at", name=op.f("pk_release_audit")),
    )


def downgrade() -> None:
    op.drop_table("release_audit")
    op.drop_table("release_withdrawal")
