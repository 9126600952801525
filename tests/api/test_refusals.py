"""Refusals: which field, which value, what is allowed, what comes near; never a guess, never a server error."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from database.reader import Reader
from exhibits.shelf import KINDS
from tests.api.conftest import server_on


@pytest.mark.parametrize(
    ("address", "field", "allowed", "near"),
    [
        ("places?kind=village", "kind", "city, town, county", []),
        ("places?slug=tuscon", "slug", "/api/v1/places", ["tucson"]),
        ("places?slug=Tucson", "slug", "/api/v1/places", ["tucson"]),
        ("places?kind=", "kind", "leave it out for all", []),
        ("places?sluge=tucson", "sluge", "one of kind, slug", ["slug"]),
        ("places?kind=city,,town", "kind", "city, town, county", []),
        ("measures?subject=citty", "subject", "one of city, district", []),
        ("sources?a=1", "a", "no argument at all", []),
        ("openapi.json?x=1", "x", "no argument at all", []),
        ("observations?place=phoenx", "place", "/api/v1/places", ["phoenix"]),
        ("observations?measure=child_povert", "measure", "/api/v1/measures", ["child_poverty"]),
        ("observations?measure=x%00y", "measure", "ids of measures", []),
        ("observations?from=1066", "from", "a year from 1900 to 2100", []),
        ("observations?from=nan", "from", "a year from 1900 to 2100", []),
        ("observations?to=inf", "to", "a year from 1900 to 2100", []),
        ("observations?to=2_019", "to", "a year from 1900 to 2100", []),
        ("observations?to=٢٠١٩", "to", "a year from 1900 to 2100", []),
        ("observations?from=2020&to=2019", "from", "a year not after to (2019)", []),
        ("observations?first=2019", "first", "one of place, measure, from, to, all", []),
        ("observations?all=1", "all", "true adds", []),
        ("observations.csv?all=yes", "all", "true adds", []),
        ("observations?place=tucson&place=mesa", "place", "each argument once", []),
        ("districts?place=tuscon", "place", "/api/v1/places", ["tucson"]),
        ("district-observations?district=1", "district", "/api/v1/districts", []),
        ("district-observations?district=x", "district", "entity ids", []),
        ("published-losses?edition=2016", "edition", "one of 2014, 2018", []),
        ("published-losses?population=dropouts", "population", "non_completers or disconnected_youth", []),
        ("exhibits/ranking", "measure", "this parameter is needed", []),
        ("exhibits/ranking?measure=child_poverty&period=1999", "period", "one of 2018, 2023", ["2018", "2023"]),
        ("exhibits/ranking?measure=child_poverty&period=nan", "period", "valid integer", []),
        ("exhibits/ranking?measure=child_poverty&among=some", "among", "'auto', 'all' or 'selected'", []),
        ("exhibits/ranking.csv?measure=child_poverty&place=tucson", "place", "measure, period, places", ["places"]),
        ("exhibits/profile?place=tuscon", "place", "/api/v1/places", ["tucson"]),
        ("exhibits/profile?place=tucson&edition=inf", "edition", "2014", []),
    ],
)
def test_a_bad_argument_is_named(client: FlaskClient, address: str, field: str, allowed: str, near: list[str]) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 400, answer.text
    assert answer.mimetype == "application/json"
    error = (answer.json or {})["error"]
    assert error["field"] == field
    assert allowed in error["allowed"]
    assert error["near"][: len(near)] == near
    assert field in error["message"]
    assert allowed in error["message"]


def test_the_value_is_shown_shortened(client: FlaskClient) -> None:
    error = (client.get(f"/api/v1/places?slug={'a' * 500}").json or {})["error"]
    assert error["value"] == "a" * 80


def test_a_query_that_is_not_utf_8_is_refused(client: FlaskClient) -> None:
    answer = client.get("/api/v1/places", environ_overrides={"QUERY_STRING": "slug=\xff"})
    assert (answer.status_code, (answer.json or {})["error"]["field"]) == (400, "query")
    assert client.get("/api/v1/places?slug=%ff").status_code == 400


@pytest.mark.parametrize("ending", ["", ".csv"])
def test_an_unknown_exhibit_lists_those_there_are(client: FlaskClient, ending: str) -> None:
    answer = client.get(f"/api/v1/exhibits/rankings{ending}")
    assert answer.status_code == 404
    error = (answer.json or {})["error"]
    assert (error["field"], error["value"], error["near"]) == ("exhibit", "rankings", ["ranking"])
    assert error["names"] == list(KINDS)


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v1", "/api/v1/place", "/api/v1/places/", "/api/v2/places", "/api/a%0Ab%0A"]
)
def test_an_unknown_address_lists_those_there_are(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    error = (answer.json or {})["error"]
    assert error["field"] == "address"
    assert "/api/v1/observations" in error["names"]
    assert all(client.get(name).status_code in {200, 400} for name in error["names"])


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
@pytest.mark.parametrize("path", ["/api/v1/places", "/api/v1/exhibits/ranking.csv", "/api/v1/openapi.json", "/readyz"])
def test_other_methods_are_refused(client: FlaskClient, method: str, path: str) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert (answer.json or {})["error"]["value"] == method


def test_head_and_options(client: FlaskClient) -> None:
    head = client.head("/api/v1/places")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == client.get("/api/v1/places").headers["ETag"]
    asked = client.options("/api/v1/places")
    assert (asked.status_code, asked.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")


def test_without_a_database_the_api_says_so_and_tells_no_path(tmp_path: Path) -> None:
    with Reader(f"sqlite:///{tmp_path / 'none.sqlite'}") as reader:
        client = server_on(reader).test_client()
        answer = client.get("/api/v1/places")
        assert answer.status_code == 503
        assert (answer.json or {})["error"]["field"] == "database"
        assert str(tmp_path) not in answer.text
        assert client.get("/api/v1/openapi.json").status_code == 200
        assert client.get("/healthz").status_code == 200
        ready = client.get("/readyz")
        assert ready.status_code == 503
        assert "there is no database" in ready.text


def test_with_a_database_the_program_is_ready(client: FlaskClient) -> None:
    assert (client.get("/healthz").status_code, client.get("/healthz").text) == (200, "ok\n")
    assert (client.get("/readyz").status_code, client.get("/readyz").text) == (200, "ready\n")
