"""A chart as its XML part. One writer for all kinds, so that error bars, own labels and hollow marks work in each."""

from __future__ import annotations

from exports.plain_text import marked_up
from exports.slides import xml_parts as xml
from exports.slides.axis_xml import axes
from exports.slides.model import HELP, Chart, Series


def chart_xml(chart: Chart) -> bytes:
    """The chart part."""
    x, y, width, height = chart.inner
    layout = (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x}"/><c:y val="{y}"/><c:w val="{width}"/><c:h val="{height}"/></c:manualLayout></c:layout>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {xml.NAMESPACES}>'
        '<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{layout}{_plot(chart)}{axes(chart)}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{xml.text_properties(chart.size)}</c:chartSpace>"
    ).encode()


class ChartData:
    """A chart as python-pptx takes one: its XML part and the workbook inside."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart

    def xml_bytes(self, _chart_type: object) -> bytes:
        """The chart part; what kind it is stands in it."""
        return chart_xml(self._chart)

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook inside."""
        return self._chart.sheet.xlsx()


def _plot(chart: Chart) -> str:
    series = "".join(_series(chart, each, place) for place, each in enumerate(chart.series))
    ends = '<c:axId val="1001"/><c:axId val="1002"/>'
    varied = '<c:varyColors val="0"/>'
    if chart.kind == "scatter":
        return f'<c:scatterChart><c:scatterStyle val="lineMarker"/>{varied}{series}{ends}</c:scatterChart>'
    if chart.kind == "line":
        return f'<c:lineChart><c:grouping val="standard"/>{varied}{series}<c:marker val="1"/>{ends}</c:lineChart>'
    direction = "bar" if chart.kind == "bar" else "col"
    grouping = "stacked" if chart.stacked else "clustered"
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/>{varied}{series}'
        f'<c:gapWidth val="{chart.gap}"/><c:overlap val="100"/>{ends}</c:barChart>'
    )


def _series(chart: Chart, series: Series, place: int) -> str:
    sheet = chart.sheet
    head = sheet.header[series.values]
    name = series.across if chart.kind == "scatter" and series.across is not None and head.startswith(HELP) else None
    column = series.values if name is None else name
    title = xml.words(sheet.head(column), (sheet.header[column],))
    start = f'<c:idx val="{place}"/><c:order val="{place}"/><c:tx>{title}</c:tx>'
    spread = _spread(chart, series)
    if chart.kind == "scatter":
        data = f"<c:xVal>{xml.numbers(sheet, series.across or 0)}</c:xVal><c:yVal>{xml.numbers(sheet, series.values)}</c:yVal>"
        return (
            f'<c:ser>{start}{_stroke(series)}{_marker(series)}{_labels(chart, series)}{data}<c:smooth val="0"/></c:ser>'
        )
    categories = f"<c:cat>{xml.words(sheet.cells(chart.categories), sheet.column(chart.categories))}</c:cat>"
    values = f"<c:val>{xml.numbers(sheet, series.values, series.number_format or 'General')}</c:val>"
    if chart.kind == "line":
        return (
            f"<c:ser>{start}{_stroke(series)}{_marker(series)}{_points(series, bars=False)}{_labels(chart, series)}"
            f'{spread}{categories}{values}<c:smooth val="0"/></c:ser>'
        )
    look = xml.shape(None) if series.invisible else xml.shape(series.colour)
    return (
        f'<c:ser>{start}{look}<c:invertIfNegative val="0"/>{_points(series, bars=True)}{_labels(chart, series)}'
        f"{spread}{categories}{values}</c:ser>"
    )


def _stroke(series: Series) -> str:
    """Its line. One without is said to have none: programs draw it otherwise, whatever the style of the scatter."""
    return xml.only_line(series.colour if series.line else None, series.line)


def _marker(series: Series) -> str:
    if series.symbol == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    look = xml.shape(series.colour, series.colour)
    return f'<c:marker><c:symbol val="{series.symbol}"/><c:size val="{series.size}"/>{look}</c:marker>'


def _points(series: Series, bars: bool) -> str:
    """Single bars of another colour, and single marks no line leads to."""
    if bars:
        looks = {at: xml.shape(colour) for at, colour in sorted(series.colours.items())}
        return "".join(
            f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{look}</c:dPt>'
            for at, look in looks.items()
        )
    return "".join(
        f'<c:dPt><c:idx val="{at}"/>{_marker(series)}<c:bubble3D val="0"/>{xml.only_line(None)}</c:dPt>'
        for at in sorted(series.cuts)
    )


def _labels(chart: Chart, series: Series) -> str:
    if not series.labels and not series.number_format:
        return ""
    own = "".join(xml.label(each, chart.size) for each in sorted(series.labels, key=lambda each: each.at))
    if not series.number_format:
        return f"<c:dLbls>{own}{xml.shows(False)}</c:dLbls>"
    return (
        f'<c:dLbls>{own}<c:numFmt formatCode="{marked_up(series.number_format)}" sourceLinked="0"/>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{xml.text_properties(chart.size)}"
        f'<c:dLblPos val="{series.label_position}"/>{xml.shows(True)}</c:dLbls>'
    )


def _spread(chart: Chart, series: Series) -> str:
    if series.spread is None:
        return ""
    below, above = series.spread
    return (
        f'<c:errBars><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:plus>{xml.numbers(chart.sheet, above)}</c:plus><c:minus>{xml.numbers(chart.sheet, below)}</c:minus>"
        f"{xml.only_line(series.colour, 2)}</c:errBars>"
    )
