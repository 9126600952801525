"""``/losses``: the assumption desk. Every assumption a control, every answer beside it, the whole state in the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html, no_update

from components import frozen_strip
from components.address import write_address
from components.assumption_answer import lead, not_in_range, shown_parts, slots_of, told, ways
from components.assumption_frame import PANELS, desk_frame, panel_content
from components.assumption_panel import cost_and_purse, panel, threshold_controls
from components.assumption_pay import pay_table
from components.assumption_slots import Slots, slot
from components.assumption_state import Settled, settle
from components.attributes import attributes
from components.desk_link import reading_link
from components.door import reader
from exhibits.losses_all import desk_exhibits
from exhibits.losses_chance import chance_of, threshold_of
from exhibits.model import Exhibit

dash.register_page(
    __name__, path="/losses", title="Assumption desk: losses", nav="Losses", nav_address="/losses", order=4
)

PATH = "/losses"
FRAMES = ("waterfall", "tornado", "chance", "break-even", "ways", "cities", "studies", "difference")


def layout(**query: Any) -> html.Div:
    """The desk in the state its address asks for."""
    query, link = frozen_strip.take(query)
    settled = settle(query, reader())
    exhibits = desk_exhibits(settled.asked, reader())
    slots = slots_of(settled.desk, exhibits)
    address = frozen_strip.written(_address(settled), link)
    return html.Div(
        [
            *frozen_strip.strip(link, PATH, query),
            html.Div(id="desk-said", className="notice", role="status", hidden=True),
            html.Div(
                [
                    html.Div(
                        [_bar(slots), *lead(settled.desk, exhibits["total"], slots), reading_link()],
                        className="desk-lead",
                    ),
                    panel(settled.desk),
                    html.Div(_charts(settled, exhibits, slots), className="desk-charts"),
                ],
                className="desk",
            ),
            dcc.Store(id="desk-asked"),
            dcc.Store(id="desk-open"),
            dcc.Store(id="desk-told", data=told(settled.desk, settled.said, address)),
        ],
        className="page desk-page",
    )


def _address(settled: Settled) -> str:
    return write_address(PATH, settled.desk.query())


def _bar(slots: Slots) -> html.Div:
    copy = html.Button("Copy link", type="button", className="chip quiet", **attributes(data_copy=""))
    acts = [_act("Undo", "undo", "U"), _act("Redo", "redo", "Shift U"), _act("Reset all", "reset"), copy]
    return html.Div(
        [
            slot("desk-eyebrow", html.P, slots, "eyebrow"),
            html.Div(
                [html.Div(id="desk-chips", className="chips"), html.Div(acts, className="chips desk-acts")],
                className="desk-bar",
            ),
        ]
    )


def _act(words: str, act: str, key: str = "") -> html.Button:
    content: list[Any] = [words]
    if key:
        content.append(html.Kbd(key, **attributes(aria_hidden="true")))
    return html.Button(content, type="button", className="chip quiet", **attributes(data_desk_act=act))


def _charts(settled: Settled, exhibits: Mapping[str, Exhibit], slots: Slots) -> list[Any]:
    desk = settled.desk
    found = chance_of(desk)
    dots = threshold_controls(found.axis.low, found.axis.high, threshold_of(desk).amount)

    def framed(key: str, *more: Any, chart: bool = True) -> html.Section:
        return desk_frame(key, exhibits[key], slots, *more, chart=chart)

    return [
        framed("waterfall"),
        html.Div(
            [framed("tornado"), framed("chance", dots, not_in_range(found.not_in_range))],
            className="desk-pair",
        ),
        framed("break-even", cost_and_purse(desk), pay_table(slots), chart=False),
        html.H2("Two scenarios", className="section-title"),
        html.Div(
            [
                html.P(
                    "Keep the settings as scenario A, then change some: the difference is explained part by part.",
                    className="exhibit-sub",
                ),
                html.Div(
                    [_act("Keep these settings as A", "keep"), _act("Swap A and B", "swap"), _act("Drop A", "drop")],
                    className="chips desk-scenario-acts",
                ),
                html.Div(framed("difference"), id="desk-difference-place", hidden=desk.kept is None),
            ]
        ),
        html.H2("Other views of the same loss", className="section-title"),
        framed("ways", ways(slots), chart=False),
        framed("cities"),
        framed("studies"),
    ]


@callback(Output("desk-told", "data"), Input("desk-asked", "data"), prevent_initial_call=True)
def released(asked: object) -> Any:
    """A control was let go: everything that follows from it, in one answer."""
    given = asked if isinstance(asked, dict) else {}
    settled = settle(_query(given.get("query")), reader())
    desk = settled.desk
    exhibits = desk_exhibits(settled.asked, reader(), leave_out=() if desk.kept else ("difference",))
    answer = told(desk, settled.said, _address(settled))
    return answer | shown_parts(desk, exhibits, given.get("narrow") is True)


@callback(
    *[Output(f"desk-{key}-{each}", "children") for key in FRAMES for each in PANELS],
    Input("desk-open", "data"),
    prevent_initial_call=True,
)
def opened(asked: object) -> tuple[Any, ...]:
    """A table or the sources of an exhibit were opened, or stand open while a control was let go."""
    given = asked if isinstance(asked, dict) else {}
    panels = _opened(given.get("open"))
    settled = settle(_query(given.get("query")), reader())
    exhibits = desk_exhibits(settled.asked, reader(), [key for key, each in panels if each == "table"])
    return tuple(
        panel_content(each, exhibits[key]) if (key, each) in panels else no_update for key in FRAMES for each in PANELS
    )


def _query(given: object) -> dict[str, str]:
    """The asked state as text by name; anything else in it is not a state."""
    if not isinstance(given, dict):
        return {}
    return {str(name): str(value) for name, value in given.items() if isinstance(value, (str, int, float))}


def _opened(given: object) -> set[tuple[str, str]]:
    """The open panels, as (exhibit, panel)."""
    names = given if isinstance(given, list) else []
    pairs = (str(name).partition(" ") for name in names)
    return {(key, each) for key, _, each in pairs if key in FRAMES and each in PANELS}


clientside_callback(
    ClientsideFunction("losses", "told"),
    Output("address", "data"),
    Input("desk-told", "data"),
    State("palette", "data"),
)
