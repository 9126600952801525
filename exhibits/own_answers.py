"""What came of the last visit of each student of a walk? Counts by outcome code, spoken to or not."""

from __future__ import annotations

from typing import Any

from database.reader import Reader
from exhibits import own_walk
from exhibits.colours import LIGHT
from exhibits.figure import NAME as NAME_SIZE
from exhibits.figure import axis, bars, figure, font, key, label, plain
from exhibits.formats import grouped, number_of, percent
from exhibits.model import Cell, Column, Exhibit, Figure, Table
from exhibits.own_walk import WalkAsked
from operations.district.side import DistrictSide
from walks.codes import Answer, Outcome, outcomes
from walks.funnel import answers

NAME = "own_answers"
QUESTION = "What came of the last visit of each student of a walk?"
ROW = 30
SPOKEN, NOT_SPOKEN, SETTLED = "spoken to", "not spoken to", "settled before"
COLOURS = {SPOKEN: "focus", NOT_SPOKEN: "context", SETTLED: "faint"}
Parameters = WalkAsked
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


def build(asked: WalkAsked, reader: Reader, district: DistrictSide) -> Exhibit:
    """The last outcome of each student of a walk. Raises BadParameterError for an unknown one."""
    one = own_walk.own_walk(district, asked.walk)
    counts = [(outcomes()[code], count) for code, count in answers(one.visits).items()]
    counts.sort(key=lambda each: -each[1])
    students = sum(count for _, count in counts)
    again = sum(count for outcome, count in counts if outcome.wants_revisit)
    sources = own_walk.own_sources(district)
    return Exhibit(
        name=NAME,
        parameters={"walk": asked.walk},
        title=f"{number_of(again, 'student', 'students')} of {grouped(students)} asked for another visit by their last outcome",
        subtitle=own_walk.about(district, one, "Last visit of each student"),
        sentence="A claim to be enrolled elsewhere or to have finished counts as one until there is proof.",
        summary=". ".join(f"{outcome.meaning}: {grouped(count)}" for outcome, count in counts) + ".",
        table=_table(counts, students, district),
        sources=sources,
        credit=sources[0].publisher,
        data_version=reader.data_version(),
        figure=_draw(counts),
        narrow_figure=_draw(counts, narrow=True),
        height=ROW * len(counts) + 36,
        narrow_height=2 * ROW * len(counts) + 36,
        notes=own_walk.own_notes(district),
    )


def kind_of(outcome: Outcome) -> str:
    """Whether anybody was spoken to."""
    if outcome.resolved is Answer.YES:
        return SETTLED
    return SPOKEN if outcome.contact is Answer.YES else NOT_SPOKEN


def _table(counts: list[tuple[Outcome, int]], students: int, district: DistrictSide) -> Table:
    columns = (
        Column("outcome", "Outcome"),
        Column("code", "Code"),
        Column("students", "Students", "people"),
        Column("share", "Share", "percent"),
        Column("contact", "Contact"),
        Column("next", "Next"),
    )
    rows = tuple(
        (
            Cell(outcome.meaning, outcome.meaning.capitalize()),
            Cell(outcome.code, outcome.code),
            Cell(count, grouped(count)),
            Cell(100 * count / students, percent(100 * count / students)),
            Cell(kind_of(outcome), kind_of(outcome)),
            Cell(outcome.revisit, outcome.revisit),
        )
        for outcome, count in counts
    )
    return Table(columns, rows, own_walk.caption(district, "Last outcome of each student"))


def _draw(counts: list[tuple[Outcome, int]], narrow: bool = False) -> Figure:
    """Names left of the bars; on a narrow screen above them."""
    step = 2 if narrow else 1
    places = [step * index + (0.9 if narrow else 0) for index in range(len(counts))]
    most = max((count for _, count in counts), default=1)
    texts = [*_key(counts)]
    for (outcome, count), place in zip(counts, places, strict=True):
        name = outcome.meaning[0].upper() + outcome.meaning[1:]
        above = place - 0.8 if narrow else place
        texts.append(label(plain(name), 0, above, xref="paper", font=font(NAME_SIZE, "text")))
        texts.append(label(f"<b>{grouped(count)}</b>", count, place, xshift=8, font=font(NAME_SIZE, "text")))
    colours = [LIGHT[COLOURS[kind_of(outcome)]] for outcome, _ in counts]
    end = step * len(counts) - 0.5
    return figure(
        [bars([count for _, count in counts], places, 0.6, {"color": colours})],
        height=ROW * step * len(counts) + 36,
        margin={"l": 0, "r": 0, "t": 30, "b": 6},
        xaxis=axis(showticklabels=False, range=[0, most * 1.2], domain=[0 if narrow else 0.3, 1]),
        yaxis=axis(visible=False, range=[end, -0.5]),
        annotations=texts,
    )


def _key(counts: list[tuple[Outcome, int]]) -> list[dict[str, Any]]:
    kinds = {kind_of(outcome) for outcome, _ in counts}
    return key(
        ("□" if kind == SETTLED else "■", kind, "focus" if kind == SPOKEN else "muted")
        for kind in reversed(COLOURS)
        if kind in kinds
    )
