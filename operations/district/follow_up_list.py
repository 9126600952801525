"""The list a team works from: the doors to try again and who came once and stopped, under the district's own keys.

It is a file for the district's own machine, readable by its owner alone: the pages show walk-scoped keys only, and nothing of
this list is in the program's database or on the Roundtable's side.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from operations.district.importing_files import plain_cell
from operations.district.one_walk import OneWalk, revisits, stopped
from operations.district.side import DistrictSide

OWNER_ONLY = 0o600
TRY_AGAIN, CAME_AND_STOPPED = "try again", "came once and stopped"
HEADER = (
    "team",
    "list",
    "student key",
    "key on the walk's page",
    "what is known",
    "next step",
    "due",
    "language",
    "visits",
)


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """One student to follow up. ``student`` is the district's own key; ``walk_key`` the one the walk's page shows."""

    list: str
    student: str
    walk_key: str
    known: str
    next_step: str
    due: date | None
    language: str
    visits: str


def follow_up_lines(side: DistrictSide, one: OneWalk) -> tuple[FollowUpLine, ...]:
    """Every student of a walk to follow up: doors to try again, then those who came once and stopped."""
    walk = one.walks[0]
    own = side.store.own_keys(walk.day, walk.organizer)
    doors = [
        FollowUpLine(
            TRY_AGAIN,
            own[each.key],
            each.key,
            each.outcome,
            each.next_step,
            each.due,
            each.language,
            str(each.attempts),
        )
        for each in revisits(side, one)
    ]
    left = [
        FollowUpLine(
            CAME_AND_STOPPED,
            own[each.key],
            each.key,
            f"back {each.re_entered_on.isoformat()}, left {each.left_on.isoformat()}",
            "find out why, offer another way",
            None,
            each.language,
            "",
        )
        for each in stopped(side, one)
    ]
    return (*doors, *left)


def write_follow_up_list(lines: Sequence[FollowUpLine], out: Path, teams: int = 1) -> None:
    """Write the list as CSV, readable by its owner only, dealt out to teams one after the other.

    Raises:
        FileExistsError: There is a file of this name.
    """
    handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    dealt = sorted((place * teams // max(len(lines), 1) + 1, place) for place in range(len(lines)))
    with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADER)
        for team, place in dealt:
            line = lines[place]
            due = line.due.isoformat() if line.due else ""
            cells = line.list, line.student, line.walk_key, line.known, line.next_step, due, line.language, line.visits
            rows.writerow([str(team), *map(plain_cell, cells)])
