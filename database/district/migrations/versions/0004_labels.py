"""Labels the district confirmed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "district_0004"
down_revision = "district_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; it is empty: what was loaded before is known only where its labels are standard ones."""
    op.create_table(
        "label",
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("field", "label", name=op.f("pk_label")),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("label")
