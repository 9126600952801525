"""200 phones follow one presenter: how late the last of them gets the slide."""

from __future__ import annotations

import json
import statistics
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.request import Request, urlopen

import brotli
import pytest

from database.documents import Documents
from operations.agendas import Agenda, Agendas, new_item
from tests.browser.conftest import own_copy
from tests.conftest import gunicorn

FOLLOWERS, CHANGES, EVERY_SECONDS = 200, 8, 1.0
TARGET_SECONDS = 2.0


@pytest.fixture
def followed(database_url: str, built: Path, tmp_path: Path) -> Iterator[tuple[str, str, str]]:
    """Address of a program with two workers, an agenda's id, and the id of its item."""
    url = own_copy(database_url, tmp_path)
    item = new_item("losses_waterfall", {"place": "tucson"})
    saved = Agendas(Documents(url)).create(Agenda(title="Measured", items=(item,)))
    settings = {"DATABASE_URL": url, "BUILD_DIR": str(built), "WORKERS": "2"}
    with gunicorn(environment=settings) as address:
        yield address, saved.id, item.id


def post(address: str, body: object, headers: dict[str, str] | None = None) -> dict[str, str]:
    request = Request(address, json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})})
    with urlopen(request) as answer:
        found: dict[str, str] = json.load(answer)
    return found


class Follower(threading.Thread):
    """Asks once a second, as a phone does, and writes down when it had each slide."""

    def __init__(self, address: str, code: str, number: int, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self.host, self.path = address.removeprefix("http://"), f"/api/v1/live/{code}"
        self.wait, self.over = number / FOLLOWERS * EVERY_SECONDS, over
        self.had: list[tuple[str, float]] = []
        self.failed = 0

    def run(self) -> None:
        connection, tag, held = HTTPConnection(self.host, timeout=10), "", ""
        self.over.wait(self.wait)
        while not self.over.is_set():
            try:
                status, tag, body = self.ask(connection, self.path, tag)
                if status == 200 and (name := json.loads(body)["slide"]) != held:
                    self.ask(connection, f"{self.path}/slide", "")
                    held = name
                    self.had.append((name, time.monotonic()))
            except OSError:
                self.failed += 1
                connection.close()
            self.over.wait(EVERY_SECONDS)
        connection.close()

    def ask(self, connection: HTTPConnection, path: str, tag: str) -> tuple[int, str, bytes]:
        headers = {"Accept-Encoding": "br, gzip", **({"If-None-Match": tag} if tag else {})}
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        packed = answer.headers.get("Content-Encoding") == "br"
        return answer.status, answer.headers.get("ETag", tag), brotli.decompress(body) if packed else body


def test_two_hundred_followers(followed: tuple[str, str, str]) -> None:
    address, agenda, item = followed
    session = post(f"{address}/api/v1/live", {"agenda": agenda})
    over = threading.Event()
    followers = [Follower(address, session["code"], number, over) for number in range(FOLLOWERS)]
    for each in followers:
        each.start()
    time.sleep(2 * EVERY_SECONDS)
    shown = []
    for change in range(CHANGES):
        state = {"item": item, "changes": {"discount_rate": f"{0.02 + change / 1000:.3f}"}}
        shown.append(time.monotonic())
        post(f"{address}/api/v1/live/{session['code']}", state, {"X-Live-Token": session["token"]})
        time.sleep(3 * EVERY_SECONDS)
    over.set()
    for each in followers:
        each.join(15)
    late = [had - shown[place] for each in followers for place, (_, had) in enumerate(each.had[-CHANGES:])]
    cuts = statistics.quantiles(late, n=20)
    print(
        f"\n{FOLLOWERS} followers, {CHANGES} changes: from the presenter's post to the slide p50 {cuts[9]:.2f} s, "
        f"p95 {cuts[18]:.2f} s, the last {max(late):.2f} s (target: {TARGET_SECONDS:.0f} s); "
        f"failed requests: {sum(each.failed for each in followers)}"
    )
    assert all(len(each.had) >= CHANGES for each in followers)
