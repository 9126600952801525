"""From published rows to what the loss model takes: one ``PlaceAnchor`` for a place, edition and population.

A place without its own published loss per person borrows the state's, marked so. A place without a published count
takes the latest class of the districts serving most of it, marked so; else the count is not published.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from database.reader import Reader
from database.values import LossRecord, PlaceRecord
from economics import PlaceAnchor, Population
from exhibits.classes import ClassCount, city_class

STATE = "arizona"
Counted = Literal["class", "published"]
EDITIONS = (2014, 2018)


@dataclass(frozen=True, slots=True)
class Anchored:
    """An anchor with the rows it was made from.

    ``counted``: the districts' class used for the count, if one was; else ``why_not`` says why.
    """

    anchor: PlaceAnchor
    records: tuple[LossRecord, ...]
    counted: ClassCount | None
    why_not: str = ""


def default_edition(reader: Reader, slug: str, population: Population) -> int:
    """The latest edition that publishes a loss per person for the place itself; 2014 where none does.

    The 2014 edition is the default for borrowed values because its dollar year and components are published.
    """
    own = [r.edition for r in _of(reader, slug, population) if _is(r, "social_loss_per_person")]
    return max(own, default=EDITIONS[0])


def _of(reader: Reader, slug: str, population: Population) -> list[LossRecord]:
    """One place's rows, out of all: the answer is kept, so 91 cities cost one question."""
    return [r for r in reader.losses() if r.place_slug == slug and r.population == population.value]


def anchored(
    reader: Reader, place: PlaceRecord, population: Population, edition: int | None = None, counted: Counted = "class"
) -> Anchored | None:
    """The anchor of a place; None where neither place nor state has a loss per person in this edition.

    ``counted``: ``class`` prefers the districts' latest class over the study's own count, ``published`` the study's.
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
        total_published=_value(own, "social_loss_aggregate"),
        halved_published=_value(own, "social_gain_if_halved"),
        fiscal_total=_value(own, "fiscal_loss_state_local_aggregate"),
        residents=place.population_2020,
    )
    klass, why_not = city_class(reader, place) if population is Population.NON_COMPLETERS else (None, "")
    published = own.get("count")
    records = tuple(dict.fromkeys([person, *(r for r in own.values())]))
    if klass is not None and (counted == "class" or published is None):
        return Anchored(_with_class(base, klass), records, klass)
    if published is not None and published.value is not None:
        return Anchored(_with_published(base, published, own), records, None)
    return Anchored(base, records, None, why_not)


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
        count_note=f"{klass.districts}, class of {klass.year}: cohort minus graduates, students wherever they live",
        cohort=float(klass.cohort),
        data_year=klass.year,
        total_published=None,
    )


def _with_published(base: PlaceAnchor, count: LossRecord, own: dict[str, LossRecord]) -> PlaceAnchor:
    sizes = ("population_age_18", "population_age_16_24")
    cohort = next((own[size].value for size in sizes if size in own), None)
    return replace(
        base,
        count=count.value,
        count_status="published",
        count_note=f"published, {count.qualifier.replace('_', ' ')}",
        cohort=cohort,
        data_year=count.data_year,
    )
