"""The description cannot drift: it is compared with the routes, and with what the routes take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.document import document
from api.endpoints import ENDPOINTS
from api.query import names_of
from database.reader import Reader
from tests.api.conftest import server_on
from tests.api.reading import NEEDED

PATHS: dict[str, Any] = document()["paths"]
DATA_PATHS = sorted(path for path in PATHS if path.startswith("/api/") and not path.endswith(".json"))


def parameters(path: str) -> dict[str, Any]:
    return {each["name"]: each for each in PATHS[path]["get"]["parameters"]}


def test_it_is_served(client: FlaskClient) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert answer.mimetype == "application/json"
    assert answer.json == document()
    assert document()["openapi"] == "3.1.0"


def test_every_route_is_described_and_no_other(reader: Reader) -> None:
    rules = {rule.rule for rule in server_on(reader).url_map.iter_rules()}
    # files are described in the menu of each exhibit; they are no interface for programs
    assert rules - {"/api", "/api/<anything:rest>", "/export/<anything:rest>"} == set(PATHS)


def test_every_argument_is_described_and_no_other() -> None:
    for endpoint in ENDPOINTS:
        for ending in ("", ".csv"):
            assert list(parameters(f"/api/v1{endpoint.path}{ending}")) == list(names_of(endpoint.parameters))


@pytest.mark.parametrize("path", DATA_PATHS)
def test_what_is_described_is_taken_and_all_else_refused(client: FlaskClient, path: str) -> None:
    known = parameters(path)
    refused = client.get(path, query_string={"no_such_argument": "1"})
    first = (refused.json or {})["error"]
    needed = [name for name, each in known.items() if each["required"]]
    # exhibits name a missing argument first
    assert first["field"] in (needed or ["no_such_argument"])
    for name in known:
        answer = client.get(path, query_string={name: "!!"})
        error = (answer.json or {})["error"]
        assert answer.status_code == 400
        assert error["field"] != "no_such_argument"
        assert not error["message"].startswith("there is no argument")
    base = {name: NEEDED[name] for name in needed}
    unknown = client.get(path, query_string={**base, "no_such_argument": "1"})
    error = (unknown.json or {})["error"]
    assert (unknown.status_code, error["field"]) == (400, "no_such_argument")
    expected = f"one of {', '.join(known)}" if known else "no argument at all"
    assert error["allowed"] == expected


@pytest.mark.parametrize("path", DATA_PATHS)
def test_what_is_needed_is_needed(client: FlaskClient, path: str) -> None:
    needed = {name: NEEDED[name] for name, each in parameters(path).items() if each["required"]}
    assert client.get(path, query_string=needed).status_code == 200
    for name in needed:
        without = {key: value for key, value in needed.items() if key != name}
        answer = client.get(path, query_string=without)
        assert (answer.status_code, (answer.json or {})["error"]["field"]) == (400, name)


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for each in part.values():
            yield from references(each)
    elif isinstance(part, list):
        for each in part:
            yield from references(each)


def test_every_reference_leads_somewhere() -> None:
    schemas = document()["components"]["schemas"]
    found = set(references(document()))
    assert {name.removeprefix("#/components/schemas/") for name in found} <= set(schemas)
    assert {"ObservationRow", "ExhibitAnswer", "Refusal"} <= set(schemas)


def test_names_of_operations_are_unique() -> None:
    names = [each["get"]["operationId"] for each in PATHS.values()]
    assert len(names) == len(set(names))


def test_choices_and_lists_read_as_an_address_writes_them() -> None:
    edition = parameters("/api/v1/exhibits/profile")["edition"]
    assert edition["schema"] == {"enum": ["2014", "2018"], "type": "string"}
    places = parameters("/api/v1/exhibits/ranking")["places"]
    assert (places["schema"]["type"], places["style"], places["explode"]) == ("array", "form", False)
    assert parameters("/api/v1/observations")["from"]["description"] == "earliest end year, a year from 1900 to 2100"
