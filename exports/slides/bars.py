"""Bars: what a loss is made of, which assumption matters, what two scenarios differ in, what became of a walk."""

from __future__ import annotations

import re
from collections.abc import Sequence

from economics.basis import Money
from exhibits.formats import money_mark
from exhibits.model import Exhibit
from exhibits.walk_record import STAGES
from exports.number_formats import axis_format, mark_format
from exports.plain_text import cut
from exports.slides.model import HELP, Axis, Chart, Colour, Label, Series
from exports.slides.reading import Columns, Row, and_more
from exports.slides.scale import scale_of
from exports.slides.sheet import Sheet, Value

TURNED = (0.28, 0.02, 0.62, 0.94)
"""Room for names at the left of lying bars."""
UPRIGHT = (0.01, 0.03, 0.98, 0.83)


def components(exhibit: Exhibit) -> Chart:
    """One person's loss as a study splits it."""
    return _waterfall(exhibit, "component", "amount")


def desk_parts(exhibit: Exhibit) -> Chart:
    """One person's loss under the assumptions of the desk."""
    return _waterfall(exhibit, "part", "now")


def _waterfall(exhibit: Exhibit, name: str, amount: str) -> Chart:
    """Stacked columns: an invisible one lifts each part to where the last one ended. The last row is the total.

    A last, invisible column on top carries the amount in words: stacked columns have no labels above them.
    """
    table = Columns(exhibit)
    head = table.column(amount).label
    rows = _steps([(table.text(row, name), table.number(row, amount)) for row in table.rows])
    tops = [sum(float(part) for part in row[1:] if isinstance(part, (int, float))) for row in rows]
    scale = scale_of([0.0, max(tops, default=0.0) * 1.08], floor=0.0)
    over = round((scale.high - scale.low) * 0.07)
    header = ("Part", f"{HELP}start", f"{head}, adds", f"{head}, lowers", f"{head}, total", f"{HELP}amount in words")
    sheet = Sheet(header, tuple((*row, over) for row in rows))
    labels = tuple(
        Label(place, _amount(exhibit, table, row, amount), "inBase", "text", row is table.rows[-1])
        for place, row in enumerate(table.rows)
    )
    series = (
        Series(1, invisible=True),
        Series(2, colour="focus"),
        Series(3, colour="second"),
        Series(4, colour="text"),
        Series(5, invisible=True, labels=labels),
    )
    upright = Axis(scale, axis_format("USD", scale.high, scale.step), shown=False)
    return Chart("column", sheet, series, Axis(line=True), upright, stacked=True, gap=35, inner=UPRIGHT)


def _steps(parts: Sequence[tuple[str, float | None]]) -> list[tuple[Value, ...]]:
    """Of each part its name, where its column begins, by how much it adds, lowers, or comes to in all."""
    rows: list[tuple[Value, ...]] = []
    reached = 0.0
    for place, (name, value) in enumerate(parts):
        if place == len(parts) - 1:
            rows.append((name, None, None, None, value))
        elif value is None:
            rows.append((name, reached, None, None, None))
        else:
            start = min(reached, reached + value)
            rows.append((name, start, value if value >= 0 else None, -value if value < 0 else None, None))
            reached += value
    return rows


def _amount(exhibit: Exhibit, table: Columns, row: Row, column: str) -> str:
    """An amount as the page writes it on a mark; why there is none where there is none."""
    value = table.number(row, column)
    return table.text(row, column) if value is None else money_mark(Money(value, exhibit.basis[0]))


def tornado(exhibit: Exhibit) -> Chart:
    """Each assumption alone: bars from the present loss to the loss at its low and at its high, widest first."""
    table = Columns(exhibit)
    rows = [row for row in table.having("at_low") if table.number(row, "at_high") is not None][:10]
    base = _base(table, rows)
    sheet = Sheet(
        ("Assumption", table.column("at_low").label, table.column("at_high").label),
        tuple(
            (table.text(row, "assumption"), table.number(row, "at_low"), table.number(row, "at_high")) for row in rows
        ),
    )
    ends = [float(value) for row in sheet.rows for value in row[1:] if isinstance(value, (int, float))]
    span = max(ends) - min(ends)
    scale = scale_of([min(ends) - span * 0.12, max(ends) + span * 0.12], steps=6)
    series = (
        Series(1, colour="context", labels=_ends(table, rows, "low", "at_low", base)),
        Series(2, colour="focus", labels=_ends(table, rows, "high", "at_high", base)),
    )
    flat = Axis(scale, axis_format("USD", scale.high, scale.step), grid=True, crosses=base)
    note = "Grey: at the low end of its range. Blue: at the high end. Bars start at the loss as it stands."
    return Chart("bar", sheet, series, flat, Axis(reversed=True), gap=40, inner=TURNED, size=12, note=note)


def _base(table: Columns, rows: Sequence[Row]) -> float:
    """The loss as it stands: the end that most bars share, since an assumption often stands at one end of its range."""
    ends = [
        round(value, 2)
        for row in rows
        for name in ("at_low", "at_high")
        if (value := table.number(row, name)) is not None
    ]
    return max(ends, key=ends.count)


def _ends(table: Columns, rows: Sequence[Row], name: str, loss: str, base: float) -> tuple[Label, ...]:
    said = []
    for place, row in enumerate(rows):
        value = table.number(row, loss)
        if value is not None and abs(value - base) >= 0.5:
            said.append(Label(place, table.text(row, name), "outEnd", "text"))
    return tuple(said)


def difference(exhibit: Exhibit) -> Chart:
    """What each part of a loss adds to the difference of two scenarios."""
    table = Columns(exhibit)
    rows = [row for row in table.rows if table.cell(row, "part").value != "together"]
    changes = [table.number(row, "change") or 0.0 for row in rows]
    reach = max(*(abs(change) for change in changes), 1.0)
    scale = scale_of([-reach * 1.25, reach * 1.25], steps=4)
    sheet = Sheet(
        ("Part", table.column("change").label, table.column("a").label, table.column("b").label),
        tuple(
            (table.text(row, "part"), table.number(row, "change"), table.number(row, "a"), table.number(row, "b"))
            for row in rows
        ),
    )
    colours: dict[int, Colour] = {place: "second" for place, change in enumerate(changes) if change < 0}
    colours[len(rows) - 1] = "text"
    said = [_change(change, exhibit) for change in changes]
    labels = tuple(Label(place, text, "outEnd", "text", place == len(rows) - 1) for place, text in enumerate(said))
    series = (Series(1, colour="focus", colours=colours, labels=labels),)
    flat = Axis(scale, axis_format("USD", scale.high, scale.step), shown=False, crosses=0.0)
    note = f"Bars: {table.column('change').label}, per person."
    return Chart("bar", sheet, series, flat, Axis(reversed=True, line=True), gap=40, inner=TURNED, note=note)


def _change(amount: float, exhibit: Exhibit) -> str:
    if abs(amount) < 0.5:
        return "no change"
    said = money_mark(Money(amount, exhibit.basis[0]))
    return f"+{said}" if amount > 0 else said


def funnel(exhibit: Exhibit) -> Chart:
    """The published stages of a walk, in the order they come; two sources of one stage are two bars."""
    table = Columns(exhibit)
    rows = table.having("value")
    names: list[str] = []
    for row in rows:
        name, source = table.text(row, "measure"), table.text(row, "source")
        doubled = sum(table.text(other, "measure") == name for other in rows) > 1
        names.append(f"{name} ({_publisher(source)})" if doubled else name)
    kept = _stages(table, rows)
    sheet = Sheet(
        ("Stage", table.column("value").label),
        tuple((cut(names[place], 60), table.number(rows[place], "value")) for place in kept),
    )
    most = max((float(row[1]) for row in sheet.rows if isinstance(row[1], (int, float))), default=1.0)
    scale = scale_of([0.0, most * 1.25], floor=0.0)
    labels = tuple(Label(at, table.text(rows[place], "value"), "outEnd", "text", True) for at, place in enumerate(kept))
    flat = Axis(scale, mark_format(table.cells("value", rows), ""), shown=False)
    note = and_more(len(rows) - len(kept), "figures of this walk")
    series = (Series(1, colour="focus", labels=labels),)
    return Chart("bar", sheet, series, flat, Axis(reversed=True), gap=45, inner=(0.4, 0.02, 0.55, 0.96), note=note)


def released(exhibit: Exhibit) -> Chart:
    """Released counts of a walk's stages; a count that is hidden has no bar and its word instead of a number."""
    table = Columns(exhibit)
    rows = table.rows[:12]
    if not table.having("students"):
        raise ValueError("every count is hidden")
    sheet = Sheet(
        ("Stage", table.column("students").label),
        tuple((cut(table.text(row, "stage"), 60), table.number(row, "students")) for row in rows),
    )
    most = max(float(row[1]) for row in sheet.rows if isinstance(row[1], (int, float)))
    scale = scale_of([0.0, most * 1.3], floor=0.0)
    counted = [place for place, row in enumerate(rows) if table.number(row, "students") is not None]
    labels = tuple(Label(place, table.text(rows[place], "students"), "outEnd", "text", True) for place in counted)
    words = [f"{row[0]}: {table.text(rows[at], 'students')}" for at, row in enumerate(sheet.rows) if at not in counted]
    note = f"No bar: {'; '.join(words)}." if words else ""
    series = (Series(1, colour="focus", labels=labels),)
    flat = Axis(scale, "#,##0", shown=False)
    return Chart("bar", sheet, series, flat, Axis(reversed=True), gap=45, inner=(0.4, 0.02, 0.55, 0.96), note=note)


def _stages(table: Columns, rows: Sequence[Row]) -> list[int]:
    """Stages of young people, in the order of the walk; teams, schools and the like are no stage."""
    order = {stage: place for place, stage in enumerate(STAGES)}
    found = [place for place, row in enumerate(rows) if str(table.cell(row, "measure").value) in order]
    return sorted(found, key=lambda place: order[str(table.cell(rows[place], "measure").value)])[:12]


def _publisher(title: str) -> str:
    """Who a source is by, where its title ends in a name in brackets."""
    found = re.search(r"\(([^()]+)\)$", title)
    return found[1].split(",")[0] if found else title
