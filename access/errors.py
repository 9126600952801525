"""The last resort: every error becomes one plain sentence, and a reference that finds it in the log."""

from __future__ import annotations

import logging
import secrets

from dash.exceptions import DependencyException
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

REFERENCE_HEADER = "X-Reference"
log = logging.getLogger("access.errors")


def answer_errors_in_words(server: Flask) -> None:
    """Answer errors as plain text: refusals with their sentence, failures with a reference and no inner detail.

    A callback that fails reaches this handler too. The page then shows the sentence, see ``assets/js/connection.js``.
    """
    server.register_error_handler(HTTPException, _refused)
    server.register_error_handler(DependencyException, _no_such_bundle)
    server.register_error_handler(Exception, _failed)


def _refused(error: HTTPException) -> Response:
    # An abort(response) already is an answer.
    if isinstance(error.response, Response):
        return error.response
    answer = _plain(error.description or "The request was not accepted.", error.code or 500)
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            answer.headers[name] = value
    return answer


def _no_such_bundle(_error: DependencyException) -> Response:
    return _plain("There is no such file. If the page looks broken, reload it.", 404)


def _failed(error: Exception) -> Response:
    reference = secrets.token_hex(4)
    # %r keeps line breaks in a forged address from starting a line of their own in the log.
    where = (request.method, request.path, _output())
    log.error("reference %s: %s %r failed, output %r", reference, *where, exc_info=error)
    answer = _plain(f"Something went wrong on the server. Reference: {reference}.", 500)
    answer.headers[REFERENCE_HEADER] = reference
    return answer


def _output() -> str | None:
    body = request.get_json(silent=True) if request.is_json else None
    output = body.get("output") if isinstance(body, dict) else None
    return str(output)[:200] if output else None


def _plain(sentence: str, status: int) -> Response:
    return Response(f"{sentence}\n", status=status, mimetype="text/plain")
