"""How do two measures go together across cities? One dot a city; no line is fitted and no cause is claimed."""

from __future__ import annotations

from database.reader import Reader
from database.values import MeasureRecord, ObservationRecord
from exhibits import formats, parameters
from exhibits.association import FEWEST, association
from exhibits.colours import COMPARATORS, LIGHT, SYMBOLS
from exhibits.figure import bold, dots, figure, font, label, padded_range, plain, scale_axis
from exhibits.lookup import (
    CITIES,
    credit,
    figure_cell,
    incomes,
    measure_or_error,
    missing_words,
    period_or_error,
    place_or_error,
    source_lines,
)
from exhibits.model import BadParameterError, Cell, Column, Exhibit, Figure, Table
from exhibits.parameters import MaybeYear, MeasureId, Slugs

NAME = "scatter"
QUESTION = "How do two measures go together across cities?"
COUNTS = ("people", "students", "schools")
Pair = tuple[ObservationRecord, ObservationRecord]


class Parameters(parameters.Parameters):
    """``x`` and ``y``: measure ids; ``x_period``, ``y_period``: end years, the latest when left out."""

    x: MeasureId
    y: MeasureId
    x_period: MaybeYear = None
    y_period: MaybeYear = None
    places: Slugs = ()


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """The scatter of two measures. Raises BadParameterError for unknown measures, periods or places."""
    across = measure_or_error(reader, asked.x, "x")
    upward = measure_or_error(reader, asked.y, "y")
    if across.id == upward.id:
        raise BadParameterError("x", asked.x, "another measure than the one drawn upward")
    x_period = period_or_error(reader, across, asked.x_period, "x_period")
    y_period = period_or_error(reader, upward, asked.y_period, "y_period")
    chosen = tuple(place_or_error(reader, slug, "places").slug for slug in asked.places)
    pairs = _pairs(reader, across.id, x_period, upward.id, y_period)
    sources = source_lines(
        [(pair[0].source, across.short_name) for pair in pairs]
        + [(pair[1].source, upward.short_name) for pair in pairs]
    )
    missing = tuple(
        place.name
        for slug in chosen
        if slug not in {pair[0].place_slug for pair in pairs} and (place := reader.place(slug)) and place.kind in CITIES
    )
    title = f"{upward.short_name} against {across.short_name.lower()}, {len(pairs)} cities"
    return Exhibit(
        name=NAME,
        parameters=parameters.written(asked)
        | {"x_period": str(x_period), "y_period": str(y_period), "places": ",".join(chosen)},
        title=title,
        subtitle=_subtitle(across, upward, pairs),
        sentence=f"{missing_words(missing, 'in both measures')}{_sentence(across, upward, pairs)}",
        summary=_summary(across, upward, pairs),
        table=_table(across, upward, pairs),
        sources=sources,
        credit=credit(sources),
        data_version=reader.data_version(),
        figure=_draw(across, upward, pairs, chosen) if pairs else None,
        narrow_figure=_draw(across, upward, pairs, chosen, narrow=True) if pairs else None,
        height=460,
        notes=("Two figures that move together across cities do not show that one brings about the other.",)
        + ((f"Not in both measures: {formats.listed(missing)}.",) if missing else ()),
        empty="" if pairs else "No city has a figure in both measures for these periods.",
        places=chosen,
        incomes=incomes(upward, across),
    )


def _pairs(reader: Reader, x: str, x_period: int, y: str, y_period: int) -> list[Pair]:
    across = {r.place_slug: r for r in reader.observations(x, period_end=x_period) if r.value is not None}
    upward = reader.observations(y, period_end=y_period)
    return [
        (across[r.place_slug], r)
        for r in upward
        if r.value is not None and r.place_kind in CITIES and r.place_slug in across
    ]


def _subtitle(across: MeasureRecord, upward: MeasureRecord, pairs: list[Pair]) -> str:
    if not pairs:
        return f"{upward.name}; {across.name}"
    return f"Up: {_axis_words(upward, pairs[0][1])}. Across: {_axis_words(across, pairs[0][0])}"


def _axis_words(measure: MeasureRecord, record: ObservationRecord) -> str:
    """An axis with its period, and dollars with their year."""
    dollars = f", {measure.price_year} dollars" if "USD" in measure.unit and measure.price_year else ""
    return f"{measure.name}, {record.period_label}{dollars}"


def _sentence(across: MeasureRecord, upward: MeasureRecord, pairs: list[Pair]) -> str:
    if is_count(across) != is_count(upward):
        return "No pattern is read: a count grows with the size of a city, a rate does not."
    if len(pairs) < FEWEST:
        return "Cannot say how they go together: too few cities have both."
    found = association([(first.value or 0.0, second.value or 0.0) for first, second in pairs])
    tested = f"{found.cities} cities, Kendall’s tau {formats.grouped(found.tau, 2)}"
    if not found.shown:
        return f"No clear pattern: what is seen may be chance ({tested}, not significant at the 5% level)."
    way = "high" if found.tau > 0 else "low"
    return f"Cities high on one tend to be {way} on the other ({tested}, significant at the 5% level)."


def is_count(measure: MeasureRecord) -> bool:
    """Whether a measure counts people, students or schools and so grows with the size of a city."""
    return measure.unit in COUNTS


def _text(measure: MeasureRecord, record: ObservationRecord) -> str:
    return formats.measured(record.value or 0.0, measure.unit, measure.decimals)


def _summary(across: MeasureRecord, upward: MeasureRecord, pairs: list[Pair]) -> str:
    if not pairs:
        return f"{upward.short_name} and {across.short_name}: nothing to draw."
    said = "; ".join(f"{x.place_name} {_text(upward, y)} and {_text(across, x)}" for x, y in pairs[:8])
    return f"Dots for {len(pairs)} cities, {upward.short_name} upward and {across.short_name} across. {said}."


def _table(across: MeasureRecord, upward: MeasureRecord, pairs: list[Pair]) -> Table:
    columns = (
        Column("place", "City or town"),
        Column("x", across.short_name, formats.unit_words(across.unit)),
        Column("y", upward.short_name, formats.unit_words(upward.unit)),
    )
    rows = tuple(
        (Cell(x.place_name, x.place_name), figure_cell(across, x.value), figure_cell(upward, y.value))
        for x, y in sorted(pairs, key=lambda pair: -(pair[1].value or 0.0))
    )
    return Table(columns, rows, f"{upward.name} and {across.name}")


def _draw(
    across: MeasureRecord, upward: MeasureRecord, pairs: list[Pair], chosen: tuple[str, ...], narrow: bool = False
) -> Figure:
    xs = [formats.scaled(x.value or 0.0, across.unit) for x, _ in pairs]
    ys = [formats.scaled(y.value or 0.0, upward.unit) for _, y in pairs]
    x_range, y_range = padded_range(xs, _floor(xs), _ceiling(across)), padded_range(ys, _floor(ys), _ceiling(upward))
    styles = dict(zip(chosen, zip(("focus", *COMPARATORS), SYMBOLS, strict=True), strict=False))
    marks = dots(
        xs,
        ys,
        "context",
        9,
        hovertext=[
            f"{bold(x.place_name)}<br>{plain(upward.short_name)}: {plain(_text(upward, y))}"
            f"<br>{plain(across.short_name)}: {plain(_text(across, x))}"
            for x, y in pairs
        ],
    )
    own = [styles.get(x.place_slug) for x, _ in pairs]
    marks["marker"] = {
        "color": [LIGHT[style[0]] if style else LIGHT["context"] for style in own],
        "symbol": [style[1] if style else "circle" for style in own],
        "size": [13 if style else 9 for style in own],
        "opacity": 1,
        "line": {"width": 0},
    }
    named = [
        label(
            bold(x.place_name) if style else plain(x.place_name),
            a,
            b,
            xanchor="center",
            yanchor="bottom",
            yshift=8,
            font=font(13, style[0] if style else "muted"),
        )
        for (x, _), a, b, style in zip(pairs, xs, ys, own, strict=True)
        if style or (not chosen and len(pairs) <= 16 and not narrow and _clear(a, b, xs, ys, x_range, y_range))
    ]
    titles = [
        label(
            plain(f"↑ {upward.short_name}"),
            0,
            1,
            xref="paper",
            yref="paper",
            yanchor="bottom",
            yshift=8,
            font=font(13, "text"),
        ),
        label(
            plain(f"{across.short_name} →"),
            1,
            0,
            xref="paper",
            yref="paper",
            xanchor="right",
            yanchor="top",
            yshift=-28,
            font=font(13, "text"),
        ),
    ]
    return figure(
        [marks],
        height=460,
        margin={"l": 62, "r": 24, "t": 34, "b": 54},
        xaxis=scale_axis(*x_range, _suffix(across), 3 if narrow else 5, ticklabelstandoff=8),
        yaxis=scale_axis(*y_range, _suffix(upward), 5),
        annotations=[*titles, *named],
    )


def _clear(
    a: float, b: float, xs: list[float], ys: list[float], x_range: tuple[float, float], y_range: tuple[float, float]
) -> bool:
    width, height = x_range[1] - x_range[0], y_range[1] - y_range[0]
    near = sum(abs(a - x) < width * 0.13 and -height * 0.02 < y - b < height * 0.1 for x, y in zip(xs, ys, strict=True))
    return near <= 1


def _floor(values: list[float]) -> float | None:
    return 0.0 if min(values) >= 0 else None


def _ceiling(measure: MeasureRecord) -> float | None:
    return 100.0 if measure.unit in formats.PERCENT_UNITS else None


def _suffix(measure: MeasureRecord) -> str:
    return "%" if measure.unit in formats.PERCENT_UNITS else ""
