"""Whose walks: the district's name and who holds its walks; said once, open to change until something is loaded."""

from __future__ import annotations

from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from components.attributes import attributes
from components.import_asked import Unusable
from database.district.values import DistrictRecord


class Named(BaseModel):
    """The two names as typed."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    district: str = Field(min_length=2, max_length=120)
    organizer: str = Field(min_length=2, max_length=120)


def named(fields: dict[str, str]) -> DistrictRecord:
    """The names as typed.

    Raises:
        Unusable: one is missing or too long.
    """
    try:
        found = Named.model_validate(fields)
    except ValidationError as problem:
        places = {str(each["loc"][0]) for each in problem.errors(include_url=False)}
        which = " and ".join(words for name, words in LABELS.items() if name in places)
        raise Unusable(f"{which.capitalize()}: write 2 to 120 letters.") from None
    return DistrictRecord(found.district, found.organizer)


LABELS = {"district": "name of the district", "organizer": "who holds the walks"}


def who(district: DistrictRecord | None, fixed: bool) -> Any:
    """The names as text once something is loaded, else a form. ``fixed``: something is loaded."""
    if district is not None and fixed:
        return html.Div(
            [
                html.Dl(
                    [_pair("District", district.name), _pair("Walks held by", district.organizer)],
                    className="import-pairs",
                ),
                html.P(
                    "Fixed, for what is loaded names its walks by this. Undo every load to change it.", className="hint"
                ),
            ]
        )
    held = district or DistrictRecord("", "")
    return html.Form(
        [
            _box("district", "Name of the district", "Such as Pima Unified School District", held.name),
            _box("organizer", "Who holds the walks", "With its day this names a walk", held.organizer),
            html.Button("Save", type="submit", className="button strong"),
        ],
        className="import-form",
        **attributes(data_import_act="district"),
    )


def _pair(name: str, value: str) -> html.Div:
    return html.Div([html.Dt(name), html.Dd(value)])


def _box(name: str, label: str, hint: str, value: str) -> html.Div:
    box = f"import-{name}"
    return html.Div(
        [
            html.Label(label, htmlFor=box),
            dbc.Input(id=box, value=value, maxlength=120, autoComplete="off", debounce=True),
            html.Span(hint, className="hint"),
        ],
        className="field",
        **attributes(data_import_name=name),
    )
