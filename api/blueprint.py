"""The routes: one for each address of the table as JSON and as CSV, files, the description, health, 404 for all else."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

from flask import Blueprint, Flask, Response, request
from werkzeug.routing import BaseConverter

from api.document import document
from api.endpoints import ENDPOINTS, Endpoint
from api.export_routes import export_view
from api.parameters import NoParameters
from api.query import arguments, names_of, read
from api.refusals import bad_argument, no_database, unknown_name, wrong_method
from api.respond import as_csv, as_document, as_json, has_it, not_modified, options, refused, stamp, tag_of
from database.engine import DatabaseError
from database.reader import Reader
from exhibits.model import BadParameterError
from exhibits.parameters import Parameters
from exhibits.shelf import KINDS, Shelf

FOLDERS = re.compile(r"(?:/[^/\s]+)+/(?=[^/\s]+)")
ROOT = "/api/v1"
DESCRIPTION = f"{ROOT}/openapi.json"
EXHIBITS = f"{ROOT}/exhibits/"
# Flask would refuse the other methods in its own words; here they are ours.
METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE"]
log = logging.getLogger("api")
View = Callable[[], Response]


class Anything(BaseConverter):
    """All of the rest of a path, none and line breaks included: Flask's own ``path`` stops at those."""

    regex = r"[\s\S]*"
    part_isolating = False
    weight = 400


def register(server: Flask, shelf: Shelf, reader: Reader) -> None:
    """Put the API and the two health addresses on a server. Opens nothing: the data are first read when asked for.

    Args:
        server: the Flask server the app runs on.
        shelf: the exhibits, over the same data as ``reader``.
        reader: the data.
    """
    routes = Blueprint("api", __name__)
    for endpoint in ENDPOINTS:
        name = endpoint.path.strip("/").replace("/", "-")
        _add(routes, f"{ROOT}{endpoint.path}", name, _view(endpoint, shelf, reader, as_file=False))
        _add(routes, f"{ROOT}{endpoint.path}.csv", f"{name}-csv", _view(endpoint, shelf, reader, as_file=True))
    _add(routes, DESCRIPTION, "description", _describe)
    _add(routes, "/healthz", "healthz", lambda: Response("ok\n", mimetype="text/plain"))
    _add(routes, "/readyz", "readyz", lambda: _ready(reader))
    server.url_map.converters["anything"] = Anything
    _add(routes, "/export/<anything:rest>", "export", export_view(shelf))
    for number, rest in enumerate(("/api", "/api/<anything:rest>")):
        routes.add_url_rule(rest, f"unknown-{number}", _unknown, methods=METHODS, provide_automatic_options=False)
    server.register_blueprint(routes)


def _add(routes: Blueprint, path: str, name: str, view: View) -> None:
    """A route that answers GET and HEAD with the view and refuses other methods."""

    def answered(**_rest: str) -> Response:
        if request.method == "OPTIONS":
            return options()
        if request.method not in {"GET", "HEAD"}:
            return refused(wrong_method(request.method), 405)
        return view()

    routes.add_url_rule(path, name, answered, methods=METHODS, provide_automatic_options=False)


def _view(endpoint: Endpoint, shelf: Shelf, reader: Reader, *, as_file: bool) -> View:
    def view() -> Response:
        tag = tag_of(request, stamp(reader))
        if has_it(request, tag):
            return not_modified(tag)
        answer = endpoint.answer(arguments(request), shelf)
        # an exhibit of releases names their version too
        version = getattr(answer.body, "data_version", "") or reader.data_version()
        return (as_csv if as_file else as_json)(answer, tag, version)

    return _guarded(view, endpoint.parameters)


def _guarded(view: View, parameters: type[Parameters]) -> View:
    """The view with its refusals in words."""

    def guarded() -> Response:
        try:
            return view()
        except BadParameterError as problem:
            return refused(bad_argument(problem, names_of(parameters)), 400)
        except DatabaseError as error:
            log.error("no answer to %r: %s", request.path, error)
            return refused(no_database(), 503)

    return guarded


def _describe() -> Response:
    def view() -> Response:
        read(NoParameters, arguments(request))
        tag = tag_of(request, "")
        return not_modified(tag) if has_it(request, tag) else as_document(document(), tag)

    return _guarded(view, NoParameters)()


def _ready(reader: Reader) -> Response:
    reasons = reader.ready()
    # file names without their folders: a stranger may read this
    body = "".join(f"{FOLDERS.sub('', reason)}\n" for reason in reasons) or "ready\n"
    return Response(body, status=503 if reasons else 200, mimetype="text/plain")


def _unknown(rest: str = "") -> Response:
    del rest
    path = request.path
    if path.startswith(EXHIBITS):
        asked = path.removeprefix(EXHIBITS).removesuffix(".csv")
        return refused(unknown_name("exhibit", asked, KINDS), 404)
    return refused(unknown_name("address", path, [*(f"{ROOT}{each.path}" for each in ENDPOINTS), DESCRIPTION]), 404)
