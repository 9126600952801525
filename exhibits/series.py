"""A line over time as values: points, where it must not be joined, and what its ends allow one to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Point:
    """One period's value on the axis' scale; ``start``..``period`` are the years it covers."""

    period: int
    start: int
    label: str
    value: float
    low: float | None
    high: float | None
    level: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Series:
    """One line: ``breaks`` are years from which another definition holds; ``joined`` is false where periods overlap."""

    key: str
    name: str
    points: tuple[Point, ...]
    breaks: tuple[int, ...] = ()
    joined: bool = True
    step: int = 1

    def linked(self, first: Point, second: Point) -> str:
        """How two neighbours are joined: ``line``, ``bridge`` (a year is missing between) or ``gap``."""
        if not self.joined or any(first.period < year <= second.period for year in self.breaks):
            return "gap"
        return "line" if second.period - first.period <= self.step else "bridge"

    def first_comparable(self) -> Point | None:
        """The earliest point the last one may be compared with: same definition, no shared year. None if there is none."""
        last = self.points[-1]
        since = max((year for year in self.breaks if year <= last.period), default=0)
        fit = [point for point in self.points[:-1] if point.period >= since and point.period < last.start]
        return fit[0] if fit else None


def overlapping(points: Sequence[Point]) -> bool:
    """Whether neighbouring periods share a year."""
    return any(second.start <= first.period for first, second in pairwise(points))


def usual_step(points: Sequence[Point]) -> int:
    """The most frequent distance between periods, in years; 1 where there is no pair."""
    steps = Counter(second.period - first.period for first, second in pairwise(points))
    return min((step for step, count in steps.items() if count == max(steps.values())), default=1)
