"""The report's page, alive: a city's headline and its two populations side by side, never added."""

from __future__ import annotations

from typing import Literal

from database.reader import Reader
from database.values import PlaceRecord
from economics import Assumptions, Basis, Loss, Money, Population, estimate
from exhibits import formats, parameters
from exhibits.basis_words import basis_line
from exhibits.lookup import credit, place_or_error, source_lines
from exhibits.loss_anchor import STATE, Anchored, Counted, anchored
from exhibits.model import Card, Cell, Column, Exhibit, Fact, SourceLine, Table
from exhibits.parameters import Slug
from exhibits.profile_words import headline, kind_of_class, missing_words, youth_empty

NAME = "profile"
QUESTION = "What does one class, and what do the young people neither in school nor at work, mean for this city?"
NEVER_ADDED = "The two groups overlap. They are never added together."


class Parameters(parameters.Parameters):
    """``counted``: ``class`` counts the districts' latest class where there is one, ``published`` the study's own year."""

    place: Slug
    edition: Literal[2014, 2018, "2014", "2018"] | None = None
    counted: Counted = "class"


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """Headline and cards of one place. Raises BadParameterError for an unknown place."""
    place = place_or_error(reader, asked.place)
    edition = int(asked.edition) if asked.edition else None
    finishing = anchored(reader, place, Population.NON_COMPLETERS, edition, asked.counted)
    youth = anchored(reader, place, Population.DISCONNECTED_YOUTH, 2014)
    loss = estimate(finishing.anchor, Assumptions()) if finishing else None
    other = estimate(youth.anchor, Assumptions(population=Population.DISCONNECTED_YOUTH)) if youth else None
    sources = _sources(finishing, youth)
    bases = tuple(dict.fromkeys(basis for each in (loss, other) if each for basis in _bases(each)))
    shown = _main_basis(loss)
    return Exhibit(
        name=NAME,
        parameters=parameters.written(asked) | ({"edition": str(finishing.anchor.edition)} if finishing else {}),
        title=headline(place, finishing, loss),
        subtitle=basis_line(shown, _mark(loss)) if shown else "",
        sentence=NEVER_ADDED,
        summary=headline(place, finishing, loss),
        table=_table(loss, other),
        sources=sources,
        credit=credit(sources),
        data_version=reader.data_version(),
        basis=bases,
        cards=(_class_card(place, finishing, loss), _youth_card(reader, place, youth, other)),
        notes=missing_words(place, finishing, youth, _with_youth(reader)),
        key_number=_key(loss),
        places=(place.slug,),
    )


def _with_youth(reader: Reader) -> tuple[str, ...]:
    """Places with a published count of disconnected youth, the state first."""
    rows = [
        r for r in reader.losses(None, None, Population.DISCONNECTED_YOUTH.value) if r.measure == "count" and r.value
    ]
    ordered = sorted(rows, key=lambda row: (row.place_kind != "state", row.place_name))
    return tuple(dict.fromkeys(row.place_name for row in ordered))


def _bases(loss: Loss) -> tuple[Basis, ...]:
    """Of one person's loss, and of everybody's where that is known."""
    return (loss.basis, loss.cohort.total.basis) if loss.cohort.total else (loss.basis,)


def _main_basis(loss: Loss | None) -> Basis | None:
    if loss is None:
        return None
    return loss.cohort.total.basis if loss.cohort.total else loss.basis


def _mark(loss: Loss | None) -> str:
    if loss is None:
        return ""
    each = formats.money_words(loss.person.total)
    if loss.person.status == "borrowed from state":
        return f"the state’s value ({each} each): none is published for {loss.anchor.place_name}"
    return f"{formats.possessive(loss.anchor.place_name)} own value ({each} each)"


def _key(loss: Loss | None) -> str:
    if loss and loss.cohort.total:
        return formats.money_mark(loss.cohort.total)
    return formats.money_mark(loss.person.total) if loss else ""


def _sources(*found: Anchored | None) -> tuple[SourceLine, ...]:
    pairs = []
    for each in found:
        if each is None:
            continue
        pairs += [(record.source, "losses and counts") for record in each.records]
        if each.counted:
            pairs += [(record.source, "cohort and graduates") for record in each.counted.records]
    return source_lines(pairs)


def _class_card(place: PlaceRecord, found: Anchored | None, loss: Loss | None) -> Card:
    count = loss.cohort.count if loss else None
    number, note = "", ""
    if found and count is not None:
        cohort = found.anchor.cohort
        number = formats.grouped(count)
        note = f"of {formats.grouped(cohort)}, or {formats.percent(100 * count / cohort)}" if cohort else "people"
    empty = "" if number else _no_class(place, loss, found)
    return Card(
        title="Did not finish high school",
        kind=kind_of_class(place, found),
        number=number,
        number_note=note,
        empty=empty,
        facts=_facts(loss, "whole class"),
    )


def _no_class(place: PlaceRecord, loss: Loss | None, found: Anchored | None) -> str:
    total = loss.cohort.total if loss else None
    if total is not None:
        return f"Count not published for {place.name}. Its class of 2012 as a whole is published: {formats.money_words(total)}."
    why = found.why_not if found and found.why_not else "no district count stands for the city as a whole"
    return f"Not published for {place.name}. {why[:1].upper()}{why[1:]}; see its districts below."


def _youth_card(reader: Reader, place: PlaceRecord, found: Anchored | None, loss: Loss | None) -> Card:
    count = loss.cohort.count if loss else None
    number = formats.grouped(count) if count is not None else ""
    note = f"people{_youth_rates(reader, place)}"
    return Card(
        title="Neither in school nor at work, 16 to 24",
        kind="everyone of that age in that year · a stock, not a class",
        number=number,
        number_note=note if number else "",
        empty="" if number else youth_empty(reader, place),
        facts=_facts(loss, "in total"),
    )


def _youth_rates(reader: Reader, place: PlaceRecord) -> str:
    """The published shares of the age group, by edition: ``, 22% of the age group (2012); 15% in the 2018 edition``."""
    rows = [
        r
        for r in reader.losses(place.slug, None, "disconnected_youth")
        if r.measure == "rate" and r.preferred and r.value
    ]
    said = [
        f"{row.value:g}% of the age group ({row.data_year})"
        if row.data_year
        else f"{row.value:g}% in the {row.edition} edition"
        for row in sorted(rows, key=lambda row: row.edition)
    ]
    return f", {'; '.join(said)}" if said else ""


def _facts(loss: Loss | None, whole: str) -> tuple[Fact, ...]:
    if loss is None:
        return tuple(_absent(name) for name in ("loss per person", whole, "if halved, saved"))
    borrowed = loss.person.status == "borrowed from state" and loss.anchor.place_slug != STATE
    state = f"state, {loss.anchor.edition}" if borrowed else ""
    return (
        _fact("loss per person", loss.person.total, state),
        _fact(whole, loss.cohort.total),
        _fact("if halved, saved", loss.cohort.if_halved),
    )


def _fact(label: str, money: Money | None, mark: str = "") -> Fact:
    if money is None:
        return _absent(label)
    return Fact(label, formats.money_mark(money), mark, basis=money.basis)


def _absent(label: str) -> Fact:
    return Fact(label, "not published", state="not published")


def _table(loss: Loss | None, other: Loss | None) -> Table:
    columns = (
        Column("population", "Population"),
        Column("count", "People", "people"),
        Column("per_person", "Loss per person", "USD"),
        Column("total", "In total", "USD"),
        Column("halved", "If halved, saved", "USD"),
        Column("status", "Where from"),
        Column("basis", "Basis of the loss per person"),
        Column("basis_total", "Basis of the totals"),
    )
    names = ("Did not finish high school", "Neither in school nor at work, 16 to 24")
    return Table(
        columns,
        tuple(_row(name, each) for name, each in zip(names, (loss, other), strict=True)),
        "Two populations, never added",
    )


def _row(name: str, loss: Loss | None) -> tuple[Cell, ...]:
    missing = Cell(None, "not published", "not published")
    if loss is None:
        return (Cell(name, name), *[missing] * 7)
    cohort = loss.cohort
    where = f"count: {cohort.count_note or cohort.count_status}; loss per person: {loss.person.status}"
    return (
        Cell(name, name),
        Cell(cohort.count, formats.grouped(cohort.count)) if cohort.count is not None else missing,
        _money(loss.person.total),
        _money(cohort.total),
        _money(cohort.if_halved),
        Cell(where, where),
        Cell(basis_line(loss.basis), basis_line(loss.basis)),
        _basis_cell(cohort.total),
    )


def _basis_cell(money: Money | None) -> Cell:
    if money is None:
        return Cell(None, "not published", "not published")
    return Cell(basis_line(money.basis), basis_line(money.basis))


def _money(money: Money | None) -> Cell:
    if money is None:
        return Cell(None, "not published", "not published")
    return Cell(money.amount, formats.money_exact(money))
