"""The parts of pages that lead through work in steps: bring a file, look at it, load it."""

from __future__ import annotations

from typing import Any

from dash import html

from components.attributes import attributes

ELSEWHERE = "This is done on the district's own machine: start the program there with DEPLOYMENT=district."


def step(page: str, name: str, title: str, body: list[Any], number: str = "") -> html.Section:
    """One part under its heading, which a script can give the focus.

    Args:
        page: what ids on the page begin with.
        name: of this part, in its ids.
        title: its heading.
        body: what stands under it.
        number: of the step; "" for a part that is none.
    """
    mark = [html.Span(number, className="step", **attributes(aria_hidden="true"))] if number else []
    identity = f"{page}-{name}-title"
    heading = html.H2([*mark, title], id=identity, tabIndex="-1")
    return html.Section([heading, *body], className="import-step", **attributes(aria_labelledby=identity))
