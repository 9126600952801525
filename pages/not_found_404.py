"""Any other address: what there is instead."""

from __future__ import annotations

from typing import Any

import dash
from dash import html

from components.states import not_here

dash.register_page(__name__, title="No such page", nav=None, order=99)


def layout(**_: Any) -> html.Div:
    """The way back."""
    near = [("Overview", "/"), ("Cities and towns", "/city"), ("Compare", "/compare"), ("Data and methods", "/data")]
    return not_here(
        "There is no page here", "The address may have been cut or mistyped.", near, ("Search by name", "/search")
    )
