"""When each copied link was first opened, so that links nobody uses can expire."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "link_opening",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_opening")),
    )
    # links from before: nobody recorded whether they were opened, so none of them may expire
    op.execute("INSERT INTO link_opening (id, opened_at) SELECT id, created_at FROM frozen_view")


def downgrade() -> None:
    op.drop_table("link_opening")
