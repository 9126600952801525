"""ETags: the same answer is sent once; other data, another query or another program give another."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from flask_compress import Compress

from api import respond
from data_pipeline.build import build
from database.reader import Reader
from tests.api.conftest import server_on
from tests.api.small_catalog import write_catalog

PATHS = ["places", "places.csv", "exhibits/coverage", "exhibits/coverage.csv", "openapi.json"]


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_the_asker_has_is_not_sent_again(client: FlaskClient, path: str) -> None:
    first = client.get(f"/api/v1/{path}")
    again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    other = client.get(f"/api/v1/{path}", headers={"If-None-Match": '"other"'})
    assert (other.status_code, other.data) == (200, first.data)


def test_every_query_has_its_own_tag(client: FlaskClient) -> None:
    paths = [*PATHS, "places?kind=city", "places?kind=town", "places.csv?kind=city"]
    assert len({client.get(f"/api/v1/{path}").headers["ETag"] for path in paths}) == len(paths)


def test_a_refusal_has_no_tag_and_is_not_hidden_by_one(client: FlaskClient) -> None:
    answer = client.get("/api/v1/places?kind=village", headers={"If-None-Match": "*"})
    assert answer.status_code == 400
    assert "ETag" not in answer.headers


def test_another_program_is_another_answer(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = client.get("/api/v1/places").headers["ETag"]
    monkeypatch.setattr(respond, "program_version", lambda: "9.9.9+00000000")
    assert client.get("/api/v1/places", headers={"If-None-Match": tag}).status_code == 200


def test_other_data_are_another_answer(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'data.sqlite'}"
    catalog, built = write_catalog(tmp_path)
    build(url, catalog, built)
    with Reader(url) as reader:
        client = server_on(reader).test_client()
        first = client.get("/api/v1/observations?measure=acs5_median_age&place=tucson")
        path = catalog / "observation.csv"
        path.write_text(
            path.read_text(encoding="utf-8").replace(
                "acs5_median_age,2019,2023,2019-2023,31", "acs5_median_age,2019,2023,2019-2023,77"
            ),
            encoding="utf-8",
        )
        build(url, catalog, built)
        headers = {"If-None-Match": first.headers["ETag"]}
        second = client.get("/api/v1/observations?measure=acs5_median_age&place=tucson", headers=headers)
    assert second.status_code == 200
    assert second.headers["X-Data-Version"] != first.headers["X-Data-Version"]
    assert ((first.json or {})["observations"][0]["value"], (second.json or {})["observations"][0]["value"]) == (31, 77)


def test_a_compressed_answer_is_known_again(reader: Reader) -> None:
    server = server_on(reader)
    Compress(server)
    client = server.test_client()
    first = client.get("/api/v1/observations", headers={"Accept-Encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    headers = {"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]}
    assert client.get("/api/v1/observations", headers=headers).status_code == 304
