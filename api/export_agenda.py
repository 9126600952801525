"""``/export/agenda/<id>.<ext>``: an agenda as slides, as one web page, or as itself. For the owner, and for presenters."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, request
from pydantic import BaseModel, ConfigDict, ValidationError
from werkzeug.exceptions import BadRequest, NotFound

from access.permission import is_owner
from api.version import program_version
from database.documents import Documents
from exhibits.agenda_items import BuiltItem, built_agenda
from exhibits.room_check import title_of
from exhibits.shelf import Shelf
from exports.agenda_export import LeftOutError, agenda_html, agenda_json, agenda_pptx, file_name
from exports.leave_behind import LeaveBehindError
from exports.origin import Origin, origin_of
from exports.paper import document, element, listing
from exports.paper_files import PaperFiles
from operations.agendas import Agenda, Saved
from operations.sharing import Access, Shares

FOLDER = "/export/agenda"
TYPES = {
    "json": "application/json",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "html": "text/html; charset=utf-8",
}
NAMES = {"pptx": "PowerPoint", "html": "web page", "json": "agenda"}
log = logging.getLogger("api.export_agenda")


@dataclass(frozen=True, slots=True)
class _Makers:
    shelf: Shelf
    documents: Documents
    files: PaperFiles
    is_owner: Callable[[], bool]


class _Query(BaseModel):
    """``without``: ids of items to leave out, joined by commas."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    without: str = ""

    def left_out(self) -> frozenset[str]:
        """The ids named."""
        return frozenset(filter(None, self.without[:2000].split(",")))


def register(
    server: Flask,
    shelf: Shelf,
    documents: Documents,
    files: PaperFiles,
    is_owner: Callable[[], bool] = is_owner,
) -> None:
    """Put ``/export/agenda/<id>.<ext>`` on a server.

    Args:
        server: the Flask server the app runs on.
        shelf: what builds the items.
        documents: where agendas are kept.
        files: what a web page is made with.
        is_owner: says of the request that is answered whether it is the owner's.
    """
    routes = Blueprint("export-agenda", __name__)
    makers = _Makers(shelf, documents, files, is_owner)

    def view(name: str) -> Response:
        identity, _, ending = name.rpartition(".")
        return _answer(makers, identity, ending)

    routes.add_url_rule(f"{FOLDER}/<name>", "file", view, methods=["GET"])
    server.register_blueprint(routes)


def _answer(makers: _Makers, identity: str, ending: str) -> Response:
    if ending not in TYPES:
        raise NotFound(f"An agenda can be had as {', '.join(TYPES)}, as in {FOLDER}/<id>.pptx.")
    saved = _found(makers, identity, ending)
    without = _asked().left_out()
    items = tuple(item for item in saved.agenda.items if item.id not in without)
    part = saved.agenda.model_copy(update={"items": items})
    try:
        content = _content(makers, saved.agenda, part, ending)
    except LeftOutError as problem:
        return _refused(makers, saved, ending, problem, without)
    except LeaveBehindError as problem:
        raise BadRequest(f"The file was not made: {problem}.") from None
    return _file(content, file_name(saved.agenda), ending)


def _content(makers: _Makers, whole: Agenda, part: Agenda, ending: str) -> bytes:
    if ending == "json":
        return agenda_json(part)
    origin: Origin = origin_of(request.host_url)
    items: tuple[BuiltItem, ...] = built_agenda(part, makers.shelf, makers.documents, program_version())
    if ending == "pptx":
        return agenda_pptx(whole, items, origin)
    return agenda_html(whole, items, origin, makers.files)


def _found(makers: _Makers, identity: str, ending: str) -> Saved:
    """The agenda, for its owner and, but for its own file with everything in it, for whoever may present it."""
    opened = Shares(makers.documents).open(identity, is_owner=makers.is_owner())
    if opened is None or not opened.may_present or (ending == "json" and opened.access is not Access.OWNER):
        raise NotFound("There is no such agenda here, or its files are not shared at this address.")
    return opened.saved


def _asked() -> _Query:
    try:
        return _Query.model_validate(request.args.to_dict())
    except ValidationError:
        raise BadRequest("An agenda's file takes “without” alone: ids of items to leave out.") from None


def _file(content: bytes, name: str, ending: str) -> Response:
    answer = Response(content, content_type=TYPES[ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    # a file says the day it was made on
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _refused(makers: _Makers, saved: Saved, ending: str, problem: LeftOutError, without: frozenset[str]) -> Response:
    """Which items, why, and the way to the file without them."""
    log.warning("refused %r: %s", request.path, problem)
    named = [f"{title_of(each)}: {reason}" for each, reason in problem.left]
    body = element("h1", f"Not made: {saved.agenda.title} as {NAMES[ending]}")
    body += element(
        "p", "Every file is checked before it is handed over. These items cannot be in it:" if named else ""
    )
    body += listing(named) or element("p", "There is no item to put into it.")
    if problem.others:
        out = sorted({*without, *(each.item.id for each, _ in problem.left)})
        address = f"{FOLDER}/{saved.id}.{ending}?{urlencode({'without': ','.join(out)}, safe=',')}"
        body += f'<p><a href="{address}">The file with the other {problem.others}</a></p>'
    body += f'<p><a href="/convene/{saved.id}">Back to the agenda</a></p>'
    title = f"Not made: {saved.agenda.title}"
    content = document(title, "paper leave", f"<main>{body}</main>", makers.files, alone=False)
    return Response(content, status=422, content_type=TYPES["html"])
