"""How did Tucson's running totals grow, as published? Dots, each with its source's hedge; totals that disagree are all drawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from database.reader import Reader
from database.values import WalkFigureRecord
from economics.rounding import whole
from exhibits import parameters
from exhibits.colours import LIGHT
from exhibits.figure import axis, bold, dots, figure, font, label, padded_range, plain, scale_axis
from exhibits.formats import listed
from exhibits.lookup import credit, source_lines
from exhibits.model import Cell, Column, Exhibit, Figure, Table
from exhibits.walk_record import (
    NO_COVERAGE,
    TOTAL,
    TUCSON,
    base_place,
    date_words,
    measure_words,
    no_record,
    unaided,
    value_words,
    year_of,
)

NAME = "walk_totals"
QUESTION = "How did Tucson’s running totals grow, as published?"
LINES = {
    "students_contacted": ("context", "diamond"),
    "re_enrolled": ("focus", "circle"),
    "graduated": ("second", "square"),
}


class Parameters(parameters.Parameters):
    """Takes none."""


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """Tucson's published running totals."""
    records = [r for r in reader.walk_figures() if r.organizer == TUCSON and r.basis == TOTAL]
    records.sort(key=lambda r: (year_of(r.walk_date) or 9999.0, r.measure, -r.value))
    sources = source_lines((record.source, measure_words(record.measure).lower()) for record in records)
    dated = [record for record in records if year_of(record.walk_date) is not None]
    if {record.measure for record in dated} < set(LINES):
        return no_record(NAME, reader.data_version())
    last = {measure: next(r for r in reversed(dated) if r.measure == measure) for measure in LINES}
    back, graduated = last["re_enrolled"], last["graduated"]
    return Exhibit(
        name=NAME,
        parameters=parameters.written(asked),
        title=f"By {date_words(back.walk_date)}: {value_words(back)} back, {value_words(graduated)} graduated",
        subtitle="Tucson, running totals since 2014 as published on each date; never added to a single walk’s figures",
        sentence=_reached(back, last["students_contacted"], reader.walk_figures()),
        summary="Dots by date. "
        + " ".join(f"{date_words(r.walk_date)}: {measure_words(r.measure).lower()} {value_words(r)}." for r in records),
        table=_table(records),
        sources=sources,
        credit=credit(sources),
        data_version=reader.data_version(),
        figure=_draw(records),
        narrow_figure=_draw(records, narrow=True),
        height=380,
        notes=(
            "384 back stands with 64 graduates at the district and with 41 at America’s Promise in one year: both are drawn.",
            "617, “almost 700” and 683 back were all given between April and September 2019.",
            "A total holds everyone who came back at any time since the first walk; who left again is not published.",
        ),
    )


def _reached(back: WalkFigureRecord, reached: WalkFigureRecord, records: Iterable[WalkFigureRecord]) -> str:
    share = 100 * back.value / reached.value
    known = listed([f"{whole(r.value)}% in {base_place(r)}" for r in unaided(records)])
    elsewhere = f" (with no walk, {known} came back)" if known else ""
    return (
        f"{value_words(back)} back of {value_words(reached)} reached is {whole(share)}%: of those spoken to, back at any time, "
        f"some of whom would have come back with no walk{elsewhere}. It is not what a walk adds. {NO_COVERAGE}"
    )


def _table(records: list[WalkFigureRecord]) -> Table:
    columns = (
        Column("date", "As of"),
        Column("measure", "Running total of"),
        Column("value", "As published", "people"),
        Column("source", "Source"),
        Column("location", "Where in it"),
    )
    rows = tuple(
        (
            Cell(record.walk_date, date_words(record.walk_date)),
            Cell(record.measure, measure_words(record.measure)),
            Cell(record.value, value_words(record)),
            Cell(record.source.title, record.source.title),
            Cell(record.location, record.location),
        )
        for record in records
    )
    return Table(columns, rows, "Tucson’s running totals as published")


def _draw(records: list[WalkFigureRecord], narrow: bool = False) -> Figure:
    drawn = [r for r in records if r.measure in LINES and year_of(r.walk_date) is not None]
    low, high = padded_range([0.0, *(r.value for r in drawn)], 0.0)
    kept = {measure: [r for r in drawn if r.measure == measure] for measure in LINES}
    traces = [_trace(of_one, *LINES[measure]) for measure, of_one in kept.items() if of_one]
    ends = [of_one[-1] for of_one in kept.values() if of_one]
    years = sorted({int(year_of(r.walk_date) or 0) for r in drawn})
    return figure(
        traces,
        height=380,
        margin={"l": 0, "r": 0, "t": 26, "b": 30},
        xaxis=axis(
            domain=[0.12 if narrow else 0.06, 0.6 if narrow else 0.78],
            range=[years[0] - 0.1, years[-1] + 1],
            tickmode="array",
            tickvals=years[:: 2 if narrow else 1],
            tickformat="d",
        ),
        yaxis=scale_axis(low, high, "", 4, showticklabels=False),
        annotations=[*_ticks(low, high), *[_end(record, narrow) for record in ends]],
    )


def _trace(records: list[WalkFigureRecord], colour: str, symbol: str) -> dict[str, Any]:
    """Exact figures filled, hedged ones hollow."""
    trace = dots(
        [year_of(r.walk_date) or 0.0 for r in records],
        [r.value for r in records],
        colour,
        hovertext=[
            f"{bold(date_words(r.walk_date))}<br>{plain(measure_words(r.measure))}: {plain(value_words(r))}"
            f"<br>{plain(r.source.publisher)}"
            for r in records
        ],
    )
    trace["marker"] = {
        "symbol": symbol,
        "size": 11,
        "opacity": 1,
        "color": [LIGHT[colour] if r.qualifier == "exact" else LIGHT["paper"] for r in records],
        "line": {"width": 2, "color": LIGHT[colour]},
    }
    return trace


def _ticks(low: float, high: float) -> list[dict[str, Any]]:
    drawn = scale_axis(low, high)
    return [
        label(text, 0, value, xref="paper", yanchor="bottom", yshift=1)
        for value, text in zip(drawn["tickvals"], drawn["ticktext"], strict=True)
    ]


def _end(record: WalkFigureRecord, narrow: bool) -> dict[str, Any]:
    colour = LINES[record.measure][0]
    name = measure_words(record.measure).lower().replace("students ", "")
    text = f"{plain(name)}{'<br>' if narrow else ' '}{plain(value_words(record))}"
    return label(
        text,
        year_of(record.walk_date) or 0.0,
        record.value,
        xshift=12,
        font=font(14, "muted" if colour == "context" else colour),
    )
