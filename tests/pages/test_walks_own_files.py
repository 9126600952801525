"""A district's own tables as files: on its copy only, and each says what it is not for."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from api import blueprint
from database.reader import Reader
from exhibits.shelf import OWN, Shelf
from tests.operations.district.own_district import WALK, own_district


def test_a_district_takes_its_own_tables_along(real_url: str, tmp_path: Path) -> None:
    with own_district(tmp_path) as side, Reader(real_url) as reader:
        server = Flask("district")
        blueprint.register(server, Shelf(reader, district=side), reader)
        client = server.test_client()
        for module in OWN:
            query = "" if module.NAME == "own_all" else f"?walk={WALK.slug}"
            answer = client.get(f"/api/v1/exhibits/{module.NAME}.csv{query}")
            assert answer.status_code == 200, answer.text
            assert f'filename="not-for-publication-{module.NAME}' in answer.headers["Content-Disposition"]
            assert "Not for publication" in answer.text.splitlines()[0]
            assert answer.headers["Cache-Control"] == "no-store"
            assert "ETag" not in answer.headers
            assert client.get(f"/api/v1/exhibits/{module.NAME}{query}").status_code == 404, "a file only"
        refused = client.get("/api/v1/exhibits/own_rates.csv?walk=nobody")
        assert (refused.status_code, refused.json["error"]["field"]) == (400, "walk")  # type: ignore[index]
        assert "own_" not in client.get("/api/v1/exhibits").text
