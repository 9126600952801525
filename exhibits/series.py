"""A line over time as values: points, where it must not be joined, and what its ends allow one to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from database.breaks import BreakRecord


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
    """One line: ``breaks`` part figures of different definitions; ``joined`` is false where periods overlap."""

    key: str
    name: str
    points: tuple[Point, ...]
    breaks: tuple[BreakRecord, ...] = ()
    joined: bool = True
    step: int = 1

    def linked(self, first: Point, second: Point) -> str:
        """How two neighbours are joined: ``line``, ``bridge`` (a year is missing between) or ``gap``."""
        if not self.joined or self.parted(first, second):
            return "gap"
        return "line" if second.period - first.period <= self.step else "bridge"

    def first_comparable(self) -> Point | None:
        """The earliest point the last one may be compared with: same definition, no shared year. None if there is none."""
        last = self.points[-1]
        fit = [point for point in self.points[:-1] if point.period < last.start and not self.parted(point, last)]
        return fit[0] if fit else None

    def parted(self, first: Point, second: Point) -> bool:
        """Whether a break in comparability lies between two points, or one of them lies within a break that takes years."""
        return any(each.separates(first.period, second.period) for each in self.breaks)


def overlapping(points: Sequence[Point]) -> bool:
    """Whether neighbouring periods share a year."""
    return any(second.start <= first.period for first, second in pairwise(points))


def usual_step(points: Sequence[Point]) -> int:
    """The most frequent distance between periods, in years; 1 where there is no pair."""
    steps = Counter(second.period - first.period for first, second in pairwise(points))
    return min((step for step, count in steps.items() if count == max(steps.values())), default=1)
