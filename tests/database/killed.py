"""A program that is killed while it changes a database."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

from sqlalchemy import event
from sqlalchemy.engine import Engine


def in_child(work: Callable[[], object], killed_at: int) -> int:
    """Work in a forked process that is killed at its n-th SQL statement (0: never); how many statements it ran."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        seen = 0

        def count(_statement: str) -> None:
            nonlocal seen
            seen += 1
            if seen == killed_at:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            event.listen(Engine, "connect", lambda connection, _: connection.set_trace_callback(count))
            work()
            os.write(writable, str(seen).encode())
        finally:
            os._exit(0)
    os.close(writable)
    _, status = os.waitpid(child, 0)
    with os.fdopen(readable) as said:
        statements = int(said.read() or 0)
    assert os.WIFSIGNALED(status) if killed_at else statements, "the child must be killed, or finish"
    return statements
