"""Pieces of chart XML (DrawingML, ISO/IEC 29500-1 part 21): text, fills, lines, numbers. Order of elements matters there."""

from __future__ import annotations

from collections.abc import Sequence

from exports.plain_text import marked_up
from exports.slides.model import Colour, Label
from exports.slides.sheet import Sheet, Value

NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
# Names of the theme, so that a deck's own theme may take over (template.py writes our colours into it).
SCHEME: dict[Colour, str] = {
    "text": "tx1",
    "paper": "bg1",
    "muted": "tx2",
    "grid": "bg2",
    "focus": "accent1",
    "second": "accent2",
    "fourth": "accent3",
    "context": "accent4",
    "faint": "accent5",
}
POINT = 12700
"""Length units (EMU) in a point."""


def fill(colour: Colour | None) -> str:
    """A solid fill in a colour of the theme; None for none."""
    return "<a:noFill/>" if colour is None else f'<a:solidFill><a:schemeClr val="{SCHEME[colour]}"/></a:solidFill>'


def line(colour: Colour | None, width: float = 0.75) -> str:
    """A line; None for none."""
    if colour is None:
        return "<a:ln><a:noFill/></a:ln>"
    return f'<a:ln w="{int(width * POINT)}" cap="rnd">{fill(colour)}<a:prstDash val="solid"/><a:round/></a:ln>'


def shape(inside: Colour | None, edge: Colour | None = None, width: float = 0.75) -> str:
    """What a mark looks like."""
    return f"<c:spPr>{fill(inside)}{line(edge, width)}</c:spPr>"


def only_line(colour: Colour | None, width: float = 0.75) -> str:
    """What a line without an area looks like."""
    return f"<c:spPr>{line(colour, width)}</c:spPr>"


def text_properties(size: float, colour: Colour = "text", bold: bool = False) -> str:
    """The type of a piece of chart text, never turned."""
    return (
        '<c:txPr><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr>'
        f'{_run("defRPr", size, colour, bold)}</a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


def rich(text: str, size: float, colour: Colour = "text", bold: bool = False) -> str:
    """Words of one's own in a label or title."""
    return (
        f'<c:rich><a:bodyPr rot="0" vert="horz" wrap="none"/><a:lstStyle/><a:p><a:pPr>'
        f"{_run('defRPr', size, colour, bold)}</a:pPr><a:r>{_run('rPr', size, colour, bold)}"
        f"<a:t>{marked_up(text)}</a:t></a:r></a:p></c:rich>"
    )


def numbers(sheet: Sheet, column: int, number_format: str = "General") -> str:
    """The numbers of a column, by reference and as a copy; an empty cell is left out."""
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{float(value)!r}</c:v></c:pt>'
        for place, value in enumerate(sheet.column(column))
        if isinstance(value, (int, float))
    )
    return (
        f"<c:numRef><c:f>{sheet.cells(column)}</c:f><c:numCache><c:formatCode>{marked_up(number_format)}</c:formatCode>"
        f'<c:ptCount val="{len(sheet.rows)}"/>{points}</c:numCache></c:numRef>'
    )


def words(reference: str, texts: Sequence[Value]) -> str:
    """Texts, by reference and as a copy."""
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{marked_up(str(text))}</c:v></c:pt>'
        for place, text in enumerate(texts)
        if text is not None
    )
    return (
        f'<c:strRef><c:f>{reference}</c:f><c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache></c:strRef>'
    )


def shows(value: bool) -> str:
    """Which parts a label shows: its value (or words of its own), or nothing."""
    parts = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    return "".join(f'<c:show{part} val="{int(value and part == "Val")}"/>' for part in parts)


def label(said: Label, size: float) -> str:
    """One label with words of its own."""
    moved = ""
    if said.up:
        moved = f'<c:layout><c:manualLayout><c:x val="0"/><c:y val="{-said.up!r}"/></c:manualLayout></c:layout>'
    return (
        f'<c:dLbl><c:idx val="{said.at}"/>{moved}<c:tx>{rich(said.text, size, said.colour, said.bold)}</c:tx>'
        f'<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:dLblPos val="{said.position}"/>{shows(True)}</c:dLbl>'
    )


def _run(tag: str, size: float, colour: Colour, bold: bool) -> str:
    return f'<a:{tag} lang="en-US" sz="{int(size * 100)}" b="{int(bold)}">{fill(colour)}</a:{tag}>'
