"""Choosing cities by typing: a text box with the names, chips to drop one, sets to start from. Keyboard first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from components.attributes import attributes
from components.door import reader
from exhibits.lookup import near_places

MOST = 12


def picker(prefix: str, chosen: Sequence[str]) -> html.Div:
    """The text box, its names, and the chips of the chosen. Ids: ``<prefix>-add``, ``-add-button``, ``-chips``, ``-said``."""
    return html.Div(
        [
            html.Label("Cities", htmlFor=f"{prefix}-add"),
            html.Div(
                [
                    dcc.Input(
                        id=f"{prefix}-add",
                        type="text",
                        list=f"{prefix}-names",
                        placeholder="Add a city or town",
                        maxLength=60,
                        autoComplete="off",
                        value="",
                    ),
                    html.Button("Add", id=f"{prefix}-add-button", type="button", className="button"),
                ],
                className="adder",
            ),
            html.Datalist([html.Option(value=place.name) for place in reader().places()], id=f"{prefix}-names"),
            html.Div(chips(prefix, chosen), id=f"{prefix}-chips", className="chips"),
            html.P("", id=f"{prefix}-said", className="exhibit-sub", role="status"),
            dcc.Store(id=f"{prefix}-places", data=list(chosen)),
        ],
        className="field whole",
    )


def chips(prefix: str, chosen: Sequence[str]) -> list[Any]:
    """One button a chosen city; pressing it drops the city."""
    buttons = []
    for slug in chosen:
        place = reader().place(slug)
        if place is not None:
            buttons.append(
                html.Button(
                    [place.name, html.Span("×", **attributes(aria_hidden="true"))],
                    id={"type": f"{prefix}-drop", "slug": slug},
                    type="button",
                    className="chip",
                    title=f"Drop {place.name}",
                    **attributes(data_focus_after=f"{prefix}-add", aria_label=f"Drop {place.name}"),
                )
            )
    return buttons


def with_added(chosen: Sequence[str], typed: str) -> tuple[tuple[str, ...], str]:
    """The chosen cities with the typed one, and a sentence when it could not be added."""
    text = " ".join(typed.split())[:60]
    if not text:
        return tuple(chosen), ""
    by_name = {place.name.lower(): place.slug for place in reader().places()}
    slug = by_name.get(text.lower())
    if slug is None:
        near = [place.name for each in near_places(reader(), text, 3) if (place := reader().place(each))]
        return tuple(chosen), f"No city is called “{text}”." + (f" Did you mean {' or '.join(near)}?" if near else "")
    if slug in chosen:
        return tuple(chosen), f"{text} is already there."
    if len(chosen) >= MOST:
        return tuple(chosen), f"At most {MOST} cities can be compared by name; drop one first."
    return (*chosen, slug), ""
