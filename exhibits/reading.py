"""How to read a loss, and how not to: plain sentences, every number in them computed from one place's own figures."""

from __future__ import annotations

from dataclasses import dataclass

from database.reader import Reader
from economics import Assumptions, Basis, Loss, Population, estimate
from exhibits import formats
from exhibits.basis_words import basis_line
from exhibits.cohorts import DEFINITIONS, Cohort
from exhibits.lookup import place_or_error
from exhibits.loss_anchor import EDITIONS, Anchored, anchored
from exhibits.losses_reasons import printed_total, reason, study_of
from exhibits.losses_sure import sure_of, sure_words
from exhibits.losses_total import anchor_sources
from exhibits.losses_words import amount_hedge, counted_people
from exhibits.model import SourceLine

DEFAULT_PLACE = "tucson"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to know: a heading, what it means here, and what must not be read into it."""

    heading: str
    means: tuple[str, ...]
    does_not: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The points, worked on one place. ``basis``: of every amount in them. ``sources``: of the place's own numbers."""

    place: str
    points: tuple[Point, ...]
    basis: tuple[Basis, ...]
    sources: tuple[SourceLine, ...]


def reading(reader: Reader, slug: str) -> Reading:
    """The points on the figures of a place. Raises BadParameterError for an unknown place, or one with no loss at all."""
    place = place_or_error(reader, slug)
    found = anchored(reader, place, Population.NON_COMPLETERS)
    if found is None:
        raise LookupError(f"no study has a loss per person for {place.name} or the state")
    loss = estimate(found.anchor, Assumptions())
    printed = [p for e in EDITIONS if (p := printed_total(study_of(reader, place, Population.NON_COMPLETERS, e)))]
    bases = [loss.basis, *([loss.cohort.total.basis] if loss.cohort.total else []), *(p.basis for p in printed)]
    points = (
        _what(found, loss),
        _who(found, loss),
        _bill(loss),
        _printed(reader, found, loss),
        _sure(found, loss),
        _cause(found, loss),
        _halved(loss),
        _apart(),
    )
    return Reading(place.name, points, tuple(dict.fromkeys(bases)), anchor_sources(found))


def _what(found: Anchored, loss: Loss) -> Point:
    total, count = loss.cohort.total, loss.cohort.count
    each = formats.money_exact(loss.person.total)
    if total is not None and count is not None:
        whom = counted_people(found, count)
        said = f"{formats.grouped(count)} people times {each} is {formats.money_words(total)}."
        first = f"{whom[0].upper()}{whom[1:]} cost society {amount_hedge(found)} {formats.money_words(total)} over their lifetimes."
    else:
        first, said = f"One person who does not finish costs society {amount_hedge(found)} {each} over a lifetime.", ""
    years = (
        f"A loss in later years counts less: each year is discounted by {formats.percent(100 * loss.basis.discount_rate)}, "
        f"to the day the person is {loss.basis.valued_at_age}."
    )
    return Point(
        "It is a lifetime, in one sum", tuple(filter(None, (first, said, years))), "It is not lost in any one year."
    )


def _who(found: Anchored, loss: Loss) -> Point:
    people = counted_people(found, loss.cohort.count)
    own = [f"Counted here: {people}."] if loss.cohort.count is not None else []
    said = (
        *own,
        f"The 2014 study counts {DEFINITIONS[Cohort.WITHOUT_DIPLOMA]}.",
        f"The 2018 study and the districts count {DEFINITIONS[Cohort.FOUR_YEAR]}.",
    )
    return Point("Two studies count two groups of people", said, "A difference between the two counts is not a trend.")


def _bill(loss: Loss) -> Point:
    earnings = max(loss.person.parts, key=lambda part: part.amount.amount)
    share = formats.percent(100 * earnings.amount.ratio_to(loss.person.total), decimals=0)
    said = (
        f"{share} of one person’s {formats.money_exact(loss.person.total)} is the person’s own earnings.",
        "The rest is health care, crime, welfare, and what others earn less; schooling not used is taken off.",
    )
    return Point("Most of it is the person’s own", said, "It is not a bill to the city, and not what taxpayers pay.")


def _printed(reader: Reader, found: Anchored, loss: Loss) -> Point:
    place = place_or_error(reader, found.anchor.place_slug)
    said = []
    for edition in EDITIONS:
        study = study_of(reader, place, Population.NON_COMPLETERS, edition)
        printed = printed_total(study)
        if printed is None:
            said.append(f"The {edition} study prints no total for {place.name} that is at hand.")
        else:
            said.append(
                f"The {edition} study prints {formats.printed_words(printed)}. {reason(found, loss, study)}".strip()
            )
    return Point(
        "A printed figure and ours are two things",
        ("“Printed” stands only over a figure copied from a page. What we compute is called an estimate.", *said),
        "Where the two differ, neither is a mistake of the other: they count other people or round otherwise.",
    )


def _sure(found: Anchored, loss: Loss) -> Point:
    total = loss.cohort.total or loss.person.total
    return Point(
        "The headline is one setting of many",
        (
            sure_words(sure_of(found, total)),
            "The ranges are ours: the study prints one number and no margin. Most of our ranges lower the loss, because "
            "the study’s setting is that the diploma alone causes the whole gap.",
        ),
        "The middle of our ranges is not more correct than the study; it shows how much hangs on assumptions.",
    )


def _cause(found: Anchored, loss: Loss) -> Point:
    fewer = estimate(found.anchor, Assumptions(keep_earnings=0.8, keep_health=0.8, keep_crime=0.8, keep_welfare=0.8))
    lower = formats.money_exact(fewer.person.total)
    return Point(
        "Not all of the gap is due to the diploma",
        (
            "People who do not finish differ in more than the diploma: illness, poverty, moves.",
            f"If the diploma accounts for 80% of each gap, a person’s loss is {lower} instead of "
            f"{formats.money_exact(loss.person.total)}.",
        ),
        "Handing somebody a diploma does not bring the whole sum.",
    )


def _halved(loss: Loss) -> Point:
    halved = loss.cohort.if_halved
    said = (
        f"Half as many people is {formats.money_words(halved)} of loss avoided over their lifetimes." if halved else ""
    )
    return Point(
        "“Loss avoided if halved” has no price in it",
        tuple(filter(None, (said, "It says what half as many would be worth, not what it takes to get there."))),
        "It is not a saving in a budget; the desk’s break-even sets a program’s cost against it.",
    )


def _apart() -> Point:
    return Point(
        "Two groups that overlap are never added",
        (
            "Those who did not finish are one year’s young people; those neither in school nor at work are everyone aged "
            "16 to 24 that year. One person can be in both.",
        ),
        "Adding the two sums counts the same person twice.",
    )


def basis_words(found: Reading) -> str:
    """The bases of every amount on the page in one line."""
    return "; ".join(map(basis_line, found.basis))
