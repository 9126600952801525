"""Beside other studies: what national and state studies print, so that a reader can triangulate.

Their figures are of other places, years and definitions. Only losses per person who does not finish, to everyone, are
drawn on one axis; all figures stand in the table with what they are of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from database.reader import Reader
from database.values import ContextFigureRecord
from economics import Population
from exhibits import formats
from exhibits.basis_words import basis_line
from exhibits.colours import LIGHT
from exhibits.figure import axis, dots, figure, line, plain
from exhibits.lookup import credit, source_lines
from exhibits.losses_desk import Desk, Parameters, desk_of
from exhibits.losses_total import assumption_notes, desk_sources
from exhibits.losses_waterfall_figure import texts
from exhibits.losses_words import borrowed
from exhibits.model import Cell, Column, Exhibit, Figure, Table

NAME = "losses_studies"
QUESTION = "What do other studies say?"
ROW_HEIGHT = 30
EACH = ("social_loss_per_person", "social_value_per_graduate")
LOW, HIGH = "social_gain_per_graduate_low", "social_gain_per_graduate_high"
FISCAL = "public_benefit_per_graduate"
GROUPS = {
    "high_school_non_completers": "did not finish high school",
    "disconnected_youth": "neither in school nor at work",
}
OTHERS = "dollars of other studies, as the table names them"
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


@dataclass(frozen=True, slots=True)
class Row:
    """One study: its name, the loss per person or a range of it (US dollars), how it reads; ``ours``: computed here."""

    name: str
    low: float
    high: float
    text: str
    ours: bool = False


def build(asked: Any, reader: Reader) -> Exhibit:
    """The other studies beside one state of the desk. Raises BadParameterError as ``desk_of``."""
    desk = desk_of(asked, reader)
    records = reader.context_figures()
    rows = _rows(desk, records)
    # the studies drawn come first: the credit is of them
    ordered = sorted(records, key=lambda record: record.measure not in (*EACH, LOW, HIGH))
    sources = source_lines((record.source, record.study) for record in ordered)
    own = desk.loss.person.total
    drawn = len(rows) > 1
    return Exhibit(
        name=NAME,
        parameters=desk.query(),
        title=_title(desk, rows),
        subtitle=_subtitle(desk, drawn),
        sentence="Other places, years, dollars and methods: near each other is reassuring, equal would be chance.",
        summary=f"{_title(desk, rows)}: {'; '.join(f'{row.name} {row.text}' for row in rows)}.",
        table=_table(desk, records),
        sources=(*desk_sources(desk), *sources),
        credit=credit((*desk_sources(desk)[:1], *sources)),
        data_version=reader.data_version(),
        figure=_draw(rows) if drawn else None,
        narrow_figure=_draw(rows, narrow=True) if drawn else None,
        basis=(own.basis,),
        title_dollars=OTHERS,
        notes=(basis_line(own.basis), *assumption_notes(desk)),
        key_number=formats.money_mark(own),
        height=ROW_HEIGHT * len(rows) + 20,
        narrow_height=(ROW_HEIGHT + 18) * len(rows) + 20,
        places=(desk.place.slug,),
    )


def _rows(desk: Desk, records: tuple[ContextFigureRecord, ...]) -> list[Row]:
    """The losses that are of one kind: to everyone, per person who does not finish. Those of young people stand alone."""
    own = desk.loss.person.total
    ours = Row(_own_name(desk), own.amount, own.amount, formats.money_mark(own), ours=True)
    if desk.population is Population.DISCONNECTED_YOUTH:
        return [ours]
    found = [_one(record) for record in records if record.measure in EACH and record.value]
    found += _spans(records)
    return [ours, *sorted(found, key=lambda row: -row.high)]


def _own_name(desk: Desk) -> str:
    whose = "Arizona" if borrowed(desk) else desk.place.name
    moved = "" if desk.loss.person.status != "estimated" else ", under your assumptions"
    return f"{whose}, {desk.found.anchor.edition} edition{moved}"


def _one(record: ContextFigureRecord) -> Row:
    value = record.value or 0.0
    hedge = "about " if "approx" in (record.note or "") else ""
    return Row(_study(record), value, value, f"{hedge}{formats.other_dollars(value)}")


def _spans(records: tuple[ContextFigureRecord, ...]) -> list[Row]:
    """Studies that print a range over groups."""
    lows = {record.study: record for record in records if record.measure == LOW and record.value}
    highs = {record.study: record for record in records if record.measure == HIGH and record.value}
    return [
        Row(
            _study(low),
            low.value or 0.0,
            high.value or 0.0,
            f"{formats.other_dollars(low.value or 0.0)} to {formats.other_dollars(high.value or 0.0)}",
        )
        for study, low in lows.items()
        if (high := highs.get(study)) is not None
    ]


def _study(record: ContextFigureRecord) -> str:
    """``California (Belfield & Levin 2007)``."""
    authors = record.study.split(",")[0]
    return f"{record.place} ({authors}{f' {record.study_year}' if record.study_year else ''})"


def _title(desk: Desk, rows: list[Row]) -> str:
    if len(rows) < 2:
        return "Other studies of young people neither in school nor at work"
    others = [row for row in rows if not row.ours]
    low, high = min(row.low for row in others), max(row.high for row in others)
    return f"Other studies: {formats.other_dollars(low)} to {formats.other_dollars(high)} a person; here {rows[0].text}"


def _subtitle(desk: Desk, drawn: bool) -> str:
    if not drawn:
        return (
            "Printed per year and for all together, by age: no figure on the same footing, so none is drawn beside ours"
        )
    return "Lifetime loss to everyone per person who does not finish; a bar is a range over groups. Budgets’ gains: in the table"


def _draw(rows: list[Row], narrow: bool = False) -> Figure:
    count = len(rows)
    top = max(row.high for row in rows) * 1.05
    places = list(range(count))
    left, right = (0.0, top * 1.62) if narrow else (-top * 0.95, top * 1.42)
    name_at = [place - 0.42 for place in places] if narrow else places
    data = [line([0, 0], [-0.6, count - 0.4], "context", 1)]
    xs = [each for row in rows for each in (row.low, row.high, None)]
    ys = [each for place in places for each in (place, place, None)]
    data.append(line(xs, ys, "context", 4))
    ends = [
        (row, place, end) for row, place in zip(rows, places, strict=True) for end in dict.fromkeys((row.low, row.high))
    ]
    colours = [LIGHT["focus"] if row.ours else LIGHT["context"] for row, _, _ in ends]
    data.append(
        dots([end for _, _, end in ends], [place for _, place, _ in ends], "focus", 11, marker={"color": colours})
    )
    names = [f"<b>{plain(row.name)}</b>" if row.ours else plain(row.name) for row in rows]
    data.append(texts([left] * count, name_at, names, textposition="middle right"))
    amounts = [f"<b>{plain(row.text)}</b>" if row.ours else plain(row.text) for row in rows]
    data.append(texts([top * 1.02] * count, places, amounts, textposition="middle right"))
    return figure(
        data,
        height=(ROW_HEIGHT + (18 if narrow else 0)) * count + 20,
        margin={"l": 0, "r": 0, "t": 4, "b": 4},
        xaxis=axis(showticklabels=False, range=[left, right]),
        yaxis=axis(showticklabels=False, range=[count - 0.4, -0.7]),
    )


def _table(desk: Desk, records: tuple[ContextFigureRecord, ...]) -> Table:
    columns = (
        Column("study", "Study"),
        Column("place", "Place"),
        Column("group", "Who"),
        Column("measure", "Figure"),
        Column("value", "As printed", "as named"),
        Column("note", "Note"),
        Column("source", "Source"),
        Column("location", "Where in it"),
        Column("basis", "Basis"),
    )
    return Table(columns, tuple(map(_cells, records)), f"{len(records)} figures of other studies, none of them ours")


def _cells(record: ContextFigureRecord) -> tuple[Cell, ...]:
    study = f"{record.study}{f' ({record.study_year})' if record.study_year else ''}"
    money = record.unit.startswith("USD")
    who = record.population or ""
    group = GROUPS.get(who, who.replace("_", " "))
    year = f"{record.dollar_year} dollars" if record.dollar_year else "dollar year not stated"
    basis = f"{_purse(record)} · {year} · discount rate as in the note, else not stated" if money else ""
    value = record.value or 0.0
    text = formats.other_dollars(value, exact=True) if money else formats.grouped(value)
    return (
        Cell(study, study),
        Cell(record.place, record.place),
        Cell(group, group),
        Cell(record.measure, record.measure.replace("_", " ")),
        Cell(record.value, text, no_loss=OTHERS if money else ""),
        Cell(record.note, record.note or ""),
        Cell(record.source.title, record.source.title),
        Cell(record.location, record.location),
        Cell(basis, basis),
    )


def _purse(record: ContextFigureRecord) -> str:
    """Whose money a figure counts, as its name says."""
    name = record.measure
    if "fiscal" in name or "public" in name or "tax" in name:
        return "public budgets"
    if "earnings" in name:
        return "the person"
    return "the program" if "cost" in name else "everyone"
