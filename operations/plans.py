"""Plans of walks as they are kept: started, saved version by version, taken back. Nothing a person saved is overwritten.

A plan is a document of kind ``walk-plan``: JSON of :class:`walks.planning.Plan` with the name of whoever saved it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from database.documents import Changed, Documents
from database.frozen import ARIZONA
from database.values import DocumentRecord
from walks.planning import Done, Fields, Plan, copied, from_fields
from walks.planning.words import Line

KIND = "walk-plan"
ID_BYTES = 8
MOST_VERSIONS_SHOWN = 40
PlanId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class NoSuchPlan(LookupError):
    """There is no plan of this id: it was never there, or was removed."""


class _Content(BaseModel):
    """What one version holds."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    by: Line
    plan: Plan


@dataclass(frozen=True, slots=True)
class SavedPlan:
    """One version of a plan: which, when (aware, UTC), by whom, and what it holds."""

    id: str
    version: int
    saved_at: datetime
    by: str
    plan: Plan

    @property
    def when(self) -> str:
        """Day and time in Arizona, ``2027-01-15 14:05``."""
        return f"{self.saved_at.astimezone(ARIZONA):%Y-%m-%d %H:%M}"


class Overtaken(Exception):
    """Somebody else saved meanwhile; nothing was written. ``theirs`` is what stands; None where the plan was removed."""

    def __init__(self, theirs: SavedPlan | None) -> None:
        """``theirs``: the version that stands now."""
        super().__init__("the plan was changed meanwhile; nothing was saved")
        self.theirs = theirs


def today() -> date:
    """The day it is in Arizona."""
    return datetime.now(UTC).astimezone(ARIZONA).date()


def plans(documents: Documents) -> tuple[SavedPlan, ...]:
    """Every plan as it stands, the latest walk first."""
    found = [_read(record) for record in documents.all(KIND)]
    return tuple(sorted(found, key=lambda each: (each.plan.day, each.plan.organizer), reverse=True))


def latest(documents: Documents, identity: str) -> SavedPlan:
    """A plan as it stands.

    Raises:
        NoSuchPlan: there is none.
    """
    record = documents.latest(KIND, identity)
    if record is None:
        raise NoSuchPlan(f"There is no plan {identity}.")
    return _read(record)


def version(documents: Documents, identity: str, number: int) -> SavedPlan:
    """One version of a plan.

    Raises:
        NoSuchPlan: there is none of this id and number.
    """
    record = documents.at(KIND, identity, number)
    if record is None or record.content is None:
        raise NoSuchPlan(f"There is no version {number} of plan {identity}.")
    return _read(record)


def versions(documents: Documents, identity: str) -> tuple[SavedPlan, ...]:
    """The versions of a plan, the newest first; at most the last ``MOST_VERSIONS_SHOWN``.

    Raises:
        NoSuchPlan: there is none of this id.
    """
    records = documents.newest(KIND, identity, MOST_VERSIONS_SHOWN)
    if not records or records[0].content is None:
        raise NoSuchPlan(f"There is no plan {identity}.")
    return tuple(_read(record) for record in records if record.content is not None)


def start(
    documents: Documents,
    day: date,
    organizer: str,
    begins: time,
    by: str,
    after: str | None = None,
    act: str = "",
) -> SavedPlan:
    """Begin the plan of a walk.

    Args:
        documents: Where it is kept.
        day: Of the walk.
        organizer: Who holds it.
        begins: When teams depart, Arizona time.
        by: Who begins it.
        after: Id of an earlier plan to copy people, tasks, sizes and costs from.
        act: The key the page made for this act: sent again, it gives the plan it began.

    Raises:
        NoSuchPlan: ``after`` is none.
        pydantic.ValidationError: a value does not hold.
    """
    plan = (
        copied(latest(documents, after).plan, day, organizer, begins)
        if after
        else Plan(day=day, organizer=organizer, start=begins)
    )
    return _save(documents, secrets.token_hex(ID_BYTES), plan, 0, by, act)


def save(documents: Documents, identity: str, plan: Plan, based_on: int, by: str) -> SavedPlan:
    """Save a new version.

    Args:
        documents: Where it is kept.
        identity: Which plan.
        plan: What it holds now.
        based_on: The version the change began from.
        by: Who changed it.

    Raises:
        Overtaken: somebody else saved since ``based_on``; nothing was written.
    """
    return _save(documents, identity, plan, based_on, by)


def take_back(documents: Documents, identity: str, number: int, based_on: int, by: str) -> SavedPlan:
    """Save what an earlier version held as the newest one.

    Raises:
        NoSuchPlan: there is no such version.
        Overtaken: somebody else saved since ``based_on``.
    """
    return _save(documents, identity, version(documents, identity, number).plan, based_on, by)


def remove(documents: Documents, identity: str, based_on: int) -> None:
    """Take a plan off the list; its versions stay in the database.

    Raises:
        Overtaken: somebody else saved since ``based_on``.
    """
    try:
        documents.remove(KIND, identity, based_on)
    except Changed as changed:
        raise Overtaken(_standing(changed.current)) from None


def from_form(fields: Mapping[str, str], ticked: Mapping[str, bool], before: Plan, by: str, day: date) -> Plan:
    """The plan a form holds.

    Args:
        fields: Texts by path, without the ticks of tasks.
        ticked: Whether each task of the form is ticked, by its key.
        before: The version the form was made from: a tick that stood keeps its day and name.
        by: Who fills the form in.
        day: The day a new tick gets.

    Raises:
        pydantic.ValidationError: a value does not hold.
    """
    done = {key: before.done.get(key) or Done(on=day, by=by) for key, set_ in ticked.items() if set_}
    marks: Fields = {}
    for key, each in done.items():
        marks |= {f"done.{key}.on": each.on.isoformat(), f"done.{key}.by": each.by}
    return from_fields({**fields, **marks})


def _save(documents: Documents, identity: str, plan: Plan, based_on: int, by: str, act: str = "") -> SavedPlan:
    content = _Content(by=by, plan=plan)
    try:
        return _read(documents.save(KIND, identity, content.model_dump_json(), based_on, act))
    except Changed as changed:
        raise Overtaken(_standing(changed.current)) from None


def _standing(record: DocumentRecord) -> SavedPlan | None:
    return _read(record) if record.content is not None else None


def _read(record: DocumentRecord) -> SavedPlan:
    content = _Content.model_validate_json(record.content or "")
    return SavedPlan(record.id, record.version, record.saved_at, content.by, content.plan)
