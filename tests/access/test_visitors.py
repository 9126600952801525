"""How much one visitor may ask for, and heavy requests that are handed over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Response

from access import Owners, Permission, StaticFiles
from access.hand_over import GONE, hand_over
from access.heavy import is_heavy, is_heavy_callback
from access.permission import keep_private
from access.visitors import PER_MINUTE, limit_visitors
from jobs.desk import VisitorError
from jobs.pool import FullError, NoAnswerError, TooLongError, UnwantedError
from jobs.process import IN_JOB
from jobs.records import Answer, Question
from tests.conftest import ROOT

LINK = {"output": "keep-told.data"}


class FakeDesk:
    """Answers what it is told to, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Question, str, float, bool]] = []
        self.problem: NoAnswerError | None = None
        self.wanted: list[bool] = []

    def ask(
        self, question: Question, visitor: str, seconds: float, is_wanted: Callable[[], bool], private: bool
    ) -> Answer:
        self.asked.append((question, visitor, seconds, private))
        self.wanted.append(is_wanted())
        if self.problem:
            raise self.problem
        return Answer("200 OK", (("Content-Type", "text/x-made"), ("X-Made", "yes")), b"made")


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def server(tmp_path: Path, desk: FakeDesk) -> Flask:
    made = Flask("counted", static_folder=None)
    keep_private(made, Permission("127.0.0.1", Owners(tmp_path / "o.owner")), StaticFiles.find(tmp_path, ROOT))
    limit_visitors(made)
    hand_over(made, desk)  # type: ignore[arg-type]
    made.add_url_rule("/<path:path>", "any", lambda path: Response(path), methods=["GET", "POST"])
    return made


def status(server: Flask, path: str, visitor: str = "192.0.2.1", **more: Any) -> int:
    method = "POST" if "json" in more else "GET"
    return server.test_client().open(path, method=method, environ_base={"REMOTE_ADDR": visitor}, **more).status_code


@pytest.mark.parametrize(
    ("kind", "path", "more"),
    [
        ("PDFs", "/export/city-brief.pdf?place=tucson", {}),
        ("PDFs", "/convene/abc/minutes.pdf", {"json": {}}),
        ("files", "/export/ranking.csv", {}),
        ("questions to the API", "/api/v1/places", {}),
        ("copied links", "/_dash-update-component", {"json": LINK}),
    ],
)
def test_a_visitor_gets_so_much_in_a_minute_and_others_still_do(
    server: Flask, kind: str, path: str, more: dict[str, Any]
) -> None:
    for _ in range(PER_MINUTE[kind]):
        assert status(server, path, **more) == 200
    method = "POST" if more else "GET"
    client = server.test_client()
    answer = client.open(path, method=method, environ_base={"REMOTE_ADDR": "192.0.2.1"}, **more)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert f"More than {PER_MINUTE[kind]} {kind}" in answer.text
    assert status(server, path, "192.0.2.2", **more) == 200


def test_pages_phones_and_the_owner_are_not_counted(server: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PER_MINUTE, "files", 2)
    monkeypatch.setitem(PER_MINUTE, "questions to the API", 2)
    for path in ("/city/tucson", "/api/v1/live/ABCDEF", "/healthz"):
        assert {status(server, path) for _ in range(5)} == {200}
    owner = server.test_client(use_cookies=False)
    owners = server.extensions["permission"].owners
    owner.environ_base["HTTP_COOKIE"] = f"{owners.cookie}={owners.open_link(owners.new_link())}"
    assert {owner.get("/export/ranking.csv").status_code for _ in range(5)} == {200}
    job = server.test_client()
    job.environ_base[IN_JOB] = "1"
    assert {job.get("/export/ranking.csv").status_code for _ in range(5)} == {200}


def test_a_heavy_request_is_handed_over_and_its_answer_handed_back(server: Flask, desk: FakeDesk) -> None:
    answer = server.test_client().get("/export/a.pptx?b=c", headers={"Accept": "*/*"})
    assert (answer.text, answer.headers["X-Made"], answer.mimetype) == ("made", "yes", "text/x-made")
    ((question, visitor, _, private),) = desk.asked
    assert (question.environment["PATH_INFO"], question.environment["QUERY_STRING"]) == ("/export/a.pptx", "b=c")
    assert (question.environment["HTTP_ACCEPT"], visitor, private) == ("*/*", "127.0.0.1", False)
    assert server.test_client().get("/city/tucson").text == "city/tucson"
    assert server.test_client().get("/export/a.pptx", environ_base={IN_JOB: "1"}).text == "export/a.pptx"
    server.test_client().post(
        "/_dash-update-component", json={"output": "..receive-found.children...receive-load.disabled.."}
    )
    assert [each[0].body for each in desk.asked[1:]] == [
        b'{"output": "..receive-found.children...receive-load.disabled.."}'
    ]


@pytest.mark.parametrize(
    ("problem", "status_code", "retry"),
    [
        (FullError("too many"), 503, "10"),
        (TooLongError("it took too long and was stopped"), 503, "60"),
        (VisitorError("6 are being made"), 429, "10"),
        (NoAnswerError("it broke"), 503, "30"),
    ],
)
def test_no_answer_says_why_and_when_to_try_again(
    server: Flask, desk: FakeDesk, problem: NoAnswerError, status_code: int, retry: str
) -> None:
    desk.problem = problem
    answer = server.test_client().get("/export/a.pptx")
    assert (answer.status_code, answer.headers["Retry-After"]) == (status_code, retry)
    assert str(problem) in answer.text


def test_a_browser_that_has_left_is_noticed(server: Flask, desk: FakeDesk) -> None:
    desk.problem = UnwantedError("nobody waits")
    gone = {"waitress.client_disconnected": lambda: True}
    assert server.test_client().get("/export/a.pptx", environ_overrides=gone).status_code == GONE
    assert desk.wanted == [False]


@pytest.mark.parametrize(
    ("method", "path", "heavy"),
    [
        ("GET", "/export/ranking.pptx", True),
        ("GET", "/export/agenda/abc.html", True),
        ("POST", "/convene/abc/minutes.pdf", True),
        ("GET", "/convene/abc", False),
        ("GET", "/healthz", False),
        ("POST", "/_dash-update-component", False),
    ],
)
def test_which_requests_are_heavy(method: str, path: str, heavy: bool) -> None:
    assert is_heavy(method, path) is heavy


@pytest.mark.parametrize(
    "body", [None, [], {}, {"output": 7}, {"output": "desk.children"}, {"output": "..a.b...c.d.."}]
)
def test_no_other_callback_is_heavy(body: object) -> None:
    assert not is_heavy_callback(body)
