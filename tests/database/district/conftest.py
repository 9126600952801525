from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from database.district.store import DistrictStore


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty district's file, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("district") / "prepared.sqlite"
    DistrictStore(f"sqlite:///{path}").prepare()
    return path


@pytest.fixture
def district_path(tmp_path: Path, prepared: Path) -> Path:
    return Path(shutil.copy(prepared, tmp_path / "district.sqlite"))


@pytest.fixture
def store(district_path: Path) -> Iterator[DistrictStore]:
    opened = DistrictStore(f"sqlite:///{district_path}")
    yield opened
    opened.close()
