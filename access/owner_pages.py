"""The addresses of ownership: the one-time link, and ``/owner``, which says who one is and ends it.

A link typed, or opened from a terminal, is spent at once. One that another site's page opens (a message in the browser's
mail) asks for a press of a button first, so that no preview or prefetch spends it; HEAD never does.
"""

from __future__ import annotations

import logging

from flask import Blueprint, Flask, Response, redirect, request
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as AnyResponse

from access.owner import HOW_LONG, SESSION_LIFETIME
from access.permission import HOW_TO_OWN, Permission, is_from_elsewhere
from access.plain_page import button, link, plain_page
from access.static_files import StaticFiles

TITLE = "Owner of this copy"
CONFIRM = "Make this browser the owner's"
log = logging.getLogger("access.owner")


class OwnerPages:
    """The pages, over one permission."""

    def __init__(self, permission: Permission, files: StaticFiles) -> None:
        self._permission = permission
        self._owners = permission.owners
        self._files = files

    def landing(self, token: str) -> AnyResponse:
        """Open a link: become the owner, or be asked to press a button."""
        self._refuse_where_closed()
        if request.method == "GET" and not is_from_elsewhere(request) and not _is_prefetch():
            return self._open(token)
        if not self._owners.has_link(token):
            return self._spent()
        said = "The link works once, and this has not used it yet."
        return self._page([said, HOW_LONG], button(f"/owner/{token}", CONFIRM))

    def confirm(self, token: str) -> AnyResponse:
        """The button was pressed; a request of another site's page does not get this far."""
        self._refuse_where_closed()
        return self._open(token)

    def status(self) -> AnyResponse:
        """Whether this browser is the owner's."""
        reason = self._permission.closed()
        if reason:
            return self._page([reason])
        if self._permission.is_owner(request):
            said = "This browser is the owner's: here agendas, plans and releases can be changed."
            return self._page(
                [said, HOW_LONG], button("/owner/end", "End it in this browser") + link("/", "To the figures")
            )
        return self._page([f"This browser is not the owner's. {HOW_TO_OWN}."])

    def end(self) -> AnyResponse:
        """End the session of this browser."""
        self._owners.end_session(request.cookies.get(self._owners.cookie, ""))
        answer = self._page([f"Ended: this browser is no longer the owner's. {HOW_TO_OWN}."])
        answer.delete_cookie(self._owners.cookie)
        return answer

    def _open(self, token: str) -> AnyResponse:
        session = self._owners.open_link(token)
        if session is None:
            if self._permission.is_owner(request):
                return redirect("/", 303)
            return self._spent()
        log.info("a one-time link was opened: a browser is the owner's now")
        answer = redirect("/", 303)
        lasts = int(SESSION_LIFETIME.total_seconds())
        answer.set_cookie(self._owners.cookie, session, max_age=lasts, httponly=True, samesite="Strict", path="/")
        return answer

    def _spent(self) -> Response:
        return self._page([f"This link was used already, or it is too old. {HOW_TO_OWN}."], status=410)

    def _refuse_where_closed(self) -> None:
        reason = self._permission.closed()
        if reason:
            raise Forbidden(reason)

    def _page(self, paragraphs: list[str], after: str = "", status: int = 200) -> Response:
        return Response(plain_page(self._files, TITLE, paragraphs, after), status=status, mimetype="text/html")


def _is_prefetch() -> bool:
    """Whether the browser asks before anybody wants the page."""
    return any(
        "pre" in request.headers.get(name, "").lower() for name in ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
    )


def add_owner_pages(server: Flask, permission: Permission, files: StaticFiles) -> None:
    """Put ``/owner`` and ``/owner/<token>`` on a server, and show a refusal of a district's copy as a page."""
    pages = OwnerPages(permission, files)
    routes = Blueprint("owner", __name__, url_prefix="/owner")
    for path, name, view, method in (
        ("", "status", pages.status, "GET"),
        ("/end", "end", pages.end, "POST"),
        ("/<token>", "landing", pages.landing, "GET"),
        ("/<token>", "confirm", pages.confirm, "POST"),
    ):
        routes.add_url_rule(path, name, view, methods=[method], provide_automatic_options=False)
    server.register_blueprint(routes)
