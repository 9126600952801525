"""Where high schools are, breaks that take years, and whose interval a measure's low and high are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "high_school",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("district_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("grade_12", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("place_geoid", sa.String(), nullable=True),
        sa.Column("place_name", sa.String(), nullable=True),
        sa.Column("evidence_kind", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("place_source_id", sa.String(), nullable=True),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.entity_id"], name=op.f("fk_high_school_district_id_district")
        ),
        sa.ForeignKeyConstraint(["place_geoid"], ["place.geoid"], name=op.f("fk_high_school_place_geoid_place")),
        sa.ForeignKeyConstraint(["place_source_id"], ["source.id"], name=op.f("fk_high_school_place_source_id_source")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_high_school_source_id_source")),
        sa.PrimaryKeyConstraint("school_id", name=op.f("pk_high_school")),
    )
    op.create_index(op.f("ix_high_school_district_id"), "high_school", ["district_id"])
    op.add_column("measure_break", sa.Column("last_period", sa.Integer(), nullable=True))
    op.add_column("measure", sa.Column("interval_of", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("measure", "interval_of")
    op.drop_column("measure_break", "last_period")
    op.drop_table("high_school")
