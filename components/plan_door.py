"""How pages reach plans: the one of an address, and the version a form was made from."""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError

from components.door import documents
from components.plan_read import Which
from operations.plans import NoSuchPlan, PlanId, SavedPlan, latest, version

_IDENTITY: TypeAdapter[str] = TypeAdapter(PlanId)


def find(identity: object) -> SavedPlan | None:
    """One plan as it stands; None where there is none, whatever the id looks like."""
    try:
        return latest(documents(), _IDENTITY.validate_python(identity))
    except (NoSuchPlan, ValidationError):
        return None


def standing(which: Which) -> SavedPlan | None:
    """The version a form was made from; None where it is gone."""
    try:
        return version(documents(), which.plan, which.version)
    except NoSuchPlan:
        return None
