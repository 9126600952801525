"""The real app on the bundled catalog, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from exhibits.shelf import Shelf
from tests.real_catalog import real_url
from tests.running import its_pages, open_page, owner_client

__all__ = ["real_url"]


@pytest.fixture
def running(real_url: str) -> Iterator[Dash]:
    """The app; while the test lasts, Dash knows its pages and no others."""
    with its_pages(real_url) as app:
        yield app


@pytest.fixture
def client(running: Dash) -> FlaskClient:
    return owner_client(running)


@pytest.fixture
def opened(client: FlaskClient) -> Callable[..., Any]:
    """``opened("/city/tucson", "?a=b")``: the page's layout as sent to the browser."""
    return partial(open_page, client)


@pytest.fixture
def shelf(running: Dash) -> Shelf:
    found = running.server.extensions["shelf"]
    assert isinstance(found, Shelf)
    return found
