"""All cities under the same assumptions, each against its published case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from database.reader import Reader
from economics import Assumptions, Loss, Population, estimate_all
from exhibits import formats
from exhibits.basis_words import basis_line
from exhibits.lookup import credit
from exhibits.loss_anchor import Anchored, Counted
from exhibits.losses_cities_figure import ROW_HEIGHT, Row, draw
from exhibits.losses_desk import Desk, Parameters, anchor_of, desk_of, prices_of
from exhibits.losses_total import assumption_notes, desk_sources, money_cell
from exhibits.model import Cell, Column, Exhibit, Table

NAME = "losses_cities"
QUESTION = "What do all cities come to under the same assumptions?"
MOST = 15
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


@dataclass(frozen=True, slots=True)
class _Pair:
    """One city: its published case and the same under the desk's assumptions."""

    found: Anchored
    before: Loss
    now: Loss


def build(asked: Any, reader: Reader, with_table: bool = True) -> Exhibit:
    """Cities with a total, the largest published first. Raises BadParameterError as ``desk_of``.

    ``with_table``: False leaves the table of all cities out, for a page that shows it only when asked.
    """
    desk = desk_of(asked, reader)
    known = _published(
        reader,
        reader.data_version(),
        desk.population,
        desk.found.anchor.edition,
        desk.counted,
        desk.assumptions.price_year,
    )
    drawn = _drawn(known, desk)
    pairs = _pairs(desk, known if with_table else drawn)
    shown = [pair for pair in pairs if any(pair.found is found for found, _ in drawn)]
    rows = [_row(pair, desk) for pair in shown]
    others = len(reader.places()) - len(known)
    sources = desk_sources(desk)
    return Exhibit(
        name=NAME,
        parameters=desk.query(),
        title=_title(pairs, desk),
        subtitle=_subtitle(desk, desk.changed, len(shown), len(known)),
        sentence=f"For {others} more cities and towns no number of people is published." if others else "",
        summary=_summary(shown),
        table=_table(pairs if with_table else []),
        sources=sources,
        credit=f"{credit(sources[:1])}; counts of the districts serving most of each city",
        data_version=reader.data_version(),
        figure=draw(rows, desk.changed) if rows else None,
        narrow_figure=draw(rows, desk.changed, narrow=True) if rows else None,
        basis=tuple(dict.fromkeys(pair.now.cohort.total.basis for pair in pairs if pair.now.cohort.total)),
        notes=(*_notes(desk), *assumption_notes(desk)),
        empty="" if rows else "No city’s total is published for this group and edition.",
        height=ROW_HEIGHT * max(len(rows), 1) + 20,
        places=(desk.place.slug,),
    )


Known = tuple[Anchored, Loss]
"""A city's anchor and its published case."""


@lru_cache(maxsize=32)
def _published(
    reader: Reader, version: str, population: Population, edition: int, counted: Counted, price_year: int | None
) -> tuple[Known, ...]:
    """Every city with a total, the largest first: the order and the ghosts, the same whatever is assumed."""
    found = [anchor_of(reader, version, place.slug, population, edition, counted) for place in reader.places()]
    known = [
        each for each in found if each and (each.anchor.count is not None or each.anchor.total_published is not None)
    ]
    in_dollars = {} if price_year is None else {"price_year": price_year}
    published = Assumptions(population=population, **in_dollars)
    losses = estimate_all([each.anchor for each in known], published, prices_of(reader, version))
    return tuple(sorted(zip(known, losses, strict=True), key=lambda pair: -_total(pair[1])))


def _pairs(desk: Desk, known: Sequence[Known]) -> list[_Pair]:
    """Both cases of some cities. A what-if on the number of people is the chosen place's own."""
    same = {name: None for name in ("count", "rate") if getattr(desk.assumptions, name) is not None}
    everywhere = desk.assumptions.changed(**same) if same else desk.assumptions
    now = estimate_all([found.anchor for found, _ in known], everywhere, desk.prices)
    return [
        _Pair(found, before, desk.loss if found.anchor.place_slug == desk.place.slug else after)
        for (found, before), after in zip(known, now, strict=True)
    ]


def _drawn(known: tuple[Known, ...], desk: Desk) -> list[Known]:
    """The cities drawn: the largest totals, one city (the most populous) for each district's class, and the one chosen."""
    by_class: dict[str, Known] = {}
    for each in known:
        by_class[_class(each)] = max(by_class.get(_class(each), each), each, key=_residents)
    kept = [each for each in known if by_class[_class(each)] is each][:MOST]
    chosen = desk.place.slug
    return [each for each in known if each[0].anchor.place_slug == chosen or any(each is one for one in kept)]


def _class(each: Known) -> str:
    return each[0].counted.districts if each[0].counted else each[0].anchor.place_slug


def _residents(each: Known) -> float:
    return each[0].anchor.residents or 0.0


def _total(loss: Loss) -> float:
    return loss.cohort.total.amount if loss.cohort.total else 0.0


def _is_focus(pair: _Pair, desk: Desk) -> bool:
    return pair.found.anchor.place_slug == desk.place.slug


def _row(pair: _Pair, desk: Desk) -> Row:
    total = pair.now.cohort.total
    year = pair.found.anchor.data_year
    return Row(
        name=pair.found.anchor.place_name,
        note=str(year) if year else "2012",
        amount=_total(pair.now),
        published=_total(pair.before),
        text=formats.money_mark(total) if total else "",
        focus=_is_focus(pair, desk),
    )


def _title(pairs: list[_Pair], desk: Desk) -> str:
    if not pairs:
        return "No city’s total is published"
    first = pairs[0]
    total = first.now.cohort.total
    said = formats.money_words(total) if total else ""
    under = "Under the same assumptions" if desk.changed else "As published"
    return f"{under}, {first.found.anchor.place_name} comes to {said}"


def _subtitle(desk: Desk, moved: bool, drawn: int, known: int) -> str:
    who = (
        "Young people neither in school nor at work"
        if desk.population is Population.DISCONNECTED_YOUTH
        else "One class"
    )
    parts = [f"{who} each, by the latest count; the year of the class stands beside the name"]
    if desk.population is Population.DISCONNECTED_YOUTH:
        parts = [f"{who}, by city; the year of the count stands beside the name"]
    if moved:
        parts.append("hollow: as published")
    if known > drawn:
        parts.append(f"{drawn} of {known} drawn, one city for each district’s class, all in the table")
    return "; ".join(parts)


def _notes(desk: Desk) -> tuple[str, ...]:
    said = ["Cities served by the same district share its class; totals are never added."]
    if desk.assumptions.count is not None or desk.assumptions.rate is not None:
        said.append(f"The what-if on the number of people is for {desk.place.name} only.")
    return tuple(said)


def _summary(pairs: list[_Pair]) -> str:
    said = [
        f"{pair.found.anchor.place_name} {formats.money_words(pair.now.cohort.total)}"
        for pair in pairs
        if pair.now.cohort.total
    ]
    return f"Dots, largest published total first: {', '.join(said)}." if said else "No city’s total is published."


def _table(pairs: list[_Pair]) -> Table:
    columns = (
        Column("place", "City or town"),
        Column("people", "People", "people"),
        Column("each", "Per person, now", "USD"),
        Column("now", "In total, now", "USD"),
        Column("published", "As published", "USD"),
        Column("where", "Where from"),
        Column("basis", "Basis"),
    )
    return Table(columns, tuple(_cells(pair) for pair in pairs), "All cities with a published or district count")


def _cells(pair: _Pair) -> tuple[Cell, ...]:
    count = pair.now.cohort.count
    note = pair.now.cohort.count_note or pair.now.cohort.total_status
    where = f"{note}; per person: {pair.now.person.status}"
    total = pair.now.cohort.total
    basis = basis_line((total or pair.now.person.total).basis)
    return (
        Cell(pair.found.anchor.place_slug, pair.found.anchor.place_name),
        Cell(count, formats.grouped(count)) if count is not None else Cell(None, "not published", "not published"),
        money_cell(pair.now.person.total),
        money_cell(total),
        money_cell(pair.before.cohort.total),
        Cell(where, where),
        Cell(basis, basis),
    )
