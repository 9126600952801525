"""Ranked dots with intervals: a row a place, its name at the left, its value at the right.

Intervals are lines between their two ends, which every program draws; error bars that lie, with ends of their own, some lose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from economics.basis import Money
from exhibits.formats import money_mark
from exhibits.model import Exhibit
from exports.number_formats import axis_format
from exports.plain_text import unmarked
from exports.slides.fitting import width_of
from exports.slides.model import HELP, Axis, Chart, Colour, Label, Series, Symbol
from exports.slides.reading import Columns, Row, and_more, is_place, ours
from exports.slides.scale import Scale, scale_of
from exports.slides.sheet import Sheet, Value

MOST_ROWS = 16
COLOURS: tuple[Colour, ...] = ("focus", "second", "fourth")
ACROSS = 12.133 * 72
"""Width of a chart, in points."""
WIDEST = 0.46
AT_STUDY = "At the study’s assumptions"
ONLY_PARTLY = "Only about"
"""How the note of a figure begins that describes much of a place's surroundings."""


Look = tuple[Colour, Symbol]


@dataclass(frozen=True, slots=True)
class Dot:
    """One row: name, value with its interval (None where there is none), how it reads.

    ``before``: a pale mark; ``wider``: the figure describes much of the place's surroundings, so its mark is another.
    """

    name: str
    value: float
    low: float | None
    high: float | None
    text: str
    colour: Colour
    before: float | None = None
    wider: bool = False

    @property
    def look(self) -> Look:
        """Colour and symbol: each pair is a series of its own."""
        return self.colour, "diamond" if self.wider else "circle"


def ranking(exhibit: Exhibit) -> Chart:
    """A ranking; the focus and what it is compared with in colour."""
    table = Columns(exhibit)
    rows = table.having("value")
    coloured = ours(exhibit)
    kept = _kept(rows, [any(is_place(table.cell(row, "place"), slug) for slug in coloured) for row in rows])
    dots = [
        Dot(
            table.text(row, "place"),
            table.number(row, "value") or 0.0,
            table.number(row, "low") if "low" in table else None,
            table.number(row, "high") if "high" in table else None,
            table.text(row, "value"),
            _colour(table, row, coloured),
            wider="note" in table and table.text(row, "note").startswith(ONLY_PARTLY),
        )
        for row in kept
    ]
    missing = len(table.rows) - len(rows)
    note = and_more(len(rows) - len(kept), "ranked") + (f" {missing} without a figure." if missing else "")
    if any(dot.wider for dot in dots):
        note += " Diamonds: the figure describes much of the surroundings too."
    return _chart(dots, table.column("value").label, table.column("value").unit, note)


def returns(exhibit: Exhibit) -> Chart:
    """Return rates of walks: Tucson's, others', and those with no walk."""
    table = Columns(exhibit)
    dots = [
        Dot(
            f"{table.text(row, 'rate')}: {table.text(row, 'group')}",
            table.number(row, "share") or 0.0,
            table.number(row, "low"),
            table.number(row, "high"),
            table.text(row, "share"),
            "second"
            if table.text(row, "group") == "with no walk"
            else "focus"
            if table.text(row, "rate").startswith("Tucson")
            else "context",
        )
        for row in table.having("share")
    ]
    return _chart(dots, table.column("share").label, "percent", "")


def released(exhibit: Exhibit) -> Chart:
    """Released return rates; what is hidden is counted in the note and stays hidden."""
    table = Columns(exhibit)
    rows = table.having("share")
    dots = [
        Dot(
            f"{table.text(row, 'who')}: {table.text(row, 'rate')}",
            table.number(row, "share") or 0.0,
            None,
            None,
            table.text(row, "share"),
            "second" if table.text(row, "rate") == "with no walk" else "focus",
        )
        for row in rows[:MOST_ROWS]
    ]
    missing = len(table.rows) - len(rows)
    note = and_more(len(rows) - len(dots), "rates") + (f" {missing} not shown: the table says why." if missing else "")
    return _chart(dots, table.column("share").label, "percent", note)


def cities(exhibit: Exhibit) -> Chart:
    """Totals of all cities; pale where they are otherwise at the study's assumptions."""
    table = Columns(exhibit)
    rows = table.having("now")
    place = exhibit.parameters.get("place", "")
    kept = _kept(rows, [is_place(table.cell(row, "place"), place) for row in rows])
    dots = []
    for row in kept:
        now, before = table.number(row, "now") or 0.0, table.number(row, "study")
        moved = before if before is not None and abs(before - now) >= 0.5 else None
        mine = is_place(table.cell(row, "place"), place)
        text = money_mark(Money(now, exhibit.basis[0]))
        dots.append(Dot(table.text(row, "place"), now, None, None, text, "focus" if mine else "context", moved))
    pale = " Pale: at the study’s assumptions." if any(dot.before is not None for dot in dots) else ""
    note = and_more(len(rows) - len(kept), "in all") + pale
    return _chart(dots, table.column("now").label, "USD", note, from_zero=True)


def studies(exhibit: Exhibit) -> Chart:
    """Losses per person of other studies beside ours, which is no figure of the table: rows are the figure's.

    Raises:
        ValueError: nothing is drawn on the page either; the table is shown then.
    """
    if exhibit.figure is None:
        raise ValueError("no study is on the same footing")
    _, spans, _, names, texts = exhibit.figure["data"]
    lows, highs = spans["x"][::3], spans["x"][1::3]
    rows = zip(map(unmarked, names["text"]), lows, highs, map(unmarked, texts["text"]), strict=True)
    dots = [
        Dot(
            name,
            high,
            low if low < high else None,
            high if low < high else None,
            text,
            "context" if place else "focus",
        )
        for place, (name, low, high, text) in enumerate(rows)
    ]
    note = "A line: a range over groups." if any(dot.low is not None for dot in dots) else ""
    return _chart(dots, "Lifetime loss to everyone, per person who does not finish", "USD", note, from_zero=True)


def _kept(rows: Sequence[Row], ours: Sequence[bool]) -> list[Row]:
    """The first rows; ours stay in wherever they stand."""
    wanted = [place for place, mine in enumerate(ours) if mine][:MOST_ROWS]
    others = [place for place in range(len(rows)) if place not in wanted][: MOST_ROWS - len(wanted)]
    return [rows[place] for place in sorted([*wanted, *others])]


def _colour(table: Columns, row: Row, coloured: Sequence[str]) -> Colour:
    for place, slug in enumerate(coloured[: len(COLOURS)]):
        if is_place(table.cell(row, "place"), slug):
            return COLOURS[place]
    return "context"


def _chart(dots: Sequence[Dot], head: str, unit: str, note: str, from_zero: bool = False) -> Chart:
    """The chart: for each colour its intervals and dots, and two series that carry names and values at the edges."""
    ends = [value for dot in dots for value in (dot.value, dot.low, dot.high, dot.before) if value is not None]
    percent = unit == "percent"
    floor = 0.0 if min(ends, default=0.0) >= 0 else None
    scale = scale_of([*ends, 0.0] if from_zero else ends, floor=floor, ceiling=100.0 if percent else None)
    looks: list[Look] = list(dict.fromkeys(dot.look for dot in sorted(dots, key=lambda dot: dot.colour != "context")))
    size = 16.0 if len(dots) <= 8 else 14.0 if len(dots) <= 12 else 12.0
    names = max(width_of(dot.name, bold=True) for dot in dots) * size / ACROSS + 0.015
    flat = Axis(scale, axis_format(unit, scale.high, scale.step), grid=True, crosses=scale.low)
    upright = Axis(Scale(0.4, len(dots) + 0.6, 1), shown=False, crosses=0.4)
    inner = (min(names, WIDEST), 0.01, 0.9 - min(names, WIDEST), 0.88)
    sheet = _sheet(dots, head, scale, looks)
    series = _series(dots, looks)
    return Chart("scatter", sheet, series, flat, upright, inner=inner, size=size, note=note.strip())


def _series(dots: Sequence[Dot], looks: Sequence[Look]) -> tuple[Series, ...]:
    """Columns are those of ``_sheet``."""
    lines = [Series(7 + 2 * place, 1, colour=colour, line=2.25) for place, (colour, _) in enumerate(looks)]
    before = [Series(5, 2, colour="faint", symbol="circle", size=9)]
    marks = [
        Series(6 + 2 * place, 1, colour=colour, symbol=symbol, size=12 if colour == "focus" else 10)
        for place, (colour, symbol) in enumerate(looks)
    ]
    few = sum(dot.colour == "focus" for dot in dots) <= 2
    said: list[tuple[Colour, bool]] = [
        ("text" if dot.colour == "context" else dot.colour, few and dot.colour == "focus") for dot in dots
    ]
    names = tuple(Label(place, dots[place].name, "l", *look) for place, look in enumerate(said))
    values = tuple(Label(place, dots[place].text, "r", *look) for place, look in enumerate(said))
    moved = before if any(dot.before is not None for dot in dots) else []
    return (*lines, *moved, *marks, Series(5, 3, labels=names), Series(5, 4, labels=values))


def _sheet(dots: Sequence[Dot], head: str, scale: Scale, looks: Sequence[Look]) -> Sheet:
    """First a row a dot, then the ends of the intervals, parted by empty rows so that no line joins two of them.

    What a series leaves out has no row number in its column: a point without a height is drawn nowhere.
    """
    header = ["Name", head, AT_STUDY, f"{HELP}names", f"{HELP}values", f"{HELP}row"]
    for colour, symbol in looks:
        header += [f"{HELP}row of {symbol}s, {colour}", f"{HELP}row of their intervals, {colour}"]
    rows: list[tuple[Value, ...]] = []
    for place, dot in enumerate(dots):
        row = len(dots) - place
        parts = [part for look in looks for part in (row if look == dot.look else None, None)]
        rows.append((dot.name, dot.value, dot.before, scale.low, scale.high, row, *parts))
    for place, dot in enumerate(dots):
        if dot.low is None or dot.high is None:
            continue
        row = len(dots) - place
        parts = [part for look in looks for part in (None, row if look == dot.look else None)]
        rows += [
            (f"{dot.name}, {words}", end, None, None, None, None, *parts)
            for words, end in (("low", dot.low), ("high", dot.high))
        ]
        rows.append((None,) * len(header))
    return Sheet(tuple(header), tuple(rows))
