"""The order of elements in chart XML (ISO/IEC 29500-1, part 21). PowerPoint calls a file with another order damaged."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

LABEL = "numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator"
AXIS = "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr"
ORDER = {
    "chartSpace": "date1904 lang roundedCorners style clrMapOvr pivotSource protection chart spPr txPr externalData",
    "chart": "title autoTitleDeleted view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs",
    "plotArea": "layout barChart lineChart scatterChart catAx valAx dTable spPr",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
    "scatterChart": "scatterStyle varyColors ser dLbls axId",
    "ser": "idx order tx spPr invertIfNegative marker dPt dLbls trendline errBars cat val xVal yVal smooth",
    "dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "dLbls": f"dLbl delete {LABEL}",
    "dLbl": f"idx delete layout tx {LABEL}",
    "errBars": "errDir errBarType errValType noEndCap plus minus val spPr",
    "marker": "symbol size spPr",
    "catAx": f"{AXIS} crossAx crosses crossesAt auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "valAx": f"{AXIS} crossAx crosses crossesAt crossBetween majorUnit minorUnit dispUnits",
    "scaling": "logBase orientation max min",
    "manualLayout": "layoutTarget xMode yMode wMode hMode x y w h",
    "numRef": "f numCache",
    "numCache": "formatCode ptCount pt",
    "strRef": "f strCache",
    "strCache": "ptCount pt",
    "title": "tx layout overlay spPr txPr",
}
BARS_STACKED = {"ctr", "inEnd", "inBase"}


def disorder(root: Any) -> list[str]:
    """What stands where it may not."""
    found = []
    for element in root.iter():
        name = _name(element)
        if name not in ORDER or "chart" not in str(element.tag):
            continue
        known = ORDER[name].split()
        children = [_name(child) for child in element]
        found += [f"{name} has {child}" for child in children if child not in known]
        places = [known.index(child) for child in children if child in known]
        if name != "plotArea":
            found += [f"{name}: {known[b]} after {known[a]}" for a, b in pairwise(places) if b < a]
    return found


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
