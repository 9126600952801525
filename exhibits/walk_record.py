"""Published figures about walks, put in order: one walk is one date and organizer; single-walk and running totals stay apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from database.reader import Reader
from database.values import WalkFigureRecord
from exhibits import formats
from exhibits.model import BadParameterError, Column, Exhibit, Table
from walks.keys import walk_slug

SINGLE = ("single_walk", "single_walk_eventual", "pre_walk_phone_email", "campaign")
TOTAL = "cumulative_to_date"
BASE_RATE = "base_rate"
BACK_UNAIDED = "re_enrolled_pct_of_dropouts"
TUCSON = "TUSD Steps to Success"
COVERAGE_NOT_STATED = "not stated by the source"
NO_COVERAGE = "No source states its coverage: of how many of those counted enrollment was known."
"""What stands beside every published return rate."""
HEDGES = {
    "exact": "",
    "more_than": "more than ",
    "about": "about ",
    "almost": "almost ",
    "at_least": "at least ",
    "less_than": "fewer than ",
    "low_end": "from ",
    "high_end": "up to ",
    "derived_sum": "",
}
MEASURES = {
    "students_targeted": "On the list",
    "students_not_returned_pool": "Not returned, the district’s whole pool",
    "home_visits": "Homes visited",
    "students_visited": "Students visited",
    "families_contacted": "Families spoken to",
    "students_contacted": "Students reached",
    "outreach": "Outreach",
    "intake_completed": "Intake completed",
    "students_served": "Students served",
    "committed": "Agreed to return",
    "re_enrolled_before_walk": "Re-enrolled before the walk, by phone and mail",
    "re_enrolled_same_day": "Re-enrolled the same day",
    "re_enrolled": "Re-enrolled",
    "graduated": "Graduated",
    "volunteers": "Volunteers",
    "teams": "Teams",
    "staff": "Staff",
    "schools": "Schools",
    "phone_calls": "Phone calls",
    "door_hangers_left": "Door hangers left",
    "found_not_dropouts": "Found not to have dropped out",
    "students_left_midyear": "Left in mid-year",
    "students_unaccounted_for": "Unaccounted for",
    "home_visits_per_week": "Home visits a week",
    "programme_cost_usd": "Cost of the programme, US dollars",
}
STAGES = (
    "students_targeted",
    "home_visits",
    "families_contacted",
    "students_contacted",
    "committed",
    "re_enrolled_same_day",
    "re_enrolled",
    "graduated",
)


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk: its id (date and organizer), and the figures published about it alone. A figure may stand twice."""

    id: str
    date: str
    organizer: str
    city: str
    figures: tuple[WalkFigureRecord, ...]

    @property
    def name(self) -> str:
        """As it reads: ``Tucson, 18 July 2014``."""
        return f"{self.city.rsplit(' ', 1)[0]}, {date_words(self.date)}"


def walk_id(record: WalkFigureRecord) -> str:
    """The id of the walk a figure is about: date and organizer, as an address part."""
    return walk_slug(record.walk_date, record.organizer)


def walks(reader: Reader) -> tuple[Walk, ...]:
    """Every dated walk with a figure of its own, oldest first; programmes all year round and base rates are not walks."""
    grouped: dict[str, list[WalkFigureRecord]] = {}
    for record in reader.walk_figures():
        if record.basis in SINGLE and "not a walk" not in record.organizer:
            grouped.setdefault(walk_id(record), []).append(record)
    found = [Walk(key, own[0].walk_date, own[0].organizer, own[0].city, tuple(own)) for key, own in grouped.items()]
    return tuple(sorted(found, key=lambda walk: (year_of(walk.date) or 9999, walk.date, walk.organizer)))


def walk_or_error(reader: Reader, identity: str) -> Walk:
    """The walk of an id; else BadParameterError naming some that there are."""
    known = {walk.id: walk for walk in walks(reader)}
    if identity not in known:
        raise BadParameterError("walk", identity, "the id of a walk: its date and organizer", tuple(known)[:3])
    return known[identity]


def year_of(date: str) -> float | None:
    """A date as a decimal year for an axis; None where none is published (``n.d.``)."""
    found = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", date)
    if not found:
        return None
    year, month, day = found.groups()
    if month is None or int(month) > 12:
        return int(year) + 0.5
    return int(year) + (int(month) - 1) / 12 + (int(day or 15) - 1) / 365


MONTHS = "January February March April May June July August September October November December".split()


def date_words(date: str) -> str:
    """``18 July 2014``, ``September 2019``, ``autumn 2004``; what is not published says so."""
    found = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", date)
    if found and int(found[2]) <= 12:
        day = f"{int(found[3])} " if found[3] else ""
        return f"{day}{MONTHS[int(found[2]) - 1]} {found[1]}"
    season = re.fullmatch(r"(\d{4})-(fall|winter)", date)
    if season:
        return f"{'autumn' if season[2] == 'fall' else 'winter'} {season[1]}"
    return date.replace("n.d.", "date not published")


def value_words(record: WalkFigureRecord) -> str:
    """A figure with the hedge of its source: ``almost 1,300``."""
    number = formats.grouped(record.value)
    if record.measure.endswith("usd"):
        return f"{HEDGES.get(record.qualifier, '')}{number} US dollars"
    percent = "%" if "pct" in record.measure else ""
    return f"{HEDGES.get(record.qualifier, record.qualifier + ' ')}{number}{percent}"


def measure_words(measure: str) -> str:
    """A measure's name in words."""
    return MEASURES.get(measure, measure.replace("_", " ").replace(" pct", ", percent").capitalize())


def stage_values(walk: Walk) -> dict[str, tuple[WalkFigureRecord, ...]]:
    """By stage, in order, the figures published of it: two where sources disagree, none where nothing is published."""
    found: dict[str, tuple[WalkFigureRecord, ...]] = {}
    for stage in STAGES:
        own = [record for record in walk.figures if record.measure == stage]
        unique = {(record.value, record.qualifier): record for record in own}
        found[stage] = tuple(sorted(unique.values(), key=lambda record: -record.value))
    return found


def unaided(records: Iterable[WalkFigureRecord]) -> list[WalkFigureRecord]:
    """Of published figures the base rates: what share of those who left came back in places without a walk."""
    return [record for record in records if (record.basis, record.measure) == (BASE_RATE, BACK_UNAIDED)]


def base_place(record: WalkFigureRecord) -> str:
    """Where a base rate is from: ``Utah``."""
    return record.organizer.split(" statewide")[0].split(" City USD")[0]


def no_record(name: str, data_version: str) -> Exhibit:
    """What an exhibit of the record is when the figures it stands on are not loaded."""
    return Exhibit(
        name=name,
        parameters={},
        title="No published walk figures are loaded",
        subtitle="",
        sentence="",
        summary="Nothing to draw.",
        table=Table((Column("walk", "Walk"),), ()),
        sources=(),
        credit="",
        data_version=data_version,
        empty="The record of walks is not in the database: build it with .venv/bin/dashboards data build.",
    )
