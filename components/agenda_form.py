"""An agenda's own page where it may be changed: title, time, items, and a bar that says what is saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from components.agenda_files import files_menu, links
from components.agenda_item import act, field, item_row
from components.agenda_share import share_section
from components.attributes import attributes
from database.frozen import ARIZONA
from exhibits.agenda_items import BuiltItem
from exhibits.formats import number_of
from operations.agendas import Agenda, Saved

DRAG = (
    "Order: drag an item by its number, use “Move up” and “Move down”, or hold Alt and press an arrow key while you are in one. "
    "Whatever you write is saved as you go."
)


def form(saved: Saved, items: Sequence[BuiltItem]) -> list[Any]:
    """The whole form."""
    agenda = saved.agenda
    return [
        html.P(dcc.Link("All agendas", href="/convene"), className="eyebrow"),
        html.H1(agenda.title, id="convene-title"),
        html.Div(sums(agenda), id="convene-sums", className="convene-sums"),
        html.Div([*links(saved.id), *files_menu(saved.id, items)], className="convene-links"),
        html.Div(id="convene-conflict"),
        html.Div(_about(agenda), className="convene-fields convene-about"),
        html.H2("Items", className="convene-items-title"),
        html.P(DRAG, className="convene-hint"),
        html.Div(item_list(items), id="convene-items"),
        html.P(
            [
                act("keep-all", "All numbers as of today"),
                act("release-all", "All numbers live"),
                act("copy", "Duplicate this agenda"),
            ],
            id="convene-all",
            className="convene-acts",
        ),
        _add_words(),
        share_section(saved.id),
        html.Section(
            [
                html.H2("Room check", id="convene-check-title"),
                html.P(
                    "Builds every item, draws each slide here as large as the big screen (1920 by 1080), and lists what is not "
                    "ready.",
                    className="convene-hint",
                ),
                html.Button(
                    "Room check",
                    id="convene-check-go",
                    type="button",
                    className="button",
                    **attributes(data_convene_check=""),
                ),
                html.Div(id="convene-verdict", **attributes(aria_live="polite")),
                html.Div(id="convene-slides", className="convene-slides"),
            ],
            className="convene-check",
            **attributes(aria_labelledby="convene-check-title"),
        ),
        _removal(),
        _bar(saved),
        dcc.Store(id="convene-asked"),
        dcc.Store(id="convene-choice"),
        dcc.Store(id="convene-told", data=told(saved)),
        dcc.Store(id="convene-running", data=False),
        dcc.Store(id="convene-heard"),
        dcc.Store(id="convene-ran"),
        dcc.Store(id="convene-check-asked"),
        dcc.Store(id="convene-seen"),
        dcc.Location(id="convene-go", refresh="callback-nav"),
    ]


def told(saved: Saved, number: int = 0, **more: Any) -> dict[str, Any]:
    """What the browser's script is told: which version stands, and what came of its question."""
    said = more.pop("said", "")
    return {
        "agenda": saved.id,
        "version": saved.version,
        "number": number,
        "when": when_words(saved),
        "said": said,
    } | more


def when_words(saved: Saved) -> str:
    """``Saved 14:02, version 5``, in Arizona's time; with the day where that is not today."""
    moment = saved.saved_at.astimezone(ARIZONA)
    today = datetime.now(ARIZONA).date()
    when = f"{moment:%H:%M}" if moment.date() == today else f"{moment:%Y-%m-%d %H:%M}"
    return f"Saved {when}, version {saved.version}"


def item_list(items: Sequence[BuiltItem]) -> Any:
    """The ordered items, or how to get some."""
    if not items:
        return html.P("Nothing is on it yet.", className="empty-state")
    return html.Ol(
        [item_row(each, place, len(items)) for place, each in enumerate(items, start=1)],
        className="convene-list",
        id="convene-list",
    )


def sums(agenda: Agenda) -> list[Any]:
    """How many items and minutes, against the minutes there are."""
    over = agenda.minutes - agenda.length
    parts: list[Any] = [f"{number_of(len(agenda.items), 'item', 'items')} · {minutes_words(agenda.minutes)}"]
    if agenda.length:
        parts.append(f" of {agenda.length:g}")
        if over > 0:
            parts.append(html.Strong(f" · {minutes_words(over)} too long", className="convene-over"))
        elif over < 0:
            parts.append(f" · {minutes_words(-over)} left")
    return [html.P(parts)]


def minutes_words(minutes: float) -> str:
    """``1 minute``, ``2.5 minutes``."""
    return f"{minutes:g} {'minute' if minutes == 1 else 'minutes'}"


def _about(agenda: Agenda) -> list[Any]:
    title = dbc.Input(
        id="convene-name", type="text", value=agenda.title, maxlength=120, debounce=True, autocomplete="off"
    )
    length = dbc.Input(
        id="convene-length",
        type="number",
        value=agenda.length or None,
        min=0,
        max=600,
        step="any",
        debounce=True,
        inputmode="decimal",
    )
    return [field("Title", title, "title", "wide"), field("Minutes there are", length, "length", "small")]


def _add_words() -> html.P:
    return html.P(
        [
            "To add an item, open a page, ",
            dcc.Link("a city", href="/city"),
            ", ",
            dcc.Link("the comparison", href="/compare"),
            " or ",
            dcc.Link("the losses", href="/losses"),
            ", and press “Add to agenda” under what you want to show.",
        ],
        className="convene-hint",
    )


def _removal() -> html.Details:
    """Off the list, after a second press: the first one only opens this."""
    return html.Details(
        [
            html.Summary("Remove this agenda"),
            html.P("It leaves the list, and its share link ends; its versions stay in the database."),
            html.Button("Remove it", type="button", className="button", **attributes(data_convene_act="discard")),
        ],
        className="convene-more convene-removal",
    )


def _bar(saved: Saved) -> html.Div:
    return html.Div(
        [
            html.Button("Save", type="button", className="button", **attributes(data_convene_act="save")),
            html.P(when_words(saved), id="convene-said", role="status"),
            html.Button("Undo", id="convene-undo", type="button", className="button", hidden=True),
            html.Div(id="convene-faults", role="alert", className="convene-faults"),
        ],
        className="convene-bar",
        role="group",
        **attributes(aria_label="Saving"),
    )
