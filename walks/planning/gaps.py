"""What a plan still lacks, one sentence each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from walks.planning.holidays import holiday_on
from walks.planning.plan import Plan
from walks.planning.sizing import speakers_needed
from walks.planning.toolkit import Role


@dataclass(frozen=True, slots=True)
class Resource:
    """What teams need of one kind, and how many are there."""

    what: str
    needed: int
    there: int

    @property
    def name(self) -> str:
        """With a capital, as the head of a line."""
        return self.what[:1].upper() + self.what[1:]

    @property
    def missing(self) -> int:
        """How many more."""
        return max(self.needed - self.there, 0)


def resources_of(plan: Plan) -> tuple[Resource, ...]:
    """Leaders, volunteers, vehicles and speakers: needed and there. One leader and one vehicle a team."""
    sizing = plan.sizing
    led = sum(member.leads for member in plan.members.values())
    homes, there = Counter[str](), Counter[str]()
    for each in plan.languages.values():
        homes[each.language] += each.homes
        there[each.language] += each.speakers
    speakers = speakers_needed(homes, sizing.stops)
    return (
        Resource("team leaders", sizing.teams, max(plan.leaders, led)),
        Resource("volunteers", sizing.teams * plan.volunteers_a_team, plan.volunteers),
        Resource("vehicles", sizing.teams, plan.vehicles),
        *(Resource(f"speakers of {each}", needed, there[each]) for each, needed in speakers.items()),
    )


def gaps(plan: Plan) -> tuple[str, ...]:
    """Say what is missing: the day, the committee, its agreements, the target, people and vehicles."""
    return (*_day(plan), *committee_gaps(plan), *_target(plan), *_resources(plan), *_families(plan))


def committee_gaps(plan: Plan) -> tuple[str, ...]:
    """Roles without a person, unsigned agreements, and leaders the district does not employ."""
    members = tuple(plan.members.values())
    held = {member.role for member in members}
    found = [f"Nobody on the committee for {role}" for role in Role if role not in held]
    found += [f"{each.name} has not signed the agreement" for each in members if each.agreement_signed is None]
    found += [
        f"{each.name} leads a team and is not marked as an employee of the district: only an employee may lead"
        for each in members
        if each.leads and not each.employee
    ]
    return tuple(found)


def _day(plan: Plan) -> list[str]:
    holiday = holiday_on(plan.day)
    return [f"The day is a federal holiday ({holiday}): district offices are closed"] if holiday else []


def _target(plan: Plan) -> list[str]:
    found = [] if plan.targets else ["No target group chosen"]
    return found if plan.homes else [*found, "The number of homes is not set"]


def _resources(plan: Plan) -> list[str]:
    return [
        f"{each.name}: {each.missing} more needed, {each.there} of {each.needed} there"
        for each in resources_of(plan)
        if each.missing
    ]


def _families(plan: Plan) -> list[str]:
    return [] if plan.phone else ["No number that families can call: the door hanger stays blank there"]
