"""The first tables of a district's own file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "district_0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "made_release",
    "plan",
    "spell",
    "correction",
    "visit",
    "walk_student",
    "student",
    "load",
    "own_code",
    "school_year",
    "district",
    "secret",
    "change",
)
"""Those that refer to others first."""


def upgrade() -> None:
    """Make all tables."""
    _own()
    _loads()
    _visits()
    _spells_and_plans()
    _releases()


def downgrade() -> None:
    """Drop all tables."""
    for table in TABLES:
        op.drop_table(table)


def _own() -> None:
    """What a district says of itself."""
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_change_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_table(
        "secret",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_secret_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_secret")),
    )
    op.create_table(
        "district",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("organizer", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_district_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_district")),
    )
    op.create_table(
        "school_year",
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("semester_end", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("closed", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("first_day", name=op.f("pk_school_year")),
    )
    op.create_table(
        "own_code",
        sa.Column("from_fiscal_year", sa.Integer(), nullable=False),
        sa.Column("to_fiscal_year", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("from_fiscal_year", "to_fiscal_year", "code", name=op.f("pk_own_code")),
    )


def _loads() -> None:
    """What was loaded, and whom it names."""
    op.create_table(
        "load",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("blank", sa.Integer(), nullable=False),
        sa.Column("made_up", sa.Boolean(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("mapping", sa.String(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('visits','spells','plan')", name=op.f("ck_load_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_load")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "student",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_student")),
        sa.UniqueConstraint("key", name=op.f("uq_student_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "walk_student",
        sa.Column("walk_day", sa.Date(), nullable=False),
        sa.Column("organizer", sa.String(), nullable=False),
        sa.Column("student", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["student"], ["student.number"], name=op.f("fk_walk_student_student_student")),
        sa.PrimaryKeyConstraint("walk_day", "organizer", "student", name=op.f("pk_walk_student")),
        sa.UniqueConstraint("key", name=op.f("uq_walk_student_key")),
    )
    op.create_index("ix_walk_student_student", "walk_student", ["student"])


def _visits() -> None:
    """Visits, and what was put right."""
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("walk_day", sa.Date(), nullable=False),
        sa.Column("organizer", sa.String(), nullable=False),
        sa.Column("student", sa.Integer(), nullable=False),
        sa.Column("target_group", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("next_step", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_visit_load_id_load")),
        sa.ForeignKeyConstraint(["student"], ["student.number"], name=op.f("fk_visit_student_student")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint(
            "student", "walk_day", "organizer", "attempt", name=op.f("uq_visit_student_walk_day_organizer_attempt")
        ),
    )
    op.create_index("ix_visit_load_id", "visit", ["load_id"])
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("walk_day", sa.Date(), nullable=False),
        sa.Column("organizer", sa.String(), nullable=False),
        sa.Column("student", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["student", "walk_day", "organizer", "attempt"],
            ["visit.student", "visit.walk_day", "visit.organizer", "visit.attempt"],
            name=op.f("fk_correction_student_visit"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index("ix_correction_visit", "correction", ["student", "walk_day", "organizer", "attempt"])


def _spells_and_plans() -> None:
    """Spells and plans."""
    op.create_table(
        "spell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("student", sa.Integer(), nullable=False),
        sa.Column("enter", sa.Date(), nullable=False),
        sa.Column("leave", sa.Date(), nullable=True),
        sa.Column("leave_code", sa.String(), nullable=False),
        sa.Column("summer_code", sa.String(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=True),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("enter_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_spell_load_id_load")),
        sa.ForeignKeyConstraint(["student"], ["student.number"], name=op.f("fk_spell_student_student")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spell")),
    )
    op.create_index("ix_spell_load_id", "spell", ["load_id"])
    op.create_index("ix_spell_student_load", "spell", ["student", "load_id"])
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("walk_day", sa.Date(), nullable=False),
        sa.Column("organizer", sa.String(), nullable=False),
        sa.Column("teams", sa.Integer(), nullable=False),
        sa.Column("volunteers", sa.Integer(), nullable=False),
        sa.Column("vehicles", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("cost", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_plan_load_id_load")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("load_id", "walk_day", "organizer", name=op.f("uq_plan_load_id_walk_day_organizer")),
    )


def _releases() -> None:
    """Releases made."""
    op.create_table(
        "made_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("approver", sa.String(), nullable=False),
        sa.Column("made_up", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("approved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_made_release")),
        sa.UniqueConstraint("sha256", name=op.f("uq_made_release_sha256")),
    )
