"""Processes that answer heavy requests, and the bounds round them: how many wait, how long one may take, who has left."""

from __future__ import annotations

import logging
import os
import queue
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from jobs.records import Answer, Question, read_answer, write

LOOK_SECONDS = 0.25
"""How often it is looked whether somebody still wants the answer."""
MOST_ANSWERS = 200
"""After so many a process is replaced: Python does not give memory back."""
log = logging.getLogger("jobs.pool")


class NoAnswerError(RuntimeError):
    """There is no answer; the text says why, for the one who asked."""


class FullError(NoAnswerError):
    """Too many wait already."""


class TooLongError(NoAnswerError):
    """It took too long and was stopped."""


class UnwantedError(NoAnswerError):
    """Nobody wants it any more: it was stopped, or never begun."""


class BrokenError(NoAnswerError):
    """The process ended before it answered: out of memory, or killed."""


def always() -> bool:
    """Somebody still wants the answer."""
    return True


@dataclass
class Process:
    """One process with its pipes and a folder for what it writes meanwhile, which goes when it goes."""

    command: tuple[str, ...]
    folder: Path
    answered: int = 0
    running: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        environment = {**os.environ, "TMPDIR": str(self.folder), "JOB_FOLDER": str(self.folder)}
        self.running = subprocess.Popen(  # noqa: S603
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )

    def ask(self, question: Question, deadline: float, is_wanted: Callable[[], bool]) -> Answer:
        """One question's answer.

        Args:
            question: what is asked.
            deadline: on the monotonic clock.
            is_wanted: looked at several times a second.

        Raises:
            NoAnswerError: of one of the kinds above. The process has to be ended then.
        """
        questions, answers = self.running.stdin, self.running.stdout
        assert questions is not None and answers is not None  # noqa: S101
        ending = threading.Timer(max(0.0, deadline - time.monotonic()), self.kill)
        ending.start()
        try:
            write(questions, question)
            while not select.select([answers], [], [], LOOK_SECONDS)[0]:
                if not is_wanted():
                    raise UnwantedError("nobody waits for it any more")
            found = read_answer(answers)
        except (EOFError, OSError):
            if time.monotonic() >= deadline:
                raise TooLongError("it took too long and was stopped") from None
            raise BrokenError("the process that worked on it ended") from None
        finally:
            ending.cancel()
        self.answered += 1
        return found

    def kill(self) -> None:
        """End the process and what it started, at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.running.pid, signal.SIGKILL)

    def end(self) -> None:
        """End it and take away what it left."""
        self.kill()
        for pipe in (self.running.stdin, self.running.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self.running.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class Pool:
    """A few processes for one worker; each is started when it is first needed."""

    def __init__(self, app: str, processes: int, most_waiting: int) -> None:
        """Start nothing yet.

        Args:
            app: name of the WSGI app that answers, ``module:attribute``.
            processes: how many may run.
            most_waiting: how many questions may wait beyond those that are worked on.
        """
        self._command = (sys.executable, "-m", "jobs.process", app)
        self._places: queue.LifoQueue[Process | None] = queue.LifoQueue()
        for _ in range(processes):
            self._places.put(None)
        self._room = threading.BoundedSemaphore(processes + most_waiting)

    def ask(self, question: Question, seconds: float, is_wanted: Callable[[], bool] = always) -> Answer:
        """The answer to a question.

        Args:
            question: what is asked.
            seconds: after which it is given up, waiting included.
            is_wanted: whether somebody still waits for the answer.

        Raises:
            NoAnswerError: of one of the kinds above; nothing of the work is left.
        """
        if not self._room.acquire(blocking=False):
            raise FullError("too many files are being made at the moment")
        try:
            return self._answer(question, time.monotonic() + seconds, is_wanted)
        finally:
            self._room.release()

    def _answer(self, question: Question, deadline: float, is_wanted: Callable[[], bool]) -> Answer:
        process = self._place(deadline, is_wanted)
        try:
            if process is not None and process.running.poll() is not None:
                # It ended while it was idle: that is nobody's failure.
                process.end()
                process = None
            process = process or self._start()
            found = process.ask(question, deadline, is_wanted)
        except BaseException as problem:
            if process is not None:
                process.end()
            self._places.put(None)
            if not isinstance(problem, UnwantedError):
                log.warning("%s %s: %s", *_named(question), problem)
            raise
        if process.answered >= MOST_ANSWERS:
            process.end()
            process = None
        self._places.put(process)
        return found

    def _place(self, deadline: float, is_wanted: Callable[[], bool]) -> Process | None:
        """A free place, with its process where one was started."""
        while True:
            with suppress(queue.Empty):
                return self._places.get(timeout=LOOK_SECONDS)
            if not is_wanted():
                raise UnwantedError("nobody waits for it any more")
            if time.monotonic() >= deadline:
                raise FullError("others were being made, and it took too long for their turn to pass")

    def _start(self) -> Process:
        return Process(self._command, Path(tempfile.mkdtemp(prefix="dashboards-job-")))

    def warm(self) -> None:
        """Start one process now: its first answer takes no longer than the next."""
        with suppress(queue.Empty):
            process = self._places.get_nowait()
            self._places.put(process or self._start())

    def close(self) -> None:
        """End the processes that are free; one that works ends by itself when whoever asked is gone."""
        with suppress(queue.Empty):
            while True:
                process = self._places.get_nowait()
                if process is not None:
                    process.end()


def _named(question: Question) -> tuple[str, str]:
    given = question.environment
    return given.get("REQUEST_METHOD", ""), repr(given.get("PATH_INFO", ""))
