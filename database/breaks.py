"""A break in comparability of a measure, as the database answers it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BreakRecord:
    """A break in comparability: values before ``period`` (year) and from it on are not joined by a line.

    ``last_period``: the first year that is wholly new, where the break takes years; figures in between mix old and new.
    """

    measure_id: str
    period: int
    last_period: int | None
    reason: str

    @property
    def years(self) -> str:
        """The year of the break, or its first and last."""
        return str(self.period) if self.last_period is None else f"{self.period} to {self.last_period - 1}"

    def separates(self, first: int, second: int) -> bool:
        """Whether figures of two years (``first`` earlier) are on two sides of the break, or one of them is within it."""
        if self.last_period is None:
            return first < self.period <= second
        return first < self.last_period and second >= self.period
