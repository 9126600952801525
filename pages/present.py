"""``/convene/<id>/present``: an agenda before a room, and beside it the presenter's window (``?view=presenter``).

Not pages of the app's frame: documents of their own, which need no server once they are open.
"""

from __future__ import annotations

import re

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest

from components.present_document import audience, not_there
from components.present_window import presenter
from database.documents import Documents
from exports.paper_files import PaperFiles
from operations.agendas import Agendas, Saved

ID = re.compile(r"[a-z0-9]{6,40}")
NO_AGENDA = "There is no such agenda here: it may have been taken away"


def register(server: Flask, documents: Documents, files: PaperFiles) -> None:
    """Put the address on a server.

    Args:
        server: the Flask server the app runs on.
        documents: where agendas are kept.
        files: the chart library and the typeface.
    """
    agendas = Agendas(documents)

    @server.get("/convene/<identity>/present")
    def present(identity: str) -> Response:
        """The audience's window, or the presenter's."""
        saved = _found(agendas, identity)
        if saved is None:
            return Response(not_there(NO_AGENDA, "/convene", "All agendas", files), status=404, mimetype="text/html")
        make = presenter if _asked() == "presenter" else audience
        return Response(make(saved.id, saved.agenda.title, files), mimetype="text/html")


def _found(agendas: Agendas, identity: str) -> Saved | None:
    return agendas.find(identity) if ID.fullmatch(identity) else None


def _asked() -> str:
    """Which window.

    Raises:
        BadRequest: there is no such one.
    """
    view = request.args.get("view", "")
    if view not in ("", "presenter") or set(request.args) - {"view"}:
        raise BadRequest("This address takes view=presenter, or nothing.")
    return view
