"""The Roundtable's releases, in an empty database of the test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from database.migrate import upgrade
from database.releases import Releases


@pytest.fixture
def releases(tmp_path: Path) -> Iterator[Releases]:
    url = f"sqlite:///{tmp_path / 'roundtable.sqlite'}"
    upgrade(url)
    opened = Releases(url, program_version="1")
    yield opened
    opened.close()
