"""The one place a chart is put on a page: every config set once, so no chart can share data or load from elsewhere."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from dash import dcc, html

from exhibits.model import Exhibit

CONFIG: Any = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "showLink": False,
    "showEditInChartStudio": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "editable": False,
}
BLANK = {
    "data": [],
    "layout": {
        "xaxis": {"visible": False},
        "yaxis": {"visible": False},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
    },
}


def short_id(exhibit: Exhibit) -> str:
    """A short id of an exhibit for element ids: equal parameters, equal id."""
    return f"{exhibit.name}-{sha256(exhibit.id.encode()).hexdigest()[:10]}"


def graph(exhibit: Exhibit, key: str = "") -> html.Div:
    """The chart of an exhibit. The browser picks the wide or narrow figure and the light or dark colours (figures.js)."""
    key = key or short_id(exhibit)
    figures = {"wide": exhibit.figure, "narrow": exhibit.narrow_figure}
    return html.Div(
        [
            dcc.Store(id={"type": "figure", "exhibit": key}, data=figures),
            dcc.Graph(
                id={"type": "graph", "exhibit": key},
                figure=BLANK,
                config=CONFIG,
                responsive=True,
                style={"height": f"{exhibit.height}px"},
            ),
        ],
        className="chart",
    )
