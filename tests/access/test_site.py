"""The names a copy answers to, and what only an https site says."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from access.site import Site, answer_to_names, name_of, names_of


def client(site: Site) -> FlaskClient:
    server = Flask("named", static_folder=None)
    server.add_url_rule("/", "said", lambda: {"url": request.host_url, "by": request.remote_addr})
    server.add_url_rule("/healthz", "healthz", lambda: "ok")
    answer_to_names(server, site)
    return server.test_client()


def asked(site: Site, host: str, **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client(site).get("/", headers={"Host": host, **named})


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8050", "127.0.0.1:1", "[::1]:8050", "LOCALHOST", "localhost."]
)
def test_a_local_copy_answers_to_local_names(host: str) -> None:
    assert asked(Site(), host).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        *(
            "evil.example",
            "localhost.evil.example",
            "evil.example:8050",
            "",
            "127.0.0.1@evil.example",
            "127.0.0.1:80:90",
        ),
        *("[::1", "localhost:x", "127.0.0.1 evil", "<script>", "xn--80ak6aa92e.com", "127.1"),
    ],
)
def test_and_to_no_other(host: str) -> None:
    answer = asked(Site("https://dashboards.example"), host)
    assert answer.status_code == 421
    assert "does not answer to" in answer.text
    assert "<" not in answer.text


def test_a_site_is_named_in_every_link_whatever_the_proxy_says() -> None:
    site = Site("https://dashboards.example")
    for host in ("dashboards.example", "127.0.0.1:8050", "DASHBOARDS.example:443"):
        assert asked(site, host, X_Forwarded_Host="evil.example").json["url"] == "https://dashboards.example/"


def test_further_names_are_given() -> None:
    assert names_of("0.0.0.0", "") == frozenset()  # noqa: S104
    assert names_of("192.168.1.5", "school-pc, Pi.local:80") == {"192.168.1.5", "school-pc", "pi.local"}
    assert names_of("fd00::5", "") == {"[fd00::5]"}
    site = Site(names=names_of("0.0.0.0", "school-pc"))  # noqa: S104
    assert asked(site, "school-pc:8050").json["url"] == "http://school-pc:8050/"


@pytest.mark.parametrize(
    ("host", "name"), [("A.Example:80", "a.example"), ("[FD00::1]:9", "[fd00::1]"), ("a:b", ""), ("", "")]
)
def test_a_name_is_read_from_a_host(host: str, name: str) -> None:
    assert name_of(host) == name


def test_a_monitor_may_ask_by_an_address() -> None:
    assert client(Site()).get("/healthz", headers={"Host": "10.1.2.3"}).text == "ok"


@pytest.mark.parametrize(
    ("hops", "forwarded", "by"),
    [
        (0, "9.9.9.9", "127.0.0.1"),
        (1, "9.9.9.9", "9.9.9.9"),
        (1, "6.6.6.6, 9.9.9.9", "9.9.9.9"),
        (2, "6.6.6.6, 9.9.9.9", "6.6.6.6"),
    ],
)
def test_a_visitors_address_is_what_the_known_proxies_say(hops: int, forwarded: str, by: str) -> None:
    assert asked(Site(proxy_hops=hops), "localhost", X_Forwarded_For=forwarded).json["by"] == by


def test_transport_security_is_said_by_an_https_site_alone() -> None:
    name = "Strict-Transport-Security"
    assert asked(Site("https://dashboards.example"), "dashboards.example").headers[name] == "max-age=31536000"
    assert name not in asked(Site("http://dashboards.example"), "dashboards.example", X_Forwarded_Proto="https").headers
    assert name not in asked(Site(), "localhost").headers
