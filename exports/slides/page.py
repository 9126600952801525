"""One exhibit as slides: title, subtitle, what is drawn, its sentence, the footer, and the notes behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Pt

from exhibits.model import Exhibit
from exports.bases import basis_words
from exports.origin import Origin, marks_of, version_words
from exports.plain_text import clean, cut
from exports.slides import template
from exports.slides.boxes import Box, Line, write
from exports.slides.cards import add_cards
from exports.slides.chart_xml import ChartData
from exports.slides.fitting import height_of, inches, largest, lines_of
from exports.slides.map_shapes import add_map
from exports.slides.model import Cards, Chart, Content, Grid, Map
from exports.slides.notes import notes_lines
from exports.slides.tables import add_table, pages_of

TITLE_SIZES = (28.0, 24.0, 20.0, 18.0)
SUBTITLE_SIZES = (16.0, 14.0, 12.0)
SENTENCE_SIZES = (16.0, 14.0, 12.0)
MOST_FOOT = 330
NARROW = Emu(template.ACROSS - inches(3.1))


def add_exhibit(deck: Deck, exhibit: Exhibit, content: Content, origin: Origin, spoken: str = "") -> None:
    """Add the slides of one exhibit: one, and a second where a table is longer than one. ``spoken`` opens the notes."""
    layout = next(each for each in deck.slide_layouts if each.name == template.EXHIBIT_LAYOUT)
    parts = _parts(exhibit, content)
    for number, part in enumerate(parts, 1):
        slide = deck.slides.add_slide(layout)
        more = f" ({number} of {len(parts)})" if len(parts) > 1 else ""
        body = _frame(slide, exhibit, origin, more)
        below = _sentence(slide, exhibit, part, body) if number == len(parts) else body
        _draw(slide, exhibit, part, below)
        _number(slide, deck.slides.index(slide) + 1)
        _notes(slide, exhibit, origin, part, spoken)


def _parts(exhibit: Exhibit, content: Content) -> Sequence[Content]:
    return pages_of(content, _room(exhibit)) if isinstance(content, Grid) else (content,)


def _frame(slide: Slide, exhibit: Exhibit, origin: Origin, more: str) -> Box:
    """Title, subtitle and footer. Returns the room between them."""
    title, subtitle = f"{clean(exhibit.title)}{more}", clean(exhibit.subtitle)
    held = {each.placeholder_format.idx: each for each in slide.placeholders}
    below = _head(exhibit, more)
    size = largest(title, template.ACROSS, TITLE_SIZES, 2, bold=True)
    _fill(held[template.TITLE], title, size, template.TOP, height_of(title, size, template.ACROSS, bold=True))
    if subtitle:
        small = largest(subtitle, template.ACROSS, SUBTITLE_SIZES, 2)
        height = height_of(subtitle, small, template.ACROSS)
        _fill(held[template.SUBTITLE], subtitle, small, Emu(below - height - inches(0.14)), height)
    else:
        held[template.SUBTITLE]._element.getparent().remove(held[template.SUBTITLE]._element)
    foot = held[template.SOURCE].text_frame
    lines = footer_lines(exhibit, origin)
    foot.text = lines[0]
    for line in lines[1:]:
        foot.add_paragraph().text = line
    longest = max(lines_of(line, 11, NARROW) for line in lines)
    for paragraph in foot.paragraphs:
        paragraph.font.size = Pt(11 if len(lines) * longest <= 3 else 9)
    return Box(Emu(template.LEFT), below, template.ACROSS, Emu(template.FOOT - inches(0.2) - below))


def _head(exhibit: Exhibit, more: str = "") -> Emu:
    """Where the head of a slide ends."""
    title, subtitle = f"{clean(exhibit.title)}{more}", clean(exhibit.subtitle)
    size = largest(title, template.ACROSS, TITLE_SIZES, 2, bold=True)
    end = template.TOP + height_of(title, size, template.ACROSS, bold=True) + inches(0.1)
    if subtitle:
        small = largest(subtitle, template.ACROSS, SUBTITLE_SIZES, 2)
        end += height_of(subtitle, small, template.ACROSS) + inches(0.14)
    return Emu(end)


def _room(exhibit: Exhibit) -> Emu:
    """How high a table on the exhibit's slides may be, with its sentence below."""
    said = _said(exhibit)
    sentence = height_of(said, _sentence_size(said), template.ACROSS) + inches(0.15) if said else 0
    return Emu(template.FOOT - inches(0.2) - _head(exhibit, " (1 of 2)") - sentence)


def _fill(holder: Any, text: str, size: float, top: int, height: int) -> None:
    holder.left, holder.top, holder.width, holder.height = template.LEFT, Emu(top), template.ACROSS, Emu(height)
    holder.text_frame.text = text
    holder.text_frame.paragraphs[0].font.size = Pt(size)


def footer_lines(exhibit: Exhibit, origin: Origin) -> list[str]:
    """Source, day and version; then the basis of its dollars, or what its other dollars are."""
    made_of = [
        cut(clean(exhibit.credit), 150),
        f"data version {version_words(exhibit.data_version)}",
        f"as of {origin.day}",
    ]
    lines = [" · ".join(["Source: " + made_of[0], *made_of[1:]])]
    if exhibit.basis:
        lines.append(f"Basis: {cut(basis_words(exhibit.basis), MOST_FOOT)}")
    elif exhibit.incomes:
        lines.append(f"Dollars: {clean(exhibit.incomes)}")
    mark = marks_of(exhibit)
    return [*([mark] if mark else []), *lines]


def _said(exhibit: Exhibit) -> str:
    """The sentence, where it says more than the title and is short enough for a slide."""
    said = clean(exhibit.sentence)
    if not said or said in {clean(exhibit.title), clean(exhibit.subtitle)} or _is_basis(said, exhibit):
        return ""
    return said if lines_of(said, SENTENCE_SIZES[-1], template.ACROSS) <= 4 else ""


def _is_basis(said: str, exhibit: Exhibit) -> bool:
    """A sentence that is but the basis stands in the footer."""
    return any(said.startswith(part) for part in ("Social loss ·", "Fiscal loss ·")) and bool(exhibit.basis)


def _sentence_size(said: str) -> float:
    return largest(said, template.ACROSS, SENTENCE_SIZES, 2)


def _sentence(slide: Slide, exhibit: Exhibit, content: Content, body: Box) -> Box:
    """The sentence and the drawing's own note at the foot of the body. Returns the room that is left above."""
    lines: list[Line] = [(_said(exhibit), "text", _sentence_size(_said(exhibit))), (clean(content.note), "muted", 12.0)]
    lines = [each for each in lines if each[0]]
    if not lines:
        return body
    height = Emu(sum(height_of(text, size, body.width) for text, _, size in lines))
    write(slide, Box(body.left, Emu(body.top + body.height - height), body.width, height), lines, name="Sentence")
    return Box(body.left, body.top, body.width, Emu(body.height - height - inches(0.1)))


def _draw(slide: Slide, exhibit: Exhibit, content: Content, room: Box) -> None:
    if isinstance(content, Chart):
        kind = XL_CHART_TYPE.BAR_CLUSTERED  # the part itself says which
        frame = slide.shapes.add_chart(kind, room.left, room.top, room.width, room.height, ChartData(content))  # type: ignore[arg-type]
        describe(frame, exhibit)
    elif isinstance(content, Cards):
        add_cards(slide, exhibit, content, room)
    elif isinstance(content, Map):
        describe(add_map(slide, content, room), exhibit)
    else:
        describe(add_table(slide, content, room), exhibit)


def describe(shape: Any, exhibit: Exhibit) -> None:
    """Give a drawing its alt text: the figure in words."""
    own = shape._element.xpath("./*[1]/p:cNvPr")[0]
    own.set("descr", clean(exhibit.summary) or clean(exhibit.title))
    own.set("title", cut(clean(exhibit.title), 200))


def _number(slide: Slide, number: int) -> None:
    """The slide's number, from the layout's place for it."""
    taken = max(int(each) for each in slide.shapes._spTree.xpath(".//p:cNvPr/@id"))
    field = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
    slide.shapes._spTree.append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{taken + 1}" name="Slide Number"/><p:cNvSpPr>'
            '<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr>'
            f'<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>{field}<a:rPr lang="en-US"/><a:t>{number}</a:t></a:fld>'
            "</a:p></p:txBody></p:sp>"
        )
    )


def _notes(slide: Slide, exhibit: Exhibit, origin: Origin, content: Content, spoken: str) -> None:
    frame: Any = slide.notes_slide.notes_text_frame
    if frame is None:
        raise RuntimeError("python-pptx made notes without a text")
    lines = [*([(clean(spoken), "")] if spoken else []), *notes_lines(exhibit, origin, content)]
    for place, (text, address) in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        if address:
            run.hyperlink.address = address
