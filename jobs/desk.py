"""Who may ask the pool how much, and the same question asked twice at once is answered once."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from jobs.pool import LOOK_SECONDS, NoAnswerError, Pool, UnwantedError
from jobs.records import Answer, Question

# What of a request decides the answer to a GET; who asks does so through the cookie and ``sees_private`` alone.
_DECIDES = (
    *("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "HTTP_HOST", "wsgi.url_scheme", "HTTP_ACCEPT"),
    *("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_COOKIE"),
)


class VisitorError(NoAnswerError):
    """One visitor has too many questions open."""


@dataclass
class _Shared:
    """A question that is being answered, and those who want the answer."""

    done: threading.Event = field(default_factory=threading.Event)
    wanted_by: list[Callable[[], bool]] = field(default_factory=list)
    answer: Answer | None = None
    problem: NoAnswerError | None = None

    def is_wanted(self) -> bool:
        return any(each() for each in list(self.wanted_by))


class Desk:
    """Takes questions of visitors for one pool."""

    def __init__(self, pool: Pool, most_of_a_visitor: int) -> None:
        """Take questions for a pool; ``most_of_a_visitor``: how many one visitor may have open at once."""
        self.pool = pool
        self._most = most_of_a_visitor
        self._lock = threading.Lock()
        self._open: Counter[str] = Counter()
        self._shared: dict[Hashable, _Shared] = {}

    def ask(
        self, question: Question, visitor: str, seconds: float, is_wanted: Callable[[], bool], sees_private: bool
    ) -> Answer:
        """As ``Pool.ask``.

        Args:
            question: what is asked.
            visitor: who asks, by address.
            seconds: after which it is given up.
            is_wanted: whether the visitor still waits.
            sees_private: whether the visitor may see what others may not.

        Raises:
            NoAnswerError: as ``Pool.ask``, or the visitor has too many open.
        """
        with self._counted(visitor):
            if question.environment.get("REQUEST_METHOD") != "GET":
                return self.pool.ask(question, seconds, is_wanted)
            key = (sees_private, *(question.environment.get(name, "") for name in _DECIDES))
            return self._once(key, question, seconds, is_wanted)

    def _once(self, key: Hashable, question: Question, seconds: float, is_wanted: Callable[[], bool]) -> Answer:
        with self._lock:
            shared = self._shared.get(key)
            mine = shared is None
            shared = self._shared.setdefault(key, _Shared())
            shared.wanted_by.append(is_wanted)
        if mine:
            return self._lead(key, shared, question, seconds)
        while not shared.done.wait(LOOK_SECONDS):
            if not is_wanted():
                raise UnwantedError("nobody waits for it any more")
        if shared.answer is None:
            raise shared.problem or NoAnswerError("it was not made")
        return shared.answer

    def _lead(self, key: Hashable, shared: _Shared, question: Question, seconds: float) -> Answer:
        try:
            shared.answer = self.pool.ask(question, seconds, shared.is_wanted)
        except NoAnswerError as problem:
            shared.problem = problem
            raise
        finally:
            with self._lock:
                del self._shared[key]
            shared.done.set()
        return shared.answer

    @property
    def open_now(self) -> int:
        """How many questions are open."""
        with self._lock:
            return self._open.total()

    @contextmanager
    def _counted(self, visitor: str) -> Iterator[None]:
        with self._lock:
            if self._open[visitor] >= self._most:
                raise VisitorError(f"{self._most} files are being made for you already")
            self._open[visitor] += 1
        try:
            yield
        finally:
            with self._lock:
                self._open[visitor] -= 1
                if not self._open[visitor]:
                    del self._open[visitor]
