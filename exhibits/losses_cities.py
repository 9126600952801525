"""All cities under the same assumptions, each beside the total a study printed for it.

One definition of the people counted at a time (``counted``): the districts' four-year classes, or the study's own count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from database.reader import Reader
from database.values import PlaceRecord
from economics import Assumptions, Basis, Loss, Population, estimate_all
from exhibits import formats
from exhibits.basis_words import basis_line
from exhibits.cohorts import DEFINITIONS, Cohort, study_cohort
from exhibits.lookup import credit
from exhibits.loss_anchor import EDITIONS, Anchored, Counted
from exhibits.losses_cities_figure import ROW_HEIGHT, Row, draw
from exhibits.losses_desk import Desk, Parameters, anchor_of, desk_of, prices_of
from exhibits.losses_reasons import each_once, printed_sources, printed_total, reason
from exhibits.losses_total import anchor_sources, assumption_notes, desk_sources, money_cell, printed_cell
from exhibits.model import Cell, Column, Exhibit, SourceLine, Table

NAME = "losses_cities"
QUESTION = "What do all cities come to under the same assumptions?"
MOST = 15
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


@dataclass(frozen=True, slots=True)
class _Pair:
    """One city: its loss at the study's assumptions and the same under the desk's."""

    found: Anchored
    before: Loss
    now: Loss


def build(asked: Any, reader: Reader, with_table: bool = True) -> Exhibit:
    """Cities with a total, the largest first. Raises BadParameterError as ``desk_of``.

    ``with_table``: False leaves the table of all cities out, for a page that shows it only when asked.
    """
    desk = desk_of(asked, reader)
    version = reader.data_version()
    edition = desk.found.anchor.edition
    known = _known(reader, version, desk.population, edition, desk.counted, desk.assumptions.price_year)
    drawn = _drawn(known, desk, reader)
    pairs = _pairs(desk, known if with_table else drawn)
    shown = [pair for pair in pairs if any(pair.found is found for found, _ in drawn)]
    rows = [_row(pair, desk) for pair in shown]
    others = len(reader.places()) - len(known)
    sources = anchor_sources(pairs[0].found) if pairs else desk_sources(desk)
    return Exhibit(
        name=NAME,
        parameters=desk.query(),
        title=_title(pairs, desk),
        subtitle=_subtitle(desk, desk.changed, len(shown), len(known)),
        sentence=_left_out(desk, others),
        summary=_summary(shown),
        table=_table(pairs if with_table else [], desk, reader),
        sources=each_once(sources, _printed(pairs, reader)),
        # of the city in the title, the first in the list
        credit=credit(sources[:3]),
        data_version=version,
        figure=draw(rows, desk.changed) if rows else None,
        narrow_figure=draw(rows, desk.changed, narrow=True) if rows else None,
        basis=_bases(pairs),
        notes=(*_notes(desk), *assumption_notes(desk)),
        empty="" if rows else "No city’s total is published for this group and edition.",
        height=ROW_HEIGHT * max(len(rows), 1) + 20,
        places=(desk.place.slug,),
    )


def _printed(pairs: Sequence[_Pair], reader: Reader) -> tuple[SourceLine, ...]:
    """Where the printed totals beside these cities stand."""
    version = reader.data_version()
    return printed_sources(
        anchor_of(reader, version, pair.found.anchor.place_slug, pair.found.anchor.population, edition, "published")
        for pair in pairs
        for edition in EDITIONS
    )


def _bases(pairs: Sequence[_Pair]) -> tuple[Basis, ...]:
    return tuple(dict.fromkeys(pair.now.cohort.total.basis for pair in pairs if pair.now.cohort.total))


Known = tuple[Anchored, Loss]
"""A city's anchor and its loss at the study's assumptions."""


@lru_cache(maxsize=32)
def _known(
    reader: Reader, version: str, population: Population, edition: int, counted: Counted, price_year: int | None
) -> tuple[Known, ...]:
    """Every city with a total of this definition, the largest first: the order and the ghosts, whatever is assumed."""
    found = [anchor_of(reader, version, place.slug, population, edition, counted) for place in reader.places()]
    known = [each for each in found if each and _has_total(each) and _is_of(each, population, counted)]
    in_dollars = {} if price_year is None else {"price_year": price_year}
    at_study = Assumptions(population=population, **in_dollars)
    losses = estimate_all([each.anchor for each in known], at_study, prices_of(reader, version))
    return tuple(sorted(zip(known, losses, strict=True), key=lambda pair: -_total(pair[1])))


def _has_total(found: Anchored) -> bool:
    return found.anchor.count is not None or found.anchor.total_published is not None


def _is_of(found: Anchored, population: Population, counted: Counted) -> bool:
    """Whether a city's count is of the definition asked for: a district's class never stands among the study's counts."""
    return population is Population.DISCONNECTED_YOUTH or (found.counted is not None) == (counted == "class")


def _pairs(desk: Desk, known: Sequence[Known]) -> list[_Pair]:
    """Both cases of some cities. A what-if on the number of people is the chosen place's own."""
    same = {name: None for name in ("count", "rate") if getattr(desk.assumptions, name) is not None}
    everywhere = desk.assumptions.changed(**same) if same else desk.assumptions
    now = estimate_all([found.anchor for found, _ in known], everywhere, desk.prices)
    return [
        _Pair(found, before, desk.loss if found.anchor.place_slug == desk.place.slug else after)
        for (found, before), after in zip(known, now, strict=True)
    ]


def _drawn(known: tuple[Known, ...], desk: Desk, reader: Reader) -> list[Known]:
    """The cities drawn: the largest totals, one city (the most populous) for each district's class, and the one chosen."""
    people = {place.slug: place.population_2020 or 0 for place in reader.places()}
    by_class: dict[str, Known] = {}
    for each in known:
        first = by_class.get(_class(each), each)
        by_class[_class(each)] = max(first, each, key=lambda one: people.get(one[0].anchor.place_slug, 0))
    kept = [each for each in known if by_class[_class(each)] is each][:MOST]
    chosen = desk.place.slug
    return [each for each in known if each[0].anchor.place_slug == chosen or any(each is one for one in kept)]


def _class(each: Known) -> str:
    return each[0].counted.districts if each[0].counted else each[0].anchor.place_slug


def _total(loss: Loss) -> float:
    return loss.cohort.total.amount if loss.cohort.total else 0.0


def _is_focus(pair: _Pair, desk: Desk) -> bool:
    return pair.found.anchor.place_slug == desk.place.slug


def _row(pair: _Pair, desk: Desk) -> Row:
    total = pair.now.cohort.total
    return Row(
        name=pair.found.anchor.place_name,
        note=str(pair.found.year),
        amount=_total(pair.now),
        at_study=_total(pair.before),
        text=formats.money_mark(total) if total else "",
        focus=_is_focus(pair, desk),
    )


def _title(pairs: list[_Pair], desk: Desk) -> str:
    if not pairs:
        return "No city’s total is published"
    first = pairs[0]
    total = first.now.cohort.total
    said = formats.money_words(total) if total else ""
    under = "Under the same assumptions" if desk.changed else "At the study’s assumptions"
    return f"{under}, {first.found.anchor.place_name} comes to {said}"


def _subtitle(desk: Desk, moved: bool, drawn: int, known: int) -> str:
    cohort = _cohort(desk)
    who = {
        Cohort.DISCONNECTED: "Young people aged 16 to 24 neither in school nor at work",
        Cohort.WITHOUT_DIPLOMA: "18-year-olds without a diploma, as the study counts them",
        Cohort.FOUR_YEAR: "Students of one class who did not graduate in four years",
    }[cohort]
    parts = [f"{who}; the year of the count stands beside the name"]
    if moved:
        parts.append("hollow: at the study’s assumptions")
    if known > drawn:
        parts.append(f"{drawn} of {known} drawn, one city for each district’s class, all in the table")
    return "; ".join(parts)


def _cohort(desk: Desk) -> Cohort:
    """The one definition this list is of."""
    if desk.population is Population.DISCONNECTED_YOUTH:
        return Cohort.DISCONNECTED
    return Cohort.FOUR_YEAR if desk.counted == "class" else study_cohort(desk.found.anchor.edition)


def _left_out(desk: Desk, others: int) -> str:
    if not others:
        return ""
    if desk.population is Population.NON_COMPLETERS and desk.counted == "class":
        return f"For {others} more cities and towns no class of a district can stand for the city."
    return f"For {others} more cities and towns the {desk.found.anchor.edition} study prints no number of people and no total."


def _notes(desk: Desk) -> tuple[str, ...]:
    said = ["Cities served by the same district share its class; totals are never added."]
    said.append(f"Counted: {DEFINITIONS[_cohort(desk)]}. Other definitions are in a list of their own.")
    if desk.assumptions.count is not None or desk.assumptions.rate is not None:
        said.append(f"The what-if on the number of people is for {desk.place.name} only.")
    return tuple(said)


def _summary(pairs: list[_Pair]) -> str:
    said = [
        f"{pair.found.anchor.place_name} {formats.money_words(pair.now.cohort.total)}"
        for pair in pairs
        if pair.now.cohort.total
    ]
    return (
        f"Dots, largest at the study’s assumptions first: {', '.join(said)}."
        if said
        else "No city’s total is published."
    )


def _table(pairs: list[_Pair], desk: Desk, reader: Reader) -> Table:
    which = "latest class" if _cohort(desk) is Cohort.FOUR_YEAR and desk.counted == "class" else "the study’s own count"
    columns = (
        Column("place", "City or town"),
        Column("year", "Year counted"),
        Column("people", "People", "people"),
        Column("each", "Per person, now", "USD"),
        Column("now", "In total, now", "USD"),
        Column("study", f"At the study’s assumptions, {which}", "USD"),
        *(Column(f"printed_{edition}", f"Printed in {edition}", "USD") for edition in EDITIONS),
        Column("why", "Why they differ"),
        Column("where", "Where from"),
        Column("basis", "Basis"),
    )
    places = {place.slug: place for place in reader.places()}
    rows = tuple(_cells(pair, places[pair.found.anchor.place_slug], reader) for pair in pairs)
    return Table(columns, rows, f"All cities by one count: {_cohort(desk)}")


def _cells(pair: _Pair, place: PlaceRecord, reader: Reader) -> tuple[Cell, ...]:
    count = pair.now.cohort.count
    note = pair.now.cohort.count_note or pair.now.cohort.total_status
    where = f"{note}; per person: {pair.now.statuses()['per_person']}"
    total = pair.now.cohort.total
    basis = basis_line((total or pair.now.person.total).basis)
    version, population = reader.data_version(), pair.found.anchor.population
    studies = [anchor_of(reader, version, place.slug, population, edition, "published") for edition in EDITIONS]
    own = next((each for each in studies if each and printed_total(each)), studies[0])
    why = reason(pair.found, pair.before, own)
    return (
        Cell(pair.found.anchor.place_slug, pair.found.anchor.place_name),
        Cell(pair.found.year, str(pair.found.year)),
        Cell(count, formats.grouped(count)) if count is not None else Cell(None, "not published", "not published"),
        money_cell(pair.now.person.total),
        money_cell(total),
        money_cell(pair.before.cohort.total),
        *(printed_cell(printed_total(study)) for study in studies),
        Cell(why, why),
        Cell(where, where),
        Cell(basis, basis),
    )
