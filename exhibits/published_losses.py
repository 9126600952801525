"""What has been published about losses, row by row, conflicts included, each with its source and the check it passes."""

from __future__ import annotations

from database.reader import Reader
from database.values import LossRecord
from economics import Money, consistency
from exhibits import formats, parameters
from exhibits.basis_words import printed_basis_line
from exhibits.lookup import credit, place_or_error, source_lines
from exhibits.model import Cell, Column, Exhibit, Table
from exhibits.parameters import MaybeSlug
from exhibits.printed import TOTAL, basis_of, is_printed, printed_of, value_text
from exhibits.staff_figures import origin

NAME = "published_losses"
QUESTION = "What has been published, by whom, and does it agree?"
POPULATIONS = {"non_completers": "Did not finish", "disconnected_youth": "Neither in school nor at work"}
NOT_SAID_BASIS = "Population not said by the source; social loss, lifetime, dollar year not published"


class Parameters(parameters.Parameters):
    """``place``: one place's rows, or all when left out."""

    place: MaybeSlug = None


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """The published figures. Raises BadParameterError for an unknown place."""
    place = place_or_error(reader, asked.place) if asked.place else None
    records = reader.losses(place.slug if place else None)
    sources = source_lines((record.source, "") for record in records)
    whose = f" for {place.name}" if place else ""
    conflicts = _conflicts(records)
    return Exhibit(
        name=NAME,
        parameters=parameters.written(asked),
        title=_title(sum(map(is_printed, records)), whose, len(conflicts)),
        subtitle="In the source’s own words (“about”, “more than”). Figures that disagree are all shown",
        sentence=conflicts[0] if conflicts else "",
        summary=f"Table of {sum(map(is_printed, records))} published figures{whose}.",
        table=_table(records, place is None),
        sources=sources,
        credit=credit(sources),
        data_version=reader.data_version(),
        basis=tuple(dict.fromkeys(b for r in records if (b := basis_of(r)) is not None)),
        notes=tuple(conflicts[1:]),
        empty="" if records else f"No figure of the loss studies is published{whose}.",
        places=(place.slug,) if place else (),
    )


def _title(count: int, whose: str, conflicts: int) -> str:
    if not count:
        return f"No published loss figures{whose}"
    said = f"{count} published figure{'s' if count != 1 else ''}{whose}"
    return f"{said}, {conflicts} in conflict" if conflicts else said


def _conflicts(records: tuple[LossRecord, ...]) -> list[str]:
    """Figures that disagree: two sources for one figure, or a half that is not half of its own total."""
    said = []
    by_key: dict[tuple[str, int, str, str], list[LossRecord]] = {}
    for record in records:
        by_key.setdefault((record.place_slug, record.edition, record.population or "", record.measure), []).append(
            record
        )
    for (slug, edition, population, measure), rows in by_key.items():
        values = {row.value for row in rows if row.value is not None}
        if len(values) > 1:
            texts = formats.listed([f"{value_text(row)} ({origin(row)})" for row in rows], 4)
            said.append(f"{rows[0].place_name}, {edition}, {_words(measure)}: {texts}.")
        if measure == "social_gain_if_halved":
            totals = by_key.get((slug, edition, population, TOTAL), [])
            total = next((each for each in totals if each.preferred), None)
            said += [line for row in rows if (line := _halved(row, total))]
    return said


def _halved(row: LossRecord, total: LossRecord | None) -> str:
    printed = printed_of(total) if total is not None else None
    if printed is None or row.value is None:
        return ""
    checked = consistency(printed.value, row.value)
    if checked.consistent:
        return ""
    half = formats.money_words(Money(checked.expected, printed.basis))
    return (
        f"{row.place_name}: {row.source.publisher} prints {value_text(row)} saved if halved, but half of the published "
        f"total, {formats.printed_words(printed)}, is {half}. We use the half; the printed figure is shown, not used."
    )


def _words(measure: str) -> str:
    return measure.replace("_", " ")


def _table(records: tuple[LossRecord, ...], every: bool) -> Table:
    columns = [Column("place", "Place")] if every else []
    columns += [
        Column("population", "Population"),
        Column("measure", "Figure"),
        Column("value", "As printed", "as named"),
        Column("hedge", "Hedge"),
        Column("basis", "Basis"),
        Column("edition", "Edition"),
        Column("year", "Data of"),
        Column("source", "Source"),
        Column("location", "Where in it"),
    ]
    rows = []
    for record in sorted(
        records, key=lambda r: (r.place_name != "Arizona", r.place_name, r.edition, r.population or "~")
    ):
        cells = [Cell(record.place_name, record.place_name)] if every else []
        rows.append((*cells, *_cells(record)))
    return Table(tuple(columns), tuple(rows), "Published figures of the loss studies")


def _cells(record: LossRecord) -> tuple[Cell, ...]:
    population = POPULATIONS.get(record.population or "", "not said by the source")
    hedge = _hedge(record)
    basis = basis_of(record)
    year = str(record.data_year) if record.data_year else "not stated"
    words = printed_basis_line(basis) if basis else NOT_SAID_BASIS if record.unit == "USD" else ""
    value = Cell(record.value, value_text(record)) if is_printed(record) else _not_printed(record)
    return (
        Cell(population, population),
        Cell(record.measure, _words(record.measure)),
        value,
        Cell(hedge, hedge),
        Cell(words, words),
        Cell(record.edition, str(record.edition)),
        Cell(record.data_year, year),
        Cell(record.source.title, record.source.title),
        Cell(record.location, record.location),
    )


def _hedge(record: LossRecord) -> str:
    """How the source qualifies it, and whether it is used."""
    return record.qualifier.replace("_", " ") + ("" if record.preferred else ", not used")


def _not_printed(record: LossRecord) -> Cell:
    """A figure no source prints: what it is inferred to be from those that are, if it is."""
    basis = basis_of(record)
    if record.value is None or basis is None:
        return Cell(None, "not published", "not published")
    return Cell(None, f"not printed (inferred: {formats.money_exact(Money(record.value, basis))})", "not published")
