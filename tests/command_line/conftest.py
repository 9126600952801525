from __future__ import annotations

import pytest

from tests.command_line.running import Runner
from tests.database.conftest import small_database, url

__all__ = ["small_database", "url"]


@pytest.fixture
def dashboards(capsys: pytest.CaptureFixture[str]) -> Runner:
    """The whole program."""
    return Runner(capsys)
