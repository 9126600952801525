"""Which figures exist at all? One row a measure, one column a year: how many cities (or districts) have a value."""

from __future__ import annotations

from typing import Any

from database.reader import Reader
from database.values import CoverageRecord, MeasureRecord
from exhibits import formats, parameters
from exhibits.colours import LIGHT
from exhibits.figure import axis, bold, dots, figure, font, label, plain
from exhibits.lookup import credit, source_lines
from exhibits.model import Cell, Column, Exhibit, Figure, Table

NAME = "coverage"
QUESTION = "Which figures exist, for how many cities and which years?"
ROW = 28
Known = tuple[MeasureRecord, CoverageRecord]


class Parameters(parameters.Parameters):
    """Takes none."""


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """The coverage matrix of all measures."""
    reach = {each.measure_id: each for each in reader.coverage()}
    known = [
        (measure, reach[measure.id])
        for measure in reader.measures()
        if measure.id in reach and reach[measure.id].periods
    ]
    sources = source_lines((measure.source, measure.short_name) for measure, _ in known)
    everywhere = sum(each.cities >= 91 for _, each in known)
    return Exhibit(
        name=NAME,
        parameters=parameters.written(asked),
        title=f"{len(known)} measures are loaded; {everywhere} reach all 91 cities and towns",
        subtitle="A mark is a period with figures, at its last year; the number says how many have one",
        sentence="An empty place is a figure nobody has published or nobody has brought yet; it is never a zero.",
        summary=f"Matrix of {len(known)} measures by year. "
        + " ".join(f"{m.short_name}: {c.first} to {c.last}, {_count(c)}." for m, c in known[:12]),
        table=_table(known),
        sources=sources,
        credit=credit(sources),
        data_version=reader.data_version(),
        figure=_draw(known),
        narrow_figure=_draw(known, narrow=True),
        height=ROW * len(known) + 50,
    )


def _count(each: CoverageRecord) -> str:
    if each.cities:
        return formats.number_of(each.cities, "city", "cities")
    if each.districts:
        return formats.number_of(each.districts, "district", "districts")
    return formats.number_of(each.areas, "larger area", "larger areas")


def _table(known: list[Known]) -> Table:
    columns = (
        Column("measure", "Measure"),
        Column("first", "First year"),
        Column("last", "Last year"),
        Column("cities", "Cities and towns", "places"),
        Column("areas", "Larger areas", "places"),
        Column("districts", "Districts", "districts"),
        Column("values", "Figures", "figures"),
    )
    rows = tuple(
        (
            Cell(measure.name, measure.name),
            Cell(each.first, str(each.first)),
            Cell(each.last, str(each.last)),
            *(Cell(count, f"{count:,}") for count in (each.cities, each.areas, each.districts, each.values)),
        )
        for measure, each in known
    )
    return Table(columns, rows, "Coverage of each measure")


def _draw(known: list[Known], narrow: bool = False) -> Figure:
    first = max(2008, min(each.first or 2008 for _, each in known))
    last = max(each.last or first for _, each in known)
    start, end = (0.52, 0.86) if narrow else (0.34, 0.86)
    ticks = [year for year in range(first, last + 1) if (last - year) % (6 if narrow else 4) == 0]
    return figure(
        _marks(known, first),
        height=ROW * len(known) + 50,
        margin={"l": 0, "r": 0, "t": 30, "b": 10},
        xaxis=axis(
            domain=[start, end],
            side="top",
            range=[first - 0.8, last + 0.8],
            tickmode="array",
            tickvals=ticks,
            tickformat="d",
            showgrid=True,
            gridcolor=LIGHT["grid"],
        ),
        yaxis=axis(visible=False, range=[len(known) - 0.5, -0.5]),
        annotations=[*_names(known, narrow), *_counts(known)],
    )


def _marks(known: list[Known], first: int) -> list[dict[str, Any]]:
    xs, ys, hover = [], [], []
    for index, (measure, each) in enumerate(known):
        for period in each.periods:
            if period >= first:
                xs.append(period)
                ys.append(index)
                hover.append(f"{bold(measure.short_name)}<br>{period}")
    return [dots(xs, ys, "focus", 10, hovertext=hover, marker={"symbol": "square"})]


def _names(known: list[Known], narrow: bool) -> list[dict[str, Any]]:
    return [
        label(plain(_short(measure.short_name, 24 if narrow else 44)), 0, index, xref="paper", font=font(13, "text"))
        for index, (measure, _) in enumerate(known)
    ]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _counts(known: list[Known]) -> list[dict[str, Any]]:
    return [
        label(_count(each), 1, index, xref="paper", xanchor="right", font=font(13, "muted"))
        for index, (_, each) in enumerate(known)
    ]
