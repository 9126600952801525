"""Parts that several sheets share."""

from __future__ import annotations

from typing import Any

from dash import html

from components.attributes import attributes
from walks.planning import Plan


def title(text: str, under: str = "") -> html.Header:
    """The heading of a sheet."""
    return html.Header([html.H1(text), html.P(under, className="sheet-under") if under else None])


def boxed(ticked: bool = False) -> html.Span:
    """A box to tick by hand, or one that is."""
    return html.Span(
        "✓" if ticked else "",
        className="sheet-box",
        role="img",
        **attributes(aria_label="done" if ticked else "box to tick"),
    )


def run_table(plan: Plan) -> html.Table:
    """The run of the day."""
    rows = [
        html.Tr([html.Th(f"{at:%H:%M}", scope="row"), html.Td(line.what), html.Td(line.who)]) for at, line in plan.run()
    ]
    head = html.Tr([html.Th(name, scope="col") for name in ("Time", "What", "Who")])
    return html.Table([html.Thead(head), html.Tbody(rows)], className="sheet-table sheet-run")


def bullets(lines: tuple[str, ...] | list[str], **more: Any) -> html.Ul:
    """Short sentences under each other."""
    return html.Ul([html.Li(each) for each in lines], **more)
