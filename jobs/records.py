"""A request and an answer as plain records, and how they are written on a pipe."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from typing import IO, Any

# What of a WSGI environment decides an answer. The rest belongs to the server, not to the request.
PASSED_ON = (
    *("REQUEST_METHOD", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL"),
    *("REMOTE_ADDR", "CONTENT_TYPE", "CONTENT_LENGTH", "wsgi.url_scheme"),
)
_LENGTHS = struct.Struct("!II")


@dataclass(frozen=True, slots=True)
class Question:
    """A request. ``environment``: its texts in the WSGI environment; ``body``: what was sent with it."""

    environment: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: the status line without the version, the headers in their order, the body."""

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


def question_of(environ: dict[str, object], body: bytes) -> Question:
    """The part of a WSGI environment that decides the answer."""
    texts = {name: value for name, value in environ.items() if isinstance(value, str)}
    chosen = {
        name: value for name, value in texts.items() if name in PASSED_ON or name.startswith(("HTTP_", "dashboards."))
    }
    return Question(chosen, body)


def write(stream: IO[bytes], record: Question | Answer) -> None:
    """Put a record on a pipe, whole."""
    parts = asdict(record)
    body = parts.pop("body")
    head = json.dumps(parts).encode()
    stream.write(_LENGTHS.pack(len(head), len(body)) + head + body)
    stream.flush()


def read_question(stream: IO[bytes]) -> Question:
    """Take a question from a pipe.

    Raises:
        EOFError: whoever asked has gone.
    """
    head, body = _read(stream)
    return Question(head["environment"], body)


def read_answer(stream: IO[bytes]) -> Answer:
    """Take an answer from a pipe.

    Raises:
        EOFError: the process has gone before it answered.
    """
    head, body = _read(stream)
    return Answer(head["status"], tuple((name, value) for name, value in head["headers"]), body)


def _read(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    head_length, body_length = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    return json.loads(_exactly(stream, head_length)), _exactly(stream, body_length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    found = stream.read(length)
    if len(found) < length:
        raise EOFError
    return found
