"""Native tables: columns as wide as their words, two slides at most, the rest in the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from exhibits.model import Cell, Column
from exports.plain_text import clean, cut
from exports.slides.boxes import THEME, Box, write
from exports.slides.fitting import inches, lines_of, width_of
from exports.slides.model import Colour, Grid
from exports.slides.reading import and_more
from exports.slides.xml_parts import SCHEME

SIZE = 13.0
SMALL = 11.0
MOST_PAGES = 2
MOST_LETTERS = 240
PAD = inches(0.16)
WIDEST = {2: 48.0, 3: 30.0}
USUALLY = 22.0
"""How wide a column may be without need, in units of the type's size, by the number of columns."""


def pages_of(grid: Grid, room: Emu) -> list[Grid]:
    """A table cut to slides of this height; what is on none is counted and said."""
    pages: list[list[tuple[Cell, ...]]] = [[]]
    height = inches(12.133) if not grid.key_number else inches(8.6)
    size = _size(grid)
    widths = _widths(grid, Emu(height), size)
    start: int = _row_height([column.label for column in grid.columns], widths, size)
    used = start
    for row in grid.rows:
        needs = _row_height([cell.text for cell in row], widths, size)
        if used + needs > room - inches(0.2) and pages[-1]:
            pages.append([])
            used = start
        pages[-1].append(row)
        used += needs
    shown = pages[:MOST_PAGES]
    rest = sum(len(page) for page in pages[MOST_PAGES:])
    cuts = [replace(grid, rows=tuple(page)) for page in shown]
    said = and_more(rest, "row" if rest == 1 else "rows")
    note = " ".join(part for part in (said, grid.note) if part)
    return [*cuts[:-1], replace(cuts[-1], note=note)]


def add_table(slide: Slide, grid: Grid, room: Box) -> Any:
    """The table; a key number at its left where it has one. Returns the table's shape."""
    if grid.key_number:
        aside = inches(3.2)
        big = Box(room.left, room.top, aside, inches(1.5))
        write(slide, big, [(grid.key_number, "focus", 80.0)], name="Key number", bold=True)
        under = Box(room.left, Emu(room.top + inches(1.45)), aside, inches(1.0))
        write(slide, under, [(grid.key_words, "muted", 16.0)], name="What the number counts")
        room = Box(Emu(room.left + inches(3.5)), room.top, Emu(room.width - inches(3.5)), room.height)
    size = _size(grid)
    widths = _widths(grid, room.width, size)
    frame = slide.shapes.add_table(
        len(grid.rows) + 1, len(grid.columns), room.left, room.top, Emu(sum(widths)), inches(0.4)
    )
    table = frame.table
    _plain(table)
    for place, (column, width) in enumerate(zip(grid.columns, widths, strict=True)):
        table.columns[place].width = width
        _fill(table.cell(0, place), column.label, column, size=SMALL, colour="muted", bold=True, rule="context")
    table.rows[0].height = _row_height([column.label for column in grid.columns], widths, size)
    for line, row in enumerate(grid.rows, 1):
        table.rows[line].height = _row_height([cell.text for cell in row], widths, size)
        ours = grid.focus is not None and line - 1 == grid.focus
        for place, (column, cell) in enumerate(zip(grid.columns, row, strict=True)):
            colour: Colour = "muted" if cell.state else "focus" if ours else "text"
            _fill(
                table.cell(line, place),
                shown(cell),
                column,
                size=size,
                colour=colour,
                bold=place == 0 or ours,
                rule="grid",
            )
    return frame


def shown(cell: Cell) -> str:
    """A cell as it stands on a slide."""
    return cut(clean(cell.text), MOST_LETTERS)


def _size(grid: Grid) -> float:
    return SIZE if len(grid.columns) <= 5 else 12.0 if len(grid.columns) == 6 else SMALL


def _widths(grid: Grid, across: Emu, size: float) -> list[Emu]:
    """Each column as wide as its widest cell; where that is too much, the widest give way, down to their longest word."""
    wanted, least = [], []
    for place, column in enumerate(grid.columns):
        texts = [shown(row[place]) for row in grid.rows]
        pad = PAD.pt + 2
        widest = max((width_of(text, place == 0) * size for text in texts), default=0.0)
        words = [word for text in (*texts, column.label) for word in text.split()]
        longest = max((width_of(word, True) * size for word in words), default=0.0)
        head = width_of(column.label, True) * SMALL
        wanted.append(
            max(min(widest, WIDEST.get(len(grid.columns), USUALLY) * size), min(head, 9 * SMALL), longest) + pad
        )
        least.append(min(max(longest, 3 * size), 14 * size) + pad)
    over = sum(wanted) - across.pt
    if over > 0:
        slack = [want - low for want, low in zip(wanted, least, strict=True)]
        share = min(over / max(sum(slack), 1.0), 1.0)
        wanted = [want - give * share for want, give in zip(wanted, slack, strict=True)]
    else:
        stretch = min(across.pt / sum(wanted), 1.6 if len(grid.columns) > 2 else 1.25)
        wanted = [want * stretch for want in wanted]
    shrink = min(across.pt / sum(wanted), 1.0)
    return [Emu(int(Pt(want * shrink))) for want in wanted]


def _row_height(texts: Sequence[str], widths: Sequence[Emu], size: float) -> Emu:
    lines = max(
        lines_of(cut(clean(text), MOST_LETTERS), size, Emu(max(width - PAD, PAD)), bold=place == 0)
        for place, (text, width) in enumerate(zip(texts, widths, strict=True))
    )
    return Emu(int(Pt(size * 1.2 * lines + 7)))


def _plain(table: Any) -> None:
    """No style of PowerPoint's own: rules only, the header row still told to screen readers."""
    properties = table._tbl.tblPr
    properties.set("firstRow", "1")
    properties.set("bandRow", "0")
    properties.set("firstCol", "1")
    style = properties.find(qn("a:tableStyleId"))
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No style, no grid"


def _fill(cell: Any, text: str, column: Column, *, size: float, colour: Colour, bold: bool, rule: Colour) -> None:
    cell.margin_left = Emu(0)
    cell.margin_right = PAD
    cell.margin_top = cell.margin_bottom = Pt(3)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if rule == "context" else MSO_ANCHOR.TOP
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if column.numeric else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = clean(text)
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.theme_color = THEME[colour]
    properties = cell._tc.get_or_add_tcPr()
    for side in ("lnL", "lnR", "lnT"):
        properties.append(parse_xml(f'<a:{side} {nsdecls("a")} w="0"><a:noFill/></a:{side}>'))
    properties.append(
        parse_xml(
            f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:schemeClr val="{SCHEME[rule]}"/></a:solidFill></a:lnB>'
        )
    )
    properties.append(parse_xml(f"<a:noFill {nsdecls('a')}/>"))
