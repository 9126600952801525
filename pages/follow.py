"""``/follow/<code>``: on a phone, what the presenter shows now; and ``/follow``, where the code is typed."""

from __future__ import annotations

from urllib.parse import quote

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as Answer

from components.present_document import not_there
from components.present_follow import ask_code, follow
from exports.paper_files import PaperFiles
from operations.live import LiveSessions

NO_SESSION = "Nobody is presenting with this code"


def register(server: Flask, sessions: LiveSessions, files: PaperFiles) -> None:
    """Put both addresses on a server.

    Args:
        server: the Flask server the app runs on.
        sessions: what can be followed.
        files: the chart library and the typeface.
    """

    @server.get("/follow")
    def following() -> Answer:
        """A box for the code; with one in the address, the page that follows it."""
        code = request.args.get("code", "").strip().upper()
        if code:
            return redirect(f"/follow/{quote(code[:20], safe='')}")
        return Response(ask_code(files), mimetype="text/html")

    @server.get("/follow/<code>")
    def followed(code: str) -> Answer:
        """The page that follows, or in words why there is nothing to follow."""
        session = sessions.find(code)
        if session is None:
            page = not_there(NO_SESSION, "/follow", "Type the code again", files)
            return Response(page, status=404, mimetype="text/html")
        return Response(follow(session.code, files), mimetype="text/html")
