"""What share came back, and how many come back with no walk? Rates of like definition, each beside the base rates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from database.reader import Reader
from database.values import WalkFigureRecord
from exhibits import formats, parameters
from exhibits.colours import LIGHT
from exhibits.figure import NAME as NAME_SIZE
from exhibits.figure import bold, box, dots, figure, font, label, plain, scale_axis, segment
from exhibits.lookup import credit, source_lines
from exhibits.model import Cell, Column, Exhibit, Figure, Table
from exhibits.walk_record import (
    COVERAGE_NOT_STATED,
    MONTHS,
    NO_COVERAGE,
    SINGLE,
    TUCSON,
    base_place,
    date_words,
    no_record,
    unaided,
    value_words,
)
from walks.intervals import wilson

NAME = "walk_returns"
QUESTION = "What share came back, and how many come back with no walk?"
ROW = 32


class Parameters(parameters.Parameters):
    """Takes none."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One share in percent: what of what, with its Wilson interval where both counts are published."""

    name: str
    group: str
    value: float
    low: float | None
    high: float | None
    definition: str
    records: tuple[WalkFigureRecord, ...]


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """Published return rates by definition, with the base rates of places without a walk."""
    try:
        rates = _rates(reader.walk_figures())
    except LookupError:
        return no_record(NAME, reader.data_version())
    first = [formats.percent(rate.value, decimals=0) for rate in rates if rate.group.startswith("of those listed")]
    base = [rate for rate in rates if rate.group == "with no walk"]
    sources = source_lines((record.source, rate.name) for rate in rates for record in rate.records)
    named = " and ".join(f"{formats.percent(rate.value, decimals=0)} in {rate.name.split(':')[0]}" for rate in base)
    return Exhibit(
        name=NAME,
        parameters=parameters.written(asked),
        title=f"{formats.listed(first).replace(' and ', ' or ')} of Tucson’s first list came back; with no walk {named} did",
        subtitle="Shares of different definitions stand apart. Bars: 95% intervals where both counts are published. "
        f"{NO_COVERAGE.removesuffix('.')}",
        sentence=(
            "Many who leave come back unaided, so a return rate says little without a base rate beside it. The 53% often told "
            "for Tucson is of those reached, at any time, over five years: neither of those listed nor what the walks added."
        ),
        summary="Dots in groups: "
        + "; ".join(f"{rate.group}: {rate.name} {formats.percent(rate.value, decimals=0)}" for rate in rates)
        + ".",
        table=_table(rates),
        sources=sources,
        credit=credit(sources),
        data_version=reader.data_version(),
        figure=_draw(rates),
        narrow_figure=_draw(rates, narrow=True),
        height=ROW * (len(rates) + len({rate.group for rate in rates})) + 62,
        notes=(
            "Published base rates are not a comparison group: other students, other years, other states.",
            "Houston counts people who agreed or were enrolled at the door of families spoken to; Tucson counts students.",
        ),
    )


def _pick(
    records: tuple[WalkFigureRecord, ...], organizer: str, date: str, measure: str, basis: tuple[str, ...]
) -> WalkFigureRecord:
    """The published figure of a walk. Raises LookupError where it is not loaded."""
    for r in records:
        if r.organizer.startswith(organizer) and (r.walk_date, r.measure) == (date, measure) and r.basis in basis:
            return r
    message = f"{organizer}, {date}: {measure} is not loaded"
    raise LookupError(message)


def _of(name: str, group: str, definition: str, part: WalkFigureRecord, whole: WalkFigureRecord) -> Rate:
    low, high = wilson(part.value, whole.value)
    said = f"{value_words(part)} {definition} {value_words(whole)}"
    return Rate(name, group, 100 * part.value / whole.value, 100 * low, 100 * high, said, (part, whole))


def _rates(records: tuple[WalkFigureRecord, ...]) -> list[Rate]:
    """The rates in drawing order. Every one is a quotient of two published figures, or a published percent."""
    houston = "HISD"
    rates = [*_first_walk(records), _tucson_same_day(records)]
    for date, part in (("2014-09-06", "re_enrolled"), ("2016-09-10", "committed"), ("2019-09-07", "re_enrolled")):
        rates.append(
            _of(
                f"Houston, {date_words(date).split(' ', 1)[1]}",
                "same day, of those spoken to",
                "returned or agreed at the door, of",
                _pick(records, houston, date, part, SINGLE),
                _pick(records, houston, date, "families_contacted", SINGLE),
            )
        )
    back = _pick(records, TUCSON, "2019-09", "re_enrolled", ("cumulative_to_date",))
    reached = _pick(records, TUCSON, "2019-09", "students_contacted", ("cumulative_to_date",))
    rates.append(_of("Tucson, 2014 to 2019, at any time", "of those reached, running total", "back, of", back, reached))
    return rates + _base_rates(records)


def _first_walk(records: tuple[WalkFigureRecord, ...]) -> list[Rate]:
    """Tucson's first walk, against each of the two list sizes its sources give."""
    back = _pick(records, TUCSON, "2014-07-18", "re_enrolled", SINGLE)
    lists = [r for r in records if (r.organizer, r.walk_date, r.measure) == (TUCSON, "2014-07-18", "students_targeted")]
    return [
        _of(f"Tucson, July 2014, of {value_words(each)}", "of those listed, eventual return", "back, of", back, each)
        for each in sorted(lists, key=lambda each: -each.value)
    ]


def _tucson_same_day(records: tuple[WalkFigureRecord, ...]) -> Rate:
    back = _pick(records, TUCSON, "2019-09", "re_enrolled_same_day", SINGLE)
    spoken = _pick(records, TUCSON, "2019-09", "students_contacted", SINGLE)
    return _of("Tucson, September 2019", "same day, of those spoken to", "re-enrolled that day, of", back, spoken)


def _base_rates(records: tuple[WalkFigureRecord, ...]) -> list[Rate]:
    return [
        Rate(
            f"{base_place(r)}: classes of {r.walk_date}",
            "with no walk",
            r.value,
            None,
            None,
            f"{value_words(r)} of those who dropped out came back, with no walk",
            (r,),
        )
        for r in unaided(records)
    ]


def _table(rates: list[Rate]) -> Table:
    columns = (
        Column("rate", "Who"),
        Column("group", "Counted"),
        Column("share", "Share", "percent"),
        Column("low", "Low", "percent"),
        Column("high", "High", "percent"),
        Column("definition", "What of what"),
        Column("coverage", "Coverage"),
        Column("source", "Source"),
    )
    return Table(columns, tuple(_row(rate) for rate in rates), "Published return rates by definition")


def _row(rate: Rate) -> tuple[Cell, ...]:
    missing = Cell(None, "not published", "not published")
    source = "; ".join(dict.fromkeys(record.source.title for record in rate.records))
    return (
        Cell(rate.name, rate.name),
        Cell(rate.group, rate.group),
        Cell(rate.value, formats.percent(rate.value)),
        missing if rate.low is None else Cell(rate.low, formats.percent(rate.low)),
        missing if rate.high is None else Cell(rate.high, formats.percent(rate.high)),
        Cell(rate.definition, rate.definition),
        Cell(COVERAGE_NOT_STATED, COVERAGE_NOT_STATED),
        Cell(source, source),
    )


def _draw(rates: list[Rate], narrow: bool = False) -> Figure:
    start, end = (0.4, 0.73) if narrow else (0.34, 0.83)
    xs, ys, hover, shapes, texts = [], [], [], [], []
    at, group = 0, ""
    for rate in rates:
        if rate.group != group:
            group = rate.group
            texts.append(label(f"<b>{plain(group)}</b>", 0, at, xref="paper", font=font(13, "muted")))
            at += 1
        ours = rate.name.startswith("Tucson")
        name = _short(rate.name) if narrow else rate.name.split(", of ")[0]
        texts.append(
            label(
                bold(name) if ours else plain(name),
                0,
                at,
                xref="paper",
                xshift=8,
                font=font(NAME_SIZE - narrow, "text"),
            )
        )
        texts.append(
            label(
                f"<b>{plain(_share(rate, narrow))}</b>",
                1,
                at,
                xref="paper",
                xanchor="right",
                font=font(NAME_SIZE - narrow, "focus" if ours else "muted"),
            )
        )
        if rate.low is not None and rate.high is not None:
            shapes.append(segment(rate.low, rate.high, at, at, "focus" if ours else "context", width=3, opacity=0.55))
        xs.append(rate.value)
        ys.append(at)
        hover.append(f"{bold(rate.name)}<br>{plain(rate.definition)}")
        at += 1
    shapes.append(_base_band(rates, at))
    texts.append(_base_note(rates, at))
    trace = dots(xs, ys, "context", hovertext=hover)
    colours = [LIGHT["focus"] if rate.name.startswith("Tucson") else LIGHT["context"] for rate in rates]
    trace["marker"] = {"size": 11, "opacity": 1, "color": colours, "line": {"width": 0}}
    return figure(
        [trace],
        height=ROW * at + 62,
        margin={"l": 0, "r": 0, "t": 30, "b": 26},
        xaxis=scale_axis(0, 70, "%", 3 if narrow else 7, domain=[start, end], side="top"),
        yaxis={"visible": False, "range": [at - 0.5, -0.5], "fixedrange": True},
        shapes=shapes,
        annotations=texts,
    )


def _short(name: str) -> str:
    """``Houston, Sep 2014``: whom and when, for a narrow screen."""
    short = name.split(", of ")[0].split(", at any time")[0].split(": classes")[0]
    month = next((month for month in MONTHS if month in short), "")
    return short.replace(month, month[:3]) if month else short


def _share(rate: Rate, narrow: bool) -> str:
    """``11% of 52``: a share with its denominator, where that is published."""
    share = formats.percent(rate.value, decimals=0)
    if len(rate.records) < len(("part", "whole")):
        return share
    whole = value_words(rate.records[1])
    return f"{share} of {whole.replace('almost ', '≈').replace('about ', '≈') if narrow else whole}"


def _base_note(rates: list[Rate], rows: int) -> dict[str, Any]:
    base = [rate.value for rate in rates if rate.group == "with no walk"]
    return label(
        "shaded: with no walk",
        max(base),
        rows - 0.5,
        xanchor="center",
        yanchor="top",
        yshift=-4,
        font=font(13, "focus"),
    )


def _base_band(rates: list[Rate], rows: int) -> dict[str, Any]:
    """From the lowest to the highest base rate, behind the rates of those listed: what comes back with no walk."""
    base = [rate.value for rate in rates if rate.group == "with no walk"]
    return box(min(base), max(base), -0.5, rows - 0.5, "focus_wash", xref="x", yref="y", opacity=0.8)
