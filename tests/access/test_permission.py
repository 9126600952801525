"""The owner is the browser that opened a one-time link on the machine itself; a district's copy answers nobody else."""

from __future__ import annotations

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from access import Owners, Permission, StaticFiles, owner
from access.owner_pages import add_owner_pages
from access.permission import WARMING, is_loopback, keep_private, refusal, refuse_proxies
from access.proxies import proxy_trace
from tests.conftest import ROOT

LOCAL = "127.0.0.1"


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("localhost", True),
        ("::1", True),
        ("[::1]", True),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("10.0.0.4", False),
        ("192.168.1.5", False),
        ("example.test", False),
        ("", False),
    ],
)
def test_an_address_is_this_machines_own_or_not(address: str, own: bool) -> None:
    assert is_loopback(address) is own


class Copy:
    """A server that says whether the one who asks may change things."""

    def __init__(self, folder: Path, bound: str = LOCAL, all_private: bool = False) -> None:
        self.owners = Owners(folder / "copy.owner")
        self.server = Flask("gate", static_folder=None)
        permission, files = Permission(bound, self.owners, all_private), StaticFiles.find(folder, ROOT)
        keep_private(self.server, permission, files)
        add_owner_pages(self.server, permission, files)
        self.server.add_url_rule("/", "said", lambda: refusal() or "may")
        if all_private:
            refuse_proxies(self.server)

    def owner(self) -> FlaskClient:
        client = self.server.test_client(use_cookies=False)
        # through the folder, so that a copy that nobody can own has a cookie too
        session = self.owners.open_link(self.owners.new_link())
        assert session
        # whatever name the copy is asked for by
        client.environ_base["HTTP_COOKIE"] = f"{self.owners.cookie}={session}"
        return client


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


@pytest.fixture
def district(tmp_path: Path) -> Copy:
    return Copy(tmp_path, all_private=True)


def opened(client: FlaskClient, token: str, **headers: str) -> TestResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(f"/owner/{token}", headers=named)


@pytest.mark.parametrize("host", ["127.0.0.1:8050", "localhost", "localhost:80", "[::1]:8050", "127.0.0.1"])
def test_the_owners_browser_may(copy: Copy, host: str) -> None:
    assert copy.owner().get("/", headers={"Host": host}).text == "may"


def test_the_machine_alone_is_nobody(copy: Copy, district: Copy) -> None:
    said = copy.server.test_client().get("/").text
    assert "not the owner" in said
    assert owner.COMMAND in said
    refused = district.server.test_client().get("/")
    assert refused.status_code == 403
    assert "district's own copy" in refused.text or "district&#39;s own copy" in refused.text
    page = district.server.test_client().get("/", headers={"Accept": "text/html,*/*"})
    assert page.status_code == 403
    assert page.mimetype == "text/html"
    assert owner.COMMAND in page.text


@pytest.mark.parametrize(
    ("headers", "environ", "words"),
    [
        ({"Host": "evil.test"}, {}, "another name"),
        ({"Host": "127.0.0.1.evil.test"}, {}, "another name"),
        ({}, {"REMOTE_ADDR": "10.1.2.3"}, "comes from another one"),
        ({}, {"SERVER_NAME": "0.0.0.0"}, "others can reach"),  # noqa: S104
        ({}, {"SERVER_PROTOCOL": "HTTP/1.0"}, "through a proxy (HTTP/1.0)"),
        ({"X-Forwarded-For": "10.1.2.3"}, {}, "through a proxy"),
        ({"Sec-Fetch-Site": "cross-site"}, {}, "Another site's page"),
        ({"Sec-Fetch-Site": "same-site"}, {}, "Another site's page"),
        ({"Origin": "http://127.0.0.1:9999"}, {}, "Another site's page"),
        ({"Origin": "null"}, {}, "Another site's page"),
    ],
)
def test_not_even_the_owners_cookie_counts(
    copy: Copy, district: Copy, headers: dict[str, str], environ: dict[str, str], words: str
) -> None:
    public = copy.owner().get("/", headers=headers, environ_overrides=environ)
    assert public.status_code == 200
    assert words in public.text
    private = district.owner().get("/", headers=headers, environ_overrides=environ)
    assert private.status_code == 403


def test_a_copy_bound_elsewhere_has_no_owner(tmp_path: Path) -> None:
    copy = Copy(tmp_path, "0.0.0.0")  # noqa: S104
    assert "bound to 0.0.0.0" in copy.owner().get("/").text
    token = copy.owners.new_link()
    assert opened(copy.server.test_client(), token).status_code == 403
    assert copy.owners.has_link(token)


@pytest.mark.parametrize(
    "name",
    "X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto X-Forwarded-Prefix X-Forwarded Forwarded Via X-Real-IP "
    "X-Client-IP True-Client-IP CF-Connecting-IP CF-Ray CDN-Loop Fastly-Client-IP Fly-Client-IP X-Original-Host "
    "X-Envoy-External-Address X-Amzn-Trace-Id X-Azure-ClientIP X-ARR-LOG-ID Tailscale-User-Login X-ProxyUser-Ip "
    "x-forwarded-for X-Request-Id Front-End-Https X-Scheme X-Rewrite-URL".split(),
)
def test_what_proxies_add_is_known(name: str) -> None:
    assert proxy_trace([name], "HTTP/1.1")


def test_what_browsers_send_is_no_trace() -> None:
    plain = "Host User-Agent Accept Accept-Language Accept-Encoding Connection Upgrade-Insecure-Requests Cookie DNT Priority"
    more = "Sec-Fetch-Site Sec-Fetch-Mode Sec-Ch-Ua-Platform Sec-GPC Sec-Purpose Content-Type X-Build X-Live-Token If-None-Match"
    extras = "X-Requested-With Idempotency-Key X-Data-Version Origin Referer Range TE Cache-Control Pragma"
    assert proxy_trace(f"{plain} {more} {extras}".split(), "HTTP/1.1") == ""


def test_a_link_works_once(copy: Copy) -> None:
    client, token = copy.server.test_client(), copy.owners.new_link()
    answer = opened(client, token)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Path=/" in cookie and "Domain" not in cookie
    assert client.get("/").text == "may"
    # the owner's own second click is no failure
    assert opened(client, token).status_code == 303
    other = copy.server.test_client()
    spent = opened(other, token)
    assert spent.status_code == 410
    assert owner.COMMAND in spent.text
    assert "not the owner" in other.get("/").text


@pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 44, "..%2F..%2Fetc", "%00"])
def test_an_invented_link_opens_nothing(copy: Copy, token: str) -> None:
    assert opened(copy.server.test_client(), token).status_code in {404, 410}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "none", "Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "preview"},
    ],
)
def test_a_preview_does_not_spend_a_link(district: Copy, headers: dict[str, str]) -> None:
    client, token = district.server.test_client(), district.owners.new_link()
    page = client.get(f"/owner/{token}", headers=headers)
    assert page.status_code == 200
    assert f'action="/owner/{token}"' in page.text
    assert client.head(f"/owner/{token}").status_code == 200
    assert "Set-Cookie" not in page.headers
    assert district.owners.has_link(token)
    assert client.post(f"/owner/{token}").status_code == 303
    assert client.get("/").text == "may"


@pytest.mark.parametrize("headers", [{"X-Real-IP": "10.0.0.9"}, {"Host": "evil.test"}])
def test_a_link_is_not_opened_from_elsewhere(copy: Copy, headers: dict[str, str]) -> None:
    token = copy.owners.new_link()
    for method in ("GET", "POST"):
        answer = copy.server.test_client().open(f"/owner/{token}", method=method, headers=headers)
        assert answer.status_code == 403
    assert copy.owners.has_link(token)


def test_links_and_sessions_end(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    client, token = copy.owner(), copy.owners.new_link()

    def later(span: timedelta) -> None:
        class Later(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
                return datetime.now(UTC) + span

        monkeypatch.setattr(owner, "datetime", Later)

    later(owner.LINK_LIFETIME)
    assert not copy.owners.has_link(token)
    assert client.get("/").text == "may"
    later(owner.SESSION_LIFETIME + timedelta(seconds=1))
    assert client.get("/").text != "may"
    copy.owners.new_link()
    assert [len(list((copy.owners.folder / kind).iterdir())) for kind in ("links", "sessions")] == [1, 0]


def test_the_owner_ends_a_session_or_all(copy: Copy) -> None:
    first, second = copy.owner(), copy.owner()
    assert "is the owner" in first.get("/owner").text
    first.post("/owner/end")
    assert "is not the owner" in first.get("/owner").text
    assert second.get("/").text == "may"
    assert copy.owners.end_all() == 1
    assert second.get("/").text != "may"


def test_of_many_who_open_a_link_at_once_one_gets_it(copy: Copy) -> None:
    token = copy.owners.new_link()
    with ThreadPoolExecutor(8) as pool:
        sessions = list(pool.map(lambda _: copy.owners.open_link(token), range(8)))
    assert sum(each is not None for each in sessions) == 1
    assert len(list((copy.owners.folder / "sessions").iterdir())) == 1


def test_what_is_kept_opens_nothing_and_is_not_for_others(copy: Copy) -> None:
    tokens = [copy.owners.new_link(), copy.owners.open_link(copy.owners.new_link())]
    kept = list(copy.owners.folder.rglob("*"))
    for path in (copy.owners.folder, *kept):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    text = " ".join(f"{path.name} {path.read_text() if path.is_file() else ''}" for path in kept)
    assert not [token for token in tokens if token and token in text]


def test_two_copies_on_one_machine_have_two_cookies(tmp_path: Path) -> None:
    names = {Owners(tmp_path / name).cookie for name in ("a.owner", "b.owner")}
    assert len(names) == 2
    assert all(re.fullmatch(r"dashboards-owner-[0-9a-f]{8}", name) for name in names)


def test_the_programs_own_start_is_no_request_of_anybody(tmp_path: Path) -> None:
    made = Copy(tmp_path, "0.0.0.0", all_private=True).server  # noqa: S104
    with made.test_request_context("/", environ_base={WARMING: True}):
        made.preprocess_request()
    forged = made.test_client().get("/", headers={WARMING: "1", "dashboards-warming": "1"})
    assert forged.status_code == 403
