"""Stages that a release counts before their day: which ones have a count would then tell who came back.

Earlier rules took a stage as due when no student was waiting, so that where nobody came back every stage was due at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from walks.disclosure.audit import Breach
from walks.disclosure.cells import Missing
from walks.journey import RETURN_WINDOW_DAYS, SCHOOL_DAYS_TO_STAY, Stage
from walks.release import Release
from walks.release_tables import ALL_WALKS, quantity

_LEAST_DAYS = {
    Stage.RE_ENROLLED: 1,
    Stage.STAYED_10: SCHOOL_DAYS_TO_STAY,
    Stage.DAY_30: 30,
    Stage.DAY_60: 60,
    Stage.DAY_90: 90,
    Stage.SEMESTER: 90,
    Stage.YEAR: 90,
    Stage.GRADUATED: 365 * 3,
}
"""Days from the end of the window to the first day a stage can be due for everyone. What follows day 90 waits for it."""
RULE = (
    "counted before its day has come for everyone, which tells who came back: ask for a release made by today's rules"
)


def counted_early(release: Release) -> list[Breach]:
    """Name the counts of stages, shown or hidden, that nobody could have released by the calendar alone."""
    early = set(_early(release))
    counted = dict.fromkeys(
        cell.key for table in release.tables for cell in table.counts() if not isinstance(cell.value, Missing)
    )
    return [Breach(key, RULE) for key in counted if key in early]


def _early(release: Release) -> Iterator[str]:
    for walk in release.walks:
        for stage, days in _LEAST_DAYS.items():
            if release.made_on < walk.day + timedelta(RETURN_WINDOW_DAYS + days):
                yield quantity(str(walk), stage)
                yield quantity(ALL_WALKS, stage)
