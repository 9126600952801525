"""Two shelves: one over a small hand-made catalog, for rules; one over the bundled catalog, for published facts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Protocol

import pytest

from data_pipeline.build import build
from database.reader import Reader
from exhibits.model import Exhibit
from exhibits.shelf import Shelf
from tests.exhibits.small_catalog import write_catalog
from tests.real_catalog import real_url

__all__ = ["real_url"]


class Build(Protocol):
    """``build(name, place="tucson")``: an exhibit asked for as an address would, with text."""

    def __call__(self, name: str, /, **parameters: str) -> Exhibit: ...


def _build(shelf: Shelf, name: str, /, **parameters: str) -> Exhibit:
    return shelf.build(name, parameters)


@pytest.fixture(scope="session")
def small_shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder = tmp_path_factory.mktemp("exhibits")
    url = f"sqlite:///{folder / 'small.sqlite'}"
    build(url, *write_catalog(folder))
    with Reader(url) as reader:
        yield Shelf(reader)


@pytest.fixture(scope="session")
def real_shelf(real_url: str) -> Iterator[Shelf]:
    with Reader(real_url) as reader:
        yield Shelf(reader)


@pytest.fixture(scope="session")
def small(small_shelf: Shelf) -> Build:
    return partial(_build, small_shelf)


@pytest.fixture(scope="session")
def real(real_shelf: Shelf) -> Build:
    return partial(_build, real_shelf)
