"""Exhibits of the desk on the page: the usual frame, but its parts keep their places while the numbers change.

A frame that was built anew for each setting would redraw every chart from nothing and lose the focus of the keyboard.
"""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from components import add_to_agenda, export_menu
from components.assumption_answer import bases
from components.assumption_slots import Slots, slot
from components.attributes import attributes
from components.frame import _sources as sources
from components.frame import table
from components.graph import BLANK, CONFIG
from exhibits.model import Exhibit

PANELS = ("table", "sources")


def desk_frame(key: str, exhibit: Exhibit, slots: Slots, *more: Any, chart: bool = True) -> html.Section:
    """One exhibit of the desk; ``more`` stands between its chart and its foot (controls that belong to it)."""
    name = f"desk-{key}"
    body: list[Any] = [
        slot(f"{name}-title", html.H2, slots, "exhibit-title"),
        slot(f"{name}-sub", html.P, slots, "exhibit-sub"),
        slot(f"{name}-empty", html.P, slots, "not-published"),
        slot(f"{name}-sentence", html.P, slots, "exhibit-sentence"),
        slot(f"{name}-summary", html.P, slots, "visually-hidden"),
    ]
    if chart:
        body.append(_chart(name, exhibit))
    body += [*more, _foot(key, exhibit, slots)]
    body += [html.Div(id=f"{name}-{panel}", className="panel", hidden=True) for panel in PANELS]
    body += [add_to_agenda.panel(exhibit, name), export_menu.panel(exhibit, name, changing=True)]
    return html.Section(
        body,
        id=name,
        className=f"exhibit {name}",
        **attributes(aria_labelledby=f"{name}-title", data_exhibit=exhibit.name, data_basis=bases(exhibit)),
    )


def panel_content(panel: str, exhibit: Exhibit) -> Any:
    """What stands in an open panel."""
    if panel == "table":
        return table(exhibit.table) if exhibit.table.rows else html.P("No figure to list.")
    return sources(exhibit)


def _chart(name: str, exhibit: Exhibit) -> html.Figure:
    figures = {"wide": exhibit.figure or BLANK, "narrow": exhibit.narrow_figure or BLANK}
    graph = dcc.Graph(
        id={"type": "graph", "exhibit": name},
        figure=BLANK,
        config=CONFIG,
        responsive=True,
        style={"height": f"{exhibit.height}px"},
    )
    return html.Figure(
        html.Div(
            html.Div([dcc.Store(id={"type": "figure", "exhibit": name}, data=figures), graph], className="chart"),
            role="img",
            **attributes(aria_labelledby=f"{name}-title", aria_describedby=f"{name}-summary"),
        )
    )


def _foot(key: str, exhibit: Exhibit, slots: Slots) -> html.Div:
    copy = html.Button("Copy link", className="action", type="button", **attributes(data_copy=exhibit.address))
    add = add_to_agenda.button(exhibit, f"desk-{key}")
    files = export_menu.button(f"desk-{key}")
    return html.Div(
        [
            slot(f"desk-{key}-credit", html.Span, slots, "credit"),
            html.Div([*(_toggle(key, panel) for panel in PANELS), copy, add, files], className="actions"),
        ],
        className="exhibit-foot",
    )


def _toggle(key: str, panel: str) -> html.Button:
    return html.Button(
        panel.capitalize(),
        className="action",
        type="button",
        **attributes(
            aria_expanded="false",
            aria_controls=f"desk-{key}-{panel}",
            data_toggle_panel=f"desk-{key}-{panel}",
            data_desk_panel=f"{key} {panel}",
        ),
    )
