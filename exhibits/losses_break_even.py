"""Does a program pay: its cost in the dollars of the benefits, beside what completions are worth to each purse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from database.reader import Reader
from economics import (
    Cost,
    Money,
    NotPublished,
    Payoff,
    Perspective,
    Population,
    Unit,
    break_even,
    participant_value,
    payoff,
    values_drawn,
)
from economics.rounding import whole
from exhibits import formats
from exhibits.basis_words import basis_line
from exhibits.lookup import credit
from exhibits.losses_chance import chance_of
from exhibits.losses_desk import Desk, Parameters, desk_of
from exhibits.losses_total import assumption_notes, desk_sources
from exhibits.model import Cell, Column, Exhibit, Table
from exhibits.printed import EACH, FISCAL, TOTAL

NAME = "losses_break_even"
QUESTION = "How many more must finish for a program to pay for itself?"
ENDS = (0.05, 0.95)
Side = Literal["participant", "fiscal", "social"]
SIDES: tuple[Side, ...] = ("participant", "fiscal", "social")
LABELS = {"participant": "Participant", "fiscal": "State and local budgets", "social": "Everyone"}
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """One purse: what it gains, or why that cannot be said."""

    side: Side
    payoff: Payoff | None
    why_not: str = ""


def build(asked: Any, reader: Reader) -> Exhibit:
    """The break-even of one state of the desk. Raises BadParameterError as ``desk_of``."""
    desk = desk_of(asked, reader)
    # the purse asked about stands first
    sides = {side: weighed(desk, side) for side in sorted(SIDES, key=lambda side: side != desk.purse)}
    chosen = sides[desk.purse]
    sources = desk_sources(desk)
    need = chosen.payoff.break_even.completions if chosen.payoff else None
    return Exhibit(
        name=NAME,
        parameters=desk.query(),
        title=_title(desk, chosen),
        subtitle=_subtitle(desk, chosen),
        sentence=_sentence(desk, chosen),
        summary=f"{_title(desk, chosen)}. {_program(desk, chosen)}".strip(),
        table=_table(desk, sides),
        sources=sources,
        credit=credit(sources[:3]),
        data_version=reader.data_version(),
        basis=tuple(dict.fromkeys(each.payoff.break_even.value.basis for each in sides.values() if each.payoff)),
        notes=(*_notes(sides), *assumption_notes(desk)),
        key_number="" if need is None else formats.grouped(need),
        title_dollars=f"cost of a program, {desk.cost.price_year} dollars",
        empty=chosen.why_not,
        places=(desk.place.slug,),
    )


def weighed(desk: Desk, side: Side) -> Weighed:
    """The cost against one purse's gain, in the dollars of that gain."""
    value = value_of(desk, side)
    if value is None:
        return Weighed(side, None, _missing(desk, side))
    try:
        cost = desk.cost.in_dollars_of(value.basis.price_year, desk.prices)
        return Weighed(side, payoff(cost, value, desk.finishers, desk.finish_anyway, _drawn(desk, side)))
    except NotPublished as missing:
        return Weighed(side, None, f"{str(missing)[0].upper()}{str(missing)[1:]}.")
    except ValueError:
        return Weighed(side, None, "A completion is worth too little here for any number of them to pay.")


def _missing(desk: Desk, side: Side) -> str:
    what = (
        "what state and local budgets would gain"
        if side == "fiscal"
        else "what of the loss is the person’s own earnings"
    )
    return f"Not published for {desk.place.name}: {what}."


def _drawn(desk: Desk, side: Side) -> Any:
    """The value in every draw; None for state and local budgets, whose parts are not published."""
    if side == "fiscal":
        return None
    ranges = dict(desk.ranges) or None
    linked = desk.causes == "linked"
    own = side == "participant"
    return values_drawn(desk.found.anchor, desk.assumptions, desk.prices, ranges, linked=linked, earnings_only=own)


def value_of(desk: Desk, side: Side) -> Money | None:
    """What one completion is worth to a purse; None where it is not published.

    State and local budgets: the printed total over the people the study counted, or, where only their social total is
    printed, the same share of the printed loss per person. It does not move with the assumptions.
    """
    if side == "social":
        return desk.loss.person.total
    if side == "participant":
        return participant_value(desk.loss)
    prints, count = desk.found.printed, desk.found.count_record
    fiscal, together, each = prints.get(FISCAL), prints.get(TOTAL), prints.get(EACH)
    people = count.value if count else None
    if not people and together is not None and each is not None:
        people = together.value / each.value
    if fiscal is None or not people:
        return None
    return Money(fiscal.value / people, fiscal.basis.changed(perspective=Perspective.FISCAL, unit=Unit.PER_PERSON))


def _more(desk: Desk, count: int) -> str:
    people = formats.grouped(count)
    if desk.population is Population.DISCONNECTED_YOUTH:
        return f"{people} more {'is' if count == 1 else 'are'} back in school or work"
    return f"{people} more {'finishes' if count == 1 else 'finish'}"


def _title(desk: Desk, chosen: Weighed) -> str:
    if chosen.payoff is None:
        return "What it would take cannot be said"
    need = chosen.payoff.break_even.completions
    if need is None:
        return "No number of completions pays for it"
    return f"At {formats.cost_words(desk.cost)}, it pays for itself if {_more(desk, need)}"


def _subtitle(desk: Desk, chosen: Weighed) -> str:
    if chosen.payoff is None:
        return "Published for Arizona, Phoenix and Gilbert only" if chosen.side == "fiscal" else ""
    found = chosen.payoff.break_even
    whose = "to everyone, mostly their own earnings" if chosen.side == "social" else "to state and local budgets"
    return f"{formats.money_mark(found.value)} each over a lifetime, {whose}; the program costs {formats.cost_words(found.cost)}"


def _sentence(desk: Desk, chosen: Weighed) -> str:
    if chosen.payoff is None or chosen.payoff.break_even.covered is None:
        return ""
    found = chosen.payoff.break_even
    said = f"That many are worth {formats.money_exact(chosen.payoff.break_even.covered)}"
    if found.covered_by_one_fewer is not None:
        said += f"; one fewer, {formats.money_exact(found.covered_by_one_fewer)}"
    low, high = _range(desk, found.cost) if chosen.side == "social" else (None, None)
    if low is not None and high is not None and low != high:
        said += f". With the assumptions drawn from their ranges: {formats.grouped(low)} to {formats.grouped(high)}"
    return f"{said}. {_program(desk, chosen)}"


def _program(desk: Desk, chosen: Weighed) -> str:
    """The program as entered: how many finish, how many of them because of it, and what that brings."""
    if chosen.payoff is None:
        return ""
    found = chosen.payoff
    ratio = "" if found.ratio is None else f", {formats.grouped(found.ratio, 1)} times the cost"
    entered = f"Entered: {formats.grouped(desk.finishers)} finish, {formats.grouped(desk.finish_anyway)} of them anyway"
    said = f"{entered}. The other {formats.grouped(found.additional)} bring {formats.money_words(found.benefit)}{ratio}"
    return (
        f"{said}."
        if found.chance is None
        else f"{said}; benefits exceed the cost in {_of_100(found.chance)} of 100 runs."
    )


def _of_100(share: float) -> int:
    count = whole(100 * share)
    return min(max(count, 1), 99) if 0 < share < 1 else count


def _range(desk: Desk, cost: Cost) -> tuple[int | None, int | None]:
    """The completions needed where a completion is worth most and least, in nine of ten runs."""
    found = chance_of(desk)
    if found.central.amount == 0:
        return None, None
    each = desk.loss.person.total
    ends = [found.quantiles[found.quantile_shares.index(share)].amount / found.central.amount for share in ENDS]
    answers = [_tried(cost.amount, each * share) for share in reversed(ends)]
    return answers[0], answers[1]


def _tried(cost: float, value: Money) -> int | None:
    try:
        return break_even(cost, value).completions
    except ValueError:
        return None


def _notes(sides: dict[Side, Weighed]) -> tuple[str, ...]:
    bases = [
        f"{LABELS[side]}: {basis_line(each.payoff.break_even.value.basis)}"
        for side, each in sides.items()
        if each.payoff
    ]
    return (
        *bases,
        "The three are not added: everyone’s gain contains the other two.",
        "The value to state and local budgets is printed for the whole count only: it does not move with the assumptions, "
        "and is not drawn.",
        "The cost is put into the dollars of the benefits by CPI-U, and counted as spent when the person is of the age "
        "the benefits are valued at.",
    )


def _table(desk: Desk, sides: dict[Side, Weighed]) -> Table:
    columns = (
        Column("what", "What"),
        *(Column(side, LABELS[side], "as named") for side in sides),
        Column("basis", "Basis"),
    )
    dollars = sorted({each.payoff.break_even.cost.price_year or 0 for each in sides.values() if each.payoff})
    years = " and ".join(f"{year} dollars" for year in dollars)
    basis = "; ".join(basis_line(each.payoff.break_even.value.basis) for each in sides.values() if each.payoff)
    program = f"cost of the program, no loss: spent in {desk.cost.price_year} dollars, here in {years}"
    people = f"of {formats.grouped(desk.finishers)} who finish, {formats.grouped(desk.finish_anyway)} would have anyway"
    lines = [
        ("Program cost", [_cost(each) for each in sides.values()], program),
        ("One completion is worth", [_value(each) for each in sides.values()], basis),
        (
            "Completions needed",
            [_need(each) for each in sides.values()],
            "additional completions that pay for the cost",
        ),
        ("That many are worth", [_covered(each) for each in sides.values()], basis),
        ("One fewer", [_one_fewer(each) for each in sides.values()], basis),
        ("Additional completions", [_additional(each) for each in sides.values()], people),
        ("Benefit of those", [_benefit(each) for each in sides.values()], basis),
        ("Net present value, benefit minus cost", [_net(each) for each in sides.values()], basis),
        ("Benefit-cost ratio", [_ratio(each) for each in sides.values()], "benefit over cost"),
        ("Chance that benefits exceed the cost", [_chance(each) for each in sides.values()], "share of our runs"),
    ]
    rows = tuple((Cell(name, name), *cells, Cell(of, of)) for name, cells, of in lines)
    return Table(columns, rows, f"Does it pay, and for whom: {desk.place.name}")


def _or_missing(each: Weighed, cell: Cell | None) -> Cell:
    return Cell(None, "not published", "not published") if each.payoff is None or cell is None else cell


def _dollars(money: Money | None, otherwise: str) -> Cell:
    return Cell(None, otherwise) if money is None else Cell(money.amount, formats.money_exact(money))


def _cost(each: Weighed) -> Cell:
    cost = each.payoff.break_even.cost if each.payoff else None
    no_loss = f"cost of a program, {cost.price_year} dollars" if cost else ""
    return _or_missing(each, Cell(cost.amount, formats.cost_exact(cost), no_loss=no_loss) if cost else None)


def _value(each: Weighed) -> Cell:
    return _or_missing(each, _dollars(each.payoff.break_even.value, "") if each.payoff else None)


def _need(each: Weighed) -> Cell:
    need = each.payoff.break_even.completions if each.payoff else None
    return _or_missing(each, Cell(need, "no number pays" if need is None else formats.grouped(need)))


def _covered(each: Weighed) -> Cell:
    return _or_missing(each, _dollars(each.payoff.break_even.covered, "no number pays") if each.payoff else None)


def _one_fewer(each: Weighed) -> Cell:
    return _or_missing(
        each, _dollars(each.payoff.break_even.covered_by_one_fewer, "none fewer") if each.payoff else None
    )


def _additional(each: Weighed) -> Cell:
    return _or_missing(
        each, Cell(each.payoff.additional, formats.grouped(each.payoff.additional)) if each.payoff else None
    )


def _benefit(each: Weighed) -> Cell:
    return _or_missing(each, _dollars(each.payoff.benefit, "") if each.payoff else None)


def _net(each: Weighed) -> Cell:
    return _or_missing(each, _dollars(each.payoff.net, "") if each.payoff else None)


def _ratio(each: Weighed) -> Cell:
    ratio = each.payoff.ratio if each.payoff else None
    return _or_missing(each, Cell(ratio, "no cost" if ratio is None else formats.grouped(ratio, 2)))


def _chance(each: Weighed) -> Cell:
    chance = each.payoff.chance if each.payoff else None
    text = "not drawn" if chance is None else f"{_of_100(chance)} of 100"
    return _or_missing(each, Cell(chance, text))
