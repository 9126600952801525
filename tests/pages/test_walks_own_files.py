"""A district's own tables as files: on its copy only, and each says what it is not for."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from api import blueprint
from database.reader import Reader
from exhibits.shelf import OWN, Shelf
from tests.operations.district.own_district import WALK, own_district


def test_a_district_takes_its_own_tables_along(real_url: str, tmp_path: Path) -> None:
    with own_district(tmp_path, compared=True) as side, Reader(real_url) as reader:
        server = Flask("district")
        blueprint.register(server, Shelf(reader, district=side), reader)
        client = server.test_client()
        for module in OWN:
            query = "" if module.NAME == "own_all" else f"?walk={WALK.slug}"
            answer = client.get(f"/export/{module.NAME}.csv{query}")
            assert answer.status_code == 200, answer.text
            assert f'filename="not-for-publication-{module.NAME}' in answer.headers["Content-Disposition"]
            assert "Not for publication" in answer.text.splitlines()[0]
            assert answer.headers["Cache-Control"] == "no-store"
            assert client.get(f"/export/{module.NAME}.pptx{query}").status_code == 422, "no slide of true counts"
            for api in (f"{module.NAME}", f"{module.NAME}.csv"):
                assert client.get(f"/api/v1/exhibits/{api}{query}").status_code == 404, "not in the API"
        refused = client.get("/export/own_rates.csv?walk=nobody").json
        assert refused is not None
        assert refused["error"]["field"] == "walk"
        assert "own_" not in client.get("/api/v1/exhibits").text


def test_the_roundtable_has_no_file_of_them(real_url: str) -> None:
    with Reader(real_url) as reader:
        server = Flask("roundtable")
        blueprint.register(server, Shelf(reader), reader)
        client = server.test_client()
        for module in OWN:
            assert client.get(f"/export/{module.NAME}.csv?walk={WALK.slug}").status_code == 404
