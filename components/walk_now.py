"""What a walk asks of the district now: follow-ups due and overdue, and the doors to try again by walk-scoped key."""

from __future__ import annotations

from datetime import date
from typing import Any

from dash import html

from components.frame import table
from components.walk_private import facts, section
from exhibits.formats import grouped, number_of
from exhibits.model import Cell, Column, Table
from exhibits.own_walk import caption, day_words
from operations.district.one_walk import OneWalk, Revisit, revisits, stopped
from operations.district.side import DistrictSide

KEYS = (
    "Keys are random and of this walk only: they lead to nobody outside this file, and nothing in another walk. "
    "The list below gives them back with the keys of your own files."
)


def now(side: DistrictSide, one: OneWalk) -> list[Any]:
    """Counts of follow-ups, then the list."""
    today = side.today()
    due = one.follow_ups(today)
    counts = [
        ("Overdue", grouped(due.overdue)),
        ("Due today", grouped(due.due - due.overdue)),
        ("Later", grouped(due.later)),
        ("Done", grouped(due.done)),
    ]
    doors = revisits(side, one)
    body = [
        facts(counts),
        html.P(
            "A follow-up is done when a later visit was made or the student has re-enrolled.", className="exhibit-sub"
        ),
    ]
    return [
        section("walk-now", "What to do now", [*body, *_doors(side, doors, today), *_stopped(side, one), _own(one)])
    ]


def _own(one: OneWalk) -> html.P:
    """How the district gets the list under its own keys: they are on no page."""
    command = f".venv/bin/dashboards walks follow-ups {one.walks[0].slug} --out follow-ups.csv --teams 6"
    said = "Both lists with the keys of your own files, dealt out to teams, for this machine alone: "
    return html.P([said, html.Code(command)], className="exhibit-sub")


def _stopped(side: DistrictSide, one: OneWalk) -> list[Any]:
    """Who came once and stopped: a list, not a share."""
    left = stopped(side, one)
    if not left:
        return [html.P("Nobody of this walk came back and stopped.", className="exhibit-sub")]
    columns = (
        Column("key", "Key"),
        Column("back", "Back on"),
        Column("left", "Left on"),
        Column("days", "Days stayed", "days"),
        Column("language", "Language"),
    )
    rows = tuple(
        (
            Cell(each.key, each.key),
            Cell(each.re_entered_on.isoformat(), day_words(each.re_entered_on)),
            Cell(each.left_on.isoformat(), day_words(each.left_on)),
            Cell((each.left_on - each.re_entered_on).days, grouped((each.left_on - each.re_entered_on).days)),
            Cell(each.language, each.language or "not given"),
        )
        for each in left
    )
    said = f"{number_of(len(left), 'student', 'students')} came once and stopped"
    shown = table(Table(columns, rows, caption(side, "Came once and stopped, by the key of this walk")))
    return [html.Details([html.Summary(said), shown], className="walk-doors", open=len(left) <= OPEN_UP_TO)]


def _doors(side: DistrictSide, doors: tuple[Revisit, ...], today: date) -> list[Any]:
    if not doors:
        return [html.P("No door of this walk asks for another visit.", className="empty-state")]
    late = sum(door.due is not None and door.due < today for door in doors)
    said = f"{number_of(len(doors), 'door', 'doors')} to try again, {grouped(late)} past the day agreed"
    return [
        html.Details([html.Summary(said), html.P(KEYS, className="exhibit-sub"), table(_table(side, doors, today))],
                     className="walk-doors", open=len(doors) <= OPEN_UP_TO)
    ]  # fmt: skip


OPEN_UP_TO = 30


def _table(side: DistrictSide, doors: tuple[Revisit, ...], today: date) -> Table:
    columns = (
        Column("key", "Key"),
        Column("outcome", "Last outcome"),
        Column("language", "Language"),
        Column("next", "Next step"),
        Column("due", "Due"),
        Column("attempts", "Visits so far", "visits"),
    )
    rows = tuple(
        (
            Cell(door.key, door.key),
            Cell(door.outcome, door.outcome),
            Cell(door.language, door.language or "not given"),
            Cell(door.next_step, door.next_step),
            _due(door.due, today),
            Cell(door.attempts, grouped(door.attempts)),
        )
        for door in doors
    )
    return Table(columns, rows, caption(side, "Doors to try again, by the key of this walk"))


def _due(due: date | None, today: date) -> Cell:
    if due is None:
        return Cell(None, "no day set", "not collected")
    return Cell(due.isoformat(), f"{day_words(due)}{', overdue' if due < today else ''}")
