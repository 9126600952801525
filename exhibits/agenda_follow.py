"""What phones get of the slide that is shown: the narrow drawing, the sentence, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from database.documents import Documents
from exhibits.agenda_deck import merged
from exhibits.agenda_items import BuiltItem, built
from exhibits.model import PRIVATE_NAME, Exhibit, Figure
from exhibits.shelf import Shelf
from exhibits.stage import Slide, fewer, slide
from operations.agendas import Item

MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Followed:
    """One item on a phone. Before the answer to a ``question`` is revealed everything else is empty.

    ``figure`` is the narrow drawing, ``height`` its height in pixels; ``rows`` the table as text, head row first.
    """

    question: str = ""
    title: str = ""
    sentence: str = ""
    number: str = ""
    number_note: str = ""
    figure: Figure | None = None
    height: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    credit: str = ""
    basis: str = ""
    changed: tuple[str, ...] = ()
    empty: str = ""
    address: str = ""
    kept: str = ""
    data_version: str = ""


def followed(
    item: Item, changes: Mapping[str, str], revealed: bool, shelf: Shelf, documents: Documents, program_version: str
) -> Followed:
    """What followers see of an item. Raises as ``Shelf.build`` where a change cannot be used."""
    if item.question is not None and not revealed:
        return Followed(question=item.question.text)
    if changes and not item.exhibit.startswith(PRIVATE_NAME):
        made = shelf.build(item.exhibit, fewer(item.exhibit, merged(item, changes)))
        return _drawn(slide(made), made, "")
    return _as_planned(built(item, shelf, documents, program_version), shelf)


def _as_planned(made: BuiltItem, shelf: Shelf) -> Followed:
    if made.slide is None:
        return Followed(empty=made.problem)
    if made.kept is None:
        few = fewer(made.item.exhibit, made.item.parameters)
        exhibit = made.exhibit if few == made.item.parameters else shelf.build(made.item.exhibit, few)
        return _drawn(made.slide, exhibit, "")
    # today's drawing stands for the kept one only while every number is the same
    same = made.exhibit if made.exhibit is not None and not made.moved else None
    return _drawn(made.slide, same, made.kept.created_at.isoformat())


def _drawn(shown: Slide, exhibit: Exhibit | None, kept: str) -> Followed:
    figure: Mapping[str, Any] | None = None if exhibit is None else exhibit.narrow_figure or exhibit.figure
    height = 0 if figure is None else int(figure["layout"].get("height") or 320)
    sentence = "" if exhibit is None or exhibit.sentence == shown.title else exhibit.sentence
    # the bases stand once below the table
    kept_columns = [at for at, column in enumerate(shown.table.columns) if column.label != "Basis"]
    rows = [tuple(shown.table.columns[at].label for at in kept_columns)]
    rows += [tuple(row[at].text for at in kept_columns) for row in shown.table.rows[:MOST_ROWS]]
    return Followed(
        title=shown.title,
        sentence=sentence,
        number=shown.number,
        number_note=shown.number_note,
        figure=None if figure is None else dict(figure),
        height=height,
        rows=tuple(rows),
        credit=shown.credit,
        basis=shown.basis,
        changed=shown.changed,
        empty=shown.empty,
        address=shown.address,
        kept=kept,
        data_version=shown.data_version,
    )
