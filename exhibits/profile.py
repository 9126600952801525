"""The report's page, alive: a city's headline and its two populations side by side, never added."""

from __future__ import annotations

from typing import Literal

from database.reader import Reader
from database.values import PlaceRecord, SourceRecord
from economics import Assumptions, AssumptionsRefused, Basis, Loss, Money, Population, estimate, read_assumptions
from exhibits import formats, parameters
from exhibits.basis_words import basis_line
from exhibits.classes import ClassCount, queried_rates
from exhibits.cohorts import KINDS, Cohort
from exhibits.lookup import credit, place_or_error, source_lines
from exhibits.loss_anchor import EDITIONS, STATE, Anchored, Counted, anchored
from exhibits.losses_desk import prices_of
from exhibits.losses_reasons import each_once, printed_sources, printed_total, reason, studies_of, study_of
from exhibits.losses_sure import sure_of, sure_words
from exhibits.losses_total import HALVED, printed_cell
from exhibits.model import BadParameterError, Card, Cell, Column, Exhibit, Fact, SourceLine, Table
from exhibits.parameters import MaybeYear, Slug
from exhibits.printed import count_words, hedge_mark
from exhibits.profile_words import headline, kind_of_class, missing_words, youth_empty
from exhibits.staff_figures import beside_words, counts_of, staff_mark, youth_figure, youth_words

NAME = "profile"
QUESTION = "What does one class, and what do the young people neither in school nor at work, mean for this city?"
NEVER_ADDED = "The two groups overlap. They are never added together."


class Parameters(parameters.Parameters):
    """What is shown: ``counted`` is ``class`` for the districts' latest class, ``published`` for the study's own count.

    ``edition``: whose loss per person. ``price_year``: dollars of that year instead of the study's.
    """

    place: Slug
    edition: Literal[2014, 2018, "2014", "2018"] | None = None
    counted: Counted = "class"
    price_year: MaybeYear = None


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """Headline and cards of one place. Raises BadParameterError for an unknown place."""
    place = place_or_error(reader, asked.place)
    edition = int(asked.edition) if asked.edition else None
    finishing = anchored(reader, place, Population.NON_COMPLETERS, edition, asked.counted)
    youth = anchored(reader, place, Population.DISCONNECTED_YOUTH)
    loss = _estimated(finishing, asked, reader)
    other = _estimated(youth, asked, reader)
    sources = each_once(_sources(finishing, youth), _sources_beside(reader, place))
    bases = tuple(dict.fromkeys(basis for each in (loss, other) if each for basis in _bases(each)))
    shown = _main_basis(loss)
    return Exhibit(
        name=NAME,
        parameters=parameters.written(asked) | ({"edition": str(finishing.anchor.edition)} if finishing else {}),
        title=headline(place, finishing, loss),
        subtitle=basis_line(shown, _mark(loss)) if shown else "",
        sentence=NEVER_ADDED,
        summary=headline(place, finishing, loss),
        table=_table(reader, place, loss, other),
        sources=each_once(
            sources, *(printed_sources(studies_of(reader, place, population)) for population in Population)
        ),
        credit=credit(sources),
        data_version=reader.data_version(),
        basis=bases,
        cards=(
            _class_card(reader, place, finishing, loss),
            _youth_card(reader, place, youth, other),
        ),
        notes=missing_words(reader, place, finishing, youth, _with_youth(reader)),
        key_number=_key(loss),
        places=(place.slug,),
    )


def _estimated(found: Anchored | None, asked: Parameters, reader: Reader) -> Loss | None:
    """The loss at the study's assumptions. Raises BadParameterError where its dollars cannot be those of the year asked."""
    if found is None:
        return None
    year = {} if asked.price_year in (None, found.anchor.price_year) else {"price_year": asked.price_year}
    try:
        assumptions = read_assumptions(found.anchor.population, year)
        return estimate(found.anchor, assumptions, prices_of(reader, reader.data_version()))
    except AssumptionsRefused as refused:
        raise BadParameterError("price_year", asked.price_year, refused.problems[0].reason) from None


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
    if loss.person.source == "borrowed from state":
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
        pairs += _class_sources(each)
        pairs += [(record.source, "losses and counts") for record in each.records]
    return source_lines(pairs)


def _sources_beside(reader: Reader, place: PlaceRecord) -> tuple[SourceLine, ...]:
    """Of counts and shares that stand on a card beside what the losses are made of."""
    counts = [row for population in Population for row in counts_of(reader, place, population)]
    found = youth_figure(reader, place) if not counts_of(reader, place, Population.DISCONNECTED_YOUTH) else None
    records = [*(row.source for row in counts), *([found[0].source] if found else [])]
    return source_lines((record, "counts of people") for record in records)


def _class_sources(found: Anchored) -> list[tuple[SourceRecord, str]]:
    """Of a class shown on the card: its counts, its seniors by school, and where the schools are."""
    shown = found.counted if found.counted or found.anchor.count is not None else found.district
    if shown is None:
        return []
    schools = found.seniors.schools if found.seniors else ()
    pairs = [(record.source, "cohort and graduates") for record in shown.records]
    pairs += [(school.source, "seniors by school") for school in schools]
    return [*pairs, *((s.place_source, "where schools are") for s in schools if s.place_source)]


def _class_card(reader: Reader, place: PlaceRecord, found: Anchored | None, loss: Loss | None) -> Card:
    count = loss.cohort.count if loss else None
    number, note = "", ""
    if found and count is not None:
        cohort = found.anchor.cohort
        number = formats.grouped(count)
        note = f"of {formats.grouped(cohort)}, or {formats.percent(100 * count / cohort)}" if cohort else "people"
        note += _printed_as(found)
    if not number and found and found.district is not None and not (loss and loss.cohort.total):
        return _districts_card(reader, place, found, found.district, loss)
    empty = "" if number else _no_class(place, loss, found)
    return Card(
        title="Did not finish high school",
        kind=kind_of_class(place, found),
        number=number,
        number_note=note,
        empty=empty,
        facts=(*_facts(found, loss, "in total"), *_printed_facts(reader, place, Population.NON_COMPLETERS)),
        note=_joined(
            _queried(reader, found),
            _beside(reader, place, found, loss),
            beside_words(reader, place, Population.NON_COMPLETERS),
        ),
    )


def _joined(*said: str) -> str:
    return " ".join(filter(None, said))


def _queried(reader: Reader, found: Anchored | None) -> str:
    return queried_rates(reader, found.counted.services) if found and found.counted else ""


def _districts_card(reader: Reader, place: PlaceRecord, found: Anchored, klass: ClassCount, loss: Loss | None) -> Card:
    """A district's class beside a place it is not shown to be of: its number, whose it is, and no dollars of it."""
    whose = f"of {formats.grouped(klass.cohort)}, or {formats.percent(klass.rate)}"
    return Card(
        title="Did not finish high school",
        kind=f"{formats.possessive(klass.districts)} class of {klass.year}, students wherever they live · "
        f"{KINDS[Cohort.FOUR_YEAR]}",
        number=formats.grouped(klass.non_completers),
        number_note=f"{whose}; {klass.districts}, not {place.name} alone",
        empty="",
        facts=(*_facts(found, loss, "in total"), *_count_facts(reader, place, Population.NON_COMPLETERS)),
        note=f"{queried_rates(reader, klass.services)} No loss in dollars for {place.name}: {found.why_not}.".strip(),
    )


def _printed_as(found: Anchored) -> str:
    """The hedge of a printed count, as its source has it: ``, printed as “more than”``."""
    record = found.count_record
    hedge = hedge_mark(record) if record is not None and found.anchor.count_status == "published" else ""
    said = f", printed as “{hedge}”" if hedge else ""
    return said + (staff_mark(record) if found.anchor.count_status == "published" else "")


def _printed_facts(reader: Reader, place: PlaceRecord, population: Population) -> tuple[Fact, ...]:
    """The total each edition prints, beside the one computed here."""
    facts = []
    for edition in EDITIONS:
        study = study_of(reader, place, population, edition)
        printed = printed_total(study)
        label = f"printed in {edition}"
        if study is None or printed is None:
            facts.append(_absent(label))
            continue
        count = study.count_record
        total = study.total_record
        # a total and a count of two origins are not of the same people
        together = count is not None and total is not None and count.load_id == total.load_id
        mark = (f"for {count_words(count)}" if count and together else "") + staff_mark(total)
        facts.append(Fact(label, formats.printed_mark(printed), mark.removeprefix(", "), basis=printed.basis))
    return (*facts, *_count_facts(reader, place, population))


def _count_facts(reader: Reader, place: PlaceRecord, population: Population) -> tuple[Fact, ...]:
    """The counts of editions that print no total, and those of staff files: each says whose it is."""
    facts = []
    for record in counts_of(reader, place, population):
        total = printed_total(study_of(reader, place, population, record.edition))
        if total is None or record.load_id is not None:
            mark = staff_mark(record).removeprefix(", ")
            facts.append(Fact(f"people counted in {record.edition}", count_words(record), mark))
    return tuple(facts)


def _beside(reader: Reader, place: PlaceRecord, found: Anchored | None, loss: Loss | None) -> str:
    """How sure the loss is, and why it is not the printed one."""
    if found is None or loss is None:
        return ""
    prices = tuple(prices_of(reader, reader.data_version()).items()) if loss.assumptions.price_year else ()
    headline_money = loss.cohort.total or loss.person.total
    said = [sure_words(sure_of(found, headline_money, loss.assumptions, prices))]
    at_study = estimate(found.anchor, Assumptions(population=found.anchor.population))
    for edition in EDITIONS:
        study = study_of(reader, place, found.anchor.population, edition)
        if printed_total(study) is not None:
            said.append(reason(found, at_study, study))
    return " ".join(part for part in said if part)


def _no_class(place: PlaceRecord, loss: Loss | None, found: Anchored | None) -> str:
    printed = found.comparable if found else None
    if printed is not None:
        said = formats.printed_words(printed)
        return f"Count not published for {place.name}. The {printed.edition} study prints the loss alone: {said}."
    why = found.why_not if found and found.why_not else "no district count stands for the city as a whole"
    return f"Not published for {place.name}. {why[:1].upper()}{why[1:]}; see its districts below."


def _youth_card(reader: Reader, place: PlaceRecord, found: Anchored | None, loss: Loss | None) -> Card:
    count = loss.cohort.count if loss else None
    number = formats.grouped(count) if count is not None else ""
    note = f"people{_printed_as(found) if found else ''}{_youth_rates(reader, place)}"
    counts = counts_of(reader, place, Population.DISCONNECTED_YOUTH)
    if not number and counts:
        number = count_words(counts[-1])
        note = (
            f"people, {counts[-1].edition} edition{staff_mark(counts[-1])}{_youth_rates(reader, place)}; "
            "no loss per person is published for that edition"
        )
    prints = _printed_facts(reader, place, Population.DISCONNECTED_YOUTH)
    return Card(
        title="Neither in school nor at work, 16 to 24",
        kind=KINDS[Cohort.DISCONNECTED],
        number=number,
        number_note=note if number else "",
        empty="" if number else youth_empty(reader, place),
        facts=(*_facts(found, loss, "in total"), *(prints if any(fact.basis for fact in prints) else ())),
        note=_joined(
            _beside(reader, place, found, loss) if count is not None else "",
            beside_words(reader, place, Population.DISCONNECTED_YOUTH),
            youth_words(figure) if (figure := youth_figure(reader, place)) and figure[0].load_id is not None else "",
        ),
    )


def _youth_rates(reader: Reader, place: PlaceRecord) -> str:
    """The published shares of the age group, by edition: ``, 22% of the age group (2012); 15% in the 2018 edition``."""
    rows = [
        r
        for r in reader.losses(place.slug, None, "disconnected_youth")
        if r.measure == "rate" and r.preferred and r.value
    ]
    said = [
        (
            f"{row.value:g}% of the age group ({row.data_year}{staff_mark(row)})"
            if row.data_year
            else f"{row.value:g}% in the {row.edition} edition{staff_mark(row)}"
        )
        for row in sorted(rows, key=lambda row: row.edition)
    ]
    return f", {'; '.join(said)}" if said else ""


def _facts(found: Anchored | None, loss: Loss | None, whole: str) -> tuple[Fact, ...]:
    if loss is None or found is None:
        return tuple(_absent(name) for name in ("loss per person", whole, HALVED))
    borrowed = loss.person.source == "borrowed from state" and loss.anchor.place_slug != STATE
    state = f"state, {loss.anchor.edition}" if borrowed else ""
    hedge = hedge_mark(found.records[0]) if loss.person.status != "estimated" else ""
    return (
        _fact("loss per person", loss.person.total, ", ".join(filter(None, (state, hedge)))),
        _fact(whole, loss.cohort.total),
        _fact(HALVED, loss.cohort.if_halved),
    )


def _fact(label: str, money: Money | None, mark: str = "") -> Fact:
    if money is None:
        return _absent(label)
    return Fact(label, formats.money_mark(money), mark, basis=money.basis)


def _absent(label: str) -> Fact:
    return Fact(label, "not published", state="not published")


def _table(reader: Reader, place: PlaceRecord, loss: Loss | None, other: Loss | None) -> Table:
    columns = (
        Column("population", "Population"),
        Column("count", "People", "people"),
        Column("per_person", "Loss per person", "USD"),
        Column("total", "In total", "USD"),
        Column("halved", "Loss avoided if halved", "USD"),
        *(Column(f"printed_{edition}", f"Printed in {edition}, in total", "USD") for edition in EDITIONS),
        Column("status", "Where from"),
        Column("basis", "Basis of the loss per person"),
        Column("basis_total", "Basis of the totals"),
    )
    groups = (
        ("Did not finish high school", loss, Population.NON_COMPLETERS),
        ("Neither in school nor at work, 16 to 24", other, Population.DISCONNECTED_YOUTH),
    )
    rows = []
    for name, each, population in groups:
        prints = [printed_total(study_of(reader, place, population, edition)) for edition in EDITIONS]
        rows.append(_row(name, each, tuple(map(printed_cell, prints))))
    return Table(
        columns,
        tuple(rows),
        "Two populations, never added",
    )


def _row(name: str, loss: Loss | None, prints: tuple[Cell, ...]) -> tuple[Cell, ...]:
    missing = Cell(None, "not published", "not published")
    if loss is None:
        return (Cell(name, name), *[missing] * 4, *prints, *[missing] * 3)
    cohort = loss.cohort
    where = f"count: {cohort.count_note or cohort.count_status}; loss per person: {loss.person.status}"
    return (
        Cell(name, name),
        Cell(cohort.count, formats.grouped(cohort.count)) if cohort.count is not None else missing,
        _money(loss.person.total),
        _money(cohort.total),
        _money(cohort.if_halved),
        *prints,
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
