"""Kept rows as the district's file holds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from database.district.store import DistrictStore
from database.district.values import NewLoad, PlanRecord, SpellRecord, VisitRecord
from operations.district.importing_model import Kept
from walks.importing import FileKind, PlanRow
from walks.records import Spell, Visit


def write(store: DistrictStore, new: NewLoad, kept: Sequence[Kept]) -> int:
    """Write a load in one transaction and give its number."""
    match FileKind(new.kind):
        case FileKind.VISITS:
            return store.load_visits(new, visit_records(kept))
        case FileKind.SPELLS:
            return store.load_spells(new, spell_records(kept))
        case FileKind.PLAN:
            return store.load_plan(new, plan_records(kept))


def visit_records(kept: Iterable[Kept]) -> list[VisitRecord]:
    """Give visits as records, in order."""
    return [
        VisitRecord(
            walk_day=visit.walk.day,
            organizer=visit.walk.organizer,
            student=visit.student,
            target_group=visit.target_group,
            attempt=visit.attempt,
            outcome=visit.outcome.code,
            language=visit.language,
            next_step=visit.next_step,
            due=visit.due,
        )
        for visit in kept
        if isinstance(visit, Visit)
    ]


def spell_records(kept: Iterable[Kept]) -> list[SpellRecord]:
    """Give spells as records, in order."""
    return [
        SpellRecord(
            student=spell.student,
            enter=spell.enter,
            leave=spell.leave,
            leave_code=spell.leave_code,
            summer_code=spell.summer_code,
            grade=spell.grade,
            school=spell.school,
            enter_code=spell.enter_code,
        )
        for spell in kept
        if isinstance(spell, Spell)
    ]


def plan_records(kept: Iterable[Kept]) -> list[PlanRecord]:
    """Give plan rows as records, in order."""
    return [
        PlanRecord(
            walk_day=plan.walk.day,
            organizer=plan.walk.organizer,
            teams=plan.teams,
            volunteers=plan.volunteers,
            vehicles=plan.vehicles,
            hours=plan.hours,
            cost=plan.cost,
        )
        for plan in kept
        if isinstance(plan, PlanRow)
    ]
