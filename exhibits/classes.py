"""The latest class of the districts that serve most of a city: cohort, graduates, non-completers. Counts, no dollars."""

from __future__ import annotations

from dataclasses import dataclass

from database.reader import Reader
from database.values import DistrictObservationRecord, ServiceRecord

HIGH_SCHOOL_LEVELS = ("K-12", "high school")
COHORT, GRADUATES = "cohort_size", "graduates"


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
