"""What presenting asks for: an agenda as a deck, one slide with other parameters, an answer, and sessions phones follow.

The owner opens an agenda by its id, others by one of its addresses (``operations.sharing``). Nothing here changes one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import orjson
from flask import Blueprint, Flask, Response, request

from access.permission import is_owner
from api.query import arguments
from api.refusals import Problem, Refusal, no_database, unknown_name
from api.respond import JSON, has_it, not_modified, refused, stamp, tag_of
from api.version import program_version
from database.documents import Documents
from database.engine import DatabaseError
from exhibits.agenda_deck import audience_deck, presenter_deck, revealed, turned
from exhibits.agenda_follow import Followed, followed
from exhibits.model import BadParameterError, UnknownExhibitError
from exhibits.shelf import KINDS, Shelf
from exports.qr_code import qr_code
from operations.agendas import Agendas, NotAnAgenda, Saved
from operations.live import LiveError, LiveSessions, NoSession, NotYours, Session, read_state
from operations.sharing import Shares

ROOT = "/api/v1"
MOST_BYTES = 4096
TOKEN = "X-Live-Token"  # noqa: S105 (the name of a header)
View = Callable[..., Response]
log = logging.getLogger("api.present")


class Presenting:
    """The answers, over one shelf and one database."""

    def __init__(
        self, shelf: Shelf, documents: Documents, sessions: LiveSessions, is_owner: Callable[[], bool]
    ) -> None:
        self._shelf = shelf
        self._documents = documents
        self._shares = Shares(documents)
        self._sessions = sessions
        self._is_owner = is_owner

    def deck(self, agenda: str) -> Response:
        """The items in their order; ``?view=presenter`` adds what the room may not see."""
        asked = arguments(request)
        view = asked.pop("view", "")
        if asked or view not in ("", "presenter"):
            name, value = next(iter(asked.items()), ("view", view))
            raise BadParameterError(name, value, "view=presenter, or nothing")
        saved = self._presented(agenda) if view else self._found(agenda)
        if saved is None:
            return _unknown("agenda", agenda)
        tag = tag_of(request, f"{stamp(self._shelf.reader)} {saved.version}")
        if has_it(request, tag):
            return not_modified(tag)
        make = presenter_deck if view else audience_deck
        return _json(make(saved, self._shelf, self._documents, program_version()), tag)

    def reveal(self, agenda: str, item: str) -> Response:
        """What is behind an item's question."""
        saved = self._presented(agenda)
        found = saved.agenda.item(item) if saved else None
        if found is None:
            return _unknown("item", item)
        return _json(revealed(found, self._shelf, self._documents, program_version()))

    def slide(self, exhibit: str) -> Response:
        """An exhibit as a slide, with the controls in its state."""
        try:
            return _json(turned(exhibit, arguments(request), self._shelf))
        except UnknownExhibitError:
            return refused(unknown_name("exhibit", exhibit, KINDS), 404)

    def start(self) -> Response:
        """Begin a session for an agenda: its code, its token, the link and the code to scan."""
        agenda = _body().get("agenda")
        opened = self._shares.open(agenda, is_owner=self._is_owner()) if isinstance(agenda, str) else None
        if opened is None or not opened.may_present:
            return _unknown("agenda", str(agenda))
        started = self._sessions.start(opened.agenda)
        link = f"{request.url_root.rstrip('/')}/follow/{started.code}"
        made = qr_code(link)
        body = {"code": started.code, "token": started.token, "link": link}
        return _json(body | {"qr": {"size": made.size, "path": made.path}}, status=201)

    def put(self, code: str) -> Response:
        """Show another state to those who follow; only with the session's token."""
        session = self._sessions.held_by(code, request.headers.get(TOKEN, ""))
        state = read_state(_body())
        self._sessions.put(session, state, orjson.dumps(self._followed(session, state)))
        return _json({"shown": True})

    def _followed(self, session: Session, state: Any) -> Followed:
        if not state.item:
            return Followed()
        saved = Agendas(self._documents).find(session.agenda)
        item = saved.agenda.item(state.item) if saved else None
        if item is None:
            raise LiveError("item: the agenda has no such item")
        return followed(item, state.changes, state.revealed, self._shelf, self._documents, program_version())

    def state(self, code: str) -> Response:
        """What is shown now. Asked once a second by every phone: where nothing changed no file is opened."""
        tag = self._sessions.stamp(code)
        if tag and has_it(request, tag):
            return not_modified(tag)
        session = self._sessions.find(code)
        if session is None:
            return refused(_said("code", code, "There is no session with this code, or it is over."), 404)
        shown = {"item": session.state.item, "blank": session.state.blank, "ended": session.state.ended}
        return _json(shown | {"slide": session.slide}, tag)

    def shown(self, code: str) -> Response:
        """The slide that is shown now, for a phone."""
        content = self._sessions.slide(code) if self._sessions.find(code) else None
        if content is None:
            return refused(_said("code", code, "Nothing is shown yet."), 404)
        return Response(content, mimetype=JSON)

    def _found(self, identity: str) -> Saved | None:
        opened = self._shares.open(identity, is_owner=self._is_owner())
        return opened.saved if opened else None

    def _presented(self, identity: str) -> Saved | None:
        """The agenda, for whoever may present it."""
        opened = self._shares.open(identity, is_owner=self._is_owner())
        return opened.saved if opened and opened.may_present else None


def register(
    server: Flask,
    shelf: Shelf,
    documents: Documents,
    sessions: LiveSessions,
    is_owner: Callable[[], bool] = is_owner,
) -> None:
    """Put the addresses of presenting on a server.

    Args:
        server: the Flask server the app runs on.
        shelf: the exhibits.
        documents: where agendas are kept.
        sessions: what phones follow.
        is_owner: says of the request that is answered whether it is the owner's.
    """
    answers = Presenting(shelf, documents, sessions, is_owner)
    routes = Blueprint("presenting", __name__)
    for path, name, view, method in (
        ("/agendas/<agenda>/deck", "deck", answers.deck, "GET"),
        ("/agendas/<agenda>/reveal/<item>", "reveal", answers.reveal, "GET"),
        ("/slides/<exhibit>", "slide", answers.slide, "GET"),
        ("/live", "start", answers.start, "POST"),
        ("/live/<code>", "put", answers.put, "POST"),
        ("/live/<code>", "state", answers.state, "GET"),
        ("/live/<code>/slide", "shown", answers.shown, "GET"),
    ):
        routes.add_url_rule(f"{ROOT}{path}", name, _guarded(view), methods=[method], provide_automatic_options=False)
    server.register_blueprint(routes)


def _guarded(view: View) -> View:
    """The view with its refusals in words."""

    def guarded(**given: str) -> Response:
        try:
            return view(**given)
        except BadParameterError as problem:
            return refused(_said(problem.field_name[:60], problem.value, f"{_name(problem)} {problem.allowed}."), 400)
        except NoSession as problem:
            return refused(_said("code", "", str(problem)), 404)
        except NotYours as problem:
            return refused(_said("token", "", str(problem)), 403)
        except (LiveError, NotAnAgenda) as problem:
            return refused(_said("body", "", str(problem)), 400)
        except DatabaseError as error:
            log.error("no answer to %r: %s", request.path, error)
            return refused(no_database(), 503)

    return guarded


def _name(problem: BadParameterError) -> str:
    given = f"“{problem.value}” does not work for " if problem.value else "Something is missing: "
    return f"{given}{problem.field_name[:60].replace('_', ' ')}; it takes"


def _body() -> dict[str, Any]:
    """The JSON of a request.

    Raises:
        LiveError: it is too long, or not an object.
    """
    if (request.content_length or 0) > MOST_BYTES:
        raise LiveError(f"the body is longer than {MOST_BYTES} bytes")
    given = request.get_json(silent=True)
    if not isinstance(given, dict):
        raise LiveError("the body is not a JSON object")
    return given


def _json(body: object, tag: str = "", status: int = 200) -> Response:
    response = Response(orjson.dumps(body), status=status, mimetype=JSON)
    if tag:
        response.set_etag(tag, weak=True)
    return response


def _unknown(field: str, value: str) -> Response:
    return refused(_said(field, value, f"There is no such {field}: it may have been taken away."), 404)


def _said(field: str, value: str, message: str) -> Refusal:
    return Refusal(Problem(field, value[:80], "", (), (), message))
