"""The names a copy answers to, the proxies in front of it, and what only an https site says.

Everything that writes an absolute address (exports, citations, QR codes) takes it from the request. So a Host that is not
on the list is refused before anything else sees it, and where ``SITE_URL`` is set every request counts as one to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask, Response
from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
WILDCARDS = frozenset({"0.0.0.0", "::", "[::]", ""})  # noqa: S104 (compared with, not bound to)
ASKED_HOST = "dashboards.asked_host"
"""The Host of the request itself, in the WSGI environment, where ``SITE_URL`` took its place."""
HEALTH = frozenset({"/healthz", "/readyz"})
"""Asked by monitors, which know an address and no name; the answers name no host."""
HSTS = "max-age=31536000"


@dataclass(frozen=True, slots=True)
class Site:
    """Where a copy is found.

    Attributes:
        url: its public address, ``https://dashboards.example`` without a slash at the end; "" where it has none.
        names: further names it answers to, without ports.
        proxy_hops: how many proxies stand in front, each of which appends to X-Forwarded-For; 0: the headers are ignored.
    """

    url: str = ""
    names: frozenset[str] = frozenset()
    proxy_hops: int = 0

    @property
    def host(self) -> str:
        """The public name with its port, as browsers send it; "" without ``url``."""
        return urlsplit(self.url).netloc

    @property
    def is_https(self) -> bool:
        """Whether the public address is an https one."""
        return self.url.startswith("https://")

    def answers_to(self, host: str) -> bool:
        """Whether a Host header, with or without a port, names this copy."""
        return name_of(host) in LOCAL_NAMES | self.names | {name_of(self.host)} - {""}


def name_of(host: str) -> str:
    """A Host header without its port, in lower case and without a final dot; "" where it is none."""
    text = host.strip().lower()
    if text.startswith("["):
        name, bracket, port = text.partition("]")
        name += bracket
    else:
        name, _, port = text.partition(":")
    return name.rstrip(".") if port.lstrip(":").isdigit() or not port else ""


def names_of(bound: str, allowed: str) -> frozenset[str]:
    """The names of a program bound to an address, and those of a list with commas."""
    given = [bound if ":" not in bound else f"[{bound.strip('[]')}]", *allowed.split(",")]
    return frozenset(name_of(each) for each in given) - WILDCARDS


def answer_to_names(server: Flask, site: Site) -> None:
    """Refuse requests that name another host; make the others requests to the site. Called last: it goes in front of all."""
    server.wsgi_app = _Front(server.wsgi_app, site)  # type: ignore[method-assign]


class _Front:
    """What every request passes first, static files included."""

    def __init__(self, inner: WSGIApplication, site: Site) -> None:
        hops = site.proxy_hops
        self._inner = ProxyFix(inner, x_for=hops, x_proto=hops, x_host=0, x_prefix=0) if hops else inner
        self._site = site

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        host = environ.get("HTTP_HOST", "")
        # A request that was handed over to a process has it already.
        environ.setdefault(ASKED_HOST, host)
        if self._site.answers_to(host):
            if self._site.url:
                environ["HTTP_HOST"] = self._site.host
                environ["wsgi.url_scheme"] = urlsplit(self._site.url).scheme
        elif environ.get("PATH_INFO") not in HEALTH:
            return _refused(host)(environ, start_response)
        return self._inner(environ, _secured(start_response) if self._site.is_https else start_response)


def _refused(host: str) -> Response:
    shown = "".join(each if each.isalnum() or each in ".:-[]" else "?" for each in host[:80]) or "no name"
    said = (
        f"This program does not answer to {shown}. Where it should, set SITE_URL or ALLOWED_HOSTS and start it again.\n"
    )
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return Response(said, status=421, mimetype="text/plain", headers=headers)


def _secured(start_response: StartResponse) -> Any:
    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [*headers, ("Strict-Transport-Security", HSTS)], *rest)

    return start
