"""Processes that make files: their answers, their bounds, and that nothing is left of what was stopped."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from jobs.desk import Desk, VisitorError
from jobs.pool import BrokenError, FullError, NoAnswerError, Pool, TooLongError, UnwantedError
from jobs.records import Answer, Question

SOON = 60.0


def question(path: str, query: str = "", method: str = "GET", body: bytes = b"") -> Question:
    environment = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_LENGTH": str(len(body)),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
    }
    return Question(environment, body)


def header(answer: Answer, name: str) -> str:
    return dict(answer.headers)[name]


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool("tests.jobs.small_app:app", processes=1, most_waiting=1)
    yield made
    made.close()


def until(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + SOON
    while not is_so():
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_a_process_answers_one_question_after_another(pool: Pool) -> None:
    first, second = (pool.ask(question(f"/say/{word}"), SOON) for word in ("one", "two"))
    assert (first.status, first.body, second.body) == ("200 OK", b"one", b"two")
    assert header(first, "X-Process") == header(second, "X-Process") != str(os.getpid())
    large = os.urandom(3_000_000)
    assert pool.ask(question("/echo", method="POST", body=large), SOON).body == large
    assert pool.ask(question("/nowhere"), SOON).status.startswith("404")


def waiting(pool: Pool, note: Path, seconds: float, is_wanted: Callable[[], bool]) -> NoAnswerError:
    with pytest.raises(NoAnswerError) as caught:
        pool.ask(question("/wait", f"note={note}"), seconds, is_wanted)
    child, folder = note.read_text().split()
    # killed with what it started, and its folder with it
    until(lambda: not _runs(int(child)))
    assert not Path(folder).exists()
    return caught.value


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_what_takes_too_long_or_is_not_wanted_is_stopped_and_leaves_nothing(pool: Pool, tmp_path: Path) -> None:
    note = tmp_path / "note"
    assert isinstance(waiting(pool, note, SOON, lambda: not note.exists()), UnwantedError)
    note.unlink()
    # the process is there by now, so its seconds are its own
    pool.ask(question("/say/ready"), SOON)
    assert isinstance(waiting(pool, note, 3.0, lambda: True), TooLongError)
    assert pool.ask(question("/say/again"), SOON).body == b"again"


@pytest.mark.parametrize("path", ["/die"])
def test_a_process_that_ends_is_replaced(pool: Pool, path: str) -> None:
    with pytest.raises(BrokenError):
        pool.ask(question(path), SOON)
    assert pool.ask(question("/say/again"), SOON).body == b"again"


def test_memory_has_a_bound(pool: Pool) -> None:
    assert pool.ask(question("/eat"), SOON).status.startswith("500")


def test_no_more_wait_than_may(pool: Pool, tmp_path: Path) -> None:
    go, log = tmp_path / "go", tmp_path / "log"
    with ThreadPoolExecutor(2) as threads:
        asked = [threads.submit(pool.ask, question("/once", f"log={log}&go={go}&n={n}"), SOON) for n in range(2)]
        until(log.exists)
        until(lambda: _is_full(pool))
        go.touch()
        assert [each.result().body for each in asked] == [b"one answer"] * 2


def _is_full(pool: Pool) -> bool:
    try:
        pool.ask(question("/say/more"), 0.0)
    except FullError as problem:
        return "too many" in str(problem)
    return False


def test_the_same_question_at_once_is_answered_once(pool: Pool, tmp_path: Path) -> None:
    go, log = tmp_path / "go", tmp_path / "log"
    desk = Desk(pool, most_of_a_visitor=3)
    asked = question("/once", f"log={log}&go={go}")

    def ask(visitor: str) -> bytes:
        return desk.ask(asked, visitor, SOON, lambda: True, sees_private=False).body

    with ThreadPoolExecutor(8) as threads:
        answers = [threads.submit(ask, visitor) for visitor in ("a", "a", "a", "b", "b")]
        until(log.exists)
        until(lambda: _is_refused(lambda: ask("a")))
        go.touch()
        assert {each.result() for each in answers} == {b"one answer"}
    assert log.read_text() == "asked\n"
    # and afterwards nobody is counted any more
    assert ask("a") == b"one answer"


def _is_refused(ask: Callable[[], bytes]) -> bool:
    try:
        ask()
    except VisitorError:
        return True
    return False


def test_one_who_leaves_does_not_stop_it_for_the_others(pool: Pool, tmp_path: Path) -> None:
    go, log = tmp_path / "go", tmp_path / "log"
    desk = Desk(pool, most_of_a_visitor=3)
    asked, left = question("/once", f"log={log}&go={go}"), tmp_path / "left"
    with ThreadPoolExecutor(2) as threads:
        leaves = threads.submit(desk.ask, asked, "a", SOON, lambda: not left.exists(), False)
        until(log.exists)
        stays = threads.submit(desk.ask, asked, "b", SOON, lambda: True, False)
        until(lambda: desk.open_now == 2)
        left.touch()
        go.touch()
        assert stays.result().body == b"one answer"
        leaves.result()
    assert log.read_text() == "asked\n"
