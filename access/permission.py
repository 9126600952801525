"""Who may change what is kept, and see what is not public. The one place where accounts and roles will come in.

For now there are no accounts: whoever sits at the machine may, nobody else. A request counts as theirs when the program
is bound to this machine only, the connection comes from it, and the browser asked for it by one of its own names (a page
elsewhere can make a browser ask this machine, but not by that name).
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

from flask import Flask, current_app, has_request_context, request
from werkzeug.exceptions import Forbidden

OWN_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
EXTENSION = "permission"
WARMING = "dashboards.warming"
"""Marks the program's own request to itself at its start; what comes over the network cannot set it."""
LOCAL_ONLY = "Changes are made on the machine itself only"
REMEDY = "start the program with HOST=127.0.0.1 and open http://127.0.0.1 on the same machine"


@dataclass(frozen=True, slots=True)
class Permission:
    """What is allowed, by where the program runs and who asks.

    Attributes:
        host: the address the program is bound to.
        all_private: whether everything it shows is private (a district's own copy).
    """

    host: str
    all_private: bool = False

    def refusal(self) -> str:
        """Why the one who asks may not change anything; "" where they may. Outside a request only the address counts."""
        if not is_loopback(self.host):
            return f"{LOCAL_ONLY}: it is bound to {self.host}, and there are no accounts yet; {REMEDY}."
        if has_request_context():
            if not is_loopback(request.remote_addr or ""):
                return f"{LOCAL_ONLY}: this request comes from another one; {REMEDY}."
            if _name(request.host) not in OWN_NAMES:
                return f"{LOCAL_ONLY}: it was asked for by another name; {REMEDY}."
        return ""


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


def keep_private(server: Flask, permission: Permission) -> None:
    """Make ``refusal`` answer for this server; where everything is private, refuse every request that may not change things."""
    server.extensions[EXTENSION] = permission
    if permission.all_private:

        @server.before_request
        def check() -> None:
            reason = permission.refusal()
            if reason and not request.environ.get(WARMING):
                raise Forbidden(f"This is a district's own copy: it shows counts that are not public. {reason}")


def _name(host: str) -> str:
    return host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
