"""Migrations of the public database."""

from __future__ import annotations

from database.alembic_run import run
from database.engine import PUBLIC
from database.models import Base

run(Base.metadata, PUBLIC)
