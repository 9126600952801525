"""An exhibit as an answer: all of it but the figure, every cell of its table as value and as text."""

from __future__ import annotations

from dataclasses import dataclass

from api.rows import BasisRow
from api.said_basis import said
from exhibits.model import Card, Exhibit, Fact, SourceLine, Table

Value = float | int | str | None


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column: ``unit`` in words (percent, people, USD), empty for text."""

    id: str
    label: str
    unit: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """Exactly the numbers drawn: ``rows`` the values by column id, unrounded; ``texts`` the same as they read.

    ``missing``: for each row, the word for why a value is null, by column id; a text that is null was never there.
    """

    caption: str
    columns: tuple[ColumnRow, ...]
    rows: tuple[dict[str, Value], ...]
    texts: tuple[dict[str, str], ...]
    missing: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class FactRow:
    """A labelled figure on a card; ``basis`` stands beside an amount of dollars."""

    label: str
    text: str
    mark: str
    state: str
    basis: BasisRow | None


@dataclass(frozen=True, slots=True)
class CardRow:
    """One population of a place. The cards' populations overlap and are never added."""

    title: str
    kind: str
    number: str
    number_note: str
    empty: str
    note: str
    facts: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True)
class SourceLineRow:
    """A source of the exhibit and which of its numbers come from it."""

    id: str
    publisher: str
    title: str
    address: str | None
    vintage: str | None
    used_for: str


@dataclass(frozen=True, slots=True)
class ExhibitAnswer:
    """One exhibit. ``parameters`` are written out with defaults; ``address`` is the page that shows it alone.

    ``basis``: what the amounts of dollars in it are amounts of. ``empty``: why there is nothing to show.
    """

    name: str
    title: str
    subtitle: str
    sentence: str
    summary: str
    basis: tuple[BasisRow, ...]
    table: TableRow
    cards: tuple[CardRow, ...]
    sources: tuple[SourceLineRow, ...]
    credit: str
    notes: tuple[str, ...]
    empty: str
    parameters: dict[str, str]
    address: str
    data_version: str


def exhibit_answer(exhibit: Exhibit) -> ExhibitAnswer:
    """The answer for one exhibit."""
    return ExhibitAnswer(
        name=exhibit.name,
        title=exhibit.title,
        subtitle=exhibit.subtitle,
        sentence=exhibit.sentence,
        summary=exhibit.summary,
        basis=tuple(map(said, exhibit.basis)),
        table=_table(exhibit.table),
        cards=tuple(map(_card, exhibit.cards)),
        sources=tuple(map(_source, exhibit.sources)),
        credit=exhibit.credit,
        notes=exhibit.notes,
        empty=exhibit.empty,
        parameters=dict(exhibit.parameters),
        address=exhibit.address,
        data_version=exhibit.data_version,
    )


def _table(table: Table) -> TableRow:
    ids = [column.id for column in table.columns]
    return TableRow(
        caption=table.caption,
        columns=tuple(ColumnRow(column.id, column.label, column.unit) for column in table.columns),
        rows=tuple({key: cell.value for key, cell in zip(ids, row, strict=True)} for row in table.rows),
        texts=tuple({key: cell.text for key, cell in zip(ids, row, strict=True)} for row in table.rows),
        missing=tuple(
            {
                key: word
                for key, cell in zip(ids, row, strict=True)
                if cell.value is None and (word := cell.state or cell.text)
            }
            for row in table.rows
        ),
    )


def _card(card: Card) -> CardRow:
    return CardRow(
        title=card.title,
        kind=card.kind,
        number=card.number,
        number_note=card.number_note,
        empty=card.empty,
        note=card.note,
        facts=tuple(map(_fact, card.facts)),
    )


def _fact(fact: Fact) -> FactRow:
    return FactRow(fact.label, fact.text, fact.mark, fact.state, said(fact.basis) if fact.basis else None)


def _source(line: SourceLine) -> SourceLineRow:
    return SourceLineRow(line.id, line.publisher, line.title, line.address, line.vintage, line.used_for)
