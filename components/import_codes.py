"""Withdrawal codes nobody has explained: what each means is asked, never guessed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from components.attributes import attributes
from components.import_asked import FIRST, KIND_WORDS, LAST, MEANS, SAYS
from components.import_table import table
from exhibits.formats import number_of
from operations.district.importing import UnknownCodeAsked
from walks.codes import code_table

COLUMNS = ["Code", "What it says of the student", "In your own words", "First fiscal year", "Last fiscal year"]
LONGEST_MEANING = 200


def codes(asked: Sequence[UnknownCodeAsked]) -> Any:
    """A row for each code; None where none is unknown."""
    if not asked:
        return None
    last = max(row.to_fiscal_year for row in code_table().rows)
    return html.Form(
        [
            html.H3("What do these codes mean?"),
            html.P(
                "Nothing of the file is loaded before each is explained. What you say is kept for all later files. "
                "Fiscal year 2016 runs from July 2015 to June 2016.",
                className="hint",
            ),
            table("Withdrawal codes that are not known", COLUMNS, [_row(each, last) for each in asked]),
            html.Button("Save what these mean", type="submit", className="button strong"),
        ],
        className="import-codes",
        key="|".join(each.code for each in asked),
        **attributes(data_import_act="codes"),
    )


def _row(asked: UnknownCodeAsked, last: int) -> list[Any]:
    options = [{"label": words, "value": kind} for kind, words in KIND_WORDS.items()]
    first = min(asked.fiscal_years)
    known_to = str(max(last, *asked.fiscal_years))
    return [
        html.Span([html.Code(asked.code), html.Span(f" in {number_of(asked.rows, 'row', 'rows')}", className="hint")]),
        _cell(
            asked.code, MEANS, COLUMNS[1], dbc.Select(id=f"means-{asked.code}", options=options, placeholder="choose")
        ),
        _cell(
            asked.code,
            SAYS,
            COLUMNS[2],
            dbc.Input(id=f"says-{asked.code}", value=asked.description, maxlength=LONGEST_MEANING),
        ),
        _cell(asked.code, FIRST, COLUMNS[3], _year(f"from-{asked.code}", str(first))),
        _cell(asked.code, LAST, COLUMNS[4], _year(f"to-{asked.code}", known_to)),
    ]


def _year(box: str, value: str) -> dbc.Input:
    return dbc.Input(id=box, value=value, inputmode="numeric", maxlength=4, autoComplete="off")


def _cell(code: str, name: str, column: str, control: Any) -> html.Div:
    label = html.Label(f"{column}, {code}", htmlFor=control.id, className="visually-hidden")
    return html.Div([label, control], **attributes(data_import_name=f"{name}{code}"))
