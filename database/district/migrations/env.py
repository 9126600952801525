"""Migrations of a district's own file."""

from __future__ import annotations

from database.alembic_run import run
from database.district.file import DISTRICT
from database.district.models import DistrictBase

run(DistrictBase.metadata, DISTRICT)
