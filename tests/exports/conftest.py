"""The shelf over the bundled catalog, and every kind of exhibit on it with parameters that show something."""

from __future__ import annotations

from datetime import date

import pytest

from exhibits.model import Exhibit
from exhibits.shelf import KINDS, Shelf
from exports.origin import Origin
from tests.exhibits.conftest import real_shelf
from tests.exports.examples import example
from tests.real_catalog import real_url

__all__ = ["real_shelf", "real_url"]


@pytest.fixture(scope="session")
def origin() -> Origin:
    return Origin("https://dashboards.example", date(2026, 12, 3))


@pytest.fixture(scope="session")
def every_kind(real_shelf: Shelf) -> dict[str, Exhibit]:
    """One exhibit of each kind."""
    return {name: real_shelf.build(name, example(name)) for name in KINDS}
