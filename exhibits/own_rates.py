"""How good was the list, whom did the walk reach, who came back and stayed? Each rate with its denominator and window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from database.reader import Reader
from exhibits import formats, own_walk
from exhibits.colours import LIGHT
from exhibits.figure import NAME as NAME_SIZE
from exhibits.figure import bold, dots, figure, font, label, plain, scale_axis, segment
from exhibits.model import Cell, Column, Exhibit, Figure, Table
from exhibits.own_walk import BaseRate, WalkAsked, base_rates, base_words, rate_words, share_words
from operations.district.one_walk import RETURN_RATE
from operations.district.side import DistrictSide
from walks.funnel import Rate

NAME = "own_rates"
QUESTION = "How good was the list, whom did the walk reach, who came back and stayed?"
ROW, BASE_ROW = 46, 28
NAMES = {
    "persistence, 90 days": "Still enrolled after 90 days",
    "persistence, semester": "Still enrolled at the semester’s end",
    "persistence, year": "Still enrolled at the year’s end",
    "completion": "Graduated",
    "left again": "Left again",
}
Parameters = WalkAsked
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the chart: a rate of the walk, or a published base rate beside it. Percent."""

    name: str
    said: str
    value: float | None
    low: float | None
    high: float | None
    text: str
    base: bool = False


def build(asked: WalkAsked, reader: Reader, district: DistrictSide) -> Exhibit:
    """Every rate of a walk of the district. Raises BadParameterError for an unknown one."""
    one = own_walk.own_walk(district, asked.walk)
    rates = one.rates()
    back = one.rate(RETURN_RATE)
    base, base_sources = base_rates(reader)
    lines = _lines(rates, base)
    sources = (*own_walk.own_sources(district), *base_sources)
    return Exhibit(
        name=NAME,
        parameters={"walk": asked.walk},
        title=_title(back, base),
        subtitle=own_walk.about(district, one, "Bars: 95% intervals (Wilson)"),
        sentence=f"{base_words(base)} The return rate is of everyone verified, visited or not.",
        summary=". ".join(f"{line.name}: {line.text}, {line.said}" for line in lines) + ".",
        table=_table(rates, base, district),
        sources=sources,
        credit="; ".join(dict.fromkeys(line.publisher for line in sources[:2])),
        data_version=reader.data_version(),
        figure=_draw(lines),
        narrow_figure=_draw(lines, narrow=True),
        height=_height(lines),
        narrow_height=_height(lines, narrow=True),
        notes=(
            *own_walk.own_notes(district),
            "Address validity: the student was found to live there. Same-day yield counts enrollment spells that begin on "
            "the day of the walk, not promises.",
        ),
        key_number=share_words(back),
    )


def rate_name(rate: Rate) -> str:
    """A rate's name as it reads."""
    return NAMES.get(rate.name, rate.name.capitalize())


def _title(back: Rate, base: tuple[BaseRate, ...]) -> str:
    if back.share is None and back.bounds is None:
        return "Who came back cannot be said" + (" yet" if not back.unknown else ": of too many enrollment is unknown")
    known = " so far" if back.not_yet_due else ""
    said = f"{share_words(back)} of those verified came back{known}"
    others = formats.listed([f"{formats.percent(each.percent, decimals=0)} in {each.place}" for each in base])
    return f"{said}; with no walk, {others} did" if base else said


def _lines(rates: tuple[Rate, ...], base: tuple[BaseRate, ...]) -> list[Line]:
    lines = []
    for rate in rates:
        low, high = own_walk.interval(rate) or (None, None)
        value = None if rate.share is None else 100 * rate.share
        lines.append(Line(rate_name(rate), rate_words(rate), value, low, high, share_words(rate)))
        if rate.name == RETURN_RATE:
            lines += [
                Line(
                    f"With no walk, {each.place}",
                    f"of those who dropped out, classes of {each.years}",
                    each.percent,
                    None,
                    None,
                    formats.percent(each.percent, decimals=0),
                    base=True,
                )
                for each in base
            ]
    return lines


def _table(rates: tuple[Rate, ...], base: tuple[BaseRate, ...], district: DistrictSide) -> Table:
    columns = (
        Column("rate", "Rate"),
        Column("of", "Of"),
        Column("window", "Window"),
        Column("counted", "Counted", "people"),
        Column("denominator", "Of how many", "people"),
        Column("share", "Share", "percent"),
        Column("low", "Low", "percent"),
        Column("high", "High", "percent"),
        Column("not_yet_due", "Not yet due", "people"),
    )
    missing = Cell(None, "not published", "not published")
    rows = []
    for rate in rates:
        rows.append((*_texts(rate_name(rate), rate.of, rate.window), *own_walk.rate_cells(rate)))
        if rate.name == RETURN_RATE:
            for each in base:
                share = Cell(each.percent, formats.percent(each.percent))
                said = _texts(f"With no walk, {each.place}", "those who dropped out", f"classes of {each.years}")
                rows.append((*said, missing, missing, share, missing, missing, missing))
    return Table(columns, tuple(rows), own_walk.caption(district, "Rates of the walk, base rates beside"))


def _texts(*said: str) -> tuple[Cell, ...]:
    return tuple(Cell(text, text) for text in said)


def _height(lines: list[Line], narrow: bool = False) -> int:
    return sum(_size(line, narrow) for line in lines) + 40


def _size(line: Line, narrow: bool) -> int:
    return BASE_ROW if line.base and not narrow else ROW


def _draw(lines: list[Line], narrow: bool = False) -> Figure:
    start, end = (0.0, 0.74) if narrow else (0.46, 0.94)
    texts: list[dict[str, Any]] = []
    at, places = 0.0, []
    for line in lines:
        middle = at + _size(line, narrow) / 2
        texts += _said_narrow(line, middle) if narrow else _said(line, middle)
        places.append(middle + (11 if narrow else 0))
        at += _size(line, narrow)
    shapes = [
        segment(line.low, line.high, place, place, "focus", width=3, opacity=0.5)
        for line, place in zip(lines, places, strict=True)
        if line.low is not None and line.high is not None
    ]
    return figure(
        [_marks([(line, place) for line, place in zip(lines, places, strict=True) if line.value is not None])],
        height=_height(lines, narrow),
        margin={"l": 0, "r": 0, "t": 30, "b": 10},
        xaxis=scale_axis(0, 100, "%", 4 if narrow else 5, domain=[start, end], side="top"),
        yaxis={"visible": False, "range": [at, 0], "fixedrange": True},
        shapes=shapes,
        annotations=texts,
    )


def _marks(placed: list[tuple[Line, float]]) -> dict[str, Any]:
    """Rates of the walk filled, base rates hollow."""
    trace = dots(
        [line.value or 0.0 for line, _ in placed],
        [place for _, place in placed],
        "focus",
        hovertext=[f"{bold(line.name)}<br>{plain(line.text)}, {plain(line.said)}" for line, _ in placed],
    )
    trace["marker"] = {
        "size": [9 if line.base else 11 for line, _ in placed],
        "symbol": ["diamond-open" if line.base else "circle" for line, _ in placed],
        "color": [LIGHT["text"] if line.base else LIGHT["focus"] for line, _ in placed],
        "line": {"width": [2 if line.base else 0 for line, _ in placed]},
        "opacity": 1,
    }
    return trace


def _value(line: Line, at: float) -> dict[str, Any]:
    colour = "muted" if line.base else "focus"
    return label(f"<b>{plain(line.text)}</b>", 1, at, xref="paper", xanchor="right", font=font(NAME_SIZE, colour))


def _said(line: Line, at: float) -> list[dict[str, Any]]:
    """The name over its definition; a base rate's name is set in from it."""
    if line.base:
        return [label(plain(line.name), 0, at, xref="paper", xshift=14, font=font(13, "muted")), _value(line, at)]
    return [
        label(bold(line.name), 0, at - 9, xref="paper", font=font(NAME_SIZE, "text")),
        label(plain(line.said), 0, at + 9, xref="paper", font=font(13, "muted")),
        _value(line, at),
    ]


def _said_narrow(line: Line, at: float) -> list[dict[str, Any]]:
    """The name over the dot, share and counts at the right end."""
    name = label(plain(line.name), 0, at - 11, xref="paper", font=font(NAME_SIZE, "muted" if line.base else "text"))
    counts = "" if line.base or line.value is None else line.said.partition(" students")[0].partition(" tasks")[0]
    said = label(plain(counts), 1, at + 9, xref="paper", xanchor="right", font=font(13, "muted"))
    return [name, _value(line, at - 9 if counts else at), *([said] if counts else [])]
