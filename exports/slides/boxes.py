"""Text boxes: where they stand and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide
from pptx.util import Emu, Pt

from exports.plain_text import clean
from exports.slides.model import Colour
from exports.slides.xml_parts import SCHEME

THEME = {colour: MSO_THEME_COLOR.from_xml(name) for colour, name in SCHEME.items()}
Line = tuple[str, Colour, float]
"""A paragraph: its text, its colour, its size in points."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide, in EMU."""

    left: Emu
    top: Emu
    width: Emu
    height: Emu


def write(slide: Slide, box: Box, lines: Sequence[Line], *, name: str, bold: bool = False, wrapped: bool = True) -> Any:
    """A text box without margins, one paragraph a line. Returns its shape."""
    shape = slide.shapes.add_textbox(box.left, box.top, box.width, box.height)
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap = wrapped
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for place, (text, colour, size) in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = clean(text)
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.theme_color = THEME[colour]
    return shape


def plain(shape: Any) -> Any:
    """The shape without the theme's own style, which would give it shadows and double edges."""
    for style in shape._element.xpath("./p:style"):
        shape._element.remove(style)
    return shape
