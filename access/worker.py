"""The gunicorn worker that serves: gunicorn starts, watches and replaces it; waitress talks to the browsers in it.

gunicorn's own threaded worker reads a request in the thread that answers it and sets no deadline, so sixty half-sent
requests stop a site. Waitress reads and writes all connections in one loop and gives a thread nothing but whole requests.
What it lacks is added here: deadlines for heads, bodies and readers, bounds for each address, and lanes of threads, so
that a health check never waits behind work and a file never keeps a page waiting.
"""

from __future__ import annotations

import logging
import os
import resource
import signal
import time
from types import FrameType
from typing import Any

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.utilities import Error

from access.lanes import Lanes

HEAD_SECONDS = 10.0
"""For a whole request head, from its first byte, or from the connection for the first one."""
IDLE_SECONDS = 15.0
"""For the next request on a connection that is kept."""
BODY_SECONDS, BODY_RATE = 20.0, 20_000
"""For a body: so long, and a second for each so many bytes it announced."""
READER_SECONDS, READER_RATE = 30.0, 10_000
"""For taking an answer, likewise."""
MOST_HEAD_BYTES = 32_768
MOST_BODY_BYTES = 16_000_001
MOST_STRANGERS_BODY_BYTES = 1_000_000
MOST_CONNECTIONS = 2_000
MOST_OF_ONE_ADDRESS = 200
MOST_WAITING_BYTES = 64_000_000
LOOP_SECONDS = 1.0
CHECK_SECONDS = 1
LINGER_SECONDS = 2.0
log = logging.getLogger("access.worker")


class TooSlow(Error):
    """408: the request did not arrive in time."""

    code = 408
    reason = "Request Timeout"


class TooLarge(Error):
    """413: the body is larger than whoever sends it may send."""

    code = 413
    reason = "Request Entity Too Large"


class Channel(HTTPChannel):
    """One connection, with its deadlines."""

    began = 0.0
    """When the first byte of the request that is arriving came; 0 while none is."""
    waits_since = 0.0
    """Since when an answer has been waiting to be taken; 0 while none is."""
    announced = 0

    def received(self, data: bytes) -> bool:
        """Take bytes in; waitress's own, with the moment noted."""
        now = time.monotonic()
        self.began = self.began or now
        taken = bool(super().received(data))
        if self.request is None:
            # Nothing is read while an answer waits to be taken: what waited is gone.
            self.began = self.waits_since = 0.0
        elif self.request.headers_finished and self.request.content_length > MOST_STRANGERS_BODY_BYTES:
            self._refuse_large(self.request)
        return taken

    def _refuse_large(self, request: Any) -> None:
        # The app decides who is the owner; here a cookie of that name is enough to be let in with a large file.
        if request.completed or "dashboards-owner-" in request.headers.get("COOKIE", ""):
            return
        request.error = TooLarge(f"A body may have {MOST_STRANGERS_BODY_BYTES:,} bytes")
        self._answer_error(request)

    def _answer_error(self, request: Any) -> None:
        request.completed, request.expect_continue = True, False
        self.request, self.began = None, 0.0
        self.requests.append(request)
        if len(self.requests) == 1:
            self.server.add_task(self)

    def check(self, now: float) -> None:
        """Close the connection where a deadline has passed; how long an answer is being made is not its affair."""
        if self.total_outbufs_len and (not self.requests or self.total_outbufs_len >= self.adj.outbuf_high_watermark):
            self._check_reader(now)
        elif not self.requests and not self.will_close:
            self.waits_since = 0.0
            self._check_sender(now)

    def _check_sender(self, now: float) -> None:
        request = self.request
        if request is None or not self.began:
            if time.time() - self.last_activity > IDLE_SECONDS:
                self.will_close = True
            return
        if not request.headers_finished:
            late = now - self.began > HEAD_SECONDS
        else:
            late = now - self.began > HEAD_SECONDS + BODY_SECONDS + request.content_length / BODY_RATE
        if late:
            with self.requests_lock:
                request.error = TooSlow("The request did not arrive in time")
                self._answer_error(request)

    def _check_reader(self, now: float) -> None:
        if not self.waits_since:
            self.waits_since, self.announced = now, self.total_outbufs_len
        if now - self.waits_since > READER_SECONDS + self.announced / READER_RATE:
            self.will_close = True


class Server(TcpWSGIServer):
    """One listening socket with its connections."""

    channel_class = Channel
    most_of_one_address = MOST_OF_ONE_ADDRESS
    next_channel_cleanup: float = 0.0

    def readable(self) -> bool:
        """Whether to accept; also looks after the connections once a second."""
        now = time.monotonic()
        if now >= self.next_channel_cleanup:
            self.next_channel_cleanup = now + CHECK_SECONDS
            for channel in list(self.active_channels.values()):
                channel.check(now)
        return bool(self.accepting and len(self._map) < self.adj.connection_limit)

    def handle_accept(self) -> None:
        """Accept a connection, unless its address has too many."""
        try:
            found = self.accept()
            if found is None:
                return
            connection, address = found
            self.set_socket_options(connection)
        except OSError:
            return
        open_now = sum(channel.addr[0] == address[0] for channel in self.active_channels.values())
        if open_now >= self.most_of_one_address:
            connection.close()
            return
        self.channel_class(self, connection, self.fix_addr(address), self.adj, map=self._map)


class BoundedWorker(Worker):
    """Waitress under gunicorn's care."""

    server_class = Server
    servers: tuple[Server, ...] = ()

    def init_signals(self) -> None:
        """Gunicorn's signals; SIGTERM lets what is being answered be finished."""
        super().init_signals()
        signal.signal(signal.SIGTERM, self.handle_exit)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop."""
        self.alive = False
        for server in self.servers:
            server.pull_trigger()

    def run(self) -> None:
        """Serve until told to stop, then finish what has begun."""
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        connections: dict[int, Any] = {}
        lanes = Lanes(self.cfg.threads)
        adjustments = _adjustments(self.cfg.threads)
        self.servers = tuple(self._server(each, connections, lanes, adjustments) for each in self.sockets)
        while self.alive and self.ppid == os.getppid():
            self.notify()
            wasyncore.loop(timeout=LOOP_SECONDS, map=connections, use_poll=True, count=1)
            if lanes.pages >= self.max_requests:
                log.info("worker %s has answered %s requests: another takes its place", self.pid, lanes.pages)
                self.alive = False
        self._finish(connections, lanes)

    def _server(self, listener: Any, connections: dict[int, Any], lanes: Lanes, adjustments: Adjustments) -> Server:
        bound = listener.sock
        info = (bound.family, bound.type, bound.proto, bound.getsockname())
        made = self.server_class(
            self.wsgi,
            connections,
            _sock=bound,
            dispatcher=lanes,
            adj=adjustments,
            bind_socket=False,
            sockinfo=info,
        )
        # Permission looks at it: a listening address that others reach closes local mode.
        made.server_name = made.effective_host
        return made

    def _finish(self, connections: dict[int, Any], lanes: Lanes) -> None:
        for server in self.servers:
            server.accepting = False
        ends = time.monotonic() + self.cfg.graceful_timeout
        lingers = time.monotonic() + LINGER_SECONDS
        while time.monotonic() < ends:
            self.notify()
            channels = [channel for server in self.servers for channel in server.active_channels.values()]
            busy = [each for each in channels if each.requests or each.total_outbufs_len]
            arriving = [each for each in channels if each.began and time.monotonic() < lingers]
            if not busy and not arriving:
                break
            wasyncore.loop(timeout=0.1, map=connections, use_poll=True, count=1)
        lanes.shutdown(timeout=1)
        wasyncore.close_all(connections, ignore_all=True)


class ProxiedServer(Server):
    """Behind a proxy all connections have its address."""

    most_of_one_address = MOST_CONNECTIONS


class ProxiedWorker(BoundedWorker):
    """For a program behind proxies, which bound the connections of each visitor themselves."""

    server_class = ProxiedServer


def _adjustments(threads: int) -> Adjustments:
    return Adjustments(
        threads=threads,
        ident=None,
        # Who came through a proxy is found out by what it adds: nothing is taken away.
        clear_untrusted_proxy_headers=False,
        # Read while an answer is made, so that a browser that has gone is noticed.
        channel_request_lookahead=1,
        max_request_header_size=MOST_HEAD_BYTES,
        max_request_body_size=MOST_BODY_BYTES,
        connection_limit=MOST_CONNECTIONS,
        # Beyond it a thread waits for the reader. What waits lies on disk, so no answer of ours gets there.
        outbuf_high_watermark=MOST_WAITING_BYTES,
        log_socket_errors=False,
        expose_tracebacks=False,
    )
