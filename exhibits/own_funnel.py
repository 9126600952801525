"""What became of the students of one walk of the district? Stages at the door, then back at school, in true counts."""

from __future__ import annotations

from collections.abc import Mapping

from database.reader import Reader
from exhibits import own_walk
from exhibits.formats import grouped, number_of, percent
from exhibits.model import Cell, Column, Exhibit, Table
from exhibits.own_funnel_figure import Row, draw, height
from exhibits.own_walk import STAGE_NAMES, WalkAsked, about, base_rates, base_words, own_notes, own_sources, rate_words
from operations.district.one_walk import RETURN_RATE, OneWalk
from operations.district.side import DistrictSide
from walks.funnel import StageCount
from walks.journey import RETURN_STAGES, Rules, Stage, Standing, due_day

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
    rows = rows_of(one, district.rules())
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
            "Not yet due: the day has not come, or lies after the export. Unknown: listed, and in no export, or only in one of "
            "before that day; nobody can say. Moved on: left for another school, or died; "
            "neither stayed nor left.",
        ),
    )


def rows_of(one: OneWalk, rules: Rules) -> tuple[Row, ...]:
    """The stages as they are drawn: down the doors, then down the school stages of all verified students."""
    due = {stage: _due_words(stage, one, rules) for stage in RETURN_STAGES}
    doors, returns = one.doors, one.returns
    listed = max(doors[0].reached, 1)
    rows = [_row(DOORS, count, listed, due) for count in doors]
    rows[-1] = _row(DOORS, doors[-1], listed, due, HAD_AGREED)
    without = one.without_contact
    beside = f"{grouped(without)} not contacted" if without else ""
    first, *later = returns[2:]
    return (
        *rows,
        _row(SCHOOL, first, listed, due, beside=beside),
        *(_row(SCHOOL, count, listed, due) for count in later),
    )


def _due_words(stage: Stage, one: OneWalk, rules: Rules) -> str:
    """When the stage is due for the last student for whom it is not."""
    waiting = [each for each in one.students if each.standings[stage] is Standing.NOT_YET_DUE]
    days = [day for each in waiting if (day := due_day(stage, each, rules)) is not None]
    return f"on {own_walk.day_words(max(days))}" if days else "later"


def _row(part: str, count: StageCount, listed: int, due: Mapping[Stage, str], name: str = "", beside: str = "") -> Row:
    said = [grouped(count.reached), f"{percent(100 * count.reached / listed, decimals=0)} of listed", beside]
    if not count.reached and count.not_yet_due:
        # a zero would read as nobody
        said = ["not yet due", due.get(count.stage, "later")]
    elif count.not_yet_due:
        said.append(f"{grouped(count.not_yet_due)} not yet due")
    said += [f"{grouped(count.unknown)} unknown"] if count.unknown else []
    said += [f"{grouped(count.moved_on)} moved on"] if count.moved_on else []
    return Row(
        part,
        name or STAGE_NAMES[count.stage],
        count.reached,
        count.not_yet_due,
        count.moved_on,
        count.beside,
        tuple(filter(None, said)),
        count.unknown,
    )


def _title(one: OneWalk) -> str:
    counts = (one.reached(stage) for stage in (Stage.LISTED, Stage.CONTACTED, Stage.RE_ENROLLED))
    listed, contacted, back = map(grouped, counts)
    later = next(count for count in one.returns if count.stage is Stage.DAY_90)
    if any(count.stage is Stage.RE_ENROLLED and not count.is_due for count in one.returns):
        return f"Of {listed} listed, {contacted} were contacted and {back} have re-enrolled so far"
    stayed = f", {grouped(later.reached)} of them still there on day 90" if later.is_due and not later.unknown else ""
    if one.unknown_returns:
        unknown = number_of(one.unknown_returns, "other", "others")
        return f"Of {listed} listed, {contacted} were contacted and {back} are known to be back; of {unknown} nothing is known"
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
        Column("unknown", "Unknown", "people"),
        Column("moved_on", "Moved on", "people"),
        Column("beside", "Reached, but not every stage before", "people"),
    )
    listed = max(one.reached(Stage.LISTED), 1)
    cells = tuple(
        (
            Cell(row.name, row.name),
            Cell(row.part, row.part),
            Cell(None, row.words, "not yet due") if _waits(row) else Cell(row.reached, grouped(row.reached)),
            _share(row, listed),
            Cell(row.not_yet_due, grouped(row.not_yet_due)),
            Cell(row.unknown, grouped(row.unknown)),
            Cell(row.moved_on, grouped(row.moved_on)),
            Cell(row.beside, grouped(row.beside)),
        )
        for row in rows
    )
    return Table(columns, cells, own_walk.caption(district, "Students by stage, each once"))


def _waits(row: Row) -> bool:
    """Whether the stage is due for nobody yet, so that a zero would mislead."""
    return not row.reached and bool(row.not_yet_due)


def _share(row: Row, listed: int) -> Cell:
    if _waits(row):
        return Cell(None, "not yet due", "not yet due")
    return Cell(100 * row.reached / listed, percent(100 * row.reached / listed))
