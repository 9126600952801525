"""The boxes of a plan's form: native inputs inside their labels, each known by the path of its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from walks.planning import LABELS, ROW_LABELS
from walks.planning.fields import YES
from walks.planning.words import LONGEST_LINE

FIELD, TICK = "plan-field", "plan-tick"
# A choice whose value is empty shows as nothing.
NO_CHOICE = "-"
Fields = Mapping[str, str]


def field_id(path: str) -> dict[str, str]:
    """The id of a field's box."""
    return {"type": FIELD, "name": path}


def name_of(path: str) -> str:
    """What a box is called beside it."""
    parts = path.split(".")
    return LABELS[path] if len(parts) == 1 else ROW_LABELS[parts[-1]]


def line(path: str, fields: Fields, wide: bool = False, hint: str = "", names: str = "") -> html.Label:
    """A short text. ``names``: id of a list of suggestions."""
    box = dbc.Input(
        id=field_id(path),
        type="text",
        value=fields.get(path, ""),
        maxlength=LONGEST_LINE,
        debounce=True,
        autocomplete="off",
        **({"list": names} if names else {}),
    )
    return labelled(name_of(path), box, "wide" if wide else "", hint)


def number(path: str, fields: Fields, least: float | None = 0, whole: bool = True, hint: str = "") -> html.Label:
    """A number."""
    box = dbc.Input(
        id=field_id(path),
        type="number",
        value=fields.get(path),
        step=1 if whole else "any",
        debounce=True,
        inputmode="numeric",
        **({} if least is None else {"min": least}),
    )
    return labelled(name_of(path), box, "small", hint)


def timed(path: str, fields: Fields, kind: str, hint: str = "") -> html.Label:
    """A ``date`` or ``time``, in the browser's own picker."""
    box = dbc.Input(id=field_id(path), type=kind, value=fields.get(path, ""), debounce=True)
    return labelled(name_of(path), box, "medium", hint)


def choice(path: str, fields: Fields, options: Sequence[str], none: str = "") -> html.Label:
    """One of a few. ``none``: what no choice is called, where that is possible."""
    offered = [{"label": none, "value": NO_CHOICE}] if none else []
    offered += [{"label": each, "value": each} for each in options]
    box = dbc.Select(id=field_id(path), options=offered, value=fields.get(path, NO_CHOICE if none else options[0]))
    return labelled(name_of(path), box, "medium")


def tick(path: str, fields: Fields, label: str = "") -> dbc.Checkbox:
    """Yes or no."""
    return dbc.Checkbox(id=field_id(path), label=label or name_of(path), value=fields.get(path) == YES)


def labelled(name: str, box: Any, width: str = "", hint: str = "") -> html.Label:
    """A box in its label, with what it means under it."""
    parts = [html.Span(name, className="plan-label"), box]
    if hint:
        parts.append(html.Span(hint, className="plan-hint"))
    return html.Label(parts, className=f"plan-field {width}".strip())
