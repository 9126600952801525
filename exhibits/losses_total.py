"""The desk's answer: the sentence, the one big number, and who bears it."""

from __future__ import annotations

from typing import Any

from database.reader import Reader
from database.values import LossRecord
from economics import Money, parameter_table
from exhibits import formats
from exhibits.basis_words import basis_line
from exhibits.lookup import credit, source_lines
from exhibits.losses_desk import Desk, Parameters, desk_of
from exhibits.losses_words import borrowed, eyebrow, headline, people_words, shown, value_words
from exhibits.model import CHANGED, Card, Cell, Column, Exhibit, Fact, SourceLine, Table

NAME = "losses_total"
QUESTION = "What does one class, or one group of young people, cost under these assumptions?"
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


def build(asked: Any, reader: Reader) -> Exhibit:
    """Headline and total of one state of the desk. Raises BadParameterError as ``desk_of``."""
    desk = desk_of(asked, reader)
    total = shown(desk.loss)
    sources = desk_sources(desk)
    return Exhibit(
        name=NAME,
        parameters=desk.query(),
        title=headline(desk),
        subtitle=eyebrow(desk),
        sentence=basis_line(total.basis, people_words(desk), "the state’s value" if borrowed(desk) else ""),
        summary=headline(desk),
        table=_table(desk),
        sources=sources,
        credit=credit(sources[:3]),
        data_version=reader.data_version(),
        basis=tuple(dict.fromkeys(fact.basis for fact in _facts(desk) if fact.basis)),
        cards=(Card("In short", "", "", "", "", _facts(desk), who_bears(desk)),),
        notes=assumption_notes(desk),
        key_number=formats.money_words(total),
        places=(desk.place.slug,),
    )


def _facts(desk: Desk) -> tuple[Fact, ...]:
    loss = desk.loss
    state = "state" if borrowed(desk) else ""
    per_person = Fact("per person", formats.money_mark(loss.person.total), state, basis=loss.person.total.basis)
    count = loss.cohort.count
    people = Fact("people counted", formats.grouped(count)) if count is not None else _absent("people counted")
    halved = loss.cohort.if_halved
    saved = Fact("if halved, saved", formats.money_mark(halved), basis=halved.basis) if halved else _absent("if halved")
    fiscal = loss.fiscal
    borne = (
        Fact("state and local budgets", formats.money_mark(fiscal), "as published", basis=fiscal.basis)
        if fiscal
        else _absent("state and local budgets")
    )
    return per_person, people, saved, borne


def _absent(label: str) -> Fact:
    return Fact(label, "not published", state="not published")


def who_bears(desk: Desk) -> str:
    """Who pays: what of it falls on state and local budgets, where that is published."""
    fiscal = desk.loss.fiscal
    if fiscal is None:
        return f"How much of it falls on state and local budgets is not published for {desk.place.name}."
    return (
        f"State and local budgets bear {formats.money_words(fiscal)} of the class of 2012, as published; "
        "that figure does not move with the assumptions."
    )


def desk_sources(desk: Desk) -> tuple[SourceLine, ...]:
    """The sources of a desk's anchor, each once."""
    pairs = [(record.source, _used_for(record)) for record in desk.found.records]
    if desk.found.counted:
        pairs += [(record.source, "cohort and graduates") for record in desk.found.counted.records]
    return source_lines(pairs)


def _used_for(record: LossRecord) -> str:
    return record.measure.replace("_", " ")


def assumption_notes(desk: Desk) -> tuple[str, ...]:
    """Every changed assumption, for exports: what was changed goes wherever the figures go."""
    return tuple(
        f"{CHANGED}{change.name}, {value_words(change.unit, change.now)} "
        f"(published {value_words(change.unit, change.was)})."
        for change in desk.assumptions.changes()
    )


def _table(desk: Desk) -> Table:
    loss, central = desk.loss, desk.central
    amounts = [
        ("Loss per person", loss.person.total, central.person.total),
        ("In total", loss.cohort.total, central.cohort.total),
        ("If halved, saved", loss.cohort.if_halved, central.cohort.if_halved),
        ("State and local budgets, as published", loss.fiscal, central.fiscal),
    ]
    rows = [_row(name, now, before) for name, now, before in amounts]
    rows += [
        (
            Cell(one.name, one.name),
            Cell(value_words(one.unit, value), value_words(one.unit, value)),
            Cell(
                value_words(one.unit, one.central),
                value_words(one.unit, one.central) if one.central is not None else one.central_text or "",
            ),
            Cell("assumption", f"assumption, {one.source_title}"),
        )
        for one in parameter_table().applying_to(desk.population)
        if (value := desk.assumptions.applying().get(one.id)) is not None
    ]
    columns = (
        Column("what", "What"),
        Column("now", "Now"),
        Column("published", "As published"),
        Column("basis", "Basis"),
    )
    return Table(columns, tuple(rows), eyebrow(desk))


def _row(name: str, now: Money | None, before: Money | None) -> tuple[Cell, ...]:
    basis = basis_line(now.basis) if now else ""
    return Cell(name, name), money_cell(now), money_cell(before), Cell(basis, basis)


def money_cell(money: Money | None) -> Cell:
    """A dollar amount in a table, or the words that it is not published."""
    if money is None:
        return Cell(None, "not published", "not published")
    return Cell(money.amount, formats.money_exact(money))
