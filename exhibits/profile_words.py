"""The words of a city's profile: headline, what kind of class is counted, and what is missing and why."""

from __future__ import annotations

from database.reader import Reader
from database.values import PlaceRecord
from economics import Loss, Population
from exhibits import formats
from exhibits.classes import ClassCount
from exhibits.cohorts import KINDS, Cohort
from exhibits.loss_anchor import STATE, Anchored
from exhibits.losses_words import amount_hedge, counted_people
from exhibits.school_places import share_words
from exhibits.staff_figures import counts_of, youth_figure, youth_words

SURVEY_AREA = 100_000


def headline(place: PlaceRecord, found: Anchored | None, loss: Loss | None) -> str:
    """The sentence a mayor says: who, how many, what it costs; or plainly that it is not published."""
    if found is None or loss is None:
        return f"What school leaving costs {place.name} is not published."
    if loss.cohort.total is not None and loss.cohort.count is not None:
        who = counted_people(found, loss.cohort.count)
        who = who.removeprefix("the ").replace(" who did not", " did not").replace(" who turned", " turned")
        amount = f"{amount_hedge(found)} {formats.money_words(loss.cohort.total)}"
        return f"{who[0].upper()}{who[1:]}. Over their lifetimes that costs society {amount}."
    if loss.cohort.total is not None:
        who = counted_people(found, None)
        amount = _whole(found, loss)
        return f"{who[0].upper()}{who[1:]} cost society {amount} over their lifetimes."
    if found.district is not None:
        return _of_the_district(place, found.district)
    each = formats.money_words(loss.person.total)
    return (
        f"How many of {formats.possessive(place.name)} students do not finish is not published. "
        f"Each one costs society about {each} over a lifetime, by the state’s value of the {found.anchor.edition} edition."
    )


def _of_the_district(place: PlaceRecord, klass: ClassCount) -> str:
    """A class that is not shown to be the place's: called the district's, and priced to nobody."""
    who = f"{formats.grouped(klass.non_completers)} of {formats.possessive(klass.districts)} class of {klass.year}"
    return (
        f"{who} did not finish in four years. How many of them are {formats.possessive(place.name)} is not known, "
        "so no loss in dollars is given."
    )


def _whole(found: Anchored, loss: Loss) -> str:
    """The loss of people whose number is not printed: the printed total while it is that, else what is made of it."""
    printed = found.comparable
    if printed is not None and loss.cohort.total_status == "published":
        return formats.printed_words(printed)
    return f"an estimated {formats.money_words(loss.cohort.total)}" if loss.cohort.total else "an unknown amount"


def kind_of_class(place: PlaceRecord, found: Anchored | None) -> str:
    """What the count is of, in small type."""
    if found is not None and found.counted is not None:
        return f"{_whose(place, found)} · {KINDS[found.cohort]}"
    if found is not None and loss_is_of_the_place(found):
        where = "state" if place.slug == STATE else "city"
        return f"{where}, {found.year}, {found.anchor.edition} study · {KINDS[found.cohort]}"
    return KINDS[found.cohort] if found is not None else KINDS[Cohort.FOUR_YEAR]


def _whose(place: PlaceRecord, found: Anchored) -> str:
    """Whose class it is, both ways: what the district serves (general knowledge) and where its seniors go to school."""
    names = found.counted.districts if found.counted else ""
    serve = "serves" if found.counted and len(found.counted.services) == 1 else "serve"
    said = f"{names}, which by general knowledge {serve} most of {place.name}"
    return f"{said}; {share_words(found.seniors, place.name)}" if found.seniors else said


def loss_is_of_the_place(found: Anchored) -> bool:
    """Whether the edition says anything of the place's own people: their number, or their loss in all."""
    return found.anchor.count is not None or found.anchor.total_published is not None


def youth_empty(reader: Reader, place: PlaceRecord) -> str:
    """Why a city has no count of disconnected youth, and the nearest honest figure."""
    rows = {
        r.measure: r for r in reader.losses(STATE, 2014, "disconnected_youth") if r.preferred and r.value is not None
    }
    count, rate = rows.get("count"), rows.get("rate")
    if count is None or rate is None or count.value is None or rate.value is None:
        return f"Not published for {place.name}."
    figure = youth_figure(reader, place)
    if figure is not None:
        return f"No number of people is published for {place.name}. {youth_words(figure)}."
    people = formats.grouped(count.value)
    return f"Not published for {place.name}. Arizona: {people} young people, {rate.value:g}% of the age group (2012)."


def missing_words(
    reader: Reader,
    place: PlaceRecord,
    finishing: Anchored | None,
    youth: Anchored | None,
    having: tuple[str, ...],
) -> tuple[str, ...]:
    """What a thin place lacks, each with why and what to do. ``having``: places with a count of disconnected youth."""
    said = []
    counted = counts_of(reader, place, Population.NON_COMPLETERS)
    if (finishing is None or finishing.anchor.count is None) and not counted:
        said.append(
            f"No count of non-completers for {place.name}: the studies at hand do not print one, and {_why_not(finishing)}. "
            "The 2018 report’s own table can be loaded as soon as staff bring it (Data page)."
        )
    if finishing is not None and finishing.anchor.per_person_status == "borrowed from state" and place.slug != STATE:
        said.append(f"No loss per person is published for {place.name}: the state’s is used and marked.")
    young = counts_of(reader, place, Population.DISCONNECTED_YOUTH)
    if (youth is None or youth.anchor.count is None) and not young:
        figure = youth_figure(reader, place)
        said.append(_no_youth(place, having) + (f" What is known: {youth_words(figure)}." if figure else ""))
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
