"""The desk's answer: the sentence, the one big number, and who bears it."""

from __future__ import annotations

from typing import Any

from database.reader import Reader
from database.values import LossRecord
from economics import Money, Parameter, PrintedLoss, parameter_table
from exhibits import formats
from exhibits.basis_words import basis_line, printed_basis_line
from exhibits.lookup import credit, source_lines
from exhibits.loss_anchor import EDITIONS, Anchored
from exhibits.losses_desk import Desk, Parameters, desk_of
from exhibits.losses_reasons import each_once, printed_sources, reason, studies_of, study_of
from exhibits.losses_sure import desk_sure, sure_words
from exhibits.losses_words import borrowed, eyebrow, headline, people_words, shown, value_words
from exhibits.model import CHANGED, Card, Cell, Column, Exhibit, Fact, SourceLine, Table
from exhibits.printed import EACH, FISCAL, TOTAL, hedge_mark
from exhibits.printed import HALVED as PRINTED_HALF

NAME = "losses_total"
QUESTION = "What do the young people counted here cost under these assumptions?"
HALVED = "loss avoided if halved"
__all__ = ["NAME", "QUESTION", "Parameters", "build"]


def build(asked: Any, reader: Reader) -> Exhibit:
    """Headline and total of one state of the desk. Raises BadParameterError as ``desk_of``."""
    desk = desk_of(asked, reader)
    total = shown(desk.loss)
    sources = desk_sources(desk)
    return Exhibit(
        name=NAME,
        parameters=desk.query(),
        title=headline(desk),
        subtitle=eyebrow(desk),
        sentence=basis_line(total.basis, people_words(desk), "the state’s value" if borrowed(desk) else ""),
        summary=headline(desk),
        table=_table(desk),
        sources=each_once(sources, printed_sources(studies_of(reader, desk.place, desk.population))),
        credit=credit(sources[:3]),
        data_version=reader.data_version(),
        basis=tuple(dict.fromkeys(fact.basis for fact in _facts(desk) if fact.basis)),
        cards=(Card("In short", "", "", "", "", _facts(desk), who_bears(desk)),),
        notes=(*said_beside(desk, reader), *assumption_notes(desk)),
        key_number=formats.money_words(total),
        places=(desk.place.slug,),
    )


def said_beside(desk: Desk, reader: Reader) -> tuple[str, ...]:
    """What stands beside the headline: how sure it is, and why it differs from the printed figure."""
    said = [sure_words(desk_sure(desk))]
    for edition in EDITIONS:
        study = study_of(reader, desk.place, desk.population, edition)
        if study is not None and study.printed.get(TOTAL) is not None:
            printed = formats.printed_words(study.printed[TOTAL])
            said.append(f"Printed in {edition}: {printed}. {reason(desk.found, desk.central, study)}".strip())
    return tuple(said)


def _facts(desk: Desk) -> tuple[Fact, ...]:
    loss = desk.loss
    per_person = Fact("per person", formats.money_mark(loss.person.total), _mark(desk), basis=loss.person.total.basis)
    count = loss.cohort.count
    people = (
        Fact("people counted", formats.grouped(count), _hedge(desk)) if count is not None else _absent("people counted")
    )
    halved = loss.cohort.if_halved
    saved = Fact(HALVED, formats.money_mark(halved), basis=halved.basis) if halved else _absent(HALVED)
    fiscal = desk.found.printed.get(FISCAL)
    borne = (
        Fact("state and local budgets", formats.printed_mark(fiscal), f"printed, {fiscal.edition}", basis=fiscal.basis)
        if fiscal
        else _absent("state and local budgets")
    )
    return per_person, people, saved, borne


def _mark(desk: Desk) -> str:
    """Whose loss per person it is, with the hedge of the source while it is the amount the source gives."""
    state = "state" if borrowed(desk) else ""
    return (
        state
        if desk.loss.person.status == "estimated"
        else ", ".join(filter(None, (state, hedge_mark(desk.found.records[0]))))
    )


def _hedge(desk: Desk) -> str:
    record = desk.found.count_record
    return hedge_mark(record) if record is not None and desk.loss.cohort.count_status == "published" else ""


def _absent(label: str) -> Fact:
    return Fact(label, "not published", state="not published")


def who_bears(desk: Desk) -> str:
    """Who pays: what of it falls on state and local budgets, where that is printed."""
    fiscal = desk.found.printed.get(FISCAL)
    if fiscal is None:
        return f"How much of it falls on state and local budgets is not published for {desk.place.name}."
    return (
        f"The {fiscal.edition} study prints {formats.printed_words(fiscal)} for state and local budgets, of the people it "
        f"counted in {fiscal.data_year or 'its year'}; that figure does not move with the assumptions."
    )


def desk_sources(desk: Desk) -> tuple[SourceLine, ...]:
    """The sources of a desk's anchor, each once."""
    return anchor_sources(desk.found)


def anchor_sources(found: Anchored) -> tuple[SourceLine, ...]:
    """The sources of a place's own number: its people first, then the loss per person, then the rest, each once."""
    first, *rest = found.records
    pairs = [(record.source, "cohort and graduates") for record in found.counted.records] if found.counted else []
    if found.residents is not None:
        rest_of = [(found.residents.source, "residents")]
    else:
        rest_of = []
    pairs += [(first.source, _used_for(first)), *((record.source, _used_for(record)) for record in rest)]
    return source_lines([*pairs, *rest_of])


def _used_for(record: LossRecord) -> str:
    return record.measure.replace("_", " ")


def assumption_notes(desk: Desk) -> tuple[str, ...]:
    """Every changed assumption, for exports: what was changed goes wherever the figures go."""
    return tuple(
        f"{CHANGED}{change.name}, {value_words(change.unit, change.now)} "
        f"(baseline {value_words(change.unit, change.was)})."
        for change in desk.assumptions.changes()
    )


def _table(desk: Desk) -> Table:
    loss, central, prints = desk.loss, desk.central, desk.found.printed
    total = desk.found.comparable
    halved = prints.get(PRINTED_HALF) if total is not None else None
    amounts = [
        ("Loss per person", loss.person.total, central.person.total, prints.get(EACH)),
        ("In total", loss.cohort.total, central.cohort.total, total),
        ("Loss avoided if halved", loss.cohort.if_halved, central.cohort.if_halved, halved),
        ("State and local budgets", None, None, prints.get(FISCAL)),
    ]
    rows = [_row(*each) for each in amounts]
    rows += [
        (
            Cell(one.name, one.name),
            Cell(value_words(one.unit, value), value_words(one.unit, value)),
            _central(one),
            NOTHING,
            Cell("assumption", f"assumption, {one.source_title}"),
        )
        for one in parameter_table().applying_to(desk.population)
        if (value := desk.assumptions.applying().get(one.id)) is not None
    ]
    columns = (
        Column("what", "What"),
        Column("now", "Now"),
        Column("study", "At the study’s assumptions"),
        Column("printed", "Printed"),
        Column("basis", "Basis"),
    )
    return Table(columns, tuple(rows), eyebrow(desk))


NOTHING = Cell(None, "")


def _central(one: Parameter) -> Cell:
    words = value_words(one.unit, one.central) if one.central is not None else one.central_text or ""
    return Cell(words, words)


def _row(name: str, now: Money | None, before: Money | None, printed: PrintedLoss | None) -> tuple[Cell, ...]:
    basis = basis_line(now.basis) if now else printed_basis_line(printed.basis) if printed else ""
    fiscal = printed is not None and now is None
    computed = (Cell(None, "not computed"),) * 2 if fiscal else (money_cell(now), money_cell(before))
    return Cell(name, name), *computed, printed_cell(printed), Cell(basis, basis)


def money_cell(money: Money | None) -> Cell:
    """A dollar amount in a table, or the words that it is not published."""
    if money is None:
        return Cell(None, "not published", "not published")
    return Cell(money.amount, formats.money_exact(money))


def printed_cell(printed: PrintedLoss | None) -> Cell:
    """A printed figure in a table, with its hedge; or the words that none is published."""
    if printed is None:
        return Cell(None, "not published", "not published")
    return Cell(printed.value, formats.printed_exact(printed))
