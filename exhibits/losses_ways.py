"""Say it another way: the same loss per person, for all together or per resident, for a lifetime or a year, sums shown."""

from __future__ import annotations

from typing import Any

from database.reader import Reader
from economics import Conversion, Horizon, Money, Unit, all_ways
from exhibits import formats
from exhibits.basis_words import basis_line
from exhibits.lookup import credit
from exhibits.losses_desk import Desk, Parameters, desk_of
from exhibits.losses_total import assumption_notes, desk_sources
from exhibits.model import Cell, Column, Exhibit, Table

NAME = "losses_ways"
QUESTION = "How else can the same loss be said?"
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


def build(asked: Any, reader: Reader) -> Exhibit:
    """Every way to say one state of the desk. Raises BadParameterError as ``desk_of``."""
    desk = desk_of(asked, reader)
    ways = all_ways(desk.loss)
    sources = desk_sources(desk)
    yearly = next((way for way in reversed(ways) if way.after.basis.horizon is Horizon.A_YEAR), None)
    return Exhibit(
        name=NAME,
        parameters=desk.query(),
        title="Say it another way",
        subtitle="The same loss; lifetime and yearly amounts are never added",
        sentence=next(iter(_residents(desk)), ""),
        summary="; ".join(f"{_name(way.after, desk)}: {formats.money_words(way.after)}" for way in ways) + ".",
        table=_table(desk, ways),
        sources=sources,
        credit=credit(sources[:1]),
        data_version=reader.data_version(),
        basis=tuple(way.after.basis for way in ways),
        notes=(*_residents(desk), *assumption_notes(desk)),
        key_number=formats.money_mark(yearly.after) if yearly else "",
        places=(desk.place.slug,),
    )


def _residents(desk: Desk) -> tuple[str, ...]:
    """Why nothing is said per resident: people and residents are divided only where both are of the same year."""
    if desk.found.residents is not None or desk.loss.cohort.total is None:
        return ()
    return (f"Not said per resident: no count of the residents of {desk.place.name} in {desk.found.year} is at hand.",)


def _name(money: Money, desk: Desk) -> str:
    who = {
        Unit.PER_PERSON: "Per person",
        Unit.PER_COHORT: "All of them together",
        Unit.PER_RESIDENT: f"Per resident of {desk.place.name} in {desk.found.year}",
    }[money.basis.unit]
    return f"{who}, {'over a lifetime' if money.basis.horizon is Horizon.LIFETIME else 'a year'}"


def _said(money: Money) -> str:
    return formats.money_words(money) if money.amount >= 1e6 else formats.money_exact(money)


def _sum(way: Conversion) -> str:
    if not way.steps:
        return "as estimated"
    said = [_said(way.before)]
    for step in way.steps:
        by = formats.grouped(step.by) if step.by == int(step.by) else formats.grouped(step.by, 2)
        what = step.what.split(" at ")[0] if "present value" in step.what else step.what
        said.append(f"{step.operator} {by} ({what})")
    return f"{' '.join(said)} = {_said(way.after)}"


def _table(desk: Desk, ways: tuple[Conversion, ...]) -> Table:
    columns = (
        Column("way", "Said as"),
        Column("amount", "Amount", "USD"),
        Column("sum", "How it comes about"),
        Column("basis", "Basis"),
    )
    rows = tuple(
        (
            Cell(_name(way.after, desk), _name(way.after, desk)),
            Cell(way.after.amount, _said(way.after)),
            Cell(_sum(way), _sum(way)),
            Cell(basis_line(way.after.basis), basis_line(way.after.basis)),
        )
        for way in ways
    )
    return Table(columns, rows, f"The same loss of {desk.place.name}, said another way")
