"""A wide table in a box of its own, which scrolls while the page stays."""

from __future__ import annotations

from typing import Any

from dash import html

from components.attributes import attributes


def scrolling(table: html.Table, label: str, **more: str) -> html.Div:
    """A table in its box. It takes the focus, so that it scrolls by keyboard too.

    Args:
        table: the table.
        label: what the box is called by who does not see it.
        more: further attributes of the box, spelt as for ``attributes``.
    """
    named: Any = attributes(aria_label=label, **more)
    return html.Div(table, className="table-scroll", tabIndex="0", role="region", **named)
