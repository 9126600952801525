"""A district's copy and a local Roundtable copy behind a real nginx: through it every stranger has the machine's address."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pytest

from database.migrate import upgrade
from tests.conftest import OWNERS, gunicorn
from tests.faults.nginx import needs_nginx, nginx

PLAIN = "location / { proxy_pass {upstream}; }"
WITH_HEADERS = """
location / {
  proxy_set_header Host $host;
  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
  proxy_set_header X-Forwarded-Proto $scheme;
  proxy_pass {upstream};
}"""
WITHOUT_TRACE = """
location / {
  proxy_http_version 1.1;
  proxy_set_header Connection "";
  proxy_pass {upstream};
}"""
CONFIGURATIONS = {"plain": PLAIN, "with headers": WITH_HEADERS, "without a trace": WITHOUT_TRACE}
PATHS = [
    *(
        "/",
        "/walks",
        "/walks/import",
        "/walks/release",
        "/walks/plan",
        "/convene",
        "/_dash-layout",
        "/_dash-dependencies",
    ),
    *("/export/own_all.csv", "/api/v1/exhibits", "/owner", "/healthz", "/nowhere"),
]


class Answer(NamedTuple):
    status: int
    text: str
    cookie: str


@dataclass
class Copies:
    """The address of a district's copy, and of the nginx in front of it, which has a name for each configuration."""

    district: str
    proxy: str

    @property
    def port(self) -> str:
        return self.district.rpartition(":")[2]


def ask(address: str, method: str = "GET", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, method=method, headers=named)
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(request, timeout=60) as answer:
            return Answer(answer.status, answer.read().decode(), answer.headers.get("Set-Cookie", ""))
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read().decode(), error.headers.get("Set-Cookie", ""))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copies]:
    needs_nginx()
    folder = tmp_path_factory.mktemp("proxied")
    url = f"sqlite:///{folder / 'public.sqlite'}"
    upgrade(url)
    settings = {
        "DEPLOYMENT": "district",
        "DATABASE_URL": url,
        "DISTRICT_DATABASE_URL": f"sqlite:///{folder / 'district.sqlite'}",
        "BUILD_DIR": str(folder),
        "WORKERS": "1",
        "ALLOWED_HOSTS": ",".join(f"{place}.test" for place in range(len(CONFIGURATIONS))),
    }
    with gunicorn(environment=settings) as district:
        servers = [text.replace("{upstream}", district) for text in CONFIGURATIONS.values()]
        names = "".join(
            f"server {{ listen {{port}}; server_name {place}.test; {text} }}" for place, text in enumerate(servers)
        )
        with nginx(folder, names) as address:
            yield Copies(district, address)


def through(copies: Copies, configuration: str, path: str, method: str = "GET", **headers: str) -> Answer:
    name = f"{list(CONFIGURATIONS).index(configuration)}.test"
    return ask(f"{copies.proxy}{path}", method, Host=name, **headers)


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_a_stranger_sees_nothing_of_a_district(copies: Copies, configuration: str) -> None:
    for path in PATHS:
        answer = through(copies, configuration, path)
        if configuration == "without a trace" and path in {"/owner", "/healthz"}:
            continue
        assert answer.status == 403, path
        assert "district's own copy" in answer.text


@pytest.mark.parametrize("configuration", ["plain", "with headers"])
def test_not_even_the_owner_or_a_link_gets_through(copies: Copies, configuration: str) -> None:
    owners = OWNERS[copies.port]
    token = owners.new_link()
    session = owners.open_link(owners.new_link())
    cookie = f"{owners.cookie}={session}"
    assert ask(f"{copies.district}/walks/import", Cookie=cookie).status == 200
    assert through(copies, configuration, "/walks/import", Cookie=cookie).status == 403
    for method in ("GET", "POST"):
        answer = through(copies, configuration, f"/owner/{token}", method)
        assert (answer.status, answer.cookie) == (403, "")
    assert owners.has_link(token)


def test_without_the_cookie_the_machine_itself_is_a_stranger(copies: Copies) -> None:
    for path in ("/", "/walks/import", "/_dash-layout", "/export/own_all.csv"):
        assert ask(f"{copies.district}{path}").status == 403
    assert ask(f"{copies.district}/healthz") == Answer(200, "ok\n", "")
    assert "owner-link" in ask(f"{copies.district}/owner").text


def test_the_printed_link_opens_the_copy(copies: Copies) -> None:
    answer = ask(f"{copies.district}/owner/{OWNERS[copies.port].new_link()}")
    assert answer.status == 303
    assert ask(f"{copies.district}/walks", Cookie=answer.cookie.partition(";")[0]).status == 200
