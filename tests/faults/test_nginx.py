"""The nginx configuration of docs/nginx, run by a real nginx: HTTPS, one name, true addresses, bounds, slow clients."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from database.migrate import upgrade
from tests.conftest import ROOT, free_port, gunicorn
from tests.faults.nginx import needs_nginx, nginx

NAME = "dashboards.example.org"
FILE = ROOT / "docs" / "nginx" / "dashboards.conf"


class Site(NamedTuple):
    """Ports of the plain and of the encrypted side."""

    plain: int
    secure: int


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    needs_nginx()
    folder = tmp_path_factory.mktemp("nginx")
    key, certificate = _certificate(folder)
    upgrade(f"sqlite:///{folder / 'empty.sqlite'}")
    settings = {
        "DATABASE_URL": f"sqlite:///{folder / 'empty.sqlite'}",
        "SITE_URL": f"https://{NAME}",
        "PROXY_HOPS": "1",
        "WORKERS": "1",
    }
    secure = free_port()
    with gunicorn("tests.faults.named:app", environment=settings) as behind:
        text = FILE.read_text(encoding="utf-8")
        for ours, here in (
            ("listen 443 ", f"listen 127.0.0.1:{secure} "),
            ("listen 80 ", "listen 127.0.0.1:{port} "),
            ("listen 80;", "listen 127.0.0.1:{port};"),
            ("127.0.0.1:8050", behind.removeprefix("http://")),
            (f"/etc/letsencrypt/live/{NAME}/fullchain.pem", str(certificate)),
            (f"/etc/letsencrypt/live/{NAME}/privkey.pem", str(key)),
        ):
            assert ours in text
            text = text.replace(ours, here)
        with nginx(folder, text) as address:
            yield Site(int(address.rpartition(":")[2]), secure)


def _certificate(folder: Path) -> tuple[Path, Path]:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return key, certificate


def secured(site: Site, name: str = NAME) -> ssl.SSLSocket:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    plain = socket.create_connection(("127.0.0.1", site.secure), 60)
    try:
        return context.wrap_socket(plain, server_hostname=name)
    except ssl.SSLError:
        plain.close()
        raise


class Answer(NamedTuple):
    """What came back, read to its end."""

    status: int
    headers: Any
    body: bytes

    @property
    def said(self) -> Any:
        return json.loads(self.body)


def answer_of(
    connection: http.client.HTTPConnection, method: str, path: str, body: bytes, headers: dict[str, str]
) -> Answer:
    with closing(connection):
        connection.request(method, path, body or None, headers)
        found = connection.getresponse()
        return Answer(found.status, found.headers, found.read())


def ask(site: Site, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
    connection = http.client.HTTPConnection(NAME)
    connection.sock = secured(site)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return answer_of(connection, method, "/", body, named)


def ask_plain(site: Site, path: str, name: str) -> Answer:
    return answer_of(http.client.HTTPConnection("127.0.0.1", site.plain), "GET", path, b"", {"Host": name})


def test_a_page_over_https_knows_its_own_address_and_the_visitors(site: Site) -> None:
    answer = ask(site, X_Forwarded_For="6.6.6.6", X_Forwarded_Host="evil.example", X_Forwarded_Proto="http")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert answer.said == {"url": f"https://{NAME}/", "by": "127.0.0.1", "body": "0"}


def test_http_leads_to_https(site: Site) -> None:
    answer = ask_plain(site, "/compare?x=1", NAME)
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/compare?x=1")


def test_another_name_is_not_answered(site: Site) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        ask_plain(site, "/", "evil.example")
    with pytest.raises(ssl.SSLError):
        secured(site, "evil.example")


def test_a_large_body_is_refused_before_the_program(site: Site) -> None:
    assert ask(site, "POST", b"x" * 1_100_000).status == 413
    assert ask(site, "POST", b"x" * 900_000).said["body"] == "900000"


def test_slow_clients_of_nginx_hold_nobody_up(site: Site) -> None:
    with ExitStack() as stack:
        for _ in range(40):
            held = stack.enter_context(secured(site))
            held.sendall(f"POST / HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 500\r\n\r\nab".encode())
        assert {ask(site).status for _ in range(5)} == {200}
