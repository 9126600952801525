"""The app as a district runs it: on its own machine, with a file of its own, empty at first.

Import ``district_app`` into a test file to have one there; every test of that file shares it, in the order they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watch
from tests.conftest import gunicorn

__all__ = ["district_app", "district_database", "district_watch"]


@pytest.fixture(scope="module")
def district_database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of the district's own file; it is made when the app starts."""
    return f"sqlite:///{tmp_path_factory.mktemp('district') / 'district.sqlite'}"


@pytest.fixture(scope="module")
def district_app(database_url: str, built: Path, district_database: str) -> Iterator[str]:
    """The district's copy with one worker on a free port; its address has no slash at the end."""
    settings = {
        "DEPLOYMENT": "district",
        "DATABASE_URL": database_url,
        "DISTRICT_DATABASE_URL": district_database,
        "BUILD_DIR": str(built),
        "WORKERS": "1",
    }
    with gunicorn(environment=settings) as address:
        yield address


@pytest.fixture
def district_watch(page: Page, district_app: str) -> Watch:
    """As ``watch``, for the district's copy."""
    watching = Watch()
    watching.follow(page, district_app)
    return watching
