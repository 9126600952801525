"""Writing answers: JSON and CSV, with the version of the data, and "not modified" where the asker has the answer."""

from __future__ import annotations

import hashlib

import orjson
from flask import Request, Response

from api.endpoints import Answer
from api.refusals import Refusal
from api.version import program_version
from database.reader import Reader

JSON = "application/json"
CSV = "text/csv; charset=utf-8; header=present"
METHODS_ANSWERED = "GET, HEAD, OPTIONS"
VERSION_HEADER = "X-Data-Version"


def tag_of(request: Request, data_version: str) -> str:
    """The ETag of an answer: equal data, program, path and query give equal answers."""
    parts = (data_version.encode(), program_version().encode(), request.path.encode(), request.query_string)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:32]


def stamp(reader: Reader) -> str:
    """What answers are made from: the data, the latest load (history is answered, a load can be taken back), the releases."""
    loads = reader.loads()
    return f"{reader.data_version()} {loads[0].id if loads else 0} {len(reader.releases())}"


def has_it(request: Request, tag: str) -> bool:
    """Whether the asker already has the answer with this tag."""
    return tag in request.if_none_match.as_set(include_weak=True)


def not_modified(tag: str) -> Response:
    """304: the answer of before still holds."""
    return _tagged(Response(status=304), tag)


def as_json(answer: Answer, tag: str, data_version: str) -> Response:
    """The answer as JSON; a missing number is null, there is no NaN."""
    response = _tagged(Response(orjson.dumps(answer.body), mimetype=JSON), tag)
    response.headers[VERSION_HEADER] = data_version
    if answer.page:
        response.headers["Link"] = f'<{answer.page}>; rel="alternate"; type="text/html"'
    return response


def as_csv(answer: Answer, tag: str, data_version: str) -> Response:
    """The answer as a CSV file to be saved."""
    response = _tagged(Response(answer.csv(), content_type=CSV), tag)
    response.headers[VERSION_HEADER] = data_version
    response.headers["Content-Disposition"] = f'attachment; filename="{answer.file_name}.csv"'
    if answer.page:
        response.headers["Link"] = f'<{answer.page}>; rel="alternate"; type="text/html"'
    return response


def as_document(document: object, tag: str) -> Response:
    """A description that is no data, as JSON."""
    return _tagged(Response(orjson.dumps(document), mimetype=JSON), tag)


def refused(refusal: Refusal, status: int) -> Response:
    """A refusal as JSON; 405 names the methods that are answered."""
    response = Response(orjson.dumps(refusal), status=status, mimetype=JSON)
    if status == 405:
        response.headers["Allow"] = METHODS_ANSWERED
    return response


def options() -> Response:
    """The answer to OPTIONS."""
    return Response(status=204, headers={"Allow": METHODS_ANSWERED})


def _tagged(response: Response, tag: str) -> Response:
    # Weak: the answer may be sent compressed, and then its bytes are others.
    response.set_etag(tag, weak=True)
    return response
