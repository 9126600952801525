"""``/releases``: what districts released, as loaded. Their counts are in the exhibits whose names begin with ``released_``."""

from __future__ import annotations

from dataclasses import dataclass

from api.parameters import NoParameters
from database.reader import Reader
from exhibits.released_reading import stored
from walks.release_shown import coverage_words
from walks.release_tables import ALL_WALKS


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One release of one district, the first loaded first. ``sha256`` names its content, here and in the district.

    ``walks``: date and organizer of each walk it covers, separated by semicolons. ``made_up``: its students are made up.
    ``coverage``: how much of each walk's list its enrollment records cover, as far as the release states it.
    Days are ISO dates; ``loaded_at`` is UTC.
    """

    sha256: str
    district: str
    made_on: str
    approver: str
    made_up: bool
    profile: str
    rule_version: str
    walks: str
    tables: int
    coverage: str
    loaded_at: str


def releases(_asked: NoParameters, reader: Reader) -> list[ReleaseRow]:
    """Every release loaded."""
    return [
        ReleaseRow(
            sha256=record.sha256,
            district=record.district,
            made_on=record.made_on.isoformat(),
            approver=record.approver,
            made_up=record.made_up,
            profile=release.profile,
            rule_version=record.rule_version,
            walks="; ".join(map(str, release.walks)),
            tables=len(release.tables),
            coverage=coverage_words(release, ALL_WALKS),
            loaded_at=record.loaded_at.isoformat(),
        )
        for record in reader.releases()
        for release in [stored(record.content)]
    ]
