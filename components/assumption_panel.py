"""The left side of the desk: where and whom, presets, and the assumptions in their three groups."""

from __future__ import annotations

import json
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from components.assumption_row import row
from components.attributes import attributes
from components.door import reader
from economics import Component, Parameter, Population, parameter_table, presets
from economics.rounding import whole
from exhibits.basis_words import POPULATIONS
from exhibits.loss_anchor import EDITIONS, STATE
from exhibits.losses_desk import Desk
from exhibits.losses_words import PARTS

CAUSES = {"linked": "together (linked)", "independent": "each on its own (independent)"}
CAUSE = "cause and effect"
MOST_YEARS = 20
GROUPS = ("money and time", "cause and effect", "who is counted")
COUNTED = {
    "class": "Latest class: not graduated in four years",
    "published": "The study’s own count and year",
}


def panel(desk: Desk) -> html.Aside:
    """All controls in the state of a desk."""
    return html.Aside(
        [
            html.H2("Where and whom", className="section-title"),
            _where(desk),
            _presets(desk),
            *[part for group in GROUPS for part in _group(group, desk)],
        ],
        className="desk-panel",
        **attributes(aria_label="Assumptions"),
    )


def _where(desk: Desk) -> html.Div:
    places = [(STATE, "Arizona"), *((place.slug, place.name) for place in reader().places())]
    return html.Div(
        [
            _select("place", "Place", places, desk.place.slug),
            _select(
                "edition",
                "Edition",
                [(str(each), f"{each} study") for each in EDITIONS],
                str(desk.found.anchor.edition),
            ),
            _select("population", "Who", _populations(), str(desk.population)),
            _select("counted", "Number counted", list(COUNTED.items()), desk.counted),
            current_dollars(desk),
        ],
        className="desk-where",
    )


def current_dollars(desk: Desk) -> html.Button:
    """Every amount in the newest dollars there is an index for, with one press; they stay on every file."""
    newest = max(desk.prices, default=None)
    return html.Button(
        f"In {newest} dollars",
        id="desk-dollars",
        type="button",
        className="chip quiet",
        hidden=newest is None or desk.found.anchor.price_year is None,
        **attributes(data_desk_act="dollars", data_year=str(newest or "")),
    )


def _populations() -> list[tuple[str, str]]:
    return [(str(each), words[0].upper() + words[1:]) for each, words in POPULATIONS.items()]


def _select(name: str, label: str, options: list[tuple[str, str]], value: str) -> html.Div:
    return html.Div(
        [
            html.Label(label, htmlFor=f"desk-{name}"),
            dbc.Select(
                id=f"desk-{name}", options=[{"label": words, "value": each} for each, words in options], value=value
            ),
        ],
        className="field",
        **attributes(data_choice=name),
    )


def _presets(desk: Desk) -> html.Div:
    return html.Div(
        [
            html.Div(
                [_preset_button(one, desk) for one in presets()],
                className="presets",
                role="group",
                **attributes(aria_label="Presets"),
            ),
            html.Details(
                [
                    html.Summary("Where the presets come from"),
                    html.Dl([part for one in presets() for part in _preset_source(one)]),
                ],
                className="assumption-source",
            ),
        ]
    )


def _preset_button(one: Any, desk: Desk) -> html.Button:
    return html.Button(
        one.name[0].upper() + one.name[1:],
        type="button",
        className="chip quiet",
        title=one.help,
        hidden=desk.population not in one.populations,
        **attributes(
            data_preset=json.dumps({name: str(value) for name, value in one.assumptions.items()}),
            data_edition=str(one.edition or ""),
            data_populations=" ".join(one.populations),
        ),
    )


def _preset_source(one: Any) -> list[Any]:
    source: Any = one.source_title
    if one.source_address:
        source = html.A(one.source_title, href=one.source_address, rel="noreferrer noopener")
    return [html.Dt(one.name), html.Dd([one.help, " Source: ", source, ". ", one.is_not])]


def _group(name: str, desk: Desk) -> list[Any]:
    rows: list[Any] = [_control(one, desk) for one in parameter_table().assumption if one.group == name]
    if name == CAUSE:
        rows.insert(0, _causes(desk))
    # a group of which no control applies is not shown (55-losses.css)
    return [
        html.Div([html.H2(name[0].upper() + name[1:], className="section-title"), *rows], className="assumption-group")
    ]


def _causes(desk: Desk) -> html.Div:
    """Whether the four causal shares are drawn together."""
    help_words = (
        "Linked: one draw moves the four shares due to the diploma, as evidence on one bears on all. Independent: each is "
        "drawn on its own, which makes the spread narrower than it is if they are linked. Both are given under “How sure”."
    )
    return html.Div(
        [
            _select("causes", "The shares due to the diploma are drawn", list(CAUSES.items()), desk.causes),
            html.P(help_words, className="exhibit-sub"),
        ],
        className="desk-causes",
        hidden=desk.population is Population.DISCONNECTED_YOUTH,
    )


def _control(one: Parameter, desk: Desk) -> html.Div:
    if one.id == "price_year":
        return _price_year(one, desk)
    if one.id == "include":
        return _include(one, desk)
    control = row(one, desk)
    if one.id == "count":
        halved = html.Button("Halved", type="button", className="chip quiet", **attributes(data_desk_act="halve"))
        control.children = [*control.children, html.Div(halved, className="halve")]
    return control


def _price_year(one: Parameter, desk: Desk) -> html.Div:
    own = desk.found.anchor.price_year
    options = [
        (str(year), f"{year}{' (the study’s own)' if year == own else ''}")
        for year in sorted(desk.prices, reverse=True)
    ]
    chosen = desk.assumptions.price_year or own
    return html.Div(
        [
            html.Div(
                [html.Label(one.name, htmlFor="desk-price_year"), html.Span("", className="was")],
                className="assumption-line",
            ),
            html.Span(
                dbc.Select(
                    id="desk-price_year",
                    options=[{"label": words, "value": value} for value, words in options],
                    value=str(chosen) if chosen else None,
                    disabled=own is None,
                    placeholder="not published for this edition",
                ),
                **attributes(data_choice="price_year"),
            ),
            html.Details(
                [
                    html.Summary("Consumer prices, CPI-U"),
                    html.P(one.help),
                    html.P(
                        [
                            "Source: ",
                            html.A(one.source_title, href=one.source_address, rel="noreferrer noopener"),
                            ". ",
                            one.source_note,
                        ]
                    ),
                    html.P(one.is_not),
                ],
                className="assumption-source",
            ),
        ],
        className="assumption",
        **attributes(
            data_name="price_year",
            data_unit="year",
            data_central=str(own or ""),
            data_populations=" ".join(one.populations),
        ),
    )


def _include(one: Parameter, desk: Desk) -> html.Div:
    applies = desk.population in one.populations
    boxes = [
        html.Div(
            dbc.Checkbox(
                id=f"desk-include-{part}",
                label=PARTS[str(part)][0].upper() + PARTS[str(part)][1:],
                value=part in desk.assumptions.include,
            ),
            **attributes(data_part=str(part)),
        )
        for part in Component
    ]
    return html.Div(
        [
            html.Fieldset(
                [html.Legend([one.name, " ", html.Span("", className="was")]), html.Div(boxes, className="parts")]
            ),
            html.Details(
                [
                    html.Summary("In the study: all seven"),
                    html.P(one.help),
                    html.P(
                        [
                            "Source: ",
                            html.A(one.source_title, href=one.source_address, rel="noreferrer noopener"),
                            ". ",
                            one.source_note,
                        ]
                    ),
                    html.P(one.is_not),
                ],
                className="assumption-source",
            ),
        ],
        className="assumption",
        hidden=not applies,
        **attributes(
            data_name="include",
            data_unit="components",
            data_central=",".join(Component),
            data_populations=" ".join(one.populations),
        ),
    )


def cost_and_purse(desk: Desk) -> html.Div:
    """What the break-even card asks: what a program costs in which dollars, who finishes, and whose gain must pay for it."""
    years = [(str(year), str(year)) for year in sorted(desk.prices, reverse=True)[:MOST_YEARS]]
    return html.Div(
        [
            _sum("cost", "A program costs, US dollars", f"{whole(desk.cost.amount):,}"),
            _select("cost_year", "in dollars of", years, str(desk.cost.price_year)),
            _sum("finishers", "People who finish", f"{desk.finishers:,}"),
            _sum("finish_anyway", "of them would have finished anyway", f"{desk.finish_anyway:,}"),
            _select(
                "purse",
                "Must pay for itself for",
                [("social", "everyone"), ("fiscal", "state and local budgets")],
                desk.purse,
            ),
        ],
        className="desk-asks",
    )


def _sum(name: str, label: str, value: str) -> html.Div:
    """A typed number with its label."""
    box = dcc.Input(id=f"desk-{name}", type="text", inputMode="numeric", autoComplete="off", maxLength=20, value=value)
    return html.Div(
        [html.Label(label, htmlFor=f"desk-{name}"), html.Span(box, **attributes(data_sum=name))], className="field"
    )


def threshold_controls(low: float, high: float, threshold: float) -> html.Div:
    """The line among the dots: a slider under them and a typed box. Sums in US dollars."""
    step = (high - low) / 500
    return html.Div(
        [
            html.Label(
                "More than: the line among the dots, US dollars", htmlFor="desk-threshold", className="visually-hidden"
            ),
            html.Span(
                dcc.Input(
                    id="desk-threshold", type="range", min=low, max=high, step=step, value=threshold, className="slider"
                ),
                className="threshold-slider",
                **attributes(data_sum="threshold-slider"),
            ),
            html.Div(
                [
                    html.Label("Drag the line, or type: more than, US dollars", htmlFor="desk-threshold-box"),
                    html.Span(
                        dcc.Input(
                            id="desk-threshold-box",
                            type="text",
                            inputMode="numeric",
                            autoComplete="off",
                            maxLength=24,
                            value=f"{whole(threshold):,}",
                        ),
                        **attributes(data_sum="threshold"),
                    ),
                ],
                className="field threshold-typed",
            ),
        ]
    )
