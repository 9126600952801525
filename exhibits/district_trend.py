"""Do more finish on time? The four-year graduation rate of the districts serving most of a city, class by class."""

from __future__ import annotations

from database.reader import Reader
from exhibits import formats, parameters
from exhibits.classes import ClassCount, class_counts, high_school_services, queried_rates
from exhibits.comparison import Verdict, change
from exhibits.lookup import credit, place_or_error, source_lines
from exhibits.model import Cell, Column, Exhibit, Table
from exhibits.parameters import Slug
from exhibits.series import Point, Series
from exhibits.series_figure import draw
from walks.intervals import newcombe

NAME = "graduation"
QUESTION = "Do more finish high school in four years?"
MOVED = {Verdict.ABOVE: "up from", Verdict.BELOW: "down from", Verdict.SAME: "no clear change from"}
ALONE = {Verdict.ABOVE: "rose", Verdict.BELOW: "fell"}
CLASS_STEP = 2


class Parameters(parameters.Parameters):
    """``place``: the city whose districts are drawn."""

    place: Slug


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """The graduation trend of a city's districts. Raises BadParameterError for an unknown place."""
    place = place_or_error(reader, asked.place)
    counts = class_counts(reader, place.slug)
    services = high_school_services(reader, place.slug)
    names = " and ".join(service.district.short_name for service in services)
    sources = source_lines((record.source, "cohort and graduates") for count in counts for record in count.records)
    title, sentence = _finding(counts, names, place.name)
    series = [Series(place.slug, "", tuple(_point(count) for count in counts), step=CLASS_STEP)] if counts else []
    return Exhibit(
        name=NAME,
        parameters=parameters.written(asked),
        title=title,
        subtitle=f"Four-year graduation rate, {names}, by class" if names else "Four-year graduation rate, by class",
        sentence=" ".join(filter(None, (sentence, queried_rates(reader, services)))),
        summary=_summary(counts, names) if counts else _empty(place.name, names),
        table=_table(counts),
        sources=sources,
        credit=credit(sources),
        data_version=reader.data_version(),
        figure=draw(series, percent=True, height=230) if series else None,
        narrow_figure=draw(series, percent=True, narrow=True, height=230) if series else None,
        height=270,
        notes=_notes(counts),
        key_number=formats.percent(100 - counts[-1].rate) if counts else "",
        empty="" if counts else _empty(place.name, names),
        places=(place.slug,),
    )


def _point(count: ClassCount) -> Point:
    rate = 100 - count.rate
    return Point(count.year, count.year, str(count.year), rate, None, None, None, formats.percent(rate))


def _finding(counts: tuple[ClassCount, ...], names: str, place: str) -> tuple[str, str]:
    if not counts:
        return f"No graduation counts for {place}", "Nothing can be said about how many finish on time."
    last = counts[-1]
    rate = formats.percent(100 - last.rate)
    if len(counts) == 1:
        return (
            f"{rate} of the class of {last.year} finished in four years",
            "One class only: no change can be read from it.",
        )
    first = counts[0]
    verdict = change(_pair(first), _pair(last))
    low, high = (bound * 100 for bound in newcombe(_pair(last), _pair(first)))
    start = formats.percent(100 - first.rate)
    title = f"{rate} of the class of {last.year} finished on time, {MOVED[verdict]} {start} in {first.year}"
    sentence = (
        f"{names}: the change lies between {_signed(low)} and {_signed(high)} points "
        f"(95% interval for classes of this size).{_last_step(counts, verdict)}"
    )
    return title, sentence


def _pair(count: ClassCount) -> tuple[float, float]:
    return count.graduates, count.cohort


def _last_step(counts: tuple[ClassCount, ...], overall: Verdict) -> str:
    """A sentence where the newest class alone clearly went another way than the whole span."""
    before, last = counts[-2], counts[-1]
    step = change(_pair(before), _pair(last))
    if len(counts) == 2 or step is overall or step not in ALONE:
        return ""
    return (
        f" From the class of {before.year} to that of {last.year} alone it {ALONE[step]}, "
        f"from {formats.percent(100 - before.rate)} to {formats.percent(100 - last.rate)}."
    )


def _summary(counts: tuple[ClassCount, ...], names: str) -> str:
    said = ", ".join(f"{formats.percent(100 - count.rate)} in {count.year}" for count in counts)
    return f"Line by class, {names}: {said}."


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else ''}{formats.grouped(value, 1)}"


def _empty(place: str, names: str) -> str:
    if names:
        return f"{names}, which serves {place}, has no cohort with both counts in the file at hand. See the districts below."
    return f"No one high-school district serves most of {place}, so no single rate would be {place}’s. See the districts below."


def _table(counts: tuple[ClassCount, ...]) -> Table:
    columns = (
        Column("class", "Class"),
        Column("cohort", "Cohort", "students"),
        Column("graduates", "Graduates in four years", "students"),
        Column("non_completers", "Non-completers", "students"),
        Column("rate", "Four-year graduation rate", "percent"),
    )
    rows = tuple(
        (
            Cell(count.year, str(count.year)),
            Cell(count.cohort, formats.grouped(count.cohort)),
            Cell(count.graduates, formats.grouped(count.graduates)),
            Cell(count.non_completers, formats.grouped(count.non_completers)),
            Cell(100 - count.rate, formats.percent(100 - count.rate)),
        )
        for count in counts
    )
    return Table(columns, rows, "Four-year graduation by class")


def _notes(counts: tuple[ClassCount, ...]) -> tuple[str, ...]:
    if not counts:
        return ()
    notes = [
        "Students of the districts, wherever they live; charter schools are not in it.",
        "The rate is graduates divided by cohort, from the two counts.",
    ]
    notes += list(dict.fromkeys(record.note for count in counts for record in count.records if record.note))
    return tuple(notes)
