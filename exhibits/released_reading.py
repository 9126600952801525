"""Releases as exhibits read them: whose, which walks, and what of them may be drawn: published cells, nothing else."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from database.reader import Reader
from exhibits import formats, parameters
from exhibits.model import MADE_UP, BadParameterError, Cell, Column, Exhibit, SourceLine, Table
from exhibits.walk_record import date_words
from walks import release_file
from walks.disclosure import FOOTNOTE, Interval, Missing, PublishedCell, Released, Share, Suppressed
from walks.disclosure import Cell as PublishedValue
from walks.keys import WalkKey
from walks.release import Release
from walks.release_shown import (
    AT_LEAST,
    ShownTable,
    coverage_words,
    newest_last,
    ranges,
    released_walk_keys,
    shown_tables,
)
from walks.release_tables import ALL_WALKS

ALL = "all"
NOTHING = "No district has released counts of its walks yet. A release is made in the district and loaded here."
MISSING = {
    Missing.NOT_APPLICABLE: Cell(None, "-"),
    Missing.NOT_COLLECTED: Cell(None, "n/a", "not collected"),
    Missing.NOT_YET_DUE: Cell(None, "not yet due", "not yet due"),
}
HIDDEN_CELL = Cell(None, "*", "hidden for privacy")
HIDDEN_MARK = "* hidden"


class ReleasedAsked(parameters.Parameters):
    """``walk``: a walk's id (date and organizer), or ``all``; ``district``: by default the one that released last."""

    walk: parameters.WalkSlug = ALL
    district: parameters.MaybeSlug = None


@dataclass(frozen=True)
class ReleasedDistrict:
    """One district's releases, oldest first, and what they show together."""

    name: str
    releases: tuple[Release, ...]

    @property
    def slug(self) -> str:
        """As an address part."""
        return slug_of(self.name)

    @property
    def made_up(self) -> bool:
        """Whether any release is of made-up students."""
        return any(release.made_up for release in self.releases)

    @cached_property
    def tables(self) -> dict[str, ShownTable]:
        """Every table by id, in its newest version."""
        return shown_tables(self.releases)

    @cached_property
    def walks(self) -> tuple[ReleasedWalk, ...]:
        """Its walks, oldest first."""
        return tuple(ReleasedWalk(key, self) for key in released_walk_keys(self.releases))


@dataclass(frozen=True)
class ReleasedWalk:
    """A walk of which a district released counts."""

    key: WalkKey
    district: ReleasedDistrict

    @property
    def id(self) -> str:
        """As an address part: date and organizer, as in the published record."""
        return self.key.slug

    @property
    def name(self) -> str:
        """As it reads: ``18 July 2014``."""
        return date_words(self.key.day.isoformat())


@dataclass(frozen=True)
class Subject:
    """What a released exhibit is about: one walk, or all of a district's. ``name`` heads the keys of its quantities."""

    name: str
    words: str
    district: ReleasedDistrict
    walk: ReleasedWalk | None

    def table(self, what: str) -> ShownTable | None:
        """A table of it, by the last part of its id (``doors``); None where none was released."""
        return self.district.tables.get(f"{self.name}/{what}")


@lru_cache(maxsize=256)
def stored(content: bytes) -> Release:
    """A release from the bytes kept of it; each is read once a process."""
    return release_file.stored(content)


def districts(reader: Reader) -> dict[str, ReleasedDistrict]:
    """Districts with releases by slug, the one that released last first."""
    by_name: dict[str, list[Release]] = {}
    for record in reader.releases():
        by_name.setdefault(record.district, []).append(stored(record.content))
    found = [ReleasedDistrict(name, tuple(newest_last(own))) for name, own in by_name.items()]
    found.sort(key=lambda district: (district.releases[-1].made_on, district.name), reverse=True)
    return {district.slug: district for district in found}


def released_walks(reader: Reader) -> dict[str, ReleasedWalk]:
    """Every walk with a release, by id; of two districts' walks of one id that of the later release."""
    found: dict[str, ReleasedWalk] = {}
    for district in districts(reader).values():
        for walk in district.walks:
            found.setdefault(walk.id, walk)
    return found


def subject(reader: Reader, walk: str, district: str | None) -> Subject | None:
    """What was asked for; None where nothing is released at all. Raises BadParameterError for an unknown name."""
    known = districts(reader)
    if not known:
        return None
    if district is not None and district not in known:
        raise BadParameterError("district", district, "a district with a release", tuple(known)[:3])
    own = known[district] if district else next(iter(known.values()))
    if walk == ALL:
        count = len(own.walks)
        words = f"{own.name}, all {count} walks" if count > 1 else f"{own.name}, one walk"
        return Subject(ALL_WALKS, words, own, None)
    among = {each.id: each for each in own.walks} if district else released_walks(reader)
    if walk not in among:
        raise BadParameterError("walk", walk, "the id of a walk with a release, or all", (ALL, *tuple(among)[:2]))
    found = among[walk]
    return Subject(str(found.key), f"{found.district.name}, walk of {found.name}", found.district, found)


def slug_of(name: str) -> str:
    """A district's name as an address part."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-") or "district"


def cell_of(value: PublishedValue) -> Cell:
    """A published cell as a table shows it: its count, ``*``, or why there is none. Takes nothing else.

    Raises:
        TypeError: ``value`` is a bare count, or anything that did not pass disclosure control.
    """
    match value:
        case Released():
            return Cell(value.count, formats.grouped(value.count))
        case Suppressed():
            return HIDDEN_CELL
        case Missing():
            return MISSING[value]
    raise TypeError("only what disclosure control released can be shown")


@lru_cache(maxsize=64)
def _ranges(release: Release) -> dict[str, Interval]:
    return ranges(release)


def range_words(cell: PublishedCell, release: Release) -> str:
    """Between which counts a hidden one lies, as anyone can work out from the others: ``98 to 108``; else ""."""
    ends = _ranges(release).get(cell.key) if isinstance(cell.value, Suppressed) else None
    if ends is None or ends.high is None:
        return ""
    return f"{formats.grouped(ends.low)} to {formats.grouped(ends.high)}"


def count_cell(cell: PublishedCell, release: Release) -> Cell:
    """A published cell as a table shows it; a hidden one with the counts it lies between, where they are known."""
    words = range_words(cell, release)
    return Cell(None, f"{HIDDEN_CELL.text} ({words})", HIDDEN_CELL.state) if words else cell_of(cell.value)


def share_cell(share: Share | PublishedValue) -> Cell:
    """A published share as a table shows it."""
    return Cell(share.percent, str(share)) if isinstance(share, Share) else cell_of(share)


def least_cell(cell: Cell, is_least: bool) -> Cell:
    """A cell that is a lower bound says so: some of the listed students may be unknown."""
    return replace(cell, text=f"{AT_LEAST} {cell.text}") if is_least and cell.value is not None else cell


def with_bounds(table: Table, is_least: Sequence[bool]) -> Table:
    """A table with a column for which rows are lower bounds, so that files say it too; as it is where none is one."""
    if not any(is_least):
        return table
    said = [Cell(words, words) for words in ("as released", AT_LEAST)]
    rows = tuple((*row, said[least]) for row, least in zip(table.rows, is_least, strict=True))
    return replace(table, columns=(*table.columns, Column("bound", "Count back at school is")), rows=rows)


def bound_sentence(is_least: Iterable[bool]) -> str:
    """What a reader has to know of counts that are lower bounds; "" where none is one."""
    return BOUND if any(is_least) else ""


def mark_of(value: PublishedValue) -> str:
    """A published cell as it reads beside its mark."""
    return HIDDEN_MARK if isinstance(value, Suppressed) else cell_of(value).text


def count_words(cell: PublishedCell) -> str:
    """A published cell in a sentence: ``47``, ``a hidden number``, ``not yet due``."""
    return "a hidden number" if isinstance(cell.value, Suppressed) else cell_of(cell.value).text


def release_words(release: Release) -> str:
    """A release as a row of a table names it."""
    made_up = f"{MADE_UP} " if release.made_up else ""
    return f"{made_up}release of {date_words(release.made_on.isoformat())}, {release.district}"


def covered(found: Subject, releases: Iterable[Release]) -> str:
    """How much of its lists the enrollment records cover, as its releases state it: it stands beside every return rate."""
    said = dict.fromkeys(coverage_words(release, found.name) for release in releases)
    return " or ".join(words if place else words[0].upper() + words[1:] for place, words in enumerate(said))


def source_of(release: Release) -> SourceLine:
    """A release as the source of its counts."""
    digest = release_file.content_hash(release)
    title = (
        f"{release_words(release)}: approved by {release.approver}, "
        f"rules {release.rule_version} ({release.profile}), SHA-256 {digest[:16]}"
    )
    made_up = "; made-up students" if release.made_up else ""
    return SourceLine(digest[:16], release.district, title, None, release.made_on.isoformat(), f"counts{made_up}")


def sources_of(releases: Iterable[Release]) -> tuple[SourceLine, ...]:
    """The sources of some releases' counts, each once."""
    return tuple({line.id: line for line in map(source_of, releases)}.values())


def titled(title: str, made_up: bool) -> str:
    """A title that says where the students are made up."""
    return f"{MADE_UP}: {title}" if made_up and not title.startswith(MADE_UP) else title


def version_of(reader: Reader) -> str:
    """The version of the data and of all releases together."""
    named = [reader.data_version(), *(record.sha256 for record in reader.releases())]
    return hashlib.sha256("\n".join(named).encode()).hexdigest()


def nothing(name: str, asked: dict[str, str], table: Table, reader: Reader, words: str = NOTHING) -> Exhibit:
    """What a released exhibit is when there is nothing to draw."""
    return Exhibit(
        name=name,
        parameters=asked,
        title="No counts of a district’s own are released yet" if words == NOTHING else "Not released",
        subtitle="",
        sentence="",
        summary="Nothing to draw.",
        table=table,
        sources=(),
        credit="",
        data_version=version_of(reader),
        empty=words,
    )


BOUND = (
    "Listed students whom no enrollment export names may be back without anybody knowing: "
    "a count of students back at school is at least what it says."
)
RANGES = "A range beside * is what the other counts leave open to anyone; it is no estimate."
FOOTNOTES = (
    FOOTNOTE,
    RANGES,
    "A whole release is checked before it is shown: by the rules, and against every earlier one.",
)
