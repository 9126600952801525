"""Answers kept while the data stay the same: bounded, least recently used first out, safe in threads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

MISSING = object()


class VersionedCache:
    """A bounded store of answers of one version of the data; a new version empties it."""

    def __init__(self, size: int) -> None:
        """``size``: the most answers kept."""
        self._size = size
        self._lock = Lock()
        self._version: Hashable = None
        self._answers: OrderedDict[Hashable, object] = OrderedDict()

    def get(self, version: Hashable, key: Hashable) -> object:
        """The answer to ``key`` under ``version``, or ``MISSING``."""
        with self._lock:
            if version != self._version:
                self._answers.clear()
                self._version = version
            if key not in self._answers:
                return MISSING
            self._answers.move_to_end(key)
            return self._answers[key]

    def put(self, version: Hashable, key: Hashable, answer: object) -> None:
        """Keep an answer; one of another version than the current (a slow thread's) is not kept."""
        with self._lock:
            if version != self._version:
                return
            self._answers[key] = answer
            self._answers.move_to_end(key)
            while len(self._answers) > self._size:
                self._answers.popitem(last=False)

    def __len__(self) -> int:
        """Answers kept now."""
        return len(self._answers)
