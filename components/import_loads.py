"""What is loaded: every load with its counts, those taken back too, and a way to take one back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from dash import html

from components.attributes import attributes
from components.import_choose import KINDS
from components.import_table import day_words, table
from database.district.values import DistrictLoadRecord
from exhibits.formats import grouped, number_of
from walks.importing import FileKind

COLUMNS = ["File", "Loaded", "Rows kept", "Rejected", "Blank", "Export of", "State", ""]


def loads(found: Sequence[DistrictLoadRecord]) -> Any:
    """The table, newest first; a sentence where there is none."""
    if not found:
        return html.P("Nothing yet. Load the visits first, then the enrollment, and the plan if you have one.")
    order = sorted(found, key=lambda load: load.id, reverse=True)
    rows = [_row(load) for load in order]
    listed = table("Loads, newest first", COLUMNS, rows, (2, 3, 4), [load.id for load in order])
    return html.Div([listed, *(_sure(load) for load in order if load.undone_at is None)])


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


def _undo(load: DistrictLoadRecord) -> html.Button:
    panel = f"undo-{load.id}"
    return html.Button(
        ["Undo", html.Span(f" {_name(load)}", className="visually-hidden")],
        type="button",
        className="action",
        **attributes(data_import_reveal=panel, aria_expanded="false", aria_controls=panel),
    )


def _sure(load: DistrictLoadRecord) -> html.Div:
    rows = number_of(load.kept, "row goes", "rows go")
    act = attributes(data_import_act="undo", data_import_id=str(load.id))
    words = f"{rows} away. The load stays listed as undone; to have it back, load the file again."
    undo = html.Button(f"Undo {_name(load)}", type="button", className="button strong", **act)
    panel = f"undo-{load.id}"
    # a load of its own: what was opened for one must not stand open for another
    return html.Div(
        [html.P(words), html.Div([undo, back(panel)], className="chips")],
        id=panel,
        className="import-sure",
        hidden=True,
        key=panel,
    )


def _name(load: DistrictLoadRecord) -> str:
    return f"{kind_name(load.kind).lower()} of {_moment(load.loaded_at)}"


def back(panel: str) -> html.Button:
    """The way out of a second press."""
    return html.Button(
        "Cancel", type="button", className="button", **attributes(data_import_reveal=panel, data_import_back="")
    )


def _moment(moment: datetime) -> str:
    """When, by this machine's clock: the file keeps UTC without a zone."""
    local = moment.replace(tzinfo=UTC).astimezone()
    return f"{day_words(local.date())}, {local.hour % 12 or 12}:{local:%M} {'am' if local.hour < 12 else 'pm'}"
