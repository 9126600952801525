"""What one person's loss is made of: a waterfall of the components, the total at the end."""

from __future__ import annotations

from typing import Literal

from database.reader import Reader
from economics import Assumptions, Loss, Money, PartLoss, Population, PrintedLoss, estimate
from economics.rounding import whole
from exhibits import formats, parameters
from exhibits.basis_words import basis_line
from exhibits.lookup import credit, place_or_error, source_lines
from exhibits.loss_anchor import EDITIONS, anchored
from exhibits.model import BadParameterError, Cell, Column, Exhibit, Table
from exhibits.parameters import Slug
from exhibits.printed import FISCAL
from exhibits.waterfall_figure import Step, draw

NAME = "loss_components"
QUESTION = "What makes up one person’s loss?"
SHORT = {
    "earnings": "earnings",
    "productivity": "spillover on others",
    "health": "health",
    "crime": "crime",
    "welfare": "welfare",
    "tax_burden": "tax burden",
    "education": "schooling saved",
}


class Parameters(parameters.Parameters):
    """``place``: a city or ``arizona``; ``edition``: 2014 or 2018, the place's own latest when left out."""

    place: Slug
    edition: Literal[2014, 2018, "2014", "2018"] | None = None


def build(asked: Parameters, reader: Reader) -> Exhibit:
    """The components of the loss per non-completer. Raises BadParameterError where no edition has a value."""
    place = place_or_error(reader, asked.place)
    edition = int(asked.edition) if asked.edition else None
    found = anchored(reader, place, Population.NON_COMPLETERS, edition)
    if found is None:
        raise BadParameterError("edition", edition, "one of " + ", ".join(map(str, EDITIONS)))
    loss = estimate(found.anchor, Assumptions())
    steps = [Step(_name(part), part.amount.amount, formats.money_mark(part.amount)) for part in loss.person.parts]
    total = Step("social loss", loss.person.total.amount, formats.money_mark(loss.person.total))
    split = loss.person.split != "published"
    borrowed = loss.person.source == "borrowed from state"
    sources = source_lines((record.source, "loss per person") for record in found.records[:1]) + source_lines(
        (record.source, "components")
        for record in reader.losses("arizona", 2014, "non_completers")
        if "component" in record.measure
    )
    sources = tuple({line.id: line for line in reversed(sources)}.values())[::-1]
    return Exhibit(
        name=NAME,
        parameters=parameters.written(asked) | {"edition": str(found.anchor.edition)},
        title=_title(loss),
        subtitle=_subtitle(place.name, split, borrowed, found.anchor.edition),
        sentence=_sentence(found.printed.get(FISCAL)),
        summary="Waterfall: "
        + ", ".join(f"{_name(p)} {formats.money_words(p.amount)}" for p in loss.person.parts)
        + f"; together {formats.money_words(loss.person.total)}.",
        table=_table(loss),
        sources=sources,
        credit=credit(sources),
        data_version=reader.data_version(),
        figure=draw(steps, total),
        narrow_figure=draw(steps, total, narrow=True),
        basis=(loss.basis, loss.fiscal.basis) if loss.fiscal else (loss.basis,),
        height=310,
        narrow_height=330,
        notes=(basis_line(loss.basis, "state value" if borrowed else ""), *_notes(split)),
        key_number=formats.money_mark(loss.person.total),
        places=(place.slug,),
    )


def _name(part: PartLoss) -> str:
    return SHORT.get(str(part.id), part.name.lower())


def _share(part: Money, total: Money) -> float:
    return 100 * part.ratio_to(total)


def _title(loss: Loss) -> str:
    first = max(loss.person.parts, key=lambda part: part.amount.amount)
    return f"{whole(_share(first.amount, loss.person.total))}% of one person’s loss is their own {_name(first)}"


def _subtitle(place: str, split: bool, borrowed: bool, edition: int) -> str:
    if borrowed:
        return f"Arizona’s loss per person, {edition} edition; none is published for {place}"
    if split:
        return (
            f"Arizona’s split of 2014 applied to {formats.possessive(place)} total of the {edition} edition (estimated)"
        )
    return f"{place}, {edition} edition; the spillover on others is inferred from the printed sum"


def _sentence(fiscal: PrintedLoss | None) -> str:
    first = "Most of it falls on the person; it is not a bill to the city."
    if fiscal is None:
        return f"{first} What state and local budgets bear is not published here."
    said = formats.printed_words(fiscal)
    return f"{first} For everyone the {fiscal.edition} study counted it prints {said} borne by state and local budgets."


def _notes(split: bool) -> tuple[str, ...]:
    notes = ["Schooling saved lowers the loss: fewer go on to college."]
    if split:
        notes.append("Only the total is published; the split is estimated by the state’s shares of 2014.")
    return tuple(notes)


def _table(loss: Loss) -> Table:
    columns = (
        Column("component", "Component"),
        Column("amount", "US dollars per person", "USD"),
        Column("share", "Share of the total", "percent"),
        Column("status", "Status"),
    )
    total = loss.person.total
    rows = [
        (
            Cell(part.name, part.name),
            Cell(part.amount.amount, formats.money_exact(part.amount)),
            Cell(_share(part.amount, total), formats.percent(_share(part.amount, total), decimals=0)),
            Cell(part.status, part.status),
        )
        for part in loss.person.parts
    ]
    rows.append(
        (
            Cell("Social loss", "Social loss"),
            Cell(total.amount, formats.money_exact(total)),
            Cell(100.0, "100%"),
            Cell(loss.person.status, loss.person.status),
        )
    )
    return Table(columns, tuple(rows), f"Loss per person, {basis_line(loss.basis)}")
