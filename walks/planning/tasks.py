"""The dated task list: the toolkit's tasks and one's own, counted from the day of the walk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from walks.planning.holidays import is_working_day
from walks.planning.plan import Done, OwnTask, Plan
from walks.planning.toolkit import TASKS, Role

ADDED = "added to this plan"
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a walk.

    Attributes:
        key: Names it in all versions of a plan.
        due: A working day, or the day of the walk.
        days: From the walk as planned, negative before it.
        role: Who.
        text: What.
        source: Where the timing is from.
        done: When it was ticked and by whom, or None.
        own: Whether it was added to this plan.
    """

    key: str
    due: date
    days: int
    role: Role
    text: str
    source: str
    done: Done | None = None
    own: bool = False

    def overdue(self, today: date) -> int:
        """Days since it was due, where it is not done; else 0."""
        return 0 if self.done else max((today - self.due).days, 0)


def task_list(
    day: date, own: Mapping[str, OwnTask] | None = None, done: Mapping[str, Done] | None = None
) -> tuple[Task, ...]:
    """Date the tasks from the walk's day.

    What falls on a weekend or a federal holiday is due on the working day before it if it comes before the walk, after
    it if it comes after.
    """
    ticked = done or {}
    tasks = [
        Task(each.key, due(day, each.days), each.days, each.role, each.text, each.source, ticked.get(each.key))
        for each in TASKS
    ]
    tasks += [
        Task(key, due(day, each.days), each.days, each.role, each.text, ADDED, ticked.get(key), own=True)
        for key, each in (own or {}).items()
    ]
    return tuple(sorted(tasks, key=lambda task: (task.due, task.days, task.own)))


def tasks_of(plan: Plan) -> tuple[Task, ...]:
    """The tasks of a plan, by day due."""
    return task_list(plan.day, plan.own, plan.done)


def due(day: date, days: int) -> date:
    """The day so many days from the walk, moved away from the walk to a working day."""
    found, step = day + timedelta(days), timedelta(1 if days > 0 else -1)
    while days and not is_working_day(found):
        found += step
    return found


def when_words(days: int) -> str:
    """How far from the walk: ``10 weeks before``, ``3 days before``, ``the day itself``, ``1 day after``."""
    if not days:
        return "the day itself"
    number, unit = abs(days), "day"
    if number % DAYS_OF_A_WEEK == 0:
        number, unit = number // DAYS_OF_A_WEEK, "week"
    return f"{number} {unit}{'' if number == 1 else 's'} {'before' if days < 0 else 'after'}"
