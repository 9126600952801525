"""Versions of a plan side by side: what two people saved, field by field; and what earlier versions held."""

from __future__ import annotations

from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from components.attributes import attributes
from components.plan_answers import long_day
from components.scrolling import scrolling
from exhibits.formats import number_of
from operations.plans import SavedPlan
from walks.planning import Difference, Fields, differences, label, to_fields

MINE, THEIRS = "mine", "theirs"
BOTH = "Your form and the version saved meanwhile"
NOTHING = html.Span("not there", className="missing")
WHO = {"mine": "changed by you", "theirs": "changed by them", "both": "changed by both"}


def act(name: str, words: str, strong: bool = False) -> html.Button:
    """A button that changes what is kept."""
    style = "button strong" if strong else "button"
    return html.Button(words, id={"type": "plan-act", "name": name}, className=style, type="button")


def conflict(mine: Fields, theirs: SavedPlan, base: Fields) -> html.Section:
    """Both versions, field by field, with whose to keep.

    Args:
        mine: the form as it stands.
        theirs: what somebody else saved meanwhile.
        base: the version the form was made from.
    """
    other = to_fields(theirs.plan)
    found = differences(mine, other, base)
    asked = sum(each.proposed is None for each in found)
    return html.Section(
        [
            html.H2("Somebody else saved this plan meanwhile", id="plan-conflict-title", tabIndex="-1"),
            html.P(
                f"{theirs.by} saved version {theirs.version} on {theirs.when}. Nothing of yours or theirs was overwritten. "
                + _what_to_do(len(found), asked)
            ),
            scrolling(_both(found, theirs, (mine, other)), BOTH) if found else None,
            html.P(act(f"merge.{theirs.version}", "Save as chosen", strong=True)),
        ],
        className="plan-conflict",
        **attributes(aria_labelledby="plan-conflict-title"),
    )


def _what_to_do(found: int, asked: int) -> str:
    if not found:
        return "The two do not differ."
    said = f"They differ in {number_of(found, 'place', 'places')}; what only one of you changed is chosen already"
    return f"{said}, {number_of(asked, 'place waits', 'places wait')} for you." if asked else f"{said}."


def _both(found: tuple[Difference, ...], theirs: SavedPlan, sides: tuple[Fields, Fields]) -> html.Table:
    head = html.Tr([html.Th(name, scope="col") for name in ("Field", "Yours", f"Theirs ({theirs.by})", "Keep")])
    return html.Table(
        [
            html.Caption(BOTH),
            html.Thead(head),
            html.Tbody([_one(each, label(each.path, *sides)) for each in found]),
        ],
        className="table table-sm plan-both",
    )


def _one(each: Difference, name: str) -> html.Tr:
    keep = dbc.RadioItems(
        id={"type": "plan-keep", "name": each.path},
        options=[{"label": "Keep mine", "value": MINE}, {"label": "Keep theirs", "value": THEIRS}],
        value=each.proposed,
    )
    return html.Tr(
        [
            html.Th([name, html.Small(WHO[each.changed], className="plan-who")], scope="row"),
            html.Td(each.mine or NOTHING),
            html.Td(each.theirs or NOTHING),
            html.Td(html.Fieldset([html.Legend(name, className="visually-hidden"), keep], className="plan-keep")),
        ]
    )


def version_list(saved: SavedPlan, versions: tuple[SavedPlan, ...]) -> list[Any]:
    """Every version with a link to look at it, and the way to take the plan off the list."""
    items = [
        html.Li([f"Version {each.version}, {each.when}, {each.by}", *_look(each, saved)], className="plan-version")
        for each in versions
    ]
    return [
        html.Ul(items, className="compact-list"),
        html.Details(
            [
                html.Summary("Remove this plan"),
                html.P("It leaves the list; its versions stay in the database."),
                act("remove", "Remove the plan"),
            ],
            className="plan-remove",
        ),
    ]


def _look(each: SavedPlan, saved: SavedPlan) -> list[Any]:
    if each.version == saved.version:
        return [html.Span(" as it stands", className="missing")]
    link = dcc.Link(f"Look at version {each.version}", href=f"/walks/plan/{each.id}?version={each.version}")
    return [" · ", link]


def earlier(then: SavedPlan, now: SavedPlan) -> list[Any]:
    """An earlier version: what differs from the one that stands, all it held, and the way to take it back."""
    fields, standing = to_fields(then.plan), to_fields(now.plan)
    found = differences(fields, standing, standing)
    return [
        dcc.Store(id="plan-then", data={"plan": now.id, "version": now.version, "then": then.version}),
        html.P("Walk planner", className="eyebrow"),
        html.H1(f"Version {then.version}: walk on {long_day(then.plan.day)}"),
        html.P(
            f"Saved {then.when} by {then.by}. Version {now.version} of {now.when} stands. Taking an earlier version back "
            "saves it as a new one; nothing is lost.",
            className="page-intro",
        ),
        html.P(dcc.Link("Back to the plan as it stands", href=f"/walks/plan/{now.id}")),
        html.H2("What differs"),
        _then_and_now(found, (fields, standing)),
        html.H2("All that this version held"),
        _whole(fields),
        html.Div(
            [
                html.Label(
                    [
                        html.Span("Your name", className="plan-label"),
                        dbc.Input(id="plan-then-by", type="text", maxlength=80, autocomplete="name"),
                    ],
                    className="plan-field",
                ),
                html.Button(
                    f"Take version {then.version} back", id="plan-back", className="button strong", type="button"
                ),
                html.Div(id="plan-then-said", role="alert", className="plan-faults"),
            ],
            className="plan-bar",
            role="group",
            **attributes(aria_label="Taking back"),
        ),
    ]


def _then_and_now(found: tuple[Difference, ...], sides: tuple[Fields, Fields]) -> Any:
    if not found:
        return html.P("Nothing: both hold the same.")
    head = html.Tr([html.Th(name, scope="col") for name in ("Field", "Then", "Now")])
    rows = [
        html.Tr(
            [
                html.Th(label(each.path, *sides), scope="row"),
                html.Td(each.mine or NOTHING),
                html.Td(each.theirs or NOTHING),
            ]
        )
        for each in found
    ]
    return _table([html.Caption("Then and now"), html.Thead(head), html.Tbody(rows)], "Then and now")


def _whole(fields: Fields) -> html.Div:
    rows = [html.Tr([html.Th(label(path, fields), scope="row"), html.Td(text)]) for path, text in fields.items()]
    head = html.Tr([html.Th("Field", scope="col"), html.Th("Value", scope="col")])
    return _table([html.Caption("All fields"), html.Thead(head), html.Tbody(rows)], "All fields")


def _table(parts: list[Any], name: str) -> html.Div:
    return scrolling(html.Table(parts, className="table table-sm plan-table"), name)
