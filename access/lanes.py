"""Threads that answer whole requests, in lanes: work of one kind never keeps another waiting, and no line grows for ever."""

from __future__ import annotations

import logging
import re
from typing import Any

from waitress.task import ThreadedTaskDispatcher
from waitress.utilities import Error

from access.heavy import is_heavy

HEALTH = re.compile(r"/(healthz|readyz)")
FILE_THREADS = 12
"""They wait for a process that makes the file, so that they cost next to nothing."""
LONGEST_LINE = {"health": 500, "files": 24, "pages": 200, "errors": 2_000}
RETRY_SECONDS = 5
logging.getLogger("waitress.queue").setLevel(logging.ERROR)


class Busy(Error):
    """503: too many wait already."""

    code = 503
    reason = "Service Unavailable"

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        """The answer, with when to try again."""
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", str(RETRY_SECONDS))]
        return f"{self.code} {self.reason}", headers, f"{self.body}\n".encode()


class Lanes:
    """What waitress takes for its thread pool: a pool for each kind of request.

    Attributes:
        pages: requests for pages taken in so far. What is refused or made elsewhere does not count: a stranger could have
            all workers replaced at once with it.
    """

    def __init__(self, threads: int) -> None:
        self.pages = 0
        self._pools = {name: ThreadedTaskDispatcher() for name in LONGEST_LINE}
        for name, count in (("health", 1), ("errors", 1), ("files", FILE_THREADS), ("pages", threads)):
            self._pools[name].set_thread_count(count)

    def add_task(self, channel: Any) -> None:
        """Let a thread answer the next request of a connection."""
        request = channel.requests[0]
        name = "errors" if request.error else lane_of(request.command, request.path)
        if len(self._pools[name].queue) >= LONGEST_LINE[name]:
            request.error = Busy(f"Too many requests wait here at the moment. Try again in {RETRY_SECONDS} seconds.")
            name = "errors"
        self.pages += name == "pages"
        self._pools[name].add_task(channel)

    def shutdown(self, timeout: float) -> None:
        """Stop the threads, those that work after a while."""
        for pool in self._pools.values():
            pool.shutdown(timeout=timeout)


def lane_of(method: str, path: str) -> str:
    """The lane of a request."""
    if HEALTH.fullmatch(path):
        return "health"
    return "files" if is_heavy(method, path) else "pages"
