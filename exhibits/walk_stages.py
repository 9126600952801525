"""What became of one walk? Its stages as far as they are published, in order; what is not published says so."""

from __future__ import annotations

from typing import Any

from database.reader import Reader
from database.values import WalkFigureRecord
from exhibits import parameters
from exhibits.colours import LIGHT
from exhibits.figure import NAME as NAME_SIZE
from exhibits.figure import axis, bars, figure, font, label, plain
from exhibits.lookup import credit, source_lines
from exhibits.model import Cell, Column, Exhibit, Figure, Table
from exhibits.walk_record import STAGES, Walk, measure_words, stage_values, value_words, walk_or_error
from walks.added import added, added_sentence
from walks.value import base_share

NAME = "walk_stages"
QUESTION = "What became of one walk?"
ROW = 38
NOT_PUBLISHED = "not published"
AGREED = "“Agreed to return” is what was said at the door; it is not re-enrolled."


class Parameters(parameters.Parameters):
    """``walk``: the walk's id, its date and organizer."""

    walk: parameters.WalkSlug


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """The published stages of a walk. Raises BadParameterError for an unknown one."""
    walk = walk_or_error(reader, asked.walk)
    stages = stage_values(walk)
    sources = source_lines((record.source, measure_words(record.measure).lower()) for record in walk.figures)
    doubled = [stage for stage, values in stages.items() if len({value.value for value in values}) > 1]
    return Exhibit(
        name=NAME,
        parameters=parameters.written(asked),
        title=_title(walk, stages),
        subtitle="Published stages, each with the hedge of its source. Bars are drawn to the largest figure",
        sentence=_sentence(walk, stages, doubled),
        summary=f"{walk.name}. " + " ".join(f"{measure_words(s)}: {_words(values)}." for s, values in stages.items()),
        table=_table(walk),
        sources=sources,
        credit=credit(sources),
        data_version=reader.data_version(),
        figure=_draw(stages),
        narrow_figure=_draw(stages, narrow=True),
        height=ROW * len(STAGES) + 16,
        notes=(
            AGREED,
            "Figures in the press are public already and carry their source; none comes from student records.",
        ),
    )


def _words(values: tuple[WalkFigureRecord, ...]) -> str:
    return " or ".join(value_words(value) for value in values) if values else NOT_PUBLISHED


def _title(walk: Walk, stages: dict[str, tuple[WalkFigureRecord, ...]]) -> str:
    for stage in (
        "re_enrolled",
        "re_enrolled_same_day",
        "committed",
        "students_contacted",
        "home_visits",
        "students_targeted",
    ):
        if stages[stage]:
            return f"{walk.name}: {measure_words(stage).lower()}, {_words(stages[stage])}"
    return f"{walk.name}: no stage is published"


def _added(stages: dict[str, tuple[WalkFigureRecord, ...]]) -> str:
    """What the walk added, where returns and the list are published; of several lists by the longest."""
    back, lists = stages["re_enrolled"], stages["students_targeted"]
    if not back or not lists:
        return ""
    returned, counted = (max(int(record.value) for record in each) for each in (back, lists))
    if returned > counted:
        return ""
    return added_sentence(added(returned, counted, base_share()), "students listed", "at any time since")


def _sentence(walk: Walk, stages: dict[str, tuple[WalkFigureRecord, ...]], doubled: list[str]) -> str:
    missing = [measure_words(stage).lower() for stage, values in stages.items() if not values]
    said = [f"Sources disagree on “{measure_words(stage).lower()}”: both are shown." for stage in doubled]
    if any(record.basis == "single_walk_eventual" for record in walk.figures):
        said.append("Returns and diplomas counted later belong to this walk, with no window stated.")
    if published := _added(stages):
        said += [published, "Coverage is not stated."]
    said.append(f"{len(missing)} of {len(STAGES)} stages are not published.")
    return " ".join(said)


def _table(walk: Walk) -> Table:
    columns = (
        Column("measure", "Figure"),
        Column("value", "As published", "as named"),
        Column("basis", "Counts"),
        Column("source", "Source"),
        Column("location", "Where in it"),
    )
    rows = tuple(
        (
            Cell(record.measure, measure_words(record.measure)),
            Cell(record.value, value_words(record)),
            Cell(record.basis, record.basis.replace("_", " ")),
            Cell(record.source.title, record.source.title),
            Cell(record.location, record.location),
        )
        for record in walk.figures
    )
    return Table(columns, rows, f"Published figures, {walk.name}")


def _draw(stages: dict[str, tuple[WalkFigureRecord, ...]], narrow: bool = False) -> Figure:
    start = 0.44 if narrow else 0.24
    most = max((value.value for values in stages.values() for value in values), default=1.0)
    drawn: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    for index, (stage, values) in enumerate(stages.items()):
        texts.append(label(plain(measure_words(stage)), 0, index, xref="paper", font=font(NAME_SIZE, "text")))
        if not values:
            texts.append(label(NOT_PUBLISHED, 0, index, xshift=6))
            continue
        drawn += [_bar(value.value, index, first=position == 0) for position, value in enumerate(values)]
        texts.append(
            label(f"<b>{plain(_words(values))}</b>", values[0].value, index, xshift=8, font=font(NAME_SIZE, "focus"))
        )
    return figure(
        drawn,
        height=ROW * len(stages) + 16,
        barmode="overlay",
        margin={"l": 0, "r": 0, "t": 4, "b": 8},
        xaxis=axis(showticklabels=False, range=[0, most * (2.6 if narrow else 1.35)], domain=[start, 1]),
        yaxis=axis(visible=False, range=[len(stages) - 0.5, -0.5]),
        annotations=texts,
    )


def _bar(value: float, index: int, first: bool) -> dict[str, Any]:
    """A solid bar; a second source's smaller figure lies over it in outline."""
    colour = LIGHT["focus"] if first else "rgba(0,0,0,0)"
    return bars([value], [index], 0.5, {"color": colour, "line": {"width": 0 if first else 2, "color": LIGHT["paper"]}})
