"""The last slide of a deck: every source once, and for how many slides it counts."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.presentation import Presentation as Deck
from pptx.util import Emu

from exhibits.model import Cell, Column, Exhibit
from exports.origin import Origin, version_words
from exports.plain_text import clean
from exports.slides import template
from exports.slides.boxes import Box
from exports.slides.fitting import inches
from exports.slides.model import Grid
from exports.slides.tables import add_table, pages_of

TITLE = "Sources"


def add_sources(deck: Deck, exhibits: Sequence[Exhibit], origin: Origin) -> None:
    """Add the slides of sources, two at most."""
    layout = next(each for each in deck.slide_layouts if each.name == template.EXHIBIT_LAYOUT)
    grid = _grid(exhibits)
    top = Emu(template.TOP + inches(0.75))
    room = Box(Emu(template.LEFT), top, template.ACROSS, Emu(template.FOOT - inches(0.3) - top))
    for page in pages_of(grid, room.height):
        slide = deck.slides.add_slide(layout)
        held = {each.placeholder_format.idx: each for each in slide.placeholders}
        held[template.TITLE].text_frame.text = TITLE
        held[template.SUBTITLE]._element.getparent().remove(held[template.SUBTITLE]._element)
        versions = ", ".join(dict.fromkeys(version_words(exhibit.data_version) for exhibit in exhibits))
        held[template.SOURCE].text_frame.text = " · ".join(
            part for part in (page.note, f"Data version {versions}", f"as of {origin.day}") if part
        )
        frame = add_table(slide, page, room)
        frame._element.xpath("./*[1]/p:cNvPr")[0].set("descr", f"Table of {len(grid.rows)} sources of this deck")


def _grid(exhibits: Sequence[Exhibit]) -> Grid:
    used: dict[tuple[str, str], tuple[str, set[int]]] = {}
    for number, exhibit in enumerate(exhibits, 1):
        for line in exhibit.sources:
            key = (clean(line.publisher), clean(line.title))
            used.setdefault(key, (line.vintage or "", set()))[1].add(number)
    columns = (
        Column("publisher", "Publisher"),
        Column("title", "Title"),
        Column("vintage", "Edition"),
        Column("used", "Exhibits"),
    )
    rows = tuple(
        tuple(Cell(text, text) for text in (publisher, title, vintage, _numbers(numbers)))
        for (publisher, title), (vintage, numbers) in used.items()
    )
    return Grid(columns, rows)


def _numbers(numbers: set[int]) -> str:
    listed = sorted(numbers)
    return ", ".join(map(str, listed)) if len(listed) <= 6 else f"{len(listed)} of them"
