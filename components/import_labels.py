"""New labels of a file: each is confirmed, read as a known one, or left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from components.attributes import attributes
from components.import_asked import LABEL
from components.import_table import table
from exhibits.formats import grouped, number_of
from operations.district.importing import LabelAsked
from operations.district.importing_labels import CONFIRM, LEAVE_OUT, choices_for

COLUMNS = ["Field", "New label", "Rows", "What to do with it"]
WORDS = {CONFIRM: "It is right: confirm it for all files", LEAVE_OUT: "Leave it out"}


def labels(asked: Sequence[LabelAsked]) -> Any:
    """A row for each new label; None where every label is known."""
    if not asked:
        return None
    rows = [[one.of, _label(one), grouped(one.rows), _choice(place, one)] for place, one in enumerate(asked)]
    return html.Div(
        [
            html.H3("These labels are new"),
            html.P(
                "Confirm each, read it as a known one, or leave it out: then the rows are loaded without it. Confirmed labels "
                "are kept for later files, and may stand in releases.",
                className="hint",
            ),
            table("New labels", COLUMNS, rows, (2,)),
        ],
        className="import-codes",
    )


def _label(one: LabelAsked) -> html.Span:
    shown = html.Code(one.label) if one.label else number_of(one.labels, "label, not shown", "labels, not shown")
    why = f" {one.refused}: it cannot be confirmed" if one.refused else ""
    return html.Span([shown, html.Span(why, className="hint")])


def _choice(place: int, one: LabelAsked) -> html.Div:
    box = f"import-label-{place}"
    options = [{"label": WORDS.get(each, f"Read it as “{each}”"), "value": each} for each in choices_for(one)]
    named = f"What to do with {one.label or 'labels not shown'}, {one.of}"
    return html.Div(
        [
            html.Label(named, htmlFor=box, className="visually-hidden"),
            dbc.Select(id=box, options=options, value=one.choice or None, placeholder="choose"),
        ],
        **attributes(data_import_name=f"{LABEL}{one.name}", data_import_recheck="again"),
    )
