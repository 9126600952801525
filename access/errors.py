"""The last resort: every error becomes one plain sentence, and a reference that finds it in the log."""

from __future__ import annotations

import logging
import secrets

from dash.exceptions import DependencyException
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, InternalServerError

# By name: this room knows no other. The data cannot be read, whatever was asked.
UNREADABLE = frozenset({"database.problems.DatabaseError", "sqlalchemy.exc.SQLAlchemyError"})
NOT_SAVED = "database.problems.NotSaved"
NO_FIGURES = "The figures cannot be read just now"
NO_FIGURES_PAGE = f"""<!DOCTYPE html>
<html lang="en">
  <head><title>{NO_FIGURES}</title></head>
  <body><main><h1>{NO_FIGURES}</h1><p>Try again in a minute. Reference: {{reference}}.</p></main></body>
</html>
"""
NOT_SAVED_HEADER = "X-Not-Saved"
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
    # What failed after the answer was made (is there such a page?) comes wrapped.
    if isinstance(error, InternalServerError) and isinstance(error.original_exception, Exception):
        return _failed(error.original_exception)
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
    answer = _words_of(error, reference)
    answer.headers[REFERENCE_HEADER] = reference
    return answer


def _words_of(error: Exception, reference: str) -> Response:
    if _is(error, frozenset({NOT_SAVED})):
        reason = str(getattr(error, "reason", "it cannot be written now"))
        answer = _plain(
            f"Nothing was saved: {reason}. What you wrote is still on this page. Reference: {reference}.", 507
        )
        answer.headers[NOT_SAVED_HEADER] = reason.encode("ascii", "replace").decode()
        return answer
    if is_unreadable(error):
        return _no_figures(reference)
    return _plain(f"Something went wrong on the server. Reference: {reference}.", 500)


def _is(error: Exception, names: frozenset[str]) -> bool:
    return any(f"{kind.__module__}.{kind.__qualname__}" in names for kind in type(error).__mro__)


def is_unreadable(error: Exception) -> bool:
    """Whether an error says that the data cannot be read: no database, a damaged one, one of another version."""
    return _is(error, UNREADABLE)


def _no_figures(reference: str) -> Response:
    # Scripts ask for anything or for JSON; a person's browser names HTML.
    if request.accept_mimetypes.provided and "text/html" in request.headers["Accept"]:
        return Response(NO_FIGURES_PAGE.format(reference=reference), status=503, mimetype="text/html")
    return _plain(f"{NO_FIGURES}. Reference: {reference}.", 503)


def _output() -> str | None:
    body = request.get_json(silent=True) if request.is_json else None
    output = body.get("output") if isinstance(body, dict) else None
    return str(output)[:200] if output else None


def _plain(sentence: str, status: int) -> Response:
    return Response(f"{sentence}\n", status=status, mimetype="text/plain")
