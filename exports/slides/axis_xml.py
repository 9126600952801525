"""The axes of a chart as XML."""

from __future__ import annotations

from typing import Literal

from exports.plain_text import marked_up
from exports.slides import xml_parts as xml
from exports.slides.model import Axis, Chart

HORIZONTAL, VERTICAL = 1001, 1002


def axes(chart: Chart) -> str:
    """Both axes. Of bars the categories stand upright, of columns and lines they lie."""
    flat, upright = chart.horizontal, chart.vertical
    if chart.kind == "bar":
        # the first axis named in a bar chart is that of its categories
        return _axis(upright, HORIZONTAL, VERTICAL, "l", flat, chart.size) + _axis(
            flat, VERTICAL, HORIZONTAL, "b", upright, chart.size
        )
    return _axis(flat, HORIZONTAL, VERTICAL, "b", upright, chart.size, chart.kind == "scatter") + _axis(
        upright, VERTICAL, HORIZONTAL, "l", flat, chart.size, chart.kind == "scatter"
    )


def _axis(
    axis: Axis, own: int, other: int, place: Literal["l", "b"], partner: Axis, size: float, middle: bool = False
) -> str:
    tag = "catAx" if axis.scale is None else "valAx"
    turned = "maxMin" if axis.reversed else "minMax"
    ends = ""
    if axis.scale is not None:
        ends = f'<c:max val="{axis.scale.high!r}"/><c:min val="{axis.scale.low!r}"/>'
    grid = f"<c:majorGridlines>{xml.only_line('grid')}</c:majorGridlines>" if axis.grid else ""
    title = ""
    if axis.title:
        title = f'<c:title><c:tx>{xml.rich(axis.title, size, "muted")}</c:tx><c:overlay val="0"/></c:title>'
    labels = "low" if axis.shown else "none"
    # where this axis stands on its partner is written on this one, in the partner's numbers
    stands = '<c:crosses val="autoZero"/>' if partner.crosses is None else f'<c:crossesAt val="{partner.crosses!r}"/>'
    return (
        f'<c:{tag}><c:axId val="{own}"/><c:scaling><c:orientation val="{turned}"/>{ends}</c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{place}"/>{grid}{title}<c:numFmt formatCode="{marked_up(axis.number_format)}" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="{labels}"/>'
        f"{xml.only_line('context' if axis.line else None)}{xml.text_properties(size, 'muted' if axis.scale else 'text')}"
        f'<c:crossAx val="{other}"/>{stands}{_rest(axis, middle)}</c:{tag}>'
    )


def _rest(axis: Axis, middle: bool) -> str:
    if axis.scale is None:
        return '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="80"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/>'
    return f'<c:crossBetween val="{"midCat" if middle else "between"}"/><c:majorUnit val="{axis.scale.step!r}"/>'
