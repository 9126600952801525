"""What a request may be, tried on the stand-in app."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from access.callback_values import check_value
from access.limits import MAX_BODY_BYTES, MAX_BODY_BYTES_OF_FILES
from tests.running import owner_client

Post = Callable[..., TestResponse]


def test_a_good_body_is_answered(post: Post, body: dict[str, Any]) -> None:
    answer = post(json=body)
    assert answer.status_code == 200
    assert answer.json == {"multi": True, "response": {"answer": {"children": "You chose first"}}}


def test_a_pattern_may_match_any_number(post: Post) -> None:
    row = {"id": {"type": "row", "index": 1}, "property": "n_clicks", "value": 2}
    for rows, total in ([], "0"), ([row, row], "4"):
        answer = post(
            json={"output": "sum.children", "outputs": {"id": "sum", "property": "children"}, "inputs": [rows]}
        )
        assert answer.json is not None
        assert answer.json["response"]["sum"]["children"] == total


@pytest.mark.parametrize("text", ["", "{", "NaN", '{"output": Infinity}', "[" * 100_000])
def test_what_is_no_json_is_400(post: Post, text: str) -> None:
    assert post(data=text, content_type="application/json").status_code == 400


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_a_value_that_is_no_number_is_400(post: Post, body: dict[str, Any], value: str) -> None:
    text = json.dumps(body).replace('"first"', value)
    assert post(data=text, content_type="application/json").status_code == 400


@pytest.mark.parametrize("spoiled", [None, [], {}, 7, "text", {"output": None}, {"output": ["answer.children"]}])
def test_what_is_no_callback_body_is_400(post: Post, spoiled: object) -> None:
    assert post(data=json.dumps(spoiled), content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("inputs", None),
        ("inputs", []),
        ("inputs", {"id": "choice"}),
        ("inputs", [None]),
        ("inputs", [[]]),
        ("inputs", [{"id": "choice", "property": "id"}]),
        ("inputs", [{"id": "other", "property": "value"}]),
        ("inputs", [{"id": {"type": "choice"}, "property": "value"}]),
        ("inputs", [{"id": "choice", "property": "value"}] * 2),
        ("state", []),
        ("outputs", None),
        ("outputs", {}),
        ("outputs", "answer"),
        ("outputs", {"id": "sum", "property": "children"}),
        ("outputs", {"id": 7, "property": None}),
        ("changedPropIds", "choice.value"),
        ("changedPropIds", None),
        ("changedPropIds", [7]),
        ("changedPropIds", ["other.value"]),
        ("outputs", []),
        ("outputs", [{"id": "answer", "property": "children"}]),
    ],
)
def test_a_spoiled_part_is_400(post: Post, body: dict[str, Any], part: str, value: object) -> None:
    answer = post(json=body | {part: value})
    assert answer.status_code == 400
    assert part in answer.text


@pytest.mark.parametrize(
    "value",
    ['"\\ud800"', "1e400", "1" + "0" * 20, '{"a\\udfff": 1}', "[" * 60 + "]" * 60],
    ids=["half a character", "infinite", "more than a browser holds", "half a character as a name", "deep"],
)
def test_a_value_that_breaks_further_in_is_400(post: Post, body: dict[str, Any], value: str) -> None:
    text = json.dumps(body).replace('"first"', value)
    assert post(data=text, content_type="application/json").status_code == 400


@pytest.mark.parametrize("prop", ["n_clicks", "pathname", "search"])
@pytest.mark.parametrize("value", [7.5, True, [], {}, "tucson", -1])
def test_a_property_has_values_of_its_kind_only(prop: str, value: object) -> None:
    with pytest.raises(ValueError, match=prop):
        check_value("inputs", prop, value)


def test_a_pattern_with_other_keys_is_400(post: Post) -> None:
    row = {"id": {"kind": "row"}, "property": "n_clicks", "value": 2}
    body = {"output": "sum.children", "outputs": {"id": "sum", "property": "children"}, "inputs": [[row]]}
    assert post(json=body).status_code == 400


@pytest.mark.parametrize("output", ["gone.children", "", "..a.b...c.d..", "answer.title"])
def test_an_output_of_another_build_is_409(post: Post, body: dict[str, Any], output: str) -> None:
    # answer.title is computed in the browser: there is nothing here to call.
    assert post(json=body | {"output": output}).status_code == 409


def test_a_tab_of_another_build_is_told_to_reload(post: Post, body: dict[str, Any], client: FlaskClient) -> None:
    build = client.get("/").text.partition('name="dashboards-build" content="')[2].partition('"')[0]
    assert len(build) == 12
    assert post(json=body, headers={"X-Build": build}).status_code == 200
    refused = post(json=body, headers={"X-Build": "0" * 12})
    assert refused.status_code == 409
    assert "Reload" in refused.text


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_reaches_a_callback(post: Post, body: dict[str, Any], kind: str) -> None:
    assert post(data=json.dumps(body), content_type=kind).status_code == 415


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
    ],
)
def test_other_sites_are_refused(post: Post, body: dict[str, Any], headers: dict[str, str]) -> None:
    assert post(json=body, headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}, {}])
def test_the_own_site_is_not(post: Post, body: dict[str, Any], headers: dict[str, str]) -> None:
    assert post(json=body, headers=headers).status_code == 200


def test_reading_is_open_to_links_from_elsewhere(client: FlaskClient) -> None:
    assert client.get("/city/tucson", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_large_body_is_413(post: Post, body: dict[str, Any]) -> None:
    body["inputs"][0]["value"] = "x" * MAX_BODY_BYTES
    assert post(json=body).status_code == 413


def test_the_owner_may_bring_a_file_of_ten_megabytes(app: Dash, post: Post, body: dict[str, Any]) -> None:
    body["inputs"][0]["value"] = "x" * 14_000_000
    assert post(json=body).status_code == 413
    post = partial(owner_client(app).post, "/_dash-update-component")
    assert post(json=body).status_code == 200
    body["inputs"][0]["value"] = "x" * MAX_BODY_BYTES_OF_FILES
    assert post(json=body).status_code == 413


def test_a_body_in_chunks_is_411(post: Post, body: dict[str, Any]) -> None:
    assert post(json=body, headers={"Transfer-Encoding": "chunked"}).status_code == 411
