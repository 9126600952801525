"""Failures: a sentence and a reference outside, the whole story in the log."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.test import TestResponse

from access.addresses import CATCH_ALL, answer_unknown_with_404
from access.errors import UNREADABLE, answer_errors_in_words
from database.engine import DatabaseError


def test_a_failure_tells_its_reference_and_nothing_else(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = client.get("/api/broken")
    reference = answer.headers["X-Reference"]
    assert answer.status_code == 500
    assert answer.mimetype == "text/plain"
    assert answer.text == f"Something went wrong on the server. Reference: {reference}.\n"
    assert reference in caplog.text
    assert "a secret detail" in caplog.text


@pytest.mark.parametrize("accept", ["text/html,*/*;q=0.8", "*/*", "application/json"])
def test_without_its_data_the_app_says_so_and_tells_no_path(accept: str, caplog: pytest.LogCaptureFixture) -> None:
    server = Flask("unreadable", static_folder=None)
    answer_errors_in_words(server)

    @server.get("/")
    def figures() -> str:
        raise DatabaseError("there is no database at /a/secret/place.sqlite")

    answer = server.test_client().get("/", headers={"Accept": accept})
    assert answer.status_code == 503
    assert answer.mimetype == ("text/html" if "html" in accept else "text/plain")
    assert "The figures cannot be read just now" in answer.text
    assert answer.headers["X-Reference"] in answer.text
    assert "/secret/" not in answer.text
    assert "/a/secret/place.sqlite" in caplog.text


def test_data_that_go_away_while_an_address_is_looked_up_are_said_too() -> None:
    server = Flask("unreadable", static_folder=None)
    answer_errors_in_words(server)

    def missing(path: str) -> bool:
        raise DatabaseError(f"there is no database at /a/secret/place.sqlite for {path}")

    answer_unknown_with_404(server, missing)
    server.add_url_rule(CATCH_ALL, "page", lambda path: f"page {path}")
    answer = server.test_client().get("/city/tucson")
    assert answer.status_code == 503
    assert "The figures cannot be read just now" in answer.text
    assert "/secret/" not in answer.text


def test_the_errors_known_by_name_are_there() -> None:
    assert {f"{kind.__module__}.{kind.__qualname__}" for kind in (DatabaseError, SQLAlchemyError)} == UNREADABLE


def test_a_failing_callback_names_its_output_in_the_log(
    post: Callable[..., TestResponse], body: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    body["inputs"][0]["value"] = "broken"
    with caplog.at_level(logging.ERROR):
        answer = post(json=body)
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["X-Reference"] in caplog.text
    assert "'answer.children'" in caplog.text


def test_a_line_break_in_an_address_stays_one_line(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        client.post("/_dash-update-component", json={"output": "forged\nline"})
        client.get("/api/broken?x=%0aforged")
    assert not [record for record in caplog.records if "\n" in record.getMessage()]


def test_a_refusal_keeps_its_sentence(client: FlaskClient) -> None:
    answer = client.get("/api/refused")
    assert (answer.status_code, answer.text) == (400, "measure must be one of a, b\n")


def test_a_wrong_method_says_which_is_right(client: FlaskClient) -> None:
    answer = client.get("/_dash-update-component")
    # Dash's own page answers every GET; only other methods can be wrong.
    assert answer.status_code == 404
    assert client.put("/_dash-layout").status_code == 405
    assert "GET" in client.put("/_dash-layout").headers["Allow"]


@pytest.mark.parametrize(
    "path",
    [
        "dash/none.js",
        "none/none.js",
        "os/path.py",
        "dash/../../etc/passwd",
        "dash/%2e%2e/%2e%2e/etc/passwd",
        "plotly/x.js",
    ],
)
def test_a_missing_bundle_is_404(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/_dash-component-suites/{path}")
    assert answer.status_code == 404
    assert "Registered" not in answer.text
