"""The Roundtable's slides: a widescreen presentation with our colours and two layouts, made from python-pptx's empty one.

Typeface: Arial, named once in the theme. The pages' Public Sans is on few office machines, and a missing typeface breaks
lines anywhere; who has it changes one theme font and the whole deck follows.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Inches

from exhibits.colours import LIGHT
from exports.citation import PUBLISHER

FONT = "Arial"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, RIGHT = Inches(0.6), Inches(12.733)
ACROSS = Emu(RIGHT - LEFT)
TOP = Inches(0.42)
FOOT = Inches(6.72)
TITLE, SUBTITLE, SOURCE = 0, 10, 11
EXHIBIT_LAYOUT, OPENING_LAYOUT = "Exhibit", "Opening"
COLOURS = {
    "dk1": "text",
    "lt1": "paper",
    "dk2": "muted",
    "lt2": "grid",
    "accent1": "focus",
    "accent2": "second",
    "accent3": "fourth",
    "accent4": "context",
    "accent5": "faint",
    "accent6": "focus_wash",
    "hlink": "focus",
    "folHlink": "muted",
}


def new_deck() -> Deck:
    """An empty deck in our look."""
    return Presentation(BytesIO(_template()))


@cache
def _template() -> bytes:
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    master = deck.slide_master
    _colour(master.part.part_related_by(RELATIONSHIP_TYPE.THEME))
    layouts = list(master.slide_layouts)
    for layout in layouts[2:]:
        master.slide_layouts.remove(layout)
    _lay_out(layouts[0], OPENING_LAYOUT, _opening())
    _lay_out(layouts[1], EXHIBIT_LAYOUT, _exhibit())
    _type(master)
    stream = BytesIO()
    deck.save(stream)
    return stream.getvalue()


def _colour(theme: Any) -> None:
    """Write our colours and typeface into the theme."""
    root = parse_xml(theme.blob)
    root.set("name", PUBLISHER)
    for name, ours in COLOURS.items():
        slot = root.find(f".//{qn(f'a:{name}')}")
        for old in list(slot):
            slot.remove(old)
        slot.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{LIGHT[ours].lstrip("#")}"/>'))
    for role in ("major", "minor"):
        root.find(f".//{qn(f'a:{role}Font')}/{qn('a:latin')}").set("typeface", FONT)
    theme._blob = serialize_part_xml(root)


def _type(master: Any) -> None:
    """Left-aligned titles, text without bullets; the master's placeholders where the layouts have theirs."""
    styles = master._element.find(qn("p:txStyles"))
    heading = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    heading.set("algn", "l")
    heading.find(qn("a:defRPr")).set("sz", "2800")
    heading.find(qn("a:defRPr")).set("b", "1")
    for level in styles.find(qn("p:bodyStyle")):
        for bullet in [child for child in level if child.tag in {qn("a:buFont"), qn("a:buChar")}]:
            level.remove(bullet)
        level.set("marL", "0")
        level.set("indent", "0")
        if level.find(qn("a:buNone")) is None:
            level.insert([child.tag for child in level].index(qn("a:defRPr")), parse_xml(f"<a:buNone {nsdecls('a')}/>"))
    for shape in list(master.placeholders):
        if shape.placeholder_format.type in {1, 3}:
            shape.left, shape.top, shape.width, shape.height = LEFT, TOP, ACROSS, Inches(1.2)
        elif shape.placeholder_format.idx == 1:
            shape.left, shape.top, shape.width, shape.height = LEFT, Inches(1.8), ACROSS, Inches(4.6)
        else:
            shape.top, shape.left = Inches(7.0), min(shape.left, Inches(10))


def _lay_out(layout: Any, name: str, shapes: str) -> None:
    tree = layout._element.cSld.spTree
    for old in tree.xpath("./p:sp|./p:pic|./p:cxnSp|./p:grpSp"):
        tree.remove(old)
    for new in parse_xml(f"<p:spTree {nsdecls('p', 'a')}>{shapes}</p:spTree>"):
        tree.append(new)
    layout._element.cSld.set("name", name)
    layout._element.attrib.pop("type", None)


def _exhibit() -> str:
    return (
        _holder(2, "Title", 'type="title"', TOP, Inches(1.0), 28, "tx1", bold=True)
        + _holder(3, "Subtitle", f'type="body" idx="{SUBTITLE}" sz="quarter"', Inches(1.42), Inches(0.4), 16, "tx2")
        + _holder(
            4, "Source", f'type="body" idx="{SOURCE}" sz="quarter"', FOOT, Inches(0.62), 11, "tx2", right=Inches(3.1)
        )
        + _number(5)
        + _rule(6)
        + _brand(7)
    )


def _opening() -> str:
    return (
        _holder(2, "Title", 'type="title"', Inches(2.1), Inches(1.7), 40, "tx1", bold=True, anchor="b")
        + _holder(3, "Subtitle", f'type="body" idx="{SUBTITLE}" sz="quarter"', Inches(4.0), Inches(1.2), 20, "tx2")
        + _holder(
            4, "Source", f'type="body" idx="{SOURCE}" sz="quarter"', FOOT, Inches(0.62), 11, "tx2", right=Inches(3.1)
        )
        + _rule(6)
        + _brand(7)
    )


def _holder(
    number: int,
    name: str,
    kind: str,
    top: int,
    height: int,
    size: int,
    colour: str,
    *,
    bold: bool = False,
    anchor: str = "t",
    right: int = 0,
) -> str:
    """A placeholder that takes the whole width, less ``right``."""
    level = (
        f'<a:lvl1pPr marL="0" indent="0" algn="l"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{size * 100}" b="{int(bold)}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:defRPr>'
        "</a:lvl1pPr>"
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>{_box(LEFT, top, ACROSS - right, height)}"
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f'<a:lstStyle>{level}</a:lstStyle><a:p><a:r><a:rPr lang="en-US"/><a:t>{name}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def _number(number: int) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Slide Number"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr>'
        f"{_box(RIGHT - Inches(0.6), FOOT + Inches(0.24), Inches(0.6), Inches(0.24))}"
        '<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle><a:lvl1pPr algn="r"><a:defRPr sz="1100">'
        '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
        '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
        "</a:p></p:txBody></p:sp>"
    )


def _rule(number: int) -> str:
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="Rule"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/></p:nvCxnSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{LEFT}" y="{FOOT - Inches(0.08)}"/><a:ext cx="{ACROSS}" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:schemeClr val="bg2"/></a:solidFill>'
        "</a:ln></p:spPr></p:cxnSp>"
    )


def _brand(number: int) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Publisher"/><p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f"{_box(RIGHT - Inches(3.0), FOOT, Inches(3.0), Inches(0.22))}"
        '<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/><a:p><a:pPr algn="r"/>'
        f'<a:r><a:rPr lang="en-US" sz="1100" b="1"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:rPr>'
        f"<a:t>{PUBLISHER}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def _box(left: int, top: int, width: int, height: int) -> str:
    return (
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
    )
