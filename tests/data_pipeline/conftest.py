from __future__ import annotations

from pathlib import Path

import pytest

from data_pipeline.build import build
from tests.database.conftest import reader, small_database, url
from tests.database.small_catalog import MEASURE, write_catalog
from tests.real_catalog import real_url

__all__ = ["reader", "real_url", "small_database", "url"]


@pytest.fixture(scope="session")
def subjects_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small database with the subjects of the bundled catalog: child poverty of places, enrollment of districts."""
    folder = tmp_path_factory.mktemp("subjects")
    subjects = MEASURE.replace('subject = "conditions"', 'subject = "place"')
    subjects = subjects.replace('subject = "schools"', 'subject = "district"')
    build(f"sqlite:///{folder / 'small.sqlite'}", *write_catalog(folder, measure=subjects))
    return folder / "small.sqlite"
