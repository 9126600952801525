"""Releases made of hand-made tables, in a database without a catalog: what exhibits of them are tested on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from database.migrate import upgrade
from database.release_values import ReleaseRecord
from database.releases import Releases
from tests.walks.disclosure.made import SECRET
from walks import release_file
from walks.disclosure import Count, Missing, TrueTable, funnel, one_way
from walks.journey import DOOR_STAGES, RETURN_STAGES, Stage
from walks.keys import WalkKey
from walks.release import Amount, Heading, Release, make_release
from walks.release_tables import ALL_WALKS as ALL_WALKS
from walks.release_tables import quantity

ORGANIZER = "Made-up Walks"
FIRST, SECOND = WalkKey(date(2025, 1, 17), ORGANIZER), WalkKey(date(2026, 1, 16), ORGANIZER)
DOORS = (400, 380, 300, 200, 90)
RETURNS = (400, 380, 120, 100, 80, 60)


def walk_tables(name: str, doors: Sequence[int] = DOORS, returns: Sequence[int] = RETURNS) -> list[TrueTable]:
    """The doors and returns of a walk; stages after those given are not yet due."""
    at_doors = [
        Count(quantity(name, stage), stage.value, count) for stage, count in zip(DOOR_STAGES, doors, strict=True)
    ]
    due: list[int | Missing] = [*returns, *[Missing.NOT_YET_DUE] * (len(RETURN_STAGES) - len(returns))]
    back = [Count(quantity(name, stage), stage.value, count) for stage, count in zip(RETURN_STAGES, due, strict=True)]
    return [funnel(f"{name}/doors", "At the doors", at_doors), funnel(f"{name}/returns", "Back at school", back)]


def group_tables(listed: dict[str, int], back: dict[str, int], by: str = "language") -> list[TrueTable]:
    """Listed and re-enrolled by group over all walks."""
    made = []
    for what, stage, counts in (("listed", Stage.LISTED, listed), ("re_enrolled", Stage.RE_ENROLLED, back)):
        cells = [Count(f"{ALL_WALKS}/{by} {group}/{stage.value}", group, count) for group, count in counts.items()]
        total = Count(f"{ALL_WALKS}/{by} all/{stage.value}", stage.value, sum(counts.values()))
        made.append(one_way(f"{ALL_WALKS}/{what} by {by}", f"{stage.value} by {by}", cells, total, ()))
    return made


def release(
    tables: Sequence[TrueTable],
    *,
    walks: tuple[WalkKey, ...] = (FIRST, SECOND),
    made_on: date = date(2026, 5, 21),
    district: str = "Made-up Unified",
    made_up: bool = True,
    earlier: Sequence[Release] = (),
    amounts: Sequence[Amount] = (),
) -> Release:
    """A release of true tables, by the rules."""
    return make_release(
        Heading(district, walks, made_on, "A. Prover", made_up), tables, SECRET, earlier=earlier, amounts=amounts
    ).release


def database_of(folder: Path, *made: Release) -> str:
    """A database that holds releases and nothing else; its address."""
    url = f"sqlite:///{folder / 'released.sqlite'}"
    upgrade(url)
    add_to(url, *made)
    return url


def add_to(url: str, *made: Release) -> None:
    """Put releases into a database, past all checks."""
    with_them = Releases(url)
    for place, each in enumerate(made):
        content, named = release_file.to_bytes(each), release_file.content_hash(each)
        said = (named, each.district, each.made_on, each.approver, each.made_up, each.rule_version, content)
        with_them.add(ReleaseRecord(*said, datetime(2026, 6, 1, tzinfo=UTC) + timedelta(place)))
    with_them.close()
