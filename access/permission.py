"""Who may change what is kept, and see what is not public. The one place where accounts and roles will come in.

For now there are no accounts. A copy bound to this machine alone has an owner: the browser in which a one-time link was
opened (``access.owner``). An address and a Host name prove nothing by themselves, since a proxy on the same machine has
both; any trace of one closes local mode for that request, and a browser without the owner's cookie is nobody. Commands
are not asked: whoever may write the files may run them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from flask import Flask, Request, Response, current_app, has_request_context, request
from werkzeug.exceptions import Forbidden

from access.owner import COMMAND, Owners
from access.plain_page import plain_page
from access.proxies import proxy_trace, proxy_trace_of
from access.site import ASKED_HOST, LOCAL_NAMES, name_of
from access.static_files import StaticFiles

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

EXTENSION = "permission"
WARMING = "dashboards.warming"
"""Marks the program's own request to itself at its start; what comes over the network cannot set it."""
OPEN_TO_ANYBODY = frozenset({"api.healthz", "api.readyz", "owner.landing", "owner.confirm", "owner.status"})
"""Endpoints that answer on a district's own copy before there is an owner; they hold no figure."""
LOCAL_ONLY = "Changes are made on the machine itself only"
REMEDY = "use the commands there, or start the program with HOST=127.0.0.1 and open http://127.0.0.1 on that machine"
HOW_TO_OWN = f"Open the one-time link that the program printed when it started, or print a new one: {COMMAND}"
NOT_OWNER = f"Only the owner of this copy may see or change this, and this browser is not the owner's. {HOW_TO_OWN}"
FROM_ELSEWHERE = (
    "Another site's page led here, so this browser does not count as the owner's: type the address yourself"
)
PRIVATE_COPY = "This is a district's own copy: it shows counts that are not public."


@dataclass(frozen=True, slots=True)
class Permission:
    """What is allowed, by where the program runs and who asks.

    Attributes:
        host: the address the program is bound to.
        owners: the links and sessions of the owner.
        all_private: whether everything it shows is private (a district's own copy).
    """

    host: str
    owners: Owners
    all_private: bool = False

    def refusal(self) -> str:
        """Why the one who asks may not change anything; "" where they may. Outside a request only the address counts."""
        closed = self.closed()
        if closed or not has_request_context():
            return closed
        if is_from_elsewhere(request):
            return f"{FROM_ELSEWHERE}."
        return "" if self.is_owner(request) else f"{NOT_OWNER}."

    def closed(self) -> str:
        """Why nobody can be the owner in this request, cookie or not; "" where somebody can."""
        if not is_loopback(self.host):
            return f"{LOCAL_ONLY}: it is bound to {self.host}, and there are no accounts yet; {REMEDY}."
        reason = not_local(request) if has_request_context() else ""
        return f"{LOCAL_ONLY}: {reason}; {REMEDY}." if reason else ""

    def is_owner(self, incoming: Request) -> bool:
        """Whether a request carries the cookie of an owner's session."""
        return self.owners.has_session(incoming.cookies.get(self.owners.cookie, ""))


def not_local(incoming: Request) -> str:
    """What shows that a request was not made on this machine to one of its own names; "" where nothing does."""
    if trace := proxy_trace(incoming.headers.keys(), incoming.environ.get("SERVER_PROTOCOL", "")):
        return f"this request came through a proxy ({trace})"
    if not is_loopback(incoming.remote_addr or ""):
        return "this request comes from another one"
    if not is_loopback(incoming.environ.get("SERVER_NAME", "")):
        return "the program listens on an address that others can reach"
    if name_of(incoming.environ.get(ASKED_HOST, incoming.host)) not in LOCAL_NAMES:
        return "it was asked for by another name"
    return ""


def is_from_elsewhere(incoming: Request) -> bool:
    """Whether another site's page made the browser ask. Programs such as curl say nothing and count as this site."""
    origin = incoming.headers.get("Origin")
    if origin is not None and origin.partition("://")[2] != incoming.host:
        return True
    return incoming.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}


def is_owner() -> bool:
    """Whether the one who asks the running app may change what is kept; nobody may where no permission was set up."""
    return EXTENSION in current_app.extensions and not refusal()


def is_loopback(address: str) -> bool:
    """Whether an address is this machine's own and reachable from nowhere else."""
    if address == "localhost":
        return True
    try:
        return ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def refusal() -> str:
    """Why the one who asks the running app may not change anything; "" where they may."""
    permission: Permission = current_app.extensions[EXTENSION]
    return permission.refusal()


def keep_private(server: Flask, permission: Permission, files: StaticFiles) -> None:
    """Make ``refusal`` answer for this server; where everything is private, refuse every request that may not change things."""
    server.extensions[EXTENSION] = permission
    if permission.all_private:

        @server.before_request
        def check() -> None:
            if request.environ.get(WARMING):
                return
            reason = permission.closed() if request.endpoint in OPEN_TO_ANYBODY else permission.refusal()
            if reason:
                raise _private(reason, files)


def refuse_proxies(server: Flask) -> None:
    """Answer nothing that came through a proxy, static files included. Called last: it goes in front of everything."""
    inner = server.wsgi_app

    def front(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        trace = proxy_trace_of(environ)
        if not trace:
            return inner(environ, start_response)
        said = f"{PRIVATE_COPY} It answers nothing that comes through a proxy ({trace}).\n"
        refused = Response(said, status=403, mimetype="text/plain", headers={"Cache-Control": "no-store"})
        return refused(environ, start_response)

    server.wsgi_app = front  # type: ignore[method-assign]


def _private(reason: str, files: StaticFiles) -> Forbidden:
    if "text/html" not in request.headers.get("Accept", ""):
        return Forbidden(f"{PRIVATE_COPY} {reason}")
    page = plain_page(files, "Not open to this browser", [PRIVATE_COPY, reason])
    return Forbidden(response=Response(page, status=403, mimetype="text/html"))
