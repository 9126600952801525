"""A plan's tasks and its day for other programs: an iCalendar file, and the tasks as CSV. No student is in either.

Tasks are all-day events, for Google Calendar drops to-dos and Outlook takes them only in part; they block no time. Each
event keeps its id through all versions and carries the version as its sequence, so that a later file moves it.
"""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from icalendar.enums import TRANSP

from exports.csv_file import csv_bytes
from operations.plans import SavedPlan
from walks.planning import Task, tasks_of, when_words

ZONE = ZoneInfo("America/Phoenix")
HOST = "steps-to-success.azmayors"
PRODUCT = "-//Arizona Mayors Education Dashboards//Walk planner//EN"
NEWEST_ZONE_DAY = date(2038, 1, 1)


def plan_calendar(saved: SavedPlan) -> bytes:
    """The walk and its tasks as iCalendar (RFC 5545): the walk in Arizona time, tasks all day on the day they are due."""
    plan = saved.plan
    calendar = Calendar.new(
        prodid=PRODUCT,
        name=f"Walk of {plan.day:%Y-%m-%d}, {plan.organizer}",
        uid=f"{saved.id}@{HOST}",
        method="PUBLISH",
        version="2.0",
    )
    calendar.add_component(_walk(saved))
    for task in tasks_of(plan):
        calendar.add_component(_task(saved, task))
    calendar.add_missing_timezones(last_date=NEWEST_ZONE_DAY)
    return bytes(calendar.to_ical())


def plan_tasks_csv(saved: SavedPlan, today: date) -> bytes:
    """The tasks as CSV: due, when, role, task, source, done on, done by, days overdue."""
    header = ("Due", "When", "Role", "Task", "Source", "Done on", "Done by", "Days overdue")
    rows = [
        (
            task.due.isoformat(),
            when_words(task.days),
            str(task.role),
            task.text,
            task.source,
            task.done.on.isoformat() if task.done else None,
            task.done.by if task.done else None,
            task.overdue(today),
        )
        for task in tasks_of(saved.plan)
    ]
    return csv_bytes(header, rows)


def plan_file_name(saved: SavedPlan) -> str:
    """What its files are called, without ending: ``walk-plan-2027-01-15``."""
    return f"walk-plan-{saved.plan.day:%Y-%m-%d}"


def _walk(saved: SavedPlan) -> Event:
    plan = saved.plan
    run = "\n".join(f"{at:%H:%M} {line.what}" + (f" ({line.who})" if line.who else "") for at, line in plan.run())
    return Event.new(
        uid=f"{saved.id}-walk@{HOST}",
        summary=f"Walk: {plan.organizer}",
        description=f"Run of the day\n{run}",
        location=plan.meeting_place or None,
        start=plan.at(0).replace(tzinfo=ZONE),
        end=plan.at(plan.minutes).replace(tzinfo=ZONE),
        stamp=saved.saved_at,
        sequence=saved.version,
    )


def _task(saved: SavedPlan, task: Task) -> Event:
    done = f"\nDone {task.done.on:%Y-%m-%d} by {task.done.by}" if task.done else ""
    return Event.new(
        uid=f"{saved.id}-{task.key}@{HOST}",
        summary=f"{'Done: ' if task.done else ''}{task.text}",
        description=f"{task.role}; {when_words(task.days)}; timing: {task.source}{done}",
        categories=[str(task.role)],
        start=task.due,
        end=task.due + timedelta(1),
        stamp=saved.saved_at,
        sequence=saved.version,
        transparency=TRANSP.TRANSPARENT,
    )
