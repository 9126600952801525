"""When and where has anyone walked? Every published walk on a line by organizer; filled where a return was counted."""

from __future__ import annotations

from database.reader import Reader
from exhibits import formats, parameters
from exhibits.colours import LIGHT
from exhibits.figure import axis, bold, dots, figure, font, label, plain
from exhibits.lookup import credit, source_lines
from exhibits.model import Cell, Column, Exhibit, Figure, Table
from exhibits.walk_record import (
    TUCSON,
    Walk,
    date_words,
    measure_words,
    no_record,
    stage_values,
    value_words,
    walks,
    year_of,
)

NAME = "walk_timeline"
QUESTION = "When and where were walks held, and what was counted?"
RETURNS = ("re_enrolled_same_day", "re_enrolled", "committed")
ROW = 34


class Parameters(parameters.Parameters):
    """Takes none."""


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """The timeline of all published walks."""
    found = walks(reader)
    dated = [walk for walk in found if year_of(walk.date) is not None]
    if not dated:
        return no_record(NAME, reader.data_version())
    rows = _rows(dated)
    ours = [walk for walk in found if walk.organizer == TUCSON]
    sources = source_lines((record.source, walk.name) for walk in found for record in walk.figures)
    last = f", the last found is of {date_words(ours[-1].date)}" if ours else ""
    title = f"{len(found)} walks have published figures; {len(ours)} are Tucson’s{last}"
    return Exhibit(
        name=NAME,
        parameters=parameters.written(asked),
        title=title,
        subtitle="One dot a walk. Filled: someone counted who came back or agreed to. Hollow: only visits, teams or volunteers",
        sentence="Nothing found after 2022 is no proof that none took place. Running totals are not drawn here: they are no walk.",
        summary=f"Timeline of {len(dated)} walks in {len(rows)} places, {formats.listed(list(rows), 6)}.",
        table=_table(found),
        sources=sources,
        credit=credit(sources),
        data_version=reader.data_version(),
        figure=_draw(rows),
        narrow_figure=_draw(rows, narrow=True),
        height=ROW * len(rows) + 44,
        notes=("A walk is known by its date and organizer: published ordinals disagree.",),
    )


def _rows(found: list[Walk]) -> dict[str, list[Walk]]:
    by_city: dict[str, list[Walk]] = {}
    for walk in found:
        by_city.setdefault(walk.city.rsplit(" ", 1)[0], []).append(walk)
    first = {"Tucson": 0, "Phoenix": 1, "Houston": 2}
    return dict(sorted(by_city.items(), key=lambda pair: (first.get(pair[0], 9), -len(pair[1]), pair[0])))


def _counted(walk: Walk) -> bool:
    return any(record.measure in RETURNS for record in walk.figures)


def _draw(rows: dict[str, list[Walk]], narrow: bool = False) -> Figure:
    xs, ys, colours, fills, hover = [], [], [], [], []
    for index, (city, own) in enumerate(rows.items()):
        colour = LIGHT["focus"] if city == "Tucson" else LIGHT["context"]
        for walk in own:
            xs.append(year_of(walk.date) or 0.0)
            ys.append(index)
            colours.append(colour)
            fills.append(colour if _counted(walk) else LIGHT["paper"])
            hover.append(_hover(walk))
    trace = dots(xs, ys, "context", hovertext=hover)
    trace["marker"] = {"size": 12, "color": fills, "opacity": 1, "line": {"width": 2, "color": colours}}
    years = range(int(min(xs)), int(max(xs)) + 2)
    ticks = [year for year in years if year % (5 if narrow else 2) == 0]
    names = [
        label(
            bold(city) if city == "Tucson" else plain(city),
            0,
            index,
            xref="paper",
            font=font(14, "focus" if city == "Tucson" else "text"),
        )
        for index, city in enumerate(rows)
    ]
    return figure(
        [trace],
        height=ROW * len(rows) + 44,
        margin={"l": 0, "r": 8, "t": 30, "b": 6},
        xaxis=axis(
            domain=[0.36 if narrow else 0.18, 1],
            side="top",
            range=[min(xs) - 0.6, max(xs) + 0.6],
            tickmode="array",
            tickvals=ticks,
            tickformat="d",
            showgrid=True,
            gridcolor=LIGHT["grid"],
        ),
        yaxis=axis(visible=False, range=[len(rows) - 0.5, -0.5]),
        annotations=names,
    )


def _hover(walk: Walk) -> str:
    said = [
        f"{plain(measure_words(stage))}: {plain(' or '.join(value_words(each) for each in values))}"
        for stage, values in stage_values(walk).items()
        if values
    ]
    return "<br>".join([bold(walk.name), *said])


def _table(found: tuple[Walk, ...]) -> Table:
    columns = (
        Column("walk", "Walk"),
        Column("organizer", "Organizer"),
        Column("measure", "Figure"),
        Column("value", "As published", "as named"),
        Column("basis", "Counts"),
        Column("source", "Source"),
        Column("location", "Where in it"),
    )
    rows = tuple(
        (
            Cell(walk.name, walk.name),
            Cell(walk.organizer, walk.organizer),
            Cell(record.measure, measure_words(record.measure)),
            Cell(record.value, value_words(record)),
            Cell(record.basis, record.basis.replace("_", " ")),
            Cell(record.source.title, record.source.title),
            Cell(record.location, record.location),
        )
        for walk in found
        for record in walk.figures
    )
    return Table(columns, rows, "Every figure published about one walk")
