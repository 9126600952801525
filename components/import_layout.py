"""What the import page asks of a file besides its columns: its sheets and header row, open last days, students missing."""

from __future__ import annotations

from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from components.attributes import attributes
from components.import_asked import HEADER_ROW, LOST, LOST_ANSWER, OPEN, OPEN_ANSWER, SHEET, SHEET_ANSWER, of_file
from operations.district.importing import Checked, Wishes
from operations.district.importing_report import coverage_words, sheets_words

MOST_HEADER_ROWS = 30


def layout(checked: Checked) -> Any:
    """Which sheets are read and which row names the columns; another choice checks the file again."""
    table = checked.table
    if table is None:
        return None
    words = [f"The columns are named in row {table.header_row}."]
    if said := sheets_words(table):
        words.append(said)
    many = len(table.sheets) > 1
    rows = [{"label": f"row {row}", "value": str(row)} for row in range(1, MOST_HEADER_ROWS + 1)]
    name = of_file(checked.sha256, HEADER_ROW)
    controls = [_select("import-header-row", "Columns are named in", rows, str(table.header_row), name, "fresh")]
    if many:
        controls += [
            _sheet(place, sheet, sheet in table.sheets_read, checked.sha256) for place, sheet in enumerate(table.sheets)
        ]
    return html.Details(
        [
            html.Summary([html.B("Where the table stands"), f": {' '.join(words)}"]),
            html.Div(controls, className="chips"),
        ],
        open=many or bool(checked.refused and checked.header),
        className="import-columns",
    )


def open_ends(checked: Checked, wishes: Wishes) -> Any:
    """What last days that are no dates mean: asked once, kept for later files."""
    texts = dict.fromkeys([*wishes.open_ends, *(asked.text for asked in checked.open_ends)])
    if not texts:
        return None
    options = [{"label": "still enrolled", "value": OPEN_ANSWER}]
    rows = [
        _select(
            f"import-open-{place}",
            f"“{text}” as a last day means",
            options,
            OPEN_ANSWER if text in wishes.open_ends else None,
            f"{OPEN}{text}",
            "again",
        )
        for place, text in enumerate(texts)
    ]
    return html.Div(
        [
            html.H3("Students who are still enrolled"),
            html.P("What is said here is kept for later files. If it means something else, mend it in the file."),
            html.Div(rows, className="chips"),
        ],
        className="import-codes",
    )


def coverage(checked: Checked) -> Any:
    """How many listed students the file says something of; where it lacks students held before, what that means."""
    found = checked.coverage
    if found is None or checked.refused:
        return None
    parts: list[Any] = [html.P([html.B("Coverage: "), coverage_words(found)])]
    if found.lost:
        options = [{"label": "they may stay unknown since the earlier export", "value": LOST_ANSWER}]
        chosen = LOST_ANSWER if checked.lost_confirmed else None
        name = of_file(checked.sha256, LOST)
        parts.append(_select("import-lost", f"The {found.lost:,} missing", options, chosen, name, "again"))
    return html.Div(parts, className="import-coverage")


def _sheet(place: int, sheet: str, read: bool, sha256: str) -> html.Div:
    options = [{"label": "read", "value": SHEET_ANSWER}, {"label": "not read", "value": "no"}]
    chosen = SHEET_ANSWER if read else "no"
    return _select(
        f"import-sheet-{place}", f"Sheet “{sheet}”", options, chosen, of_file(sha256, f"{SHEET}{sheet}"), "fresh"
    )


def _select(
    box: str, label: str, options: list[dict[str, str]], value: str | None, name: str, recheck: str
) -> html.Div:
    control = dbc.Select(id=box, options=options, value=value, placeholder="choose")
    return html.Div(
        [html.Label(label, htmlFor=box), control],
        className="field",
        **attributes(data_import_name=name, data_import_recheck=recheck),
    )
