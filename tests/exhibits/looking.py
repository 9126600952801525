"""Looking at an exhibit as a reader does: every text, every number, every line drawn."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from exhibits.model import Exhibit, Figure

NOT_SAID = re.compile(r"\b(None|nan|NaN|inf|Infinity|null)\b")


def texts(exhibit: Exhibit) -> Iterator[str]:
    """Everything of an exhibit that is read, in figures and tables too."""
    yield from (exhibit.title, exhibit.subtitle, exhibit.sentence, exhibit.summary, exhibit.empty, exhibit.credit)
    yield from (exhibit.key_number, *exhibit.notes, exhibit.table.caption)
    for card in exhibit.cards:
        yield from (card.title, card.kind, card.number, card.number_note, card.empty, card.note)
        yield from (part for fact in card.facts for part in (fact.label, fact.text, fact.mark))
    yield from (column.label for column in exhibit.table.columns)
    yield from (cell.text for row in exhibit.table.rows for cell in row)
    for figure in drawn(exhibit):
        yield from strings(figure)


def drawn(exhibit: Exhibit) -> list[Figure]:
    """The wide and the narrow figure, where there is one."""
    return [figure for figure in (exhibit.figure, exhibit.narrow_figure) if figure is not None]


def strings(value: Any) -> Iterator[str]:
    """Every text inside a plain structure."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in strings(part))
    elif isinstance(value, (list, tuple)):
        yield from (text for part in value for text in strings(part))


def column(exhibit: Exhibit, key: str) -> list[Any]:
    """One column of the table, as cells."""
    index = [each.id for each in exhibit.table.columns].index(key)
    return [row[index] for row in exhibit.table.rows]


def row(exhibit: Exhibit, name: str) -> dict[str, Any]:
    """The first row whose first cell reads ``name``: column id -> cell."""
    found = next(cells for cells in exhibit.table.rows if cells[0].text == name)
    return {each.id: cell for each, cell in zip(exhibit.table.columns, found, strict=True)}


def annotations(figure: Figure | None) -> list[str]:
    """The texts written on a figure."""
    assert figure is not None
    return [each["text"] for each in figure["layout"]["annotations"]]


def lines(figure: Figure | None) -> list[dict[str, Any]]:
    """The traces that are lines."""
    assert figure is not None
    return [trace for trace in figure["data"] if trace["mode"] == "lines"]


def assert_sound(exhibit: Exhibit) -> None:
    """What holds for every exhibit: said, sourced, drawn closed and escaped, each loss with its basis."""
    assert exhibit.title.strip()
    for text in texts(exhibit):
        assert not NOT_SAID.search(text), (exhibit.address, text)
        assert "<a" not in text.lower() or text not in set(_in_figures(exhibit)), (exhibit.address, text)
    if exhibit.figure is not None:
        assert exhibit.narrow_figure is not None, exhibit.address
        assert exhibit.summary, exhibit.address
    for figure in drawn(exhibit):
        json.dumps(figure, allow_nan=False)
        assert {trace["type"] for trace in figure["data"]} <= {"scatter", "bar"}, exhibit.address
    amounts = [fact for card in exhibit.cards for fact in card.facts if "$" in fact.text]
    assert all(fact.basis is not None for fact in amounts), exhibit.address
    if exhibit.table.rows and not exhibit.empty:
        assert exhibit.sources, exhibit.address
        assert exhibit.credit, exhibit.address


def _in_figures(exhibit: Exhibit) -> Iterator[str]:
    for figure in drawn(exhibit):
        yield from strings(figure)
