"""``/convene/<id>/present``: an agenda before a room, and beside it the presenter's window (``?view=presenter``).

Not pages of the app's frame: documents of their own, which need no server once they are open.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest

from access.permission import is_owner
from components.present_document import audience, not_there
from components.present_window import presenter
from database.documents import Documents
from exports.paper_files import PaperFiles
from operations.sharing import Shares

NO_AGENDA = "There is no such agenda here, or it is not shared at this address: ask whoever gave you the link"


def register(server: Flask, documents: Documents, files: PaperFiles, is_owner: Callable[[], bool] = is_owner) -> None:
    """Put the address on a server.

    Args:
        server: the Flask server the app runs on.
        documents: where agendas are kept.
        files: the chart library and the typeface.
        is_owner: says of the request that is answered whether it is the owner's.
    """
    shares = Shares(documents)

    @server.get("/convene/<identity>/present")
    def present(identity: str) -> Response:
        """The audience's window, or the presenter's."""
        opened = shares.open(identity, is_owner=is_owner())
        if opened is None or (_asked() == "presenter" and not opened.may_present):
            return Response(not_there(NO_AGENDA, "/convene", "All agendas", files), status=404, mimetype="text/html")
        make = presenter if _asked() == "presenter" else audience
        return Response(make(opened.saved.id, opened.saved.agenda.title, files), mimetype="text/html")


def _asked() -> str:
    """Which window.

    Raises:
        BadRequest: there is no such one.
    """
    view = request.args.get("view", "")
    if view not in ("", "presenter") or set(request.args) - {"view"}:
        raise BadRequest("This address takes view=presenter, or nothing.")
    return view
