"""The words of the assumption desk: values of assumptions, what was changed, and the headline's fixed grammar."""

from __future__ import annotations

from economics import Change, Component, Loss, Money, Population, parameter_table
from economics.rounding import half_up
from exhibits.cohorts import Cohort
from exhibits.formats import grouped, listed, money_words, possessive
from exhibits.loss_anchor import STATE, Anchored
from exhibits.loss_components import SHORT
from exhibits.losses_desk import Desk
from exhibits.printed import count_words, hedge_of

# Hedges that say on which side the amount may lie.
STRONG = ("up to", "more than", "nearly")
NAMES = {
    "discount_rate": "Discount rate",
    "earnings_growth": "Growth of the earnings gap",
    "retire": "Age earnings stop",
    "price_year": "Dollar year",
    "keep_earnings": "Pay gap due to the diploma",
    "keep_health": "Health gap due to the diploma",
    "keep_crime": "Crime gap due to the diploma",
    "keep_welfare": "Welfare gap due to the diploma",
    "spill": "Spillover on others",
    "tax": "Burden of raising taxes",
    "finish_later": "People who finish later",
    "relief": "Loss avoided by finishing later",
    "count": "People counted",
    "rate": "Share of the group",
    "include": "What is counted",
}
CLAUSES = {
    "discount_rate": "at a discount rate of {}",
    "earnings_growth": "if the earnings gap grows by {} a year",
    "retire": "if earnings stop at {}",
    "price_year": "in {} dollars",
    "keep_earnings": "if the diploma itself accounts for {} of the pay gap",
    "keep_health": "if the diploma itself accounts for {} of the health gap",
    "keep_crime": "if the diploma itself accounts for {} of the crime gap",
    "keep_welfare": "if the diploma itself accounts for {} of the welfare gap",
    "spill": "with a spillover of {} of earnings",
    "tax": "counting {} of the study’s burden of raising taxes",
    "finish_later": "if {} finish later",
    "relief": "if finishing later avoids {} of the loss",
    "count": "with {} people",
    "rate": "at a rate of {}",
    "include": "counting {}",
}
PARTS = SHORT | {"immediate": "ages 16 to 24", "future": "age 25 and later"}


def short_name(identifier: str) -> str:
    """The name of an assumption on a chart or a chip."""
    return NAMES.get(identifier) or parameter_table().parameter(identifier).name


def value_words(unit: str, value: object) -> str:
    """A value of an assumption as it reads: ``3.5%``, ``65``, ``18,100``, ``all but crime``."""
    if value is None:
        return "as in the data"
    if unit == "components":
        return _included(str(value))
    number = float(str(value))
    if unit.startswith("fraction"):
        return f"{half_up(number * 100, 4):g}%"
    return grouped(number) if unit == "people" else f"{number:g}"


def _included(value: str) -> str:
    names = [] if value == "none" else value.split(",")
    if len(names) == len(Component):
        return "all seven parts"
    left_out = [PARTS[one] for one in Component if one not in names]
    if len(left_out) <= 3:
        return f"all but {listed(left_out)}"
    return f"only {listed([PARTS[name] for name in names])}" if names else "nothing"


def change_words(change: Change, loss: Loss) -> str:
    """``discount rate 5%, was 3.5%``: what a chip says."""
    was: object = change.was
    if was is None:
        anchor = loss.anchor
        share = anchor.count / anchor.cohort if anchor.count is not None and anchor.cohort else None
        was = {"count": anchor.count, "price_year": anchor.price_year, "rate": share}.get(change.id)
        was = half_up(was, 3) if change.id == "rate" and isinstance(was, float) else was
    name = short_name(change.id)
    return f"{name[0].lower()}{name[1:]} {value_words(change.unit, change.now)}, was {value_words(change.unit, was)}"


def shown(loss: Loss) -> Money:
    """The amount the desk is about: the cohort's where it is known, else one person's."""
    return loss.cohort.total or loss.person.total


def eyebrow(desk: Desk) -> str:
    """Place, population and edition in one line."""
    young = desk.population is Population.DISCONNECTED_YOUTH
    who = "neither in school nor at work, 16 to 24" if young else "did not finish high school"
    return f"{desk.place.name} · {who} · {desk.found.anchor.edition} edition"


def headline(desk: Desk) -> str:
    """The sentence of the desk, always in the same order: under what, who, how much, how far from the study's assumptions."""
    amount = money_words(shown(desk.loss))
    said = f"{_under(desk)}{_who(desk)} {amount_hedge(desk.found)} {amount}{_span(desk)}{_distance(desk)}."
    return said[0].upper() + said[1:]


def _under(desk: Desk) -> str:
    changes = desk.assumptions.changes()
    if len(changes) != 1:
        return f"with {len(changes)} assumptions changed, " if changes else ""
    return f"{clause(changes[0])}, "


def clause(change: Change) -> str:
    """``at a discount rate of 5%``; an assumption without a clause of its own is named by its label."""
    value = value_words(change.unit, change.now)
    own = CLAUSES.get(change.id)
    return own.format(value) if own else f"with {short_name(change.id)} at {value}"


def _who(desk: Desk) -> str:
    if desk.loss.cohort.total is None:
        return {
            Cohort.DISCONNECTED: "each young person neither in school nor at work costs society",
            Cohort.WITHOUT_DIPLOMA: "each person without a diploma at 18 costs society",
            Cohort.FOUR_YEAR: "each person who does not graduate in four years costs society",
        }[desk.found.cohort]
    return f"{counted_people(desk.found, desk.loss.cohort.count)} cost society"


def counted_people(found: Anchored, count: float | None) -> str:
    """Who is counted, with place and year: ``the 579 of Tucson Unified’s class of 2024 who did not graduate in four years``."""
    name, year, number = found.anchor.place_name, found.year, _number(found, count)
    if found.cohort is Cohort.DISCONNECTED:
        return f"{number} young people of {name} neither in school nor at work in {year}"
    if found.cohort is Cohort.WITHOUT_DIPLOMA:
        return f"{number} young people of {name} who turned 18 without a diploma in {year}"
    return f"{number if count is not None else 'those'} of {class_words(found)} who did not graduate in four years"


def _number(found: Anchored, count: float | None) -> str:
    """How many, with the hedge of a printed count: ``an estimated 18,100``, ``more than 45,000``, ``the 579``."""
    if count is None:
        return "the"
    record = found.count_record
    if found.counted is None and record is not None and record.value == count and hedge_of(record):
        return count_words(record)
    return f"the {grouped(count)}"


def amount_hedge(found: Anchored) -> str:
    """``an estimated``, or the stronger hedge of the printed loss per person: ``up to``, ``more than``."""
    hedge = hedge_of(found.records[0])
    return hedge if hedge in STRONG else "an estimated"


def class_words(found: Anchored) -> str:
    """Whose class: ``Arizona’s class of 2015``, ``Tucson Unified’s class of 2024``. Only for a count of a class."""
    owner = found.counted.districts if found.counted else found.anchor.place_name
    return f"{possessive(owner)} class of {found.year}"


def _span(desk: Desk) -> str:
    return " over a lifetime" if desk.loss.cohort.total is None else " over their lifetimes"


def _distance(desk: Desk) -> str:
    now, before = shown(desk.loss), shown(desk.central)
    changes = desk.assumptions.changes()
    moved = [change for change in changes if change.id != "price_year"]
    if not moved:
        return ""
    gap = now.amount - before.amount
    if abs(gap) < 0.0005 * abs(before.amount):
        return ", the same as at the study’s assumptions"
    # the two may differ in their discount rate, which the sentence names; the difference is on the basis of the settings
    size = money_words(Money(abs(gap), now.basis))
    one = moved[0] if len(changes) == 1 else None
    against = "at the study’s assumptions"
    if one is not None and one.id == "discount_rate":
        against = f"at {value_words(one.unit, one.was)}"
    return f", {size} {'less' if gap < 0 else 'more'} than {against}"


def borrowed(desk: Desk) -> bool:
    """Whether the loss per person is the state's, for want of the place's own."""
    return desk.loss.person.source == "borrowed from state" and desk.place.slug != STATE


def people_words(desk: Desk) -> str:
    """How many are counted and where the number comes from."""
    cohort = desk.loss.cohort
    if cohort.count is None:
        return f"the number of people is not published for {desk.place.name}"
    return f"{grouped(cohort.count)} people ({cohort.count_note or cohort.count_status})"
