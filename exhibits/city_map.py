"""Where are the cities? County outlines and a marker a city, sized by people; a finder, not a chart to compare by."""

from __future__ import annotations

import math

from database.reader import Reader
from database.values import MeasureRecord, ObservationRecord, OutlineRecord, PlaceRecord
from exhibits import formats, parameters
from exhibits.colours import COMPARATORS, LIGHT
from exhibits.figure import axis, bold, dots, figure, font, label, line, plain
from exhibits.lookup import (
    credit,
    figure_cell,
    incomes,
    measure_or_error,
    period_or_error,
    place_or_error,
    source_lines,
)
from exhibits.model import Cell, Column, Exhibit, Figure, Table
from exhibits.parameters import MaybeMeasure, MaybeYear, Slugs

NAME = "map"
QUESTION = "Where are the cities, and which have a figure?"
WIDEST = math.cos(math.radians(34.3))
LABELLED = ("phoenix", "tucson", "flagstaff", "yuma", "sierra-vista", "kingman", "show-low", "nogales")


class Parameters(parameters.Parameters):
    """``measure``: cities with a figure are filled, those without hollow; ``places``: cities drawn in colour."""

    measure: MaybeMeasure = None
    period: MaybeYear = None
    places: Slugs = ()


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """The map of the 91 cities and towns. Raises BadParameterError for an unknown measure, period or place."""
    chosen = tuple(place_or_error(reader, slug, "places").slug for slug in asked.places)
    places = [place for place in reader.places() if place.latitude is not None and place.longitude is not None]
    measure = measure_or_error(reader, asked.measure) if asked.measure else None
    period = period_or_error(reader, measure, asked.period) if measure else None
    known: dict[str, ObservationRecord] = {}
    if measure:
        known = {r.place_slug: r for r in reader.observations(measure.id, period_end=period) if r.value is not None}
    texts = (
        {slug: formats.measured(r.value or 0.0, measure.unit, measure.decimals) for slug, r in known.items()}
        if measure
        else {}
    )
    sources = source_lines(
        [(place.geography_source, "places") for place in places[:1]]
        + [(place.population_2020_source, "people in 2020") for place in places[:1] if place.population_2020_source]
        + [(outline.source, "outlines") for outline in reader.outlines()[:1]]
        + [(record.source, "figures") for record in known.values()]
    )
    if measure:
        having = sum(place.slug in known for place in places)
        title = f"{measure.short_name}: a figure for {having} of {len(places)} cities and towns"
        subtitle = "Filled: has a figure. Hollow: not published. Circles grow with people in 2020"
    else:
        title = f"Arizona’s {len(places)} cities and towns"
        subtitle = "Circles grow with people in 2020; county lines"
    outlines = reader.outlines()
    return Exhibit(
        name=NAME,
        parameters=parameters.written(asked)
        | ({"period": str(period)} if period else {})
        | {"places": ",".join(chosen)},
        title=title,
        subtitle=subtitle,
        sentence="For finding a city; compare figures on the ranked dots.",
        summary=f"Map of Arizona with county lines and {len(places)} cities and towns; the largest are "
        + formats.listed([p.name for p in sorted(places, key=lambda p: -(p.population_2020 or 0))[:6]], 6)
        + ".",
        table=_table(places, measure, texts, known),
        sources=sources,
        credit=credit(sources),
        data_version=reader.data_version(),
        figure=_draw(outlines, places, chosen, texts if measure else None),
        narrow_figure=_draw(outlines, places, chosen, texts if measure else None, narrow=True),
        height=560,
        narrow_height=430,
        notes=("Cities are drawn at their centre points; lines are county lines of 2017, simplified.",),
        places=chosen,
        incomes=incomes(measure),
    )


def _table(
    places: list[PlaceRecord],
    measure: MeasureRecord | None,
    texts: dict[str, str],
    known: dict[str, ObservationRecord],
) -> Table:
    columns = [Column("place", "City or town"), Column("county", "County"), Column("people", "People, 2020", "people")]
    if measure:
        columns.append(Column("value", measure.short_name, formats.unit_words(measure.unit)))
    rows = []
    for place in places:
        people = place.population_2020
        cells = [
            Cell(place.name, place.name),
            Cell(place.county, place.county or "not published"),
            Cell(people, formats.grouped(people) if people is not None else "not published"),
        ]
        if measure:
            record = known.get(place.slug)
            cells.append(figure_cell(measure, record.value if record else None, texts.get(place.slug)))
        rows.append(tuple(cells))
    return Table(tuple(columns), tuple(rows), "Cities and towns of Arizona")


def _x(longitude: float) -> float:
    return round(longitude * WIDEST, 4)


def _draw(
    outlines: tuple[OutlineRecord, ...],
    places: list[PlaceRecord],
    chosen: tuple[str, ...],
    texts: dict[str, str] | None,
    narrow: bool = False,
) -> Figure:
    traces = [_land(outlines), *_borders(outlines), _cities(places, chosen, texts, 0.7 if narrow else 1.0)]
    return figure(
        traces,
        height=430 if narrow else 560,
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
        xaxis=axis(visible=False, range=[_x(-115.0), _x(-108.9)]),
        yaxis=axis(visible=False, range=[31.2, 37.15], scaleanchor="x", scaleratio=1),
        annotations=_labels(places, chosen, narrow),
    )


def _rings(outlines: tuple[OutlineRecord, ...], kind: str) -> tuple[list[float | None], list[float | None]]:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for outline in outlines:
        if outline.kind != kind:
            continue
        for ring in outline.rings:
            xs += [_x(longitude) for longitude, _ in ring] + [None]
            ys += [round(latitude, 4) for _, latitude in ring] + [None]
    return xs, ys


def _land(outlines: tuple[OutlineRecord, ...]) -> dict[str, object]:
    xs, ys = _rings(outlines, "state")
    return line(xs, ys, "border", 1.5, fill="toself", fillcolor=LIGHT["land"])


def _borders(outlines: tuple[OutlineRecord, ...]) -> list[dict[str, object]]:
    xs, ys = _rings(outlines, "county")
    return [line(xs, ys, "border", 0.75)]


def _size(people: int | None) -> float:
    return 6 + 34 * math.sqrt((people or 0) / 1_700_000)


def _cities(
    places: list[PlaceRecord], chosen: tuple[str, ...], texts: dict[str, str] | None, shrink: float
) -> dict[str, object]:
    ordered = sorted(places, key=lambda place: (place.slug in chosen, -(place.population_2020 or 0)))
    colours = []
    for place in ordered:
        if place.slug in chosen:
            index = chosen.index(place.slug)
            colours.append(LIGHT[("focus", *COMPARATORS)[index] if index < 4 else "muted"])
        else:
            colours.append(LIGHT["context"] if texts is None or place.slug in texts else LIGHT["paper"])
    return dots(
        [_x(place.longitude or 0.0) for place in ordered],
        [place.latitude or 0.0 for place in ordered],
        "context",
        hovertext=[_hover(place, texts) for place in ordered],
        customdata=[place.slug for place in ordered],
        marker={
            "size": [round(_size(place.population_2020) * shrink, 1) for place in ordered],
            "color": colours,
            "opacity": 0.88,
            "line": {
                "width": 1.2,
                "color": [LIGHT["muted"] if c == LIGHT["paper"] else LIGHT["paper"] for c in colours],
            },
        },
    )


def _hover(place: PlaceRecord, texts: dict[str, str] | None) -> str:
    said = f"{bold(place.name)}<br>{formats.grouped(place.population_2020 or 0)} people in 2020"
    if texts is not None:
        said += f"<br>{plain(texts.get(place.slug, 'no figure published'))}"
    return said


def _labels(places: list[PlaceRecord], chosen: tuple[str, ...], narrow: bool) -> list[dict[str, object]]:
    wanted = list(dict.fromkeys([*chosen, *(() if chosen and narrow else LABELLED)]))
    said = []
    for place in places:
        if place.slug not in wanted:
            continue
        own = place.slug in chosen
        reach = _size(place.population_2020) * (0.7 if narrow else 1) / 2 + 4
        east = (place.longitude or 0.0) > -110.6
        said.append(
            label(
                bold(place.name) if own else plain(place.name),
                _x(place.longitude or 0.0),
                place.latitude or 0.0,
                xanchor="right" if east else "left",
                xshift=round(-reach if east else reach, 1),
                font=font(14 if own else 13, "focus" if own and place.slug == chosen[0] else "text"),
            )
        )
    return said
