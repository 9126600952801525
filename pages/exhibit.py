"""``/exhibit/<name>``: one exhibit alone, at the address that rebuilds it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import dash
from dash import html

from components import frozen_strip
from components.address import path_variable
from components.door import shelf
from components.frame import frame
from components.states import not_here
from exhibits.model import BadParameterError, UnknownExhibitError

dash.register_page(
    __name__,
    path_template="/exhibit/<name>",
    title="Exhibit: Arizona Mayors Education Dashboards",
    nav=None,
    order=50,
    knows=lambda name: any(kind.name == name for kind in shelf().kinds()),
)


def layout(name: object = None, **query: Any) -> html.Div:
    """The exhibit, or what its address got wrong."""
    asked, _ = path_variable(name)
    query, link = frozen_strip.take(query)
    kept = frozen_strip.strip(link, f"/exhibit/{asked}", query)
    try:
        found = shelf().build(asked, query)
    except UnknownExhibitError:
        near = [
            (kind.question, f"/exhibit/{kind.name}") for kind in shelf().kinds() if not kind.parameters.model_fields
        ]
        return not_here(
            f"No exhibit called “{asked}”", "An exhibit’s address comes from its “Copy link”.", near, ("Overview", "/")
        )
    except BadParameterError as problem:
        refused = not_here(
            "This exhibit’s address cannot be used",
            _why(problem),
            [(near, f"/exhibit/{asked}?{_with(query, problem.field_name, near)}") for near in problem.near],
            ("Overview", "/"),
        )
        return html.Div([*kept, refused]) if kept else refused
    alone = frame(found, heading="h1", open_table=found.figure is None)
    return html.Div([*kept, alone], className="page exhibit-page")


def _why(problem: BadParameterError) -> str:
    name = problem.field_name.replace("_", " ")
    if not problem.value:
        return f"It lacks “{name}”: {problem.allowed}."
    return f"“{problem.value}” does not work for {name}. It takes {problem.allowed}."


def _with(query: dict[str, Any], field: str, value: str) -> str:
    return urlencode({str(key): str(text) for key, text in query.items()} | {field: value})
