"""The plan of one walk, as it is kept: strict and bounded. Nobody in it is a student."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from walks.keys import WalkKey
from walks.planning.sizing import (
    MINUTES_OF_A_DRIVE,
    MINUTES_OF_A_VISIT,
    MINUTES_OF_A_WALK,
    VOLUNTEERS_A_TEAM,
    Sizing,
    size_teams,
)
from walks.planning.toolkit import DAY, TARGETS, TASKS, Role
from walks.planning.words import Key, Line, MaybeLine, Phone

FIRST_DAY, LAST_DAY = date(2014, 7, 1), date(2099, 12, 31)
MOST_ROWS = 200
MOST_HOMES = 20_000
MOST_DAYS = 400
MOST_MINUTES = 24 * 60
START = time(9)
Count = Annotated[int, Field(ge=0, le=MOST_HOMES)]
Hours = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]
Dollars = Annotated[float, Field(ge=0, le=10_000_000, allow_inf_nan=False)]
Minutes = Annotated[float, Field(gt=0, le=MOST_MINUTES, allow_inf_nan=False)]


class CostKind(StrEnum):
    """What a cost line counts toward: overtime and purchases are cash, regular staff time only the full cost."""

    PURCHASE = "purchase"
    OVERTIME = "overtime"
    STAFF = "regular staff time"
    VOLUNTEERS = "volunteers’ time"


class Part(BaseModel):
    """A part of a plan: strict, nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Member(Part):
    """An adult of the committee, or one who leads a team.

    Attributes:
        name: Of the adult.
        role: On the committee; None for somebody who only leads a team.
        leads: Whether they lead a team on the day.
        employee: Whether the district employs them; a team leader must be so.
        agreement_signed: Day the confidentiality agreement was signed, or None.
    """

    name: Line
    role: Role | None = None
    leads: bool = False
    employee: bool = False
    agreement_signed: date | None = None


class LanguageNeed(Part):
    """Homes where a language is spoken, and speakers of it who have said yes."""

    language: Line
    homes: Count = 0
    speakers: Count = 0


class OwnTask(Part):
    """A task added to the toolkit's; ``days`` from the walk, negative before it, so that it moves with the date."""

    text: Line
    role: Role = Role.DISTRICT
    days: Annotated[int, Field(ge=-MOST_DAYS, le=MOST_DAYS)] = 0


class Done(Part):
    """When a task was ticked, and by whom."""

    on: date
    by: Line


class Moment(Part):
    """One line of the run of the day; ``minutes`` from the start of the walk, negative before it."""

    minutes: Annotated[int, Field(ge=-MOST_MINUTES, le=MOST_MINUTES)]
    what: Line
    who: MaybeLine = ""


class CostLine(Part):
    """One cost: hours at a rate in US dollars an hour, plus cash in US dollars."""

    what: Line
    kind: CostKind = CostKind.PURCHASE
    hours: Hours = 0
    rate: Dollars = 0
    cash: Dollars = 0


def _toolkits_day() -> dict[str, Moment]:
    return {line.key: Moment(minutes=line.minutes, what=line.what, who=line.who) for line in DAY}


class Plan(Part):
    """What is planned for one walk. Rows have keys that stay, so that two versions can be compared field by field.

    Attributes:
        day: Of the walk.
        organizer: Who holds it; with the day, the name of the walk.
        start: When the teams depart, Arizona time.
        minutes: From the start until teams are back.
        meeting_place: Name of the building where volunteers check in.
        phone: Whom families call, on the door hanger.
        call: Who answers there, or their hours.
        call_spanish: The same in Spanish.
        enroll_at: Where a student can enroll the same day.
        targets: Target groups chosen, by key of ``targets.csv``.
        homes: Doors to visit.
        languages: Languages of homes.
        minutes_of_a_visit: Planned at a door.
        minutes_of_a_drive: Planned between doors.
        volunteers_a_team: Volunteers beside the leader of each team.
        leaders: Team leaders who have said yes.
        volunteers: Volunteers who have said yes.
        vehicles: Reserved.
        members: Committee and team leaders.
        own: Tasks added.
        done: Tasks ticked, by key of the task.
        moments: The run of the day.
        costs: Cost lines.
    """

    day: Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
    organizer: Line
    start: time = START
    minutes: Annotated[int, Field(ge=30, le=720)] = MINUTES_OF_A_WALK
    meeting_place: MaybeLine = ""
    phone: Phone = ""
    call: MaybeLine = ""
    call_spanish: MaybeLine = ""
    enroll_at: MaybeLine = ""
    targets: Mapping[Key, bool] = Field(default_factory=dict)
    homes: Count = 0
    minutes_of_a_visit: Minutes = MINUTES_OF_A_VISIT
    minutes_of_a_drive: Annotated[float, Field(ge=0, le=MOST_MINUTES, allow_inf_nan=False)] = MINUTES_OF_A_DRIVE
    volunteers_a_team: Annotated[int, Field(ge=0, le=20)] = VOLUNTEERS_A_TEAM
    leaders: Count = 0
    volunteers: Count = 0
    vehicles: Count = 0
    languages: Mapping[Key, LanguageNeed] = Field(default_factory=dict, max_length=MOST_ROWS)
    members: Mapping[Key, Member] = Field(default_factory=dict, max_length=MOST_ROWS)
    own: Mapping[Key, OwnTask] = Field(default_factory=dict, max_length=MOST_ROWS)
    done: Mapping[Key, Done] = Field(default_factory=dict, max_length=2 * MOST_ROWS)
    moments: Mapping[Key, Moment] = Field(default_factory=_toolkits_day, max_length=MOST_ROWS)
    costs: Mapping[Key, CostLine] = Field(default_factory=dict, max_length=MOST_ROWS)

    @field_validator("targets")
    @classmethod
    def _known_targets(cls, chosen: Mapping[str, bool]) -> Mapping[str, bool]:
        unknown = set(chosen) - set(TARGETS)
        if unknown:
            raise ValueError(f"no target group is called {', '.join(sorted(unknown))}")
        return {key: True for key in TARGETS if chosen.get(key)}

    @field_validator("start")
    @classmethod
    def _whole_minutes(cls, start: time) -> time:
        if start.second or start.microsecond or start.tzinfo:
            raise ValueError("it has to be an hour and minute, such as 09:00")
        return start

    @model_validator(mode="after")
    def _fits(self) -> Self:
        size_teams(self.homes, self.minutes_of_a_visit, self.minutes_of_a_drive, self.minutes)
        for moment in self.moments.values():
            if self.at(moment.minutes).date() != self.day:
                raise ValueError(f"the run of the day: “{moment.what}” falls on another day; change its minutes")
        unknown = set(self.done) - set(self.own) - {task.key for task in TASKS}
        if unknown:
            raise ValueError(f"a task is ticked that is not on the list: {', '.join(sorted(unknown))}")
        return self

    @property
    def walk(self) -> WalkKey:
        """Date and organizer."""
        return WalkKey(self.day, self.organizer)

    @property
    def sizing(self) -> Sizing:
        """Teams for the homes planned."""
        return size_teams(self.homes, self.minutes_of_a_visit, self.minutes_of_a_drive, self.minutes)

    def at(self, minutes: int) -> datetime:
        """The moment so many minutes from the start, Arizona time."""
        return datetime.combine(self.day, self.start) + timedelta(minutes=minutes)

    def run(self) -> tuple[tuple[datetime, Moment], ...]:
        """The run of the day in order of time."""
        lines = sorted(self.moments.values(), key=lambda moment: (moment.minutes, moment.what))
        return tuple((self.at(moment.minutes), moment) for moment in lines)


def copied(plan: Plan, day: date, organizer: str, start: time) -> Plan:
    """A plan for another walk after this one: people, tasks, sizes and costs stay; ticks and signatures do not."""
    members = {key: each.model_copy(update={"agreement_signed": None}) for key, each in plan.members.items()}
    fresh = {"day": day, "organizer": organizer, "start": start, "members": members, "done": {}}
    counts = {"leaders": 0, "volunteers": 0, "vehicles": 0}
    return Plan.model_validate({**dict(plan), **fresh, **counts})
