"""Lines over time and slopes: a line only where two figures may be compared, gaps where a year is missing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import gcd

from exhibits.model import Exhibit
from exports.number_formats import axis_format, mark_format
from exports.plain_text import clean
from exports.slides.model import HELP, Axis, Chart, Colour, Label, Series
from exports.slides.reading import Columns, Row, is_place, ours
from exports.slides.scale import Scale, scale_of
from exports.slides.sheet import Sheet, Value

COLOURS: tuple[Colour, ...] = ("focus", "second", "text", "fourth")
INNER = (0.06, 0.04, 0.74, 0.84)
"""Room at the right for the names at the ends of the lines."""
WIDE = (0.06, 0.04, 0.92, 0.84)
NAME_HEIGHT = 0.062
MOST = 12


def trend(exhibit: Exhibit) -> Chart:
    """A measure over time, a line a place, the first one ours."""
    table = Columns(exhibit)
    rows = table.having("value")
    places = list(dict.fromkeys(table.text(row, "place") for row in rows))[:MOST]
    periods = sorted({table.text(row, "period") for row in rows}, key=_year)
    values = {(table.text(row, "place"), table.text(row, "period")): table.number(row, "value") for row in rows}
    texts = {
        table.text(row, "place"): table.text(row, "value")
        for row in sorted(rows, key=lambda r: _year(table.text(r, "period")))
    }
    segments = _segments(exhibit)
    marks = _with_gaps(periods) if segments else periods
    sheet = Sheet(
        ("Period", *places), tuple((mark, *(values.get((place, mark)) for place in places)) for mark in marks)
    )
    sheet = _with_spreads(sheet, table, rows, places[: len(COLOURS)])
    unit = table.column("value").unit
    return _chart(sheet, [texts[place] for place in places], unit, "", _cuts(marks, segments))


def _with_spreads(sheet: Sheet, table: Columns, rows: Sequence[Row], places: Sequence[str]) -> Sheet:
    """The sheet with what the intervals of these places add below and above, two columns each, where there are any."""
    if not {"low", "high"} <= set(table.ids) or not any(table.number(row, "low") is not None for row in rows):
        return sheet
    found = {(table.text(row, "place"), table.text(row, "period")): row for row in rows}
    header = [f"{HELP}{place}, {side}" for place in places for side in ("below", "above")]
    added = [
        [part for place in places for part in _ends(table, found.get((place, str(mark))))] for mark in sheet.column(0)
    ]
    return Sheet((*sheet.header, *header), tuple((*row, *parts) for row, parts in zip(sheet.rows, added, strict=True)))


def _ends(table: Columns, row: Row | None) -> tuple[float | None, float | None]:
    """How far an interval reaches below its value and above; None where there is none."""
    if row is None:
        return None, None
    value, low, high = (table.number(row, name) for name in ("value", "low", "high"))
    return (None, None) if value is None or low is None or high is None else (value - low, high - value)


def graduation(exhibit: Exhibit) -> Chart:
    """The share of each class that finished in four years; classes not published leave a gap."""
    table = Columns(exhibit)
    rows = table.having("rate")
    years = [table.text(row, "class") for row in rows]
    rates = {table.text(row, "class"): table.number(row, "rate") for row in rows}
    head = table.column("rate").label
    sheet = Sheet(("Class", head), tuple((year, rates.get(year)) for year in _with_gaps(years)))
    unit = table.column("rate").unit
    code = mark_format(table.cells("rate", rows), unit)
    return _chart(sheet, [table.text(rows[-1], "rate")], unit, code, ())


def slope(exhibit: Exhibit) -> Chart:
    """Two ends a place; ours in colour with its values, the others grey."""
    table = Columns(exhibit)
    rows = [row for row in table.having("first") if table.number(row, "last") is not None]
    coloured = ours(exhibit)
    rows = sorted(rows, key=lambda row: _rank(table, row, coloured))
    heads = (table.column("first").label, table.column("last").label)
    names = [table.text(row, "place") for row in rows]
    sheet = Sheet(
        ("Period", *names),
        tuple(
            (head, *(table.number(row, end) for row in rows))
            for head, end in zip(heads, ("first", "last"), strict=True)
        ),
    )
    unit = table.column("first").unit
    scale = _scale(sheet, unit)
    mine = max(sum(_rank(table, row, coloured) < len(coloured) for row in rows), 1)
    series = []
    for place, row in enumerate(rows):
        strong = place < min(mine, len(COLOURS))
        colour: Colour = COLOURS[place] if strong else "faint"
        first, last = table.text(row, "first"), table.text(row, "last")
        said = (
            (Label(0, first, "l", colour, True), Label(1, f"{names[place]} {last}", "r", colour, True))
            if strong
            else ()
        )
        series.append(
            Series(
                1 + place,
                colour=colour,
                line=3.0 if strong else 1.5,
                symbol="circle",
                size=9 if strong else 5,
                labels=said,
            )
        )
    upright = Axis(scale, axis_format(unit, scale.high, scale.step), grid=True)
    series.reverse()
    others = len(rows) - mine
    note = f"Grey: {others} other cities and towns, all in the workbook (Excel or CSV file)." if others else ""
    return Chart("line", sheet, tuple(series), Axis(), upright, inner=(0.05, 0.03, 0.85, 0.86), note=note)


def _rank(table: Columns, row: Row, coloured: Sequence[str]) -> int:
    found = (place for place, slug in enumerate(coloured) if is_place(table.cell(row, "place"), slug))
    return next(found, len(coloured))


def _chart(sheet: Sheet, ends: Sequence[str], unit: str, code: str, cuts: Sequence[int] | None) -> Chart:
    """Lines with their names at their ends.

    ``code``: shows every value of a lone line in this format; ``cuts``: the marks no line leads to, None for no lines.
    """
    scale = _scale(sheet, unit)
    lasts = [
        [at for at, value in enumerate(sheet.column(place + 1)) if value is not None][-1] for place in range(len(ends))
    ]
    heights = [float(sheet.rows[last][place + 1] or 0.0) for place, last in enumerate(lasts)]
    series = []
    for place, (text, moved) in enumerate(zip(ends, _moves(heights, scale), strict=True)):
        colour: Colour = COLOURS[place] if place < len(COLOURS) else "context"
        said: Colour = "muted" if colour == "context" else colour
        label = Label(lasts[place], f"{sheet.header[place + 1]} {text}", "r", said, place == 0, moved)
        series.append(
            Series(
                place + 1,
                colour=colour,
                line=(3.5 if place == 0 else 2.0) if cuts is not None else 0.0,
                cuts=tuple(cuts or ()),
                symbol="circle",
                size=10 if place == 0 else 8,
                spread=_spread(sheet, len(ends), place),
                labels=() if code else (label,),
                number_format=code,
                label_position="t",
            )
        )
    upright = Axis(scale, axis_format(unit, scale.high, scale.step), grid=True)
    lone = len(sheet.rows) < 2
    note = "Periods overlap or were measured otherwise: the marks are not joined." if cuts is None and not lone else ""
    inner = WIDE if code else INNER
    return Chart("line", sheet, tuple(series[::-1]), Axis(line=True), upright, inner=inner, note=note)


def _reach(sheet: Sheet, row: Sequence[Value], lines: int, line: int) -> tuple[float, float]:
    """How far an interval reaches in one row of a sheet; nowhere where there is none."""
    found = _spread(sheet, lines, line)
    ends = (0.0, 0.0) if found is None else tuple(row[place] for place in found)
    return (float(ends[0]), float(ends[1])) if isinstance(ends[0], float) and isinstance(ends[1], float) else (0.0, 0.0)


def _spread(sheet: Sheet, lines: int, place: int) -> tuple[int, int] | None:
    """The two columns of a line's intervals; None where it has none."""
    first = 1 + lines + 2 * place
    return (first, first + 1) if first + 1 < len(sheet.header) else None


def _moves(ends: Sequence[float], scale: Scale) -> list[float]:
    """How far each name at a line's end is moved, in heights of the chart, so that none covers another."""
    high = (scale.high - scale.low) / INNER[3]
    order = sorted(range(len(ends)), key=lambda place: -ends[place])
    moves, lowest = [0.0] * len(ends), float("inf")
    for place in order:
        wanted = ends[place] / high
        put = min(wanted, lowest - NAME_HEIGHT)
        lowest, moves[place] = put, round(put - wanted, 4)
    return moves


def _segments(exhibit: Exhibit) -> set[tuple[int, int]]:
    """Which neighbouring years the page joins: it knows of overlapping periods and of breaks, the table does not."""
    traces = (exhibit.figure or {}).get("data", [])
    pairs = [trace["x"] for trace in traces if trace.get("mode") == "lines" and len(trace.get("x", ())) == 2]
    return {(int(first), int(last)) for first, last in pairs if first != last}


def _cuts(marks: Sequence[str], segments: set[tuple[int, int]]) -> list[int] | None:
    """The places of marks no line may lead to; None where nothing is joined."""
    if not segments:
        return None
    years = [_year(mark)[0] for mark in marks]
    ends = {end for _, end in segments}
    return [place for place, year in enumerate(years) if place and year not in ends]


def _scale(sheet: Sheet, unit: str) -> Scale:
    columns = [place for place, head in enumerate(sheet.header) if place and not head.startswith(HELP)]
    drawn = []
    for row in sheet.rows:
        for line, place in enumerate(columns):
            value = row[place]
            if isinstance(value, (int, float)):
                below, above = _reach(sheet, row, len(columns), line)
                drawn += [value - below, value + above]
    percent = unit == "percent"
    return scale_of(drawn, floor=0.0 if min(drawn) >= 0 else None, ceiling=100.0 if percent else None)


def _year(period: str) -> tuple[int, str]:
    """The year a period ends in: ``2019-2023 average``, ``2023-24``, ``2024``."""
    digits = "".join(letter if letter.isdigit() else " " for letter in period).split()
    last = digits[-1] if digits else "0"
    if len(last) == 2 and len(digits) > 1:
        last = digits[-2][:2] + last
    return int(last), period


def _with_gaps(periods: Sequence[str]) -> list[str]:
    """Single years with those in between that have no figure, so that a gap is as wide as it was long."""
    if len(periods) < 2 or not all(clean(period).isdigit() for period in periods):
        return list(periods)
    years = [int(period) for period in periods]
    step = gcd(*(second - first for first, second in pairwise(years)))
    return [str(year) for year in range(years[0], years[-1] + 1, max(step, 1))]
