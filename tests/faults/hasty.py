"""The worker in a hurry, and a small app for it: what a slow client does shows within a second or two."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable

from flask import Flask
from werkzeug.wrappers import Response

from access import worker
from access.worker import BoundedWorker

released = threading.Event()


class HastyWorker(BoundedWorker):
    current: HastyWorker

    def init_process(self) -> None:
        HastyWorker.current = self
        worker.HEAD_SECONDS = worker.BODY_SECONDS = worker.READER_SECONDS = 2.0
        worker.IDLE_SECONDS = 2.0
        worker.READER_RATE = 8_000_000
        worker.BODY_RATE = 1_000_000
        super().init_process()


app = Flask("hasty", static_folder=None)


@app.route("/", methods=["GET", "POST"])
def page() -> str:
    return "page"


@app.get("/healthz")
def health() -> str:
    return "page"


@app.get("/hold")
def hold() -> str:
    released.wait(60)
    return "held"


@app.get("/export/release")
def release() -> str:
    released.set()
    return "released"


@app.get("/brief")
def brief() -> str:
    time.sleep(1.5)
    return "brief"


@app.get("/large")
def large() -> Response:
    parts: Iterable[bytes] = (b"x" * 1_000_000 for _ in range(12))
    return Response(parts, mimetype="text/plain")


@app.get("/connections")
def connections() -> str:
    return f"{sum(len(server.active_channels) for server in HastyWorker.current.servers)} open"
