"""A chart in a Word document, native: it can be edited, its numbers are in it, and a screen reader is told what it shows."""

from __future__ import annotations

from docx.document import Document as Doc
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from exhibits.colours import LIGHT
from exports.plain_text import marked_up
from exports.slides.chart_xml import chart_xml
from exports.slides.model import Chart
from exports.slides.xml_parts import SCHEME

CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# 6 by 3.4 inches, in English Metric Units
WIDTH, HEIGHT = 5_486_400, 3_108_960
DRAWING = (
    '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
    '<wp:docPr id="{number}" name="Chart {number}" descr="{words}"/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
)


def add_chart(document: Doc, chart: Chart, words: str, number: int) -> None:
    """Put a chart at the end of a document.

    Args:
        document: the document.
        chart: what it draws, as slides have it; its workbook goes inside.
        words: what it shows, for those who do not see it.
        number: of the chart in the document, from 1 on.
    """
    package = document.part.package
    workbook = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), WORKBOOK, chart.sheet.xlsx(), package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART, b"", package)
    inside = part.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE)
    data = f'<c:externalData r:id="{inside}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    part._blob = _in_own_colours(chart_xml(chart).decode()).replace("</c:chartSpace>", data).encode()
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    drawing = DRAWING.format(width=WIDTH, height=HEIGHT, number=100 + number, words=marked_up(words), relation=relation)
    document.add_paragraph().add_run()._r.append(parse_xml(drawing))


def _in_own_colours(xml: str) -> str:
    """A slide takes colours by their names from its deck's theme; a Word document has another theme."""
    for colour, name in SCHEME.items():
        written = f'<a:srgbClr val="{LIGHT[colour].lstrip("#")}"/>'
        xml = xml.replace(f'<a:schemeClr val="{name}"/>', written)
    return xml
