"""The words of a city's profile: headline, what kind of class is counted, and what is missing and why."""

from __future__ import annotations

from database.reader import Reader
from database.values import PlaceRecord
from economics import Loss
from exhibits import formats
from exhibits.loss_anchor import STATE, Anchored

SURVEY_AREA = 100_000
# From the 2018 edition on a non-completer is one who did not graduate within four years; before, an 18-year-old without a diploma.
ON_TIME = 2018


def headline(place: PlaceRecord, found: Anchored | None, loss: Loss | None) -> str:
    """The sentence a mayor says: who, how many, what it costs; or plainly that it is not published."""
    if found is None or loss is None:
        return f"What school leaving costs {place.name} is not published."
    total = formats.money_words(loss.cohort.total) if loss.cohort.total else ""
    if found.counted is not None:
        klass = found.counted
        who = f"{formats.grouped(klass.non_completers)} of {formats.possessive(klass.districts)} class of {klass.year}"
        return f"{who} did not finish in four years. Over their lifetimes that one class costs society about {total}."
    if loss.cohort.count is not None:
        year = f" of {found.anchor.data_year}" if found.anchor.data_year else ""
        about = "" if "as published" in found.anchor.count_note else "About "
        finish = "finish in four years" if found.anchor.edition >= ON_TIME else "finish high school"
        who = f"{about}{formats.grouped(loss.cohort.count)} of {formats.possessive(place.name)} class{year} did not {finish}"
        return f"{who}. Over their lifetimes that one class costs society about {total}."
    if total:
        whose = formats.possessive(place.name)
        return f"Those of {whose} class of 2012 who did not finish cost society about {total} over their lifetimes."
    each = formats.money_words(loss.person.total)
    return (
        f"How many of {formats.possessive(place.name)} students do not finish is not published. "
        f"Each one costs society about {each} over a lifetime, by the state’s value of the {found.anchor.edition} edition."
    )


def kind_of_class(place: PlaceRecord, found: Anchored | None) -> str:
    """What the count is of, in small type."""
    if found is not None and found.counted is not None:
        extent = (
            "most of the city’s students" if len(found.counted.services) == 1 else "districts serving most of the city"
        )
        return f"one class, again every year · {found.counted.districts}, {extent} · some finish later, not taken off"
    if found is not None and found.anchor.count is not None:
        year = found.anchor.data_year
        where = "state" if place.slug == STATE else "city"
        return f"one class, again every year · {where}, class of {year}, {found.anchor.edition} edition"
    return "one class, again every year"


def youth_empty(reader: Reader, place: PlaceRecord) -> str:
    """Why a city has no count of disconnected youth, and the nearest honest figure."""
    rows = {
        r.measure: r for r in reader.losses(STATE, 2014, "disconnected_youth") if r.preferred and r.value is not None
    }
    count, rate = rows.get("count"), rows.get("rate")
    if count is None or rate is None or count.value is None or rate.value is None:
        return f"Not published for {place.name}."
    people = formats.grouped(count.value)
    return f"Not published for {place.name}. Arizona: {people} young people, {rate.value:g}% of the age group (2012)."


def missing_words(
    place: PlaceRecord, finishing: Anchored | None, youth: Anchored | None, having: tuple[str, ...]
) -> tuple[str, ...]:
    """What a thin place lacks, each with why and what to do. ``having``: places with a count of disconnected youth."""
    said = []
    if finishing is None or finishing.anchor.count is None:
        said.append(
            f"No count of non-completers for {place.name}: the studies at hand do not print one, and {_why_not(finishing)}. "
            "The 2018 report’s own table can be loaded as soon as staff bring it (Data page)."
        )
    if finishing is not None and finishing.anchor.per_person_status == "borrowed from state" and place.slug != STATE:
        said.append(f"No loss per person is published for {place.name}: the state’s is used and marked.")
    if youth is None or youth.anchor.count is None:
        said.append(_no_youth(place, having))
    return tuple(said)


def _why_not(finishing: Anchored | None) -> str:
    return (
        finishing.why_not
        if finishing and finishing.why_not
        else "no district with published cohort counts serves most of it"
    )


def _no_youth(place: PlaceRecord, having: tuple[str, ...]) -> str:
    small = (place.population_2020 or 0) < SURVEY_AREA
    why = ", and a place this small is only a part of the survey’s areas of 100,000 people and more" if small else ""
    return (
        f"No count of young people neither in school nor at work for {place.name}: the studies at hand print it for "
        f"{formats.listed(having, 6)} only{why}."
    )
