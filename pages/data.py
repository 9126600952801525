"""``/data``: every measure with its definition, source, vintage, coverage and file; conflicts; the load history."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated, Any

import dash
from dash import dcc, html
from pydantic import AfterValidator

from components.address import PageState, read_state
from components.desk_link import reading_link
from components.door import exhibit, reader
from components.frame import QUOTED, frame
from components.states import notice
from database.values import CoverageRecord, DerivedCheckRecord, LoadRecord, MeasureRecord
from exhibits.formats import grouped, listed
from exhibits.lookup import near_measures
from exhibits.model import Exhibit
from exhibits.parameters import MaybeMeasure
from exhibits.staff_figures import contradiction_words

dash.register_page(__name__, path="/data", title="Data and methods", nav="Data", nav_address="/data", order=7)


def _known(measure: str | None) -> str | None:
    if measure is not None and reader().measure(measure) is None:
        near = [each.name for key in near_measures(reader(), measure, 3) if (each := reader().measure(key))]
        message = "no measure has this id" + (f"; did you mean {listed(near)}?" if near else "")
        raise ValueError(message)
    return measure


class DataState(PageState):
    """``measure``: the one opened."""

    measure: Annotated[MaybeMeasure, AfterValidator(_known)] = None


def layout(**query: Any) -> html.Div:
    """The page."""
    state, said = read_state(DataState, query)
    opened = reader().measure(state.measure) if state.measure else None
    return html.Div(
        [
            notice(said),
            html.H1("Data and methods"),
            html.P(
                "Every number here has a source and a year. Figures of different definitions are never joined; figures that "
                "disagree are all shown; what nobody has published says so.",
                className="page-intro",
            ),
            _opened(opened) if opened else None,
            frame(exhibit("coverage")),
            html.H2("Measures", className="section-title"),
            *_topics(opened),
            html.H2("Published losses and where they disagree", className="section-title"),
            reading_link(),
            frame(exhibit("published_losses"), heading="h3"),
            _checks(),
            _contradictions(),
            html.H2("What was loaded, and when", className="section-title"),
            *[_load(load) for load in reader().loads()[:10]],
            html.H2("Bring a figure", className="section-title"),
            _bring(),
        ],
        className="page",
    )


def _opened(measure: MeasureRecord) -> html.Section:
    return html.Section(
        [frame(exhibit("definition", measure=measure.id), open_table=True), html.P(_download(measure))], id="opened"
    )


def _download(measure: MeasureRecord) -> list[Any]:
    table = "district-observations" if measure.subject == "district" else "observations"
    return [
        html.A("Download CSV", href=f"/api/v1/{table}.csv?measure={measure.id}", download=f"{measure.id}.csv"),
        " · ",
        html.A("JSON", href=f"/api/v1/{table}?measure={measure.id}"),
        *(
            [" · ", dcc.Link("Compare cities on it", href=f"/compare?measure={measure.id}")]
            if measure.subject == "place"
            else []
        ),
    ]


def _topics(opened: MeasureRecord | None) -> list[Any]:
    reach = {each.measure_id: each for each in reader().coverage()}
    measures = sorted(reader().measures(), key=lambda each: each.position)
    order = list(dict.fromkeys(each.topic for each in measures))
    parts: list[Any] = []
    for topic, group in groupby(
        sorted(measures, key=lambda each: (order.index(each.topic), each.position)), key=lambda each: each.topic
    ):
        parts.append(html.H3(topic, className="topic"))
        parts.append(
            html.Ul([_measure(each, reach.get(each.id), each == opened) for each in group], className="measure-list")
        )
    return parts


def _measure(measure: MeasureRecord, reach: CoverageRecord | None, opened: bool) -> html.Li:
    span = f"{reach.first} to {reach.last}" if reach and reach.first else "no figure yet"
    record = exhibit("definition", measure=measure.id)
    return html.Li(
        html.Details(
            [
                html.Summary([measure.name, html.Span(f"{span} · {measure.source.publisher}")]),
                _record(record),
                html.P(_download(measure)),
            ],
            open=opened,
        ),
        id=f"measure-{measure.id}",
    )


def _record(record: Exhibit) -> html.Dl:
    return html.Dl(
        [
            part
            for row in record.table.rows
            for part in (html.Dt(row[0].text), html.Dd(row[1].text, **(QUOTED if row[0].value == "Source" else {})))
        ],
        className="record",
    )


def _checks() -> html.Section:
    checks = reader().derived_checks()
    wrong = [check for check in checks if check.agrees.upper() == "NO"]
    lines = [html.Li(_check(check)) for check in wrong]
    return html.Section(
        [
            html.H3(f"{len(checks)} arithmetic checks on published figures; {len(wrong)} do not hold"),
            html.P("Each is a plain product or sum of printed figures. Those that fail are shown, not hidden."),
            html.Ul(lines),
        ],
        className="exhibit",
    )


def _contradictions() -> html.Section | None:
    """Measures of which two sources give different figures for one place and period."""
    found = groupby(reader().contradictions(), key=lambda row: (row.measure_id, row.place_geoid, row.period_end))
    lines = [html.Li(contradiction_words(reader(), list(rows)), **QUOTED) for _, rows in found]
    if not lines:
        return None
    return html.Section(
        [
            html.H3(f"Where sources differ on a measure: {len(lines)}"),
            html.P("All stay. Pages lead with the first: the one with an interval where only one has it."),
            html.Ul(lines),
        ],
        className="exhibit",
    )


def _check(check: DerivedCheckRecord) -> str:
    """A check that does not hold, in words: what the printed figures give, and what is printed."""
    meaning = (check.meaning or check.id).strip()
    printed = (
        grouped(float(check.published))
        if check.published and check.published.replace(".", "").isdigit()
        else check.published
    )
    given = f"the printed figures give {grouped(check.computed)}, printed is {printed}"
    return f"{meaning[:1].upper()}{meaning[1:]}: {given} (US dollars, {check.id})."


def _load(load: LoadRecord) -> html.Details:
    rows = [html.Li(f"{table.table_name}: {table.rows:,} rows, content {table.sha256[:12]}") for table in load.tables]
    when = f"{load.finished_at:%Y-%m-%d %H:%M} UTC"
    return html.Details(
        [
            html.Summary(
                [f"{load.kind}: {load.rows:,} rows", html.Span(f"{when} · data version {load.data_version[:12]}")]
            ),
            html.Ul(rows),
        ],
        className="load",
    )


def _bring() -> html.Div:
    return html.Div(
        [
            html.P(
                "Staff can bring what is not public in text form, such as the 2018 report’s table of fifteen places:"
            ),
            html.Ol(
                [
                    html.Li(
                        [
                            html.Code(".venv/bin/dashboards data template losses"),
                            " writes an empty table with instructions.",
                        ]
                    ),
                    html.Li(
                        [
                            html.Code(".venv/bin/dashboards data load losses FILE"),
                            " checks every row, shows what each figure would change, asks, and loads it whole or not at all.",
                        ]
                    ),
                    html.Li("The pages show it at once, with its source."),
                ]
            ),
        ]
    )
