"""What the toolkit gives: the tasks, the run of the day, the target groups, as data files beside this one."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources

CHECKLIST = (
    "Every team leader is an employee of the district with a signed agreement on file",
    "Every volunteer has signed the confidentiality agreement",
    "Volunteers’ packets hold no student records; leaders’ packets are numbered and counted back",
    "At the door nothing is said that tells enrollment before the student or a parent is identified",
    "Media have consent before any door; no route is published",
    "Each team has a speaker of the languages on its stops",
    "Schools expect students the same afternoon",
)


class Role(StrEnum):
    """Who sits on the committee."""

    DISTRICT = "district"
    MAYORS_OFFICE = "mayor's office"
    LEGAL = "legal"
    DATA = "data"
    TRANSPORTATION = "transportation"
    COUNSELING = "counseling"
    LEADERSHIP = "leadership"
    COMMUNICATIONS = "communications"


@dataclass(frozen=True, slots=True)
class ToolkitTask:
    """A task of the toolkit: days from the walk (negative before it), who, what, and where the timing is from."""

    key: str
    days: int
    role: Role
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """A line of the toolkit's run of the day: minutes from the start of the walk, what, who."""

    key: str
    minutes: int
    what: str
    who: str


@dataclass(frozen=True, slots=True)
class Target:
    """A target group: whom a walk is for, and who names it."""

    key: str
    label: str
    source: str


def _rows(name: str) -> tuple[Mapping[str, str], ...]:
    text = resources.files("walks.planning").joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


TASKS = tuple(
    ToolkitTask(row["key"], int(row["days"]), Role(row["role"]), row["task"], row["source"])
    for row in _rows("tasks.csv")
)
DAY = tuple(DayLine(row["key"], int(row["minutes_from_start"]), row["what"], row["who"]) for row in _rows("day.csv"))
TARGETS = {row["key"]: Target(row["key"], row["label"], row["source"]) for row in _rows("targets.csv")}
