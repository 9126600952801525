"""What the releases of one district show together: of every table the newest version, and the rates its cells allow.

A table held back from a later release stays as the earlier one showed it, with that one's date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from walks.added import added, added_sentence
from walks.disclosure.attacker import Interval, intervals
from walks.disclosure.cells import Cell, Missing, PublishedCell, Released, Suppressed
from walks.disclosure.facts import RULES
from walks.disclosure.profile import AZ
from walks.disclosure.shares import Share, share_of_cells
from walks.disclosure.tables import PublishedTable
from walks.disclosure.unknowns import Contradiction
from walks.disclosure.watch import OutOfTime, Watch
from walks.journey import RETURN_WINDOW_DAYS, Stage
from walks.keys import WalkKey
from walks.release import Release
from walks.release_tables import ALL_WALKS, quantity
from walks.value import base_share

RANGE_SECONDS = 3.0
WIDEST_RANGE = 0.25
"""A range wider than this share of its upper end is not shown."""
AT_LEAST = "at least"
RETURN_WINDOW = f"within {RETURN_WINDOW_DAYS} days of the walk"


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A published table and the release that shows it."""

    table: PublishedTable
    release: Release

    def cell(self, key: str) -> PublishedCell | None:
        """Give the cell of a quantity; None where the table has none."""
        return next((cell for cell in self.table.counts() if cell.key == key), None)


@dataclass(frozen=True, slots=True)
class ReleasedRate:
    """A rate of published cells: it tells nothing that the two cells beside it do not tell.

    Attributes:
        name: What it is called.
        share: Exact where both cells are shown and the base is large enough; else hidden, or why there is none.
        part: Numerator.
        whole: Denominator.
        of: What the denominator counts.
        window: The time it is about.
        is_return: Whether it is a return rate, which stands beside base rates only.
        is_least: Whether it is a lower bound: some of the listed students may be unknown.
    """

    name: str
    share: Share | Cell
    part: PublishedCell
    whole: PublishedCell
    of: str
    window: str
    is_return: bool
    is_least: bool = False


def newest_last(releases: Iterable[Release]) -> list[Release]:
    """Put releases in the order they were made; those of one day stay in the order given."""
    return sorted(releases, key=lambda release: release.made_on)


def shown_tables(releases: Iterable[Release]) -> dict[str, ShownTable]:
    """Give every table ever released by one district, by id, as its newest release shows it."""
    return {table.id: ShownTable(table, release) for release in newest_last(releases) for table in release.tables}


def released_walk_keys(releases: Iterable[Release]) -> list[WalkKey]:
    """Give the walks any table of the releases is about, oldest first."""
    return sorted({walk for release in releases for walk in release.walks})


class _Rule(NamedTuple):
    said: str
    part: Stage
    whole: Stage
    table: str
    of: str
    window: str


BACK_OF_VERIFIED = "Back, of those verified"
RATES = (
    _Rule("Reached", Stage.CONTACTED, Stage.ATTEMPTED, "doors", "students visited", "on the walk"),
    _Rule("Agreed to return", Stage.AGREED, Stage.CONTACTED, "doors", "students reached", "on the walk"),
    _Rule("Back, of those listed", Stage.RE_ENROLLED, Stage.LISTED, "returns", "students listed", RETURN_WINDOW),
    _Rule(BACK_OF_VERIFIED, Stage.RE_ENROLLED, Stage.VERIFIED, "returns", "students verified", RETURN_WINDOW),
    _Rule("Stayed", Stage.STAYED_10, Stage.RE_ENROLLED, "returns", "students re-enrolled", "10 school days"),
    _Rule("Still enrolled", Stage.DAY_30, Stage.RE_ENROLLED, "returns", "students re-enrolled", "on day 30"),
    _Rule("Still enrolled", Stage.DAY_90, Stage.RE_ENROLLED, "returns", "students re-enrolled", "on day 90"),
    _Rule("Still enrolled", Stage.YEAR, Stage.RE_ENROLLED, "returns", "students re-enrolled", "at the end of the year"),
)


def rates_of(name: str, tables: Mapping[str, ShownTable]) -> tuple[ReleasedRate, ...]:
    """Give the rates of one walk, or of ``ALL_WALKS``; numerator and denominator always come from one table."""
    found = (_rate(name, tables.get(f"{name}/{rule.table}"), rule) for rule in RATES)
    return tuple(rate for rate in found if rate is not None)


def return_rates(tables: Mapping[str, ShownTable], walks: Sequence[WalkKey]) -> dict[str, tuple[ReleasedRate, ...]]:
    """Give the return rates by walk, oldest first, and of all walks together where these are released."""
    names = [*map(str, walks), ALL_WALKS]
    found = {name: tuple(rate for rate in rates_of(name, tables) if rate.is_return) for name in names}
    return {name: rates for name, rates in found.items() if rates}


def coverage_words(release: Release, name: str) -> str:
    """Say how much of the list of a walk, or of every walk (``ALL_WALKS``), the release's enrollment records cover."""
    together = release.coverage(ALL_WALKS) if name == ALL_WALKS else None
    wanted = map(str, release.walks) if name == ALL_WALKS else (name,)
    found = [release.coverage(walk) for walk in wanted]
    least = min((band for band in found if band is not None), default=None)
    if together is not None and None in found:
        return f"coverage: {together}% or more of all lists together in the enrollment records"
    if least is None or None in found:
        return "coverage not stated in the release"
    lists = "each list" if name == ALL_WALKS else "the list"
    return f"coverage: {least}% or more of {lists} in the enrollment records"


def sentences(release: Release) -> tuple[str, ...]:
    """Say what a release lets anyone say of its return rates: published shares and counts, the hidden ones as hidden."""
    found = return_rates(shown_tables([release]), release.walks)
    named = {str(walk): f"Walk of {walk.day.day} {walk.day:%B %Y}" for walk in release.walks}
    lines = [
        (_sentence(named.get(name, "All walks"), rate, coverage_words(release, name)), added_words(rate))
        for name, rates in found.items()
        for rate in rates
    ]
    return tuple(" ".join(filter(None, line)) for line in lines)


def _sentence(who: str, rate: ReleasedRate, coverage: str) -> str:
    if not isinstance(rate.share, Share):
        why = "hidden" if isinstance(rate.share, Suppressed) else str(rate.share)
        return f"{who}: the share of {rate.of} who re-enrolled {rate.window} is {why}."
    counts = [f"{cell.value.count:,}" for cell in (rate.part, rate.whole) if isinstance(cell.value, Released)]
    share = f"{AT_LEAST} {rate.share}" if rate.is_least else rate.share
    return f"{who}: {share} of {rate.of} re-enrolled {rate.window} ({' of '.join(counts)}; {coverage})."


def added_words(rate: ReleasedRate) -> str:
    """Say what a walk added as far as released counts tell it; "" where they do not, or the rate is not of all verified.

    It is made of two published cells alone, so it tells nothing they do not tell.
    """
    part, whole = rate.part.value, rate.whole.value
    if rate.name != BACK_OF_VERIFIED or not isinstance(rate.share, Share):
        return ""
    if not isinstance(part, Released) or not isinstance(whole, Released):
        return ""
    return added_sentence(added(part.count, whole.count, base_share()), rate.of, rate.window)


def ranges(release: Release) -> dict[str, Interval]:
    """Give the least and greatest value of hidden counts, by what is certain from the release's other counts alone.

    Anyone can work them out, so they tell nothing new. Left out are wide ones, which help nobody, and those with fewer values
    than a hidden count must keep: of these nothing is said.
    """
    one = release.as_attacked()
    certain = [rule for rule in RULES if rule.is_certain]
    try:
        found = intervals(one.frame, one.shown, only=one.hidden, rules=certain, watch=Watch(RANGE_SECONDS))
    except (Contradiction, OutOfTime):
        return {}
    return {key: ends for key, ends in found.items() if ends.values >= AZ.least_values and _is_narrow(ends)}


def _is_narrow(ends: Interval) -> bool:
    return ends.high is not None and ends.high - ends.low <= WIDEST_RANGE * ends.high


def share_shown(part: PublishedCell, whole: PublishedCell) -> Share | Cell:
    """Give the share of two published cells; a stage that is not due or not counted has none."""
    missing = next((cell.value for cell in (part, whole) if isinstance(cell.value, Missing)), None)
    return missing or share_of_cells(part.value, whole.value)


def _rate(name: str, shown: ShownTable | None, rule: _Rule) -> ReleasedRate | None:
    part = shown.cell(quantity(name, rule.part)) if shown else None
    whole = shown.cell(quantity(name, rule.whole)) if shown else None
    if part is None or whole is None:
        return None
    share = share_shown(part, whole)
    is_return = rule.part is Stage.RE_ENROLLED
    is_least = is_return and shown is not None and shown.release.is_least(name)
    return ReleasedRate(rule.said, share, part, whole, rule.of, rule.window, is_return, is_least)
