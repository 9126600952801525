"""The minutes as a Word document, opened again and compared before it is handed over."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Doc
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from exports.citation import PUBLISHER
from exports.minutes import Happened, Kept, Minutes, MinutesError, MinutesItem, in_short
from exports.minutes_chart import add_chart
from exports.minutes_words import CHANGE_HEADS, change_cells, data_words, scenario_rows
from exports.origin import Origin
from exports.plain_text import clean
from exports.slides.kinds import content_of
from exports.slides.model import Chart

FONT = "Public Sans"


def minutes_docx(made: Minutes, origin: Origin) -> bytes:
    """The document.

    Raises:
        MinutesError: read back, it does not hold what it should.
    """
    document = _new(made, origin)
    for number, item in enumerate(made.items, start=1):
        _item(document, number, item, origin)
    if made.scenarios:
        _scenarios(document, made.scenarios, origin)
    stream = io.BytesIO()
    document.save(stream)
    _check(stream.getvalue(), made)
    return stream.getvalue()


def _new(made: Minutes, origin: Origin) -> Doc:
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10.5)
    about = document.core_properties
    about.title, about.author, about.language = clean(made.title)[:250], PUBLISHER, "en-US"
    document.add_heading(clean(made.title), 0)
    shown = f"{len(made.items)} {'exhibit' if len(made.items) == 1 else 'exhibits'}"
    document.add_paragraph(f"Minutes of {origin.day}. {shown}; numbers as of this day unless an item says otherwise.")
    return document


def _item(document: Doc, number: int, item: MinutesItem, origin: Origin) -> None:
    slide = item.slide
    document.add_heading(f"{number}. {clean(slide.title if slide else item.question or 'Not shown')}", 1)
    if slide is None:
        document.add_paragraph(clean(item.problem))
        return
    if item.question:
        document.add_paragraph(clean(f"Asked first: {item.question} {item.guesses}"))
    if slide.number:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(clean(slide.number))
        run.bold, run.font.size = True, Pt(22)
        paragraph.add_run(f"  {clean(slide.number_note)}")
    _chart(document, number, item)
    _changes(document, item.changes)
    short = in_short(slide.table)
    _table(document, [column.label for column in short.columns], [[cell.text for cell in row] for row in short.rows])
    left = len(slide.table.rows) - len(short.rows)
    if left > 0:
        document.add_paragraph(f"and {left} more in the live view.")
    _record(document, item, origin)


def _chart(document: Doc, number: int, item: MinutesItem) -> None:
    """The chart, native, where Word can draw it; else the table stands for it."""
    if item.exhibit is None or item.exhibit.figure is None:
        return
    content = content_of(item.exhibit)
    if isinstance(content, Chart):
        add_chart(document, content, f"{item.exhibit.title}. {item.exhibit.summary}", number)


def _changes(document: Doc, changes: Sequence[Happened]) -> None:
    if not changes:
        return
    document.add_heading("What was changed", 2)
    _table(document, CHANGE_HEADS, [change_cells(each) for each in changes])


def _record(document: Doc, item: MinutesItem, origin: Origin) -> None:
    slide = item.slide
    if slide is None:
        return
    for words in (slide.basis, f"Source: {slide.credit}" if slide.credit else ""):
        if words:
            document.add_paragraph(clean(words)).runs[0].font.size = Pt(8.5)
    paragraph = document.add_paragraph(f"{data_words(item, slide)} ")
    _link(paragraph, "Live view", f"{origin.site}{slide.address}")


def _scenarios(document: Doc, scenarios: Sequence[Kept], origin: Origin) -> None:
    document.add_heading("Scenarios side by side", 1)
    _table(document, ["", *(each.name for each in scenarios)], scenario_rows(scenarios))
    for each in scenarios:
        _link(document.add_paragraph(f"{each.name}: "), "live view", f"{origin.site}{each.address}")


def _table(document: Doc, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        return
    table = document.add_table(rows=1, cols=len(heads), style="Light Grid Accent 1")
    # the first row is repeated on each page, and read as heads
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for cell, words in zip(table.rows[0].cells, heads, strict=True):
        cell.text = clean(words)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = clean(words)
    document.add_paragraph()


def _link(paragraph: Paragraph, words: str, address: str) -> None:
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(clean(words))
    run.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _check(file: bytes, made: Minutes) -> None:
    """Whether the file says what it should.

    Raises:
        MinutesError: names what is missing.
    """
    read = Document(io.BytesIO(file))
    words = "\n".join(paragraph.text for paragraph in read.paragraphs)
    words += "\n".join(cell.text for table in read.tables for row in table.rows for cell in row.cells)
    needed = [made.title, *(item.slide.title for item in made.items if item.slide)]
    needed += [item.slide.credit for item in made.items if item.slide]
    needed += [text for item in made.items for change in item.changes for text in (change.what, change.result)]
    needed += [each.title for each in made.scenarios]
    missing = [text for text in needed if clean(text) not in words]
    if missing:
        raise MinutesError(f"the document was not handed over: it lacks “{missing[0][:80]}”")
