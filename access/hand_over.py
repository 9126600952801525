"""Heavy requests are handed to processes of their own; the thread here only waits, and says why where there is no answer."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, ServiceUnavailable, TooManyRequests

from access.heavy import is_heavy, is_heavy_callback
from access.limits import CALLBACK_PATH
from access.permission import refusal
from jobs.desk import Desk, VisitorError
from jobs.pool import FullError, NoAnswerError, TooLongError, UnwantedError
from jobs.process import IN_JOB
from jobs.records import Answer, question_of

EXTENSION = "desk"
FILE_SECONDS = 60.0
CALLBACK_SECONDS = 150.0
RETRY_SECONDS = {FullError: 10, VisitorError: 10, TooLongError: 60}
GONE = 499
"""What proxies write down for a browser that left; nobody sees it."""


def hand_over(server: Flask, desk: Desk) -> None:
    """Let a desk's processes answer heavy requests. Called after every check of a request: what is refused starts nothing."""
    server.extensions[EXTENSION] = desk

    @server.before_request
    def handed_over() -> Response | None:
        if request.environ.get(IN_JOB):
            return None
        is_callback = request.path == CALLBACK_PATH and request.method == "POST"
        heavy = is_heavy_callback(request.get_json()) if is_callback else is_heavy(request.method, request.path)
        if not heavy:
            return None
        seconds = CALLBACK_SECONDS if is_callback else FILE_SECONDS
        return _answered(desk, seconds)


def _answered(desk: Desk, seconds: float) -> Response:
    has_left = request.environ.get("waitress.client_disconnected", lambda: False)
    question = question_of(request.environ, request.get_data())
    try:
        found = desk.ask(question, request.remote_addr or "", seconds, lambda: not has_left(), not refusal())
    except UnwantedError:
        return Response(status=GONE)
    except NoAnswerError as problem:
        raise _refused(problem) from None
    return _response(found)


def _refused(problem: NoAnswerError) -> HTTPException:
    retry = next((seconds for kind, seconds in RETRY_SECONDS.items() if isinstance(problem, kind)), 30)
    said = f"It was not made: {problem}. Try again in {retry} seconds."
    if isinstance(problem, VisitorError):
        return TooManyRequests(said, retry_after=retry)
    return ServiceUnavailable(said, retry_after=retry)


def _response(found: Answer) -> Response:
    made = Response(found.body, status=found.status)
    made.headers.clear()
    made.headers.extend(found.headers)
    return made
