"""``/``: how Arizona is doing, which cities, what changed, what comes next."""

from __future__ import annotations

from typing import Any

import dash
from dash import dcc, html

from components.address import PageState, read_state
from components.desk_link import desk_link
from components.door import exhibit, reader
from components.frame import frame
from components.states import notice
from database.values import MeasureRecord
from exhibits.formats import number_of

dash.register_page(
    __name__, path="/", title="Overview: Arizona Mayors Education Dashboards", nav="Overview", nav_address="/", order=0
)

LEAD_MEASURE = "share_19_20_with_hs_diploma"
YOUTH_MEASURE = "disconnected_rate_16_19"
NEWEST = 6


class State(PageState):
    """The overview has no parameters."""


def layout(**query: Any) -> html.Div:
    """The overview."""
    _, said = read_state(State, query)
    profile = exhibit("profile", place="arizona")
    return html.Div(
        [
            notice(said),
            html.P("Arizona", className="eyebrow"),
            frame(profile, heading="h1", lead=True),
            desk_link(profile),
            html.Div(
                [
                    html.Div(frame(exhibit("map"))),
                    html.Div([_members(), _changed(), _next()]),
                ],
                className="cols",
            ),
            html.Div(
                [
                    html.Div(frame(exhibit("ranking", measure=LEAD_MEASURE))),
                    html.Div(frame(exhibit("trend", measure=YOUTH_MEASURE, places="arizona,united-states"))),
                ],
                className="cols",
            ),
        ],
        className="page",
    )


def _members() -> html.Section:
    listed = [each for each in reader().memberships() if each.status == "listed" and each.place_slug]
    links = [
        html.Li(dcc.Link(each.place_name, href=f"/city/{each.place_slug}"))
        for each in sorted(listed, key=lambda each: each.place_name or "")
    ]
    return html.Section(
        [
            html.H2(f"The Roundtable’s {len(links)} cities and towns"),
            html.P(
                "Listed on its members page about 2025; earlier members are on each city’s page.",
                className="exhibit-sub",
            ),
            html.Ul(links, className="city-links two"),
            html.P(dcc.Link("All 91 cities and towns", href="/city")),
        ]
    )


def _changed() -> html.Section:
    reach = {each.measure_id: each for each in reader().coverage()}
    dated = [(reach[each.id].last or 0, each) for each in reader().measures() if each.id in reach]
    # letter grades are six measures of one source: one line stands for them
    dated = [
        (year, each) for year, each in dated if not each.id.startswith("letter_grade") or each.id == "letter_grade_a"
    ]
    newest = sorted(dated, key=lambda pair: (-pair[0], pair[1].position))[:NEWEST]
    lines = [
        html.Li(
            [
                html.Span(str(year), className="when"),
                dcc.Link(each.name, href=f"/data?measure={each.id}"),
                _having(each, year),
            ]
        )
        for year, each in newest
    ]
    return html.Section([html.H2("Newest figures"), html.Ul(lines, className="compact-list")])


def _having(measure: MeasureRecord, year: int) -> html.Span:
    """How many have the newest year, of how many that have any: one early figure is not news of all."""
    if measure.subject == "district":
        ids = {service.district.entity_id for service in reader().services()}
        of_districts = reader().district_observations(ids, (measure.id,))
        having = {(r.district_id, r.period_end) for r in of_districts if r.value is not None}
        one, many = "district", "districts"
    else:
        having = {(r.place_slug, r.period_end) for r in reader().observations(measure.id) if r.value is not None}
        one, many = "place", "places"
    every = {owner for owner, _ in having}
    now = {owner for owner, latest in having if latest == year}
    return html.Span(f" {len(now)} of {number_of(len(every), one, many)}", className="muted")


def _next() -> html.Section:
    loads = reader().loads()
    when = f"{loads[0].finished_at:%d %B %Y}".lstrip("0") if loads else "not yet"
    return html.Section(
        [
            html.H2("What comes next"),
            html.Ul(
                [
                    html.Li(
                        "The 2018 report’s table of fifteen places and its guide: to be loaded when staff bring them."
                    ),
                    html.Li("Graduation counts of the classes since 2024, when the state publishes them by district."),
                    html.Li(f"This database was loaded on {when}."),
                ],
                className="compact-list",
            ),
        ]
    )
