from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data_pipeline.build import build
from database.reader import Reader
from tests.database.small_catalog import write_catalog


@pytest.fixture(scope="session")
def small_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database built once from the small catalog; tests work on copies."""
    folder = tmp_path_factory.mktemp("small")
    build(f"sqlite:///{folder / 'small.sqlite'}", *write_catalog(folder))
    return folder / "small.sqlite"


@pytest.fixture
def url(tmp_path: Path, small_database: Path) -> str:
    """The address of a copy of the small database, for this test alone."""
    shutil.copyfile(small_database, tmp_path / "small.sqlite")
    return f"sqlite:///{tmp_path / 'small.sqlite'}"


@pytest.fixture
def reader(url: str) -> Iterator[Reader]:
    with Reader(url) as opened:
        yield opened
