"""A busy port is named with who holds it; the address is printed when it answers, not before."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from access.listening import address_problem, page_address, say_when_answering


@pytest.fixture
def held() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0"])  # noqa: S104
def test_a_busy_port_says_who_and_what_to_do(host: str, held: int) -> None:
    problem = address_problem(host, held)
    assert problem is not None
    assert problem.startswith(f"Port {held} is in use by ")
    assert f"(process {os.getpid()}: " in problem
    assert problem.endswith(f"take another port: PORT={held + 1}")


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-name.invalid"])
def test_an_address_of_another_machine_is_named(host: str) -> None:
    problem = address_problem(host, 8999)
    assert problem is not None
    assert problem.startswith(f"HOST={host} is no address of this machine")
    assert "while attempting" not in problem


def test_a_free_port_is_no_problem_and_stays_free(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert address_problem("127.0.0.1", port) is None
    assert address_problem("127.0.0.1", port) is None
    monkeypatch.setenv("LISTEN_FDS", "1")
    assert address_problem("127.0.0.1", held) is None, "a socket that was handed over is listening already"


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:80"), ("0.0.0.0", "http://127.0.0.1:80"), ("::", "http://[::1]:80")],  # noqa: S104
)
def test_the_address_is_one_a_browser_here_can_open(host: str, address: str) -> None:
    assert page_address(host, 80) == address


def test_the_address_is_printed_at_the_first_answer_and_not_before(capsys: pytest.CaptureFixture[str]) -> None:
    seen: list[tuple[str, str]] = []

    class Warming(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append((self.path, capsys.readouterr().out))
            self.send_response(200 if len(seen) == 3 else 503)
            self.end_headers()

        def log_message(self, *_parts: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Warming) as server:
        watching = say_when_answering(f"http://127.0.0.1:{server.server_port}", "Serving")
        answering = Thread(target=lambda: [server.handle_request() for _ in range(3)])
        answering.start()
        answering.join()
        watching.join()
    assert seen == [("/healthz", "")] * 3
    assert capsys.readouterr().out == "Serving\n"
