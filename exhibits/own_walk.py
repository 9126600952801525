"""What the exhibits of a district's own walks share: which walk, whose counts, how a date reads, the base rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from database.reader import Reader
from exhibits import formats, parameters
from exhibits.lookup import source_lines
from exhibits.model import MADE_UP, BadParameterError, Cell, SourceLine
from exhibits.walk_record import MONTHS, base_place, date_words, unaided
from operations.district.one_walk import OneWalk, WalkCoverage, one_walk, walk_of
from operations.district.side import DistrictSide
from walks.funnel import Rate
from walks.intervals import wilson
from walks.journey import Stage

STAGE_NAMES = {
    Stage.LISTED: "Listed",
    Stage.VERIFIED: "Verified",
    Stage.ATTEMPTED: "Visited",
    Stage.CONTACTED: "Contacted",
    Stage.AGREED: "Agreed to return",
    Stage.RE_ENROLLED: "Re-enrolled",
    Stage.STAYED_10: "Stayed 10 school days",
    Stage.DAY_30: "Enrolled on day 30",
    Stage.DAY_60: "Enrolled on day 60",
    Stage.DAY_90: "Enrolled on day 90",
    Stage.SEMESTER: "At the semester’s end",
    Stage.YEAR: "At the year’s end",
    Stage.GRADUATED: "Graduated",
}


class WalkAsked(parameters.Parameters):
    """``walk``: the walk's id, its date and organizer."""

    walk: parameters.WalkSlug


def own_walk(side: DistrictSide, slug: str) -> OneWalk:
    """The district's walk of an id; else BadParameterError naming some that there are."""
    found = walk_of(side, slug)
    if found is None:
        near = tuple(walk.slug for walk in side.walks())[-3:]
        raise BadParameterError("walk", slug, "the id of a walk of this district: its date and organizer", near)
    return one_walk(side, found)


def day_words(day: date) -> str:
    """``18 July 2014``."""
    return date_words(day.isoformat())


def month_words(day: date) -> str:
    """``Jul 2014``."""
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def about(side: DistrictSide, one: OneWalk, *more: str) -> str:
    """Whose counts, of which walk, known up to when; made-up ones say so first."""
    district = side.district()
    whose = district.name if district else one.walks[0].organizer
    if side.is_made_up() and not whose.lower().startswith("made-up"):
        whose = f"{MADE_UP}: {whose}"
    days = [day_words(walk.day) for walk in one.walks]
    which = f"walk of {days[0]}" if len(days) == 1 else f"{len(days)} walks, {days[0]} to {days[-1]}"
    covered = coverage_words(one.coverage) if side.as_of() else ""
    return ". ".join([f"{whose}, {which}; {known_to(side)}", *(part for part in (covered, *more) if part)])


def coverage_words(coverage: WalkCoverage) -> str:
    """``13 of 15 listed students are in the enrollment export; 2 are unknown``: it stands on every page of a walk."""
    listed = formats.grouped(coverage.listed)
    if coverage.is_whole:
        return f"All {listed} listed students are in the enrollment export"
    words = f"{formats.grouped(coverage.known)} of {listed} listed students are in the enrollment export"
    if unknown := coverage.listed - coverage.known:
        words += f"; {formats.grouped(unknown)} {'is' if unknown == 1 else 'are'} unknown, not gone"
    if coverage.oldest is not None:
        words += f"; of {formats.grouped(coverage.older)} enrollment is known to {day_words(coverage.oldest)} only"
    return words


def known_to(side: DistrictSide) -> str:
    """Up to which day enrollment is known."""
    day = side.as_of()
    return f"enrollment known to {day_words(day)}" if day else "no enrollment loaded yet"


def caption(side: DistrictSide, words: str) -> str:
    """A table's caption; of made-up students it says so."""
    return f"{MADE_UP}: {words[0].lower()}{words[1:]}" if side.is_made_up() else words


def own_sources(side: DistrictSide, used_for: str = "all counts") -> tuple[SourceLine, ...]:
    """The district's own files as a source."""
    district = side.district()
    name = district.name if district else "The district"
    day = side.as_of()
    vintage = f"enrollment exported {day.isoformat()}" if day else None
    return (SourceLine("district", name, "Visits and enrollment spells, as loaded", None, vintage, used_for),)


def own_notes(side: DistrictSide) -> tuple[str, ...]:
    """What holds for every count of a walk, the assumed calendar said."""
    days = side.rules().window_days
    notes = [
        f"Re-enrolled: an enrollment spell begins within {days} days of the walk. It is taken from the district’s export, "
        "never from what was said at the door.",
        "Verified: listed, and not settled before the walk (by phone, or by proof of a transfer or diploma).",
    ]
    if side.calendar().assumed:
        notes.append(
            "The school calendar is assumed, not the district’s: days of school, semesters and years may be off."
        )
    return tuple(notes)


@dataclass(frozen=True, slots=True)
class BaseRate:
    """A published share of dropouts who came back with no walk, in percent."""

    place: str
    percent: float
    years: str


def base_rates(reader: Reader) -> tuple[tuple[BaseRate, ...], tuple[SourceLine, ...]]:
    """The published base rates, lowest first, and their sources."""
    found = sorted(unaided(reader.walk_figures()), key=lambda record: record.value)
    rates = tuple(BaseRate(base_place(record), record.value, record.walk_date) for record in found)
    return rates, source_lines((record.source, "base rates: back with no walk") for record in found)


def base_words(base: Sequence[BaseRate]) -> str:
    """The sentence that stands beside every return rate."""
    if not base:
        return "How many come back with no walk is not loaded."
    said = formats.listed([f"{formats.percent(each.percent, decimals=0)} in {each.place}" for each in base])
    return f"With no walk, {said} of those who dropped out came back: other students and years, so not a comparison."


def rate_words(rate: Rate) -> str:
    """``104 of 372 students verified, within 60 days of the walk; 12 not yet due``: never a share alone."""
    if not rate.denominator and rate.not_yet_due and not rate.unknown:
        return f"{formats.grouped(rate.not_yet_due)} {rate.of}, {rate.window}: {waits_words(rate.due)}"
    known = " whose enrollment is known" if rate.unknown else ""
    said = f"{formats.grouped(rate.numerator)} of {formats.grouped(rate.denominator)} {rate.of}{known}, {rate.window}"
    said += f"; {formats.grouped(rate.unknown)} unknown" if rate.unknown else ""
    return f"{said}; {formats.grouped(rate.not_yet_due)} {waits_words(rate.due)}" if rate.not_yet_due else said


def waits_words(due: date | None) -> str:
    """``not yet due, on 4 October 2024``; without the day where the calendar does not tell it."""
    return f"not yet due, on {day_words(due)}" if due else "not yet due"


def share_words(rate: Rate) -> str:
    """``28%``, ``25% to 33%`` where some are unknown, or why there is no share."""
    if rate.share is not None:
        return formats.percent(100 * rate.share, decimals=0)
    if not rate.unknown:
        return waits_words(rate.due) if rate.not_yet_due else "nobody"
    if rate.bounds is None:
        return "not known"
    low, high = (formats.percent(100 * end, decimals=0) for end in rate.bounds)
    return f"{low} to {high}"


def interval(rate: Rate) -> tuple[float, float] | None:
    """Wilson's 95% interval in percent, about both bounds where some are unknown; None where there is no share."""
    due = rate.denominator + rate.unknown
    if not due or rate.bounds is None:
        return None
    low, high = wilson(rate.numerator, due)[0], wilson(rate.numerator + rate.unknown, due)[1]
    return 100 * low, 100 * high


def rate_cells(rate: Rate) -> tuple[Cell, ...]:
    """Counted, of, share, low, high, not yet due: the cells every table of rates has."""
    ends = interval(rate)
    missing = Cell(None, share_words(rate), "not yet due" if rate.not_yet_due and not rate.unknown else "not collected")
    return (
        Cell(rate.numerator, formats.grouped(rate.numerator)),
        Cell(rate.denominator, formats.grouped(rate.denominator)),
        missing if rate.share is None else Cell(100 * rate.share, formats.percent(100 * rate.share)),
        missing if ends is None else Cell(ends[0], formats.percent(ends[0])),
        missing if ends is None else Cell(ends[1], formats.percent(ends[1])),
        Cell(rate.not_yet_due, formats.grouped(rate.not_yet_due)),
    )
