"""The plan of one walk. Tasks and the run of the day are data files beside this one, from the program's toolkit."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from importlib import resources
from math import ceil

from walks.keys import WalkKey

MINUTES_OF_A_WALK = 180
MINUTES_OF_A_VISIT = 15
MINUTES_OF_A_DRIVE = 12
OBSERVED_STOPS = range(5, 8)
SATURDAY = 5
CHECKLIST = (
    "Every team leader is an employee of the district with a signed agreement on file",
    "Every volunteer has signed the confidentiality agreement",
    "Volunteers' packets hold no student records; leaders' packets are numbered and counted back",
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
class Task:
    """One task: due on a weekday, who, what, and where the timing is from."""

    due: date
    role: Role
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the run of the day."""

    at: time
    what: str
    who: str


@dataclass(frozen=True, slots=True)
class Sizing:
    """How many teams a list needs.

    Attributes:
        homes: Doors to visit.
        stops: Doors one team reaches.
        teams: Teams needed.
        as_observed: Whether ``stops`` lies in the 5 to 7 doors a team that the city reported.
    """

    homes: int
    stops: int
    teams: int
    as_observed: bool


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the committee or a team leader: no student. ``agreement_signed`` is the day, or None."""

    name: str
    role: Role
    agreement_signed: date | None = None


@dataclass(frozen=True, slots=True)
class CostLine:
    """One cost: hours at a rate in US dollars an hour, plus cash in US dollars.

    Raises:
        ValueError: A part is negative.
    """

    kind: str
    hours: float = 0
    rate: float = 0
    cash: float = 0

    def __post_init__(self) -> None:
        if min(self.hours, self.rate, self.cash) < 0:
            raise ValueError(f"{self.kind}: hours, rate and cash are 0 or more")

    @property
    def dollars(self) -> float:
        """US dollars."""
        return self.hours * self.rate + self.cash


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned for one walk, and what is missing.

    Attributes:
        walk: Date and organizer.
        homes: Doors to visit.
        members: Committee and team leaders.
        leaders: District employees who will lead a team.
        volunteers: Volunteers who have said yes.
        vehicles: Reserved.
        target_groups: Whom the walk is for.
        costs: Cost lines.
        minutes_of_a_visit: Planned at a door.
        minutes_of_a_drive: Planned between doors.
        version: Raised by each saved change, so that two editors are noticed.
    """

    walk: WalkKey
    homes: int
    members: tuple[Member, ...] = ()
    leaders: int = 0
    volunteers: int = 0
    vehicles: int = 0
    target_groups: tuple[str, ...] = ()
    costs: tuple[CostLine, ...] = ()
    minutes_of_a_visit: float = MINUTES_OF_A_VISIT
    minutes_of_a_drive: float = MINUTES_OF_A_DRIVE
    version: int = 1

    @property
    def sizing(self) -> Sizing:
        """Teams for the homes planned."""
        return size_teams(self.homes, self.minutes_of_a_visit, self.minutes_of_a_drive)

    @property
    def dollars(self) -> float:
        """Sum of the cost lines, US dollars."""
        return sum(line.dollars for line in self.costs)

    def gaps(self) -> tuple[str, ...]:
        """Say what is still missing, one sentence each."""
        held, teams = {member.role for member in self.members}, self.sizing.teams
        found = [f"Nobody on the committee for {role}" for role in Role if role not in held]
        unsigned = sum(member.agreement_signed is None for member in self.members)
        found += [f"{unsigned} without a signed agreement"] if unsigned else []
        for what, there in (
            ("team leaders", self.leaders),
            ("volunteers", self.volunteers),
            ("vehicles", self.vehicles),
        ):
            found += [f"{teams - there} more {what} needed for {teams} teams"] if there < teams else []
        return (*found, "No target group chosen") if not self.target_groups else tuple(found)


def task_list(day: date) -> tuple[Task, ...]:
    """Date the tasks from the walk's day: work before it that falls on a weekend is due on the Friday, after it on the Monday."""
    tasks = [
        Task(_weekday(day, int(row["days"])), Role(row["role"]), row["task"], row["source"])
        for row in _rows("tasks.csv")
    ]
    return tuple(sorted(tasks, key=lambda task: task.due))


def run_of_the_day(start: time = time(9)) -> tuple[Moment, ...]:
    """Give the run of the day around the start of the walk, 9:00 in the toolkit.

    Raises:
        ValueError: The start is so early or late that a moment falls on another day.
    """
    base = datetime.combine(date(2000, 1, 1), start)
    moments = [(base + timedelta(minutes=int(row["minutes_from_start"])), row) for row in _rows("day.csv")]
    if {at.date() for at, _ in moments} != {base.date()}:
        raise ValueError(f"a walk that starts at {start:%H:%M} does not fit in one day")
    return tuple(Moment(at.time(), row["what"], row["who"]) for at, row in moments)


def size_teams(
    homes: int, visit: float = MINUTES_OF_A_VISIT, drive: float = MINUTES_OF_A_DRIVE, minutes: float = MINUTES_OF_A_WALK
) -> Sizing:
    """Give the teams a list needs: homes over the stops one team makes, rounded up.

    Args:
        homes: Doors to visit.
        visit: Minutes at a door.
        drive: Minutes between doors.
        minutes: Length of the walk.

    Raises:
        ValueError: A number is negative, or a team reaches no door.
    """
    if homes < 0 or visit <= 0 or drive < 0:
        raise ValueError("homes and minutes are 0 or more, a visit takes some time")
    stops = int(minutes // (visit + drive))
    if not stops:
        raise ValueError("no team reaches a door in that time: shorten visits and drives")
    return Sizing(homes, stops, ceil(homes / stops), stops in OBSERVED_STOPS)


def speakers_needed(homes_by_language: Mapping[str, int], stops: int) -> dict[str, int]:
    """Give the teams that need a speaker of each language, most first.

    Raises:
        ValueError: ``stops`` is below 1.
    """
    if stops < 1:
        raise ValueError("a team makes one stop or more")
    teams = {language: ceil(homes / stops) for language, homes in homes_by_language.items() if homes}
    return dict(sorted(teams.items(), key=lambda one: (-one[1], one[0])))


def _weekday(day: date, days: int) -> date:
    due = day + timedelta(days)
    if not days or due.weekday() < SATURDAY:
        return due
    return due - timedelta(due.weekday() - SATURDAY + 1) if days < 0 else due + timedelta(7 - due.weekday())


@cache
def _rows(name: str) -> Sequence[Mapping[str, str]]:
    text = resources.files("walks.planning").joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
