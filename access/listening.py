"""The address the program listens on: who else holds it, and when it answers."""

from __future__ import annotations

import errno
import os
import socket
import time
from collections.abc import Sequence
from threading import Thread
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import psutil

from access.owner import local_address

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - read here, not bound
HANDED_OVER = {"LISTEN_FDS", "GUNICORN_FD"}
SECONDS_BETWEEN_TRIES = 0.2


def address_problem(host: str, port: int) -> str | None:
    """Why nobody can listen there, with who holds the port where this machine says; None where it is free.

    A socket handed over by whoever started this process (systemd, or gunicorn renewing itself) is listening already.
    """
    if os.environ.keys() & HANDED_OVER:
        return None
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.create_server((host, port), family=family):
            return None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return f"Port {port} is in use{_holder(port)}. Stop that program, or take another port: PORT={port + 1}"
        if error.errno == errno.EACCES:
            return f"Port {port} needs more rights than you have here. Take another one: PORT=8050"
        reason = (error.strerror or str(error)).partition(" (while")[0]
        return f"HOST={host} is no address of this machine ({reason}). For this machine alone: HOST=127.0.0.1"


def page_address(host: str, port: int) -> str:
    """Where a browser on this machine finds the pages."""
    return local_address(EVERYWHERE.get(host, host), port)


def say_when_answering(address: str, *texts: str) -> Thread:
    """Print texts as soon as a request to ``/healthz`` is answered. Does not wait for that: the thread does."""
    waiting = Thread(target=_say, args=(address, texts), name="first answer", daemon=True)
    waiting.start()
    return waiting


def _say(address: str, texts: Sequence[str]) -> None:
    # The machine's proxy, if one is set, is not the way to this program.
    opener = build_opener(ProxyHandler({}))
    while True:
        try:
            with opener.open(f"{address}/healthz", timeout=60) as answer:
                if answer.status == 200:
                    break
        except (URLError, OSError):
            time.sleep(SECONDS_BETWEEN_TRIES)
    print("\n".join(filter(None, texts)), flush=True)


def _holder(port: int) -> str:
    """`` by gunicorn (process 4711)``; empty where this machine does not tell."""
    try:
        connections = psutil.net_connections(kind="tcp")
        held = (each.pid for each in connections if each.laddr and each.laddr.port == port and each.status == "LISTEN")
        process = psutil.Process(next(filter(None, held)))
        command = " ".join(process.cmdline())[:80]
        return f" by {process.name()} (process {process.pid}: {command})"
    except (psutil.Error, OSError, StopIteration):
        return ""
