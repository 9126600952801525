"""A bound on the time an attack may take, and a way to say how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

SECONDS = 60.0
Progress = Callable[[str], None]


class OutOfTime(Exception):
    """The attack was stopped before it could say that nothing is given away."""


def _silent(_words: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Watch:
    """A deadline and a place to report to.

    Attributes:
        seconds: From the making of the watch until work stops.
        progress: Called with a few words at each step; it may raise to cancel.
    """

    seconds: float = SECONDS
    progress: Progress = _silent
    _started: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        """Give the seconds left.

        Raises:
            OutOfTime: None are.
        """
        left = self._started + self.seconds - time.monotonic()
        if left <= 0:
            raise OutOfTime(f"not finished within {self.seconds:g} seconds")
        return left

    def step(self, words: str) -> None:
        """Report, and stop where the time is over.

        Raises:
            OutOfTime: No time is left.
        """
        self.left()
        self.progress(words)
