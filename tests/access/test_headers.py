"""Headers, by their names, on every kind of answer."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from flask.testing import FlaskClient

ADDRESSES = [
    "/",
    "/city/tucson",
    "/nowhere",
    "/_dash-layout",
    "/_dash-dependencies",
    "/api/figures",
    "/api/broken",
    "/api/refused",
]


def policy(value: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for words in (part.split() for part in value.split(";"))}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_closed(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"] == "no-store"
    directives = policy(headers["Content-Security-Policy"])
    assert directives["default-src"] == ["'none'"]
    assert directives["frame-ancestors"] == ["'none'"]
    assert directives["style-src"] == ["'self'", "'unsafe-inline'"]
    assert not {"'unsafe-inline'", "'unsafe-eval'"} & set(directives["script-src"])
    assert not any("//" in source for sources in directives.values() for source in sources)


def test_the_policy_lets_each_inline_script_of_dash_run(client: FlaskClient) -> None:
    answer = client.get("/")
    allowed = policy(answer.headers["Content-Security-Policy"])["script-src"]
    inline = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>(.*?)</script>", answer.text, re.DOTALL)
    assert len(inline) >= 2
    for script in inline:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed


def test_no_address_of_another_host_in_the_document(client: FlaskClient) -> None:
    page = client.get("/").text
    assert re.findall(r'(?:src|href)="(?!/)[^"]*"', page) == []
    assert '<html lang="en">' in page


def test_figures_are_compressed(client: FlaskClient) -> None:
    assert client.get("/api/figures", headers={"Accept-Encoding": "gzip, br"}).headers["Content-Encoding"] == "br"
    assert "Content-Encoding" not in client.get("/api/figures").headers


def test_the_first_answer_shows_a_header_and_a_line(client: FlaskClient) -> None:
    """At 1.5 Mbit/s and 150 ms: 3 s hold the connection, the document and the style sheets it waits for, about 450 kB."""
    answer = client.get("/", headers={"Accept-Encoding": "gzip"})
    page = client.get("/").text
    body = page.partition("<body>")[2]
    shown = body.partition("<script")[0]
    assert "Arizona Mayors <span>Education Dashboards</span>" in shown
    assert "What leaving school before graduation costs each Arizona city and town" in shown
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    sizes = []
    for each in sheets:
        with client.get(each, headers={"Accept-Encoding": "gzip"}) as sheet:
            sizes.append(len(sheet.data))
    assert len(answer.data) + sum(sizes) < 120_000
    blocking = page.partition("<body>")[0]
    assert not re.search(r"<script(?![^>]*(defer|async))", blocking), "a script in the head holds the first line up"
