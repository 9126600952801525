"""School years: given by the district or assumed, each with its closed days; a form adds one or puts one in its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from components.attributes import attributes
from components.import_asked import Unusable
from components.import_table import day_words, table
from database.district.values import SchoolYearRecord
from exhibits.formats import grouped
from operations.district import school_years
from operations.district.school_years import BOXES
from walks.calendar import FRIDAY, SchoolYear


def year_of(fields: dict[str, str]) -> SchoolYearRecord:
    """The school year as typed.

    Raises:
        Unusable: a day is missing, no date or out of order.
    """
    try:
        return school_years.year_of(fields)
    except school_years.NotASchoolYear as problem:
        raise Unusable(str(problem)) from None


def spans(days: Sequence[date]) -> list[tuple[date, date]]:
    """Closed days as spans; a weekend between two of them does not break one."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and (day - found[-1][1]).days <= (3 if found[-1][1].weekday() == FRIDAY else 1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def years(given: Sequence[SchoolYearRecord], used: Sequence[SchoolYear], made_up: bool) -> Any:
    """The years in use: those given with ways to change them, and those assumed, said so."""
    firsts = {year.first_day for year in given}
    assumed = [year for year in used if year.first_day not in firsts]
    rows = [_row(year, False) for year in given] + [_row(year, True) for year in assumed]
    parts: list[Any] = []
    if assumed:
        parts.append(html.P(_assumed_words(len(assumed), made_up), className="import-note"))
    columns = ["First day", "End of first semester", "Last day", "Closed days", "From", ""]
    parts.append(table("School years in use", columns, [row for _, row in sorted(rows, key=lambda each: each[0])]))
    return html.Div(parts, className="import-years")


def _assumed_words(count: int, made_up: bool) -> str:
    were = "One school year was" if count == 1 else f"{grouped(count)} school years were"
    how = (
        "the days are those of the made-up district"
        if made_up
        else "from the first Monday of August to the Friday before Memorial Day, with the usual holidays"
    )
    use = "The ten-day rule and every “still enrolled” count school days by it."
    return f"{were} not given, so {'it is' if count == 1 else 'they are'} assumed: {how}. {use}"


def _row(year: SchoolYear | SchoolYearRecord, assumed: bool) -> tuple[date, list[Any]]:
    number = str(year.first_day.toordinal())
    name = f"{year.first_day.year}-{year.last_day.year % 100:02d}"
    acts = html.Div(
        [
            _act("Give this year" if assumed else "Change", "year-edit", number, name),
            None if assumed else _act("Remove", "drop-year", number, name),
        ],
        className="import-acts",
    )
    closed = html.Details(
        [
            html.Summary(f"{len(year.closed)} days"),
            html.Ul([html.Li(_span(each)) for each in spans(sorted(year.closed))]),
        ]
    )
    days = [day_words(each) for each in (year.first_day, year.semester_end, year.last_day)]
    source = html.Span("assumed", className="tag") if assumed else "the district"
    return year.first_day, [*days, closed if year.closed else "none", source, acts]


def _act(words: str, act: str, number: str, name: str) -> html.Button:
    return html.Button(
        [words, html.Span(f" {name}", className="visually-hidden")],
        type="button",
        className="action",
        **attributes(data_import_act=act, data_import_id=number),
    )


def _span(span: tuple[date, date]) -> str:
    first, last = span
    return day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"


def year_form(year: SchoolYear | SchoolYearRecord | None = None) -> html.Form:
    """The form, blank or with a year to change."""
    held = {name: getattr(year, name).isoformat() if year else "" for name in BOXES}
    boxes = [
        html.Div(
            [html.Label(label, htmlFor=f"year-{name}"), _date_box(name, held[name])],
            className="field",
            **attributes(data_import_name=name),
        )
        for name, label in BOXES.items()
    ]
    written = [first.isoformat() if first == last else f"{first} to {last}" for first, last in spans(_closed_of(year))]
    closed = html.Div(
        [
            html.Label("Closed days: holidays and breaks, one or a span a line", htmlFor="year-closed"),
            dbc.Textarea(id="year-closed", value="\n".join(written), rows=4, maxlength=4000),
            html.Span("Such as 11/26/2026, or 12/21/2026 to 1/1/2027. Weekends need not be listed.", className="hint"),
        ],
        className="field whole",
        **attributes(data_import_name="closed"),
    )
    return html.Form(
        [
            *boxes,
            closed,
            html.Div(html.Button("Save this school year", type="submit", className="button"), className="whole"),
        ],
        className="import-form",
        # another year makes another form: what was typed into the last one goes with it
        key=f"{year.first_day if year else 'blank'}-{len(written)}",
        **attributes(data_import_act="year"),
    )


def _closed_of(year: SchoolYear | SchoolYearRecord | None) -> list[date]:
    return sorted(year.closed) if year else []


def _date_box(name: str, value: str) -> dbc.Input:
    # the browser's own date box; the library passes on a type its list leaves out
    return dbc.Input(id=f"year-{name}", type="date", value=value)
