"""What share came back, as far as released counts tell it, and how many come back with no walk?"""

from __future__ import annotations

from database.reader import Reader
from database.values import WalkFigureRecord
from exhibits import formats, parameters
from exhibits.lookup import credit, source_lines
from exhibits.model import MADE_UP, Cell, Column, Exhibit, Table
from exhibits.released_rates_figure import Line, base_name, draw, height_of, share_words
from exhibits.released_reading import (
    FOOTNOTES,
    ReleasedAsked,
    Subject,
    bound_sentence,
    cell_of,
    covered,
    least_cell,
    mark_of,
    nothing,
    release_words,
    share_cell,
    sources_of,
    subject,
    titled,
    version_of,
    with_bounds,
)
from exhibits.walk_record import COVERAGE_NOT_STATED, base_place, unaided
from walks.disclosure import FOOTNOTE, Share
from walks.release import Release
from walks.release_shown import (
    AT_LEAST,
    RETURN_WINDOW,
    ReleasedRate,
    added_words,
    coverage_words,
    rates_of,
    return_rates,
)

NAME = "released_rates"
QUESTION = "What share came back, as far as released counts tell it, and how many come back with no walk?"
COLUMNS = (
    Column("who", "Who"),
    Column("rate", "Rate"),
    Column("share", "Share", "percent"),
    Column("part", "Students", "students"),
    Column("whole", "Out of", "students"),
    Column("of", "Out of whom"),
    Column("window", "Window"),
    Column("coverage", "Coverage"),
    Column("source", "Source"),
)
WITH_NO_WALK = "with no walk"
ALL_OF_THEM = "All walks"
Parameters = ReleasedAsked


def build(asked: ReleasedAsked, reader: Reader) -> Exhibit:
    """Released rates of one walk, or the return rates of all. Raises BadParameterError for an unknown name."""
    found = subject(reader, asked.walk, asked.district)
    written = parameters.written(asked)
    lines = (_of_walk(found) if found.walk else _of_all(found)) if found else []
    if found is None:
        return nothing(NAME, written, Table(COLUMNS, ()), reader)
    if not lines:
        return nothing(
            NAME, written, Table(COLUMNS, ()), reader, f"{found.words}: no rate can be made of what is released."
        )
    base = base_rates(reader)
    made_up = found.district.made_up
    sources = (*sources_of(line.release for line in lines), *source_lines((each.source, WITH_NO_WALK) for each in base))
    who = f"{MADE_UP} students: no real walk. " if made_up else ""
    return Exhibit(
        name=NAME,
        parameters=written,
        title=titled(_title(found, lines, base), made_up),
        subtitle=f"{who}Shares of released counts; each says of whom and by when. Grey and shaded: published base rates, no walk. "
        f"{covered(found, [line.release for line in lines])}",
        sentence=" ".join(
            filter(None, [_added(lines), bound_sentence(line.rate.is_least for line in lines), caution(base), FOOTNOTE])
        ),
        summary="; ".join([*(f"{line.who}, {_said(line.rate)}" for line in lines), *map(_base_said, base)]) + ".",
        table=_table(lines, base, titled(f"Rates, {found.words}", made_up)),
        sources=sources,
        credit=credit(sources),
        data_version=version_of(reader),
        figure=draw(lines, base),
        narrow_figure=draw(lines, base, narrow=True),
        height=height_of(lines, base),
        notes=(
            *FOOTNOTES,
            "A return rate counts all students of the list or all verified, visited or not: that is what a walk set out for.",
            "Published base rates are not a comparison group: other students, other years, other states, a longer time.",
        ),
        made_up=made_up,
    )


def base_rates(reader: Reader) -> list[WalkFigureRecord]:
    """What share of those who left came back in places without a walk, as published."""
    return unaided(reader.walk_figures())


def _of_all(found: Subject) -> list[Line]:
    tables, names = found.district.tables, {str(walk.key): walk.name for walk in found.district.walks}
    rates = return_rates(tables, [walk.key for walk in found.district.walks])
    return [
        Line(f"{rate.name}, {rate.window}", said, said, rate, tables[f"{name}/returns"].release, name)
        for place in range(max(map(len, rates.values()), default=0))
        for name, own in rates.items()
        for said in [names.get(name, ALL_OF_THEM)]
        for rate in own[place : place + 1]
    ]


def _of_walk(found: Subject) -> list[Line]:
    who = found.walk.name if found.walk else ALL_OF_THEM
    rates = sorted(rates_of(found.name, found.district.tables), key=lambda rate: not rate.is_return)
    heads = {True: f"Return rates, {RETURN_WINDOW}", False: "Other rates"}
    return [Line(heads[rate.is_return], _name(rate), who, rate, _release(found, rate), found.name) for rate in rates]


def _name(rate: ReleasedRate) -> str:
    return rate.name if rate.window in (RETURN_WINDOW, "on the walk") else f"{rate.name}, {rate.window}"


def _release(found: Subject, rate: ReleasedRate) -> Release:
    tables = [table for what in ("returns", "doors") if (table := found.table(what))]
    return next(table.release for table in tables if table.cell(rate.part.key) is rate.part)


def _title(found: Subject, lines: list[Line], base: list[WalkFigureRecord]) -> str:
    with_none = formats.listed([formats.percent(each.value, decimals=0) for each in base])
    of_all = [line for line in lines if line.rate.is_return and isinstance(line.rate.share, Share)]
    pooled = [line for line in of_all if line.who == ALL_OF_THEM] or of_all
    if not pooled:
        return f"{found.words}: no return rate can be shown; with no walk {with_none} came back elsewhere"
    rate = pooled[0].rate
    if found.walk is None and pooled[0].who != ALL_OF_THEM:
        return f"{found.district.name}: return rates by walk; with no walk {with_none} came back elsewhere"
    share = f"{AT_LEAST} {rate.share}" if rate.is_least else rate.share
    return f"{found.words}: {share} of {rate.of} back {RETURN_WINDOW}; with no walk {with_none} elsewhere"


def _added(lines: list[Line]) -> str:
    """What the walk added, where all walks together or a single one are shown with their counts."""
    said = [(line.who, words) for line in lines if (words := added_words(line.rate))]
    pooled = [words for who, words in said if who == ALL_OF_THEM] or [words for _, words in said]
    return pooled[0] if len(said) == 1 or any(who == ALL_OF_THEM for who, _ in said) else ""


def caution(base: list[WalkFigureRecord]) -> str:
    """The sentence that stands beside released return rates."""
    if not base:
        return "How many come back with no walk is not loaded. A return rate is not what the walk added."
    where = formats.listed([f"{formats.percent(each.value, decimals=0)} in {base_place(each)}" for each in base])
    return f"Many come back with no walk: {where}, over several years. A return rate is not what the walk added."


def _said(rate: ReleasedRate) -> str:
    least = f"{AT_LEAST} " if rate.is_least and isinstance(rate.share, Share) else ""
    counts = f"{mark_of(rate.part.value)} of {mark_of(rate.whole.value)} {rate.of}"
    return f"{rate.name.lower()} {rate.window}: {least}{share_words(rate)}, {counts}"


def _base_said(record: WalkFigureRecord) -> str:
    return f"{base_name(record)}, {WITH_NO_WALK}: {formats.percent(record.value, decimals=0)}"


def _table(lines: list[Line], base: list[WalkFigureRecord], caption: str) -> Table:
    table = Table(COLUMNS, (*map(_row, lines), *map(_base_row, base)), caption)
    return with_bounds(table, [*(line.rate.is_least for line in lines), *[False] * len(base)])


def _row(line: Line) -> tuple[Cell, ...]:
    rate, source = line.rate, release_words(line.release)
    coverage = coverage_words(line.release, line.walk)
    return (
        Cell(line.who, line.who),
        Cell(rate.name, rate.name),
        least_cell(share_cell(rate.share), rate.is_least),
        least_cell(cell_of(rate.part.value), rate.is_least),
        cell_of(rate.whole.value),
        Cell(rate.of, rate.of),
        Cell(rate.window, rate.window),
        Cell(coverage, coverage),
        Cell(source, source),
    )


def base_words(record: WalkFigureRecord) -> str:
    """A base rate with its source."""
    source = record.source
    return f"{base_name(record)}, {WITH_NO_WALK}: {formats.percent(record.value, decimals=0)} ({source.publisher}: {source.title})"


def _base_row(record: WalkFigureRecord) -> tuple[Cell, ...]:
    missing = Cell(None, "not published", "not published")
    name, of, window = base_name(record), "students who dropped out", "over several years, no walk"
    return (
        Cell(name, name),
        Cell("Back", "Back"),
        Cell(record.value, formats.percent(record.value, decimals=0)),
        missing,
        missing,
        Cell(of, of),
        Cell(window, window),
        Cell(COVERAGE_NOT_STATED, COVERAGE_NOT_STATED),
        Cell(record.source.title, record.source.title),
    )
