"""Which assumption matters most: each alone from its low to its high, the widest swing first."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from database.reader import Reader
from economics import Assumptions, PlaceAnchor, TornadoBar, tornado
from economics.rounding import half_up
from exhibits import formats
from exhibits.basis_words import basis_line
from exhibits.losses_desk import Desk, Parameters, desk_of
from exhibits.losses_tornado_figure import ROW_HEIGHT, Row, draw
from exhibits.losses_total import assumption_notes, desk_sources
from exhibits.losses_words import short_name, value_words
from exhibits.model import Cell, Column, Exhibit, Table

NAME = "losses_tornado"
QUESTION = "Which assumption matters most?"
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


def build(asked: Any, reader: Reader) -> Exhibit:
    """The tornado of one state of the desk. Raises BadParameterError as ``desk_of``."""
    desk = desk_of(asked, reader)
    bars = tornado(desk.found.anchor, desk.assumptions, desk.prices, desk.ranges)
    at_study = {bar.id: bar for bar in _at_study(desk)}
    rows = [_row(bar, at_study[bar.id]) for bar in bars]
    now, was = desk.loss.person.total, desk.central.person.total
    marks = (now.amount, was.amount, formats.money_mark(now), formats.money_mark(was))
    moved = desk.changed or bool(desk.ranges)
    sources = desk_sources(desk)
    height = ROW_HEIGHT * len(rows) + 40
    return Exhibit(
        name=NAME,
        parameters=desk.query(),
        title=_title(bars),
        subtitle="Each assumption alone, from its low to its high"
        + (". Gray: at the study’s assumptions" if moved else ""),
        sentence="",
        summary=_summary(bars),
        table=_table(bars),
        sources=sources,
        credit="Ranges: each assumption’s source says which are ours",
        data_version=reader.data_version(),
        figure=draw(rows, marks, moved),
        narrow_figure=draw(rows, marks, moved, narrow=True),
        basis=(desk.loss.basis,),
        notes=(basis_line(desk.loss.basis), *assumption_notes(desk)),
        key_number=short_name(bars[0].id),
        height=height,
        places=(desk.place.slug,),
    )


def _at_study(desk: Desk) -> tuple[TornadoBar, ...]:
    """The tornado of the study's assumptions in the same dollars."""
    factor = desk.central.person.total.amount / desk.found.anchor.per_person
    bars = _study_bars(desk.found.anchor)
    if factor == 1:
        return bars
    return tuple(
        TornadoBar(bar.id, bar.name, bar.unit, bar.range, bar.at_low * factor, bar.at_high * factor, bar.swing * factor)
        for bar in bars
    )


@lru_cache(maxsize=256)
def _study_bars(anchor: PlaceAnchor) -> tuple[TornadoBar, ...]:
    return tornado(anchor, Assumptions(population=anchor.population))


def _row(bar: TornadoBar, at_study: TornadoBar) -> Row:
    return Row(
        name=short_name(bar.id),
        at_low=bar.at_low.amount,
        at_high=bar.at_high.amount,
        low=value_words(bar.unit, bar.range.low),
        high=value_words(bar.unit, bar.range.high),
        was=(at_study.at_low.amount, at_study.at_high.amount),
    )


def _title(bars: tuple[TornadoBar, ...]) -> str:
    if not bars or bars[0].swing.amount == 0:
        return "No assumption moves the total"
    name = short_name(bars[0].id)
    if name.endswith("due to the diploma"):
        return f"The share of the {name[0].lower()}{name[1:]} matters most"
    return f"{'The share who finish later' if name.startswith('People') else name} matters most"


def _summary(bars: tuple[TornadoBar, ...]) -> str:
    said = [
        f"{short_name(bar.id)}: {formats.money_words(bar.at_low)} at {value_words(bar.unit, bar.range.low)}, "
        f"{formats.money_words(bar.at_high)} at {value_words(bar.unit, bar.range.high)}"
        for bar in bars
    ]
    return "Tornado, loss per person, widest first. " + "; ".join(said) + "."


def _table(bars: tuple[TornadoBar, ...]) -> Table:
    columns = (
        Column("assumption", "Assumption"),
        Column("low", "Low"),
        Column("at_low", "Loss at low", "USD"),
        Column("high", "High"),
        Column("at_high", "Loss at high", "USD"),
        Column("swing", "Swing", "USD"),
        Column("basis", "Basis"),
    )
    rows = tuple(
        (
            Cell(bar.id, bar.name),
            Cell(bar.range.low, value_words(bar.unit, bar.range.low)),
            Cell(bar.at_low.amount, formats.money_exact(bar.at_low)),
            Cell(bar.range.high, value_words(bar.unit, bar.range.high)),
            Cell(bar.at_high.amount, formats.money_exact(bar.at_high)),
            Cell(bar.swing.amount, formats.money_exact(bar.swing)),
            Cell(basis_line(bar.swing.basis), _basis_words(bar)),
        )
        for bar in bars
    )
    return Table(columns, rows, "Each assumption alone, loss per person, widest swing first")


def _basis_words(bar: TornadoBar) -> str:
    if bar.id != "discount_rate":
        return basis_line(bar.swing.basis)
    low, high = (f"{half_up(each.basis.discount_rate * 100, 4):g}%" for each in (bar.at_low, bar.at_high))
    return f"{basis_line(bar.swing.basis)} (the two losses at {low} and {high})"
