"""What became of the students of one walk of the district? Stages at the door, then back at school, in true counts."""

from __future__ import annotations

from database.reader import Reader
from exhibits import own_walk
from exhibits.formats import grouped, percent
from exhibits.model import Cell, Column, Exhibit, Table
from exhibits.own_funnel_figure import Row, draw, height
from exhibits.own_walk import STAGE_NAMES, WalkAsked, about, base_rates, base_words, own_notes, own_sources, rate_words
from operations.district.one_walk import RETURN_RATE, OneWalk
from operations.district.side import DistrictSide
from walks.funnel import StageCount
from walks.journey import Stage

NAME = "own_funnel"
QUESTION = "What became of the students of one walk of ours?"
DOORS, SCHOOL = "At the door", "Back at school, contacted or not"
HAD_AGREED = "Re-enrolled of these"
Parameters = WalkAsked
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


def build(asked: WalkAsked, reader: Reader, district: DistrictSide) -> Exhibit:
    """The stages of a walk of the district. Raises BadParameterError for an unknown one."""
    one = own_walk.own_walk(district, asked.walk)
    return funnel_exhibit(NAME, {"walk": asked.walk}, one, reader, district)


def funnel_exhibit(
    name: str, parameters: dict[str, str], one: OneWalk, reader: Reader, district: DistrictSide
) -> Exhibit:
    """The stages of one walk, or of several with each student once."""
    rows = rows_of(one)
    base, base_sources = base_rates(reader)
    back = one.rate(RETURN_RATE)
    sources = (*own_sources(district), *base_sources)
    return Exhibit(
        name=name,
        parameters=parameters,
        title=_title(one),
        subtitle=about(district, one),
        sentence=(
            "Each stage counts those who reached every stage above it in its part. "
            f"Return rate: {own_walk.share_words(back)}, {rate_words(back)}. {base_words(base)}"
        ),
        summary=" ".join(f"{row.part}, {row.name}: {row.words}." for row in rows),
        table=_table(rows, one, district),
        sources=sources,
        credit=sources[0].publisher,
        data_version=reader.data_version(),
        figure=draw(rows),
        narrow_figure=draw(rows, narrow=True),
        height=height(rows),
        narrow_height=height(rows),
        notes=(
            *own_notes(district),
            "Agreed is what was said at the door; it is not re-enrolled.",
            "Not yet due: the day has not come, or lies after the export. Moved on: left for another school, or died; "
            "neither stayed nor left.",
        ),
    )


def rows_of(one: OneWalk) -> tuple[Row, ...]:
    """The stages as they are drawn: down the doors, then down the school stages of all verified students."""
    doors, returns = one.doors, one.returns
    listed = max(doors[0].reached, 1)
    rows = [_row(DOORS, count, listed) for count in doors]
    rows[-1] = _row(DOORS, doors[-1], listed, HAD_AGREED)
    without = one.without_contact
    beside = f"{grouped(without)} not contacted" if without else ""
    first, *later = returns[2:]
    return (*rows, _row(SCHOOL, first, listed, beside=beside), *(_row(SCHOOL, count, listed) for count in later))


def _row(part: str, count: StageCount, listed: int, name: str = "", beside: str = "") -> Row:
    said = [grouped(count.reached), f"{percent(100 * count.reached / listed, decimals=0)} of listed", beside]
    said += [f"{grouped(count.not_yet_due)} not yet due"] if count.not_yet_due else []
    said += [f"{grouped(count.moved_on)} moved on"] if count.moved_on else []
    return Row(
        part,
        name or STAGE_NAMES[count.stage],
        count.reached,
        count.not_yet_due,
        count.moved_on,
        count.beside,
        tuple(filter(None, said)),
    )


def _title(one: OneWalk) -> str:
    counts = (one.reached(stage) for stage in (Stage.LISTED, Stage.CONTACTED, Stage.RE_ENROLLED))
    listed, contacted, back = map(grouped, counts)
    later = next(count for count in one.returns if count.stage is Stage.DAY_90)
    if any(count.stage is Stage.RE_ENROLLED and not count.is_due for count in one.returns):
        return f"Of {listed} listed, {contacted} were contacted and {back} have re-enrolled so far"
    stayed = f", {grouped(later.reached)} of them still there on day 90" if later.is_due else ""
    return (
        f"Of {listed} listed, {contacted} were contacted and {back} re-enrolled within {one.window_days} days{stayed}"
    )


def _table(rows: tuple[Row, ...], one: OneWalk, district: DistrictSide) -> Table:
    columns = (
        Column("stage", "Stage"),
        Column("part", "Counted"),
        Column("reached", "Reached", "people"),
        Column("share", "Share of listed", "percent"),
        Column("not_yet_due", "Not yet due", "people"),
        Column("moved_on", "Moved on", "people"),
        Column("beside", "Reached, but not every stage before", "people"),
    )
    listed = max(one.reached(Stage.LISTED), 1)
    cells = tuple(
        (
            Cell(row.name, row.name),
            Cell(row.part, row.part),
            Cell(row.reached, grouped(row.reached)),
            Cell(100 * row.reached / listed, percent(100 * row.reached / listed)),
            Cell(row.not_yet_due, grouped(row.not_yet_due)),
            Cell(row.moved_on, grouped(row.moved_on)),
            Cell(row.beside, grouped(row.beside)),
        )
        for row in rows
    )
    return Table(columns, cells, own_walk.caption(district, "Students by stage, each once"))
