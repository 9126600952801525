"""All agendas, and the ways to begin one: a template, an empty one, or one brought from a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from components.agenda_form import minutes_words
from components.agenda_item import field
from components.attributes import attributes
from components.door import reader
from database.frozen import ARIZONA
from exhibits.agenda_templates import TEMPLATES, Template
from exhibits.formats import number_of
from operations.agendas import Saved


def agenda_list(agendas: Sequence[Saved]) -> Any:
    """One line an agenda: how much it holds, and when it was saved."""
    if not agendas:
        return html.P("There is no agenda yet.", className="empty-state")
    return html.Ul([_line(saved) for saved in agendas], className="convene-agendas")


def _line(saved: Saved) -> html.Li:
    agenda, when = saved.agenda, saved.saved_at.astimezone(ARIZONA)
    length = f" of {agenda.length:g}" if agenda.length else ""
    said = [
        number_of(len(agenda.items), "item", "items"),
        f"{minutes_words(agenda.minutes)}{length}",
        f"saved {when:%Y-%m-%d %H:%M}, version {saved.version}",
    ]
    present = f"/convene/{saved.id}/present"
    return html.Li(
        [
            html.H3(dcc.Link(agenda.title, href=f"/convene/{saved.id}")),
            html.P(" · ".join(said)),
            html.A("Present", href=present, className="action", **attributes(aria_label=f"Present: {agenda.title}"))
            if agenda.items
            else None,
        ]
    )


def begin() -> html.Section:
    """The ways to begin."""
    cities = sorted(reader().places(), key=lambda place: place.name)
    return html.Section(
        [
            html.H2("Begin one", id="convene-begin-title"),
            html.Ul([_template(each, cities) for each in TEMPLATES], className="convene-templates"),
            html.Div(
                [
                    html.Div(
                        [
                            html.H3("Empty"),
                            html.P("Add items from any page with “Add to agenda”."),
                            _begin("empty", ""),
                        ],
                        className="convene-template",
                    ),
                    html.Div(
                        [
                            html.H3("From a file"),
                            html.P("An agenda that was saved here or elsewhere (.json)."),
                            html.Div(id="convene-import", **attributes(data_convene_import="")),
                        ],
                        className="convene-template",
                    ),
                ],
                className="convene-templates",
            ),
            html.Div(id="convene-begin-said", role="alert", className="convene-faults"),
        ],
        className="convene-begin",
        **attributes(aria_labelledby="convene-begin-title"),
    )


def _template(template: Template, cities: Sequence[Any]) -> html.Li:
    city = dbc.Select(
        id={"type": "convene-city", "template": template.id},
        options=[{"label": place.name, "value": place.slug} for place in cities],
        value="tucson" if any(place.slug == "tucson" for place in cities) else cities[0].slug,
    )
    return html.Li(
        [
            html.H3(template.name),
            html.P(f"{template.about} {minutes_words(template.length)}."),
            field("City", city, "city") if template.of_a_city else None,
            _begin(template.id, template.name),
        ],
        className="convene-template",
    )


def _begin(identity: str, name: str) -> html.Button:
    return html.Button(
        "Begin",
        id={"type": "convene-begin", "template": identity},
        type="button",
        className="button",
        **attributes(aria_label=f"Begin: {name or 'an empty agenda'}"),
    )
