"""The stand-in app behind the real access room, without a network."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.stand_in import make_app

GOOD_BODY: dict[str, Any] = {
    "output": "answer.children",
    "outputs": {"id": "answer", "property": "children"},
    "inputs": [{"id": "choice", "property": "value", "value": "first"}],
    "state": [{"id": "choice", "property": "id", "value": "choice"}],
    "changedPropIds": ["choice.value"],
}


@pytest.fixture(scope="session")
def app(built: Path) -> Dash:
    return make_app(built)


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


@pytest.fixture
def body() -> dict[str, Any]:
    """A callback body that is accepted; each test has its own copy to spoil."""
    return copy.deepcopy(GOOD_BODY)


@pytest.fixture
def post(client: FlaskClient) -> Callable[..., TestResponse]:
    """Post a callback body: a value to be sent as JSON, or ``data=`` with a text."""
    return partial(client.post, "/_dash-update-component")
