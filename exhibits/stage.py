"""An exhibit as one slide for a room: one sentence, one chart, one number, and how they are to be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exhibits.basis_words import basis_line
from exhibits.model import CHANGED, Cell, Column, Exhibit, Figure, Table
from exhibits.shelf import Shelf
from exhibits.stage_figure import rows_of, staged
from exhibits.stage_rows import few_rows

WIDE, BESIDE_A_NUMBER, HEIGHT = 1792, 1180, 660
LEAST_LABEL = 34
FEW = 5
LONGEST_NUMBER = 12


@dataclass(frozen=True, slots=True)
class Slide:
    """What the room sees of one exhibit. Lengths in pixels of a screen of 1920 by 1080.

    Attributes:
        exhibit: Name of the exhibit.
        parameters: What it was asked.
        title: The finding, one sentence.
        number: The one number, or "".
        number_note: What the number is of.
        figure: Drawn for the back row; None where the number, or the words, are the slide.
        label_pixels: How high its labels are drawn; 0 without a figure.
        table: Exactly the numbers drawn.
        credit: The sources in short, and how many rows are left out.
        basis: Of its dollars, in words; "" where it has none.
        changed: Assumptions that differ from the study's, one chip each.
        empty: Why there is nothing to show, or "".
        address: The page of the exhibit alone.
        data_version: Of the data it was made from.
    """

    exhibit: str
    parameters: Mapping[str, str]
    title: str
    number: str
    number_note: str
    figure: Figure | None
    label_pixels: int
    table: Table
    credit: str
    basis: str
    changed: tuple[str, ...]
    empty: str
    address: str
    data_version: str


def build(shelf: Shelf, name: str, parameters: Mapping[str, str]) -> Slide:
    """The slide of an exhibit, with few marks where it would have many. Raises as ``Shelf.build``."""
    return slide(shelf.build(name, fewer(name, parameters)))


def slide_of(exhibit: Exhibit, parameters: Mapping[str, str], shelf: Shelf) -> Slide:
    """As ``build`` for an exhibit just built from these parameters: it is built again only where a room needs fewer marks."""
    few = fewer(exhibit.name, parameters)
    return slide(exhibit if few == parameters else shelf.build(exhibit.name, few))


def fewer(name: str, parameters: Mapping[str, str]) -> dict[str, str]:
    """Parameters for a slide: no more places than a room can read."""
    asked = dict(parameters)
    places = [place for place in asked.get("places", "").split(",") if place]
    if len(places) > FEW:
        asked["places"] = ",".join(places[:FEW])
    if name == "ranking" and len(places) > 1:
        asked["among"] = "selected"
    return asked


def slide(exhibit: Exhibit) -> Slide:
    """The slide of an exhibit as it is."""
    number = exhibit.key_number if len(exhibit.key_number) <= LONGEST_NUMBER else ""
    drawings, left_out = _drawings(exhibit)
    figure, label_pixels = _figure(drawings, BESIDE_A_NUMBER if number else WIDE)
    if figure is not None and number and label_pixels < LEAST_LABEL:
        # the number stands above the chart then
        figure, label_pixels = max((figure, label_pixels), _figure(drawings, WIDE), key=lambda one: one[1])
    return Slide(
        exhibit=exhibit.name,
        parameters=exhibit.parameters,
        title=exhibit.title,
        number=number,
        number_note=exhibit.subtitle,
        figure=figure,
        label_pixels=label_pixels,
        table=exhibit.table,
        credit=" · ".join(filter(None, (exhibit.credit, left_out))),
        basis="; ".join(map(basis_line, exhibit.basis)),
        changed=tuple(note.removeprefix(CHANGED) for note in exhibit.notes if note.startswith(CHANGED)),
        empty=exhibit.empty,
        address=exhibit.address,
        data_version=exhibit.data_version,
    )


def from_plain(content: Mapping[str, Any]) -> Slide:
    """A slide from the plain values of ``dataclasses.asdict``, as kept in JSON."""
    table = content["table"]
    return Slide(
        **{
            **content,
            "changed": tuple(content["changed"]),
            "table": Table(
                tuple(Column(**column) for column in table["columns"]),
                tuple(tuple(Cell(**cell) for cell in row) for row in table["rows"]),
                table["caption"],
            ),
        }
    )


def _drawings(exhibit: Exhibit) -> tuple[list[Figure], str]:
    """The drawings of an exhibit with the rows a room can read, narrow before wide, and what is left out, in words."""
    few = [few_rows(exhibit.name, drawn) for drawn in (exhibit.narrow_figure, exhibit.figure) if drawn is not None]
    return [drawn for drawn, _ in few], few[0][1] if few else ""


def _figure(drawings: Sequence[Figure], width: int) -> tuple[Figure | None, int]:
    """The drawing that reads better from afar, and how large its labels are: rows first, then larger type."""
    if not drawings:
        return None, 0
    found = [(rows_of(drawn) > 0, staged(drawn, width, HEIGHT)) for drawn in drawings]
    return max(found, key=lambda one: (one[0], one[1][1]))[1]
