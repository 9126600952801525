"""The parts of a plan's form that are rows: people, languages, own tasks, the run of the day, costs. Rows come and go."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, Literal

from dash import html

from components.attributes import attributes
from components.plan_fields import TICK, Fields, choice, line, number, tick, timed
from walks.planning import CostKind, Role

Section = Literal["members", "languages", "own", "moments", "costs"]
KEY_BYTES = 4
# What one row of a section is called, on its buttons.
ONE = {"members": "person", "languages": "language", "own": "task", "moments": "line", "costs": "cost"}


def rows(section: Section, fields: Fields) -> html.Div:
    """All rows of a section, and the button that adds one."""
    keys = list(dict.fromkeys(path.split(".")[1] for path in fields if path.startswith(f"{section}.")))
    if section == "moments":
        keys.sort(key=lambda key: int(fields.get(f"moments.{key}.minutes", "0")))
    return html.Div(
        [
            html.Div(
                [row(section, key, fields) for key in keys],
                id={"type": "plan-rows", "section": section},
                className="plan-rows",
            ),
            html.Button(
                f"Add a {ONE[section]}",
                id={"type": "plan-add", "section": section},
                className="button",
                type="button",
                **attributes(data_plan_add=section),
            ),
        ],
        **attributes(data_plan_section=section),
    )


def new_row(section: Section) -> html.Div:
    """An empty row under a key of its own."""
    return row(section, secrets.token_hex(KEY_BYTES), {})


def row(section: Section, key: str, fields: Fields) -> html.Div:
    """One row: its boxes, and the button that takes it out."""
    drop = html.Button(
        "Remove",
        id={"type": "plan-drop", "section": section, "row": key},
        className="action plan-drop",
        type="button",
        **attributes(data_plan_drop=section, aria_label=f"Remove this {ONE[section]}"),
    )
    return html.Div(
        [*_PARTS[section](f"{section}.{key}", key, fields), drop],
        id={"type": "plan-row", "section": section, "row": key},
        className=f"plan-row plan-row-{section}",
        role="group",
        **attributes(aria_label=ONE[section].capitalize()),
    )


def _member(path: str, _key: str, fields: Fields) -> list[Any]:
    return [
        line(f"{path}.name", fields),
        choice(f"{path}.role", fields, [str(role) for role in Role], none="no role"),
        timed(f"{path}.agreement_signed", fields, "date"),
        html.Div([tick(f"{path}.employee", fields), tick(f"{path}.leads", fields)], className="plan-ticks"),
    ]


def _language(path: str, _key: str, fields: Fields) -> list[Any]:
    return [
        line(f"{path}.language", fields, names="plan-languages"),
        number(f"{path}.homes", fields),
        number(f"{path}.speakers", fields),
    ]


def _own(path: str, key: str, fields: Fields) -> list[Any]:
    return [
        task_tick(key, "Done", f"done.{key}.on" in fields),
        line(f"{path}.text", fields, wide=True),
        choice(f"{path}.role", fields, [str(role) for role in Role]),
        number(f"{path}.days", fields, least=None),
        due(key),
    ]


def _moment(path: str, key: str, fields: Fields) -> list[Any]:
    return [
        html.Span(id={"type": "plan-clock", "row": key}, className="plan-clock"),
        number(f"{path}.minutes", fields, least=None),
        line(f"{path}.what", fields, wide=True),
        line(f"{path}.who", fields),
    ]


def _cost(path: str, _key: str, fields: Fields) -> list[Any]:
    return [
        line(f"{path}.what", fields, wide=True),
        choice(f"{path}.kind", fields, [str(kind) for kind in CostKind]),
        number(f"{path}.hours", fields, whole=False),
        number(f"{path}.rate", fields, whole=False),
        number(f"{path}.cash", fields, whole=False),
    ]


def task_tick(key: str, label: Any, done: bool) -> Any:
    """The tick of a task."""
    box = tick("", {}, label)
    box.id, box.value = {"type": TICK, "name": key}, done
    return box


def due(key: str) -> html.Span:
    """Where a task's day stands, filled in as the date moves."""
    return html.Span(id={"type": "plan-due", "row": key}, className="plan-due")


_PARTS: dict[Section, Callable[[str, str, Fields], list[Any]]] = {
    "members": _member,
    "languages": _language,
    "own": _own,
    "moments": _moment,
    "costs": _cost,
}
