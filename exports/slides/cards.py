"""Cards: a population, its big number or why there is none, and three facts under it."""

from __future__ import annotations

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.slide import Slide
from pptx.util import Emu, Pt

from exhibits.model import Card, Exhibit, Fact
from exports.plain_text import clean
from exports.slides.boxes import Box, plain, write
from exports.slides.fitting import height_of, inches
from exports.slides.model import Cards, Colour
from exports.slides.tables import add_table

GAP = inches(0.4)
PAD = inches(0.28)
CARD_HEIGHT = inches(3.9)
ABREAST = 3


def add_cards(slide: Slide, exhibit: Exhibit, content: Cards, room: Box) -> None:
    """The cards side by side; a lone one leaves the right half to its table."""
    places = 2
    width = Emu((room.width - GAP * (places - 1)) // places)
    if len(content.cards) == 1:
        width = inches(5.0)
    for number, card in enumerate(content.cards):
        left = Emu(room.left + number * (width + GAP))
        shown = card.number or ("" if card.empty else exhibit.key_number)
        height = room.height if card.note else min(CARD_HEIGHT, room.height)
        _card(slide, card, Box(left, room.top, width, Emu(height)), shown)
    if content.grid is not None:
        left = Emu(room.left + width + GAP)
        beside = Box(left, room.top, Emu(room.left + room.width - left), room.height)
        frame = add_table(slide, content.grid, beside)
        frame._element.xpath("./*[1]/p:cNvPr")[0].set("descr", clean(exhibit.table.caption) or clean(exhibit.title))


def _card(slide: Slide, card: Card, box: Box, number: str) -> None:
    panel = plain(slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, box.left, box.top, box.width, box.height))
    panel.name = clean(card.title)
    panel.adjustments[0] = 0.03
    panel.fill.background()
    panel.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    panel.line.width = Pt(1)
    panel._element.xpath("./*[1]/p:cNvPr")[0].set("descr", _in_words(card, number))
    inner = Emu(box.width - 2 * PAD)
    column = _Column(slide, Emu(box.left + PAD), Emu(box.top + inches(0.22)), inner)
    column.add(card.title, "text", 18.0, "Population", bold=True)
    column.add(card.kind, "muted", 12.0, "Kind", after=0.12)
    if number:
        column.add(number, "text", 48.0, "Number", bold=True)
        column.add(card.number_note, "muted", 16.0, "Of how many", after=0.18)
    else:
        column.add(card.empty, "muted", 16.0, "Why there is no number", after=0.3)
    for start in range(0, len(card.facts), ABREAST):
        column.top = _facts(slide, card.facts[start : start + ABREAST], column)
    column.add(_fitting(card.note, Emu(box.top + box.height - column.top - inches(0.1)), inner), "muted", 12.0, "Note")


def _fitting(note: str, height: Emu, width: Emu) -> str:
    """The first sentences of a note that have room; all of it is in the notes behind the slide."""
    sentences = note.split(". ")
    for count in range(len(sentences), 0, -1):
        said = ". ".join(sentences[:count])
        said = said if said.endswith(".") else f"{said}."
        if note and height_of(clean(said), 12.0, width) <= height:
            return said
    return ""


class _Column:
    """Text boxes one below the other."""

    def __init__(self, slide: Slide, left: Emu, top: Emu, width: Emu) -> None:
        self.slide, self.left, self.top, self.width = slide, left, top, width

    def add(self, text: str, colour: Colour, size: float, name: str, bold: bool = False, after: float = 0.04) -> None:
        """One text at the foot of what is there; nothing for no text."""
        said = clean(text)
        if not said:
            return
        height = height_of(said, size, self.width, bold)
        write(self.slide, Box(self.left, self.top, self.width, height), [(said, colour, size)], name=name, bold=bold)
        self.top = Emu(self.top + height + inches(after))


def _facts(slide: Slide, facts: tuple[Fact, ...], column: _Column) -> Emu:
    """Up to three facts beside each other. Returns where they end."""
    width = Emu(column.width // ABREAST)
    inner = Emu(width - inches(0.1))
    label = max(height_of(clean(fact.label), 12.0, inner) for fact in facts)
    mark = max(height_of(clean(fact.mark), 12.0, inner) if fact.mark else Emu(0) for fact in facts)
    value = inches(0.36)
    for place, fact in enumerate(facts):
        left, top = Emu(column.left + place * width), column.top
        write(slide, Box(left, top, inner, Emu(label)), [(fact.label, "muted", 12.0)], name="Fact")
        look: tuple[Colour, float] = ("muted", 14.0) if fact.state else ("text", 22.0)
        below = Box(left, Emu(top + label), inner, value)
        write(slide, below, [(fact.text, *look)], name=clean(fact.label), bold=not fact.state)
        if fact.mark:
            under = Box(left, Emu(top + label + value), inner, Emu(mark))
            write(slide, under, [(fact.mark, "muted", 12.0)], name="Mark")
    return Emu(column.top + label + value + mark + inches(0.16))


def _in_words(card: Card, shown: str) -> str:
    number = f"{shown} {card.number_note}".strip() if shown else card.empty
    facts = "; ".join(f"{fact.label} {fact.text} {fact.mark}".strip() for fact in card.facts)
    return clean(f"{card.title}: {number}. {facts}.")
