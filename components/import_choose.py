"""Choosing a file: which of the three it is, what must not be in it, and a place to pick it or drop it."""

from __future__ import annotations

from datetime import date

import dash_bootstrap_components as dbc
from dash import html

from components.attributes import attributes
from components.import_asked import MOST_BYTES
from walks.importing import FileKind

KINDS = {
    FileKind.VISITS: ("Visits", "One row for each attempt at a door: walk date, random key, target group, outcome."),
    FileKind.SPELLS: (
        "Enrollment",
        "One row for each enrollment: random key, enter and leave dates and codes. "
        "Who came back and who stayed is worked out from it.",
    ),
    FileKind.PLAN: ("Plan", "One row for each walk: teams, volunteers, vehicles, hours, cost."),
}
NEVER = (
    "names",
    "birth dates",
    "addresses",
    "phone numbers",
    "e-mail addresses",
    "student, state or social security numbers, nor hashes of them",
)


def choose(today: date) -> html.Div:
    """The controls; the file box itself is put in by ``file_box.js``."""
    return html.Div([html.Div([_kinds(), _as_of(today)], className="import-kind"), _drop(), _never()])


def _kinds() -> html.Fieldset:
    options = [
        {"label": html.Span([html.B(name), html.Span(words, className="hint")]), "value": kind.value}
        for kind, (name, words) in KINDS.items()
    ]
    return html.Fieldset(
        [
            html.Legend("What is in the file"),
            dbc.RadioItems(id="import-kind", options=options, value=FileKind.VISITS.value, className="import-kinds"),
            html.Button(
                "Download an empty file of this kind",
                type="button",
                className="action",
                **attributes(data_import_act="template"),
            ),
        ],
        className="field",
        **attributes(data_import_name="kind", data_import_recheck="fresh"),
    )


def _as_of(today: date) -> html.Div:
    return html.Div(
        [
            html.Label("Day of the export", htmlFor="import-as-of"),
            # the browser's own date box; the library passes on a type its list leaves out
            dbc.Input(id="import-as-of", type="date", value="", max=today.isoformat()),
            html.Span(
                "Of enrollment: the day the student system wrote the file. Nothing after it is known.", className="hint"
            ),
        ],
        className="field import-as-of",
        **attributes(data_import_name="as_of", data_import_recheck="again"),
    )


def _drop() -> html.Div:
    return html.Div(
        [
            html.Label("File", htmlFor="import-file"),
            html.Div(className="import-input"),
            html.P(
                "Choose a CSV or Excel file (.xlsx), or drop it here; at most 10 MB. "
                "It is checked at once, and nothing of it is kept before you press Load.",
                id="import-file-help",
                className="hint",
            ),
        ],
        id="import-drop",
        className="import-drop",
        **attributes(data_file_most=str(MOST_BYTES)),
    )


def _never() -> html.Div:
    return html.Div(
        [
            html.P([html.B("Must not be in it: "), "; ".join(NEVER), ". A file with any of these is refused whole."]),
            html.P(
                "Students go by a random key drawn for this purpose. The list that says which key is whose stays with the "
                "district and is never brought here."
            ),
        ],
        className="import-never",
    )
