"""Clients that send or take slowly, or not at all: others are answered meanwhile, and each is cut in its time.

The real worker with its deadlines shortened; no clock is asserted, only what is answered and what is closed.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from access.worker import MOST_HEAD_BYTES, MOST_OF_ONE_ADDRESS, MOST_STRANGERS_BODY_BYTES
from database.migrate import upgrade
from tests.conftest import end_server, free_port, gunicorn, start_gunicorn

HALF = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
LARGE = b"GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
CONNECTIONS = HEALTH.replace(b"healthz", b"connections")
PATIENCE = 60


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """One worker with one thread for pages: whoever occupies that is noticed."""
    folder = tmp_path_factory.mktemp("slow")
    upgrade(f"sqlite:///{folder / 'empty.sqlite'}")
    options = ("-k", "tests.faults.hasty.HastyWorker", "tests.faults.hasty:app")
    settings = {"DATABASE_URL": f"sqlite:///{folder / 'empty.sqlite'}", "WORKERS": "1", "THREADS": "1"}
    with gunicorn(*options, environment=settings) as served:
        yield "127.0.0.1", int(served.rpartition(":")[2])


def connection(stack: ExitStack, address: tuple[str, int], sent: bytes = b"") -> socket.socket:
    made = stack.enter_context(socket.create_connection(address, timeout=PATIENCE))
    made.sendall(sent)
    return made


def everything(connected: socket.socket) -> bytes:
    """All that comes until the server closes; b"" where it closes at once."""
    found = b""
    try:
        while part := connected.recv(65536):
            found += part
    except ConnectionResetError:
        pass
    return found


def said_by(address: tuple[str, int], sent: bytes) -> bytes:
    with ExitStack() as stack:
        return everything(connection(stack, address, sent))


def is_answered(address: tuple[str, int]) -> bool:
    return said_by(address, HEALTH).startswith(b"HTTP/1.1 200")


NEVER_FINISHED = {
    HALF: b"408",
    b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 90000\r\n\r\nabc": b"408",
    b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab": b"408",
    b"G": b"408",
    b"": b"",
}


def test_sixty_that_never_finish_hold_nobody_up_and_are_cut(address: tuple[str, int]) -> None:
    with ExitStack() as stack:
        slow = [(connection(stack, address, sent), end) for sent, end in NEVER_FINISHED.items() for _ in range(12)]
        assert all(is_answered(address) for _ in range(5))
        page = connection(stack, address, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert everything(page).endswith(b"page")
        for each, end in slow:
            assert end in everything(each).partition(b"\r\n")[0]


def test_sixty_kept_connections_are_closed(address: tuple[str, int]) -> None:
    with ExitStack() as stack:
        kept = [connection(stack, address, HEALTH.replace(b"close", b"keep-alive")) for _ in range(60)]
        assert is_answered(address)
        assert all(everything(each).endswith(b"page") for each in kept)


def test_who_does_not_take_an_answer_holds_nobody_up_and_is_cut(address: tuple[str, int]) -> None:
    with ExitStack() as stack:
        lazy = [connection(stack, address, LARGE) for _ in range(4)]
        assert is_answered(address)
        page = connection(stack, address, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert everything(page).endswith(b"page")
        # until the server has closed them: this one is open while it asks
        while not said_by(address, CONNECTIONS).endswith(b"\r\n1 open"):
            pass
        assert all(len(everything(each)) < 12_000_000 for each in lazy)


def test_a_health_check_does_not_wait_behind_work(address: tuple[str, int]) -> None:
    with ExitStack() as stack:
        held = connection(stack, address, b"GET /hold HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert is_answered(address)
        # the one thread is still held
        held.setblocking(False)
        with pytest.raises(BlockingIOError):
            held.recv(1)
        held.settimeout(PATIENCE)
        release = connection(
            stack, address, b"GET /export/release HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        )
        assert everything(release).endswith(b"released")
        assert everything(held).endswith(b"held")


def test_one_address_has_so_many_connections(address: tuple[str, int]) -> None:
    with ExitStack() as stack:
        made = [connection(stack, address, HALF) for _ in range(MOST_OF_ONE_ADDRESS + 5)]
        closed = [each for each in made if everything(each) == b""]
        assert len(closed) == 5
    assert is_answered(address)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + b"a" * MOST_HEAD_BYTES, b"431"),
        (b"GET /" + b"a" * MOST_HEAD_BYTES, b"431"),
        (b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n" % (MOST_STRANGERS_BODY_BYTES + 1), b"413"),
        (b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999\r\n\r\n", b"413"),
        (b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: gzip\r\n\r\nabc", b"501"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"400"),
    ],
)
def test_what_is_too_large_or_no_request_is_refused(address: tuple[str, int], sent: bytes, status: bytes) -> None:
    with ExitStack() as stack:
        said = everything(connection(stack, address, sent))
    assert said.startswith((b"HTTP/1.1 " + status, b"HTTP/1.0 " + status))


def test_an_owners_file_may_be_larger(address: tuple[str, int]) -> None:
    head = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: dashboards-owner-1=x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
    with ExitStack() as stack:
        body = b"x" * (MOST_STRANGERS_BODY_BYTES + 1)
        assert everything(connection(stack, address, head % len(body) + body)).endswith(b"page")


def test_what_was_begun_is_finished_before_the_end(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite'}", "WORKERS": "1", "THREADS": "1"}
    port = free_port()
    process = start_gunicorn(port, "tests.faults.hasty:app", environment=settings)
    with ExitStack() as stack:
        stack.callback(end_server, process)
        address = ("127.0.0.1", port)
        begun = connection(stack, address, b"GET /brief HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert is_answered(address)
        process.terminate()
        assert everything(begun).endswith(b"brief")
