"""How much one visitor may ask for in a minute: files, PDFs, the API, kept links. Pages and live sessions are not counted.

A visitor is an address (``PROXY_HOPS`` decides whose), so a whole office behind one router counts as one; the numbers are
far above what an office does. Each worker counts for itself: with N workers a visitor may get up to N times as much.
"""

from __future__ import annotations

import math
import re
import time

from flask import Flask, Response, request
from flask_limiter import Limiter, RequestLimit

from access.heavy import output_of
from access.permission import refusal

CALLBACK_PATH = "/_dash-update-component"
LINK_OUTPUT = "keep-told.data"
PER_MINUTE = {"PDFs": 12, "files": 90, "questions to the API": 600, "copied links": 30}
_KINDS = (
    ("PDFs", re.compile(r"/export/.+\.pdf|/convene/[^/]+/minutes\.pdf")),
    ("files", re.compile(r"/export/.+|/convene/[^/]+/minutes\.docx")),
    ("questions to the API", re.compile(r"/api/(?!v1/live/).*")),
)


def limit_visitors(server: Flask) -> None:
    """Answer 429 to a visitor who asks for more; the owner is not counted."""
    Limiter(
        _visitor,
        app=server,
        application_limits=[_limit],
        application_limits_exempt_when=lambda: not _kind(),
        storage_uri="memory://",
        strategy="moving-window",
        on_breach=_refused,
    )


def _kind() -> str:
    """What is counted of this request; "" for what is not."""
    if request.environ.get("dashboards.in_job") or request.environ.get("dashboards.warming"):
        return ""
    if request.path == CALLBACK_PATH:
        kind = "copied links" if request.is_json and output_of(request.get_json(silent=True)) == LINK_OUTPUT else ""
    else:
        kind = next((name for name, pattern in _KINDS if pattern.fullmatch(request.path)), "")
    return kind if kind and refusal() else ""


def _visitor() -> str:
    return f"{_kind()} {request.remote_addr}"


def _limit() -> str:
    return f"{PER_MINUTE.get(_kind(), 600)} per minute"


def _refused(limit: RequestLimit) -> Response:
    kind = _kind()
    seconds = min(60, max(1, math.ceil(limit.reset_at - time.time())))
    said = f"More than {PER_MINUTE.get(kind, 0)} {kind} were asked for in a minute. Try again in {seconds} seconds.\n"
    return Response(said, status=429, mimetype="text/plain", headers={"Retry-After": str(seconds)})
