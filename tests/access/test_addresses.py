"""Which addresses have a page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("path", ["/", "/city/tucson", "/city/mesa/", "/city/tucson?measure=none"])
def test_known_addresses_are_200(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/nowhere", "/city", "/city/atlantis", "/city/tucson/b", "/citytucson", "//x.example/a"]
)
def test_unknown_addresses_are_404_and_still_bring_the_app(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Host": "localhost"})
    assert answer.status_code == 404
    assert "_dash-config" in answer.text
