"""The first slide of a deck: what it is, from where and of which day."""

from __future__ import annotations

from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from exports.origin import Origin
from exports.plain_text import clean
from exports.slides import template
from exports.slides.fitting import largest


def add_opening(deck: Deck, title: str, subtitle: str, origin: Origin) -> None:
    """Add the title slide."""
    layout = next(each for each in deck.slide_layouts if each.name == template.OPENING_LAYOUT)
    slide = deck.slides.add_slide(layout)
    held = {each.placeholder_format.idx: each for each in slide.placeholders}
    said = clean(title)
    held[template.TITLE].text_frame.text = said
    held[template.TITLE].text_frame.paragraphs[0].font.size = Pt(
        largest(said, template.ACROSS, (40.0, 32.0, 26.0), 2, bold=True)
    )
    held[template.SUBTITLE].text_frame.text = clean(subtitle) or f"As of {origin.day}"
    held[
        template.SOURCE
    ].text_frame.text = (
        f"As of {origin.day}. Every chart can be edited; the notes hold what was assumed and a link to the live view."
    )
