"""How long students stay after they come back: Kaplan and Meier's survival curve, from scipy.

The event is leaving without finishing. Students still enrolled when the data end are censored on that day, those who
moved to another school, finished or died on their last day here.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.stats import CensoredData, ecdf

from walks.journey import Journey

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The curve from one day on.

    Attributes:
        day: Days since re-entry.
        share: Estimated share still enrolled after that day, 0 to 1.
        low: Lower end of the 95 % interval; None where the data give none (nobody, or everybody, has left).
        high: Upper end.
        at_risk: Students enrolled and watched just before that day.
        left: Students who left on it.
    """

    day: int
    share: float
    low: float | None
    high: float | None
    at_risk: int
    left: int


@dataclass(frozen=True, slots=True)
class PersistenceCurve:
    """A survival curve: ``points`` where somebody left or stopped being watched, in order of day.

    ``followed_to``: last day the data tell of anybody, those who have left included.
    """

    students: int
    left: int
    points: tuple[CurvePoint, ...]
    followed_to: int = 0

    @property
    def censored(self) -> int:
        """Students not seen to leave."""
        return self.students - self.left

    @property
    def watched_to(self) -> int:
        """Last day the curve tells of: anyone is watched on it, or everybody has left and none is there."""
        last = self.points[-1]
        return last.day if last.share > 0 else max(last.day, self.followed_to)

    def at(self, day: int) -> CurvePoint | None:
        """Give the curve's last step up to ``day``.

        None before the first step (nobody has left: the share is 1) and after ``watched_to``.
        """
        if day > self.watched_to:
            return None
        return next((point for point in reversed(self.points) if point.day <= day), None)


def persistence(journeys: Iterable[Journey]) -> PersistenceCurve | None:
    """Estimate the curve over all students who came back, each from re-entry to leaving or the last day known.

    Returns:
        None where nobody came back.
    """
    stays, left, followed = [], [], 0
    for journey in journeys:
        if journey.re_entered_on is None or journey.observed_until is None:
            continue
        stays.append((journey.observed_until - journey.re_entered_on).days)
        left.append(journey.left_on is not None)
        followed = max(followed, ((journey.known_to or journey.observed_until) - journey.re_entered_on).days)
    return replace(curve(stays, left), followed_to=followed) if stays else None


def curve(days: Sequence[int], left: Sequence[bool]) -> PersistenceCurve:
    """Estimate the curve from days watched, and whether each ended in leaving.

    Intervals are 95 %, by Greenwood's variance on the log-log scale, which stays between 0 and 1.

    Raises:
        ValueError: Nobody is watched, the lengths differ, or a number of days is negative.
    """
    if not days or len(days) != len(left) or min(days) < 0:
        raise ValueError("a curve needs days (0 or more) and, for each, whether the student left")
    watched, gone = np.array(days, dtype=float), np.array(left, dtype=bool)
    survival = ecdf(CensoredData.right_censored(watched, ~gone)).sf
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)  # the log of 0 and 1: those ends come back as None
        # Any: the stubs type the ends of every interval as numbers; these are step functions
        interval: Any = survival.confidence_interval(LEVEL, method="log-log")
    points = tuple(
        CurvePoint(
            day=int(day),
            share=float(share),
            low=_end(low),
            high=_end(high),
            at_risk=int((watched >= day).sum()),
            left=int(((watched == day) & gone).sum()),
        )
        for day, share, low, high in zip(
            survival.quantiles,
            survival.probabilities,
            interval.low.probabilities,
            interval.high.probabilities,
            strict=True,
        )
    )
    return PersistenceCurve(len(days), int(gone.sum()), points)


def _end(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
