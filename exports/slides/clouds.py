"""Points in a plane: two measures of cities, a hundred runs of the model, running totals by date."""

from __future__ import annotations

import re
from typing import Any

from exhibits.model import Exhibit
from exports.number_formats import axis_format
from exports.plain_text import unmarked
from exports.slides.model import HELP, Axis, Chart, Colour, Label, Series
from exports.slides.reading import Columns, is_place, ours
from exports.slides.scale import Scale, scale_of
from exports.slides.sheet import Sheet

TOTALS: tuple[Colour, ...] = ("focus", "second", "context", "fourth", "text", "muted")
NAMED = 25
INNER = (0.08, 0.04, 0.88, 0.78)


def scatter(exhibit: Exhibit) -> Chart:
    """Two measures, a dot a city, each by its name where they are few."""
    table = Columns(exhibit)
    rows = [row for row in table.having("x") if table.number(row, "y") is not None]
    mine = ours(exhibit)
    across, up = table.column("x"), table.column("y")
    sheet = Sheet(
        ("City or town", across.label, up.label),
        tuple((table.text(row, "place"), table.number(row, "x"), table.number(row, "y")) for row in rows),
    )
    focus = [place for place, row in enumerate(rows) if any(is_place(table.cell(row, "place"), slug) for slug in mine)]
    shown = range(len(rows)) if len(rows) <= NAMED else focus
    labels = tuple(Label(place, str(sheet.rows[place][0]), "r", "muted") for place in shown if place not in focus)
    strong = tuple(Label(place, str(sheet.rows[place][0]), "r", "focus", True) for place in focus)
    horizontal, vertical = _scale(sheet, 1, across.unit), _scale(sheet, 2, up.unit)
    sheet = _parted(sheet, focus, up.label)
    series = (
        Series(2, 1, colour="context", symbol="circle", size=10, labels=labels),
        Series(3, 1, colour="focus", symbol="circle", size=12, labels=strong),
    )
    code = axis_format(across.unit, horizontal.high, horizontal.step)
    flat = Axis(horizontal, code, across.label, crosses=horizontal.low)
    code = axis_format(up.unit, vertical.high, vertical.step)
    upright = Axis(vertical, code, grid=True, crosses=vertical.low)
    note = f"Upward: {up.label}." + (" The names of the other dots are in the workbook." if len(rows) > NAMED else "")
    return Chart("scatter", sheet, series, flat, upright, inner=INNER, size=12, note=note)


def _parted(sheet: Sheet, focus: list[int], head: str) -> Sheet:
    """Heights in two columns, ours and the others': each is a series of its own."""
    rows = tuple(
        (name, x, None, y) if place in focus else (name, x, y, None) for place, (name, x, y) in enumerate(sheet.rows)
    )
    return Sheet((*sheet.header, f"{head}, ours"), rows)


def _scale(sheet: Sheet, column: int, unit: str) -> Scale:
    values = [float(value) for value in sheet.column(column) if isinstance(value, (int, float))]
    percent = unit == "percent"
    return scale_of(values, floor=0.0 if min(values) >= 0 else None, ceiling=100.0 if percent else None)


def chance(exhibit: Exhibit) -> Chart:
    """A hundred dots. The table holds what divides them; where each one stands, only the figure does."""
    traces: list[dict[str, Any]] = (exhibit.figure or {})["data"]
    dots, wall = traces[0], next(trace for trace in traces if trace.get("mode") == "lines")
    runs = [(float(x), float(y)) for x, y in zip(dots["x"], dots["y"], strict=True)]
    threshold = float(wall["x"][0])
    top = round(max(float(y) for _, y in runs) * 1.3 + 1, 1)
    rows: list[tuple[float | None, ...]] = [
        (x, y, None, None) if x > threshold else (x, None, y, None) for x, y in runs
    ]
    rows += [(threshold, None, None, 0.0), (threshold, None, None, top)]
    sheet = Sheet(
        ("Loss of a run, US dollars", f"{HELP}height above", f"{HELP}height below", f"{HELP}threshold"), tuple(rows)
    )
    scale = scale_of([*(x for x, _ in runs), threshold], steps=7, floor=0.0)
    said = next(str(trace["text"][0]) for trace in traces if trace.get("mode") == "text")
    label = Label(len(runs) + 1, unmarked(said), "r", "text", True)
    series = (
        Series(1, 0, colour="focus", symbol="circle", size=10),
        Series(2, 0, colour="faint", symbol="circle", size=10),
        Series(3, 0, colour="text", line=2.0, labels=(label,)),
    )
    flat = Axis(scale, axis_format("USD", scale.high, scale.step), line=True, crosses=scale.low)
    upright = Axis(Scale(0.0, top, top), shown=False, crosses=0.0)
    note = "Each dot is one of 100 runs, each as likely as the next; the upright line is the threshold."
    return Chart("scatter", sheet, series, flat, upright, inner=(0.03, 0.02, 0.94, 0.86), note=note)


def totals(exhibit: Exhibit) -> Chart:
    """Running totals as they were told, by date; undated ones stand in the workbook."""
    table = Columns(exhibit)
    dated = [(row, when) for row in table.having("value") if (when := _when(str(table.cell(row, "date").value)))]
    kinds = list(dict.fromkeys(table.text(row, "measure") for row, _ in dated))
    sheet = Sheet(
        ("As of", f"{HELP}year and part of it", *kinds),
        tuple(
            (
                table.text(row, "date"),
                when,
                *(table.number(row, "value") if table.text(row, "measure") == kind else None for kind in kinds),
            )
            for row, when in dated
        ),
    )
    series = []
    for place, kind in enumerate(kinds):
        own = [at for at, row in enumerate(sheet.rows) if row[2 + place] is not None]
        last = max(own, key=lambda at: dated[at][1])
        colour = TOTALS[place % len(TOTALS)]
        label = Label(last, f"{kind}, {table.text(dated[last][0], 'value')}", "r", colour, True)
        series.append(Series(2 + place, 1, colour=colour, symbol="circle", size=10, labels=(label,)))
    upright = scale_of([0.0, *(table.number(row, "value") or 0.0 for row, _ in dated)], floor=0.0)
    first, last_year = float(int(min(when for _, when in dated))), float(int(max(when for _, when in dated)) + 1)
    rest = len(table.rows) - len(dated)
    note = f"{rest} without a date: see the workbook (Excel or CSV file)." if rest else ""
    flat = Axis(Scale(first, last_year, 1.0), "0", line=True, crosses=first)
    vertical = Axis(upright, "#,##0", grid=True, crosses=0.0)
    return Chart("scatter", sheet, tuple(series), flat, vertical, inner=(0.06, 0.04, 0.72, 0.84), note=note)


def _when(written: str) -> float | None:
    """A date of year, month and perhaps day as a year with its part; a month is counted from its middle."""
    found = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", written)
    if found is None:
        return None
    return int(found[1]) + (int(found[2]) - 1 + (int(found[3] or 15) - 1) / 31) / 12
