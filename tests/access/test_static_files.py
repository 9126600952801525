"""Static files: in front of Flask, compressed, kept for ever where the name carries the content."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

from access.static_files import PLOTLY_URL, StaticFiles
from tests.stand_in import make_app

LOCAL = re.compile(r'(?:<script src|<link [^>]*href)="(/[^"]+)"')


def fetch(client: FlaskClient, address: str, **headers: str) -> tuple[int, Headers, bytes]:
    """Status, headers and body; the file behind the answer is closed."""
    with client.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()}) as answer:
        return answer.status_code, answer.headers, answer.get_data()


def test_every_file_the_document_names_is_there(client: FlaskClient) -> None:
    addresses = LOCAL.findall(client.get("/").text)
    assert len(addresses) > 12
    for address in addresses:
        status, headers, _body = fetch(client, address)
        assert status == 200, address
        # Flask marks its own answers no-store: these never reached it.
        assert "public" in headers["Cache-Control"], address


def test_our_scripts_run_before_those_of_dash(client: FlaskClient) -> None:
    page = client.get("/").text
    assert page.index("/static/connection.") < page.index("/_dash-component-suites/", page.index("<body>"))
    assert page.index("dash_renderer") < page.index("_dash-renderer")


def test_a_fingerprinted_file_is_kept_for_ever_and_compressed(built: Path, client: FlaskClient) -> None:
    manifest = json.loads((built / "static" / "manifest.json").read_text())
    _status, headers, _body = fetch(client, manifest["bootstrap.css"], Accept_Encoding="br")
    assert "immutable" in headers["Cache-Control"]
    assert headers["Content-Encoding"] == "br"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in headers


def test_a_plain_name_is_asked_for_again(client: FlaskClient) -> None:
    _status, headers, _body = fetch(client, "/_dash-component-suites/dash/dcc/async-graph.js")
    assert headers["Cache-Control"] == "max-age=3600, public"


def test_the_manifest_is_not_served(client: FlaskClient) -> None:
    assert client.get("/manifest.json").status_code == 404
    assert client.get("/static/../manifest.json").status_code == 404


def test_plotly_is_the_small_bundle_of_the_installed_version(client: FlaskClient) -> None:
    from plotly.offline import get_plotlyjs_version

    _status, _headers, bundle = fetch(client, PLOTLY_URL)
    assert len(bundle) < 2_000_000
    assert f"plotly.js (cartesian - minified) v{get_plotlyjs_version()}".encode() in bundle[:300]


def test_the_style_sheets_name_only_files_beside_them(built: Path) -> None:
    folder = built / "static" / "www" / "static"
    for sheet in folder.glob("*.css"):
        text = sheet.read_text()
        assert "sourceMappingURL" not in text
        for address in re.findall(r"url\(([^)]+)\)", text):
            assert address.strip("\"'").startswith("data:") or (folder / address).is_file(), address


def test_the_build_id_follows_files_and_sources(tmp_path: Path, root: Path) -> None:
    checkout, build = tmp_path / "checkout", tmp_path / "build"
    page = checkout / "pages" / "home.py"
    page.parent.mkdir(parents=True)
    page.write_text("first")
    first = StaticFiles.find(build, checkout).build
    assert StaticFiles.find(build, checkout).build == first
    page.write_text("second")
    assert StaticFiles.find(build, checkout).build != first


def test_without_a_build_the_sources_are_served(tmp_path: Path, packages: Path) -> None:
    client = make_app(tmp_path).server.test_client()
    addresses = LOCAL.findall(client.get("/").text)
    assert "/assets/js/connection.js" in addresses
    assert "/packages/bootstrap/bootstrap.min.css" in addresses
    for address in addresses:
        assert fetch(client, address)[0] == 200, address


@pytest.mark.parametrize(
    "name", ["bootstrap.css", "site.css", "connection.js", "favicon.svg", "public-sans-latin.woff2"]
)
def test_the_manifest_names_what_the_document_needs(built: Path, name: str) -> None:
    manifest = json.loads((built / "static" / "manifest.json").read_text())
    assert (built / "static" / "www" / manifest[name].lstrip("/")).is_file()
