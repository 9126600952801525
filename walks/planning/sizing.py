"""How many teams a list of homes needs, checked against what walks have reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

MINUTES_OF_A_WALK = 180
MINUTES_OF_A_VISIT = 15
MINUTES_OF_A_DRIVE = 12
# Houston: three to four persons with one employee; Las Vegas: three.
VOLUNTEERS_A_TEAM = 2
OBSERVED_STOPS = range(5, 8)
OBSERVED_SOURCE = "Tucson’s city newsnet: 5 to 7 homes a team; 26 teams for 194 homes in August 2016 were 7.5 a team"


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
