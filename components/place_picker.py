"""Choosing cities by typing: a text box with the names, chips to drop one, sets to start from. Keyboard first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from components.attributes import attributes
from components.door import reader
from components.states import Said
from exhibits.lookup import near_places

MOST = 12
# an address may name anything, any number of times: only so many names are looked at, and so many answered one by one
MOST_READ = 200
MOST_ANSWERED = 3
FEWEST_LETTERS = 3
"""Fewer are like anything."""


@dataclass(frozen=True, slots=True)
class AskedPlaces:
    """The cities an address names. ``kept``: slugs, at most ``MOST``; ``unknown``: no place is called so; ``over``: too many."""

    kept: tuple[str, ...]
    unknown: tuple[str, ...]
    over: int


def asked_places(asked: object) -> AskedPlaces:
    """The cities of an address, by slug or name in any case: what is known is kept, whatever else stands beside it."""
    parts = asked if isinstance(asked, (list, tuple)) else [asked]
    texts = [text.strip()[:60] for part in parts for text in str(part or "").split(",") if text.strip()]
    slugs = {text: "-".join(text.lower().split()) for text in texts[:MOST_READ]}
    known = tuple(dict.fromkeys(slug for slug in slugs.values() if reader().place(slug) is not None))
    unknown = tuple(text for text, slug in slugs.items() if slug not in known)
    return AskedPlaces(known[:MOST], unknown, max(len(known) - MOST, 0))


def places_said(asked: AskedPlaces, link: Callable[[tuple[str, ...]], str]) -> list[Said]:
    """Sentences about the cities that were left out. ``link``: the address of the page with these cities."""
    said: list[Said] = [_unknown(text, asked.kept, link) for text in asked.unknown[:MOST_ANSWERED]]
    rest = len(asked.unknown) - MOST_ANSWERED
    if rest > 0:
        said.append(f"{rest} more of the names are no city’s; they were left out.")
    if asked.over:
        said.append(f"At most {MOST} cities can be compared by name; the first {MOST} are kept.")
    return said


def _unknown(text: str, kept: tuple[str, ...], link: Callable[[tuple[str, ...]], str]) -> Said:
    said = f"No city is called “{text}”; it was left out."
    slugs = near_places(reader(), text, 3) if len(text) >= FEWEST_LETTERS else ()
    near = [place for slug in slugs if slug not in kept and (place := reader().place(slug))]
    if not near or len(kept) >= MOST:
        return said
    parts: list[Any] = [f"{said} Did you mean "]
    for index, place in enumerate(near):
        parts += [" or "] if index else []
        parts.append(dcc.Link(place.name, href=link((*kept, place.slug))))
    return [*parts, "?"]


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
