"""What one stranger can do to everybody else: light pages while PDFs, exports and half-sent requests are asked for.

    python -m tests.bench.measure_strangers [SECONDS]

Starts the program as ``make run`` does, on a free port of this machine, and prints how long light pages and health checks took
alone and then beside 16 clients that ask for PDFs, 20 that ask for exports in a loop, and 60 half-sent requests, 60 half-sent
bodies and 60 idle connections that are made anew whenever the server cuts them. What is answered how is counted too.
"""

from __future__ import annotations

import http.client
import multiprocessing
import socket
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.conftest import ROOT, gunicorn

LIGHT = ("/city/tucson", "/compare", "/losses", "/api/v1/places", "/walks")
CITIES = ("tucson", "phoenix", "mesa", "tempe", "flagstaff", "yuma", "chandler", "gilbert")
EXPORTS = (
    "ranking.pptx?measure=share_25_54_employed",
    "ranking.xlsx?measure=share_25_54_employed",
    "peers.html?place=tucson",
)
HALF = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
BODY = b"POST /x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 90000\r\n\r\n{"
STRANGER, VISITOR = "127.0.0.2", "127.0.0.1"


@dataclass
class Crowd:
    """Clients that run until told to stop, and what they met."""

    port: int
    address: str
    stopped: threading.Event = field(default_factory=threading.Event)
    times: dict[str, list[float]] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    threads: list[threading.Thread] = field(default_factory=list)

    def start(self, count: int, client: Callable[[int], None]) -> None:
        for number in range(count):
            thread = threading.Thread(target=client, args=(number,), daemon=True)
            thread.start()
            self.threads.append(thread)

    def get(self, kind: str, path: str, timeout: float = 90.0) -> None:
        began = time.monotonic()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout, (self.address, 0))
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            said = str(answer.status)
            connection.close()
        except OSError as problem:
            said = type(problem).__name__
        self.answers[f"{kind} {said}"] += 1
        self.times.setdefault(kind, []).append(time.monotonic() - began)

    def light(self, _number: int) -> None:
        place = 0
        while not self.stopped.is_set():
            self.get("light", LIGHT[place % len(LIGHT)])
            self.get("health", "/healthz")
            place += 1
            time.sleep(0.05)

    def pdfs(self, number: int) -> None:
        while not self.stopped.is_set():
            self.get("pdf", f"/export/city-brief.pdf?place={CITIES[number % len(CITIES)]}")

    def exports(self, number: int) -> None:
        while not self.stopped.is_set():
            self.get("export", f"/export/{EXPORTS[number % len(EXPORTS)]}")

    def hold(self, sent: bytes) -> Callable[[int], None]:
        def client(_number: int) -> None:
            while not self.stopped.is_set():
                try:
                    with socket.create_connection(("127.0.0.1", self.port), 120, (self.address, 0)) as held:
                        held.sendall(sent)
                        while held.recv(4096):
                            pass
                        self.answers["held, then cut"] += 1
                except OSError as problem:
                    self.answers[f"held {type(problem).__name__}"] += 1
                    time.sleep(0.2)

        return client

    def stop(self) -> None:
        self.stopped.set()


def said(name: str, times: Sequence[float]) -> str:
    """One line of numbers, in milliseconds."""
    spread = [1000 * each for each in sorted(times)]
    high = statistics.quantiles(spread, n=20)[-1] if len(spread) > 1 else spread[0]
    return (
        f"{name:7} n={len(spread):5}  p50 {statistics.median(spread):7.0f}  p95 {high:7.0f}  max {spread[-1]:7.0f} ms"
    )


def strangers(port: int, stopped: Any, met: Any) -> None:
    """A process of its own, so that what it does costs the visitors' clock nothing."""
    crowd = Crowd(port, STRANGER)
    crowd.start(16, crowd.pdfs)
    crowd.start(20, crowd.exports)
    for sent in (HALF, BODY, b""):
        crowd.start(60, crowd.hold(sent))
    stopped.wait()
    crowd.stop()
    met.put(dict(crowd.answers))


def visit(port: int, seconds: float, name: str) -> None:
    """Two visitors of light pages for a while."""
    crowd = Crowd(port, VISITOR)
    crowd.start(2, crowd.light)
    time.sleep(seconds)
    crowd.stop()
    for thread in crowd.threads:
        # one that is still waiting counts with all of its time
        thread.join()
    print(f"\n{name}, {seconds:.0f} s")
    for kind in ("light", "health"):
        print(" ", said(kind, crowd.times[kind]))
    print("  answers:", listed(crowd.answers))


def listed(answers: Mapping[str, int]) -> str:
    """What was answered how often."""
    return ", ".join(f"{name}: {count}" for name, count in sorted(answers.items()))


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 30.0
    database = f"sqlite:///{ROOT / 'data' / 'dashboards.sqlite'}"
    settings = {"DATABASE_URL": database, "BUILD_DIR": str(ROOT / "build"), "WORKERS": "2", "FILE_PROCESSES": "1"}
    spawn = multiprocessing.get_context("spawn")
    with gunicorn(environment=settings) as address:
        port = int(address.rpartition(":")[2])
        warm = Crowd(port, VISITOR)
        for path in LIGHT * 4:
            warm.get("light", path)
        visit(port, seconds / 2, "alone")
        stopped, met = spawn.Event(), spawn.Queue()
        crowd = spawn.Process(target=strangers, args=(port, stopped, met))
        crowd.start()
        time.sleep(5)
        visit(port, seconds, "beside strangers")
        stopped.set()
        print("  strangers:", listed(met.get(timeout=30)))
        crowd.kill()


if __name__ == "__main__":
    main()
