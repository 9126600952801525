"""The latest class of the districts that serve most of a city: cohort, graduates, non-completers. Counts, no dollars."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from database.reader import Reader
from database.values import DistrictObservationRecord, PlaceRecord, ServiceRecord
from exhibits.formats import percent
from exhibits.lookup import move_words
from exhibits.school_places import ENOUGH, Seniors, seniors_of, seniors_words

HIGH_SCHOOL_LEVELS = ("K-12", "high school")
COHORT, GRADUATES = "cohort_size", "graduates"
RATE = "graduation_rate_4yr"
# One class of a place is about 1 to 2.5 percent of its people; a class far larger is mostly somebody else's.
LARGEST_SHARE = 0.05
# A headline and dollars are not built on fewer students than the state's own redaction rule would print.
FEWEST = 11


@dataclass(frozen=True, slots=True)
class ClassCount:
    """One class: ``cohort`` and ``graduates`` in students, summed over ``services`` (districts serving most of the city)."""

    year: int
    cohort: int
    graduates: int
    services: tuple[ServiceRecord, ...]
    records: tuple[DistrictObservationRecord, ...]

    @property
    def non_completers(self) -> int:
        """Students of the class who did not graduate in four years."""
        return self.cohort - self.graduates

    @property
    def rate(self) -> float:
        """Non-completers as percent of the cohort."""
        return 100 * self.non_completers / self.cohort

    @property
    def districts(self) -> str:
        """The districts' names, joined."""
        return " and ".join(service.district.short_name for service in self.services)


def high_school_services(reader: Reader, slug: str) -> tuple[ServiceRecord, ...]:
    """Districts with high schools that serve most of a place's students."""
    # all services, not one place's: the answer is kept, so 91 cities cost one question
    every = reader.services()
    return tuple(s for s in every if s.place_slug == slug and s.extent == "most" and s.levels in HIGH_SCHOOL_LEVELS)


def class_counts(reader: Reader, slug: str) -> tuple[ClassCount, ...]:
    """Every class for which all those districts have both counts, oldest first; empty where there is none."""
    services = high_school_services(reader, slug)
    if not services:
        return ()
    ids = tuple(service.district.entity_id for service in services)
    serving = {service.district.entity_id for service in reader.services()}
    every = reader.district_observations(serving, (COHORT, GRADUATES))
    records = [r for r in every if r.value is not None and r.district_id in ids]
    by_key = {(r.district_id, r.measure_id, r.period_end): r for r in records}
    counts = []
    for year in sorted({r.period_end for r in records}):
        cohorts = [by_key.get((each, COHORT, year)) for each in ids]
        graduates = [by_key.get((each, GRADUATES, year)) for each in ids]
        if all(cohorts) and all(graduates):
            used = tuple(r for r in (*cohorts, *graduates) if r is not None)
            total = sum(int(r.value or 0) for r in cohorts if r)
            done = sum(int(r.value or 0) for r in graduates if r)
            if total == 0:
                # nobody in the class: there is no rate, and "0 did not finish" would read as a success
                continue
            counts.append(ClassCount(year, total, done, services, used))
    return tuple(counts)


def latest_class(reader: Reader, slug: str) -> ClassCount | None:
    """The newest class with both counts; None where districts serving most of the place publish none."""
    counts = class_counts(reader, slug)
    return counts[-1] if counts else None


def city_class(reader: Reader, place: PlaceRecord) -> tuple[ClassCount | None, str]:
    """The class that may stand for a city, or None and why not: shared with a larger place, too large, or too few.

    Asked both ways: the districts must serve most of the city, and nearly all of their seniors must attend schools
    known to lie in it (``school_places.ENOUGH``). Besides, the city must be the largest of the places they mostly serve
    and the class in proportion to its people.
    """
    found = latest_class(reader, place.slug)
    if found is None:
        return None, "no district with published cohort counts serves most of it"
    refused = _refused(reader, place, found)
    if refused:
        return None, refused
    seniors = class_seniors(reader, place.slug, found)
    if seniors.enough:
        return found, ""
    known = seniors_words(seniors, place.name, found.districts)
    return (
        None,
        f"{known}; a loss in dollars needs {percent(ENOUGH * 100, decimals=0)} of them at schools known to lie in {place.name}",
    )


def class_seniors(reader: Reader, slug: str, found: ClassCount) -> Seniors:
    """Where the seniors of a class's districts go to school."""
    return seniors_of(reader, (service.district.entity_id for service in found.services), slug)


def district_class(reader: Reader, slug: str) -> ClassCount | None:
    """The latest class of the districts serving most of a place, to be shown as theirs; None where too few to show."""
    found = latest_class(reader, slug)
    return found if found is not None and found.non_completers >= FEWEST else None


def queried_rates(reader: Reader, services: Iterable[ServiceRecord]) -> str:
    """What is asked about the districts' four-year graduation rates; empty where none moved beyond plausibility."""
    serving = {service.district.entity_id for service in reader.services()}
    rates = reader.district_observations(serving, (RATE,))
    said = []
    for service in services:
        own = [r for r in rates if r.district_id == service.district.entity_id and r.value is not None]
        whose = f"the four-year graduation rate of {service.district.short_name}"
        said.append(move_words(whose, ((r.period_end, r.value or 0.0) for r in own), "percent"))
    return " ".join(filter(None, said))


def _refused(reader: Reader, place: PlaceRecord, found: ClassCount) -> str:
    """Why a class stands for no city, whatever is known of its schools; empty where nothing speaks against it."""
    larger = _larger(reader, place, found)
    if larger:
        return f"{found.districts} serves {larger} as well, a larger place"
    if found.cohort > LARGEST_SHARE * (place.population_2020 or 0):
        return f"{found.districts} is far larger than {place.name}: most of its students live elsewhere"
    if found.non_completers < FEWEST:
        return f"fewer than {FEWEST} of {found.districts}’s class of {found.year} did not finish: too few to tell a city’s story"
    return ""


def _larger(reader: Reader, place: PlaceRecord, found: ClassCount) -> str:
    """The largest other place these districts mostly serve, where it is larger than this one."""
    ids = {service.district.entity_id for service in found.services}
    people = {each.slug: each.population_2020 or 0 for each in reader.places()}
    others = [
        s
        for s in reader.services()
        if s.district.entity_id in ids and s.extent == "most" and s.place_slug != place.slug
    ]
    larger = [s for s in others if people.get(s.place_slug, 0) > people.get(place.slug, 0)]
    return max(larger, key=lambda s: people[s.place_slug]).place_name if larger else ""
