"""Volunteers' hours of a plan may have a fraction."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "district_0002"
down_revision = "district_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Hours as a number with a fraction."""
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.alter_column("hours", existing_type=sa.Integer(), type_=sa.Double(), existing_nullable=True)


def downgrade() -> None:
    """Hours as whole numbers."""
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.alter_column("hours", existing_type=sa.Double(), type_=sa.Integer(), existing_nullable=True)
