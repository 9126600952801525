"""Rules 11, 12 and 15: money, hours, averages, maps and counts in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import final

from economics.rounding import half_up
from walks.disclosure.cells import HIDDEN, Cell, Released, Suppressed
from walks.disclosure.profile import AZ, Profile


def whole_thousands(dollars: float) -> int:
    """Round an amount of a release to $1,000, half away from zero."""
    return int(abs(dollars) / 1000 + 0.5) * (1000 if dollars >= 0 else -1000)


def whole_hours(hours: float) -> int:
    """Round hours of a release to whole ones, half up.

    Raises:
        ValueError: ``hours`` is negative.
    """
    if hours < 0:
        raise ValueError(f"hours are 0 or more, not {hours}")
    return int(hours + 0.5)


@final
@dataclass(frozen=True, slots=True)
class Average:
    """A mean over at least T students (credits, days), to one decimal. Least and greatest are never published."""

    mean: float


def average(total: float, students: int, profile: Profile = AZ) -> Average | Suppressed:
    """Give the mean of a quantity over students, hidden below T students.

    Raises:
        ValueError: ``students`` is negative.
    """
    if students < 0:
        raise ValueError(f"students are 0 or more, not {students}")
    if students < profile.threshold:
        return HIDDEN
    return Average(half_up(total / students, 1))


class Area(StrEnum):
    """The finest areas a map of a walk may have; points and routes are none of them."""

    DISTRICT = "district"
    WARD = "ward"


def map_value(area: Area, value: Cell) -> Cell:
    """Give what a map may show of an area: the published cell itself, which is at least T or hidden.

    Raises:
        TypeError: ``area`` is finer than a ward.
    """
    if not isinstance(area, Area):
        raise TypeError(f"a map shows districts or wards, never {area!r}")
    if isinstance(value, Released) and AZ.is_small(value.count):
        return HIDDEN
    return value


def count_in_words(count: int, profile: Profile = AZ) -> str:
    """Give a true count as a sentence may say it (rule 15): ``fewer than 11``, never the small number itself.

    Only for the count of a sentence whose table hides it for its own sake; others take ``str`` of the published cell.

    Raises:
        ValueError: ``count`` is 0 or at least T: take the published cell, which may be hidden to protect another.
    """
    if not profile.is_small(count):
        raise ValueError("only a small count is put in words: take the cell of the published table")
    return f"fewer than {profile.threshold}"
