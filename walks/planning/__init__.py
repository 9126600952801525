"""Planning a walk: tasks dated back from the day, sizes, the run of the day, costs, gaps. No student is in any of it."""

from walks.planning.costs import Costs, costs, dollars
from walks.planning.fields import Difference, Fields, differences, from_fields, merged, to_fields
from walks.planning.gaps import Resource, committee_gaps, gaps, resources_of
from walks.planning.holidays import holiday_on, is_working_day
from walks.planning.labels import LABELS, ROW_LABELS, faults, label
from walks.planning.plan import (
    CostKind,
    CostLine,
    Done,
    LanguageNeed,
    Member,
    Moment,
    OwnTask,
    Plan,
    copied,
)
from walks.planning.sizing import OBSERVED_SOURCE, OBSERVED_STOPS, Sizing, size_teams, speakers_needed
from walks.planning.tasks import Task, due, task_list, tasks_of, when_words
from walks.planning.toolkit import CHECKLIST, TARGETS, TASKS, Role, Target

__all__ = [
    "CHECKLIST",
    "LABELS",
    "OBSERVED_SOURCE",
    "OBSERVED_STOPS",
    "ROW_LABELS",
    "TARGETS",
    "TASKS",
    "CostKind",
    "CostLine",
    "Costs",
    "Difference",
    "Done",
    "Fields",
    "LanguageNeed",
    "Member",
    "Moment",
    "OwnTask",
    "Plan",
    "Resource",
    "Role",
    "Sizing",
    "Target",
    "Task",
    "committee_gaps",
    "copied",
    "costs",
    "differences",
    "dollars",
    "due",
    "faults",
    "from_fields",
    "gaps",
    "holiday_on",
    "is_working_day",
    "label",
    "merged",
    "resources_of",
    "size_teams",
    "speakers_needed",
    "task_list",
    "tasks_of",
    "to_fields",
    "when_words",
]
