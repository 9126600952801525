"""The API on a small database built by the project's own loader, without pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import blueprint
from data_pipeline.build import build
from database.reader import Reader
from exhibits.shelf import Shelf
from tests.api.small_catalog import write_catalog
from tests.exhibits.released_catalog import ALL_WALKS, FIRST, add_to, release, walk_tables


def server_on(reader: Reader) -> Flask:
    """A Flask server with the API only."""
    server = Flask("api_only", static_folder=None)
    blueprint.register(server, Shelf(reader), reader)
    return server


@pytest.fixture(scope="session")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("api")
    address = f"sqlite:///{folder / 'small.sqlite'}"
    build(address, *write_catalog(folder))
    add_to(address, release([*walk_tables(str(FIRST)), *walk_tables(ALL_WALKS)]))
    return address


@pytest.fixture(scope="session")
def reader(url: str) -> Iterator[Reader]:
    with Reader(url) as opened:
        yield opened


@pytest.fixture(scope="session")
def shelf(reader: Reader) -> Shelf:
    return Shelf(reader)


@pytest.fixture(scope="session")
def client(reader: Reader) -> FlaskClient:
    return server_on(reader).test_client()
