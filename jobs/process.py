"""A process that answers heavy requests: ``python -m jobs.process``, started and ended by ``jobs.pool`` alone.

It runs the same app as the workers. It is the leader of a session of its own, so that whatever it starts (the browser that
prints) ends with it.
"""

from __future__ import annotations

import io
import logging
import os
import resource
import shutil
import signal
import sys
from contextlib import suppress
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any

from werkzeug.test import run_wsgi_app

from jobs.records import Answer, Question, read_question, write

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

IN_JOB = "dashboards.in_job"
"""Marks a request that was handed over, so that it is not handed over again."""
FOLDER = "JOB_FOLDER"
"""Names the folder for what a process writes meanwhile."""
MOST_MEMORY = 2_500_000_000
POLITENESS = 5


def main(name: str) -> None:
    """Answer one question after another until whoever asks is gone.

    Args:
        name: of a WSGI app, ``module:attribute``.
    """
    # Ctrl-C in a terminal reaches all its processes; who started this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever prints does not get between the answers.
    os.dup2(2, 1)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    module, _, attribute = name.partition(":")
    app: WSGIApplication = getattr(import_module(module), attribute)
    # Pages go first, once it is ready.
    os.nice(POLITENESS)
    _serve(app, questions, answers)


def _serve(app: WSGIApplication, questions: IO[bytes], answers: IO[bytes]) -> None:
    with suppress(EOFError, BrokenPipeError):
        while True:
            write(answers, answer(app, read_question(questions)))


def answer(app: WSGIApplication, question: Question) -> Answer:
    """Ask a WSGI app."""
    environ: dict[str, Any] = {
        "wsgi.version": (1, 0),
        "wsgi.input": io.BytesIO(question.body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **question.environment,
        IN_JOB: "1",
    }
    parts, status, headers = run_wsgi_app(app, environ, buffered=True)
    return Answer(status, tuple(headers), b"".join(parts))


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    try:
        main(sys.argv[1])
    finally:
        # The pool takes it away when it ends a process; when the pool itself was killed, this does.
        shutil.rmtree(os.environ[FOLDER], ignore_errors=True)
