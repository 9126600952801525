"""The break-even card: how many more must finish for a programme to pay for itself, and for whose purse."""

from __future__ import annotations

from typing import Any

from database.reader import Reader
from economics import BreakEven, Money, Perspective, Population, Purse, Unit, break_even
from exhibits import formats
from exhibits.basis_words import basis_line
from exhibits.lookup import credit
from exhibits.losses_chance import chance_of
from exhibits.losses_desk import Desk, Parameters, desk_of
from exhibits.losses_total import assumption_notes, desk_sources, money_cell
from exhibits.model import Cell, Column, Exhibit, Table

NAME = "losses_break_even"
QUESTION = "How many more must finish for a programme to pay for itself?"
ENDS = (0.05, 0.95)
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


def build(asked: Any, reader: Reader) -> Exhibit:
    """The break-even of one state of the desk. Raises BadParameterError as ``desk_of``."""
    desk = desk_of(asked, reader)
    value = value_of(desk)
    answer = None if value is None else _tried(desk.cost, value)
    sources = desk_sources(desk)
    return Exhibit(
        name=NAME,
        parameters=desk.query(),
        title=_title(desk, answer),
        subtitle=_subtitle(desk, value),
        sentence=_sentence(desk, answer),
        summary=_title(desk, answer),
        table=_table(desk, answer),
        sources=sources,
        credit=credit(sources[:1]),
        data_version=reader.data_version(),
        basis=() if value is None else (value.basis,),
        notes=(*(() if value is None else (basis_line(value.basis),)), *assumption_notes(desk)),
        key_number="" if answer is None or answer.completions is None else formats.grouped(answer.completions),
        empty=""
        if value is not None
        else f"Not published for {desk.place.name}: what state and local budgets would gain.",
        places=(desk.place.slug,),
    )


def value_of(desk: Desk) -> Money | None:
    """What one completion is worth to the chosen purse; None where it is not published.

    State and local budgets: the published total of the class over the people in it, or, where only the class's social
    total is published, the same share of the published loss per person. It does not move with the assumptions.
    """
    if desk.purse == "social":
        return desk.loss.person.total
    published = {row.measure: row.value for row in desk.found.records if row.preferred and row.value is not None}
    total, each = published.get("fiscal_loss_state_local_aggregate"), published.get("social_loss_per_person")
    people, together = published.get("count"), published.get("social_loss_aggregate")
    if desk.loss.fiscal is None or total is None:
        return None
    if not people and together and each:
        people = together / each
    if not people:
        return None
    basis = desk.loss.fiscal.basis.changed(
        perspective=Perspective.FISCAL, purse=Purse.STATE_AND_LOCAL, unit=Unit.PER_PERSON
    )
    return Money(total / people, basis)


def _tried(cost: float, value: Money) -> BreakEven | None:
    try:
        return break_even(cost, value)
    except ValueError:
        return None


def _cost_words(desk: Desk, answer: BreakEven) -> str:
    return formats.money_words(answer.cost) if desk.cost >= 1e6 else formats.money_exact(answer.cost)


def _more(desk: Desk, count: int) -> str:
    people = formats.grouped(count)
    if desk.population is Population.DISCONNECTED_YOUTH:
        return f"{people} more {'is' if count == 1 else 'are'} back in school or work"
    return f"{people} more {'finishes' if count == 1 else 'finish'}"


def _title(desk: Desk, answer: BreakEven | None) -> str:
    if answer is None or answer.completions is None:
        return "No number of completions pays for it" if value_of(desk) else "What it would take is not published"
    return f"At {_cost_words(desk, answer)}, it pays for itself if {_more(desk, answer.completions)}"


def _subtitle(desk: Desk, value: Money | None) -> str:
    if value is None:
        return "Published for Arizona, Phoenix and Gilbert only"
    whose = "everyone’s purse, mostly their own earnings" if desk.purse == "social" else "state and local budgets only"
    return f"{formats.money_mark(value)} each over a lifetime, {whose}"


def _sentence(desk: Desk, answer: BreakEven | None) -> str:
    if answer is None or answer.completions is None or answer.covered is None:
        return ""
    said = f"That many are worth {formats.money_exact(answer.covered)}"
    if answer.covered_by_one_fewer is not None:
        said += f"; one fewer, {formats.money_exact(answer.covered_by_one_fewer)}"
    if desk.purse == "fiscal":
        return f"{said}. The published value does not move with the assumptions."
    low, high = _range(desk)
    if low is None or high is None or low == high:
        return f"{said}."
    return f"{said}. With the assumptions drawn from their ranges: {formats.grouped(low)} to {formats.grouped(high)}."


def _range(desk: Desk) -> tuple[int | None, int | None]:
    """The completions needed where a completion is worth most and least, in nine of ten runs."""
    found = chance_of(desk)
    if found.central.amount == 0:
        return None, None
    each = desk.loss.person.total
    ends = [found.quantiles[found.quantile_shares.index(share)].amount / found.central.amount for share in ENDS]
    answers = [_tried(desk.cost, each * share) for share in reversed(ends)]
    low, high = (None if answer is None else answer.completions for answer in answers)
    return low, high


def _table(desk: Desk, answer: BreakEven | None) -> Table:
    columns = (Column("what", "What"), Column("amount", "Amount"), Column("basis", "Basis"))
    if answer is None:
        return Table(columns, (), "Break-even")
    amounts = [
        ("Cost", answer.cost),
        ("One completion is worth", answer.value),
        ("That many are worth", answer.covered),
        ("One fewer", answer.covered_by_one_fewer),
    ]
    needed = "no number pays" if answer.completions is None else formats.grouped(answer.completions)
    rows = [(Cell("Completions needed", "Completions needed"), Cell(answer.completions, needed), Cell("", ""))]
    rows += [
        (Cell(name, name), money_cell(money), Cell(basis_line(money.basis), basis_line(money.basis)))
        for name, money in amounts
        if money is not None
    ]
    return Table(columns, tuple(rows), f"Break-even, {desk.place.name}")
