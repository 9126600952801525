"""``/export/<exhibit>.<ext>?<the exhibit's own parameters>``: an exhibit as a file, checked before it is handed over.

Files are made from parameters only, here as everywhere; nothing a browser says about a figure is believed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import asdict
from functools import partial

import orjson
from flask import Response, current_app, request

from api.exhibit_answer import exhibit_answer
from api.query import arguments, names_of
from api.refusals import Problem, Refusal, bad_argument, no_database, unknown_name
from api.respond import VERSION_HEADER, refused
from database.engine import DatabaseError
from exhibits.model import BadParameterError, Exhibit
from exhibits.shelf import Kind, Shelf
from exports.check import RefusedFileError
from exports.csv_file import file_name
from exports.files import Writer, checked
from exports.forms import BY_ENDING, ROOT, Form, offered
from exports.leave_behind import LeaveBehindError, leave_behind
from exports.origin import Origin, marks_of, origin_of
from exports.paper_files import PaperFiles

NOT_FOR_PUBLICATION = "not-for-publication"
log = logging.getLogger("api.export")


def export_view(shelf: Shelf) -> Callable[[], Response]:
    """The view of every address under ``/export``. Raises nothing: what cannot be had is refused in words."""
    kinds = {kind.name: kind for kind in shelf.kinds()}

    def view() -> Response:
        name, _, ending = request.path.removeprefix(f"{ROOT}/").rpartition(".")
        kind, form = kinds.get(name), BY_ENDING.get(ending)
        if form is None:
            asked = ending if name else request.path
            return refused(unknown_name("form", asked, BY_ENDING), 404)
        if kind is None:
            return refused(unknown_name("exhibit", name, kinds), 404)
        return _answer(shelf, kind, form)

    return view


def _answer(shelf: Shelf, kind: Kind, form: Form) -> Response:
    exhibit: Exhibit | None = None
    try:
        exhibit = shelf.build(kind.name, arguments(request))
        elsewhere: dict[str, Writer] = {"json": as_json, "html": partial(as_page, kind.question)}
        return _file(
            checked(form.ending, exhibit, origin_of(request.host_url), elsewhere.get(form.ending)), exhibit, form
        )
    except BadParameterError as problem:
        return refused(bad_argument(problem, names_of(kind.parameters)), 400)
    except RefusedFileError as problem:
        log.warning("refused %r: %s", request.path, problem)
        return refused(_refusal(problem, exhibit, form), 422)
    except DatabaseError as error:
        log.error("no answer to %r: %s", request.path, error)
        return refused(no_database(), 503)


def as_json(exhibit: Exhibit, _origin: Origin) -> bytes:
    """An exhibit as the API answers it; one that is private says so first."""
    answer = asdict(exhibit_answer(exhibit))
    mark = marks_of(exhibit) if exhibit.private else ""
    return orjson.dumps({"not_for_publication": mark, **answer} if mark else answer)


def as_page(question: str, exhibit: Exhibit, origin: Origin) -> bytes:
    """An exhibit as a web page that opens without a network; its question is the page's title."""
    files: PaperFiles = current_app.extensions["paper_files"]
    try:
        return leave_behind([exhibit], question, "", origin, files)
    except LeaveBehindError as problem:
        raise RefusedFileError(exhibit.title, BY_ENDING["html"].label, [str(problem)]) from None


def _file(content: bytes, exhibit: Exhibit, form: Form) -> Response:
    name = file_name(exhibit.name, exhibit.parameters, exhibit.data_version)
    if exhibit.private:
        name = f"{NOT_FOR_PUBLICATION}-{name}"
    response = Response(content, content_type=form.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form.ending}"'
    # A file says the day it was made on: nobody keeps it for another day.
    response.headers["Cache-Control"] = "no-store"
    if not exhibit.private:
        response.headers[VERSION_HEADER] = exhibit.data_version
    return response


def _refusal(problem: RefusedFileError, exhibit: Exhibit | None, form: Form) -> Refusal:
    """Which exhibit, in which form, why, and the forms it can still be had in."""
    others = tuple(each.ending for each in offered(exhibit) if each is not form) if exhibit else ()
    still = f". It can still be had as {', '.join(BY_ENDING[each].label for each in others)}" if others else ""
    allowed = f"one of {', '.join(others)}" if others else "none"
    return Refusal(Problem("form", form.ending, allowed, others, (), f"{problem}{still}"))
