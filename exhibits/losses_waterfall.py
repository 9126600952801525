"""What one person's loss is made of under the desk's assumptions, the study's assumptions as dashed ghosts."""

from __future__ import annotations

from typing import Any

from database.reader import Reader
from economics import Loss, PartLoss, Population
from exhibits import formats
from exhibits.basis_words import basis_line
from exhibits.lookup import credit, source_lines
from exhibits.losses_desk import Desk, Parameters, desk_of
from exhibits.losses_total import assumption_notes, desk_sources
from exhibits.losses_waterfall_figure import Bar, draw
from exhibits.losses_words import PARTS, borrowed
from exhibits.model import Cell, Column, Exhibit, SourceLine, Table

NAME = "losses_waterfall"
QUESTION = "What is one person’s loss made of under these assumptions?"
HEIGHT, NARROW_HEIGHT = 300, 330
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


def build(asked: Any, reader: Reader) -> Exhibit:
    """The waterfall of one state of the desk. Raises BadParameterError as ``desk_of``."""
    desk = desk_of(asked, reader)
    bars = _bars(desk)
    sources = desk_sources(desk)[:1] + _component_sources(reader)
    return Exhibit(
        name=NAME,
        parameters=desk.query(),
        title=f"What one person’s {formats.money_exact(desk.loss.person.total)} is made of",
        subtitle=_subtitle(desk),
        sentence="",
        summary=_summary(desk.loss),
        table=_table(desk),
        sources=tuple({line.id: line for line in sources}.values()),
        credit=f"{credit(sources[:1])}; timing partly our assumption",
        data_version=reader.data_version(),
        figure=draw(bars, desk.changed),
        narrow_figure=draw(bars, desk.changed, narrow=True),
        basis=(desk.loss.basis,),
        notes=(basis_line(desk.loss.basis, "state value" if borrowed(desk) else ""), *assumption_notes(desk)),
        key_number=formats.money_mark(desk.loss.person.total),
        height=HEIGHT,
        narrow_height=NARROW_HEIGHT,
        places=(desk.place.slug,),
    )


def _bars(desk: Desk) -> list[Bar]:
    pairs = zip(desk.loss.person.parts, desk.central.person.parts, strict=True)
    bars = [_bar(now, before) for now, before in pairs]
    total, was = desk.loss.person.total, desk.central.person.total
    bars.append(Bar("social loss", total.amount, was.amount, formats.money_mark(total), formats.money_mark(was)))
    return bars


def _bar(now: PartLoss, before: PartLoss) -> Bar:
    amount = now.amount.amount if now.counted else 0.0
    text = formats.money_mark(now.amount) if now.counted else "left out"
    return Bar(PARTS[str(now.id)], amount, before.amount.amount, text, formats.money_mark(before.amount))


def _component_sources(reader: Reader) -> tuple[SourceLine, ...]:
    rows = reader.losses("arizona", 2014, "non_completers")
    return source_lines((row.source, "components") for row in rows if "component" in row.measure)


def _subtitle(desk: Desk) -> str:
    parts = ["Dashed: at the study’s assumptions"] if desk.changed else []
    if borrowed(desk):
        parts.append(f"Arizona’s value: none is published for {desk.place.name}")
    if desk.loss.person.split != "published":
        youth = desk.population is Population.DISCONNECTED_YOUTH
        shares = "by age uses the shares of the national study of 2012" if youth else "uses the state’s shares of 2014"
        parts.append(f"Only the total is published; the split {shares}")
    return ". ".join(parts) or "The study’s own split"


def _summary(loss: Loss) -> str:
    said = [f"{PARTS[str(part.id)]} {formats.money_words(part.amount)}" for part in loss.person.parts if part.counted]
    return f"Waterfall: {', '.join(said) or 'nothing is counted'}; together {formats.money_words(loss.person.total)}."


def _table(desk: Desk) -> Table:
    columns = (
        Column("part", "Part"),
        Column("now", "Now, per person", "USD"),
        Column("study", "At the study’s assumptions", "USD"),
        Column("status", "Where from"),
        Column("basis", "Basis"),
    )
    basis = basis_line(desk.loss.basis)
    rows = []
    for now, before in zip(desk.loss.person.parts, desk.central.person.parts, strict=True):
        left_out = Cell(0.0, "left out")
        rows.append(
            (
                Cell(now.name, PARTS[str(now.id)]),
                Cell(now.amount.amount, formats.money_exact(now.amount)) if now.counted else left_out,
                Cell(before.amount.amount, formats.money_exact(before.amount)),
                Cell(now.status, now.status),
                Cell(basis, basis),
            )
        )
    total, was = desk.loss.person.total, desk.central.person.total
    rows.append(
        (
            Cell("social loss", "Social loss"),
            Cell(total.amount, formats.money_exact(total)),
            Cell(was.amount, formats.money_exact(was)),
            Cell(desk.loss.person.status, desk.loss.person.status),
            Cell(basis, basis),
        )
    )
    return Table(columns, tuple(rows), f"Loss per person, {basis}")
