"""An exhibit as one slide for a room: one sentence, one chart, one number, and how they are to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exhibits.basis_words import basis_line
from exhibits.model import CHANGED, Cell, Column, Exhibit, Figure, Table
from exhibits.shelf import Shelf
from exhibits.stage_figure import LABEL_PIXELS, fitting_scale, staged

WIDE, BESIDE_A_NUMBER, HEIGHT = 1792, 1180, 640
NARROW_DESIGN, WIDE_DESIGN = 340, 620
"""Widths in pixels the two drawings of an exhibit are made for."""

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
        label_pixels: How high its labels are drawn.
        table: Exactly the numbers drawn.
        credit: The sources in short.
        basis: Of its dollars, in words; "" where it has none.
        changed: Assumptions that differ from the published ones, one chip each.
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
    figure, scale = _figure(exhibit, BESIDE_A_NUMBER if number else WIDE)
    return Slide(
        exhibit=exhibit.name,
        parameters=exhibit.parameters,
        title=exhibit.title,
        number=number,
        number_note=exhibit.subtitle,
        figure=figure,
        label_pixels=min(LABEL_PIXELS, round(13 * scale)),
        table=exhibit.table,
        credit=exhibit.credit,
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


def _figure(exhibit: Exhibit, width: int) -> tuple[Figure | None, float]:
    """The drawing of the two that comes out larger, at its size."""
    found: list[tuple[float, Figure]] = []
    narrow_height = exhibit.narrow_height or exhibit.height
    for drawn, design, height in (
        (exhibit.narrow_figure, NARROW_DESIGN, narrow_height),
        (exhibit.figure, WIDE_DESIGN, exhibit.height),
    ):
        if drawn is not None:
            own = float(drawn["layout"].get("height") or height)
            found.append((min(fitting_scale(HEIGHT, own), width / design), drawn))
    if not found:
        return None, 1.0
    scale, drawn = max(found, key=lambda one: one[0])
    return staged(drawn, width, HEIGHT, scale), scale
