"""Planning a walk: tasks dated back from the day, sizes, the run of the day, gaps. No student is in any of it."""

from walks.planning.plan import (
    CHECKLIST,
    CostLine,
    Member,
    Moment,
    Plan,
    Role,
    Sizing,
    Task,
    run_of_the_day,
    size_teams,
    speakers_needed,
    task_list,
)

__all__ = [
    "CHECKLIST",
    "CostLine",
    "Member",
    "Moment",
    "Plan",
    "Role",
    "Sizing",
    "Task",
    "run_of_the_day",
    "size_teams",
    "speakers_needed",
    "task_list",
]
