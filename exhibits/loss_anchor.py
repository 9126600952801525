"""From published rows to what the loss model takes: one ``PlaceAnchor`` for a place, edition and population.

A place without its own published loss per person borrows the state's, marked so. Its people are either the latest
class of the districts serving most of it or the study's own count: two definitions, never mixed in one answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from database.reader import Reader
from database.values import LossRecord, ObservationRecord, PlaceRecord
from economics import PlaceAnchor, Population, PrintedLoss
from exhibits.classes import ClassCount, city_class, class_seniors, district_class
from exhibits.cohorts import USUAL_YEAR, Cohort, study_cohort
from exhibits.printed import FISCAL, TOTAL, count_words, printed_of
from exhibits.school_places import Seniors

STATE = "arizona"
Counted = Literal["class", "published"]
EDITIONS = (2014, 2018)
# Counts and estimates of residents, the first that has the year wins.
RESIDENTS = ("population_census", "population_estimate_v2019", "population_estimate")


@dataclass(frozen=True, slots=True)
class Anchored:
    """An anchor with the rows it was made from.

    Attributes:
        anchor: What the model takes.
        records: The rows the estimate is made of, and no others: loss per person, then count or total, then fiscal loss.
        counted: The districts' class used for the count, if one was; else ``why_not`` says why.
        why_not: Why no class stands for the place.
        printed: What this edition prints about the place itself, by measure.
        count_record: The study's own count, where the edition prints one, used or not.
        total_record: The total the edition prints, used or not.
        residents: People living in the place in the year of the count; None where no figure is of that year.
        district: The latest class of the districts serving most of the place, priced or not; None where a study's is asked.
        seniors: Where the seniors of those districts go to school.
    """

    anchor: PlaceAnchor
    records: tuple[LossRecord, ...]
    counted: ClassCount | None
    why_not: str = ""
    printed: Mapping[str, PrintedLoss] = field(default_factory=dict, hash=False)
    count_record: LossRecord | None = None
    total_record: LossRecord | None = None
    residents: ObservationRecord | None = None
    district: ClassCount | None = None
    seniors: Seniors | None = None

    @property
    def cohort(self) -> Cohort:
        """Whom the count is of."""
        if self.anchor.population is Population.DISCONNECTED_YOUTH:
            return Cohort.DISCONNECTED
        return Cohort.FOUR_YEAR if self.counted is not None else study_cohort(self.anchor.edition)

    @property
    def year(self) -> int:
        """The year of the people counted."""
        return self.anchor.data_year or USUAL_YEAR[self.anchor.edition]

    @property
    def comparable(self) -> PrintedLoss | None:
        """The printed total of the very people counted here; None where none is printed, or it is of other people."""
        return None if self.counted is not None else self.printed.get(TOTAL)


def default_edition(reader: Reader, slug: str, population: Population) -> int:
    """The latest edition that has a loss per person for the place itself; else the latest that counts its people.

    An edition without a loss per person of place and state is no choice. Where none counts the place, 2014 is the
    default, because the dollar year and the components of its borrowed values are published.
    """
    rows = _of(reader, slug, population)
    own = [r.edition for r in rows if _is(r, "social_loss_per_person")]
    priced = {r.edition for r in _of(reader, STATE, population) if _is(r, "social_loss_per_person")}
    counted = [r.edition for r in rows if _is(r, "count") and r.edition in priced.intersection(EDITIONS)]
    return max(own or counted, default=EDITIONS[0])


def _of(reader: Reader, slug: str, population: Population) -> list[LossRecord]:
    """One place's rows, out of all: the answer is kept, so 91 cities cost one question."""
    return [r for r in reader.losses() if r.place_slug == slug and r.population == population.value]


def anchored(
    reader: Reader, place: PlaceRecord, population: Population, edition: int | None = None, counted: Counted = "class"
) -> Anchored | None:
    """The anchor of a place; None where neither place nor state has a loss per person in this edition.

    ``counted``: ``class`` takes the districts' latest class, and the study's own count only where no class stands for
    the place; ``published`` takes the study's own count or total, and never a class.
    """
    edition = edition or default_edition(reader, place.slug, population)
    own = _used(reader, place.slug, population, edition)
    state = _used(reader, STATE, population, edition)
    person = own.get("social_loss_per_person") or state.get("social_loss_per_person")
    if person is None or person.value is None:
        return None
    base = PlaceAnchor(
        place_slug=place.slug,
        place_name=place.name,
        edition=edition,
        population=population,
        per_person=person.value,
        per_person_status="published" if "social_loss_per_person" in own else "borrowed from state",
        component_split=_split(place, edition, population),
        price_year=person.dollar_year,
        total_published=_value(own, TOTAL),
        halved_published=_value(own, "social_gain_if_halved"),
        fiscal_total=_value(own, FISCAL),
        most_people=place.population_2020,
    )
    klass, why_not = city_class(reader, place) if population is Population.NON_COMPLETERS else (None, "")
    if klass is not None:
        why_not = "the latest class of its districts is another count, shown on its own"
    published, total, fiscal = own.get("count"), own.get(TOTAL), own.get(FISCAL)
    if klass is not None and counted == "class":
        found = Anchored(_with_class(base, klass), _rows(person, fiscal), klass)
    elif published is not None and published.value is not None:
        used = _rows(person, published, *_sizes(own), fiscal)
        found = Anchored(_with_published(base, published, own), used, None, why_not)
    else:
        year = total.data_year if total else None
        found = Anchored(replace(base, data_year=year), _rows(person, total, fiscal), None, why_not)
    prints = {measure: said for measure, row in own.items() if (said := printed_of(row)) is not None}
    found = replace(found, printed=prints, count_record=published, total_record=total)
    if population is Population.NON_COMPLETERS and counted == "class":
        found = _with_district(found, reader)
    return _with_residents(found, reader)


def _with_district(found: Anchored, reader: Reader) -> Anchored:
    """With the class of the districts serving most of the place, whether or not it may be priced to the place."""
    slug = found.anchor.place_slug
    shown = district_class(reader, slug)
    return replace(found, district=shown, seniors=class_seniors(reader, slug, shown)) if shown else found


def _with_residents(found: Anchored, reader: Reader) -> Anchored:
    """With the people of the place in the very year of the count, where a figure of that year is at hand."""
    year = found.anchor.data_year
    for measure in RESIDENTS if year else ():
        every = reader.observations(measure, period_end=year)
        mine = next((row for row in every if row.place_slug == found.anchor.place_slug and row.value), None)
        if mine is not None:
            return replace(found, anchor=replace(found.anchor, residents=mine.value), residents=mine)
    return found


def _rows(*records: LossRecord | None) -> tuple[LossRecord, ...]:
    return tuple(dict.fromkeys(record for record in records if record is not None))


def _sizes(own: dict[str, LossRecord]) -> list[LossRecord]:
    """The published size of the group the count is a part of."""
    return [own[size] for size in ("population_age_18", "population_age_16_24") if size in own]


def _used(reader: Reader, slug: str, population: Population, edition: int) -> dict[str, LossRecord]:
    """By measure, the figures of one edition that are used: where sources disagree, the preferred one."""
    rows = _of(reader, slug, population)
    return {r.measure: r for r in rows if r.edition == edition and r.preferred and r.value is not None}


def _is(record: LossRecord, measure: str) -> bool:
    return record.measure == measure and record.preferred and record.value is not None


def _value(own: dict[str, LossRecord], measure: str) -> float | None:
    record = own.get(measure)
    return record.value if record else None


def _split(place: PlaceRecord, edition: int, population: Population) -> Literal["published", "split estimated"]:
    first = place.slug == STATE and edition == EDITIONS[0] and population is Population.NON_COMPLETERS
    return "published" if first else "split estimated"


def _with_class(base: PlaceAnchor, klass: ClassCount) -> PlaceAnchor:
    return replace(
        base,
        count=float(klass.non_completers),
        count_status="districts",
        count_note=f"{klass.districts}, class of {klass.year}: cohort minus graduates in four years, students wherever they live",
        cohort=float(klass.cohort),
        data_year=klass.year,
        total_published=None,
    )


def _with_published(base: PlaceAnchor, count: LossRecord, own: dict[str, LossRecord]) -> PlaceAnchor:
    cohort = next((record.value for record in _sizes(own)), None)
    return replace(
        base,
        count=count.value,
        count_status="published",
        count_note=f"as printed in the {count.edition} edition: {count_words(count)}",
        cohort=cohort,
        data_year=count.data_year,
    )
