"""Security headers of every answer that Flask makes (static files get theirs in ``static_files``)."""

from __future__ import annotations

from functools import cache

from dash import Dash
from flask import Flask, Response

# No unsafe-eval and no inline script: WebGL traces are not used. Styles stay open: Dash and Plotly write <style>
# elements at run time and offer no nonce.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
    "manifest-src": "'self'",
}
REFUSED_FEATURES = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
HEADERS = {
    # Keeps "Share chart" of plotly.js from handing a figure to a window of another origin; the policy above cannot.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in REFUSED_FEATURES),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def content_security_policy(script_hashes: tuple[str, ...]) -> str:
    """The policy as one header value.

    Args:
        script_hashes: quoted hashes (``'sha256-...'``) of the inline scripts Dash writes itself.
    """
    sources = POLICY | {"script-src": " ".join((POLICY["script-src"], *script_hashes))}
    return "; ".join(f"{directive} {value}" for directive, value in sources.items())


def send_headers(app: Dash) -> None:
    """Add the headers to every answer; HTML, JSON and files of data are never stored by a browser or a proxy."""
    server: Flask = app.server

    @cache
    def policy() -> str:
        # Only now: Pages adds an inline script of its own when the app is made ready.
        return content_security_policy(tuple(app.csp_hashes()))

    @server.after_request
    def add(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy())
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not response.cache_control.max_age and not response.cache_control.public:
            # An answer that names its version may be kept if it is asked about each time; all others are not kept.
            response.headers["Cache-Control"] = "no-cache" if response.headers.get("ETag") else "no-store"
        return response
