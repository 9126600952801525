"""Reading slides back by program, apart from the code that checks them before they are handed over."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn

HELP = "Helps to draw: "


def slides_of(content: bytes) -> list[Any]:
    """The slides of a file."""
    return list(Presentation(io.BytesIO(content)).slides)


def charts(content: bytes) -> list[Any]:
    """Its charts."""
    return [shape.chart for slide in slides_of(content) for shape in slide.shapes if shape.has_chart]


def workbook(chart: Any) -> list[tuple[Any, ...]]:
    """The workbook inside a chart, row by row, header first."""
    book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    assert book.sheetnames == ["Sheet1"], "no other sheet, seen or hidden"
    return list(book["Sheet1"].iter_rows(values_only=True))


def figures(chart: Any) -> list[float]:
    """The numbers inside a chart that are figures, and not places of marks."""
    header, *rows = workbook(chart)
    kept = [place for place, head in enumerate(header) if not str(head).startswith(HELP)]
    return [row[place] for row in rows for place in kept if isinstance(row[place], (int, float))]


def drawn(chart: Any) -> Iterator[float]:
    """Every number the chart part itself draws."""
    for point in chart.part._element.iter(qn("c:numCache")):
        yield from (float(each.text) for each in point.iter(qn("c:v")))


def notes(slide: Any) -> str:
    """The notes of a slide."""
    return str(slide.notes_slide.notes_text_frame.text)


def links(slide: Any) -> list[str]:
    """Where its notes lead."""
    runs = (run for paragraph in slide.notes_slide.notes_text_frame.paragraphs for run in paragraph.runs)
    return [run.hyperlink.address for run in runs if run.hyperlink.address]


def alt_texts(slide: Any) -> list[tuple[str, str]]:
    """Name and alternative text of each drawing."""
    shapes = [shape for shape in slide.shapes if shape.has_chart or shape.has_table or shape.shape_type == 6]
    return [(shape.name, shape._element.xpath("./*[1]/p:cNvPr")[0].get("descr", "")) for shape in shapes]


def rows_of(slide: Any) -> list[str]:
    """What is read together on a slide: each line of its texts, each row of its tables."""
    lines = [line for shape in slide.shapes if shape.has_text_frame for line in shape.text_frame.text.splitlines()]
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    return [*lines, *(" | ".join(cell.text for cell in row.cells) for table in tables for row in table.rows)]


def everything(slide: Any) -> str:
    """All text on a slide."""
    parts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            parts += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(parts)
