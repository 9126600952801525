"""What a request may be: its size, where it comes from, which build it speaks to, and how a callback's body looks."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from dash import Dash
from flask import Flask, Request, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import BadRequest, Conflict, Forbidden, LengthRequired, UnsupportedMediaType

from access.callback_body import UnknownCallbackError, check_body
from access.permission import refusal

BUILD_HEADER = "X-Build"
CALLBACK_PATH = "/_dash-update-component"
MAX_BODY_BYTES = 1_000_000
# Files are brought where changes may be made; 10 MB are 14 as the text a browser sends.
MAX_BODY_BYTES_OF_FILES = 16_000_000
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
NEW_VERSION = "A new version of this site is out. Reload the page to go on."


class StrictJson(DefaultJSONProvider):
    """JSON without NaN and Infinity, and with a limit on nesting: both are 400, not a surprise further in."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Read JSON text.

        Raises:
            ValueError: on NaN, Infinity, -Infinity, or nesting deeper than the interpreter's limit.
        """
        try:
            return json.loads(s, parse_constant=_refuse_constant, parse_float=_finite, **kwargs)
        except RecursionError:
            message = "the JSON is nested too deeply"
            raise ValueError(message) from None


def _finite(text: str) -> float:
    """A number with a point or exponent; ``1e400`` is none that a computer holds."""
    number = float(text)
    if not math.isfinite(number):
        message = f"{text[:20]} is too large"
        raise ValueError(message)
    return number


def _refuse_constant(name: str) -> NoReturn:
    message = f"{name} is not a JSON value"
    raise ValueError(message)


def limit_requests(app: Dash, build: str) -> None:
    """Check every request before it reaches a page, the API or a callback.

    Args:
        app: the Dash app; its ``callback_map`` is read at each request.
        build: the id of this build; a page of another build is told to reload (409).
    """
    server: Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    server.json = StrictJson(server)

    @server.before_request
    def check() -> None:
        if request.method in SAFE_METHODS:
            return
        refuse_other_sites(request)
        request.max_content_length = MAX_BODY_BYTES if refusal() else MAX_BODY_BYTES_OF_FILES
        refuse_unknown_length(request)
        if request.path == CALLBACK_PATH:
            _check_callback(app, build)


def refuse_other_sites(incoming: Request) -> None:
    """Refuse a request that another site's page sends with this site's cookies.

    Browsers say where a request comes from in Sec-Fetch-Site, older ones in Origin; programs such as curl send neither.

    Raises:
        Forbidden: the request comes from another origin.
    """
    site = incoming.headers.get("Sec-Fetch-Site")
    origin = incoming.headers.get("Origin")
    if site is not None:
        own = site in {"same-origin", "none"}
    else:
        own = origin is None or origin.partition("://")[2] == incoming.host
    if not own:
        raise Forbidden("This address only answers to pages of this site.")


def refuse_unknown_length(incoming: Request) -> None:
    """Refuse a body that does not say its length: beyond the limit it would be cut without a word.

    Raises:
        LengthRequired: the body is sent in chunks.
    """
    if "chunked" in incoming.headers.get("Transfer-Encoding", "").lower():
        raise LengthRequired("Send the body with a Content-Length.")


def _check_callback(app: Dash, build: str) -> None:
    if not request.is_json:
        raise UnsupportedMediaType("Callbacks take JSON only.")
    if request.headers.get(BUILD_HEADER, build) != build:
        raise Conflict(NEW_VERSION)
    try:
        check_body(request.get_json(), app.callback_map)
    except UnknownCallbackError:
        raise Conflict(NEW_VERSION) from None
    except ValueError as error:
        raise BadRequest(f"The callback's body does not fit: {error}.") from None
