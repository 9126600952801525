"""Two scenarios side by side: the one kept (A) and the desk as it is (B), the difference explained part by part."""

from __future__ import annotations

from typing import Any

from database.reader import Reader
from economics import Loss, Money, PartDifference, differences
from economics.rounding import half_up
from exhibits import formats
from exhibits.basis_words import basis_line
from exhibits.lookup import credit
from exhibits.losses_desk import Parameters, desk_of
from exhibits.losses_difference_figure import Row, draw
from exhibits.losses_total import assumption_notes, desk_sources
from exhibits.losses_words import PARTS, change_words, shown
from exhibits.model import Cell, Column, Exhibit, Table

NAME = "losses_difference"
QUESTION = "What makes two scenarios differ?"
HEIGHT = 320
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


def build(asked: Any, reader: Reader) -> Exhibit:
    """Scenario A, kept, against B, the desk now. Raises BadParameterError as ``desk_of``; empty where none is kept."""
    desk = desk_of(asked, reader)
    sources = desk_sources(desk)
    before = desk.kept or desk.central
    parts = differences(before, desk.loss)
    rows = [_row(part) for part in parts]
    return Exhibit(
        name=NAME,
        parameters=desk.query(),
        title=_title(before, desk.loss, parts),
        subtitle=f"A: {scenario_words(before)}. B: {scenario_words(desk.loss)}",
        sentence="",
        summary=_summary(parts),
        table=_table(parts, before, desk.loss),
        sources=sources,
        credit=credit(sources[:1]),
        data_version=reader.data_version(),
        figure=draw(rows),
        narrow_figure=draw(rows, narrow=True),
        basis=(before.basis, desk.loss.basis),
        notes=("Scenario A is the study’s assumptions." if desk.kept is None else "", *assumption_notes(desk)),
        height=HEIGHT,
        places=(desk.place.slug,),
    )


def scenario_words(loss: Loss) -> str:
    """What was changed in a scenario: ``discount rate 5%, retire 67`` or ``the study’s assumptions``."""
    changes = [change_words(change, loss).split(", was ")[0] for change in loss.assumptions.changes()]
    return formats.listed(changes, 5) or "the study’s assumptions"


def _row(part: PartDifference) -> Row:
    name = "social loss" if part.id == "total" else PARTS[part.id]
    return Row(
        name,
        part.change.amount,
        part.before.amount,
        _signed(part.change),
        f"{formats.money_mark(part.before)} → {formats.money_mark(part.after)}",
    )


def _signed(money: Money) -> str:
    if abs(money.amount) < 0.5:
        return "no change"
    return f"+{formats.money_mark(money)}" if money.amount > 0 else formats.money_mark(money)


def _title(before: Loss, after: Loss, parts: tuple[PartDifference, ...]) -> str:
    gap = shown(after).amount - shown(before).amount
    if abs(gap) < 0.5:
        return "B and A come to the same"
    size = formats.money_words(Money(abs(gap), shown(after).basis))
    most = max(parts[:-1], key=lambda part: abs(part.change.amount))
    word = "less" if gap < 0 else "more"
    if abs(most.change.amount) < 0.5:
        return f"B is {size} {word} than A, for the number of people alone"
    return f"B is {size} {word} than A, most of it {PARTS[most.id]}"


def _summary(parts: tuple[PartDifference, ...]) -> str:
    said = [f"{PARTS.get(part.id, 'social loss')} {_signed(part.change)}" for part in parts]
    return f"Difference of one person’s loss, B minus A: {', '.join(said)}."


def _table(parts: tuple[PartDifference, ...], before: Loss, after: Loss) -> Table:
    columns = (
        Column("part", "Part"),
        Column("a", "A", "USD"),
        Column("b", "B", "USD"),
        Column("change", "B minus A", "USD"),
        Column("basis", "Basis"),
    )
    basis = basis_line(after.basis)
    if before.basis != after.basis:
        basis += f" (A at {half_up(before.basis.discount_rate * 100, 4):g}%)"
    rows: list[tuple[Cell, ...]] = [
        (
            Cell(part.id, PARTS.get(part.id, "social loss per person")),
            Cell(part.before.amount, formats.money_exact(part.before)),
            Cell(part.after.amount, formats.money_exact(part.after)),
            Cell(part.change.amount, formats.money_exact(part.change)),
            Cell(basis, basis),
        )
        for part in parts
    ]
    rows += _totals(before, after)
    return Table(columns, tuple(rows), "Scenario A against scenario B")


def _totals(before: Loss, after: Loss) -> list[tuple[Cell, ...]]:
    first, second = before.cohort.total, after.cohort.total
    if first is None or second is None:
        return []
    gap = Money(second.amount - first.amount, second.basis)
    basis = basis_line(second.basis)
    return [
        (
            Cell("together", "all together"),
            Cell(first.amount, formats.money_exact(first)),
            Cell(second.amount, formats.money_exact(second)),
            Cell(gap.amount, formats.money_exact(gap)),
            Cell(basis, basis),
        )
    ]
