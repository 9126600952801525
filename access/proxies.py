"""Traces of a proxy in a request. Behind one every stranger seems to be this machine, so local mode is closed then."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

# What proxies, load balancers, content networks and tunnels add. A plain nginx adds nothing but speaks HTTP/1.0.
_NAMES = re.compile(
    r"forwarded|via|front-end-https|true-client-ip|client-ip|cdn-loop|traceparent"
    r"|x-(forward|real-|client-?ip|cluster-client|original-|originating|remote-|proxy|scheme|host|url-scheme|ssl|varnish"
    r"|envoy|amzn|amz-cf|azure|arr-|appengine|cloud-trace|vercel|nf-|akamai|edge|sucuri|request-start|request-id"
    r"|rewrite-url|script-name|traefik|served-by|b3-|correlation).*"
    r"|(cf|fastly|fly|akamai|ali-cdn|incap|wl-proxy|proxy|tailscale|ngrok)-.*"
)
MODERN = "HTTP/1.1"


def proxy_trace(headers: Iterable[str], protocol: str) -> str:
    """What says that a request came through a proxy; "" where nothing does.

    Args:
        headers: names of the request's headers.
        protocol: such as ``HTTP/1.1``. Every browser of the last twenty years speaks that; a proxy often speaks 1.0.
    """
    for name in headers:
        if _NAMES.fullmatch(name.lower()):
            return f"the header {name}"
    return "" if protocol == MODERN else protocol


def proxy_trace_of(environ: Mapping[str, Any]) -> str:
    """As ``proxy_trace``, of a WSGI environment."""
    names = (name.removeprefix("HTTP_").replace("_", "-") for name in environ if name.startswith("HTTP_"))
    return proxy_trace(names, environ.get("SERVER_PROTOCOL", MODERN))
