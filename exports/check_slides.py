"""Slides are opened again and compared with their exhibits: titles, footers, notes, alt text, every number in a chart."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from exhibits.basis_words import basis_line
from exhibits.model import CHANGED, Exhibit
from exports.origin import Origin, version_words
from exports.plain_text import clean
from exports.slides.model import HELP
from exports.slides.tables import shown
from exports.slides.template import SOURCE

FROM_THE_FIGURE = frozenset({"losses_chance", "losses_studies", "walk_timeline"})
"""Exhibits whose table does not hold each mark: there the figure's marks count too."""
OWN = re.compile(r" \(\d of \d\)$")


def slide_faults(content: bytes, exhibit: Exhibit, origin: Origin) -> Iterator[str]:
    """What is wrong with the slides of one exhibit."""
    yield from deck_faults(content, [exhibit], origin)[0]


def deck_faults(content: bytes, exhibits: Sequence[Exhibit], origin: Origin) -> list[tuple[str, ...]]:
    """What is wrong with the slides of each of many exhibits; slides are known by the link in their notes."""
    try:
        deck = Presentation(io.BytesIO(content))
        by_link: dict[str, list[Any]] = {}
        for slide in deck.slides:
            for link in _links(slide):
                by_link.setdefault(link, []).append(slide)
    except (PackageNotFoundError, zipfile.BadZipFile, SyntaxError, KeyError) as problem:
        return [(f"the file does not open again ({type(problem).__name__})",)] * len(exhibits)
    return [tuple(_exhibit_faults(by_link.get(origin.link(exhibit), []), exhibit, origin)) for exhibit in exhibits]


def _links(slide: Any) -> set[str]:
    if not slide.has_notes_slide:
        return set()
    runs = (run for paragraph in slide.notes_slide.notes_text_frame.paragraphs for run in paragraph.runs)
    return {run.hyperlink.address for run in runs if run.hyperlink.address}


def _exhibit_faults(slides: Sequence[Any], exhibit: Exhibit, origin: Origin) -> Iterator[str]:
    if not slides:
        yield "no slide has notes with the link to the live view"
        return
    if not exhibit.table.rows and not exhibit.cards:
        yield exhibit.empty.rstrip(".") or "it has no number to show"
        return
    for slide in slides:
        yield from _words(slide, exhibit, origin)
        yield from _drawings(slide, exhibit)
    if not any(_shows(shape) for slide in slides for shape in slide.shapes):
        yield "its slide is blank"


def _words(slide: Any, exhibit: Exhibit, origin: Origin) -> Iterator[str]:
    title = slide.shapes.title
    if title is None or OWN.sub("", title.text_frame.text) != clean(exhibit.title):
        yield "the title is not the finding"
    foot = next((each.text_frame.text for each in slide.placeholders if each.placeholder_format.idx == SOURCE), "")
    for what, text in (
        ("source", clean(exhibit.credit)[:40]),
        ("day", origin.day),
        ("data version", version_words(exhibit.data_version)),
    ):
        if text not in foot:
            yield f"the footer lacks the {what}"
    if exhibit.basis and "Basis: " not in foot:
        yield "the footer lacks the basis of the dollars"
    notes = slide.notes_slide.notes_text_frame.text
    said = [note for note in exhibit.notes if note.startswith(CHANGED)] + [basis_line(each) for each in exhibit.basis]
    said += [line.title for line in exhibit.sources]
    yield from (f"the notes lack “{clean(text)[:60]}”" for text in said if clean(text) not in notes)


def _drawings(slide: Any, exhibit: Exhibit) -> Iterator[str]:
    for shape in slide.shapes:
        if (shape.has_chart or shape.has_table or shape.shape_type in {6, 13}) and not _described(shape):
            yield f"“{shape.name}” has no alternative text"
        if shape.has_chart:
            yield from _chart_faults(shape.chart, exhibit)
        elif shape.has_table:
            yield from _table_faults(shape.table, exhibit)


def _described(shape: Any) -> bool:
    return any(shape._element.xpath("./*[1]/p:cNvPr/@descr"))


def _shows(shape: Any) -> bool:
    """Whether a shape holds something: a chart with a number, a table with a row, a group, a card."""
    if shape.has_chart:
        return bool(shape.chart.part._element.findall(f".//{qn('c:numCache')}/{qn('c:pt')}"))
    return bool(shape.has_table or shape.shape_type in {1, 6, 13})


def _chart_faults(chart: Any, exhibit: Exhibit) -> Iterator[str]:
    """Every number drawn stands in the workbook inside, and every one there that is a figure in the exhibit's table."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    rows: list[list[Any]] = [list(row) for row in book.get_sheet_by_index(0).to_python()]
    heads = [str(head) for head in rows[0]]
    known = _numbers(exhibit)
    strange = [
        value
        for place, head in enumerate(heads)
        if not head.startswith(HELP)
        for value in (row[place] for row in rows[1:])
        if isinstance(value, (int, float)) and _key(abs(value)) not in known
    ]
    if strange:
        yield f"the workbook inside holds {strange[0]!r}, which is not in the table"
    for reference in chart.part._element.iter(qn("c:numRef")):
        column = _place(reference.find(qn("c:f")).text)
        for point in reference.iter(qn("c:pt")):
            value = float(point.find(qn("c:v")).text)
            held = rows[int(point.get("idx")) + 1][column]
            if not isinstance(held, (int, float)) or _key(float(held)) != _key(value):
                yield f"{value!r} is drawn where the workbook inside has {held!r}"
                return


def _numbers(exhibit: Exhibit) -> set[str]:
    found = {
        _key(abs(cell.value)) for row in exhibit.table.rows for cell in row if isinstance(cell.value, (int, float))
    }
    if exhibit.name in FROM_THE_FIGURE:
        traces = (exhibit.figure or {}).get("data", [])
        found |= {_key(abs(x)) for trace in traces for x in trace.get("x", ()) if isinstance(x, (int, float))}
    return found


def _key(value: float) -> str:
    """A number to twelve figures: files hold sixteen, and adding up loses the last."""
    return f"{value:.12g}"


def _place(reference: str) -> int:
    letters = reference.split("$")[1]
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _table_faults(table: Any, exhibit: Exhibit) -> Iterator[str]:
    """Every number of a table on a slide reads as on the page."""
    heads = [cell.text for cell in table.rows[0].cells]
    texts = {
        clean(column.label): {shown(row[place]) for row in exhibit.table.rows}
        for place, column in enumerate(exhibit.table.columns)
        if column.numeric
    }
    for row in list(table.rows)[1:]:
        for head, cell in zip(heads, row.cells, strict=True):
            if head in texts and cell.text not in texts[head]:
                yield f"the table says {cell.text!r} under “{head}”, which the exhibit does not"
                return
