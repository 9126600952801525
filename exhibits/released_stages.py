"""How far did the students of a walk come, in the counts a district released? Bars for released counts only."""

from __future__ import annotations

from typing import Any, NamedTuple

from database.reader import Reader
from exhibits import parameters
from exhibits.colours import LIGHT
from exhibits.figure import NAME as NAME_SIZE
from exhibits.figure import axis, bars, figure, font, hatched, label, plain
from exhibits.lookup import credit, source_lines
from exhibits.model import MADE_UP, Column, Exhibit, Figure, Table
from exhibits.model import Cell as TableCell
from exhibits.released_rates import WITH_NO_WALK, base_rates, caution
from exhibits.released_reading import (
    FOOTNOTES,
    ReleasedAsked,
    Subject,
    bound_sentence,
    count_cell,
    count_words,
    covered,
    least_cell,
    mark_of,
    nothing,
    range_words,
    release_words,
    sources_of,
    subject,
    titled,
    version_of,
    with_bounds,
)
from walks.disclosure import FOOTNOTE, Missing, PublishedCell, Released, Suppressed
from walks.journey import DOOR_STAGES, Stage
from walks.release import Release
from walks.release_shown import AT_LEAST, RETURN_WINDOW
from walks.release_tables import quantity

NAME = "released_stages"
QUESTION = "How far did the students of a walk come, in the counts a district released?"
ROW = 34
WIDTH = 0.56
UNKNOWN = {False: 0.035, True: 0.09}
"""Width of the mark of a hidden count, as a share of the axis, wide and narrow: one for all, so that it tells nothing."""

WORDS = {
    Stage.VERIFIED: "verified as not enrolled",
    Stage.AGREED: "agreed to return",
    Stage.RE_ENROLLED: f"re-enrolled {RETURN_WINDOW}",
}
WHY_NOT = {Missing.NOT_YET_DUE: "not yet due", Missing.NOT_COLLECTED: "unknown: too few are in the enrollment export"}
SPLIT = {"had agreed at the door": "of them, had agreed at the door", "others": "of them, others"}
COLUMNS = (
    Column("stage", "Stage"),
    Column("where", "Where"),
    Column("students", "Students", "students"),
    Column("release", "Release"),
)


class Row(NamedTuple):
    """A stage as it is drawn; ``is_least``: its count is a lower bound, because some of the listed may be unknown."""

    name: str
    where: str
    cell: PublishedCell
    release: Release
    is_least: bool = False


Parameters = ReleasedAsked


def build(asked: ReleasedAsked, reader: Reader) -> Exhibit:
    """The released stages of a walk or of all. Raises BadParameterError for an unknown walk or district."""
    found = subject(reader, asked.walk, asked.district)
    rows = _rows(found) if found else []
    written = parameters.written(asked)
    if found is None:
        return nothing(NAME, written, Table(COLUMNS, ()), reader)
    if not rows:
        said = f"{found.words}: no counts of these stages are released."
        return nothing(NAME, written, Table(COLUMNS, ()), reader, said)
    made_up = found.district.made_up
    base = base_rates(reader)
    own = sources_of(row.release for row in rows)
    return Exhibit(
        name=NAME,
        parameters=written,
        title=titled(_title(found, rows), made_up),
        subtitle=f"{_subtitle(made_up)}. {covered(found, (row.release for row in rows))}",
        sentence=" ".join(
            filter(None, [_sentence(rows), bound_sentence(row.is_least for row in rows), caution(base), FOOTNOTE])
        ),
        summary=f"{found.words}. " + " ".join(f"{row.name}: {_least(row)}{count_words(row.cell)}." for row in rows),
        table=_table(rows, titled(f"Released stages, {found.words}", made_up)),
        sources=(*own, *source_lines((each.source, WITH_NO_WALK) for each in base)),
        credit=credit(own),
        data_version=version_of(reader),
        figure=_draw(rows),
        narrow_figure=_draw(rows, narrow=True),
        height=_height(rows),
        notes=FOOTNOTES,
        made_up=made_up,
    )


def _rows(found: Subject) -> list[Row]:
    doors, returns, split = (found.table(what) for what in ("doors", "returns", "re-enrolled"))
    rows: list[Row] = []
    if doors:
        wanted = {quantity(found.name, stage): stage for stage in DOOR_STAGES}
        rows += [
            Row(_words(wanted[cell.key]), "at the doors", cell, doors.release)
            for cell in doors.table.cells
            if cell.key in wanted
        ]
    for cell in returns.table.cells if returns else ():
        stage = next((stage for stage in Stage if quantity(found.name, stage) == cell.key), None)
        if returns is None or stage is None or (stage in DOOR_STAGES and doors is not None):
            continue
        is_least = stage not in DOOR_STAGES and returns.release.is_least(found.name)
        rows.append(Row(_words(stage), "back at school", cell, returns.release, is_least))
        if stage is Stage.RE_ENROLLED and split:
            rows += [
                Row(SPLIT.get(part.label, part.label), "back at school", part, split.release, is_least)
                for part in split.table.cells
            ]
    return rows


def _words(stage: Stage) -> str:
    said = WORDS.get(stage, stage.value)
    return said[:1].upper() + said[1:]


def _named(rows: list[Row], stage: Stage) -> Row | None:
    return next((row for row in rows if row.name == _words(stage)), None)


def _least(row: Row) -> str:
    """What stands before a released count that is a lower bound."""
    return f"{AT_LEAST} " if row.is_least and isinstance(row.cell.value, Released) else ""


def _title(found: Subject, rows: list[Row]) -> str:
    back, listed = _named(rows, Stage.RE_ENROLLED), _named(rows, Stage.LISTED)
    if back is None or listed is None:
        return f"{found.words}: released stages"
    if isinstance(back.cell.value, Missing):
        return f"{found.words}: how many re-enrolled is {WHY_NOT.get(back.cell.value, str(back.cell.value))}"
    if not isinstance(back.cell.value, Released) or not isinstance(listed.cell.value, Released):
        return f"{found.words}: how many of those listed re-enrolled is hidden"
    counts = f"{_least(back)}{mark_of(back.cell.value)} of {mark_of(listed.cell.value)}"
    return f"{found.words}: {counts} listed re-enrolled {RETURN_WINDOW}"


def _subtitle(made_up: bool) -> str:
    who = f"{MADE_UP} students: no real walk. " if made_up else ""
    return f"{who}Counts as the district released them, each student once. Hatched: hidden; the mark does not show its size"


def _sentence(rows: list[Row]) -> str:
    hidden = sum(isinstance(row.cell.value, Suppressed) for row in rows)
    said = ["“Agreed to return” is what was said at the door; re-enrolled is from enrollment records."]
    if hidden:
        verb = "is" if hidden == 1 else "are"
        said.append(f"{hidden} of {len(rows)} counts {verb} hidden; why is said below, for all together.")
    return " ".join(said)


def _table(rows: list[Row], caption: str) -> Table:
    return with_bounds(Table(COLUMNS, tuple(map(_table_row, rows)), caption), [row.is_least for row in rows])


def _table_row(row: Row) -> tuple[TableCell, ...]:
    count = least_cell(count_cell(row.cell, row.release), row.is_least)
    return (TableCell(row.name, row.name), TableCell(row.where, row.where), count, _release_cell(row.release))


def _release_cell(release: Release) -> TableCell:
    said = release_words(release)
    return TableCell(said, said)


def _height(rows: list[Row]) -> int:
    return ROW * (len(rows) + len({row.where for row in rows})) + 12


def _draw(rows: list[Row], narrow: bool = False) -> Figure:
    texts: list[dict[str, Any]] = []
    places: list[tuple[float, Row]] = []
    at, where = 0, ""
    for row in rows:
        if row[1] != where:
            where = row[1]
            texts.append(_text(f"<b>{where[:1].upper()}{where[1:]}</b>", at, 0, 13, "muted"))
            at += 1
        places.append((at, row))
        indent = 22 if row[0] in SPLIT.values() else 8
        texts.append(_text(plain(_short(row[0]) if narrow else row[0]), at, indent, NAME_SIZE - narrow, "text"))
        at += 1
    counts = [row[2].value.count for _, row in places if isinstance(row[2].value, Released)]
    most = max([*counts, 1])
    texts += [_mark(place, row, narrow) for place, row in places]
    start = 0.5 if narrow else 0.34
    return figure(
        [_bars(places), _unknown(places, UNKNOWN[narrow])],
        height=_height(rows),
        barmode="overlay",
        margin={"l": 0, "r": 0, "t": 4, "b": 8},
        xaxis=axis(showticklabels=False, range=[0, most * (1.6 if narrow else 1.2)], domain=[start, 1]),
        xaxis2=axis(showticklabels=False, range=[0, 1], domain=[start, 1], overlaying="x"),
        yaxis=axis(visible=False, range=[at - 0.5, -0.5]),
        annotations=texts,
    )


def _short(name: str) -> str:
    """A stage's name where there is little room; the table has it in full."""
    return (
        name.removeprefix("of them, ")
        .replace(f" {RETURN_WINDOW}", "")
        .replace(" at the door", "")
        .replace(" as not enrolled", "")
        .replace("Enrolled at the end", "End")
    )


def _text(text: str, at: float, indent: int, size: int, colour: str) -> dict[str, Any]:
    return label(text, 0, at, xref="paper", xshift=indent, font=font(size, colour))


def _mark(place: float, row: Row, narrow: bool) -> dict[str, Any]:
    cell, words = row[2], "" if narrow else range_words(row[2], row[3])
    if isinstance(cell.value, Released):
        return label(
            f"<b>{'≥ ' * row.is_least}{mark_of(cell.value)}</b>",
            cell.value.count,
            place,
            xshift=8,
            font=font(NAME_SIZE, "focus"),
        )
    at = UNKNOWN[narrow] if isinstance(cell.value, Suppressed) else 0.0
    said = f"{mark_of(cell.value)}, {words}" if words else mark_of(cell.value)
    return label(plain(said), at, place, xref="x2", xshift=6)


def _bars(places: list[tuple[float, Row]]) -> dict[str, Any]:
    shown = [(place, row[2].value.count) for place, row in places if isinstance(row[2].value, Released)]
    return bars([count for _, count in shown], [place for place, _ in shown], WIDTH, {"color": LIGHT["focus"]})


def _unknown(places: list[tuple[float, Row]], width: float) -> dict[str, Any]:
    """Hidden counts: hatched marks of one width, on an axis of their own that counts nothing."""
    hidden = [place for place, row in places if isinstance(row[2].value, Suppressed)]
    return bars([width] * len(hidden), hidden, WIDTH, hatched("muted", 0.3), xaxis="x2")
