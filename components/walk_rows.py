"""The district's own part of ``/walks``: what to do next, every walk in a line, all walks together."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from components.door import exhibit, reader
from components.frame import frame, private_badges
from components.walk_private import section
from exhibits.formats import grouped, number_of
from exhibits.own_walk import base_rates, base_words, day_words, rate_words, share_words
from operations.district.one_walk import FRESH_DAYS, WalkRow, days_since_export, walk_rows
from operations.district.side import DistrictSide

IMPORT, RELEASE, PLAN = "/walks/import", "/walks/release", "/walks/plan"


def own_part(side: DistrictSide) -> list[Any]:
    """Everything of the district above the published record."""
    district = side.district()
    name = district.name if district else "This district"
    rows = walk_rows(side)
    if not rows:
        return [html.P(name, className="eyebrow"), html.H1("Our walks"), _nothing()]
    return [
        html.P(name, className="eyebrow"),
        html.H1("Our walks"),
        private_badges(side.is_made_up()),
        html.Div([_to(*each) for each in LINKS], className="walk-acts"),
        section("walk-next", "What to do next", [html.Ul(_next(side, rows), className="walk-next")]),
        section(
            "walk-list",
            "Walk by walk",
            [_list(rows), html.P(base_words(base_rates(reader())[0]), className="exhibit-sub")],
        ),
        frame(exhibit("own_all")),
    ]


LINKS = (
    ("Load files", IMPORT, True),
    ("Plan a walk", PLAN, False),
    ("Release what may be published", RELEASE, False),
)


def _to(words: str, address: str, strong: bool) -> dcc.Link:
    return dcc.Link(words, href=address, className="button strong" if strong else "button")


def _nothing() -> html.Div:
    return html.Div(
        [
            html.P(
                "No walk is loaded yet. Bring the file of visits (who was on the list, what came of each visit) and the file of "
                "enrollment spells from your student system. They are checked before anything is kept, stay on this machine, "
                "and hold no names.",
                className="empty-state",
            ),
            html.Div([_to(*each) for each in LINKS[:2]], className="walk-acts"),
        ]
    )


def _next(side: DistrictSide, rows: tuple[WalkRow, ...]) -> list[html.Li]:
    """What waits, most pressing first; that nothing waits is said too."""
    waiting = [_follow_up(row) for row in rows if row.follow_ups.due]
    said = [*waiting, *_export(side), *_calendar(side)]
    return said or [html.Li("Nothing is due today, and the enrollment export is recent.")]


def _follow_up(row: WalkRow) -> html.Li:
    due, overdue = row.follow_ups.due, row.follow_ups.overdue
    today = f", {grouped(due - overdue)} due today" if due > overdue else ""
    words = f"{number_of(overdue, 'follow-up', 'follow-ups')} overdue{today}"
    return html.Li([dcc.Link(words, href=f"/walks/{row.walk.slug}"), f" from the walk of {day_words(row.walk.day)}"])


def _export(side: DistrictSide) -> list[html.Li]:
    exported, days = side.as_of(), days_since_export(side)
    if exported is None or days is None:
        said = "No enrollment is loaded yet, so nobody’s return can be seen: "
        return [html.Li([said, dcc.Link("load the file of spells", href=IMPORT)])]
    if days <= FRESH_DAYS:
        return []
    said = f"Enrollment is known to {day_words(exported)} only, {grouped(days)} days ago: "
    return [html.Li([said, dcc.Link("load a new export", href=IMPORT)])]


def _calendar(side: DistrictSide) -> list[html.Li]:
    if not side.calendar().assumed:
        return []
    said = "The school calendar is assumed, so ten-day stays, semesters and years may be off: "
    return [html.Li([said, dcc.Link("give the school years", href=IMPORT)])]


def _list(rows: tuple[WalkRow, ...]) -> html.Ul:
    return html.Ul([_row(row) for row in rows], className="walk-rows")


def _row(row: WalkRow) -> html.Li:
    due = row.follow_ups
    overdue = f"{grouped(due.overdue)} overdue, {grouped(due.later)} later" if due.overdue + due.later else "none open"
    pairs = [
        ("Listed", grouped(row.listed), ""),
        ("Contacted", grouped(row.contacted), ""),
        ("Re-enrolled", grouped(row.re_enrolled), ""),
        ("Return rate", share_words(row.return_rate), rate_words(row.return_rate)),
        ("Follow-ups", overdue, ""),
    ]
    return html.Li(
        [
            dcc.Link(day_words(row.walk.day), href=f"/walks/{row.walk.slug}", className="walk-day"),
            html.Dl([html.Div([html.Dt(name), html.Dd([html.B(text), _more(more)])]) for name, text, more in pairs]),
        ]
    )


def _more(words: str) -> html.Span | None:
    return html.Span(words, className="walk-more") if words else None
