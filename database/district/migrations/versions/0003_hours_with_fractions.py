"""Volunteers' hours of a plan may have a fraction."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "district_0003"
down_revision = "district_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Hours as a number with a fraction; the recorded hash of the table is of whole numbers, so it goes."""
    op.execute("DELETE FROM table_hash WHERE table_name = 'plan'")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.alter_column("hours", existing_type=sa.Integer(), type_=sa.Double(), existing_nullable=True)


def downgrade() -> None:
    """Hours as whole numbers."""
    op.execute("DELETE FROM table_hash WHERE table_name = 'plan'")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.alter_column("hours", existing_type=sa.Double(), type_=sa.Integer(), existing_nullable=True)
