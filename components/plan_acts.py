"""What a plan's page does besides filling in and saving: joining two versions, taking one back, removing the plan."""

from __future__ import annotations

from typing import Any

from dash import ALL, ctx, no_update
from dash.exceptions import PreventUpdate
from pydantic import ValidationError

from components.door import documents, refusal
from components.plan_door import standing
from components.plan_form import content, fault_list
from components.plan_read import ACT, THEN, WHICH, Form, Which, read, read_form, read_kept
from operations.plans import NoSuchPlan, Overtaken, SavedPlan, remove, save, take_back, today, version, versions
from walks.planning import differences, faults, from_fields, label, merged, to_fields

BOXES = {"type": "plan-field", "name": ALL}, {"type": "plan-tick", "name": ALL}
NO_NAME = [("by", "Your name: it is missing. It stands beside the version and the tasks you tick.")]


def name_of_editor(by: object) -> str:
    """What somebody gave as their name; "" for nothing."""
    return " ".join(str(by or "").split())[:80]


def act(
    clicks: list[object], _boxes: object, _ticks: object, _kept: object, which: object, by: object
) -> tuple[Any, ...]:
    """Save what was chosen of two versions, or remove the plan."""
    if not any(clicks) or not isinstance(ctx.triggered_id, dict):
        raise PreventUpdate
    name, reason = name_of_editor(by), refusal()
    if reason or not name:
        return no_update, fault_list([("", reason)] if reason else NO_NAME), no_update
    what, _, number = read(ACT, ctx.triggered_id["name"]).partition(".")
    asked = read(WHICH, which)
    try:
        if what == "remove":
            remove(documents(), asked.plan, asked.version)
            return no_update, None, "/walks/plan"
        saved = _merge(asked, int(number), name)
    except ValidationError as problem:
        return no_update, fault_list(faults(problem, {})), no_update
    except _NotChosen as problem:
        return no_update, fault_list([("", str(problem))]), no_update
    except (Overtaken, NoSuchPlan):
        said = "Somebody else saved this plan meanwhile. Save again to see both, or reload the page to see theirs."
        return no_update, fault_list([("", said)]), no_update
    return content(saved, versions(documents(), saved.id), name), None, no_update


def take(clicks: object, then: object, by: object) -> tuple[Any, Any]:
    """Save what an earlier version held as the newest one."""
    if not clicks:
        raise PreventUpdate
    name, reason = name_of_editor(by), refusal()
    if reason or not name:
        return no_update, fault_list([("", reason)] if reason else NO_NAME)
    asked = read(THEN, then)
    try:
        take_back(documents(), asked.plan, asked.then, asked.version, name)
    except ValidationError as problem:
        return no_update, fault_list(faults(problem, {}))
    except (Overtaken, NoSuchPlan):
        return no_update, fault_list([("", "Somebody else saved this plan meanwhile. Reload the page and look again.")])
    return f"/walks/plan/{asked.plan}", None


class _NotChosen(Exception):
    """A field that both changed, and nobody has said whose to keep."""


def _merge(asked: Which, number: int, name: str) -> SavedPlan:
    form: Form = read_form(*ctx.states_list[:2])
    base, theirs = standing(asked), version(documents(), asked.plan, number)
    before = base.plan if base else theirs.plan
    mine, other = to_fields(form.plan(before, name, today())), to_fields(theirs.plan)
    keep = read_kept(ctx.states_list[2])
    open_ones = [each for each in differences(mine, other, to_fields(before)) if each.path not in keep]
    if open_ones:
        raise _NotChosen(f"Choose whose to keep: {'; '.join(label(each.path, mine, other) for each in open_ones)}.")
    return save(documents(), asked.plan, from_fields(merged(mine, other, keep)), theirs.version, name)
