"""The files of a plan: its calendar and its tasks. A plan names people, so they are for the machine's own user only."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Flask, Response
from pydantic import TypeAdapter, ValidationError
from werkzeug.exceptions import Forbidden, NotFound

from access.permission import refusal
from database.documents import Documents
from exports.plan_calendar import plan_calendar, plan_file_name, plan_tasks_csv
from operations.plans import NoSuchPlan, PlanId, SavedPlan, latest, today

FOLDER = "/walks/plan"
_IDENTITY: TypeAdapter[str] = TypeAdapter(PlanId)


def register(server: Flask, documents: Documents) -> None:
    """Put ``/walks/plan/<id>.ics`` and ``/walks/plan/<id>/tasks.csv`` on a server.

    Args:
        server: the Flask server the app runs on.
        documents: where plans are kept.
    """
    routes = Blueprint("plan-files", __name__)

    def calendar(plan: str) -> Response:
        return _file(documents, plan, plan_calendar, "text/calendar", "ics")

    def tasks(plan: str) -> Response:
        return _file(documents, plan, lambda saved: plan_tasks_csv(saved, today()), "text/csv", "csv")

    routes.add_url_rule(f"{FOLDER}/<plan>.ics", "calendar", calendar, methods=["GET"])
    routes.add_url_rule(f"{FOLDER}/<plan>/tasks.csv", "tasks", tasks, methods=["GET"])
    server.register_blueprint(routes)


def _file(
    documents: Documents, identity: str, make: Callable[[SavedPlan], bytes], mimetype: str, ending: str
) -> Response:
    reason = refusal()
    if reason:
        raise Forbidden(reason)
    try:
        saved = latest(documents, _IDENTITY.validate_python(identity))
    except (ValidationError, NoSuchPlan):
        raise NotFound("There is no such plan.") from None
    name = f"{plan_file_name(saved)}{'-tasks' if ending == 'csv' else ''}.{ending}"
    answer = Response(make(saved), mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
