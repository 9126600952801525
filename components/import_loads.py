"""What is loaded: every load with its counts, those taken back too, and a way to take one back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from dash import html

from components.attributes import attributes
from components.import_choose import KINDS
from components.import_table import counted, day_words, table
from database.district.values import DistrictLoadRecord
from exhibits.formats import grouped
from walks.importing import FileKind

COLUMNS = ["File", "Loaded", "Rows kept", "Rejected", "Blank", "Export of", "State", ""]


def loads(found: Sequence[DistrictLoadRecord]) -> Any:
    """The table, newest first; a sentence where there is none."""
    if not found:
        return html.P("Nothing yet. Load the visits first, then the enrollment, and the plan if you have one.")
    order = sorted(found, key=lambda load: load.id, reverse=True)
    return table("Loads, newest first", COLUMNS, [_row(load) for load in order], (2, 3, 4), [load.id for load in order])


def kind_name(kind: str) -> str:
    """A file's kind as the page calls it."""
    return KINDS[FileKind(kind)][0]


def _row(load: DistrictLoadRecord) -> list[Any]:
    return [
        html.Span([kind_name(load.kind), html.Span("made-up", className="tag") if load.made_up else None]),
        _moment(load.loaded_at),
        grouped(load.kept),
        grouped(load.rejected),
        grouped(load.blank),
        day_words(load.as_of) if load.kind == FileKind.SPELLS else "",
        f"undone {_moment(load.undone_at)}" if load.undone_at else "in use",
        None if load.undone_at else _undo(load),
    ]


def _undo(load: DistrictLoadRecord) -> html.Div:
    panel = f"undo-{load.id}"
    name = f"{kind_name(load.kind).lower()} of {_moment(load.loaded_at)}"
    rows = counted(load.kept, "row goes", "rows go")
    opener = html.Button(
        ["Undo", html.Span(f" {name}", className="visually-hidden")],
        type="button",
        className="action",
        **attributes(data_import_reveal=panel, aria_expanded="false", aria_controls=panel),
    )
    sure = html.Div(
        [
            html.P(f"{rows} away. The load stays listed as undone; to have it back, load the file again."),
            html.Div(
                [
                    html.Button(
                        f"Undo {name}",
                        type="button",
                        className="button",
                        **attributes(data_import_act="undo", data_import_id=str(load.id)),
                    ),
                    back(panel),
                ],
                className="chips",
            ),
        ],
        id=panel,
        className="import-sure",
        hidden=True,
    )
    return html.Div([opener, sure])


def back(panel: str) -> html.Button:
    """The way out of a second press."""
    return html.Button(
        "Cancel", type="button", className="button", **attributes(data_import_reveal=panel, data_import_back="")
    )


def _moment(moment: datetime) -> str:
    """When, by this machine's clock: the file keeps UTC without a zone."""
    local = moment.replace(tzinfo=UTC).astimezone()
    return f"{day_words(local.date())}, {local.hour % 12 or 12}:{local:%M} {'am' if local.hour < 12 else 'pm'}"
